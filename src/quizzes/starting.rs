//! Beginning attempts: everybody's that wait at one moment in one transaction (see
//! [`crate::db::batching`]), because a whole cohort starts in the same second.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::attempt::{Attempt, Before, State};
use super::chains::{Addition, Chains, Origin};
use super::finish::Closing;
use super::grading::marks_possible;
use super::paper::questions_of;
use super::receipts::EntryKind;
use super::tables::attempt;
use super::terms::{Extra, Terms};
use super::{accommodations, finish, store};
use crate::app::App;
use crate::cohorts::windows::{self, Windows};
use crate::completion;
use crate::courses::document::ItemKind;
use crate::db::Transaction;
use crate::db::batching::Batch;
use crate::error::{Code, Result};
use crate::ids;
use crate::outbox;
use crate::programmes;
use crate::programmes::tables::enrolment;

/// A learner who begins, or goes on with what was begun.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The enrolment.
    pub enrolment_id: Uuid,
    /// The learner, whose own the enrolment must be.
    pub person_id: Uuid,
    /// The quiz.
    pub item_id: Uuid,
    /// How far.
    pub step: Step,
    /// From where.
    pub origin: Origin,
    /// When: the moment it arrived counts.
    pub now: DateTime<Utc>,
}

impl Beginning {
    fn place(&self) -> Place {
        (self.enrolment_id, self.item_id)
    }
}

/// An enrolment and a quiz.
type Place = (Uuid, Uuid);

/// How far an attempt is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is made, so that its paper can be fetched.
    Create,
    /// It is started: time runs.
    Start,
}

/// An attempt that has been begun, or was before.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The attempt.
    pub row: attempt::Model,
    /// Whether it was made or started just now, so that nothing can have been answered yet.
    pub is_fresh: bool,
}

/// Begins attempts.
#[derive(Debug)]
pub struct Starter(pub Arc<App>);

#[async_trait]
impl Batch for Starter {
    type Request = Beginning;
    type Outcome = Begun;

    async fn run(&self, beginnings: &[Beginning]) -> Result<Vec<Result<Begun>>> {
        let transaction = self.0.database.begin().await?;
        let outcomes = begin(&self.0, &transaction, beginnings).await?;
        transaction.commit().await?;
        self.0.outbox.wake();
        Ok(outcomes)
    }
}

/// Begins attempts within a transaction. An attempt that is not finished is given back instead of
/// another one, with all that has been saved in it.
///
/// # Errors
/// When the database fails. What is refused to one learner stands in the list.
pub async fn begin(
    app: &App,
    transaction: &Transaction,
    beginnings: &[Beginning],
) -> Result<Vec<Result<Begun>>> {
    let ids: BTreeSet<Uuid> = beginnings.iter().map(|one| one.enrolment_id).collect();
    let enrolments = programmes::store::lock_all(transaction, ids).await?;
    // What is refused leaves no trace: nothing is looked at or closed for a stranger.
    let is_own = |one: &&Beginning| {
        let enrolment = enrolments.get(&one.enrolment_id);
        enrolment.is_some_and(|enrolment| enrolment.person_id == one.person_id)
    };
    let own: Vec<&Beginning> = beginnings.iter().filter(is_own).collect();
    let mut made = made_before(transaction, &own).await?;
    close_what_is_over(app, transaction, &own, &mut made).await?;
    let running = made
        .values()
        .filter_map(|rows| rows.last())
        .map(|row| row.id);
    let mut written = Written {
        chains: Chains::read(transaction, running.collect::<Vec<_>>()).await?,
        rows: BTreeMap::new(),
        jobs: Vec::new(),
    };
    let places: Vec<Place> = own.iter().map(|one| one.place()).collect();
    let granted = accommodations::granted(transaction, &places, &enrolments).await?;
    let windows = windows::of(app, transaction, enrolments.values()).await?;
    let mut outcomes = Vec::with_capacity(beginnings.len());
    for beginning in beginnings {
        let place = beginning.place();
        let enrolment = enrolments.get(&beginning.enrolment_id);
        let Some(enrolment) = enrolment.filter(|_| is_own(&beginning)) else {
            outcomes.push(Err(Code::NotFound.into()));
            continue;
        };
        let before = made.entry(place).or_default();
        let extras = granted.get(&place).map_or(&[][..], Vec::as_slice);
        let limits = (extras, &windows);
        let decided = decide(app, transaction, enrolment, beginning, before, limits).await;
        outcomes.push(decided.map(|(row, entries)| {
            let is_fresh = !entries.is_empty();
            written.note(&row, entries, beginning);
            match before.last_mut().filter(|last| last.id == row.id) {
                Some(last) => last.clone_from(&row),
                None => before.push(row.clone()),
            }
            Begun { row, is_fresh }
        }));
    }
    written.write(transaction).await?;
    Ok(outcomes)
}

