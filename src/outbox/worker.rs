//! The worker: claims jobs by a lease, commits, does them, and notes that they are done.
//!
//! Each lane has a few places. A job takes one place until it is done, so that a slow one holds up
//! none but itself, and a job is claimed only when there is a place for it. A lease is renewed as
//! long as its job is at work; when the worker dies, another takes over after the lease has run out, and
//! the same node at its next start at once.
//! The number of tries tells claims apart: what a worker notes about a job that another has taken
//! over meanwhile has no effect, unless it is done.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::{self, Either};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::housekeeping;
use super::job::Job;
use super::lane::Lane;
use super::retry::Failure;
use super::tables::outbox_job;
use crate::app::App;
use crate::courses::files;
use crate::error::Result;
use crate::{certificates, cohorts, completion, mail, quizzes, rosters, surveys, webinars};

/// How long a job is left to the worker that claimed it, counted from the last renewal.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// How often the lease of a job at work is renewed.
const RENEWAL: Duration = Duration::from_secs(40);

/// How often due jobs are looked for when nobody wakes the worker: jobs for later, and jobs of
/// other nodes.
const IDLE: Duration = Duration::from_secs(2);

/// Wakes the worker as soon as there is something to do.
#[derive(Debug, Clone, Default)]
pub struct Worker {
    mail: Arc<Notify>,
    work: Arc<Notify>,
    drawing: Arc<Notify>,
}

impl Worker {
    /// Tells the worker that a job has been committed. A lost call costs two seconds, not a job.
    pub fn wake(&self) {
        self.mail.notify_one();
        self.work.notify_one();
        self.drawing.notify_one();
    }

    fn bell(&self, lane: Lane) -> &Notify {
        match lane {
            Lane::Mail => &self.mail,
            Lane::Work => &self.work,
            Lane::Drawing => &self.drawing,
        }
    }
}

/// Does jobs, and keeps house, until the server stops.
pub async fn work_until(app: Arc<App>, stopping: CancellationToken) {
    if let Err(error) = take_up_again(&app).await {
        tracing::error!(%error, "the jobs of the last start wait until their leases have run out");
    }
    tokio::join!(
        work_in(&app, Lane::Mail, &stopping),
        work_in(&app, Lane::Work, &stopping),
        work_in(&app, Lane::Drawing, &stopping),
        housekeeping::keep_house(&app, &stopping),
    );
}

/// Frees what this node had claimed when it was killed: the node runs once, so nobody is at it.
async fn take_up_again(app: &App) -> Result<()> {
    let transaction = app.database.begin().await?;
    outbox_job::Entity::update_many()
        .col_expr(
            outbox_job::Column::LeasedUntil,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(outbox_job::Column::Status.eq("waiting"))
        .filter(outbox_job::Column::LeasedBy.eq(app.node_id))
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

async fn work_in(app: &Arc<App>, lane: Lane, stopping: &CancellationToken) {
    let mut at_work = JoinSet::new();
    while !stopping.is_cancelled() {
        let places = lane.places().saturating_sub(at_work.len());
        match claim(app, lane, places).await {
            Ok(claimed) => claimed.into_iter().for_each(|job| {
                at_work.spawn(run(app.clone(), job));
            }),
            Err(error) => tracing::error!(%error, "the outbox cannot be read"),
        }
        tokio::select! {
            () = stopping.cancelled() => {}
            () = app.outbox.bell(lane).notified() => {}
            () = tokio::time::sleep(IDLE) => {}
            Some(ended) = at_work.join_next() => if let Err(error) = ended {
                tracing::error!(%error, "a job has died; another try takes it over");
            },
        }
    }
    // What has been begun is finished, unless that takes too long: then it is done again at
    // the next start.
    let patience = Duration::from_secs(app.config.server.shutdown_seconds);
    let finish = async { while at_work.join_next().await.is_some() {} };
    if tokio::time::timeout(patience, finish).await.is_err() {
        tracing::warn!(lane = lane.name(), "jobs were left to the next start");
    }
}

async fn claim(app: &App, lane: Lane, places: usize) -> Result<Vec<outbox_job::Model>> {
    if places == 0 {
        return Ok(Vec::new());
    }
    let now = app.clock.now();
    let free = Condition::any()
        .add(outbox_job::Column::LeasedUntil.is_null())
        .add(outbox_job::Column::LeasedUntil.lte(now));
    let due = outbox_job::Entity::find()
        .filter(outbox_job::Column::Status.eq("waiting"))
        .filter(outbox_job::Column::Lane.eq(lane))
        .filter(outbox_job::Column::DueAt.lte(now))
        .filter(free)
        .order_by_asc(outbox_job::Column::DueAt)
        .limit(u64::try_from(places).unwrap_or(1));
    // Looked for without the write lock first: most of the time there is nothing to do.
    if due.clone().one(app.database.reader()).await?.is_none() {
        return Ok(Vec::new());
    }
    let transaction = app.database.begin().await?;
    let rows = due
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(&transaction)
        .await?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        let claim = outbox_job::ActiveModel {
            id: Set(row.id),
            leased_until: Set(Some(now + LEASE)),
            leased_by: Set(Some(app.node_id)),
            tries: Set(row.tries.saturating_add(1)),
            ..Default::default()
        };
        claimed.push(claim.update(&transaction).await?);
    }
    transaction.commit().await?;
    Ok(claimed)
}

/// Does one job and notes how it went.
async fn run(app: Arc<App>, job: outbox_job::Model) {
    let outcome = renewing(&app, &job, perform(&app, &job)).await;
    // When this cannot be noted, the lease runs out and the job is done again, which is harmless.
    if let Err(error) = note(&app, &job, outcome).await {
        tracing::error!(%error, key = job.key, "what became of a job cannot be noted");
    }
}

/// Waits for the work, and renews the lease meanwhile.
async fn renewing<T>(app: &App, job: &outbox_job::Model, work: impl Future<Output = T>) -> T {
    let renewals = async || -> Infallible {
        loop {
            tokio::time::sleep(RENEWAL).await;
            if let Err(error) = renew(app, job).await {
                tracing::warn!(%error, key = job.key, "a lease cannot be renewed");
            }
        }
    };
    // Both go on together: the work may hold the one connection that the renewal waits for.
    match future::select(std::pin::pin!(work), std::pin::pin!(renewals())).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right((never, _)) => match never {},
    }
}

