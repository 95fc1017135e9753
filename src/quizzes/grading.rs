//! How an answer is graded and how the marks of an attempt are summed.
//!
//! Marks are counted in whole hundredths (see `hundredths.rs`). The marks of each question are
//! rounded to the nearest hundredth, then summed without further rounding; an attempt is passed
//! when the sum reaches the share asked for, compared exactly, and only the percentage that is
//! shown is rounded, downwards.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

use super::hundredths::Hundredths;
use super::paper::matches_to_choose;
use super::questions::{AnswerKey, Choice, Pair, Question};
use super::response::{ChosenMatch, Response};

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

/// How many of so many points an answer earned, before they are turned into marks.
type Points = (usize, usize);

/// Grades an answer that uses the author's numbers (see [`Response::renumbered`]); absent when
/// nothing was answered, which earns nothing. An answer of another kind earns nothing either.
///
/// - Multiple choice: every right option chosen counts one, every wrong one takes one away, out
///   of the number of right options and never below nothing; options left alone count nothing
///   (Canvas New Quizzes, "Partial credit with penalty").
/// - Matching: the share of the prompts with their right match.
/// - Ordering: the share of the right order's neighbours that still stand next to each other in
///   that order (Moodle `qtype_ordering`, "Relative to the next item (excluding last)"), so that
///   one item put in a wrong place does not cost all that follow.
/// - Essay: a person decides, unless nothing was written.
#[must_use]
pub fn grade(question: &Question, response: Option<&Response>) -> Grade {
    let Some(response) = response else {
        return Grade::Marked(Hundredths::default());
    };
    let (earned, most) = match (&question.answer, response) {
        (AnswerKey::Essay { .. }, Response::Essay { text }) if !text.trim().is_empty() => {
            return Grade::NeedsPerson;
        }
        (AnswerKey::SingleChoice { options }, Response::SingleChoice { option }) => all_or_nothing(
            options
                .get(usize::from(*option))
                .is_some_and(|option| option.correct),
        ),
        (AnswerKey::MultipleChoice { options }, Response::MultipleChoice { options: chosen }) => {
            right_minus_wrong(options, chosen)
        }
        (AnswerKey::TrueFalse { correct }, Response::TrueFalse { value }) => {
            all_or_nothing(correct == value)
        }
        (
            AnswerKey::ShortText {
                accepted,
                case_sensitive,
            },
            Response::ShortText { text },
        ) => {
            let given = folded(text, *case_sensitive);
            all_or_nothing(
                accepted
                    .iter()
                    .any(|text| folded(text, *case_sensitive) == given),
            )
        }
        (AnswerKey::Number { correct, tolerance }, Response::Number { text }) => {
            all_or_nothing(number_in(text).is_some_and(|given| within(given, *correct, *tolerance)))
        }
        (AnswerKey::Matching { pairs, distractors }, Response::Matching { pairs: chosen }) => {
            right_matches(pairs, &matches_to_choose(pairs, distractors), chosen)
        }
        (AnswerKey::Ordering { items }, Response::Ordering { items: chosen }) => {
            neighbours_kept(items, chosen)
        }
        _ => (0, 1),
    };
    Grade::Marked(Hundredths::from_whole(question.marks).share(earned, most))
}

/// What the marks of an attempt come to: `earned` are those of all its questions, `most` the sum
/// of what the questions are worth.
#[must_use]
pub fn outcome(
    earned: impl IntoIterator<Item = Hundredths>,
    questions: &[Question],
    pass_percent: u8,
) -> Outcome {
    let marks: Hundredths = earned.into_iter().sum();
    let most = marks_possible(questions);
    let passed =
        i64::from(marks.count()) * 100 >= i64::from(most.count()) * i64::from(pass_percent);
    Outcome::new(marks, most, passed)
}

/// The marks that right answers to all questions earn.
#[must_use]
pub fn marks_possible(questions: &[Question]) -> Hundredths {
    questions
        .iter()
        .map(|question| Hundredths::from_whole(question.marks))
        .sum()
}

fn all_or_nothing(right: bool) -> Points {
    (usize::from(right), 1)
}

fn right_minus_wrong(options: &[Choice], chosen: &[u16]) -> Points {
    let chosen = || {
        chosen
            .iter()
            .filter_map(|number| options.get(usize::from(*number)))
    };
    let right = chosen().filter(|option| option.correct).count();
    let wrong = chosen().filter(|option| !option.correct).count();
    let most = options.iter().filter(|option| option.correct).count();
    (right.saturating_sub(wrong), most)
}

fn right_matches(pairs: &[Pair], matches: &[&str], chosen: &[ChosenMatch]) -> Points {
    let right = chosen.iter().filter(|choice| {
        let prompt = pairs.get(usize::from(choice.prompt));
        let text = matches.get(usize::from(choice.chosen));
        prompt
            .zip(text)
            .is_some_and(|(pair, text)| pair.matches == **text)
    });
    (right.count(), pairs.len())
}

/// Neighbours are compared by their texts and counted once each, so that two items that say the
/// same may change places.
fn neighbours_kept(items: &[String], chosen: &[u16]) -> Points {
    let mut wanted: Vec<(&String, &String)> = items.iter().zip(items.iter().skip(1)).collect();
    let most = wanted.len();
    let given: Vec<&String> = chosen
        .iter()
        .filter_map(|number| items.get(usize::from(*number)))
        .collect();
    for pair in given.iter().copied().zip(given.iter().copied().skip(1)) {
        if let Some(found) = wanted.iter().position(|wanted| *wanted == pair) {
            wanted.swap_remove(found);
        }
    }
    (most - wanted.len(), most)
}

/// The text as it is compared: composed (NFC, so that a `й` typed as two code points is the same
/// letter), without spaces at the ends and with single ones between words.
fn folded(text: &str, case_sensitive: bool) -> String {
    let composed: String = text.nfc().collect();
    let spaced = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    if case_sensitive {
        spaced
    } else {
        spaced.to_lowercase()
    }
}

/// The number a person typed: spaces of any kind are left out, the decimal sign is a point or a
/// comma, the minus sign a hyphen or U+2212. Absent when it is no finite number; with both a point
/// and a comma it cannot be known which of them is the decimal sign.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    // Without this the words `inf` and `nan` would be numbers.
    let digits_first = plain.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let number = plain.parse::<f64>().ok()?;
    (digits_first && number.is_finite() && plain.contains(|c: char| c.is_ascii_digit()))
        .then_some(number)
}

/// Whether two numbers are no further apart than the tolerance, both ends included. Decimal
/// fractions have no exact binary form (0.3 + 0.1 is not 0.4), so a few units in the last place
/// of the greater number are granted.
fn within(given: f64, correct: f64, tolerance: f64) -> bool {
    let greater = given.abs().max(correct.abs()).max(tolerance);
    (given - correct).abs() <= tolerance + 4.0 * f64::EPSILON * greater
}

#[cfg(test)]
#[path = "grading_tests.rs"]
mod tests;
