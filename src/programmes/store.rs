//! Queries about enrolments. Whatever lists or finds enrolments for somebody starts at
//! [`visible_to`].

pub mod groups;

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait, IntoIden, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait, Select,
};
use uuid::Uuid;

use super::tables::enrolment;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::people;
use crate::people::store::paging::AboutPeople;
use crate::people::tables::person;
use crate::policy::{Action, Actor, Sight};

impl AboutPeople for enrolment::Entity {
    const ID: enrolment::Column = enrolment::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find().join(JoinType::InnerJoin, enrolment::Relation::Person.def())
    }
}

/// The enrolments of the people whom the actor may see.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<enrolment::Entity> {
    enrolment::Entity::with_people().filter(people::store::in_sight(
        actor,
        person::Column::Id,
        person::Column::OrganisationId,
    ))
}

/// The condition that somebody takes a course, named by a column, whom the actor may see. When the actor sees nearly
/// everybody, somebody who takes the course is near: the offset, of nothing, keeps PostgreSQL from looking through
/// everybody's enrolments at once, and the order leads it along the index of the course.
#[must_use]
pub fn is_taken_in_sight(actor: &Actor, course_id: (impl IntoIden, impl IntoIden)) -> Expr {
    let course_id = (course_id.0.into_iden(), course_id.1.into_iden());
    let taken = visible_to(actor)
        .filter(Expr::col((enrolment::Entity, enrolment::Column::CourseId)).equals(course_id))
        .select_only()
        .column(enrolment::Column::Id);
    let is_near = matches!(actor.sight(), Sight::Part(path) if people::store::part::is_root(&path));
    let taken = match is_near {
        true => taken.order_by_asc(enrolment::Column::Id).limit(1).offset(0),
        false => taken,
    };
    Expr::exists(taken.into_query())
}

/// One's own enrolment: what a learner works on.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is another person's.
pub async fn own(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<enrolment::Model> {
    let found = enrolment::Entity::find_by_id(id)
        .filter(enrolment::Column::PersonId.eq(actor.person_id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The rows of enrolments, locked until the transaction ends; see [`lock`]. They are locked in one
/// order, so that two transactions never wait for each other.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(
    transaction: &Transaction,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, enrolment::Model>> {
    let rows = enrolment::Entity::find()
        .filter(enrolment::Column::Id.is_in(ids))
        .order_by_asc(enrolment::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(transaction)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The row of an enrolment, locked until the transaction ends: what is decided about a learner's
/// course is decided one after the other. The lock leaves room for references: two transactions
/// that have each noted something under the enrolment before they lock it would otherwise wait for
/// each other for ever.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<enrolment::Model> {
    let found = enrolment::Entity::find_by_id(id)
        .lock(LockType::NoKeyUpdate)
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// An enrolment of one's own, or of somebody whose progress the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<enrolment::Model> {
    if !actor.may(Action::SeeProgress) {
        return own(connection, actor, id).await;
    }
    let found = visible_to(actor)
        .filter(enrolment::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}
