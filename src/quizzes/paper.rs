//! What a learner is shown of a quiz on one attempt: no right answer, no guidance, no comment.
//!
//! Everything that is chosen or put in order is numbered by its place *on this paper*: the first
//! option shown is 0. A paper is drawn from the attempt's seed, so the numbers say nothing about
//! the author's order, which for matching and ordering is the right answer. The same paper can be
//! drawn again at any time from the frozen version of the course and the seed: which questions
//! they are and what their variables stand for (`paper/drawing.rs`), and in which order their parts
//! are shown (`paper/part_order.rs`), by which grading translates an answer back.

pub mod drawing;
pub mod draws;
pub mod part_order;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use drawing::questions_of;
pub use part_order::{PartOrder, matches_to_choose, part_order};

use super::questions::parts::{Choice, DragChoice, Gap, Picture, Shape};
use super::questions::{AnswerKey, Question};
use super::quiz::{Navigation, Quiz, Section};

/// The questions of one attempt in the order they are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Paper {
    /// The sections in order; empty for a quiz without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Whether the questions may be answered in any order.
    pub navigation: Navigation,
    /// Whether each answer says how certain the learner is.
    pub certainty: bool,
    /// The questions, section by section.
    pub questions: Vec<PaperQuestion>,
}

/// One question as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PaperQuestion {
    /// The question's identifier.
    pub id: Uuid,
    /// The number of its section, from 0.
    pub section: u16,
    /// What is asked, in Markdown; `[[1]]` is the first gap.
    pub text: String,
    /// The marks a fully right answer earns.
    pub marks: u16,
    /// What kind of answer is asked for, and what there is to choose from.
    pub asked: Asked,
}

/// The kind of answer a question asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asked {
    /// Exactly one of the options.
    SingleChoice {
        /// What there is to choose from.
        options: Vec<Part>,
    },
    /// Any number of the options.
    MultipleChoice {
        /// What there is to choose from.
        options: Vec<Part>,
    },
    /// True or false.
    TrueFalse,
    /// A word or a few.
    ShortText,
    /// A number.
    Number {
        /// The units it may be given in, after the number; empty for a bare number.
        units: Vec<String>,
    },
    /// One match for each prompt; some matches may belong to none, some to several.
    Matching {
        /// What stands on the left.
        prompts: Vec<Part>,
        /// What there is to choose from.
        matches: Vec<Part>,
    },
    /// All items in the right order.
    Ordering {
        /// The items in a drawn order.
        items: Vec<Part>,
    },
    /// Something for each gap of the text.
    GapFill {
        /// The gaps in the order of their numbers.
        gaps: Vec<AskedGap>,
        /// What there is to drag.
        choices: Vec<DragPart>,
    },
    /// A place on the picture for each choice that belongs there.
    DragOntoImage {
        /// The picture.
        picture: Picture,
        /// What there is to drag.
        choices: Vec<DragPart>,
        /// The places; empty when they are to be found.
        zones: Vec<Shape>,
    },
    /// Points on the picture.
    Hotspot {
        /// The picture.
        picture: Picture,
        /// The places to choose from; empty when they are to be found.
        zones: Vec<Shape>,
        /// How many points there may be.
        most_points: u8,
    },
    /// A text that a person grades.
    Essay {
        /// What stands in the field at the beginning.
        template: String,
    },
    /// Files that a person grades.
    File {
        /// How many there may be.
        most_files: u8,
    },
    /// Nothing: it is only to be read.
    Information,
}

/// What a gap asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AskedGap {
    /// A word or a few.
    Typed,
    /// A number.
    Number,
    /// One of the options.
    Selected {
        /// What there is to choose from.
        options: Vec<Part>,
    },
    /// One of the question's choices.
    Dragged,
}

/// An option, prompt, match or item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// Its number on this paper, by which an answer refers to it.
    pub number: u16,
    /// What it says, in Markdown.
    pub text: String,
}

/// Something to be dragged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DragPart {
    /// Its number on this paper, by which an answer refers to it.
    pub number: u16,
    /// What it says, in Markdown.
    pub text: String,
    /// Whether it may be used more than once.
    pub again: bool,
}

/// The paper of the attempt with this seed.
#[must_use]
pub fn paper(quiz: &Quiz, seed: i64) -> Paper {
    let questions = questions_of(quiz, seed);
    let shown = questions.iter().map(|question| shown(quiz, question, seed));
    Paper {
        sections: quiz.sections.clone(),
        navigation: quiz.navigation,
        certainty: quiz.certainty,
        questions: shown.collect(),
    }
}

