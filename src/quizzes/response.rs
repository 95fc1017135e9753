//! What a learner answers to one question, and whether it fits the question at all. Whether it
//! is right is for `grading.rs`.
//!
//! Options, prompts, matches and items are meant by the numbers that the learner's own paper
//! gives them (see `paper.rs`), and an answer is kept as it was sent.

use std::collections::BTreeSet;

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::grading::number_in;
use super::paper::matches_to_choose;
use super::questions::AnswerKey;

/// An answer to one question; its kind must be the question's. How long a text or a list may be
/// is checked when it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Response {
    /// The one option chosen.
    SingleChoice {
        /// The number of the option on the paper.
        #[garde(skip)]
        option: u16,
    },
    /// Every option chosen; none when the learner holds that none is right.
    MultipleChoice {
        /// The numbers of the options on the paper, each at most once.
        #[garde(length(max = 50))]
        options: Vec<u16>,
    },
    /// Whether the learner holds the statement to be true.
    TrueFalse {
        /// The learner's opinion.
        #[garde(skip)]
        value: bool,
    },
    /// A word or a few.
    ShortText {
        /// What was typed.
        #[garde(length(chars, max = 500))]
        text: String,
    },
    /// A number as it was typed, such as `12 500,75`, so that nothing typed is lost.
    Number {
        /// Digits with a decimal point or comma, a sign and spaces if wished.
        #[garde(length(chars, max = 100))]
        text: String,
    },
    /// Which match was chosen for which prompt; prompts may be left out.
    Matching {
        /// The pairs made, each prompt at most once.
        #[garde(length(max = 50), dive)]
        pairs: Vec<ChosenMatch>,
    },
    /// The order chosen.
    Ordering {
        /// The numbers of all items on the paper, in the order the learner gives them.
        #[garde(length(max = 50))]
        items: Vec<u16>,
    },
    /// A text for a person to read.
    Essay {
        /// What was written; 60,000 characters are about thirty printed pages.
        #[garde(length(chars, max = 60_000))]
        text: String,
    },
    /// What was put into the gaps; gaps may be left out.
    GapFill {
        /// The gaps that were filled, each at most once.
        #[garde(length(max = 100), dive)]
        gaps: Vec<FilledGap>,
    },
    /// Which choice was dragged where on the picture; choices may be left out.
    DragOntoImage {
        /// The choices that were placed. Where a place is shown, its middle is where a choice lies
        /// that was dropped on it.
        #[garde(length(max = 100), dive)]
        placed: Vec<PlacedChoice>,
    },
    /// Where on the picture was pointed.
    Hotspot {
        /// The points.
        #[garde(length(max = 50), dive)]
        points: Vec<Point>,
    },
    /// Files for a person to read, which have been uploaded to the attempt before.
    File {
        /// The files.
        #[garde(length(max = 20))]
        files: Vec<Uuid>,
    },
}

/// What was put into a gap: a text where it is typed, a choice where one is selected or dragged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FilledGap {
    /// The number of the gap, from 0.
    #[garde(skip)]
    pub gap: u16,
    /// What was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(length(chars, max = 500)))]
    pub text: Option<String>,
    /// The number on the paper of the option that was selected or the choice that was dragged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub choice: Option<u16>,
}

/// A choice that was dragged onto a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PlacedChoice {
    /// The number of the choice on the paper.
    #[garde(skip)]
    pub choice: u16,
    /// Where its middle lies.
    #[garde(dive)]
    pub at: Point,
}

/// A match chosen for a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChosenMatch {
    /// The number of the prompt on the paper.
    #[garde(skip)]
    pub prompt: u16,
    /// The number of the match on the paper; one match may serve several prompts.
    #[serde(rename = "match")]
    #[garde(skip)]
    pub chosen: u16,
}

/// Why a response cannot be an answer to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseProblem {
    /// The field of the response.
    pub field: &'static str,
    /// The key of the message in the catalogue.
    pub message: &'static str,
}

impl Response {
    /// What keeps this from being an answer to a question with that key; empty when it
    /// may be saved. A right and a wrong answer are not told apart.
    #[must_use]
    pub fn problems(&self, key: &AnswerKey) -> Vec<ResponseProblem> {
        let found = match (self, key) {
            (Self::SingleChoice { option }, AnswerKey::SingleChoice { options }) => {
                ("option", unknown_or_repeated(&[*option], options.len()))
            }
            (Self::MultipleChoice { options: chosen }, AnswerKey::MultipleChoice { options }) => {
                ("options", unknown_or_repeated(chosen, options.len()))
            }
            (Self::Matching { pairs: chosen }, AnswerKey::Matching { pairs, distractors }) => {
                let prompts: Vec<u16> = chosen.iter().map(|pair| pair.prompt).collect();
                let matches = matches_to_choose(pairs, distractors).len();
                let beyond = chosen
                    .iter()
                    .any(|pair| usize::from(pair.chosen) >= matches);
                let problem = unknown_or_repeated(&prompts, pairs.len());
                (
                    "pairs",
                    problem.or(beyond.then_some("field-unknown-choice")),
                )
            }
            (Self::Ordering { items: chosen }, AnswerKey::Ordering { items }) => {
                let incomplete = chosen.len() < items.len();
                let problem = unknown_or_repeated(chosen, items.len());
                (
                    "items",
                    problem.or(incomplete.then_some("field-order-incomplete")),
                )
            }
            (Self::Number { text }, AnswerKey::Number { .. }) => (
                "text",
                number_in(text).is_none().then_some("field-not-a-number"),
            ),
            (Self::TrueFalse { .. }, AnswerKey::TrueFalse { .. })
            | (Self::ShortText { .. }, AnswerKey::ShortText { .. })
            | (Self::Essay { .. }, AnswerKey::Essay { .. }) => return Vec::new(),
            _ => ("kind", Some("field-not-the-questions-kind")),
        };
        let (field, message) = found;
        message
            .map(|message| ResponseProblem { field, message })
            .into_iter()
            .collect()
    }

