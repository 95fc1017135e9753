//! Queries about surveys. Whatever lists or finds placed surveys for somebody starts at
//! [`visible_to`].

pub mod counts;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use super::tables::{form_version, survey_participation, survey_placement};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::people::tables::organisation;
use crate::policy::{Actor, Sight};
use crate::programmes;

/// The surveys whose results the actor may see something of: all, or those of the courses that
/// somebody takes whom the actor may see.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<survey_placement::Entity> {
    let all = survey_placement::Entity::find();
    if actor.sight() == Sight::Everyone {
        return all;
    }
    let course_id = (survey_placement::Entity, survey_placement::Column::CourseId);
    all.filter(programmes::store::is_taken_in_sight(actor, course_id))
}

/// A survey that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<survey_placement::Model> {
    let found = visible_to(actor)
        .filter(survey_placement::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A survey, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<survey_placement::Model> {
    let found = survey_placement::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A survey that does not close before the transaction ends: many may hold it so at once.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn hold(transaction: &Transaction, id: Uuid) -> Result<survey_placement::Model> {
    let found = survey_placement::Entity::find_by_id(id)
        .lock_shared()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The version of a form.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn version(connection: &impl ConnectionTrait, id: Uuid) -> Result<form_version::Model> {
    let found = form_version::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// Whether somebody has answered a survey, or begun to.
///
/// # Errors
/// When the database fails.
pub async fn participation(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
    person_id: Uuid,
) -> Result<Option<survey_participation::Model>> {
    let found = survey_participation::Entity::find_by_id((placement_id, person_id));
    Ok(found.one(connection).await?)
}

/// The part of the organisation tree that somebody asks about: the named organisation, when it is in
/// the own part, else the own part as a whole; none for everything.
///
/// # Errors
/// [`Code::NotFound`] when the organisation is none of the actor's business.
pub async fn part(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    organisation_id: Option<Uuid>,
) -> Result<Option<organisation::Model>> {
    let own = match actor.sight() {
        Sight::Everyone => None,
        Sight::Part(path) => Some(path),
        Sight::Self_ => return Err(Code::NotFound.into()),
    };
    let asked = match (organisation_id, &own) {
        (None, None) => return Ok(None),
        (Some(id), _) => organisation::Entity::find_by_id(id),
        (None, Some(path)) => organisation::Entity::find_by_id(last_of(path)?),
    };
    let found = asked.one(connection).await?.ok_or(Code::NotFound)?;
    match own {
        Some(own) if !found.path.starts_with(&own) => Err(Code::NotFound.into()),
        _ => Ok(Some(found)),
    }
}

/// The organisations of a path, from the root down.
#[must_use]
pub fn ids_of(path: &str) -> Vec<Uuid> {
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.filter_map(|part| part.parse().ok()).collect()
}

fn last_of(path: &str) -> Result<Uuid> {
    let last = ids_of(path).pop();
    last.ok_or_else(|| Error::internal(format!("no organisation in {path}")))
}
