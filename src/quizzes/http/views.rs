//! Attempts as the API shows them to the learner.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Result;
use crate::quizzes::attempt::State;
use crate::quizzes::feedback::{Feedback, GradedAnswer, feedback, policy_at};
use crate::quizzes::grading::{Certainty, Outcome};
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::{Paper, paper};
use crate::quizzes::quiz::{FeedbackPolicy, Quiz};
use crate::quizzes::receipts::EntryKind;
use crate::quizzes::recording::{Answer, Receipt};
use crate::quizzes::response::Response;
use crate::quizzes::sealing::Arranged;
use crate::quizzes::set_marks::ChosenLevels;
use crate::quizzes::store;
use crate::quizzes::tables::{answer, attempt};

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// It has been made but not started: no time runs.
    Created,
    /// Answers are taken.
    Open,
    /// The deadline has passed; answers that were made before it are awaited.
    Overdue,
    /// Finished; a person has still to grade part of it.
    Submitted,
    /// Finished, and every mark is known.
    Graded,
    /// Its time was over and nothing was ever answered.
    Abandoned,
}

/// An attempt in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000010", "number": 1, "state": "graded",
    "started_at": "2026-01-15T01:00:00Z", "deadline": "2026-01-15T01:30:00Z",
    "awaited_until": "2026-01-15T01:30:00Z", "seconds_left": null,
    "submitted_at": "2026-01-15T01:20:00Z", "graded_at": "2026-01-15T01:20:00Z", "passed": true,
    "outcome": {"marks": 8.5, "most": 10.0, "percent": 85.0, "passed": true}, "counts": true
}))]
pub struct AttemptSummary {
    /// The identifier.
    pub id: Uuid,
    /// The first try at the item is 1.
    pub number: i32,
    /// How far it has come.
    pub state: AttemptState,
    /// When it was started; null while it has only been created.
    pub started_at: Option<DateTime<Utc>>,
    /// What is made from this moment on does not count; null when the quiz has no end.
    pub deadline: Option<DateTime<Utc>>,
    /// What arrives from this moment on does not count, whenever it was made.
    pub awaited_until: Option<DateTime<Utc>>,
    /// How many whole seconds are left by the server's clock, which alone counts; null when it is
    /// not open or has no deadline.
    pub seconds_left: Option<i64>,
    /// When it was submitted, or its deadline when that came first.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When its last mark was given.
    pub graded_at: Option<DateTime<Utc>>,
    /// Whether it was passed; null until it is graded.
    pub passed: Option<bool>,
    /// What it came to; null until it is graded, and when the author shows no marks.
    pub outcome: Option<Outcome>,
    /// Whether this is the attempt at the item that counts, or one of several of which the average
    /// does.
    pub counts: bool,
}

impl AttemptSummary {
    /// A summary of a row, which `counts` or does not.
    pub fn new(row: &attempt::Model, quiz: &Quiz, counts: bool, now: DateTime<Utc>) -> Self {
        let life = store::life(row).as_of(now);
        let state = match life.state {
            State::Created => AttemptState::Created,
            State::Open => AttemptState::Open,
            State::Overdue => AttemptState::Overdue,
            State::Submitted { .. } => AttemptState::Submitted,
            State::Graded { .. } => AttemptState::Graded,
            State::Abandoned { .. } => AttemptState::Abandoned,
        };
        let deadline = row.deadline.filter(|_| state == AttemptState::Open);
        Self {
            id: row.id,
            number: row.number,
            state,
            started_at: row.started_at,
            deadline: row.deadline,
            awaited_until: row.awaited_until,
            seconds_left: deadline.map(|deadline| (deadline - now).num_seconds().max(0)),
            submitted_at: row.submitted_at,
            graded_at: row.graded_at,
            passed: row.passed,
            outcome: store::outcome(row).filter(|_| policy_at(quiz, now) >= FeedbackPolicy::Marks),
            counts,
        }
    }
}

