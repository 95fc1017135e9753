//! What happens when an attempt is submitted, runs out of time or is graded by a person: its
//! answers are graded, its outcome is written down and completion is evaluated, all in one
//! transaction. Submissions that wait at one moment share it (see [`crate::db::batching`]):
//! a whole cohort submits in the same minute.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::attempt::{Attempt, Refusal, State};
use super::chains::{Addition, Chains, Origin};
use super::grading::{Given, Grade, MarkingRules, grade, marks_possible};
use super::hundredths::Hundredths;
use super::paper::{part_order, questions_of};
use super::questions::Question;
use super::quiz::Quiz;
use super::receipts::EntryKind;
use super::store::{self, Answers};
use super::tables::{answer, attempt};
use crate::app::App;
use crate::completion;
use crate::db::Transaction;
use crate::db::batching::Batch;
use crate::error::{Code, Error, Result};
use crate::outbox::{Job, NewJob};
use crate::programmes;

/// An attempt that its learner submits.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The attempt, which is the learner's own.
    pub attempt_id: Uuid,
    /// Its enrolment.
    pub enrolment_id: Uuid,
    /// From where.
    pub origin: Origin,
    /// When: the moment it arrived counts.
    pub now: DateTime<Utc>,
}

/// Submits attempts.
#[derive(Debug)]
pub struct Submitter(pub Arc<App>);

#[async_trait]
impl Batch for Submitter {
    type Request = Submission;
    type Outcome = attempt::Model;

    async fn run(&self, submissions: &[Submission]) -> Result<Vec<Result<attempt::Model>>> {
        let app = &self.0;
        let transaction = app.database.begin().await?;
        let enrolments = submissions.iter().map(|submission| submission.enrolment_id);
        programmes::store::lock_all(&transaction, enrolments).await?;
        let attempts = submissions.iter().map(|submission| submission.attempt_id);
        // Read under the lock: of two that submit together the second finds it done.
        let mut rows = store::lock_all(&transaction, attempts).await?;
        let mut closing = BTreeMap::new();
        let mut outcomes = Vec::with_capacity(submissions.len());
        for submission in submissions {
            let (id, now) = (submission.attempt_id, submission.now);
            let Some(row) = rows.get(&id) else {
                outcomes.push(Err(Code::NotFound.into()));
                continue;
            };
            let before = store::life(row);
            let after = before.submitted(now);
            if let Ok(life) = after
                && life != before
            {
                // Of two in one batch the first counts.
                closing.entry(id).or_insert_with(|| Closing {
                    row: row.clone(),
                    life,
                    origin: submission.origin.clone(),
                    now,
                });
            }
            outcomes.push(after.map(|_| id).map_err(Error::from));
        }
        rows.extend(close_all(app, &transaction, closing.into_values().collect()).await?);
        let row = |id| rows.get(&id).cloned().ok_or(Code::NotFound.into());
        let outcomes = outcomes.into_iter();
        let outcomes = outcomes.map(|outcome| outcome.and_then(row)).collect();
        transaction.commit().await?;
        app.outbox.wake();
        Ok(outcomes)
    }
}

/// The attempt as it stands now: one whose time is over is written down as that. Any other costs
/// nothing.
///
/// # Errors
/// When the database fails.
pub async fn close_if_overdue(
    app: &App,
    row: attempt::Model,
    now: DateTime<Utc>,
) -> Result<attempt::Model> {
    if !is_over(&row, now) {
        return Ok(row);
    }
    let transaction = app.database.begin().await?;
    programmes::store::lock(&transaction, row.enrolment_id).await?;
    let row = store::lock(&transaction, row.id).await?;
    // Read again under the lock: of two requests that look together the second finds it done.
    if !is_over(&row, now) {
        return Ok(row);
    }
    let after = store::life(&row).as_of(now);
    let closing = Closing {
        row,
        life: after,
        origin: Origin::default(),
        now,
    };
    let row = close(app, &transaction, closing).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(row)
}

/// Whether the time of an attempt is over, and that has not been written down yet.
pub(super) fn is_over(row: &attempt::Model, now: DateTime<Utc>) -> bool {
    let (before, after) = (store::life(row), store::life(row).as_of(now));
    let finished = matches!(
        after.state,
        State::Submitted { .. } | State::Abandoned { .. }
    );
    finished && before != after
}

/// For the outbox to look at the attempt when its time is over, so that it counts for the course
/// even if nobody ever opens it again.
#[must_use]
pub fn closing_job(row: &attempt::Model, now: DateTime<Utc>) -> Option<NewJob> {
    let due_at = row.awaited_until?;
    let attempt_id = row.id;
    Some(NewJob {
        // An attempt that was given more time has another job; the first then finds nothing to do.
        key: format!(
            "close attempt {attempt_id} at {}",
            due_at.timestamp_micros()
        ),
        job: Job::CloseAttempt { attempt_id },
        due_at,
        created_at: now,
    })
}

/// Does the job of [`closing_job`].
///
/// # Errors
/// When the database fails.
pub async fn close_overdue(app: &App, attempt_id: Uuid) -> Result<()> {
    let found = attempt::Entity::find_by_id(attempt_id)
        .one(app.database.reader())
        .await?;
    if let Some(row) = found {
        close_if_overdue(app, row, app.clock.now()).await?;
    }
    Ok(())
}

/// An attempt that is no longer open. The rows of its enrolment and of itself are locked.
#[derive(Debug)]
pub struct Closing {
    /// The attempt as it was.
    pub row: attempt::Model,
    /// How far it has come.
    pub life: Attempt,
    /// From where that was asked for.
    pub origin: Origin,
    /// When.
    pub now: DateTime<Utc>,
}

