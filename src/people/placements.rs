//! Where somebody is and was, in the database: the one writer of placements. The open one is repeated by
//! the person's own row, which the same transaction changes.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::placing::{self, Placement, Refusal};
use super::position::Position;
use super::tables::{person, placement};
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::ids;

/// People whose placements are read with one query, well below what the databases can bind.
const PEOPLE_AT_ONCE: usize = 1_000;

/// A new fact about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlacement {
    /// Where.
    pub organisation_id: Uuid,
    /// As what.
    pub position: Position,
    /// What the person teaches or looks after.
    pub subject: String,
    /// The first day.
    pub since: NaiveDate,
    /// The first day on which it was no longer so.
    pub until: Option<NaiveDate>,
}

impl From<placement::Model> for Placement {
    fn from(row: placement::Model) -> Self {
        Self {
            id: row.id,
            organisation_id: row.organisation_id,
            position: Position::named(&row.position).unwrap_or(Position::Other),
            subject: row.subject,
            since: row.since,
            until: row.until,
        }
    }
}

impl NewPlacement {
    fn of(self, id: Uuid) -> Placement {
        Placement {
            id,
            organisation_id: self.organisation_id,
            position: self.position,
            subject: self.subject,
            since: self.since,
            until: self.until,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::EndsTooEarly => Self::field("until", "field-not-after"),
            Refusal::SameDay => Code::AlreadyExists.into(),
            Refusal::Overlaps => Code::PlacementOverlaps.into(),
        }
    }
}

/// The placements of a person, in order.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &impl ConnectionTrait, person_id: Uuid) -> Result<Vec<Placement>> {
    let rows = placement::Entity::find()
        .filter(placement::Column::PersonId.eq(person_id))
        .order_by_asc(placement::Column::Since)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Placement::from).collect())
}

/// The placements of several people, in order.
///
/// # Errors
/// When the database fails.
pub async fn of_all(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Placement>>> {
    let mut all: HashMap<Uuid, Vec<Placement>> = HashMap::new();
    for people in people.chunks(PEOPLE_AT_ONCE) {
        let rows = placement::Entity::find()
            .filter(placement::Column::PersonId.is_in(people.iter().copied()))
            .order_by_asc(placement::Column::Since)
            .all(connection)
            .await?;
        for row in rows {
            let of_person = all.entry(row.person_id).or_default();
            of_person.push(Placement::from(row));
        }
    }
    Ok(all)
}

/// Says where a person is from a day on, or was: the placement before it ends there. The person's row is
/// locked, and is given back as it is now.
///
/// # Errors
/// [`Code::AlreadyExists`] when another begins on the same day, [`Code::PlacementOverlaps`] when it does
/// not fit the others.
pub async fn add(
    transaction: &Transaction,
    person: person::Model,
    new: NewPlacement,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    let known = of(transaction, person.id).await?;
    let all = placing::with(&known, new.of(ids::new_id()), ids::new_id())?;
    write(transaction, person, &known, &all, now).await
}

/// Says that a person is somewhere from a day on, whatever was said of that day before. What was
/// planned for later days is given up.
///
/// # Errors
/// When the database fails.
pub async fn move_to(
    transaction: &Transaction,
    person: person::Model,
    new: NewPlacement,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    let known = of(transaction, person.id).await?;
    let mut earlier = known.clone();
    earlier.retain(|one| one.since < new.since);
    let same_day = known.iter().find(|one| one.since == new.since);
    let id = same_day.map_or_else(ids::new_id, |one| one.id);
    let all = placing::with(&earlier, new.of(id), ids::new_id())?;
    write(transaction, person, &known, &all, now).await
}

/// Corrects a placement.
///
/// # Errors
/// [`Code::NotFound`] when the person has none of this identifier, and those of [`add`].
pub async fn correct(
    transaction: &Transaction,
    person: person::Model,
    id: Uuid,
    right: NewPlacement,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    let known = of(transaction, person.id).await?;
    if !known.iter().any(|one| one.id == id) {
        return Err(Code::NotFound.into());
    }
    let all = placing::corrected(&known, right.of(id))?;
    write(transaction, person, &known, &all, now).await
}

/// Takes a placement back that was never so.
///
/// # Errors
/// [`Code::NotFound`] when the person has none of this identifier.
pub async fn remove(
    transaction: &Transaction,
    person: person::Model,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<person::Model> {
    let known = of(transaction, person.id).await?;
    if !known.iter().any(|one| one.id == id) {
        return Err(Code::NotFound.into());
    }
    let all = placing::without(&known, id);
    write(transaction, person, &known, &all, now).await
}

/// Writes that the placements of a person, which were `known`, are `all`; and what the person's own row
/// repeats of them.
///
/// # Errors
/// When the database fails.
pub async fn write(
    transaction: &Transaction,
    person: person::Model,
    known: &[Placement],
    all: &[Placement],
    now: DateTime<Utc>,
) -> Result<person::Model> {
    // What has changed goes before it comes again: two placements never begin on one day.
    let gone = known.iter().filter(|one| !all.contains(one));
    let gone: Vec<Uuid> = gone.map(|one| one.id).collect();
    if !gone.is_empty() {
        placement::Entity::delete_many()
            .filter(placement::Column::Id.is_in(gone))
            .exec(transaction)
            .await?;
    }
    let new = all.iter().filter(|one| !known.contains(one));
    let rows: Vec<_> = new.map(|one| row(one, person.id, now)).collect();
    db::insert_all(transaction, rows, None).await?;
    let open = placing::open(all);
    let organisation_id = open.map(|one| one.organisation_id);
    let position = open.map(|one| one.position.name().to_owned());
    let revision = person.revision + 1;
    let mut row = person.into_active_model();
    row.organisation_id = Set(organisation_id);
    row.position = Set(position);
    row.revision = Set(revision);
    Ok(row.update(transaction).await?)
}

/// A placement as a row.
#[must_use]
pub fn row(one: &Placement, person_id: Uuid, now: DateTime<Utc>) -> placement::ActiveModel {
    placement::ActiveModel {
        id: Set(one.id),
        person_id: Set(person_id),
        organisation_id: Set(one.organisation_id),
        position: Set(one.position.name().to_owned()),
        subject: Set(one.subject.clone()),
        since: Set(one.since),
        until: Set(one.until),
        created_at: Set(now),
    }
}
