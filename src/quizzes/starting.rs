//! Beginning attempts: everybody's that wait at one moment in one transaction (see
//! [`crate::db::group_commit`]), because a whole cohort starts in the same second.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::attempt::{Attempt, Before, State};
use super::chains::{Addition, Chains, Origin};
use super::grading::marks_possible;
use super::paper::questions_of;
use super::receipts::EntryKind;
use super::tables::attempt;
use super::terms::{Extra, Terms};
use super::{accommodations, finish, store};
use crate::app::App;
use crate::db::Transaction;
use crate::db::group_commit::Together;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::outbox;
use crate::programmes;
use crate::programmes::tables::enrolment;

/// A learner who begins, or goes on with what was begun.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The enrolment, which is the learner's own.
    pub enrolment_id: Uuid,
    /// The quiz.
    pub item_id: Uuid,
    /// How far.
    pub step: Step,
    /// From where.
    pub origin: Origin,
    /// When: the moment it arrived counts.
    pub now: DateTime<Utc>,
}

/// How far an attempt is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is made, so that its paper can be fetched.
    Create,
    /// It is started: time runs.
    Start,
}

/// Begins attempts.
#[derive(Debug)]
pub struct Starter(pub Arc<App>);

#[async_trait]
impl Together for Starter {
    type Change = Beginning;
    type Done = attempt::Model;

    async fn commit(&self, beginnings: &[Beginning]) -> Result<Vec<Result<attempt::Model>>> {
        let transaction = self.0.database.begin().await?;
        let outcomes = begin(&self.0, &transaction, beginnings).await?;
        transaction.commit().await?;
        self.0.outbox.wake();
        Ok(outcomes)
    }
}

type Place = (Uuid, Uuid);

/// Begins attempts within a transaction. An attempt that is not finished is given back instead of
/// another one, with all that has been saved in it.
///
/// # Errors
/// When the database fails. What is refused to one learner stands in the list.
pub async fn begin(
    app: &App,
    transaction: &Transaction,
    beginnings: &[Beginning],
) -> Result<Vec<Result<attempt::Model>>> {
    let ids: BTreeSet<Uuid> = beginnings.iter().map(|one| one.enrolment_id).collect();
    let enrolments = programmes::store::lock_all(transaction, ids).await?;
    let mut made = made_before(transaction, beginnings).await?;
    let running = made
        .values()
        .filter_map(|rows| rows.last())
        .map(|row| row.id);
    let mut written = Written {
        chains: Chains::read(transaction, running.collect::<Vec<_>>()).await?,
        rows: BTreeMap::new(),
        jobs: Vec::new(),
    };
    let granted = accommodations::granted(transaction, beginnings, &enrolments).await?;
    let mut outcomes = Vec::with_capacity(beginnings.len());
    for beginning in beginnings {
        let place = (beginning.enrolment_id, beginning.item_id);
        let Some(enrolment) = enrolments.get(&beginning.enrolment_id) else {
            outcomes.push(Err(Code::NotFound.into()));
            continue;
        };
        let before = made.entry(place).or_default();
        close_what_is_over(app, transaction, before, beginning.now).await?;
        let extras = granted.get(&place).map_or(&[][..], Vec::as_slice);
        let decided = decide(app, transaction, enrolment, beginning, before, extras).await;
        outcomes.push(decided.map(|(row, entries)| {
            written.note(&row, entries, beginning);
            match before.last_mut().filter(|last| last.id == row.id) {
                Some(last) => last.clone_from(&row),
                None => before.push(row.clone()),
            }
            row
        }));
    }
    written.write(transaction).await?;
    Ok(outcomes)
}

/// The attempts that there are already, the first first.
async fn made_before(
    transaction: &Transaction,
    beginnings: &[Beginning],
) -> Result<HashMap<Place, Vec<attempt::Model>>> {
    let enrolments: BTreeSet<Uuid> = beginnings.iter().map(|one| one.enrolment_id).collect();
    let items: BTreeSet<Uuid> = beginnings.iter().map(|one| one.item_id).collect();
    let rows = attempt::Entity::find()
        .filter(
            Condition::all()
                .add(attempt::Column::EnrolmentId.is_in(enrolments))
                .add(attempt::Column::ItemId.is_in(items)),
        )
        .order_by_asc(attempt::Column::Number)
        .all(transaction)
        .await?;
    let mut made: HashMap<Place, Vec<attempt::Model>> = HashMap::new();
    for row in rows {
        made.entry((row.enrolment_id, row.item_id))
            .or_default()
            .push(row);
    }
    Ok(made)
}

