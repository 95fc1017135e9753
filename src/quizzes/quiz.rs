//! What a quiz is, without its questions: when it is open, how often it may be tried, what of a
//! bank it draws, and what a learner is shown when.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::questions::Question;
use super::questions::validation::{is_last_after_first, is_zero};

/// A quiz: its rules and its questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// From when on it may be started; absent for at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when answers are taken; absent for no end. Must be later than `opens_at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(custom(is_last_after_first(self.opens_at.as_ref())))]
    pub closes_at: Option<DateTime<Utc>>,
    /// How often a learner may try; absent for any number of tries.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 1_000)))]
    pub tries: Option<u16>,
    /// Which try counts when there are several.
    #[serde(default, skip_serializing_if = "is_default")]
    #[garde(skip)]
    pub counting: CountingTry,
    /// How long a learner waits between two tries, in minutes.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[garde(range(max = 43_200))]
    pub minutes_between_tries: u16,
    /// How long one try may take, in minutes; absent for no limit.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 10_080)))]
    pub minutes: Option<u16>,
    /// The share of the marks, in per cent, from which a try is passed.
    #[garde(range(min = 0, max = 100))]
    pub pass_percent: u8,
    /// What a wrong answer costs, in per cent of the question's marks; leaving it out costs
    /// nothing. A whole try never comes to less than nothing.
    #[serde(default, skip_serializing_if = "is_default")]
    #[garde(range(max = 100))]
    pub penalty_percent: u8,
    /// Ask with each answer how certain the learner is, and mark by it (see `grading.rs`).
    #[serde(default, skip_serializing_if = "is_default")]
    #[garde(skip)]
    pub certainty: bool,
    /// Whether the questions may be answered in any order.
    #[serde(default, skip_serializing_if = "is_default")]
    #[garde(skip)]
    pub navigation: Navigation,
    /// Show the questions of each section in an order drawn for each try.
    #[serde(default)]
    #[garde(skip)]
    pub shuffle_questions: bool,
    /// Show the options of a question in an order drawn for each try.
    #[serde(default)]
    #[garde(skip)]
    pub shuffle_options: bool,
    /// What a learner sees once a try is graded.
    #[serde(default)]
    #[garde(skip)]
    pub feedback: FeedbackPolicy,
    /// What a learner sees once the quiz is closed; absent for the same as before. Without
    /// `closes_at` it never applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub feedback_after_close: Option<FeedbackPolicy>,
    /// What becomes of answers that arrive when the time is over.
    #[serde(default, skip_serializing_if = "is_default")]
    #[garde(skip)]
    pub late_answers: LateAnswers,
    /// For how many hours after the deadline answers that may still count are awaited; only then
    /// a try that was not submitted is graded. Counts where late answers do.
    #[serde(default = "a_day", skip_serializing_if = "is_a_day")]
    #[garde(range(max = 720))]
    pub late_hours: u16,
    /// How what a person has to grade is graded.
    #[serde(default, skip_serializing_if = "is_default")]
    #[garde(dive)]
    pub marking: Marking,
    /// The sections in order; without any the quiz is one nameless section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[garde(length(max = 50), dive)]
    pub sections: Vec<Section>,
    /// The fixed questions in the author's order. At least one question or draw is needed.
    #[serde(default)]
    #[garde(length(max = 500), dive, custom(has_something_to_ask(&self.draws)))]
    pub questions: Vec<Question>,
    /// What is drawn from the question bank for each try, after the fixed questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[garde(length(max = 50), dive)]
    pub draws: Vec<Draw>,
}

/// Which of several tries counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountingTry {
    /// The best.
    #[default]
    Best,
    /// The first.
    First,
    /// The last.
    Last,
    /// The average of all that are graded.
    Average,
}

/// Whether questions may be answered in any order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Navigation {
    /// In any order, back and forth.
    #[default]
    Free,
    /// One after the other: who has answered a later question cannot change an earlier one.
    Sequential,
}

/// What a learner sees of a try that has been graded; each level shows what the one before does.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackPolicy {
    /// Only whether the try was passed.
    Outcome,
    /// The marks of each question.
    Marks,
    /// The author's comments on the answers.
    #[default]
    Comments,
    /// The right answers.
    Answers,
}

/// What becomes of answers that arrive after the deadline. They are always kept and marked late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LateAnswers {
    /// They do not count.
    #[default]
    NeverCount,
    /// They count when the device says that they were made before the deadline: for learners who
    /// work the offline package without a line.
    CountIfMadeInTime,
}

/// How what a person has to grade is graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct Marking {
    /// Who grades does not learn whose answer it is.
    #[garde(skip)]
    pub anonymous: bool,
    /// How many people mark each answer, not knowing of each other: one or two.
    #[garde(range(min = 1, max = 2))]
    pub markers: u8,
    /// With two markers: by how much they may differ, in per cent of the question's marks, for
    /// their mean to be taken; beyond it a third person decides.
    #[garde(range(max = 100))]
    pub difference_percent: u8,
}

impl Default for Marking {
    fn default() -> Self {
        Self {
            anonymous: false,
            markers: 1,
            difference_percent: 10,
        }
    }
}

/// A part of a quiz with a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Нэгдүгээр хэсэг", "introduction": "Зөв хариултыг сонгоно уу."}))]
pub struct Section {
    /// What the section is called.
    #[garde(length(chars, min = 1, max = 300))]
    pub title: String,
    /// What is said before its questions, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    pub introduction: String,
}

/// Questions drawn from the bank for each try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"count": 5, "marks": 1,
    "pool": {"category_id": "0199a000-0000-7000-8000-000000000010", "difficulty": {"least": 1, "most": 3}}}))]
pub struct Draw {
    /// The draw's identifier, the same in every version of the course.
    #[serde(default)]
    #[garde(skip)]
    pub id: Uuid,
    /// The number of the section it stands in, from 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[garde(skip)]
    pub section: u16,
    /// How many questions are drawn.
    #[garde(range(min = 1, max = 500))]
    pub count: u16,
    /// The marks that each of them is worth; absent for what the bank says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(range(min = 1, max = 1_000)))]
    pub marks: Option<u16>,
    /// Which questions of the bank may be drawn.
    #[garde(dive)]
    pub pool: Pool,
    /// The questions that may be drawn, in the versions that publishing has fixed. Publishing
    /// fills it; what an author sends here is replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[garde(length(max = 5_000), dive)]
    pub questions: Vec<Question>,
}

/// Which questions of the bank may be drawn; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// The category; its subcategories count as well.
    #[garde(skip)]
    pub category_id: Uuid,
    /// Tags that a question must all have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 100)))]
    pub tags: Vec<String>,
    /// How difficult a question must be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(dive)]
    pub difficulty: Option<DifficultyRange>,
}

/// A range of difficulty, both ends included: 1 is easiest, 5 hardest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DifficultyRange {
    /// The least.
    #[garde(range(min = 1, max = 5))]
    pub least: u8,
    /// The most.
    #[garde(range(min = self.least, max = 5))]
    pub most: u8,
}

fn a_day() -> u16 {
    24
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_a_day(hours: &u16) -> bool {
    *hours == a_day()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The text of a refused value is a key of the message catalogue.
fn has_something_to_ask(draws: &[Draw]) -> impl FnOnce(&Vec<Question>, &()) -> garde::Result {
    let empty = draws.is_empty();
    move |questions, ()| {
        if questions.is_empty() && empty {
            return Err(garde::Error::new("field-empty"));
        }
        Ok(())
    }
}
