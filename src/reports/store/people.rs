//! The statement in which each of those who take part in a cohort has one row, with what is known of the person
//! over all its courses. It is added up by others, in the database.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{
    CaseStatement, Cond, Condition, Expr, ExprTrait, Func, IntoCondition, JoinType, Query,
    SelectStatement,
};
use uuid::Uuid;

use crate::certificates::tables::certificate;
use crate::cohorts::membership::State;
use crate::cohorts::tables::cohort_member;
use crate::programmes::tables::{enrolment, item_done};
use crate::reports::pace::Pace;
use crate::surveys::tables::survey_participation;

/// What the statements are told of a cohort.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The cohort.
    pub cohort_id: Uuid,
    /// Its courses.
    pub courses: Vec<Uuid>,
    /// The versions of them that anybody takes, and how many lessons and quizzes each asks for.
    pub versions: Vec<(Uuid, i32)>,
    /// Which items of them are lessons and quizzes that are asked for.
    pub self_paced: Vec<Uuid>,
    /// Which are webinars.
    pub webinars: Vec<Uuid>,
    /// The surveys of its courses.
    pub surveys: Vec<Uuid>,
    /// How much should be done.
    pub pace: Pace,
    /// How it was at an earlier moment; absent for now. Who takes part is as it is now.
    pub at: Option<DateTime<Utc>>,
}

/// The statement's names for its tables.
const MEMBER: &str = "m";
const ENROLMENT: &str = "e";
const CERTIFICATE: &str = "c";

/// A column of who takes part.
pub(super) fn member(column: cohort_member::Column) -> Expr {
    Expr::col((MEMBER, column))
}

/// A column of the person's enrolment in one of the courses.
pub(super) fn enrolled(column: enrolment::Column) -> Expr {
    Expr::col((ENROLMENT, column))
}

/// A column of the certificate that it has earned.
pub(super) fn earned(column: certificate::Column) -> Expr {
    Expr::col((CERTIFICATE, column))
}

fn done(column: item_done::Column) -> Expr {
    Expr::col((item_done::Entity, column))
}

/// 1 where the condition holds, else 0.
pub(super) fn flag(condition: impl IntoCondition) -> Expr {
    let case = CaseStatement::new().case(condition, Expr::cust("1"));
    case.finally(Expr::cust("0")).into()
}

fn any(condition: impl IntoCondition) -> Expr {
    Func::max(flag(condition)).into()
}

fn sum(expression: Expr) -> Expr {
    Func::coalesce([Expr::from(Func::sum(expression)), Expr::cust("0")]).into()
}

impl Asked {
    /// Who takes part, beside the enrolments in the cohort's courses.
    pub(super) fn members(&self) -> SelectStatement {
        let person_id = (MEMBER, cohort_member::Column::PersonId);
        let courses = self.courses.iter().copied();
        let own = Cond::all()
            .add(enrolled(enrolment::Column::PersonId).equals(person_id))
            .add(enrolled(enrolment::Column::CourseId).is_in(courses));
        Query::select()
            .from_as(cohort_member::Entity, MEMBER)
            .join_as(JoinType::LeftJoin, enrolment::Entity, ENROLMENT, own)
            .and_where(member(cohort_member::Column::CohortId).eq(self.cohort_id))
            .and_where(member(cohort_member::Column::State).is_in(State::TAKING_PART))
            .to_owned()
    }

    /// The same, each with the certificates that were issued by then, and made one row.
    pub(super) fn by_person(&self) -> SelectStatement {
        let enrolment_id = (ENROLMENT, enrolment::Column::Id);
        let mut valid = Cond::all()
            .add(earned(certificate::Column::EnrolmentId).equals(enrolment_id))
            .add(earned(certificate::Column::RevokedAt).is_null());
        if let Some(at) = self.at {
            valid = valid.add(earned(certificate::Column::IssuedAt).lte(at));
        }
        // In this order an index has them: nothing is sorted.
        let one = [cohort_member::Column::State, cohort_member::Column::Id];
        self.members()
            .join_as(JoinType::LeftJoin, certificate::Entity, CERTIFICATE, valid)
            .add_group_by(one.map(member))
            .to_owned()
    }

    /// Whether all of the cohort's courses were completed by then.
    pub(super) fn has_finished(&self) -> Expr {
        let courses = i64::try_from(self.courses.len()).unwrap_or(i64::MAX);
        let completed = sum(flag(self.by_then(enrolment::Column::CompletedAt)));
        completed.gte(Ord::max(courses, 1))
    }

