//! Queries about visits and mentors. Whatever lists or finds them for somebody starts at
//! [`visible_to`] and [`mentorships_visible_to`].

pub mod seen;

use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait, Select,
};
use uuid::Uuid;

use super::tables::{mentorship, visit};
use super::visit::{Part, part};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::people;
use crate::people::store::paging::AboutPeople;
use crate::people::tables::{organisation, person};
use crate::policy::{Action, Actor};

/// The visits that somebody makes or has, and those of the people in sight of whoever may see how
/// people are getting on.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<visit::Entity> {
    visit::Entity::with_people().filter(own_or_in_sight(actor, own_visit(actor)))
}

/// The condition that one visits, or is visited.
#[must_use]
pub fn own_visit(actor: &Actor) -> Condition {
    Condition::any()
        .add(visit::Column::VisitorId.eq(actor.person_id))
        .add(visit::Column::PersonId.eq(actor.person_id))
}

/// The pairs that somebody is a part of, and those of the teachers in sight of whoever may see how
/// people are getting on.
#[must_use]
pub fn mentorships_visible_to(actor: &Actor) -> Select<mentorship::Entity> {
    mentorship::Entity::with_people().filter(own_or_in_sight(actor, own_mentorship(actor)))
}

/// The condition that one helps, or is new.
#[must_use]
pub fn own_mentorship(actor: &Actor) -> Condition {
    Condition::any()
        .add(mentorship::Column::MentorId.eq(actor.person_id))
        .add(mentorship::Column::TeacherId.eq(actor.person_id))
}

impl AboutPeople for visit::Entity {
    const ID: visit::Column = visit::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find().join(JoinType::InnerJoin, visit::Relation::Person.def())
    }
}

impl AboutPeople for mentorship::Entity {
    const ID: mentorship::Column = mentorship::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find().join(JoinType::InnerJoin, mentorship::Relation::Teacher.def())
    }
}

fn own_or_in_sight(actor: &Actor, own: Condition) -> Condition {
    if !actor.may(Action::SeeProgress) {
        return own;
    }
    let id = person::Column::Id;
    own.add(people::store::in_sight(
        actor,
        id,
        person::Column::OrganisationId,
    ))
}

/// The condition that the person who was joined is in a part of the organisation tree.
#[must_use]
pub fn is_within(part: &organisation::Model) -> Condition {
    let within = Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::Path.starts_with(&part.path))
        .to_owned();
    Condition::all().add(person::Column::OrganisationId.in_subquery(within))
}

/// A visit that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<visit::Model> {
    let found = visible_to(actor)
        .filter(visit::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A visit that the actor may see, its row locked until the transaction ends, and what the actor is
/// to it.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn lock(
    transaction: &Transaction,
    actor: &Actor,
    id: Uuid,
) -> Result<(visit::Model, Part)> {
    find(transaction, actor, id).await?;
    let locked = visit::Entity::find_by_id(id).lock_exclusive();
    let visit = locked.one(transaction).await?.ok_or(Code::NotFound)?;
    let plans = plans_for(transaction, actor, visit.person_id).await?;
    let part = part(actor.person_id, visit.visitor_id, visit.person_id, plans);
    Ok((visit, part))
}

/// Whether somebody plans what is done for a person.
///
/// # Errors
/// When the database fails.
pub async fn plans_for(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    person_id: Uuid,
) -> Result<bool> {
    if !actor.may(Action::PlanSecondStage) {
        return Ok(false);
    }
    match people::store::find(connection, actor, person_id).await {
        Ok(_) => Ok(true),
        Err(error) if error.code == Code::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A pair that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn find_mentorship(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<mentorship::Model> {
    let found = mentorships_visible_to(actor)
        .filter(mentorship::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}
