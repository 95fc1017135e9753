//! Queries about what a person has earned.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::certificates::credits::Earned;
use crate::certificates::tables::credits::earned_credit;
use crate::certificates::tables::{Snapshot, certificate};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::quizzes::hundredths::Hundredths;

/// What a person's certificates are worth, those that hold.
///
/// # Errors
/// When the database fails.
pub async fn from_certificates(
    connection: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Vec<Earned>> {
    let snapshots: Vec<Snapshot> = certificate::Entity::find()
        .filter(certificate::Column::PersonId.eq(person_id))
        .filter(certificate::Column::RevokedAt.is_null())
        .order_by_asc(certificate::Column::Id)
        .select_only()
        .column(certificate::Column::Snapshot)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(snapshots.into_iter().map(earned_with).collect())
}

fn earned_with(snapshot: Snapshot) -> Earned {
    Earned {
        on: snapshot.completed_on,
        credits: Hundredths::from_count(snapshot.credits),
        hours: snapshot.hours.into(),
        programme: Some((snapshot.programme_code, snapshot.programme_title)),
    }
}

/// What a person has earned elsewhere, what was withdrawn included; a person has a few at most.
///
/// # Errors
/// When the database fails.
pub async fn elsewhere(
    connection: &impl ConnectionTrait,
    person_id: Uuid,
) -> Result<Vec<earned_credit::Model>> {
    Ok(earned_credit::Entity::find()
        .filter(earned_credit::Column::PersonId.eq(person_id))
        .order_by_asc(earned_credit::Column::Id)
        .all(connection)
        .await?)
}

/// One of them, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when the person has none like it.
pub async fn lock(
    transaction: &Transaction,
    person_id: Uuid,
    id: Uuid,
) -> Result<earned_credit::Model> {
    let found = earned_credit::Entity::find_by_id(id)
        .filter(earned_credit::Column::PersonId.eq(person_id))
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

impl From<&earned_credit::Model> for Earned {
    fn from(row: &earned_credit::Model) -> Self {
        Self {
            on: row.earned_on,
            credits: Hundredths::from_count(row.credits),
            hours: u32::try_from(row.hours).unwrap_or_default(),
            programme: None,
        }
    }
}