    /// The same answer with other numbers: number `n` becomes `order[n]`. Numbers outside the
    /// order, which [`Response::problems`] has refused, are left out.
    #[must_use]
    pub fn renumbered(&self, order: &[u16]) -> Self {
        let new = |number: &u16| order.get(usize::from(*number)).copied();
        let all = |numbers: &[u16]| numbers.iter().filter_map(new).collect();
        match self {
            Self::SingleChoice { option } => Self::SingleChoice {
                option: new(option).unwrap_or(u16::MAX),
            },
            Self::MultipleChoice { options } => Self::MultipleChoice {
                options: all(options),
            },
            Self::Ordering { items } => Self::Ordering { items: all(items) },
            Self::Matching { pairs } => Self::Matching {
                pairs: pairs
                    .iter()
                    .filter_map(|pair| {
                        Some(ChosenMatch {
                            chosen: new(&pair.chosen)?,
                            ..*pair
                        })
                    })
                    .collect(),
            },
            Self::TrueFalse { .. }
            | Self::ShortText { .. }
            | Self::Number { .. }
            | Self::Essay { .. } => self.clone(),
        }
    }
}

fn unknown_or_repeated(numbers: &[u16], count: usize) -> Option<&'static str> {
    if numbers.iter().any(|number| usize::from(*number) >= count) {
        return Some("field-unknown-choice");
    }
    let distinct: BTreeSet<&u16> = numbers.iter().collect();
    (distinct.len() < numbers.len()).then_some("field-repeated-choice")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;

    fn response(json: &str) -> Response {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_answer_that_does_not_fit_names_the_field_and_the_reason() {
        let cases = [
            (
                examples::single_choice(),
                r#"{"kind":"single_choice","option":2}"#,
                None,
            ),
            (
                examples::single_choice(),
                r#"{"kind":"single_choice","option":3}"#,
                Some(("option", "field-unknown-choice")),
            ),
            (
                examples::single_choice(),
                r#"{"kind":"true_false","value":true}"#,
                Some(("kind", "field-not-the-questions-kind")),
            ),
            (
                examples::multiple_choice(),
                r#"{"kind":"multiple_choice","options":[]}"#,
                None,
            ),
            (
                examples::multiple_choice(),
                r#"{"kind":"multiple_choice","options":[1,1]}"#,
                Some(("options", "field-repeated-choice")),
            ),
            (
                examples::number(),
                r#"{"kind":"number","text":" 3,2 "}"#,
                None,
            ),
            (
                examples::number(),
                r#"{"kind":"number","text":"three"}"#,
                Some(("text", "field-not-a-number")),
            ),
            (
                examples::matching(),
                r#"{"kind":"matching","pairs":[{"prompt":0,"match":4}]}"#,
                Some(("pairs", "field-unknown-choice")),
            ),
            (
                examples::matching(),
                r#"{"kind":"matching","pairs":[{"prompt":0,"match":1},{"prompt":0,"match":2}]}"#,
                Some(("pairs", "field-repeated-choice")),
            ),
            (
                examples::ordering(),
                r#"{"kind":"ordering","items":[0,1]}"#,
                Some(("items", "field-order-incomplete")),
            ),
        ];
        for (key, json, expected) in cases {
            let found: Vec<_> = response(json)
                .problems(&key)
                .into_iter()
                .map(|problem| (problem.field, problem.message))
                .collect();
            assert_eq!(found, Vec::from_iter(expected), "{json}");
        }
    }

    #[test]
    fn a_text_may_be_as_long_as_its_kind_allows_and_no_longer() {
        let short = |length| Response::ShortText {
            text: "ө".repeat(length),
        };
        let essay = |length| Response::Essay {
            text: "ө".repeat(length),
        };
        assert!(short(500).validate().is_ok() && short(501).validate().is_err());
        assert!(essay(60_000).validate().is_ok() && essay(60_001).validate().is_err());
    }

    #[test]
    fn an_unknown_field_is_refused() {
        for json in [
            r#"{"kind":"true_false","value":true,"certainty":3}"#,
            r#"{"kind":"matching","pairs":[{"prompt":0,"match":0,"note":""}]}"#,
            r#"{"kind":"hotspot","x":1}"#,
        ] {
            assert!(serde_json::from_str::<Response>(json).is_err(), "{json}");
        }
    }
}
