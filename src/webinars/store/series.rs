//! The rows of series, and of their sessions.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::webinars::tables::{webinar, webinar_series};

/// A series.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<webinar_series::Model> {
    webinar_series::Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The row of a series, locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<webinar_series::Model> {
    webinar_series::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The sessions of a series, in the order in which they begin.
///
/// # Errors
/// When the database fails.
pub async fn sessions(connection: &impl ConnectionTrait, id: Uuid) -> Result<Vec<webinar::Model>> {
    let found = webinar::Entity::find()
        .filter(webinar::Column::SeriesId.eq(id))
        .order_by_asc(webinar::Column::StartsAt)
        .order_by_asc(webinar::Column::Id);
    Ok(found.all(connection).await?)
}

/// The rows of the sessions of a series, locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock_sessions(transaction: &Transaction, id: Uuid) -> Result<Vec<webinar::Model>> {
    let found = webinar::Entity::find()
        .filter(webinar::Column::SeriesId.eq(id))
        .order_by_asc(webinar::Column::Id)
        .lock_exclusive();
    Ok(found.all(transaction).await?)
}
