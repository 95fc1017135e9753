//! For whom sign-in cards are printed, and which batches one sees.

use std::collections::HashMap;

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use uuid::Uuid;

use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::messages::Arguments;
use crate::people::store;
use crate::people::tables::access::sign_in_card_batch;
use crate::people::tables::{organisation, person};
use crate::policy::{Actor, Role, Sight};

/// The people of a list, by name: all of them, or none.
///
/// # Errors
/// [`Code::Invalid`] naming each who does not exist, is out of sight or cannot sign in;
/// [`Code::Forbidden`] when the actor may not let one of them in again.
pub async fn of_people(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    people: &[Uuid],
) -> Result<Vec<person::Model>> {
    let wanted = person::Column::Id.is_in(people.iter().copied());
    let (found, roles) = by_name(connection, who_can_sign_in(actor).filter(wanted)).await?;
    let named = people.iter().enumerate();
    let unknown = named
        .filter(|(_, id)| !found.iter().any(|person| person.id == **id))
        .map(|(at, _)| FieldError::new(format!("people[{at}]"), "field-unknown"));
    let unknown: Vec<_> = unknown.collect();
    if !unknown.is_empty() {
        return Err(Error::fields(unknown));
    }
    for person in &found {
        actor.require_to_recover(roles_in(&roles, person))?;
    }
    Ok(found)
}

/// The people of an organisation and of those below it, by name, whom the actor may let in again; `most`
/// at most.
///
/// # Errors
/// [`Code::Invalid`] when there is no such organisation in sight, nobody there, or too many.
pub async fn of_school(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    most: usize,
) -> Result<Vec<person::Model>> {
    let part = part(connection, actor, id).await?;
    let there = who_can_sign_in(actor).filter(person::Column::OrganisationId.in_subquery(part));
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let (mut found, roles) = by_name(connection, there.limit(limit)).await?;
    if found.len() > most {
        let arguments = Arguments::none().with("most", most);
        return Err(Error::fields(vec![FieldError {
            arguments,
            ..FieldError::new("organisation_id", "field-too-many-people")
        }]));
    }
    found.retain(|person| actor.require_to_recover(roles_in(&roles, person)).is_ok());
    if found.is_empty() {
        return Err(Error::field("organisation_id", "field-nobody"));
    }
    Ok(found)
}

type Roles = HashMap<Uuid, Vec<Role>>;

fn roles_in<'a>(roles: &'a Roles, person: &person::Model) -> &'a [Role] {
    roles.get(&person.id).map(Vec::as_slice).unwrap_or_default()
}

fn who_can_sign_in(actor: &Actor) -> Select<person::Entity> {
    store::visible_to(actor).filter(person::Column::Active.eq(true))
}

async fn by_name(
    connection: &impl ConnectionTrait,
    people: Select<person::Entity>,
) -> Result<(Vec<person::Model>, Roles)> {
    let found = people
        .order_by_asc(person::Column::Surname)
        .order_by_asc(person::Column::GivenName)
        .order_by_asc(person::Column::Id)
        .all(connection)
        .await?;
    let roles = store::roles_of_all(connection, found.iter().map(|person| person.id)).await?;
    Ok((found, roles))
}

/// The identifiers of an organisation that the actor sees and of those below it.
async fn part(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<SelectStatement> {
    let found = organisation::Entity::find_by_id(id).one(connection).await?;
    let seen = found.filter(|found| match actor.sight() {
        Sight::Everyone => true,
        Sight::Part(path) => found.path.starts_with(&path),
        Sight::Self_ => false,
    });
    let root = seen.ok_or_else(|| Error::field("organisation_id", "field-unknown"))?;
    Ok(below(root.path))
}

fn below(path: String) -> SelectStatement {
    organisation::Entity::find()
        .filter(organisation::Column::Path.starts_with(path))
        .select_only()
        .column(organisation::Column::Id)
        .into_query()
}

/// The names of the organisations of people.
///
/// # Errors
/// When the database fails.
pub async fn schools(
    connection: &impl ConnectionTrait,
    people: &[person::Model],
) -> Result<HashMap<Uuid, String>> {
    let named = people.iter().filter_map(|person| person.organisation_id);
    let found: Vec<(Uuid, String)> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(named))
        .select_only()
        .column(organisation::Column::Id)
        .column(organisation::Column::Name)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(found.into_iter().collect())
}

/// The batches that the actor has printed, and those of the schools in the actor's part.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<sign_in_card_batch::Entity> {
    use sign_in_card_batch::Column;
    let all = sign_in_card_batch::Entity::find();
    let own = Condition::any().add(Column::IssuedBy.eq(actor.person_id));
    match actor.sight() {
        Sight::Everyone => all,
        Sight::Self_ => all.filter(own),
        Sight::Part(path) => all.filter(own.add(Column::OrganisationId.in_subquery(below(path)))),
    }
}

/// A batch that the actor sees, locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(
    transaction: &Transaction,
    actor: &Actor,
    id: Uuid,
) -> Result<sign_in_card_batch::Model> {
    let found = visible_to(actor)
        .filter(sign_in_card_batch::Column::Id.eq(id))
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}
