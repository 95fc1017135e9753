//! Queries about imports of rosters, and about the people and organisations that they may mean.

pub mod dependants;
pub mod holders;

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
};
use uuid::Uuid;

use super::matching::Known;
use super::places::Place;
use super::row::Row;
use super::state::{Decision, Difference, Outcome};
use super::tables::{roster_import, roster_row};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::people::position::Position;
use crate::people::tables::{organisation, person, person_role, placement};
use crate::people::{names, store, tree};
use crate::policy::{Actor, Look, Role, Sight};

/// Values looked for with one query, well below what the databases can bind.
const AT_ONCE: usize = 1_000;

/// The imports that the actor may see: everybody's to who sees everybody, else one's own.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<roster_import::Entity> {
    let all = roster_import::Entity::find();
    match actor.sight() {
        Sight::Everyone => all,
        Sight::Part(_) | Sight::Self_ => {
            all.filter(roster_import::Column::CreatedBy.eq(actor.person_id))
        }
    }
}

/// An import that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<roster_import::Model> {
    let found = visible_to(actor).filter(roster_import::Column::Id.eq(id));
    let found = found.one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// An import, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<roster_import::Model> {
    let found = roster_import::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A person as one who asks, for work in the background: with the rights that the person has now.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn actor_of(connection: &impl ConnectionTrait, person_id: Uuid) -> Result<Actor> {
    let person = store::get(connection, person_id).await?;
    let place = match person.organisation_id {
        None => None,
        Some(id) => organisation::Entity::find_by_id(id).one(connection).await?,
    };
    Ok(Actor {
        person_id,
        session_id: Uuid::nil(),
        roles: store::roles_of(connection, person_id).await?,
        organisation_path: place.map(|place| place.path),
        look: Look::default(),
    })
}

