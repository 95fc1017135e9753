//! What is asked of the database for reports: a few statements for a cohort, each of which adds up. All begin
//! with the cohort's own people and find what belongs to each through an index, so that they cost what the
//! cohort has, however many others there are.

mod people;

use sea_orm::sea_query::{Expr, ExprTrait, Func, JoinType, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryResult,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::trend::Moments;
use crate::certificates::tables::certificate;
use crate::cohorts::membership::State;
use crate::cohorts::tables::{cohort_extension, cohort_member};
use crate::courses::tables::course_version;
use crate::error::Result;
use crate::people::tables::organisation;
use crate::programmes::tables::{enrolment, item_done};
use crate::surveys::tables::survey_placement;
pub use people::Asked;
use people::{earned, enrolled, flag, member};

/// Those who take part, added up.
#[derive(Debug, FromQueryResult)]
pub struct Standing {
    /// From which organisation.
    pub organisation_id: Option<Uuid>,
    /// As what.
    pub position: Option<String>,
    /// In which year of service.
    pub year_of_service: Option<i32>,
    /// How many.
    pub people: i64,
    /// How many of them have begun.
    pub started: i64,
    /// Have completed all courses.
    pub finished: i64,
    /// Have not, and are behind.
    pub behind: i64,
    /// Have a certificate.
    pub certified: i64,
    /// Have answered a survey.
    pub survey_answered: i64,
    /// Have attended enough of a webinar.
    pub attended: i64,
    /// In how many courses they attended any.
    pub attendances: i64,
    /// The shares of these, added.
    pub attended_percents: i64,
}

/// Somebody who has been granted a later day.
#[derive(Debug, FromQueryResult)]
pub struct Extended {
    /// Who.
    pub person_id: Uuid,
    /// From which organisation.
    pub organisation_id: Option<Uuid>,
    /// As what.
    pub position: Option<String>,
    /// In which year of service.
    pub year_of_service: Option<i32>,
    /// Lessons and quizzes that are done.
    pub self_paced_done: i64,
    /// How many are asked for.
    pub self_paced_of: i64,
    /// Whether all courses are completed.
    pub finished: i64,
}

const PERSON: &str = "person";

fn of_person(name: &'static str) -> Expr {
    Expr::col((PERSON, name))
}

/// Those who take part in a cohort, added up by where they came from and as what.
///
/// # Errors
/// When the database fails.
pub async fn standings(connection: &impl ConnectionTrait, asked: &Asked) -> Result<Vec<Standing>> {
    let mut all = Query::select();
    all.from_subquery(asked.people(), PERSON);
    for column in ["organisation_id", "position", "year_of_service"] {
        all.column((PERSON, column));
        all.add_group_by([of_person(column)]);
    }
    all.expr_as(whole(Expr::cust("1")), "people")
        .expr_as(whole(flag(asked.is_behind(of_person))), "behind")
        .expr_as(whole(flag(of_person("webinars_done").gt(0))), "attended");
    for name in [
        "started",
        "finished",
        "certified",
        "survey_answered",
        "attendances",
        "attended_percents",
    ] {
        all.expr_as(whole(of_person(name)), name);
    }
    let statement = connection.get_database_backend().build(&all);
    Ok(Standing::find_by_statement(statement)
        .all(connection)
        .await?)
}

/// A sum as a whole number of 64 bits, whatever each database makes of sums.
fn whole(expression: Expr) -> Expr {
    Func::cast_as(Func::sum(expression), "bigint").into()
}

/// Those who have been granted a later day for everything, one by one.
///
/// # Errors
/// When the database fails.
pub async fn extended(connection: &impl ConnectionTrait, asked: &Asked) -> Result<Vec<Extended>> {
    let granted = Query::select()
        .column(cohort_extension::Column::PersonId)
        .from(cohort_extension::Entity)
        .and_where(cohort_extension::Column::CohortId.eq(asked.cohort_id))
        .and_where(cohort_extension::Column::ItemId.is_null())
        .to_owned();
    let mut people = asked.people();
    people.and_where(member(cohort_member::Column::PersonId).in_subquery(granted));
    let mut all = Query::select();
    all.from_subquery(people, PERSON);
    for column in [
        "person_id",
        "organisation_id",
        "position",
        "year_of_service",
    ] {
        all.column((PERSON, column));
    }
    for name in ["self_paced_done", "self_paced_of", "finished"] {
        all.expr_as(Func::cast_as(of_person(name), "bigint"), name);
    }
    let statement = connection.get_database_backend().build(&all);
    Ok(Extended::find_by_statement(statement)
        .all(connection)
        .await?)
}

/// Who does not take part, or not yet: organisation, position, year of service, state, and how many.
pub type Others = (Option<Uuid>, Option<String>, Option<i32>, State, i64);

/// Who waits for a cohort, has left it, or was not let come.
///
/// # Errors
/// When the database fails.
pub async fn others(connection: &impl ConnectionTrait, cohort_id: Uuid) -> Result<Vec<Others>> {
    let by = [
        cohort_member::Column::OrganisationId,
        cohort_member::Column::Position,
        cohort_member::Column::YearOfService,
        cohort_member::Column::State,
    ];
    let others = State::ALL.into_iter().filter(|state| !state.takes_part());
    let mut found = cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .filter(cohort_member::Column::State.is_in(others))
        .select_only();
    for column in by {
        found = found.column(column).group_by(column);
    }
    let found = found.column_as(cohort_member::Column::Id.count(), "people");
    Ok(found.into_tuple().all(connection).await?)
}

/// How many from one organisation have done an item of a course: organisation, course, item, people.
pub type Done = (Option<Uuid>, Uuid, Uuid, i64);

/// What those who take part have done, added up by organisation and item.
///
/// # Errors
/// When the database fails.
pub async fn done(connection: &impl ConnectionTrait, asked: &Asked) -> Result<Vec<Done>> {
    let done = |column| Expr::col((item_done::Entity, column));
    let by = [
        (
            member(cohort_member::Column::OrganisationId),
            "organisation_id",
        ),
        (enrolled(enrolment::Column::CourseId), "course_id"),
        (done(item_done::Column::ItemId), "item_id"),
    ];
    let own = done(item_done::Column::EnrolmentId).eq(enrolled(enrolment::Column::Id));
    let mut found = asked.members();
    found
        .join(JoinType::InnerJoin, item_done::Entity, own)
        .expr_as(Func::count(done(item_done::Column::ItemId)), "people");
    for (column, name) in by {
        found.expr_as(column.clone(), name).add_group_by([column]);
    }
    let read = |row: QueryResult| {
        Ok((
            row.try_get("", "organisation_id")?,
            row.try_get("", "course_id")?,
            row.try_get("", "item_id")?,
            row.try_get("", "people")?,
        ))
    };
    let rows = connection.query_all(&found).await?;
    rows.into_iter().map(read).collect()
}

/// When each of those who take part came how far; who has not begun is left out.
///
/// # Errors
/// When the database fails.
pub async fn moments(connection: &impl ConnectionTrait, asked: &Asked) -> Result<Vec<Moments>> {
    let started_at = || Expr::from(Func::min(enrolled(enrolment::Column::StartedAt)));
    let certified_at = || Expr::from(Func::min(earned(certificate::Column::IssuedAt)));
    let completed_at = Func::max(enrolled(enrolment::Column::CompletedAt));
    let finished_at = Expr::case(asked.has_finished(), completed_at);
    let all = asked
        .by_person()
        .expr_as(
            member(cohort_member::Column::OrganisationId),
            "organisation_id",
        )
        .expr_as(started_at(), "started_at")
        .expr_as(finished_at, "finished_at")
        .expr_as(certified_at(), "certified_at")
        .cond_having(started_at().is_not_null().or(certified_at().is_not_null()))
        .to_owned();
    let read = |row: QueryResult| {
        Ok(Moments {
            organisation_id: row.try_get("", "organisation_id")?,
            started_at: row.try_get("", "started_at")?,
            finished_at: row.try_get("", "finished_at")?,
            certified_at: row.try_get("", "certified_at")?,
        })
    };
    let rows = connection.query_all(&all).await?;
    rows.into_iter().map(read).collect()
}

/// The versions of these courses that anybody takes: one look into an index for each.
///
/// # Errors
/// When the database fails.
pub async fn versions_taken(
    connection: &impl ConnectionTrait,
    courses: &[Uuid],
) -> Result<Vec<Uuid>> {
    let taken = Query::select()
        .expr(Expr::cust("1"))
        .from(enrolment::Entity)
        .and_where(
            Expr::col((enrolment::Entity, enrolment::Column::VersionId))
                .equals((course_version::Entity, course_version::Column::Id)),
        )
        .to_owned();
    Ok(course_version::Entity::find()
        .filter(course_version::Column::CourseId.is_in(courses.iter().copied()))
        .filter(Expr::exists(taken))
        .select_only()
        .column(course_version::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The surveys of these courses.
///
/// # Errors
/// When the database fails.
pub async fn surveys(connection: &impl ConnectionTrait, courses: &[Uuid]) -> Result<Vec<Uuid>> {
    Ok(survey_placement::Entity::find()
        .filter(survey_placement::Column::CourseId.is_in(courses.iter().copied()))
        .select_only()
        .column(survey_placement::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The organisations that people of a cohort came from.
///
/// # Errors
/// When the database fails.
pub async fn places(
    connection: &impl ConnectionTrait,
    cohort_id: Uuid,
) -> Result<Vec<organisation::Model>> {
    let came_from = cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .select_only()
        .column(cohort_member::Column::OrganisationId)
        .into_query();
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Id.in_subquery(came_from))
        .all(connection)
        .await?)
}
