//! Queries about evidence.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::tables::evidence_file;
use crate::certificates::tables::credits::earned_credit;
use crate::error::{Code, Error, Result};
use crate::indicators;
use crate::indicators::tables::indicator_value;
use crate::people;
use crate::people::tables::person;
use crate::policy::{Action, Actor, Sight};

/// A file that the actor may read: one's own upload, and what proves something that one sees.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<evidence_file::Model> {
    let found = evidence_file::Entity::find_by_id(id)
        .one(connection)
        .await?;
    let found = found.ok_or(Code::NotFound)?;
    if found.uploaded_by == actor.person_id || proves_something(connection, actor, id).await? {
        Ok(found)
    } else {
        Err(Code::NotFound.into())
    }
}

/// Whether it proves something that the actor sees.
async fn proves_something(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<bool> {
    if actor.sight() == Sight::Everyone {
        return Ok(true);
    }
    let to_person = earned_credit::Entity::belongs_to(person::Entity)
        .from(earned_credit::Column::PersonId)
        .to(person::Column::Id)
        .into();
    let in_sight =
        people::store::in_sight(actor, person::Column::Id, person::Column::OrganisationId);
    let credit = earned_credit::Entity::find()
        .join(JoinType::InnerJoin, to_person)
        .filter(earned_credit::Column::EvidenceFileId.eq(id))
        .filter(in_sight)
        .one(connection)
        .await?;
    if credit.is_some() {
        return Ok(true);
    }
    let value = actor.may(Action::SeeProgress).then(|| {
        indicators::store::values_visible_to(actor)
            .filter(indicator_value::Column::EvidenceFileId.eq(id))
    });
    match value {
        Some(value) => Ok(value.one(connection).await?.is_some()),
        None => Ok(false),
    }
}

/// Goes on when no file is named, or one that the actor may read.
///
/// # Errors
/// [`Code::Invalid`] otherwise.
pub async fn require(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Option<Uuid>,
) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    match find(connection, actor, id).await {
        Err(error) if error.code == Code::NotFound => {
            Err(Error::field("evidence_file_id", "field-unknown"))
        }
        other => other.map(|_| ()),
    }
}
