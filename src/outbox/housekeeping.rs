//! What the worker does beside its jobs: figures every few seconds, and once an hour it deletes
//! what has served its time and has it thought of whom to remind. Everything here may be done twice, or late, without harm.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use metrics::gauge;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use tokio_util::sync::CancellationToken;

use super::lane::Lane;
use super::tables::outbox_job;
use crate::app::App;
use crate::cohorts;
use crate::error::Result;
use crate::http::idempotency::table as answer;
use crate::people::rate_limit::WINDOW_MINUTES;
use crate::people::tables::access::{recovery_code, sign_in_card_batch};
use crate::people::tables::{rate_limit, refresh_token, single_use_token};
use crate::webinars::tables::room_ticket;

/// How often the figures are taken.
const FIGURES: Duration = Duration::from_secs(15);

/// How often the house is cleaned.
const CLEANING: TimeDelta = TimeDelta::hours(1);

/// How long a job that is done stays to be looked at.
const DONE_JOBS: TimeDelta = TimeDelta::days(30);

/// How long the answer to a request is kept for the request to be sent again.
const ANSWERS: TimeDelta = TimeDelta::hours(48);

/// How long a token in a mail and a ticket stay after they have expired, so that whoever asks what
/// became of one can be told.
const EXPIRED: TimeDelta = TimeDelta::days(1);

/// How long a recovery code and a batch of cards stay after they have expired: the letter that tells of
/// one may be late. That there was one stays in the audit log.
const CODES: TimeDelta = TimeDelta::days(30);

/// Keeps house until the server stops.
pub(super) async fn keep_house(app: &App, stopping: &CancellationToken) {
    let mut cleaned_at = DateTime::<Utc>::MIN_UTC;
    let mut ticked = None;
    loop {
        let now = app.clock.now();
        if let Err(error) = take_figures(app, now).await {
            tracing::warn!(%error, "the outbox's figures cannot be taken");
        }
        // What was recorded since is put into buckets here, also when nobody asks for figures.
        app.metrics.run_upkeep();
        let hour = Some((now.date_naive(), now.hour()));
        if ticked != hour {
            match cohorts::reminding::tick(app, now).await {
                Ok(()) => ticked = hour,
                Err(error) => tracing::warn!(%error, "nobody is reminded of a window"),
            }
        }
        if now - cleaned_at >= CLEANING {
            cleaned_at = now;
            if let Err(error) = clean(app, now).await {
                tracing::warn!(%error, "the house cannot be cleaned");
            }
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(FIGURES) => {}
        }
    }
}

/// Deletes what has served its time, each table in a transaction of its own: the one writer of
/// SQLite is held only for a moment each.
///
/// # Errors
/// When the database fails.
pub async fn clean(app: &App, now: DateTime<Utc>) -> Result<()> {
    let expired = now - EXPIRED;
    let windows = now - TimeDelta::minutes(WINDOW_MINUTES);
    delete::<outbox_job::Entity>(app, outbox_job::Column::DoneAt.lt(now - DONE_JOBS)).await?;
    delete::<answer::Entity>(app, answer::Column::CreatedAt.lt(now - ANSWERS)).await?;
    delete::<room_ticket::Entity>(app, room_ticket::Column::ExpiresAt.lt(expired)).await?;
    delete::<single_use_token::Entity>(app, single_use_token::Column::ExpiresAt.lt(expired))
        .await?;
    let codes = now - CODES;
    delete::<recovery_code::Entity>(app, recovery_code::Column::ExpiresAt.lt(codes)).await?;
    delete::<sign_in_card_batch::Entity>(app, sign_in_card_batch::Column::ExpiresAt.lt(codes))
        .await?;
    // Used ones as well, but none before it has expired: until then it tells a thief.
    delete::<refresh_token::Entity>(app, refresh_token::Column::ExpiresAt.lt(expired)).await?;
    delete::<rate_limit::Entity>(app, rate_limit::Column::WindowStart.lt(windows)).await
}

async fn delete<E: EntityTrait>(app: &App, old: Expr) -> Result<()> {
    let transaction = app.database.begin().await?;
    E::delete_many().filter(old).exec(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// How many jobs should have been done by now, and for how long the oldest of them has waited. A
/// job that is for later does not count, one that has failed and is tried again later does.
async fn take_figures(app: &App, now: DateTime<Utc>) -> Result<()> {
    for lane in Lane::ALL {
        let waiting = outbox_job::Entity::find()
            .filter(outbox_job::Column::Status.eq("waiting"))
            .filter(outbox_job::Column::Lane.eq(lane));
        let new = waiting
            .clone()
            .filter(outbox_job::Column::Tries.eq(0))
            .filter(outbox_job::Column::DueAt.lte(now));
        let tried = waiting.filter(outbox_job::Column::Tries.gt(0));
        let new = count_and_oldest(app, new, outbox_job::Column::DueAt).await?;
        let tried = count_and_oldest(app, tried, outbox_job::Column::CreatedAt).await?;
        let oldest = [new.1, tried.1].into_iter().flatten().min().unwrap_or(now);
        let age = (now - oldest).as_seconds_f64();
        gauge!("surgalt_outbox_waiting", "lane" => lane.name()).set(figure(new.0 + tried.0));
        gauge!("surgalt_outbox_oldest_seconds", "lane" => lane.name()).set(age);
    }
    Ok(())
}

async fn count_and_oldest(
    app: &App,
    jobs: Select<outbox_job::Entity>,
    since: outbox_job::Column,
) -> Result<(i64, Option<DateTime<Utc>>)> {
    let counted = jobs
        .select_only()
        .column_as(outbox_job::Column::Id.count(), "jobs")
        .column_as(since.min(), "oldest")
        .into_tuple()
        .one(app.database.reader())
        .await?;
    Ok(counted.unwrap_or_default())
}

/// A count as Prometheus takes it; more than two thousand million jobs are not told apart.
fn figure(count: i64) -> f64 {
    f64::from(i32::try_from(count).unwrap_or(i32::MAX))
}