async fn renew(app: &App, job: &outbox_job::Model) -> Result<()> {
    let lease = outbox_job::ActiveModel {
        leased_until: Set(Some(app.clock.now() + LEASE)),
        ..Default::default()
    };
    write(app, job, lease, true).await
}

async fn note(app: &App, job: &outbox_job::Model, outcome: Result<(), Failure>) -> Result<()> {
    let now = app.clock.now();
    let mut row = outbox_job::ActiveModel {
        leased_until: Set(None),
        ..Default::default()
    };
    let done = outcome.is_ok();
    match outcome {
        Ok(()) => {
            row.status = Set("done".to_owned());
            row.done_at = Set(Some(now));
            row.last_error = Set(None);
        }
        Err(failure) => {
            let due_at = failure.next_try(now, job.tries);
            let (key, tries, error) = (&job.key, job.tries, failure.error());
            tracing::warn!(%error, key, tries, %due_at, "a job will be tried again");
            row.due_at = Set(due_at);
            row.last_error = Set(Some(error.to_string()));
        }
    }
    write(app, job, row, !done).await
}

/// Writes to the row of a job; `if_ours` leaves it alone when another worker has taken it over.
async fn write(
    app: &App,
    job: &outbox_job::Model,
    row: outbox_job::ActiveModel,
    if_ours: bool,
) -> Result<()> {
    let mut update = outbox_job::Entity::update_many()
        .set(row)
        .filter(outbox_job::Column::Id.eq(job.id));
    if if_ours {
        update = update
            .filter(outbox_job::Column::Tries.eq(job.tries))
            .filter(outbox_job::Column::Status.eq("waiting"));
    }
    let transaction = app.database.begin().await?;
    update.exec(&transaction).await?;
    Ok(transaction.commit().await?)
}

async fn perform(app: &App, job: &outbox_job::Model) -> Result<(), Failure> {
    match &job.job {
        Job::Letter { person_id, letter } => {
            return mail::deliver(app, job.id, mail::To::Person(*person_id), letter).await;
        }
        Job::LetterTo { contact_id, letter } => {
            return mail::deliver(app, job.id, mail::To::Contact(*contact_id), letter).await;
        }
        Job::CountAttendance { webinar_id } => {
            webinars::count_attendance(app, *webinar_id).await?;
        }
        Job::AnnounceWebinar { webinar_id } => webinars::announce(app, *webinar_id).await?,
        Job::AnnounceSeries { series_id } => webinars::announce_series(app, *series_id).await?,
        Job::CallOffWebinar {
            webinar_id,
            revision,
        } => webinars::call_off(app, *webinar_id, *revision).await?,
        Job::RemindOfWebinar { webinar_id } => webinars::remind(app, *webinar_id).await?,
        Job::CloseAttempt { attempt_id } => {
            quizzes::finish::close_overdue(app, *attempt_id).await?;
        }
        Job::Regrade {
            correction_id,
            again,
        } => quizzes::regrade::regrade(app, *correction_id, *again).await?,
        Job::CloseForgottenWebinar { webinar_id } => {
            webinars::close_forgotten(app, *webinar_id).await?;
        }
        Job::InviteCohort { cohort_id } => cohorts::inviting::invite(app, *cohort_id).await?,
        Job::FollowCohort { cohort_id } => cohorts::following::follow(app, *cohort_id).await?,
        Job::RemindCohorts => cohorts::reminding::remind(app).await?,
        Job::MixSurvey { placement_id } => surveys::closing::mix(app, *placement_id).await?,
        Job::CloseSurvey { placement_id } => surveys::closing::close(app, *placement_id).await?,
        Job::TellSlides {
            webinar_id,
            removed_by,
        } => webinars::slides::tell_removed(app, *webinar_id, *removed_by).await?,
        Job::CompareRoster { import_id } => rosters::dry_run::compare(app, *import_id).await?,
        Job::ApplyRoster { import_id } => rosters::applying::apply(app, *import_id).await?,
        Job::UndoRoster { import_id } => rosters::undoing::undo(app, *import_id).await?,
        Job::DiscardFiles { ids } => files::delete_all(&*app.files, ids).await?,
        Job::PrepareCertificateExport { export_id } => {
            certificates::exporting::prepare(app, *export_id).await?;
        }
        Job::CountProgress => completion::recount::recount(app).await?,
        Job::DrawSlides { deck_id } => webinars::slides::draw(app, *deck_id).await?,
    }
    Ok(())
}

impl From<sea_orm::DbErr> for Failure {
    /// A database that is away comes back.
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Temporary(error.into())
    }
}
