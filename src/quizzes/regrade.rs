//! Grading anew, in the background, what a correction of a question concerns.
//!
//! Attempts are looked through in the order of their identifiers, some in one transaction, which
//! also writes down how far it has come: whoever is killed in between goes on there. What a
//! correction means for an attempt follows from what is written (`effect.rs`), so that looking at it
//! twice changes nothing the second time. When the end is reached everything is looked through
//! once more a little later, for attempts that were being submitted at the same moment.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::effect::effect;
use super::marking::Why;
use super::paper::questions_of;
use super::store::marking::{Change, record};
use super::tables::marking::{corrected_version, correction, given_mark};
use super::tables::{answer, attempt};
use super::{finish, store};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::outbox::{self, Job};
use crate::programmes;

/// How many attempts are graded anew in one transaction. On SQLite nobody else writes meanwhile.
pub const BATCH: u64 = 25;

/// How long after the end everything is looked through once more.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(1);

/// Writes a correction down with the versions that it is laid over, and for the outbox to grade
/// anew what it concerns. Once the transaction has been committed, the versions are to be forgotten
/// and the outbox to be woken.
///
/// # Errors
/// When the database fails.
pub async fn write_down(
    transaction: &Transaction,
    row: correction::Model,
    versions: &[Uuid],
) -> Result<correction::Model> {
    let made_at = row.made_at;
    let change = correction::ActiveModel::from(row).reset_all();
    let row = change.insert(transaction).await?;
    let corrected = versions.iter().map(|id| corrected_version::ActiveModel {
        version_id: Set(*id),
        correction_id: Set(row.id),
    });
    corrected_version::Entity::insert_many(corrected)
        .exec_without_returning(transaction)
        .await?;
    let job = Job::Regrade {
        correction_id: row.id,
        again: false,
    };
    let key = format!("regrade {}", row.id);
    outbox::enqueue(transaction, key, job, made_at, made_at).await?;
    Ok(row)
}

/// Does the job that [`write_down`] has written down, or looks through everything once more.
///
/// # Errors
/// When the database fails; the outbox goes on later.
pub async fn regrade(app: &App, correction_id: Uuid, again: bool) -> Result<()> {
    for version in versions_of(app.database.reader(), correction_id).await? {
        app.versions.forget(version)?;
    }
    if !again {
        while regrade_batch(app, correction_id).await? {}
        return Ok(());
    }
    let mut after = None;
    loop {
        let transaction = app.database.begin().await?;
        let row = lock(&transaction, correction_id).await?;
        let batch = batch(app, &transaction, &row, after).await?;
        if batch.changed > 0 {
            progress(&transaction, &row, &batch, row.regraded_at).await?;
        }
        transaction.commit().await?;
        app.outbox.wake();
        if batch.is_last {
            return Ok(());
        }
        after = batch.through;
    }
}

/// Grades the next attempts anew, and says whether there are more.
///
/// # Errors
/// When the database fails; nothing of the batch stays then.
pub async fn regrade_batch(app: &App, correction_id: Uuid) -> Result<bool> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    // Locked: of two workers that come with the same job the second goes on where the first is.
    let row = lock(&transaction, correction_id).await?;
    if row.regraded_at.is_some() {
        return Ok(false);
    }
    let batch = batch(app, &transaction, &row, row.regraded_through).await?;
    let is_last = batch.is_last;
    progress(&transaction, &row, &batch, is_last.then_some(now)).await?;
    if is_last {
        let job = Job::Regrade {
            correction_id,
            again: true,
        };
        let key = format!("regrade {correction_id} again");
        outbox::enqueue(&transaction, key, job, now + AGAIN_AFTER, now).await?;
    }
    transaction.commit().await?;
    app.outbox.wake();
    Ok(!is_last)
}

