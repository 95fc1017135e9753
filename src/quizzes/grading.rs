//! How an answer is graded and how the marks of an attempt are summed.
//!
//! An answer earns a share of its question's marks (`grading/credit.rs`, by `grading/text.rs`,
//! `grading/number.rs` and `grading/picture.rs`), to which the quiz's own rules are put: what a
//! wrong answer costs, and how certain the learner was. Marks are counted in whole hundredths (see
//! `hundredths.rs`). The marks of each question are rounded to the nearest hundredth, then summed
//! without further rounding; an attempt is passed when the sum reaches the share asked for,
//! compared exactly, and only the percentage that is shown is rounded, downwards.

pub mod credit;
pub mod number;
pub mod picture;
pub mod text;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::hundredths::Hundredths;
use super::questions::Question;
use super::quiz::Quiz;
use super::response::Response;

/// What grading says of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// The marks earned.
    Marked(Hundredths),
    /// A person has to read it.
    NeedsPerson,
}

/// What an attempt as a whole came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Outcome {
    /// The marks earned.
    pub marks: Hundredths,
    /// The most marks there were.
    pub most: Hundredths,
    /// The marks earned in per cent of the most, rounded down.
    pub percent: Hundredths,
    /// Whether the share asked for was reached.
    pub passed: bool,
}

impl Outcome {
    /// An outcome; the percentage follows from the marks.
    #[must_use]
    pub fn new(marks: Hundredths, most: Hundredths, passed: bool) -> Self {
        Self {
            marks,
            most,
            percent: marks.percent_of(most),
            passed,
        }
    }
}

/// How certain a learner is of an answer.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Not very.
    #[default]
    Low,
    /// Fairly.
    Middle,
    /// Very.
    High,
}

impl Certainty {
    /// Every certainty.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];

    /// The name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }

    /// What a right and a wrong answer count, in thirds of the marks: certainty pays when it is
    /// justified and costs dearly when it is not (Gardner-Medwin, "Confidence-based marking",
    /// 2006: 1, 2, 3 for right answers and 0, −2, −6 for wrong ones; the same in Moodle).
    fn thirds(self) -> (f64, f64) {
        match self {
            Self::Low => (1.0, 0.0),
            Self::Middle => (2.0, -2.0),
            Self::High => (3.0, -6.0),
        }
    }
}

/// An answer, with what the quiz asks beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given<'a> {
    /// What was answered, in the author's numbers (see [`Response::renumbered`]).
    pub response: &'a Response,
    /// How certain the learner is; absent when the quiz does not ask or nothing was said, which
    /// counts as [`Certainty::Low`].
    pub certainty: Option<Certainty>,
}

/// What the quiz adds to the marking of every answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarkingRules {
    /// What a wrong answer costs, in per cent of the question's marks.
    pub penalty_percent: u8,
    /// Whether answers are marked by how certain the learner is; the penalty is then that of the
    /// certainty alone.
    pub certainty: bool,
}

impl MarkingRules {
    /// The rules of a quiz.
    #[must_use]
    pub fn of(quiz: &Quiz) -> Self {
        Self {
            penalty_percent: quiz.penalty_percent,
            certainty: quiz.certainty,
        }
    }
}

/// Grades an answer to a question whose variables have been filled in (see
/// [`super::paper::questions_of`]). Nothing answered earns and costs nothing; what a person must
/// read earns nothing until it has been read.
#[must_use]
pub fn grade(question: &Question, given: Option<Given>, rules: MarkingRules) -> Grade {
    let Some(given) = given.filter(|given| !given.response.is_empty()) else {
        return Grade::Marked(Hundredths::default());
    };
    let Some(share) = credit::share(&question.answer, given.response) else {
        return Grade::NeedsPerson;
    };
    let is_wrong = share <= 0.0;
    let share = if rules.certainty {
        let (right, wrong) = given.certainty.unwrap_or_default().thirds();
        if is_wrong {
            wrong / 3.0
        } else {
            share * right / 3.0
        }
    } else if is_wrong {
        share.min(-f64::from(rules.penalty_percent) / 100.0)
    } else {
        share
    };
    Grade::Marked(Hundredths::from_whole(question.worth()).times(share))
}

/// What the marks of an attempt come to: `earned` are those of all its questions, `most` the sum
/// of what the questions are worth. It is never less than nothing.
#[must_use]
pub fn outcome(
    earned: impl IntoIterator<Item = Hundredths>,
    most: Hundredths,
    pass_percent: u8,
) -> Outcome {
    let marks = earned
        .into_iter()
        .sum::<Hundredths>()
        .max(Hundredths::default());
    let passed =
        i64::from(marks.count()) * 100 >= i64::from(most.count()) * i64::from(pass_percent);
    Outcome::new(marks, most, passed)
}

/// The marks that right answers to all questions earn.
#[must_use]
pub fn marks_possible(questions: &[Question]) -> Hundredths {
    questions
        .iter()
        .map(|question| Hundredths::from_whole(question.worth()))
        .sum()
}

#[cfg(test)]
mod tests;
