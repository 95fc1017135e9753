//! What a learner answers to one question, and whether it fits the question at all. Whether it
//! is right is for `grading.rs`.
//!
//! Options, prompts, matches and items are meant by the numbers that the learner's own paper
//! gives them (see `paper.rs`), and an answer is kept as it was sent.

mod fit;

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use fit::{not_a_number, unknown_or_repeated, wrong_gap, wrong_match, wrong_place};

use super::paper::PartOrder;
use super::questions::AnswerKey;
use super::questions::parts::Point;

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
        let (field, message) = match (self, key) {
            (Self::SingleChoice { option }, AnswerKey::SingleChoice { options }) => {
                ("option", unknown_or_repeated([*option], options.len()))
            }
            (
                Self::MultipleChoice { options: chosen },
                AnswerKey::MultipleChoice { options, .. },
            ) => (
                "options",
                unknown_or_repeated(chosen.iter().copied(), options.len()),
            ),
            (Self::Matching { pairs: chosen }, AnswerKey::Matching { pairs, distractors }) => {
                ("pairs", wrong_match(chosen, pairs, distractors))
            }
            (Self::Ordering { items: chosen }, AnswerKey::Ordering { items, .. }) => {
                let incomplete = chosen.len() < items.len();
                let problem = unknown_or_repeated(chosen.iter().copied(), items.len());
                (
                    "items",
                    problem.or(incomplete.then_some("field-order-incomplete")),
                )
            }
            (
                Self::Number { text },
                AnswerKey::Number { units, .. } | AnswerKey::Calculated { units, .. },
            ) => ("text", not_a_number(text, units.as_ref())),
            (Self::GapFill { gaps: filled }, AnswerKey::GapFill { gaps, choices }) => {
                ("gaps", wrong_gap(filled, gaps, choices))
            }
            (Self::DragOntoImage { placed }, AnswerKey::DragOntoImage { choices, .. }) => {
                ("placed", wrong_place(placed, choices))
            }
            (Self::Hotspot { points }, AnswerKey::Hotspot { most_points, .. }) => (
                "points",
                (points.len() > usize::from(*most_points)).then_some("field-too-many"),
            ),
            (Self::File { files }, AnswerKey::File { most_files, .. }) => (
                "files",
                (files.len() > usize::from(*most_files)).then_some("field-too-many"),
            ),
            (Self::TrueFalse { .. }, AnswerKey::TrueFalse { .. })
            | (Self::ShortText { .. }, AnswerKey::ShortText { .. })
            | (Self::Essay { .. }, AnswerKey::Essay { .. }) => return Vec::new(),
            _ => ("kind", Some("field-not-the-questions-kind")),
        };
        message
            .map(|message| ResponseProblem { field, message })
            .into_iter()
            .collect()
    }

    /// Whether nothing was answered: such an answer earns nothing and costs nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::SingleChoice { .. } | Self::TrueFalse { .. } => false,
            Self::MultipleChoice { options } => options.is_empty(),
            Self::ShortText { text } | Self::Number { text } | Self::Essay { text } => {
                text.trim().is_empty()
            }
            Self::Matching { pairs } => pairs.is_empty(),
            Self::Ordering { items } => items.is_empty(),
            Self::GapFill { gaps } => gaps.iter().all(|gap| {
                gap.choice.is_none() && gap.text.as_ref().is_none_or(|text| text.trim().is_empty())
            }),
            Self::DragOntoImage { placed } => placed.is_empty(),
            Self::Hotspot { points } => points.is_empty(),
            Self::File { files } => files.is_empty(),
        }
    }

    /// The same answer with other numbers: number `n` becomes `order.parts[n]`. Numbers outside the
    /// order, which [`Response::problems`] has refused, are left out.
    #[must_use]
    pub fn renumbered(&self, order: &PartOrder) -> Self {
        let new = |number: u16| order.parts.get(usize::from(number)).copied();
        let all = |numbers: &[u16]| numbers.iter().filter_map(|number| new(*number)).collect();
        match self {
            Self::SingleChoice { option } => Self::SingleChoice {
                option: new(*option).unwrap_or(u16::MAX),
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
                            chosen: new(pair.chosen)?,
                            ..*pair
                        })
                    })
                    .collect(),
            },
            Self::GapFill { gaps } => Self::GapFill {
                gaps: gaps.iter().map(|gap| renumbered_gap(gap, order)).collect(),
            },
            Self::DragOntoImage { placed } => Self::DragOntoImage {
                placed: placed
                    .iter()
                    .filter_map(|placed| {
                        Some(PlacedChoice {
                            choice: new(placed.choice)?,
                            ..*placed
                        })
                    })
                    .collect(),
            },
            Self::TrueFalse { .. }
            | Self::ShortText { .. }
            | Self::Number { .. }
            | Self::Hotspot { .. }
            | Self::Essay { .. }
            | Self::File { .. } => self.clone(),
        }
    }
}

/// A gap with options has an order of its own; any other chooses from what there is to drag.
fn renumbered_gap(filled: &FilledGap, order: &PartOrder) -> FilledGap {
    let own = order
        .gaps
        .get(usize::from(filled.gap))
        .filter(|order| !order.is_empty());
    let order = own.unwrap_or(&order.parts);
    let choice = filled.choice.map(|number| order.get(usize::from(number)));
    FilledGap {
        choice: choice.map(|number| number.copied().unwrap_or(u16::MAX)),
        ..filled.clone()
    }
}

#[cfg(test)]
mod tests;
