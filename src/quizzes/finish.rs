//! What happens when an attempt is submitted, runs out of time or is graded by a person: its
//! answers are graded, its outcome is written down and completion is evaluated, all in one
//! transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::attempt::Attempt;
use super::grading::{Given, Grade, MarkingRules, grade, marks_possible};
use super::hundredths::Hundredths;
use super::paper::{part_order, questions_of};
use super::questions::Question;
use super::quiz::Quiz;
use super::store;
use super::tables::{answer, attempt};
use crate::app::App;
use crate::completion;
use crate::db::Transaction;
use crate::error::Result;
use crate::outbox::{self, Job};
use crate::programmes;

/// Submits an attempt now; one that has been submitted stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: &App, row: attempt::Model, now: DateTime<Utc>) -> Result<attempt::Model> {
    move_on(app, row, now, |attempt| attempt.submitted(now)).await
}

/// The attempt as it stands now: one that is past its deadline is written down as submitted at the
/// deadline. Any other costs nothing.
///
/// # Errors
/// When the database fails.
pub async fn close_if_overdue(
    app: &App,
    row: attempt::Model,
    now: DateTime<Utc>,
) -> Result<attempt::Model> {
    move_on(app, row, now, |attempt| attempt.closed_if_overdue(now)).await
}

/// Writes down for the outbox to look at the attempt when its deadline passes, so that it counts
/// for the course even if nobody ever opens it again.
///
/// # Errors
/// When the database fails.
pub async fn close_at_deadline(transaction: &Transaction, row: &attempt::Model) -> Result<()> {
    let Some(deadline) = row.deadline else {
        return Ok(());
    };
    let attempt_id = row.id;
    let key = format!("close attempt {attempt_id}");
    let job = Job::CloseAttempt { attempt_id };
    outbox::enqueue(transaction, key, job, deadline, row.started_at).await
}

/// Does the job that [`close_at_deadline`] wrote down.
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

async fn move_on(
    app: &App,
    row: attempt::Model,
    now: DateTime<Utc>,
    step: impl Fn(Attempt) -> Attempt,
) -> Result<attempt::Model> {
    if step(store::life(&row)) == store::life(&row) {
        return Ok(row);
    }
    let transaction = app.database.begin().await?;
    programmes::store::lock(&transaction, row.enrolment_id).await?;
    let row = store::lock(&transaction, row.id).await?;
    // Read again under the lock: of two requests that submit together the second finds it done.
    let before = store::life(&row);
    let after = step(before);
    if after == before {
        return Ok(row);
    }
    let row = finish(app, &transaction, row, after, now).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(row)
}

/// Grades an attempt that is no longer open, as far as that can be done, and evaluates completion.
/// The rows of the enrolment and of the attempt must be locked.
///
/// # Errors
/// When the database fails; [`crate::error::Code::NotGradable`] when the attempt is open.
pub async fn finish(
    app: &App,
    transaction: &Transaction,
    row: attempt::Model,
    life: Attempt,
    now: DateTime<Utc>,
) -> Result<attempt::Model> {
    let version = app.versions.get(transaction, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let mut answers = store::answers(transaction, row.id).await?;
    let questions = questions_of(quiz, row.seed);
    let grades = grades(quiz, row.seed, &questions, &answers)?;
    let graded = life.graded(&grades, marks_possible(&questions), quiz.pass_percent, now)?;
    for (question, grade) in questions.iter().zip(&grades) {
        if let (Some(answer), Grade::Marked(marks)) = (answers.get_mut(&question.id), grade) {
            answer.marks = Some(marks.count());
        }
    }
    store::write_marks(transaction, answers.into_values()).await?;
    let row = store::write_life(transaction, &row, &graded).await?;
    completion::evaluate(app, transaction, row.enrolment_id).await?;
    Ok(row)
}

/// The grades of all questions of an attempt; what has been marked stays as it is.
fn grades(
    quiz: &Quiz,
    seed: i64,
    questions: &[Question],
    answers: &BTreeMap<Uuid, answer::Model>,
) -> Result<Vec<Grade>> {
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
        certainty: None,
    };
    Ok(grade(question, Some(given), MarkingRules::of(quiz)))
}