/// An attempt whose time is over is closed before another is made.
async fn close_what_is_over(
    app: &App,
    transaction: &Transaction,
    made: &mut [attempt::Model],
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(last) = made.last_mut() else {
        return Ok(());
    };
    let life = store::life(last);
    if life.as_of(now) == life || life.as_of(now).is_running() {
        return Ok(());
    }
    let locked = store::lock(transaction, last.id).await?;
    let after = store::life(&locked).as_of(now);
    *last = finish::close(app, transaction, locked, after, &Origin::default(), now).await?;
    Ok(())
}

/// The attempt as it is to be, and what happened to it.
async fn decide(
    app: &App,
    transaction: &Transaction,
    enrolment: &enrolment::Model,
    beginning: &Beginning,
    made: &[attempt::Model],
    extras: &[Extra],
) -> Result<(attempt::Model, Vec<EntryKind>)> {
    let now = beginning.now;
    let last = made.last().filter(|row| {
        let life = store::life(row).as_of(now);
        life.is_running() || life.state == State::Created
    });
    let version_id = last.map_or(enrolment.version_id, |row| row.version_id);
    let version = app.versions.get(transaction, version_id).await?;
    let (_, quiz) = store::quiz_at(&version, beginning.item_id)?;
    let terms = Terms::of(quiz, extras);
    let mut happened = Vec::new();
    let mut row = match last {
        Some(row) => row.clone(),
        None => {
            let before = Before {
                made: made.len(),
                last_finished_at: made
                    .iter()
                    .filter_map(|row| row.submitted_at.or(row.abandoned_at))
                    .max(),
            };
            let life = Attempt::create(&terms, before, now)?;
            let seed = ids::new_seed();
            if beginning.step == Step::Create {
                happened.push(EntryKind::Created);
            }
            attempt::Model {
                id: ids::new_id(),
                enrolment_id: enrolment.id,
                item_id: beginning.item_id,
                version_id,
                number: made.last().map_or(1, |last| last.number + 1),
                seed,
                created_at: life.created_at,
                started_at: None,
                deadline: life.deadline,
                awaited_until: life.awaited_until,
                submitted_at: None,
                graded_at: None,
                marks: None,
                marks_possible: marks_possible(&questions_of(quiz, seed)).count(),
                passed: None,
                revision: 0,
                abandoned_at: None,
            }
        }
    };
    let life = store::life(&row);
    if beginning.step == Step::Start && life.state == State::Created {
        let life = life.started(&terms, now)?;
        row.started_at = life.started_at;
        row.deadline = life.deadline;
        row.awaited_until = life.awaited_until;
        happened.push(EntryKind::Started);
    }
    Ok((row, happened))
}

/// What is to be written down.
struct Written {
    chains: Chains,
    rows: BTreeMap<Uuid, attempt::Model>,
    jobs: Vec<outbox::NewJob>,
}

impl Written {
    fn note(&mut self, row: &attempt::Model, happened: Vec<EntryKind>, beginning: &Beginning) {
        if happened.is_empty() {
            return;
        }
        for kind in happened {
            let addition = Addition::plain(kind);
            self.chains
                .add(row.id, addition, &beginning.origin, beginning.now);
        }
        self.jobs.extend(finish::closing_job(row, beginning.now));
        self.rows.insert(row.id, row.clone());
    }

    /// Each kind of row in one statement, however many there are.
    async fn write(self, transaction: &Transaction) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = self.rows.into_values();
        let rows = rows.map(|row| row.into_active_model().reset_all());
        attempt::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(attempt::Column::Id)
                    .update_columns([
                        attempt::Column::StartedAt,
                        attempt::Column::Deadline,
                        attempt::Column::AwaitedUntil,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await
            .map_err(Error::from)?;
        self.chains.write(transaction).await?;
        outbox::enqueue_all(transaction, self.jobs).await
    }
}
