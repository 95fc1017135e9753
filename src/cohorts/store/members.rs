//! Queries about the people of cohorts. Whatever lists or finds them for somebody starts at
//! [`members_visible_to`].

use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select,
};
use uuid::Uuid;

use crate::cohorts::membership::State;
use crate::cohorts::tables::{cohort_course, cohort_member};
use crate::error::{Error, Result};
use crate::people;
use crate::people::store::paging::AboutPeople;
use crate::people::tables::organisation;
use crate::policy::{Actor, Sight};
use crate::programmes::tables::enrolment;

impl AboutPeople for cohort_member::Entity {
    const ID: cohort_member::Column = cohort_member::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find()
    }

    fn place() -> Expr {
        cohort_member::Column::PlaceId.into_expr()
    }

    fn person() -> Expr {
        cohort_member::Column::PersonId.into_expr()
    }
}

/// The people of a cohort whom the actor may see: by where they are now, as everywhere. Their rows repeat it, so that
/// counting and listing them leads from one of them to the next, however large the country is.
#[must_use]
pub fn members_visible_to(actor: &Actor, cohort_id: Uuid) -> Select<cohort_member::Entity> {
    let of_cohort =
        cohort_member::Entity::find().filter(cohort_member::Column::CohortId.eq(cohort_id));
    match actor.sight() {
        Sight::Everyone => of_cohort,
        Sight::Self_ => of_cohort.filter(cohort_member::Column::PersonId.eq(actor.person_id)),
        Sight::Part(path) => of_cohort.filter(
            cohort_member::Column::PlaceId.in_subquery(people::store::part::seen(actor, path)),
        ),
    }
}

/// How many of them there are in each state.
///
/// # Errors
/// When the database fails.
pub async fn count_members(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    cohort_id: Uuid,
) -> Result<Vec<(State, i64)>> {
    // Grouped by what no index knows: that of states would lead through everybody of the cohort to those of a part.
    let state = || {
        let column = || cohort_member::Column::State.into_expr();
        Expr::from(Func::coalesce([column(), column()]))
    };
    Ok(members_visible_to(actor, cohort_id)
        .select_only()
        .column_as(state(), "state")
        .column_as(Expr::cust("COUNT(*)"), "people")
        .group_by(state())
        .into_tuple()
        .all(connection)
        .await?)
}

/// The condition that a member of this cohort has not completed all of its courses.
#[must_use]
pub fn unfinished(cohort_id: Uuid) -> Expr {
    let of_member = |column: enrolment::Column| Expr::col((enrolment::Entity, column));
    let person_id = (cohort_member::Entity, cohort_member::Column::PersonId);
    let course_id = (cohort_course::Entity, cohort_course::Column::CourseId);
    let completed = Query::select()
        .column(enrolment::Column::Id)
        .from(enrolment::Entity)
        .and_where(of_member(enrolment::Column::PersonId).equals(person_id))
        .and_where(of_member(enrolment::Column::CourseId).equals(course_id))
        .and_where(of_member(enrolment::Column::CompletedAt).is_not_null())
        .to_owned();
    let open = Query::select()
        .column(cohort_course::Column::CourseId)
        .from(cohort_course::Entity)
        .and_where(cohort_course::Column::CohortId.eq(cohort_id))
        .and_where(Expr::exists(completed).not())
        .to_owned();
    Expr::exists(open)
}

/// The condition that somebody came into the cohort from an organisation or below it; none when it is of no matter.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid) when the actor may not see the organisation.
pub async fn from_organisation(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    organisation_id: Option<Uuid>,
) -> Result<Condition> {
    let Some(id) = organisation_id else {
        return Ok(Condition::all());
    };
    let found = organisation::Entity::find_by_id(id).one(connection).await?;
    let seen = found.filter(|found| match actor.sight() {
        Sight::Everyone => true,
        Sight::Part(path) => found.path.starts_with(&path),
        Sight::Self_ => false,
    });
    let Some(seen) = seen else {
        return Err(Error::field("organisation", "field-unknown"));
    };
    let part = Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::Path.starts_with(seen.path))
        .to_owned();
    Ok(Condition::all().add(cohort_member::Column::OrganisationId.in_subquery(part)))
}

/// What somebody is to a cohort.
///
/// # Errors
/// When the database fails.
pub async fn member(
    connection: &impl ConnectionTrait,
    cohort_id: Uuid,
    person_id: Uuid,
) -> Result<Option<cohort_member::Model>> {
    Ok(cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .filter(cohort_member::Column::PersonId.eq(person_id))
        .one(connection)
        .await?)
}
