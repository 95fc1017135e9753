//! The rows of attendance: written, read, and locked.

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::db::Transaction;
use crate::error::{Error, Result};
use crate::webinars::attendance::PersonAttendance;
use crate::webinars::tables::attendance;

/// The identifiers of those whose attendance of a webinar was counted.
#[must_use]
pub fn people_of(webinar_id: Uuid) -> SelectStatement {
    attendance::Entity::find()
        .filter(attendance::Column::WebinarId.eq(webinar_id))
        .select_only()
        .column(attendance::Column::PersonId)
        .into_query()
}

/// The same as they are, in order.
///
/// # Errors
/// When the database fails.
pub async fn accounts_of(connection: &impl ConnectionTrait, webinar_id: Uuid) -> Result<Vec<Uuid>> {
    Ok(attendance::Entity::find()
        .filter(attendance::Column::WebinarId.eq(webinar_id))
        .select_only()
        .column(attendance::Column::PersonId)
        .order_by_asc(attendance::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?)
}

/// The row of a person's attendance, locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(
    transaction: &Transaction,
    webinar_id: Uuid,
    person_id: Uuid,
) -> Result<Option<attendance::Model>> {
    let row = attendance::Entity::find_by_id((webinar_id, person_id))
        .lock_exclusive()
        .one(transaction)
        .await?;
    Ok(row)
}

/// A person's attendance as its row has it, before it is settled.
///
/// # Errors
/// When it cannot be read or written, which is a fault of the server.
pub fn person_of(row: &attendance::Model) -> Result<PersonAttendance> {
    Ok(PersonAttendance {
        role: read(&serde_json::Value::String(row.role.clone()))?,
        intervals: read(&row.intervals)?,
        active: read(&row.activity)?,
        checks: read(&row.checks)?,
        watched: read(&row.watched)?,
        ..PersonAttendance::absent(row.person_id, row.name.clone())
    })
}

/// The row of a person's attendance.
///
/// # Errors
/// When it cannot be read or written, which is a fault of the server.
pub fn row_of(webinar_id: Uuid, person: &PersonAttendance) -> Result<attendance::ActiveModel> {
    let role = written(person.role)?;
    Ok(attendance::ActiveModel {
        webinar_id: Set(webinar_id),
        person_id: Set(person.person),
        name: Set(person.name.clone()),
        role: Set(role.as_str().unwrap_or_default().to_owned()),
        seconds: Set(i64::try_from(person.share.present_seconds).map_err(Error::internal)?),
        share_percent: Set(i32::from(person.shares.connected)),
        active_percent: Set(i32::from(person.shares.active)),
        watched_percent: Set(i32::from(person.shares.connected_or_watched)),
        intervals: Set(written(&person.intervals)?),
        activity: Set(written(&person.active)?),
        checks: Set(written(person.checks)?),
        watched: Set(written(&person.watched)?),
    })
}

fn written(value: impl serde::Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(Error::internal)
}

/// A value that is kept as JSON.
///
/// # Errors
/// When it cannot be read or written, which is a fault of the server.
pub fn read<T: serde::de::DeserializeOwned>(value: &serde_json::Value) -> Result<T> {
    T::deserialize(value).map_err(Error::internal)
}
