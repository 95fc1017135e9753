//! What the outbox's worker does for webinars. Each is harmless when it is done again.

use chrono::TimeDelta;
use uuid::Uuid;

use super::room::Status;
use super::store;
use super::tables::webinar;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Error, Result};
use crate::outbox::{self, Job, Letter};

/// How long after its planned end a webinar that nobody ended is ended by the house. Attendance
/// counts for people only once a webinar has ended.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(2);
/// Letters written down in one transaction: it holds the one writer of SQLite for milliseconds.
const LETTERS_AT_ONCE: u64 = 200;

/// Writes down what follows from a webinar being scheduled or moved.
///
/// # Errors
/// When the database fails.
pub async fn plan(app: &App, transaction: &Transaction, webinar: &webinar::Model) -> Result<()> {
    let (id, revision, now) = (webinar.id, webinar.revision, app.clock.now());
    let early = TimeDelta::minutes(app.config.mail.webinar_reminder_minutes);
    let jobs = [
        (
            "announce-webinar",
            Job::AnnounceWebinar { webinar_id: id },
            now,
        ),
        (
            "remind-webinar",
            Job::RemindOfWebinar { webinar_id: id },
            webinar.starts_at - early,
        ),
        (
            "close-webinar",
            Job::CloseForgottenWebinar { webinar_id: id },
            webinar.ends_at + FORGOTTEN_AFTER,
        ),
    ];
    for (name, job, due_at) in jobs {
        let key = format!("{name} {id} {revision}");
        outbox::enqueue(transaction, key, job, due_at, now).await?;
    }
    Ok(())
}

/// Tells the host and everybody who takes the course that a webinar has been scheduled or moved.
///
/// # Errors
/// When the database fails.
pub async fn announce(app: &App, webinar_id: Uuid) -> Result<()> {
    let webinar = store::get(app.database.reader(), webinar_id).await?;
    if webinar.status != Status::Scheduled {
        return Ok(());
    }
    write_to_all(
        app,
        &webinar,
        &Letter::WebinarScheduled { webinar_id },
        "webinar-scheduled",
    )
    .await
}

/// Reminds the host and everybody who takes the course that a webinar begins soon.
///
/// # Errors
/// When the database fails.
pub async fn remind(app: &App, webinar_id: Uuid) -> Result<()> {
    let webinar = store::get(app.database.reader(), webinar_id).await?;
    let now = app.clock.now();
    let early = TimeDelta::minutes(app.config.mail.webinar_reminder_minutes);
    // It was moved (another job reminds of the new time), called off, or the worker comes too late.
    let soon = webinar.starts_at - early <= now && now < webinar.ends_at;
    if !soon || webinar.status.is_over() {
        return Ok(());
    }
    write_to_all(
        app,
        &webinar,
        &Letter::WebinarSoon { webinar_id },
        "webinar-soon",
    )
    .await
}

/// One letter a person and time of the webinar, however often the job is done.
async fn write_to_all(
    app: &App,
    webinar: &webinar::Model,
    letter: &Letter,
    name: &str,
) -> Result<()> {
    let now = app.clock.now();
    let mut after = None;
    let mut recipients = vec![webinar.host_id];
    loop {
        let page = store::enrolled(
            app.database.reader(),
            webinar.course_id,
            after,
            LETTERS_AT_ONCE,
        );
        let page = page.await?;
        recipients.extend(page.iter().map(|enrolment| enrolment.person_id));
        let transaction = app.database.begin().await?;
        for person_id in recipients.drain(..) {
            let times = (webinar.starts_at.timestamp(), webinar.ends_at.timestamp());
            let key = format!("{name} {} {}-{} {person_id}", webinar.id, times.0, times.1);
            let job = Job::Letter {
                person_id,
                letter: letter.clone(),
            };
            outbox::enqueue(&transaction, key, job, now, now).await?;
        }
        transaction.commit().await?;
        app.outbox.wake();
        match page.last() {
            Some(last) => after = Some(last.id),
            None => return Ok(()),
        }
    }
}

/// Ends a webinar whose hosts forgot to.
///
/// # Errors
/// When the room cannot answer.
pub async fn close_forgotten(app: &App, webinar_id: Uuid) -> Result<()> {
    let webinar = store::get(app.database.reader(), webinar_id).await?;
    let due = webinar.ends_at + FORGOTTEN_AFTER <= app.clock.now();
    if due && webinar.status == Status::Live {
        app.hub
            .close(webinar_id)
            .await
            .map_err(Error::unavailable)?;
    }
    Ok(())
}