async fn lock(transaction: &Transaction, id: Uuid) -> Result<correction::Model> {
    let found = correction::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

async fn progress(
    transaction: &Transaction,
    row: &correction::Model,
    batch: &Batch,
    regraded_at: Option<DateTime<Utc>>,
) -> Result<()> {
    let mut change = correction::ActiveModel {
        id: Set(row.id),
        changed: Set(row.changed.saturating_add(batch.changed)),
        ..Default::default()
    };
    // A second look does not count again.
    if row.regraded_at.is_none() {
        change.regraded_through = Set(batch.through.or(row.regraded_through));
        change.regraded = Set(row.regraded.saturating_add(batch.looked_at));
        change.regraded_at = Set(regraded_at);
    }
    change.update(transaction).await?;
    Ok(())
}

/// What has been done in one transaction.
struct Batch {
    through: Option<Uuid>,
    looked_at: i32,
    changed: i32,
    is_last: bool,
}

async fn batch(
    app: &App,
    transaction: &Transaction,
    correction: &correction::Model,
    after: Option<Uuid>,
) -> Result<Batch> {
    let versions = versions_of(transaction, correction.id).await?;
    let rows = attempts(transaction, correction.item_id, &versions, after, BATCH).await?;
    let through = rows.last().map(|row| row.id);
    let looked_at = i32::try_from(rows.len()).map_err(Error::internal)?;
    let enrolments = rows.iter().map(|row| row.enrolment_id);
    programmes::store::lock_all(transaction, enrolments).await?;
    let locked = store::lock_all(transaction, rows.iter().map(|row| row.id)).await?;
    let mut changed = 0;
    for row in locked.into_values() {
        changed += i32::from(apply(app, transaction, correction, row).await?);
    }
    Ok(Batch {
        through,
        looked_at,
        changed,
        is_last: u64::try_from(looked_at).map_err(Error::internal)? < BATCH,
    })
}

/// The attempts at a quiz in these versions, in the order of their identifiers.
///
/// # Errors
/// When the database fails.
pub async fn attempts(
    connection: &impl ConnectionTrait,
    item_id: Uuid,
    versions: &[Uuid],
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<attempt::Model>> {
    let mut found = attempt::Entity::find()
        .filter(attempt::Column::ItemId.eq(item_id))
        .filter(attempt::Column::VersionId.is_in(versions.iter().copied()))
        .order_by_asc(attempt::Column::Id)
        .limit(limit);
    if let Some(after) = after {
        found = found.filter(attempt::Column::Id.gt(after));
    }
    Ok(found.all(connection).await?)
}

async fn versions_of(connection: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Uuid>> {
    Ok(corrected_version::Entity::find()
        .filter(corrected_version::Column::CorrectionId.eq(id))
        .select_only()
        .column(corrected_version::Column::VersionId)
        .into_tuple()
        .all(connection)
        .await?)
}

/// Writes down what a correction means for one attempt, whose rows are locked; says whether it
/// changes anything.
async fn apply(
    app: &App,
    transaction: &Transaction,
    correction: &correction::Model,
    row: attempt::Model,
) -> Result<bool> {
    let now = app.clock.now();
    let version = app.versions.get(transaction, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let answers = store::answers(transaction, row.id).await?;
    let markings = store::marking::markings(transaction, [row.id]).await?;
    let key = (row.id, correction.question_id);
    let of_question = markings.get(&key).map(Vec::as_slice).unwrap_or_default();
    let questions = questions_of(quiz, row.seed);
    let Some(effect) = effect(&questions, quiz, correction, &row, (&answers, of_question))? else {
        return Ok(false);
    };
    // A mark from before there was a record of who gave it is scaled once.
    let is_scaled = of_question.is_empty() && effect.is_by_person;
    if is_scaled && store::marking::is_regraded(transaction, correction.id, key).await? {
        return Ok(false);
    }
    for mark in &effect.scaled {
        let mut change = given_mark::ActiveModel::from(mark.clone()).reset_all();
        change.id = Set(ids::new_id());
        change.insert(transaction).await?;
    }
    if effect.most_after != row.marks_possible {
        let change = attempt::ActiveModel {
            id: Set(row.id),
            marks_possible: Set(effect.most_after),
            ..Default::default()
        };
        change.update(transaction).await?;
    }
    if let Some(after) = effect.after.filter(|_| effect.after != effect.before) {
        let change = answer::ActiveModel {
            attempt_id: Set(key.0),
            question_id: Set(key.1),
            marks: Set(Some(after.count())),
            ..Default::default()
        };
        change.update(transaction).await?;
        let change = Change {
            answer: key,
            before: effect.before,
            after,
            why: Why::Regraded,
            changed_by: Some(correction.made_by),
            correction_id: Some(correction.id),
            appeal_id: None,
        };
        record(transaction, change, now).await?;
    }
    if row.submitted_at.is_some() {
        let row = store::lock(transaction, row.id).await?;
        let life = store::life(&row);
        finish::finish(app, transaction, row, life, now).await?;
    }
    Ok(true)
}
