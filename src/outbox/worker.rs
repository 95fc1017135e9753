//! The worker: claims a job by a lease, commits, does it, and notes that it is done.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::job::Job;
use super::tables::outbox_job;
use crate::app::App;
use crate::error::Result;

/// How long a claimed job is left to the worker that claimed it. A job takes seconds; a worker
/// that has died is replaced after this long.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// How often due jobs are looked for when nobody wakes the worker: jobs for later, and jobs of
/// other nodes.
const IDLE: Duration = Duration::from_secs(2);

/// How many jobs one claim takes.
const BATCH: u64 = 16;

/// Wakes the worker as soon as there is something to do.
#[derive(Debug, Clone, Default)]
pub struct Worker {
    bell: Arc<Notify>,
}

impl Worker {
    /// Tells the worker that a job has been committed. A lost call costs two seconds, not a job.
    pub fn wake(&self) {
        self.bell.notify_one();
    }
}

/// Does jobs until the server stops. A job that has been begun is finished.
pub async fn work_until(app: Arc<App>, stopping: CancellationToken) {
    while !stopping.is_cancelled() {
        match work_once(&app).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(%error, "the outbox cannot be read"),
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = app.outbox.bell.notified() => {}
            () = tokio::time::sleep(IDLE) => {}
        }
    }
}

/// Claims the jobs that are due and does them, one after the other. Returns how many there were.
async fn work_once(app: &App) -> Result<usize> {
    let claimed = claim(app).await?;
    let count = claimed.len();
    for job in claimed {
        let outcome = perform(app, job.job.clone()).await;
        note(app, job, outcome).await?;
    }
    Ok(count)
}

async fn claim(app: &App) -> Result<Vec<outbox_job::Model>> {
    let now = app.clock.now();
    let due = outbox_job::Entity::find()
        .filter(outbox_job::Column::Status.eq("waiting"))
        .filter(outbox_job::Column::DueAt.lte(now))
        .filter(
            Condition::any()
                .add(outbox_job::Column::LeasedUntil.is_null())
                .add(outbox_job::Column::LeasedUntil.lte(now)),
        )
        .order_by_asc(outbox_job::Column::DueAt)
        .limit(BATCH);
    // Looked for without the write lock first: most of the time there is nothing to do.
    if due.clone().one(app.database.reader()).await?.is_none() {
        return Ok(Vec::new());
    }
    let transaction = app.database.begin().await?;
    let rows = due
        .lock_with_behavior(
            sea_orm::sea_query::LockType::Update,
            sea_orm::sea_query::LockBehavior::SkipLocked,
        )
        .all(&transaction)
        .await?;
    for row in &rows {
        outbox_job::ActiveModel {
            id: Set(row.id),
            leased_until: Set(Some(now + LEASE)),
            tries: Set(row.tries + 1),
            ..Default::default()
        }
        .update(&transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(rows)
}

async fn note(app: &App, job: outbox_job::Model, outcome: Result<()>) -> Result<()> {
    let now = app.clock.now();
    let mut row = outbox_job::ActiveModel {
        id: Set(job.id),
        leased_until: Set(None),
        ..Default::default()
    };
    match outcome {
        Ok(()) => {
            row.status = Set("done".to_owned());
            row.done_at = Set(Some(now));
            row.last_error = Set(None);
        }
        Err(error) => {
            tracing::warn!(%error, key = job.key, tries = job.tries + 1, "a job will be tried again");
            row.due_at = Set(next_try(now, job.tries + 1));
            row.last_error = Set(Some(error.to_string()));
        }
    }
    let transaction = app.database.begin().await?;
    row.update(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// 2, 4, 8 … seconds after the first, second, third failure, an hour at most. A job is never given
/// up: a mail server that is away for a week loses nothing.
fn next_try(now: DateTime<Utc>, tries: i32) -> DateTime<Utc> {
    let exponent = u32::try_from(tries.clamp(1, 12)).unwrap_or(1);
    now + TimeDelta::seconds(2_i64.pow(exponent).min(3_600))
}

async fn perform(app: &App, job: Job) -> Result<()> {
    match job {
        Job::Letter { person_id, letter } => crate::mail::deliver(app, person_id, letter).await,
        Job::CloseAttempt { attempt_id } => {
            crate::quizzes::finish::close_overdue(app, attempt_id).await
        }
        Job::CountAttendance { webinar_id } => {
            crate::webinars::count_attendance(app, webinar_id).await
        }
        Job::AnnounceWebinar { webinar_id } => crate::webinars::announce(app, webinar_id).await,
        Job::RemindOfWebinar { webinar_id } => crate::webinars::remind(app, webinar_id).await,
        Job::CloseForgottenWebinar { webinar_id } => {
            crate::webinars::close_forgotten(app, webinar_id).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_job_waits_longer_each_time_but_never_more_than_an_hour() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let waits: Vec<i64> = [1, 2, 5, 12, 100]
            .map(|tries| (next_try(now, tries) - now).num_seconds())
            .to_vec();
        assert_eq!(waits, [2, 4, 32, 3_600, 3_600]);
    }
}
