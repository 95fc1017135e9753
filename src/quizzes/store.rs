//! Queries about attempts and answers. A learner's start at [`own`], a grader's at
//! [`gradable_by`].

pub mod marking;
pub mod statistics;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use super::attempt::{Attempt, State};
use super::grading::Certainty;
use super::grading::Outcome;
use super::hundredths::Hundredths;
use super::quiz::Quiz;
use super::response::Response;
use super::tables::{answer, attempt};
use crate::courses::document::{Content, Item};
use crate::courses::tables::course_version;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::people;
use crate::people::tables::person;
use crate::policy::Actor;
use crate::programmes::tables::enrolment;

/// Attempts that are named in one statement: SQLite takes 32,766 values in one.
const LOCKED_AT_ONCE: usize = 10_000;

/// One's own attempt.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is another person's.
pub async fn own(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<attempt::Model> {
    attempt::Entity::find_by_id(id)
        .join(JoinType::InnerJoin, attempt::Relation::Enrolment.def())
        .filter(enrolment::Column::PersonId.eq(actor.person_id))
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The attempts of the people whom the actor may see, but for the actor's own: nobody grades
/// oneself.
#[must_use]
pub fn gradable_by(actor: &Actor) -> Select<attempt::Entity> {
    attempt::Entity::find()
        .join(JoinType::InnerJoin, attempt::Relation::Enrolment.def())
        .join(JoinType::InnerJoin, enrolment::Relation::Person.def())
        .filter(people::store::in_sight(
            actor,
            person::Column::Id,
            person::Column::OrganisationId,
        ))
        .filter(person::Column::Id.ne(actor.person_id))
}

/// An attempt that the actor may grade.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not grade it.
pub async fn find_gradable(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<attempt::Model> {
    gradable_by(actor)
        .filter(attempt::Column::Id.eq(id))
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The rows of attempts, locked until the transaction ends, in one order, so that two transactions
/// never wait for each other. Who also locks enrolments locks all of them first.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(
    transaction: &Transaction,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, attempt::Model>> {
    let ids: Vec<Uuid> = ids
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut locked = BTreeMap::new();
    for ids in ids.chunks(LOCKED_AT_ONCE) {
        let rows = attempt::Entity::find()
            .filter(attempt::Column::Id.is_in(ids.iter().copied()))
            .order_by_asc(attempt::Column::Id)
            .lock_exclusive()
            .all(transaction)
            .await?;
        locked.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(locked)
}

/// The row of an attempt, locked until the transaction ends. Who also locks the enrolment locks
/// it first.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<attempt::Model> {
    attempt::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or(Code::NotFound.into())
}

/// All attempts of an enrolment at an item, the first first.
///
/// # Errors
/// When the database fails.
pub async fn of_item(
    connection: &impl ConnectionTrait,
    enrolment_id: Uuid,
    item_id: Uuid,
) -> Result<Vec<attempt::Model>> {
    Ok(attempt::Entity::find()
        .filter(attempt::Column::EnrolmentId.eq(enrolment_id))
        .filter(attempt::Column::ItemId.eq(item_id))
        .order_by_asc(attempt::Column::Number)
        .all(connection)
        .await?)
}

/// The saved answers of an attempt, by question.
pub type Answers = BTreeMap<Uuid, answer::Model>;

/// The saved answers of an attempt.
///
/// # Errors
/// When the database fails.
pub async fn answers(connection: &impl ConnectionTrait, attempt_id: Uuid) -> Result<Answers> {
    let mut all = answers_of_all(connection, [attempt_id]).await?;
    Ok(all.remove(&attempt_id).unwrap_or_default())
}

/// The saved answers of several attempts; one without any is not there.
///
/// # Errors
/// When the database fails.
pub async fn answers_of_all(
    connection: &impl ConnectionTrait,
    attempts: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Answers>> {
    let rows = answer::Entity::find()
        .filter(answer::Column::AttemptId.is_in(attempts))
        .all(connection)
        .await?;
    let mut all: HashMap<Uuid, Answers> = HashMap::new();
    for row in rows {
        let answers = all.entry(row.attempt_id).or_default();
        answers.insert(row.question_id, row);
    }
    Ok(all)
}

/// Writes the marks of answers that are there already.
///
/// # Errors
/// When the database fails.
pub async fn write_marks(
    transaction: &Transaction,
    rows: impl IntoIterator<Item = answer::Model>,
) -> Result<()> {
    let rows = rows.into_iter();
    let rows = rows.map(|row| row.into_active_model().reset_all());
    let key = [answer::Column::AttemptId, answer::Column::QuestionId];
    let marks = OnConflict::columns(key)
        .update_column(answer::Column::Marks)
        .to_owned();
    Ok(db::insert_all(transaction, rows, Some(marks)).await?)
}

/// The row of an attempt that has come so far.
#[must_use]
pub fn with_life(row: attempt::Model, life: &Attempt) -> attempt::Model {
    let row = attempt::Model {
        started_at: life.started_at,
        deadline: life.deadline,
        awaited_until: life.awaited_until,
        revision: row.revision + 1,
        ..row
    };
    match life.state {
        State::Created | State::Open | State::Overdue => row,
        State::Submitted { at } => attempt::Model {
            submitted_at: Some(at),
            ..row
        },
        State::Abandoned { at } => attempt::Model {
            abandoned_at: Some(at),
            ..row
        },
        State::Graded {
            submitted_at,
            graded_at,
            outcome,
        } => attempt::Model {
            submitted_at: Some(submitted_at),
            graded_at: Some(graded_at),
            marks: Some(outcome.marks.count()),
            passed: Some(outcome.passed),
            ..row
        },
    }
}

/// Writes attempts, new ones and those that have come further.
///
/// # Errors
/// When the database fails.
pub async fn write_attempts(
    transaction: &Transaction,
    rows: impl IntoIterator<Item = attempt::Model>,
) -> Result<()> {
    let rows = rows.into_iter();
    let rows = rows.map(|row| row.into_active_model().reset_all());
    let life = OnConflict::column(attempt::Column::Id)
        .update_columns([
            attempt::Column::StartedAt,
            attempt::Column::Deadline,
            attempt::Column::AwaitedUntil,
            attempt::Column::SubmittedAt,
            attempt::Column::GradedAt,
            attempt::Column::Marks,
            attempt::Column::Passed,
            attempt::Column::Revision,
            attempt::Column::AbandonedAt,
        ])
        .to_owned();
    Ok(db::insert_all(transaction, rows, Some(life)).await?)
}

/// An attempt as the rules see it.
#[must_use]
pub fn life(row: &attempt::Model) -> Attempt {
    let state = match (row.submitted_at, row.graded_at, outcome(row)) {
        (Some(submitted_at), Some(graded_at), Some(outcome)) => State::Graded {
            submitted_at,
            graded_at,
            outcome,
        },
        (Some(at), ..) => State::Submitted { at },
        (None, ..) => match (row.abandoned_at, row.started_at) {
            (Some(at), _) => State::Abandoned { at },
            (None, Some(_)) => State::Open,
            (None, None) => State::Created,
        },
    };
    Attempt {
        created_at: row.created_at,
        started_at: row.started_at,
        deadline: row.deadline,
        awaited_until: row.awaited_until,
        state,
    }
}

/// What an attempt came to; absent until it is graded.
#[must_use]
pub fn outcome(row: &attempt::Model) -> Option<Outcome> {
    let marks = Hundredths::from_count(row.marks?);
    Some(Outcome::new(
        marks,
        Hundredths::from_count(row.marks_possible),
        row.passed?,
    ))
}

/// What was answered, in the numbers of the paper.
///
/// # Errors
/// When the row holds something else.
pub fn response(row: &answer::Model) -> Result<Response> {
    serde_json::from_value(row.response.clone()).map_err(Error::internal)
}

/// How certain the learner was of an answer.
#[must_use]
pub fn certainty(row: &answer::Model) -> Option<Certainty> {
    let name = row.certainty.as_deref()?;
    Certainty::ALL.into_iter().find(|one| one.name() == name)
}

/// The quiz at an item of a version, with the item.
///
/// # Errors
/// [`Code::NotFound`] when the item is not there or is no quiz.
pub fn quiz_at(version: &course_version::Model, item_id: Uuid) -> Result<(&Item, &Quiz)> {
    match version.document.item(item_id) {
        Some(
            item @ Item {
                content: Content::Quiz(quiz),
                ..
            },
        ) => Ok((item, quiz)),
        _ => Err(Code::NotFound.into()),
    }
}
