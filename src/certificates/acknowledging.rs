//! Writing down what the sector's information system has answered, and letting what was refused be sent
//! again.
//!
//! The first answer to a row stands. So the same acknowledgement may come twice, in parts or late, and
//! changes nothing the second time; one that was cut off is simply sent again.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::acknowledgement::{Answer, Answered, refuse};
use super::exported::Outcome;
use super::standing::{ExportState, Standing};
use super::store::exports::{
    AT_ONCE, answered_rows, get, lock, lock_certificates, refused_keys, rows,
};
use super::tables::certificate;
use super::tables::exports::{export, export_row};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};

/// The most keys that are named of rows that had been answered otherwise.
const MOST_NAMED: usize = 100;

/// What an acknowledgement has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Rows that are registered now.
    pub accepted: usize,
    /// Rows that are refused now.
    pub refused: usize,
    /// Rows that had been answered before.
    pub unchanged: usize,
    /// Of these, the first whose earlier answer was another one, which stands.
    pub contradicting: Vec<Uuid>,
}

/// Writes answers to the rows of a batch down, some in one transaction.
///
/// # Errors
/// [`Code::NotFound`] when there is no such batch, [`Code::ExportNotReady`] while it is being frozen,
/// [`Code::Invalid`] naming keys that it does not have; nothing is written then. When the database
/// fails, what was written stays, and the same answers may be sent again.
pub async fn acknowledge(
    app: &App,
    export_id: Uuid,
    answers: BTreeMap<Uuid, Answer>,
    answered_by: Uuid,
) -> Result<Taken> {
    let batch = get(app.database.reader(), export_id).await?;
    if batch.prepared_at.is_none() {
        return Err(Code::ExportNotReady.into());
    }
    let keys: Vec<Uuid> = answers.keys().copied().collect();
    require_known(app, export_id, &keys).await?;
    let mut taken = Taken::default();
    for keys in keys.chunks(AT_ONCE) {
        let now = app.clock.now();
        let transaction = app.database.begin().await?;
        let by = (answered_by, now);
        take(&transaction, export_id, (keys, &answers), by, &mut taken).await?;
        transaction.commit().await?;
    }
    Ok(taken)
}

async fn require_known(app: &App, export_id: Uuid, keys: &[Uuid]) -> Result<()> {
    let mut faults = Vec::new();
    for keys in keys.chunks(AT_ONCE) {
        let known = answered_rows(app.database.reader(), export_id, keys).await?;
        let known: HashMap<Uuid, i32> = known.into_iter().map(|row| (row.0, row.1)).collect();
        let unknown = keys.iter().filter(|key| !known.contains_key(key));
        faults.extend(unknown.map(|key| FieldError::new(key.to_string(), "field-unknown")));
    }
    refuse(faults)
}

async fn take(
    transaction: &Transaction,
    export_id: Uuid,
    (keys, answers): (&[Uuid], &BTreeMap<Uuid, Answer>),
    by: (Uuid, DateTime<Utc>),
    taken: &mut Taken,
) -> Result<()> {
    let batch = lock(transaction, export_id).await?;
    // The stamps at which rows were frozen that have not been answered yet.
    let mut open = HashMap::new();
    for (key, stamp, outcome) in answered_rows(transaction, export_id, keys).await? {
        if outcome == Outcome::Sent {
            open.insert(key, stamp);
            continue;
        }
        taken.unchanged += 1;
        let said = answers.get(&key).map(|answer| outcome_of(answer.outcome));
        if said != Some(outcome) && taken.contradicting.len() < MOST_NAMED {
            taken.contradicting.push(key);
        }
    }
    if open.is_empty() {
        return Ok(());
    }
    let mut written = Written::default();
    for (key, answer) in answers_to(keys, answers, &open) {
        let reason = match answer.outcome {
            Answered::Accepted => None,
            Answered::Refused => answer.reason.clone(),
        };
        let same = written
            .rows
            .entry((answer.outcome == Answered::Accepted, reason));
        same.or_default().push(key);
    }
    let out: Vec<Uuid> = open.keys().copied().collect();
    for row in lock_certificates(transaction, &out).await? {
        let accepted = answers
            .get(&row.id)
            .is_some_and(|answer| answer.outcome == Answered::Accepted);
        let stamp = open.get(&row.id).copied().unwrap_or(row.stamp);
        written.stands(row.id, Standing::from(&row).answered(stamp, accepted));
    }
    let (accepted, refused) = written.save(transaction, export_id, by).await?;
    taken.accepted += accepted;
    taken.refused += refused;
    note(transaction, &batch, (accepted, refused), by.1).await
}

/// The answers to the rows that are open, in the order of their keys.
fn answers_to<'a>(
    keys: &'a [Uuid],
    answers: &'a BTreeMap<Uuid, Answer>,
    open: &'a HashMap<Uuid, i32>,
) -> impl Iterator<Item = (Uuid, &'a Answer)> {
    let keys = keys.iter().filter(|key| open.contains_key(*key));
    keys.filter_map(|key| Some((*key, answers.get(key)?)))
}

