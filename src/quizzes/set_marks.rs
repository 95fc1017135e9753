//! What happens, in one transaction, when a person marks an answer or decides an appeal: the mark
//! is written down, and when that settles the answer, the attempt is graded as far as it can be.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

use super::hundredths::Hundredths;
use super::marking::{Stage, Standing, Why, standing};
use super::paper::questions_of;
use super::questions::Question;
use super::quiz::{Marking, Quiz};
use super::store::marking::{Change, record};
use super::tables::marking::given_mark::{self, Levels};
use super::tables::{answer, attempt};
use super::{finish, store};
use crate::app::App;
use crate::db::Transaction;
use crate::error::Result;
use crate::ids;

/// A mark that a person gives.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Who.
    pub marker: Uuid,
    /// What kind of mark it is.
    pub stage: Stage,
    /// The marks.
    pub marks: Hundredths,
    /// The levels that they follow from.
    pub levels: Option<Vec<u16>>,
    /// What the learner is told.
    pub comment: String,
    /// The appeal that it decides.
    pub appeal_id: Option<Uuid>,
}

/// An answer to be marked.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    /// The question, as the learner had it.
    pub question: &'a Question,
    /// How the quiz is marked.
    pub rule: &'a Marking,
    /// The mark that it has.
    pub before: Option<Hundredths>,
}

/// Writes a mark down. The rows of the enrolment and of the attempt, which has been submitted, must
/// be locked; that this person may mark the answer has been decided. Wake the outbox once the
/// transaction has been committed.
///
/// # Errors
/// When the database fails.
pub async fn set_mark(
    app: &App,
    transaction: &Transaction,
    row: attempt::Model,
    marked: Marked<'_>,
    mark: Mark,
    now: DateTime<Utc>,
) -> Result<attempt::Model> {
    let key = (row.id, marked.question.id);
    let (marker, appeal_id) = (mark.marker, mark.appeal_id);
    write(transaction, key, mark, now).await?;
    let given = store::marking::markings(transaction, [row.id]).await?;
    let given = given.get(&key).map(Vec::as_slice).unwrap_or_default();
    let most = Hundredths::from_whole(marked.question.worth());
    let Standing::Settled(marks, why) = standing(&store::marking::given(given), marked.rule, most)
    else {
        // The revision stays as well: the other marker is not told that somebody has been here.
        return Ok(row);
    };
    answer::ActiveModel {
        attempt_id: Set(key.0),
        question_id: Set(key.1),
        marks: Set(Some(marks.count())),
        graded_by: Set(Some(marker)),
        comment: Set(Some(comment(given, why, marked.rule))),
        ..Default::default()
    }
    .update(transaction)
    .await?;
    let change = Change {
        answer: key,
        before: marked.before,
        after: marks,
        why,
        changed_by: Some(marker),
        correction_id: None,
        appeal_id,
    };
    record(transaction, change, now).await?;
    let life = store::life(&row);
    finish::finish(app, transaction, row, life, now).await
}

async fn write(
    transaction: &Transaction,
    (attempt_id, question_id): (Uuid, Uuid),
    mark: Mark,
    now: DateTime<Utc>,
) -> Result<()> {
    given_mark::ActiveModel {
        id: Set(ids::new_id()),
        attempt_id: Set(attempt_id),
        question_id: Set(question_id),
        marker_id: Set(mark.marker),
        stage: Set(mark.stage),
        marks: Set(mark.marks.count()),
        levels: Set(mark.levels.map(Levels)),
        comment: Set(mark.comment),
        at: Set(now),
    }
    .insert(transaction)
    .await?;
    Ok(())
}

/// What the learner is told: by whoever decided alone, or by both of two, the one after the other.
fn comment(given: &[given_mark::Model], why: Why, rule: &Marking) -> String {
    let said: Vec<&str> = counting(given, why, rule)
        .into_iter()
        .map(|row| row.comment.trim())
        .filter(|text| !text.is_empty())
        .collect();
    said.join("\n\n")
}

/// The marks that a settled answer comes from: those of two, or the last of one.
fn counting<'a>(
    given: &'a [given_mark::Model],
    why: Why,
    rule: &Marking,
) -> Vec<&'a given_mark::Model> {
    let stage = match why {
        Why::Appeal => Stage::Appeal,
        Why::Reconciled => Stage::Reconciliation,
        Why::Graded | Why::Regraded | Why::Marked => Stage::Marking,
    };
    let mut counts = given.iter().filter(|row| row.stage == stage);
    if stage == Stage::Marking && rule.markers > 1 {
        return counts.collect();
    }
    counts.next_back().into_iter().collect()
}

/// The numbers of the levels chosen for the criteria of a rubric, by question: one list for each
/// person whose mark counts.
pub type ChosenLevels = BTreeMap<Uuid, Vec<Vec<u16>>>;

/// The levels that the learner is shown of an attempt.
///
/// # Errors
/// When the database fails.
pub async fn chosen_levels(
    connection: &impl ConnectionTrait,
    row: &attempt::Model,
    quiz: &Quiz,
    answers: &BTreeMap<Uuid, answer::Model>,
) -> Result<ChosenLevels> {
    let mut chosen = BTreeMap::new();
    // Most quizzes are graded by rule alone, and their learners come in thousands.
    if answers.values().all(|answer| answer.graded_by.is_none()) {
        return Ok(chosen);
    }
    let markings = store::marking::markings(connection, [row.id]).await?;
    for question in questions_of(quiz, row.seed) {
        let Some(given) = markings.get(&(row.id, question.id)) else {
            continue;
        };
        let most = Hundredths::from_whole(question.worth());
        let standing = standing(&store::marking::given(given), &quiz.marking, most);
        if let Standing::Settled(_, why) = standing {
            let counts = counting(given, why, &quiz.marking);
            let levels = counts.into_iter().filter_map(|row| row.levels.clone());
            chosen.insert(question.id, levels.map(|levels| levels.0).collect());
        }
    }
    Ok(chosen)
}
