//! What a question is: the author's side, with the right answers in it. What a learner is shown
//! of it is in `paper.rs`, what a learner answers in `response.rs`, how that is marked in
//! `grading.rs`. `questions/` has the parts that keys are made of.

pub mod comments;
mod defaults;
pub mod parts;
pub mod rubric;
pub mod scoring;
pub mod validation;

pub use comments::OutcomeComments;
pub use scoring::{MultipleScoring, OrderingScoring};

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use defaults::{
    is_false, is_neighbours, is_nothing, is_right_minus_wrong, is_true, one_file, one_mark,
    one_point, two_decimals, yes,
};
use parts::{
    Choice, DragChoice, Gap, HotZone, KnownNumber, KnownText, Pair, Picture, UnitRule, Variable,
    Zone,
};
use rubric::Rubric;
use validation::{
    at_least_one_correct, exactly_one_correct, finite, formula_fits, gaps_fit, is_zero,
};

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Манлайлал бол албан тушаал мөн үү?",
    "answer": {"kind": "true_false", "correct": false}}))]
pub struct Question {
    /// The question's identifier, the same in every version of the course or of the bank.
    #[serde(default)]
    #[garde(skip)]
    pub id: Uuid,
    /// The question of the bank, and its version, that this one is a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub source: Option<Source>,
    /// The number of the section of the quiz it stands in, from 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[garde(skip)]
    pub section: u16,
    /// What authors call it; never shown to a learner.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[garde(length(chars, max = 300))]
    pub title: String,
    /// What is asked, in Markdown. Images and sound are files of the course or the bank
    /// (`![map](/api/v1/files/…)`), formulas stay TeX between dollar signs. Gaps to be filled
    /// are written `[[1]]`, variables `{a}`.
    #[garde(length(chars, min = 1, max = 20_000))]
    pub text: String,
    /// The marks a fully right answer earns; information (which asks nothing) is worth nothing.
    #[serde(default = "one_mark")]
    #[garde(range(min = 1, max = 1_000))]
    pub marks: u16,
    /// The author's comment on any answer, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    pub comment: String,
    /// The author's comments by how right an answer is.
    #[serde(default, skip_serializing_if = "OutcomeComments::is_empty")]
    #[garde(dive)]
    pub outcome_comments: OutcomeComments,
    /// The kind of question and its right answer.
    #[garde(dive)]
    pub answer: AnswerKey,
}

/// A question of the bank, in one of its versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The question of the bank.
    pub question_id: Uuid,
    /// Its version, from 1.
    pub version: u32,
}