/// The organisations that the actor may name.
///
/// # Errors
/// When the database fails.
pub async fn places(connection: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<Place>> {
    let rows = tree::visible_to(actor).all(connection).await?;
    let places = rows.into_iter().map(|row| Place {
        id: row.id,
        path: row.path,
        name: row.name,
        code: row.code,
    });
    Ok(places.collect())
}

/// The organisations of the actor's part; none for who sees all.
///
/// # Errors
/// When the database fails.
pub async fn part(
    connection: &impl ConnectionTrait,
    actor: &Actor,
) -> Result<Option<HashSet<Uuid>>> {
    if actor.sight() == Sight::Everyone {
        return Ok(None);
    }
    let places = places(connection, actor).await?;
    Ok(Some(places.into_iter().map(|place| place.id).collect()))
}

/// The people whom the rows of a roster may mean: those with their numbers, codes and addresses, those
/// of their names, and all of the organisations that they name. Read by the keys, a thousand at once,
/// however many people there are.
///
/// # Errors
/// When the database fails.
pub async fn meant(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    rows: &[Row],
    named: HashSet<Uuid>,
) -> Result<Vec<Known>> {
    use person::Column as C;
    let said = || rows.iter().map(|row| &row.said);
    let texts = |texts: &mut dyn Iterator<Item = String>| texts.collect::<HashSet<String>>();
    let numbers = texts(&mut said().filter_map(|said| said.register_number.clone()));
    let codes = texts(&mut said().filter_map(|said| said.sector_code.clone()));
    let addresses = texts(&mut said().filter_map(|said| said.email.clone()));
    let full = texts(&mut said().filter_map(|said| {
        let surname = said.surname.as_deref()?;
        let is_whole = !names::is_only_initial(surname) && !said.given_name.is_empty();
        is_whole.then(|| names::full_key(surname, &said.given_name))
    }));
    let mut people = HashMap::new();
    for (column, keys) in [
        (C::RegisterNumber, numbers),
        (C::SectorCode, codes),
        (C::Email, addresses),
        (C::NameKey, full),
    ] {
        let keys: Vec<String> = keys.into_iter().collect();
        for keys in keys.chunks(AT_ONCE) {
            read(connection, column.is_in(keys.iter().cloned()), &mut people).await?;
        }
    }
    let named: Vec<Uuid> = named.into_iter().collect();
    for named in named.chunks(AT_ONCE) {
        let at = C::OrganisationId.is_in(named.iter().copied());
        read(connection, at, &mut people).await?;
    }
    known(connection, actor, people.into_values().collect()).await
}

async fn read(
    connection: &impl ConnectionTrait,
    condition: SimpleExpr,
    people: &mut HashMap<Uuid, person::Model>,
) -> Result<()> {
    let rows = person::Entity::find().filter(condition).all(connection);
    people.extend(rows.await?.into_iter().map(|row| (row.id, row)));
    Ok(())
}

/// What an importer needs to know of people.
///
/// # Errors
/// When the database fails.
pub async fn known(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    mut people: Vec<person::Model>,
) -> Result<Vec<Known>> {
    // In the order in which they were registered, whatever the order of the map.
    people.sort_by_key(|row| row.id);
    let seen = part(connection, actor).await?;
    let ids: Vec<Uuid> = people.iter().map(|row| row.id).collect();
    let (mut open, mut roles) = (HashMap::new(), HashMap::<Uuid, Vec<Role>>::new());
    for ids in ids.chunks(AT_ONCE) {
        let placements = placement::Entity::find()
            .filter(placement::Column::PersonId.is_in(ids.iter().copied()))
            .filter(placement::Column::Until.is_null())
            .all(connection)
            .await?;
        open.extend(placements.into_iter().map(|row| (row.person_id, row)));
        let beyond = person_role::Entity::find()
            .filter(person_role::Column::PersonId.is_in(ids.iter().copied()))
            .filter(person_role::Column::Role.ne(Role::Learner.name()))
            .all(connection)
            .await?;
        for row in beyond {
            let of_person = roles.entry(row.person_id).or_default();
            of_person.extend(Role::named(&row.role));
        }
    }
    let known = people.into_iter().map(|row| {
        let open = open.remove(&row.id);
        let sees = |seen: &HashSet<Uuid>| row.organisation_id.is_some_and(|id| seen.contains(&id));
        Known {
            id: row.id,
            organisation_id: row.organisation_id,
            since: open.as_ref().map(|open| open.since),
            position: open
                .as_ref()
                .and_then(|open| Position::named(&open.position)),
            subject: open.map(|open| open.subject).unwrap_or_default(),
            is_seen: seen.as_ref().is_none_or(sees),
            is_kept: actor.may_keep(roles.get(&row.id).map_or(&[], Vec::as_slice)),
            surname: row.surname,
            given_name: row.given_name,
            email: row.email,
            register_number: row.register_number,
            sector_code: row.sector_code,
            service_began_on: row.service_began_on,
            revision: row.revision,
        }
    });
    Ok(known.collect())
}

/// How many rows of an import there are of each kind.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub struct Count {
    /// What the rows mean.
    pub difference: Difference,
    /// What somebody has decided about them.
    pub decision: Option<Decision>,
    /// What has become of them.
    pub outcome: Option<Outcome>,
    /// How many there are.
    pub count: i64,
}

/// Counts the rows of an import.
///
/// # Errors
/// When the database fails.
pub async fn counts(connection: &impl ConnectionTrait, import_id: Uuid) -> Result<Vec<Count>> {
    use roster_row::Column as C;
    let counts = roster_row::Entity::find()
        .filter(C::ImportId.eq(import_id))
        .select_only()
        .columns([C::Difference, C::Decision, C::Outcome])
        .column_as(C::Id.count(), "count")
        .group_by(C::Difference)
        .group_by(C::Decision)
        .group_by(C::Outcome)
        .into_model::<Count>();
    Ok(counts.all(connection).await?)
}