    /// The people who take part, with all that is known of each.
    pub(super) fn people(&self) -> SelectStatement {
        let person = [
            cohort_member::Column::PersonId,
            cohort_member::Column::OrganisationId,
            cohort_member::Column::Position,
            cohort_member::Column::YearOfService,
        ];
        let has_certificate = earned(certificate::Column::Id).is_not_null();
        let self_paced = self.done(&self.self_paced, enrolment::Column::SelfPacedDone);
        let webinars = self.done(&self.webinars, enrolment::Column::WebinarsDone);
        let share = || enrolled(enrolment::Column::AttendedPercent);
        self.by_person()
            .columns(person.map(|column| (MEMBER, column)))
            .expr_as(any(self.by_then(enrolment::Column::StartedAt)), "started")
            .expr_as(flag(self.has_finished()), "finished")
            .expr_as(any(has_certificate), "certified")
            .expr_as(sum(self_paced), "self_paced_done")
            .expr_as(sum(self.asked_for()), "self_paced_of")
            .expr_as(sum(webinars), "webinars_done")
            .expr_as(Func::count(share()), "attendances")
            .expr_as(sum(share()), "attended_percents")
            .expr_as(self.has_answered(), "survey_answered")
            .to_owned()
    }

    fn by_then(&self, column: enrolment::Column) -> Expr {
        match self.at {
            None => enrolled(column).is_not_null(),
            Some(at) => enrolled(column).lte(at),
        }
    }

    /// How many of these items are done of an enrolment: what is kept with it, or what was done by then.
    fn done(&self, items: &[Uuid], kept: enrolment::Column) -> Expr {
        let Some(at) = self.at else {
            return enrolled(kept);
        };
        let enrolment_id = (ENROLMENT, enrolment::Column::Id);
        let by_then = Query::select()
            .expr(Func::count(done(item_done::Column::ItemId)))
            .from(item_done::Entity)
            .and_where(done(item_done::Column::EnrolmentId).equals(enrolment_id))
            .and_where(done(item_done::Column::ItemId).is_in(items.iter().copied()))
            .and_where(done(item_done::Column::DoneAt).lte(at))
            .to_owned();
        Expr::SubQuery(None, Box::new(by_then.into()))
    }

    /// How many lessons and quizzes the version asks for that the person takes.
    fn asked_for(&self) -> Expr {
        let Some((first, rest)) = self.versions.split_first() else {
            return Expr::cust("0");
        };
        let is = |id: Uuid| enrolled(enrolment::Column::VersionId).eq(id);
        let first = CaseStatement::new().case(is(first.0), first.1);
        let by_version = rest
            .iter()
            .fold(first, |case, (id, of)| case.case(is(*id), *of));
        by_version.finally(Expr::cust("0")).into()
    }

    /// Whether somebody has answered any of the surveys; when, nobody knows of those that are anonymous.
    fn has_answered(&self) -> Expr {
        if self.surveys.is_empty() || self.at.is_some() {
            return Expr::cust("0");
        }
        let answer = |column| Expr::col((survey_participation::Entity, column));
        let person_id = (MEMBER, cohort_member::Column::PersonId);
        let surveys = self.surveys.iter().copied();
        let answers = Query::select()
            .expr(Expr::cust("1"))
            .from(survey_participation::Entity)
            .and_where(answer(survey_participation::Column::PersonId).equals(person_id))
            .and_where(answer(survey_participation::Column::PlacementId).is_in(surveys))
            .and_where(answer(survey_participation::Column::Answered).eq(true))
            .to_owned();
        flag(Expr::exists(answers))
    }

    /// The condition that a row of [`Self::people`] has not finished and is behind, as [`Pace::is_behind`]
    /// has it.
    pub(super) fn is_behind(&self, of_person: impl Fn(&'static str) -> Expr) -> Condition {
        let unfinished = Cond::all().add(of_person("finished").eq(0));
        if self.pace.is_over {
            return unfinished;
        }
        // Whole numbers divided by one another leave whole numbers, in both databases.
        let expected = of_person("self_paced_of")
            .mul(self.pace.passed)
            .div(self.pace.length);
        unfinished.add(of_person("self_paced_done").lt(expected))
    }
}