/// One question as it is shown on the attempt with this seed.
#[must_use]
pub fn shown(quiz: &Quiz, question: &Question, seed: i64) -> PaperQuestion {
    PaperQuestion {
        id: question.id,
        section: question.section,
        text: question.text.clone(),
        marks: question.worth(),
        asked: asked(&question.answer, &part_order(quiz, question, seed)),
    }
}

fn asked(key: &AnswerKey, order: &PartOrder) -> Asked {
    match key {
        AnswerKey::SingleChoice { options } => Asked::SingleChoice {
            options: parts(options.iter().map(text_of), &order.parts),
        },
        AnswerKey::MultipleChoice { options, .. } => Asked::MultipleChoice {
            options: parts(options.iter().map(text_of), &order.parts),
        },
        AnswerKey::TrueFalse { .. } => Asked::TrueFalse,
        AnswerKey::ShortText { .. } => Asked::ShortText,
        AnswerKey::Number { units, .. } | AnswerKey::Calculated { units, .. } => {
            let units = units.iter().flat_map(|rule| &rule.units);
            Asked::Number {
                units: units.map(|unit| unit.name.clone()).collect(),
            }
        }
        AnswerKey::Matching { pairs, distractors } => Asked::Matching {
            prompts: (0..)
                .zip(pairs)
                .map(|(number, pair)| Part {
                    number,
                    text: pair.prompt.clone(),
                })
                .collect(),
            matches: parts(matches_to_choose(pairs, distractors), &order.parts),
        },
        AnswerKey::Ordering { items, .. } => Asked::Ordering {
            items: parts(items.iter().map(String::as_str), &order.parts),
        },
        AnswerKey::GapFill { gaps, choices } => Asked::GapFill {
            gaps: gaps
                .iter()
                .zip(&order.gaps)
                .map(|(gap, order)| asked_gap(gap, order))
                .collect(),
            choices: to_drag(choices, &order.parts),
        },
        AnswerKey::DragOntoImage {
            picture,
            choices,
            zones,
            zones_shown,
        } => Asked::DragOntoImage {
            picture: picture.clone(),
            choices: to_drag(choices, &order.parts),
            zones: shapes(zones.iter().map(|zone| &zone.shape), *zones_shown),
        },
        AnswerKey::Hotspot {
            picture,
            zones,
            zones_shown,
            most_points,
        } => Asked::Hotspot {
            picture: picture.clone(),
            zones: shapes(zones.iter().map(|zone| &zone.shape), *zones_shown),
            most_points: *most_points,
        },
        AnswerKey::Essay { template, .. } => Asked::Essay {
            template: template.clone(),
        },
        AnswerKey::File { most_files, .. } => Asked::File {
            most_files: *most_files,
        },
        AnswerKey::Information => Asked::Information,
    }
}

fn asked_gap(gap: &Gap, order: &[u16]) -> AskedGap {
    match gap {
        Gap::Typed { .. } => AskedGap::Typed,
        Gap::Number { .. } => AskedGap::Number,
        Gap::Selected { options, .. } => AskedGap::Selected {
            options: parts(options.iter().map(text_of), order),
        },
        Gap::Dragged { .. } => AskedGap::Dragged,
    }
}

fn text_of(option: &Choice) -> &str {
    &option.text
}

fn shapes<'a>(shapes: impl Iterator<Item = &'a Shape>, shown: bool) -> Vec<Shape> {
    shapes.filter(|_| shown).cloned().collect()
}

fn parts<'a>(texts: impl IntoIterator<Item = &'a str>, order: &[u16]) -> Vec<Part> {
    let texts: Vec<&str> = texts.into_iter().collect();
    (0..)
        .zip(in_order(&texts, order))
        .map(|(number, text)| Part {
            number,
            text: (*text).to_owned(),
        })
        .collect()
}

fn to_drag(choices: &[DragChoice], order: &[u16]) -> Vec<DragPart> {
    (0..)
        .zip(in_order(choices, order))
        .map(|(number, choice)| DragPart {
            number,
            text: choice.text.clone(),
            again: choice.again,
        })
        .collect()
}

fn in_order<'a, T>(things: &'a [T], order: &[u16]) -> Vec<&'a T> {
    let places = order.iter();
    places
        .filter_map(|number| things.get(usize::from(*number)))
        .collect()
}

#[cfg(test)]
mod tests;
