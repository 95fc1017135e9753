//! Correcting and revoking a certificate: the transactions that change what is registered.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use uuid::Uuid;

use super::correction::{Corrected, corrected};
use super::standing::Standing;
use super::tables::{certificate, superseded};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::ids;
use crate::outbox::{self, Job, Letter};

/// Who changes a certificate, when and why.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// Who.
    pub person_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: &'a str,
}

/// Makes the next version of a certificate under the same number, keeps what it said before, and writes
/// a letter to its owner down. `version` is the one that the correction was made from.
///
/// # Errors
/// Those of [`corrected`], and when the database fails.
pub async fn correct(
    transaction: &Transaction,
    id: Uuid,
    (version, correction): (i32, Corrected),
    deed: Deed<'_>,
) -> Result<certificate::Model> {
    let before = lock(transaction, id).await?;
    let state = (before.version, before.revoked_at.is_some());
    let snapshot = corrected(&before.snapshot, state, version, correction)?;
    superseded::ActiveModel {
        id: Set(ids::new_id()),
        certificate_id: Set(before.id),
        version: Set(before.version),
        code: Set(before.code.clone()),
        snapshot: Set(before.snapshot.clone()),
        issued_at: Set(before.corrected_at.unwrap_or(before.issued_at)),
        superseded_at: Set(deed.at),
        superseded_by: Set(deed.person_id),
        reason: Set(deed.reason.to_owned()),
    }
    .insert(transaction)
    .await?;
    let standing = Standing::from(&before).corrected();
    let mut row = before.into_active_model();
    row.version = Set(version.saturating_add(1));
    row.corrected_at = Set(Some(deed.at));
    row.code = Set(ids::new_code());
    row.surname_key = Set(snapshot.surname.to_lowercase());
    row.given_name_key = Set(snapshot.given_name.to_lowercase());
    row.snapshot = Set(snapshot);
    row.rendered_at = Set(None);
    row.rendering_failure = Set(None);
    stand(&mut row, standing);
    let row = row.update(transaction).await?;
    let job = Job::Letter {
        person_id: row.person_id,
        letter: Letter::CertificateCorrected {
            certificate_id: row.id,
            version: row.version,
        },
    };
    let key = format!("certificate {} version {}", row.id, row.version);
    outbox::enqueue(transaction, key, job, deed.at, deed.at).await?;
    Ok(row)
}

/// Revokes a certificate: its number no longer holds, in whatever version.
///
/// # Errors
/// [`Code::CertificateRevoked`] when it was revoked before, and when the database fails.
pub async fn revoke(
    transaction: &Transaction,
    id: Uuid,
    deed: Deed<'_>,
) -> Result<certificate::Model> {
    let before = lock(transaction, id).await?;
    if before.revoked_at.is_some() {
        return Err(Code::CertificateRevoked.into());
    }
    let standing = Standing::from(&before).revoked();
    let mut row = before.into_active_model();
    row.revoked_at = Set(Some(deed.at));
    row.revoked_by = Set(Some(deed.person_id));
    row.revocation_reason = Set(Some(deed.reason.to_owned()));
    stand(&mut row, standing);
    Ok(row.update(transaction).await?)
}

async fn lock(transaction: &Transaction, id: Uuid) -> Result<certificate::Model> {
    let found = certificate::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// Writes into a row where it stands. Which batch it is in does not change here.
fn stand(row: &mut certificate::ActiveModel, standing: Standing) {
    row.stamp = Set(standing.stamp);
    row.registered_stamp = Set(standing.registered);
    row.refused_stamp = Set(standing.refused);
    row.export_state = Set(standing.state());
}

impl From<&certificate::Model> for Standing {
    fn from(row: &certificate::Model) -> Self {
        Self {
            stamp: row.stamp,
            revoked: row.revoked_at.is_some(),
            registered: row.registered_stamp,
            refused: row.refused_stamp,
            is_out: row.open_export_id.is_some(),
        }
    }
}
