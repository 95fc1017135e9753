//! The outbox: work that a change causes is written down in the same transaction as the change,
//! and done afterwards by a worker. Nothing is caused by a change that did not happen, and nothing
//! that was caused is forgotten, whatever is killed when.
//!
//! A job may be done twice (a worker that dies between doing and noting it), never not at all, so
//! every job is written to be harmless the second time.

pub mod housekeeping;
pub mod job;
pub mod lane;
pub mod retry;
pub mod tables;
mod worker;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

pub use job::{Job, Letter};
pub use lane::Lane;
pub use retry::Failure;
pub use worker::{Worker, work_until};

use crate::app::App;
use crate::db::Transaction;
use crate::error::Result;
use crate::ids;
use tables::outbox_job;

/// A job to be written down.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// The same cause has the same key, and causes one job.
    pub key: String,
    /// What is to be done.
    pub job: Job,
    /// When, or later.
    pub due_at: DateTime<Utc>,
    /// Now.
    pub created_at: DateTime<Utc>,
}

/// Writes a job down at `now`, to be done at `due_at` or later. A job whose key is there already is
/// left as it is: one cause, one job.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(
    transaction: &Transaction,
    key: String,
    job: Job,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let job = NewJob {
        key,
        job,
        due_at,
        created_at: now,
    };
    enqueue_all(transaction, vec![job]).await
}

/// Writes jobs down, all in one statement.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_all(transaction: &Transaction, jobs: Vec<NewJob>) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    let rows = jobs.into_iter().map(|new| outbox_job::ActiveModel {
        id: Set(ids::new_id()),
        key: Set(new.key),
        lane: Set(new.job.lane()),
        job: Set(new.job),
        status: Set("waiting".to_owned()),
        tries: Set(0),
        due_at: Set(new.due_at),
        leased_until: Set(None),
        leased_by: Set(None),
        last_error: Set(None),
        created_at: Set(new.created_at),
        done_at: Set(None),
    });
    outbox_job::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(outbox_job::Column::Key)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Which of these keys jobs have already.
///
/// # Errors
/// When the database fails.
pub async fn known(
    connection: &impl ConnectionTrait,
    keys: impl IntoIterator<Item = String>,
) -> Result<HashSet<String>> {
    let known: Vec<String> = outbox_job::Entity::find()
        .filter(outbox_job::Column::Key.is_in(keys))
        .select_only()
        .column(outbox_job::Column::Key)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(known.into_iter().collect())
}

/// Writes down that a person shall get a letter, now.
///
/// # Errors
/// When the database fails.
pub async fn send(
    app: &App,
    transaction: &Transaction,
    person_id: Uuid,
    letter: Letter,
) -> Result<()> {
    post(app, transaction, Job::Letter { person_id, letter }).await
}

/// Writes down that a letter shall go to one address of a person, now, and to no other.
///
/// # Errors
/// When the database fails.
pub async fn send_to(
    app: &App,
    transaction: &Transaction,
    contact_id: Uuid,
    letter: Letter,
) -> Result<()> {
    post(app, transaction, Job::LetterTo { contact_id, letter }).await
}

/// A letter of its own each time it is asked for; what must come once uses [`enqueue`].
async fn post(app: &App, transaction: &Transaction, job: Job) -> Result<()> {
    let key = format!("letter {}", ids::new_id());
    let now = app.clock.now();
    enqueue(transaction, key, job, now, now).await
}
