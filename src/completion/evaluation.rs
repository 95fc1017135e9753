//! The moment at which a course is completed.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use uuid::Uuid;

use super::done::{self, Found};
use super::rules::{self, Facts};
use super::store::{self, Taken};
use crate::app::App;
use crate::certificates;
use crate::courses::document::CourseDocument;
use crate::db::Transaction;
use crate::error::Result;
use crate::programmes;
use crate::programmes::tables::enrolment;
use crate::surveys;

/// Decides whether an enrolment is complete now, and if it has just become so issues the
/// certificate and its mail, all in this transaction; writes down what is done, for reports. To be
/// called whenever something that counts has happened: a lesson read, a quiz graded, attendance
/// counted, a learner moved to another version. Calling it again is harmless. What has been completed
/// stays so.
///
/// The row of the enrolment is locked first, and the facts are read after that: of two things that
/// happen at the same moment, the one that is evaluated second sees the first, so that neither
/// misses that together they complete the course, and only one of them issues.
///
/// Wake the outbox once the transaction has been committed.
///
/// # Errors
/// When the database fails.
pub async fn evaluate(app: &App, transaction: &Transaction, enrolment_id: Uuid) -> Result<()> {
    evaluate_all(app, transaction, [enrolment_id]).await
}

/// Decides it for several enrolments, whose facts are read together.
///
/// # Errors
/// When the database fails.
pub async fn evaluate_all(
    app: &App,
    transaction: &Transaction,
    enrolments: impl IntoIterator<Item = Uuid>,
) -> Result<()> {
    let locked = programmes::store::lock_all(transaction, enrolments).await?;
    let mut rows = Vec::with_capacity(locked.len());
    for enrolment in locked.into_values() {
        let version = app.versions.get(transaction, enrolment.version_id).await?;
        rows.push((enrolment, version));
    }
    if rows.is_empty() {
        return Ok(());
    }
    let taken: Vec<Taken<'_>> = rows
        .iter()
        .map(|(enrolment, version)| (enrolment, &version.document))
        .collect();
    let mut facts = store::facts_of_all(transaction, &taken).await?;
    let found = taken.iter().map(|(enrolment, document)| {
        let facts = facts.remove(&enrolment.id).unwrap_or_default();
        let progress = rules::progress(document, &facts);
        Found {
            enrolment,
            tally: rules::tally(document, &facts, &progress),
            has_begun: facts != Facts::default(),
            progress,
        }
    });
    let found: Vec<Found<'_>> = found.collect();
    done::write(transaction, &found, app.clock.now()).await?;
    let completes =
        |found: &Found<'_>| found.progress.complete && found.enrolment.completed_at.is_none();
    let complete_now: Vec<bool> = found.iter().map(completes).collect();
    for ((enrolment, version), complete_now) in rows.into_iter().zip(complete_now) {
        if complete_now {
            complete(app, transaction, enrolment, &version.document).await?;
        }
    }
    Ok(())
}

async fn complete(
    app: &App,
    transaction: &Transaction,
    enrolment: enrolment::Model,
    document: &CourseDocument,
) -> Result<()> {
    let now = app.clock.now();
    let revision = enrolment.revision + 1;
    let mut row = enrolment.into_active_model();
    row.completed_at = Set(Some(now));
    row.revision = Set(revision);
    let enrolment = row.update(transaction).await?;
    // A survey that is answered first issues it then, or its close does.
    if surveys::gate::withholds(transaction, &enrolment, now).await? {
        return Ok(());
    }
    certificates::issue(app, transaction, &enrolment, document, now).await
}