/// Writes down that an attempt has been submitted or has run out of time, and grades it.
///
/// # Errors
/// When the database fails.
pub async fn close(
    app: &App,
    transaction: &Transaction,
    closing: Closing,
) -> Result<attempt::Model> {
    let id = closing.row.id;
    let mut closed = close_all(app, transaction, vec![closing]).await?;
    closed.remove(&id).ok_or(Code::NotFound.into())
}

/// Writes it down for several attempts; gives them as they are then.
///
/// # Errors
/// When the database fails.
pub async fn close_all(
    app: &App,
    transaction: &Transaction,
    closing: Vec<Closing>,
) -> Result<HashMap<Uuid, attempt::Model>> {
    let mut chains = Chains::read(transaction, closing.iter().map(|one| one.row.id)).await?;
    for one in &closing {
        let kind = match one.origin.device_id {
            Some(_) => EntryKind::Submitted,
            None => EntryKind::Closed,
        };
        chains.add(one.row.id, Addition::plain(kind), &one.origin, one.now);
    }
    chains.write(transaction).await?;
    let finished = closing.into_iter().map(|one| (one.row, one.life, one.now));
    finish_all(app, transaction, finished.collect()).await
}

/// Grades an attempt that is no longer open, as far as that can be done, and evaluates completion.
/// The rows of the enrolment and of the attempt must be locked.
///
/// # Errors
/// When the database fails; [`Code::NotGradable`] when the attempt is open.
pub async fn finish(
    app: &App,
    transaction: &Transaction,
    row: attempt::Model,
    life: Attempt,
    now: DateTime<Utc>,
) -> Result<attempt::Model> {
    let id = row.id;
    let mut finished = finish_all(app, transaction, vec![(row, life, now)]).await?;
    finished.remove(&id).ok_or(Code::NotFound.into())
}

/// Grades several, each as far as it has come at a moment: what is read and written is read and
/// written for all of them at once.
async fn finish_all(
    app: &App,
    transaction: &Transaction,
    finished: Vec<(attempt::Model, Attempt, DateTime<Utc>)>,
) -> Result<HashMap<Uuid, attempt::Model>> {
    let ids = finished.iter().map(|(row, ..)| row.id);
    let mut answered = store::answers_of_all(transaction, ids).await?;
    let mut rows = HashMap::new();
    let mut marked = Vec::new();
    let mut enrolments = Vec::new();
    for (row, life, now) in finished {
        let mut answers = answered.remove(&row.id).unwrap_or_default();
        let mut life = life.abandoned_if_empty(answers.len());
        if !matches!(life.state, State::Abandoned { .. }) {
            let version = app.versions.get(transaction, row.version_id).await?;
            let (_, quiz) = store::quiz_at(&version, row.item_id)?;
            life = grade_all(quiz, row.seed, &mut answers, life, now)?;
            marked.extend(answers.into_values());
            enrolments.push(row.enrolment_id);
        }
        rows.insert(row.id, store::with_life(row, &life));
    }
    store::write_marks(transaction, marked).await?;
    store::write_attempts(transaction, rows.values().cloned()).await?;
    completion::evaluate_all(app, transaction, enrolments).await?;
    Ok(rows)
}

/// Grades what was answered in an attempt and puts the grades together.
fn grade_all(
    quiz: &Quiz,
    seed: i64,
    answers: &mut Answers,
    life: Attempt,
    now: DateTime<Utc>,
) -> Result<Attempt> {
    let questions = questions_of(quiz, seed);
    let grades = grades(quiz, seed, &questions, answers)?;
    let most = marks_possible(&questions);
    for (question, grade) in questions.iter().zip(&grades) {
        if let (Some(answer), Grade::Marked(marks)) = (answers.get_mut(&question.id), grade) {
            answer.marks = Some(marks.count());
        }
    }
    Ok(life.graded(&grades, most, quiz.pass_percent, now)?)
}

/// The grades of all questions of an attempt; what has been marked stays as it is.
fn grades(quiz: &Quiz, seed: i64, questions: &[Question], answers: &Answers) -> Result<Vec<Grade>> {
    let grade_of = |question: &Question| match answers.get(&question.id) {
        None => Ok(grade(question, None, MarkingRules::of(quiz))),
        Some(answer::Model {
            marks: Some(marks), ..
        }) => Ok(Grade::Marked(Hundredths::from_count(*marks))),
        Some(answer) => grade_anew(quiz, seed, question, answer),
    };
    questions.iter().map(grade_of).collect()
}

/// The grade of an answer by rule, whatever mark it has.
///
/// # Errors
/// When the row holds something else than an answer.
pub fn grade_anew(
    quiz: &Quiz,
    seed: i64,
    question: &Question,
    answer: &answer::Model,
) -> Result<Grade> {
    let order = part_order(quiz, question, seed);
    let response = store::response(answer)?.renumbered(&order);
    let given = Given {
        response: &response,
        certainty: store::certainty(answer),
    };
    Ok(grade(question, Some(given), MarkingRules::of(quiz)))
}

/// Whether an answer may still come: for handlers that refuse early.
///
/// # Errors
/// [`Refusal::AlreadySubmitted`], [`Refusal::NotStarted`].
pub fn require_running(row: &attempt::Model, now: DateTime<Utc>) -> Result<(), Refusal> {
    match store::life(row).as_of(now).state {
        State::Open | State::Overdue => Ok(()),
        State::Created => Err(Refusal::NotStarted),
        _ => Err(Refusal::AlreadySubmitted),
    }
}
