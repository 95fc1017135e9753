//! What the outbox's worker does for webinars. Each is harmless when it is done again.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use uuid::Uuid;

use super::command::Request;
use super::event::{Author, Role};
use super::hub::AskError;
use super::room::Status;
use super::store;
use super::tables::{webinar, webinar_series};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Error, Result};
use crate::outbox::{self, Job, Letter, NewJob};
use crate::people;

/// How long after its planned end a webinar that nobody ended is ended by the house. Attendance
/// counts for people only once a webinar has ended.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(2);
/// Letters written down in one transaction: it holds the one writer of SQLite for milliseconds.
const LETTERS_AT_ONCE: u64 = 200;

/// Writes down what follows from a webinar being scheduled or moved by itself.
///
/// # Errors
/// When the database fails.
pub async fn plan(app: &App, transaction: &Transaction, webinar: &webinar::Model) -> Result<()> {
    let (webinar_id, now) = (webinar.id, app.clock.now());
    let key = format!("announce-webinar {webinar_id} {}", webinar.revision);
    let job = Job::AnnounceWebinar { webinar_id };
    outbox::enqueue(transaction, key, job, now, now).await?;
    follow(app, transaction, webinar).await
}

/// Writes down that everybody is to be told the sessions of a series.
///
/// # Errors
/// When the database fails.
pub async fn plan_series(
    app: &App,
    transaction: &Transaction,
    series: &webinar_series::Model,
) -> Result<()> {
    let (series_id, now) = (series.id, app.clock.now());
    let key = format!("announce-series {series_id} {}", series.revision);
    let job = Job::AnnounceSeries { series_id };
    outbox::enqueue(transaction, key, job, now, now).await
}

/// Writes down that a session of a series is to be called off. Only its room can do it; when the
/// session is changed once more before, it stays.
///
/// # Errors
/// When the database fails.
pub async fn call_off_later(
    app: &App,
    transaction: &Transaction,
    webinar: webinar::Model,
) -> Result<()> {
    let (webinar_id, revision, now) = (webinar.id, webinar.revision + 1, app.clock.now());
    let mut row = webinar.into_active_model();
    row.revision = Set(revision);
    row.update(transaction).await?;
    let key = format!("call-off-webinar {webinar_id} {revision}");
    let job = Job::CallOffWebinar {
        webinar_id,
        revision,
    };
    outbox::enqueue(transaction, key, job, now, now).await
}

/// Calls a session of a series off, in the name of its host.
///
/// # Errors
/// When the room cannot answer.
pub async fn call_off(app: &App, webinar_id: Uuid, revision: i32) -> Result<()> {
    let reader = app.database.reader();
    let webinar = store::get(reader, webinar_id).await?;
    if webinar.status != Status::Scheduled || webinar.revision != revision {
        return Ok(());
    }
    let host = people::store::get(reader, webinar.host_id).await?;
    let author = Author {
        person: host.id,
        name: store::name_in_room(&host.surname, &host.given_name),
        role: Role::Host,
        sent: None,
    };
    match app.hub.ask(webinar_id, author, Request::Cancel).await {
        // It has begun meanwhile: then it is held.
        Ok(_) | Err(AskError::Refused(_)) => Ok(()),
        Err(error @ AskError::Unavailable) => Err(Error::unavailable(error)),
    }
}

/// Writes down what follows from the time for which a webinar is planned.
///
/// # Errors
/// When the database fails.
pub async fn follow(app: &App, transaction: &Transaction, webinar: &webinar::Model) -> Result<()> {
    let (id, revision, now) = (webinar.id, webinar.revision, app.clock.now());
    let early = TimeDelta::minutes(app.config.mail.webinar_reminder_minutes);
    let jobs = [
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

/// Tells the host and everybody for whom it is held that a webinar has been scheduled or changed.
///
/// # Errors
/// When the database fails.
pub async fn announce(app: &App, webinar_id: Uuid) -> Result<()> {
    let webinar = store::get(app.database.reader(), webinar_id).await?;
    if webinar.status != Status::Scheduled {
        return Ok(());
    }
    // Every change is told, also one of the title, or one back to times that were told before.
    let name = format!("webinar-scheduled {webinar_id} {}", webinar.revision);
    write_about(
        app,
        &webinar,
        &Letter::WebinarScheduled { webinar_id },
        &name,
    )
    .await
}

/// Tells the host and everybody for whom it is held the times of a series.
///
/// # Errors
/// When the database fails.
pub async fn announce_series(app: &App, series_id: Uuid) -> Result<()> {
    let series = store::series::get(app.database.reader(), series_id).await?;
    let groups: Vec<Uuid> = store::attendance::read(&series.groups)?;
    let name = format!("series-scheduled {series_id} {}", series.revision);
    let letter = Letter::SeriesScheduled { series_id };
    let (course_id, host_id) = (series.course_id, series.host_id);
    write_to_all(app, (course_id, host_id, &groups), &letter, &name).await
}

/// Reminds the host and everybody for whom it is held that a webinar begins soon.
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
    // However often it was changed meanwhile, its times are reminded of once.
    let times = (webinar.starts_at.timestamp(), webinar.ends_at.timestamp());
    let name = format!("webinar-soon {webinar_id} {}-{}", times.0, times.1);
    write_about(app, &webinar, &Letter::WebinarSoon { webinar_id }, &name).await
}

async fn write_about(
    app: &App,
    webinar: &webinar::Model,
    letter: &Letter,
    name: &str,
) -> Result<()> {
    let groups = store::groups::of(app.database.reader(), webinar.id).await?;
    let whom = (webinar.course_id, webinar.host_id, &groups[..]);
    write_to_all(app, whom, letter, name).await
}

/// One letter of this name to the host and to everybody of these groups of the course.
async fn write_to_all(
    app: &App,
    (course_id, host_id, groups): (Uuid, Uuid, &[Uuid]),
    letter: &Letter,
    name: &str,
) -> Result<()> {
    let now = app.clock.now();
    let mut after = None;
    let mut recipients = vec![host_id];
    loop {
        let reader = app.database.reader();
        let page = store::enrolled(reader, course_id, groups, after, LETTERS_AT_ONCE).await?;
        recipients.extend(page.iter().map(|enrolment| enrolment.person_id));
        let transaction = app.database.begin().await?;
        let letters = recipients.drain(..).map(|person_id| NewJob {
            key: format!("{name} {person_id}"),
            job: Job::Letter {
                person_id,
                letter: letter.clone(),
            },
            due_at: now,
            created_at: now,
        });
        outbox::enqueue_all(&transaction, letters.collect()).await?;
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
