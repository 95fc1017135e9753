//! Queries about batches for the sector's information system.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::register;
use crate::certificates::exported::{Exported, Outcome, Wanted};
use crate::certificates::standing::ExportState;
use crate::certificates::tables::certificate;
use crate::certificates::tables::exports::{export, export_row};
use crate::db::Transaction;
use crate::error::{Code, Result};

/// Rows that are read or changed by one statement.
pub const AT_ONCE: usize = 500;

/// A batch.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<export::Model> {
    let found = export::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// A batch, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<export::Model> {
    let found = export::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// How many certificates a batch would take now.
///
/// # Errors
/// When the database fails.
pub async fn count_due(connection: &impl ConnectionTrait, wanted: &Wanted) -> Result<u64> {
    let condition = register::wanted(connection, wanted).await?;
    Ok(certificate::Entity::find()
        .filter(certificate::Column::ExportState.is_in(ExportState::DUE))
        .filter(condition)
        .count(connection)
        .await?)
}

/// Certificates that a batch takes, in the order of their identifiers, their rows locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_due(
    transaction: &Transaction,
    (state, condition): (ExportState, &Condition),
    after: Option<Uuid>,
    limit: usize,
) -> Result<Vec<certificate::Model>> {
    let mut due = certificate::Entity::find()
        .filter(certificate::Column::ExportState.eq(state))
        .filter(condition.clone())
        .order_by_asc(certificate::Column::Id)
        .limit(u64::try_from(limit).unwrap_or(u64::MAX))
        .lock_exclusive();
    if let Some(after) = after {
        due = due.filter(certificate::Column::Id.gt(after));
    }
    Ok(due.all(transaction).await?)
}

/// Certificates with these identifiers, their rows locked in one order.
///
/// # Errors
/// When the database fails.
pub async fn lock_certificates(
    transaction: &Transaction,
    ids: &[Uuid],
) -> Result<Vec<certificate::Model>> {
    Ok(certificate::Entity::find()
        .filter(certificate::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(certificate::Column::Id)
        .lock_exclusive()
        .all(transaction)
        .await?)
}

/// The rows of a batch.
#[must_use]
pub fn rows(export_id: Uuid) -> Select<export_row::Entity> {
    export_row::Entity::find().filter(export_row::Column::ExportId.eq(export_id))
}

/// The rows of a batch with this outcome, of these certificates, without what was frozen.
///
/// # Errors
/// When the database fails.
pub async fn answered_rows(
    connection: &impl ConnectionTrait,
    export_id: Uuid,
    keys: &[Uuid],
) -> Result<Vec<(Uuid, i32, Outcome)>> {
    Ok(rows(export_id)
        .filter(export_row::Column::CertificateId.is_in(keys.iter().copied()))
        .select_only()
        .column(export_row::Column::CertificateId)
        .column(export_row::Column::Stamp)
        .column(export_row::Column::Outcome)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The keys of the rows of a batch that were refused, some at a time.
///
/// # Errors
/// When the database fails.
pub async fn refused_keys(
    connection: &impl ConnectionTrait,
    export_id: Uuid,
    after: Option<Uuid>,
) -> Result<Vec<Uuid>> {
    let mut refused = rows(export_id)
        .filter(export_row::Column::Outcome.eq(Outcome::Refused))
        .order_by_asc(export_row::Column::CertificateId)
        .limit(u64::try_from(AT_ONCE).unwrap_or(u64::MAX))
        .select_only()
        .column(export_row::Column::CertificateId);
    if let Some(after) = after {
        refused = refused.filter(export_row::Column::CertificateId.gt(after));
    }
    Ok(refused.into_tuple().all(connection).await?)
}

/// What was frozen in a batch, in the order of the keys.
///
/// # Errors
/// When the database fails.
pub async fn contents(connection: &impl ConnectionTrait, export_id: Uuid) -> Result<Vec<Exported>> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let mut some = rows(export_id)
            .order_by_asc(export_row::Column::CertificateId)
            .limit(u64::try_from(AT_ONCE).unwrap_or(u64::MAX));
        if let Some(after) = after {
            some = some.filter(export_row::Column::CertificateId.gt(after));
        }
        let some = some.all(connection).await?;
        let Some(last) = some.last() else {
            return Ok(all);
        };
        after = Some(last.certificate_id);
        all.extend(some.into_iter().map(|row| row.content));
    }
}