/// An answer as it is saved.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "question_id": "0199a000-0000-7000-8000-000000000020", "client_number": 3,
    "response": {"kind": "single_choice", "option": 2}, "certainty": null,
    "saved_at": "2026-01-15T01:05:00.123456Z", "late": false, "counts": true,
    "receipt": {"number": 7, "hash": "ba33908a83a998b8f2f452622a5b7311e59c202326f6ed858c0a5bcedd91f9af",
        "recorded_at": "2026-01-15T01:05:00.123456Z", "kind": "answered"}
}))]
pub struct SavedAnswer {
    /// The question.
    pub question_id: Uuid,
    /// The client's own number.
    pub client_number: i64,
    /// What was answered.
    pub response: Response,
    /// How certain the learner is, where the quiz asks.
    pub certainty: Option<Certainty>,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// Whether it arrived after the deadline.
    pub late: bool,
    /// Whether it is the one that counts, as far as is known now.
    pub counts: bool,
    /// The receipt; null in a list, see the attempt's history.
    pub receipt: Option<Receipt>,
}

impl SavedAnswer {
    /// The answer that counts.
    pub fn new(row: &answer::Model) -> Result<Self> {
        Ok(Self {
            question_id: row.question_id,
            client_number: row.client_number,
            response: store::response(row)?,
            certainty: store::certainty(row),
            saved_at: row.saved_at,
            late: row.late,
            counts: true,
            receipt: None,
        })
    }

    /// An answer that has just been written down.
    pub fn with_receipt(
        question_id: Uuid,
        client_number: i64,
        answer: Answer,
        receipt: Receipt,
    ) -> Self {
        Self {
            question_id,
            client_number,
            response: answer.response,
            certainty: answer.certainty,
            saved_at: receipt.recorded_at,
            late: receipt.kind == EntryKind::Late.name(),
            counts: receipt.kind == EntryKind::Answered.name(),
            receipt: Some(receipt),
        }
    }
}

/// What turns a sealed paper that was fetched before into one's own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"key": "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "arrangement": []}))]
pub struct SealedStart {
    /// Opens the sealed paper: 32 bytes in base64.
    pub key: String,
    /// The questions of the own paper in order.
    pub arrangement: Vec<Arranged>,
}

/// An attempt with all that a learner needs to go on with it, on whatever device.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttemptDetail {
    /// The attempt.
    pub attempt: AttemptSummary,
    /// The questions; null while the attempt has not been started, and when only what opens the
    /// sealed paper was asked for.
    pub paper: Option<Paper>,
    /// What opens the sealed paper, when that was asked for.
    pub sealed: Option<SealedStart>,
    /// The answers saved so far.
    pub answers: Vec<SavedAnswer>,
    /// What the author shows of the result; null until the attempt is graded.
    pub feedback: Option<Feedback>,
}

impl AttemptDetail {
    /// An attempt with its answers.
    pub fn new(
        row: &attempt::Model,
        quiz: &Quiz,
        (answers, levels): (&BTreeMap<Uuid, answer::Model>, &ChosenLevels),
        counts: bool,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let saved: Vec<SavedAnswer> = answers
            .values()
            .map(SavedAnswer::new)
            .collect::<Result<_>>()?;
        let graded = |id: Uuid| GradedAnswer {
            response: saved
                .iter()
                .find(|answer| answer.question_id == id)
                .map(|answer| answer.response.clone()),
            marks: Hundredths::from_count(answers.get(&id).and_then(|row| row.marks).unwrap_or(0)),
            grader_comment: answers
                .get(&id)
                .and_then(|row| row.comment.clone())
                .unwrap_or_default(),
            levels: levels.get(&id).cloned().unwrap_or_default(),
        };
        let feedback = store::outcome(row)
            .map(|outcome| feedback(quiz, row.seed, policy_at(quiz, now), outcome, graded));
        Ok(Self {
            attempt: AttemptSummary::new(row, quiz, counts, now),
            paper: row.started_at.map(|_| paper(quiz, row.seed)),
            sealed: None,
            answers: saved,
            feedback,
        })
    }
}