/// The attempts that there are already, the first first.
async fn made_before(
    transaction: &Transaction,
    beginnings: &[&Beginning],
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

/// Attempts whose time is over are closed before others are made.
async fn close_what_is_over(
    app: &App,
    transaction: &Transaction,
    beginnings: &[&Beginning],
    made: &mut HashMap<Place, Vec<attempt::Model>>,
) -> Result<()> {
    let mut over = BTreeMap::new();
    for beginning in beginnings {
        let last = made.get(&beginning.place()).and_then(|rows| rows.last());
        if let Some(row) = last.filter(|row| finish::is_over(row, beginning.now)) {
            over.insert(row.id, beginning.now);
        }
    }
    let locked = store::lock_all(transaction, over.keys().copied()).await?;
    let closing = locked.into_values().filter_map(|row| {
        let now = *over.get(&row.id)?;
        // It may have been given more time before it was locked.
        finish::is_over(&row, now).then(|| Closing {
            life: store::life(&row).as_of(now),
            row,
            origin: Origin::default(),
            now,
        })
    });
    let closing: Vec<Closing> = closing.collect();
    let mut closed = finish::close_all(app, transaction, closing).await?;
    for row in made.values_mut().filter_map(|rows| rows.last_mut()) {
        if let Some(now) = closed.remove(&row.id) {
            *row = now;
        }
    }
    Ok(())
}

/// The attempt as it is to be, and what happened to it.
async fn decide(
    app: &App,
    transaction: &Transaction,
    enrolment: &enrolment::Model,
    beginning: &Beginning,
    made: &[attempt::Model],
    (extras, windows): (&[Extra], &Windows),
) -> Result<(attempt::Model, Vec<EntryKind>)> {
    let now = beginning.now;
    let last = made.last().filter(|row| {
        let life = store::life(row).as_of(now);
        life.is_running() || life.state == State::Created
    });
    let version_id = last.map_or(enrolment.version_id, |row| row.version_id);
    let version = app.versions.get(transaction, version_id).await?;
    let (_, quiz) = store::quiz_at(&version, beginning.item_id)?;
    let frame = windows.frame(enrolment, (beginning.item_id, ItemKind::Quiz), now);
    let window = frame.as_ref().map(|frame| &frame.times);
    let terms = Terms::of(quiz, extras).within(window);
    let mut happened = Vec::new();
    let mut row = match last {
        Some(row) => row.clone(),
        None => {
            frame.map_or(Ok(()), |frame| frame.require_not_closed(now))?;
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
        frame.map_or(Ok(()), |frame| frame.require_opened(now))?;
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
        let started = self.rows.values().filter_map(|row| {
            let at = row.started_at?;
            Some((row.enrolment_id, at))
        });
        completion::done::begin(transaction, started.collect()).await?;
        store::write_attempts(transaction, self.rows.into_values()).await?;
        self.chains.write(transaction).await?;
        outbox::enqueue_all(transaction, self.jobs).await
    }
}
