//! The moment at which a course is completed.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use uuid::Uuid;

use super::{rules, store};
use crate::app::App;
use crate::certificates;
use crate::db::Transaction;
use crate::error::Result;
use crate::programmes;

/// Decides whether an enrolment is complete now, and if it has just become so issues the
/// certificate and its mail, all in this transaction. To be called whenever something that counts
/// has happened: a lesson read, a quiz graded, attendance counted, a learner moved to another
/// version. Calling it again is harmless. What has been completed stays so.
///
/// The row of the enrolment is locked first, and the facts are read after that: of two things that
/// happen at the same moment, the one that is evaluated second sees the first, so that neither
/// misses that together they complete the course, and only one of them issues.
///
/// Wake the outbox once the transaction has been committed.
///
/// # Errors
/// [`crate::error::Code::NotFound`] when there is no such enrolment, or when the database fails.
pub async fn evaluate(app: &App, transaction: &Transaction, enrolment_id: Uuid) -> Result<()> {
    let enrolment = programmes::store::lock(transaction, enrolment_id).await?;
    if enrolment.completed_at.is_some() {
        return Ok(());
    }
    let version = app.versions.get(transaction, enrolment.version_id).await?;
    let facts = store::facts(transaction, &enrolment, &version.document).await?;
    if !rules::progress(&version.document, &facts).complete {
        return Ok(());
    }
    let now = app.clock.now();
    let revision = enrolment.revision + 1;
    let mut row = enrolment.into_active_model();
    row.completed_at = Set(Some(now));
    row.revision = Set(revision);
    let enrolment = row.update(transaction).await?;
    certificates::issue(app, transaction, &enrolment, &version.document, now).await
}
