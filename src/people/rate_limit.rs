//! How often something may be tried. The counters are in the database: they hold across nodes and
//! restarts.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::identifiers::Identifier;
use super::tables::{person, rate_limit};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};

/// The length of a window, in minutes.
pub const WINDOW_MINUTES: i64 = 15;

/// Something that is tried, and how often it may be in one window.
#[derive(Debug, Clone)]
pub struct Limit {
    /// What is tried, and at whom: `password` and the identifier of a person.
    pub key: String,
    /// The tries that are let through.
    pub tries: i32,
}

impl Limit {
    /// The limit on tries at something of one account, such as its password: by the person, however
    /// the person is named, and by the name as long as it is nobody's.
    #[must_use]
    pub fn account(app: &App, what: &str, person: Option<&person::Model>, name: &str) -> Self {
        let whose = match (person, Identifier::read(name)) {
            (Some(person), _) => person.id.to_string(),
            (None, Some(identifier)) => identifier.text().to_owned(),
            (None, None) => name.trim().to_lowercase(),
        };
        Self {
            key: format!("{what} {whose}"),
            tries: app.config.sign_in.tries_per_account,
        }
    }
}

/// Counts one try under each key, in a transaction of its own: a try counts also when what it
/// tried fails.
///
/// # Errors
/// [`Code::TooManyRequests`], with when to come back, once a limit is reached in this window.
pub async fn count_try(app: &App, limits: &[Limit]) -> Result<()> {
    let now = app.clock.now();
    let window_start = window_start(now)?;
    if !are_reached(app, limits, window_start).await? {
        let transaction = app.database.begin().await?;
        let mut within = true;
        for limit in limits {
            // An address that has tried too often locks nobody's account.
            within = within && count(&transaction, &limit.key, window_start).await? <= limit.tries;
        }
        transaction.commit().await?;
        if within {
            return Ok(());
        }
    }
    let back = window_start + TimeDelta::minutes(WINDOW_MINUTES) - now;
    Err(Error {
        // Rounded up: whoever comes back when told is let in.
        retry_after_seconds: Some(back.num_seconds() + 1),
        ..Code::TooManyRequests.into()
    })
}

/// Whether a limit was reached before: whoever goes on trying then costs a read, not a write.
async fn are_reached(app: &App, limits: &[Limit], window_start: DateTime<Utc>) -> Result<bool> {
    let keys = limits.iter().map(|limit| &*limit.key);
    let counted = rate_limit::Entity::find()
        .filter(rate_limit::Column::WindowStart.eq(window_start))
        .filter(rate_limit::Column::Key.is_in(keys))
        .all(app.database.reader())
        .await?;
    Ok(limits.iter().any(|limit| {
        counted
            .iter()
            .any(|row| row.key == limit.key && row.count >= limit.tries)
    }))
}

async fn count(transaction: &Transaction, key: &str, window_start: DateTime<Utc>) -> Result<i32> {
    let row = rate_limit::ActiveModel {
        key: Set(key.to_owned()),
        window_start: Set(window_start),
        count: Set(1),
    };
    let so_far = Expr::col((rate_limit::Entity, rate_limit::Column::Count));
    let counted = rate_limit::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([rate_limit::Column::Key, rate_limit::Column::WindowStart])
                .value(
                    rate_limit::Column::Count,
                    sea_orm::ExprTrait::add(so_far, 1),
                )
                .to_owned(),
        )
        .exec_with_returning(transaction)
        .await?;
    Ok(counted.count)
}

/// Forgets the tries under this key: whoever has signed in was not guessing.
///
/// # Errors
/// When the database fails.
pub async fn forget(transaction: &Transaction, key: &str) -> Result<()> {
    rate_limit::Entity::delete_many()
        .filter(rate_limit::Column::Key.eq(key))
        .exec(transaction)
        .await?;
    Ok(())
}

fn window_start(now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    now.duration_trunc(TimeDelta::minutes(WINDOW_MINUTES))
        .map_err(Error::internal)
}
