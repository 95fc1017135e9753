//! Queries about people. Whatever lists or finds people for somebody starts at [`visible_to`].

pub mod cards;
pub mod paging;
pub mod part;

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};
use uuid::Uuid;

use super::contacts;
use super::identifiers::Identifier;
use super::tables::access::contact;
use super::tables::{person, person_role};
use crate::db::{self, Transaction};
use crate::error::{Code, Result};
use crate::policy::{Actor, Role, Sight};

/// The people whom the actor may see.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<person::Entity> {
    person::Entity::find().filter(in_sight(
        actor,
        person::Column::Id,
        person::Column::OrganisationId,
    ))
}

/// The condition that a row's person is in the actor's sight; for tables that name a person, join
/// `people` and pass its columns.
#[must_use]
pub fn in_sight(actor: &Actor, id: person::Column, organisation_id: person::Column) -> Condition {
    match actor.sight() {
        Sight::Everyone => Condition::all(),
        Sight::Self_ => Condition::all().add(id.eq(actor.person_id)),
        Sight::Part(path) => {
            // The own place is the root of the own part: oneself is in it.
            Condition::all().add(organisation_id.in_subquery(part::seen(actor, path)))
        }
    }
}

/// A person whom the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see the person.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<person::Model> {
    let found = visible_to(actor)
        .filter(person::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A person, by identifier, for work that nobody asks for (a mail, a certificate).
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<person::Model> {
    person::Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The row of a person, locked until the transaction ends: what is decided about somebody's addresses and
/// codes is decided one after the other.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<person::Model> {
    person::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The person whom somebody names who wants in: by an e-mail address, a telephone number or the register
/// number.
///
/// # Errors
/// When the database fails.
pub async fn by_name(
    connection: &impl ConnectionTrait,
    typed: &str,
) -> Result<Option<person::Model>> {
    let named = match Identifier::read(typed) {
        None => return Ok(None),
        Some(Identifier::RegisterNumber(number)) => person::Column::RegisterNumber.eq(number),
        Some(Identifier::Email(value) | Identifier::Telephone(value)) => {
            let whose = contact::Entity::find()
                .filter(contact::Column::Value.eq(value))
                .filter(contacts::usable())
                .select_only()
                .column(contact::Column::PersonId);
            person::Column::Id.in_subquery(whose.into_query())
        }
    };
    Ok(person::Entity::find().filter(named).one(connection).await?)
}

/// The roles of a person, in the order of [`Role::ALL`].
///
/// # Errors
/// When the database fails.
pub async fn roles_of(connection: &impl ConnectionTrait, person_id: Uuid) -> Result<Vec<Role>> {
    let rows = person_role::Entity::find()
        .filter(person_role::Column::PersonId.eq(person_id))
        .all(connection)
        .await?;
    let mut roles: Vec<Role> = rows
        .iter()
        .filter_map(|row| Role::named(&row.role))
        .collect();
    roles.sort();
    Ok(roles)
}

/// The roles of several people.
///
/// # Errors
/// When the database fails.
pub async fn roles_of_all(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Role>>> {
    let rows = person_role::Entity::find()
        .filter(person_role::Column::PersonId.is_in(db::few_lengths(people)))
        .all(connection)
        .await?;
    let mut all: HashMap<Uuid, Vec<Role>> = HashMap::new();
    for row in rows {
        all.entry(row.person_id)
            .or_default()
            .extend(Role::named(&row.role));
    }
    all.values_mut().for_each(|roles| roles.sort());
    Ok(all)
}

/// Gives a person exactly these roles.
///
/// # Errors
/// When the database fails.
pub async fn set_roles(transaction: &Transaction, person_id: Uuid, roles: &[Role]) -> Result<()> {
    person_role::Entity::delete_many()
        .filter(person_role::Column::PersonId.eq(person_id))
        .exec(transaction)
        .await?;
    for role in roles {
        let role = Set(role.name().to_owned());
        person_role::ActiveModel {
            person_id: Set(person_id),
            role,
        }
        .insert(transaction)
        .await?;
    }
    Ok(())
}

/// Goes on when somebody who can sign in is an administrator.
///
/// # Errors
/// [`Code::LastAdministrator`] otherwise.
pub async fn require_an_administrator(transaction: &Transaction) -> Result<()> {
    let administrators = person::Entity::find()
        .join(
            sea_orm::JoinType::InnerJoin,
            person::Entity::belongs_to(person_role::Entity)
                .from(person::Column::Id)
                .to(person_role::Column::PersonId)
                .into(),
        )
        .filter(person_role::Column::Role.eq(Role::Administrator.name()))
        .filter(person::Column::Active.eq(true))
        .count(transaction)
        .await?;
    if administrators == 0 {
        Err(Code::LastAdministrator.into())
    } else {
        Ok(())
    }
}

/// Locks every administrator's role until the transaction ends: two administrators who take the
/// role from each other at the same moment would otherwise both succeed.
///
/// # Errors
/// When the database fails.
pub async fn lock_administrators(transaction: &Transaction) -> Result<()> {
    person_role::Entity::find()
        .filter(person_role::Column::Role.eq(Role::Administrator.name()))
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(())
}
