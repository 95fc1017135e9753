//! How often something may be tried. The counters are in the database: they hold across nodes and
//! restarts.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::tables::rate_limit;
use crate::app::App;
use crate::error::{Code, Error, Result};

/// The length of a window, in minutes.
pub const WINDOW_MINUTES: i64 = 15;

/// Counts one try, in a transaction of its own: a try counts also when what it tried fails.
///
/// # Errors
/// [`Code::TooManyRequests`], with when to come back, once `limit` tries were let through in this
/// window.
pub async fn count_try(app: &App, key: &str, limit: i32) -> Result<()> {
    let now = app.clock.now();
    let window_start = window_start(now)?;
    let transaction = app.database.begin().await?;
    let row = rate_limit::ActiveModel {
        key: Set(key.to_owned()),
        window_start: Set(window_start),
        count: Set(1),
    };
    let counted = rate_limit::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([rate_limit::Column::Key, rate_limit::Column::WindowStart])
                .value(
                    rate_limit::Column::Count,
                    sea_orm::ExprTrait::add(
                        Expr::col((rate_limit::Entity, rate_limit::Column::Count)),
                        1,
                    ),
                )
                .to_owned(),
        )
        .exec_with_returning(&transaction)
        .await?;
    transaction.commit().await?;
    if counted.count <= limit {
        return Ok(());
    }
    let back = window_start + TimeDelta::minutes(WINDOW_MINUTES) - now;
    Err(Error {
        // Rounded up: whoever comes back when told is let in.
        retry_after_seconds: Some(back.num_seconds() + 1),
        ..Code::TooManyRequests.into()
    })
}

/// Forgets the tries under this key: whoever has signed in was not guessing.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App, key: &str) -> Result<()> {
    let transaction = app.database.begin().await?;
    rate_limit::Entity::delete_many()
        .filter(rate_limit::Column::Key.eq(key))
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

fn window_start(now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    now.duration_trunc(TimeDelta::minutes(WINDOW_MINUTES))
        .map_err(Error::internal)
}
