//! Queries about the people of cohorts. Whatever lists or finds them for somebody starts at
//! [`members_visible_to`].

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait, Select,
};
use uuid::Uuid;

use crate::cohorts::tables::{cohort_course, cohort_member};
use crate::error::{Error, Result};
use crate::people;
use crate::people::store::paging::{self, AboutPeople};
use crate::people::tables::{organisation, person};
use crate::policy::{Actor, Sight};
use crate::programmes::tables::enrolment;

impl AboutPeople for cohort_member::Entity {
    const ID: cohort_member::Column = cohort_member::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find().join(JoinType::InnerJoin, cohort_member::Relation::Person.def())
    }
}

/// The people of a cohort whom the actor may see: by where they are now, as everywhere.
#[must_use]
pub fn members_visible_to(actor: &Actor, cohort_id: Uuid) -> Select<cohort_member::Entity> {
    let of_cohort = cohort_member::Column::CohortId.eq(cohort_id);
    match actor.sight() {
        Sight::Everyone => cohort_member::Entity::find().filter(of_cohort),
        Sight::Part(_) | Sight::Self_ => in_sight(actor).filter(of_cohort),
    }
}

/// The same to be read page by page.
#[must_use]
pub fn members_listed_for(actor: &Actor, cohort_id: Uuid) -> Select<cohort_member::Entity> {
    let column = cohort_member::Column::CohortId;
    in_sight(actor).filter(paging::asked_of_each(actor, column, cohort_id))
}

fn in_sight(actor: &Actor) -> Select<cohort_member::Entity> {
    let (id, place) = (person::Column::Id, person::Column::OrganisationId);
    cohort_member::Entity::with_people().filter(people::store::in_sight(actor, id, place))
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
