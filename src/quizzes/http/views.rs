//! Attempts as the API shows them to the learner.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Result;
use crate::quizzes::feedback::{Feedback, GradedAnswer, feedback, policy_at};
use crate::quizzes::grading::Outcome;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::{Paper, paper};
use crate::quizzes::quiz::{FeedbackPolicy, Quiz};
use crate::quizzes::response::Response;
use crate::quizzes::set_marks::ChosenLevels;
use crate::quizzes::store;
use crate::quizzes::tables::{answer, attempt};

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// Answers are taken.
    Open,
    /// Finished; a person has still to grade part of it.
    Submitted,
    /// Finished, and every mark is known.
    Graded,
}

/// An attempt in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000010", "number": 1, "state": "graded",
    "started_at": "2026-01-15T01:00:00Z", "deadline": "2026-01-15T01:30:00Z", "seconds_left": null,
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
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// From this moment on no answer is taken; null when the quiz has no time limit.
    pub deadline: Option<DateTime<Utc>>,
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
    /// Whether this is the learner's best attempt at the item, which is the one that counts.
    pub counts: bool,
}

impl AttemptSummary {
    /// A summary of a row; `best` is the attempt that counts.
    pub fn new(row: &attempt::Model, quiz: &Quiz, best: Option<Uuid>, now: DateTime<Utc>) -> Self {
        let state = match (row.submitted_at, row.graded_at) {
            (None, _) => AttemptState::Open,
            (Some(_), None) => AttemptState::Submitted,
            (Some(_), Some(_)) => AttemptState::Graded,
        };
        let deadline = row.deadline.filter(|_| state == AttemptState::Open);
        Self {
            id: row.id,
            number: row.number,
            state,
            started_at: row.started_at,
            deadline: row.deadline,
            seconds_left: deadline.map(|deadline| (deadline - now).num_seconds().max(0)),
            submitted_at: row.submitted_at,
            graded_at: row.graded_at,
            passed: row.passed,
            outcome: store::outcome(row).filter(|_| policy_at(quiz, now) >= FeedbackPolicy::Marks),
            counts: best == Some(row.id),
        }
    }
}

/// An answer as it is saved.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "question_id": "0199a000-0000-7000-8000-000000000020", "client_number": 3,
    "response": {"kind": "single_choice", "option": 2}, "saved_at": "2026-01-15T01:05:00Z"
}))]
pub struct SavedAnswer {
    /// The question.
    pub question_id: Uuid,
    /// The client's own number.
    pub client_number: i64,
    /// What was answered.
    pub response: Response,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
}

impl SavedAnswer {
    /// A saved answer.
    pub fn new(row: &answer::Model) -> Result<Self> {
        Ok(Self {
            question_id: row.question_id,
            client_number: row.client_number,
            response: store::response(row)?,
            saved_at: row.saved_at,
        })
    }
}

/// An attempt with all that a learner needs to go on with it, on whatever device.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttemptDetail {
    /// The attempt.
    pub attempt: AttemptSummary,
    /// The questions.
    pub paper: Paper,
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
        answers: &BTreeMap<Uuid, answer::Model>,
        levels: &ChosenLevels,
        best: Option<Uuid>,
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
            attempt: AttemptSummary::new(row, quiz, best, now),
            paper: paper(quiz, row.seed),
            answers: saved,
            feedback,
        })
    }
}