/// The kind of a question, with what makes an answer right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKey {
    /// Exactly one of several options is to be chosen.
    SingleChoice {
        /// The options in the author's order; exactly one is correct. Others may earn a part of
        /// the marks by their `percent`.
        #[garde(length(min = 2, max = 50), dive, custom(exactly_one_correct))]
        options: Vec<Choice>,
    },
    /// Any number of options may be right.
    MultipleChoice {
        /// The options in the author's order; at least one is correct.
        #[garde(length(min = 2, max = 50), dive, custom(at_least_one_correct))]
        options: Vec<Choice>,
        /// How an answer that is partly right is marked.
        #[serde(default, skip_serializing_if = "is_right_minus_wrong")]
        #[garde(skip)]
        scoring: MultipleScoring,
    },
    /// A statement that is true or false.
    TrueFalse {
        /// Whether the statement is true.
        #[garde(skip)]
        correct: bool,
        /// The comment for whoever answers "true", in Markdown.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[garde(length(chars, max = 2_000))]
        true_comment: String,
        /// The comment for whoever answers "false", in Markdown.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[garde(length(chars, max = 2_000))]
        false_comment: String,
    },
    /// A word or a few, typed by the learner.
    ShortText {
        /// Every answer that is fully right. `*` stands for any characters when `wildcards` is
        /// set; `\*` is then a star.
        #[garde(length(min = 1, max = 50), inner(length(chars, min = 1, max = 500)))]
        accepted: Vec<String>,
        /// Further answers that are recognised: partly right, or wrong in a way that deserves a
        /// comment. The first that fits counts, after those accepted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[garde(length(max = 50), dive)]
        others: Vec<KnownText>,
        /// Whether capital and small letters differ.
        #[serde(default)]
        #[garde(skip)]
        case_sensitive: bool,
        /// Whether `*` in an accepted answer stands for any characters.
        #[serde(default, skip_serializing_if = "is_false")]
        #[garde(skip)]
        wildcards: bool,
    },
    /// A number, right within a tolerance.
    Number {
        /// The right number.
        #[garde(custom(finite))]
        correct: f64,
        /// How far from the right number an answer may be, in the same unit.
        #[serde(default)]
        #[garde(custom(finite), range(min = 0.0))]
        tolerance: f64,
        /// The same in per cent of the right number; the wider of the two holds.
        #[serde(default, skip_serializing_if = "is_nothing")]
        #[garde(custom(finite), range(min = 0.0, max = 1_000.0))]
        tolerance_percent: f64,
        /// The units an answer may have; absent when it is a bare number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[garde(dive)]
        units: Option<UnitRule>,
        /// Further numbers that are recognised: partly right, or wrong in a way that deserves a
        /// comment. The first that fits counts, after the right one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[garde(length(max = 50), dive)]
        others: Vec<KnownNumber>,
    },
    /// A number that follows by a formula from variables, which each try draws anew.
    Calculated {
        /// The formula, over the variables in braces: `{a} * {b} / 2` (see `formula.rs`).
        #[garde(
            length(chars, min = 1, max = 2_000),
            custom(formula_fits(variables, sets))
        )]
        formula: String,
        /// The variables, which may stand in the text of the question as well.
        #[garde(length(max = 20), dive)]
        variables: Vec<Variable>,
        /// Prepared values, one row a set, in the order of the variables. When there are any, a
        /// try draws one of them instead of values from the variables' ranges.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[garde(length(max = 200))]
        sets: Vec<Vec<f64>>,
        /// How far from the right number an answer may be.
        #[serde(default)]
        #[garde(custom(finite), range(min = 0.0))]
        tolerance: f64,
        /// The same in per cent of the right number; the wider of the two holds.
        #[serde(default, skip_serializing_if = "is_nothing")]
        #[garde(custom(finite), range(min = 0.0, max = 1_000.0))]
        tolerance_percent: f64,
        /// How many decimals the right number is rounded to when it is shown.
        #[serde(default = "two_decimals")]
        #[garde(range(max = 10))]
        decimals: u8,
        /// The units an answer may have; absent when it is a bare number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[garde(dive)]
        units: Option<UnitRule>,
    },
    /// Each prompt has one match.
    Matching {
        /// The right pairs.
        #[garde(length(min = 2, max = 50), dive)]
        pairs: Vec<Pair>,
        /// Further matches that belong to no prompt.
        #[serde(default)]
        #[garde(length(max = 50), inner(length(chars, min = 1, max = 2_000)))]
        distractors: Vec<String>,
    },
    /// Things to be put in order.
    Ordering {
        /// The things in the right order.
        #[garde(length(min = 2, max = 50), inner(length(chars, min = 1, max = 2_000)))]
        items: Vec<String>,
        /// How an order that is partly right is marked.
        #[serde(default, skip_serializing_if = "is_neighbours")]
        #[garde(skip)]
        scoring: OrderingScoring,
    },
    /// Gaps in the text, `[[1]]` being the first, each typed, selected or filled by dragging.
    GapFill {
        /// The gaps in the order of their numbers.
        #[garde(length(min = 1, max = 100), dive, custom(gaps_fit(choices)))]
        gaps: Vec<Gap>,
        /// What there is to drag into the gaps that are filled by dragging.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[garde(length(max = 100), dive)]
        choices: Vec<DragChoice>,
    },
    /// Labels to be dragged to their places on a picture.
    DragOntoImage {
        /// The picture.
        #[garde(dive)]
        picture: Picture,
        /// What there is to drag.
        #[garde(length(min = 1, max = 100), dive)]
        choices: Vec<DragChoice>,
        /// The places, and which choice belongs there. A choice of which no place speaks belongs
        /// nowhere.
        #[garde(
            length(min = 1, max = 100),
            dive,
            custom(validation::zones_fit(choices))
        )]
        zones: Vec<Zone>,
        /// Whether the learner sees the places, or only the picture.
        #[serde(default = "yes", skip_serializing_if = "is_true")]
        #[garde(skip)]
        zones_shown: bool,
    },
    /// Places on a picture to be pointed at.
    Hotspot {
        /// The picture.
        #[garde(dive)]
        picture: Picture,
        /// The places; at least one is correct. Where there is none, nothing is right.
        #[garde(
            length(min = 1, max = 100),
            dive,
            custom(validation::a_zone_is_correct)
        )]
        zones: Vec<HotZone>,
        /// Whether the learner sees the places to choose from, or only the picture.
        #[serde(default, skip_serializing_if = "is_false")]
        #[garde(skip)]
        zones_shown: bool,
        /// How many places may be pointed at.
        #[serde(default = "one_point")]
        #[garde(range(min = 1, max = 50))]
        most_points: u8,
    },
    /// A text that a person grades.
    Essay {
        /// What the person who grades should look for; never shown to a learner.
        #[serde(default)]
        #[garde(length(chars, max = 20_000))]
        guidance: String,
        /// By what the answer is graded; absent for marks given as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[garde(dive)]
        rubric: Option<Rubric>,
        /// What stands in the field when the learner begins.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[garde(length(chars, max = 20_000))]
        template: String,
    },
    /// One or more files that a person grades.
    File {
        /// What the person who grades should look for; never shown to a learner.
        #[serde(default)]
        #[garde(length(chars, max = 20_000))]
        guidance: String,
        /// By what the answer is graded; absent for marks given as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[garde(dive)]
        rubric: Option<Rubric>,
        /// How many files may be handed in.
        #[serde(default = "one_file")]
        #[garde(range(min = 1, max = 20))]
        most_files: u8,
    },
    /// A text that asks nothing: it is shown between questions and worth nothing.
    Information,
}

impl Question {
    /// The most marks an answer can earn.
    #[must_use]
    pub fn worth(&self) -> u16 {
        match self.answer {
            AnswerKey::Information => 0,
            _ => self.marks,
        }
    }
}

impl AnswerKey {
    /// The rubric by which a person grades; absent when there is none or no person grades.
    #[must_use]
    pub fn rubric(&self) -> Option<&Rubric> {
        match self {
            Self::Essay { rubric, .. } | Self::File { rubric, .. } => rubric.as_ref(),
            _ => None,
        }
    }

    /// What the person who grades should look for; absent when no person grades.
    #[must_use]
    pub fn guidance(&self) -> Option<&str> {
        match self {
            Self::Essay { guidance, .. } | Self::File { guidance, .. } => Some(guidance),
            _ => None,
        }
    }
}