fn outcome_of(answered: Answered) -> Outcome {
    match answered {
        Answered::Accepted => Outcome::Accepted,
        Answered::Refused => Outcome::Refused,
    }
}

/// What is to be written, with what is the same for many together: a statement each.
#[derive(Default)]
struct Written {
    /// Rows by whether they were accepted, and why not.
    rows: BTreeMap<(bool, Option<String>), Vec<Uuid>>,
    /// Certificates by where they stand.
    standings: HashMap<Standing, Vec<Uuid>>,
}

impl Written {
    fn stands(&mut self, id: Uuid, standing: Standing) {
        self.standings.entry(standing).or_default().push(id);
    }

    /// Writes it, and says how many rows were accepted and how many refused.
    async fn save(
        self,
        transaction: &Transaction,
        export_id: Uuid,
        (answered_by, now): (Uuid, DateTime<Utc>),
    ) -> Result<(usize, usize)> {
        let (mut accepted, mut refused) = (0, 0);
        for ((is_accepted, reason), keys) in self.rows {
            let (count, outcome) = match is_accepted {
                true => (&mut accepted, Outcome::Accepted),
                false => (&mut refused, Outcome::Refused),
            };
            *count += keys.len();
            let change = export_row::ActiveModel {
                outcome: Set(outcome),
                reason: Set(reason),
                answered_by: Set(Some(answered_by)),
                answered_at: Set(Some(now)),
                ..Default::default()
            };
            export_row::Entity::update_many()
                .set(change)
                .filter(export_row::Column::ExportId.eq(export_id))
                .filter(export_row::Column::CertificateId.is_in(keys))
                .exec(transaction)
                .await?;
        }
        stand(transaction, self.standings).await?;
        Ok((accepted, refused))
    }
}

/// Writes where certificates stand that are in no batch any longer.
async fn stand(transaction: &Transaction, standings: HashMap<Standing, Vec<Uuid>>) -> Result<()> {
    for (standing, ids) in standings {
        let change = certificate::ActiveModel {
            registered_stamp: Set(standing.registered),
            refused_stamp: Set(standing.refused),
            open_export_id: Set(None),
            export_state: Set(standing.state()),
            ..Default::default()
        };
        certificate::Entity::update_many()
            .set(change)
            .filter(certificate::Column::Id.is_in(ids))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

/// Counts what was answered; the last answer closes the batch.
async fn note(
    transaction: &Transaction,
    batch: &export::Model,
    (accepted, refused): (usize, usize),
    now: DateTime<Utc>,
) -> Result<()> {
    let more = |count: usize| i32::try_from(count).map_err(Error::internal);
    let accepted = batch.accepted.saturating_add(more(accepted)?);
    let refused = batch.refused.saturating_add(more(refused)?);
    let is_last = accepted.saturating_add(refused) >= batch.rows;
    export::ActiveModel {
        id: Set(batch.id),
        accepted: Set(accepted),
        refused: Set(refused),
        closed_at: Set(is_last.then_some(now)),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    Ok(())
}

/// Lets certificates that a batch brought back refused be sent again as they are; those with these keys
/// or, without keys, all of them. Says how many.
///
/// # Errors
/// [`Code::NotFound`] when there is no such batch, [`Code::Invalid`] naming keys that it does not have.
pub async fn release(app: &App, export_id: Uuid, keys: Option<Vec<Uuid>>) -> Result<usize> {
    let reader = app.database.reader();
    get(reader, export_id).await?;
    let mut released = 0;
    if let Some(keys) = keys {
        require_known(app, export_id, &keys).await?;
        for keys in keys.chunks(AT_ONCE) {
            released += release_some(app, export_id, keys).await?;
        }
        return Ok(released);
    }
    let mut after = None;
    loop {
        let keys = refused_keys(reader, export_id, after).await?;
        if keys.is_empty() {
            return Ok(released);
        }
        released += release_some(app, export_id, &keys).await?;
        after = keys.last().copied();
    }
}

async fn release_some(app: &App, export_id: Uuid, keys: &[Uuid]) -> Result<usize> {
    let transaction = app.database.begin().await?;
    let refused = rows(export_id)
        .filter(export_row::Column::CertificateId.is_in(keys.iter().copied()))
        .filter(export_row::Column::Outcome.eq(Outcome::Refused))
        .all(&transaction)
        .await?;
    let refused: Vec<Uuid> = refused.into_iter().map(|row| row.certificate_id).collect();
    let mut standings: HashMap<Standing, Vec<Uuid>> = HashMap::new();
    let mut released = 0;
    for row in lock_certificates(&transaction, &refused).await? {
        // One that was mended since, or is under way again, waits for nobody.
        if row.export_state == ExportState::Refused {
            released += 1;
            let standing = Standing::from(&row).released();
            standings.entry(standing).or_default().push(row.id);
        }
    }
    stand(&transaction, standings).await?;
    transaction.commit().await?;
    Ok(released)
}
