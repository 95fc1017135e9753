//! What a quiz and its questions are: the author's side, with the right answers in it.
//! What a learner is shown of them is in `paper.rs`, what a learner answers in `response.rs`.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A quiz: its rules and its questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    /// How often a learner may try; absent for any number of tries.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 1_000)))]
    pub tries: Option<u16>,
    /// How long one try may take, in minutes; absent for no limit.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 10_080)))]
    pub minutes: Option<u16>,
    /// The share of the marks, in per cent, from which a try is passed.
    #[garde(range(min = 0, max = 100))]
    pub pass_percent: u8,
    /// Show the questions in an order drawn for each try.
    #[serde(default)]
    #[garde(skip)]
    pub shuffle_questions: bool,
    /// Show the options of a question in an order drawn for each try.
    #[serde(default)]
    #[garde(skip)]
    pub shuffle_options: bool,
    /// What a learner sees after submitting.
    #[serde(default)]
    #[garde(skip)]
    pub feedback: FeedbackPolicy,
    /// The questions in the author's order.
    #[garde(length(min = 1, max = 500), dive)]
    pub questions: Vec<Question>,
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

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Манлайлал бол албан тушаал мөн үү?",
    "answer": {"kind": "true_false", "correct": false}}))]
pub struct Question {
    /// The question's identifier, the same in every version of the course.
    #[serde(default)]
    #[garde(skip)]
    pub id: Uuid,
    /// What is asked, in Markdown.
    #[garde(length(chars, min = 1, max = 20_000))]
    pub text: String,
    /// The marks a fully right answer earns.
    #[serde(default = "one_mark")]
    #[garde(range(min = 1, max = 1_000))]
    pub marks: u16,
    /// The author's comment on any answer, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    pub comment: String,
    /// The kind of question and its right answer.
    #[garde(dive)]
    pub answer: AnswerKey,
}

fn one_mark() -> u16 {
    1
}

/// The kind of a question, with what makes an answer right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKey {
    /// Exactly one of several options is right.
    SingleChoice {
        /// The options in the author's order; exactly one is correct.
        #[garde(length(min = 2, max = 50), dive, custom(exactly_one_correct))]
        options: Vec<Choice>,
    },
    /// Any number of options may be right.
    MultipleChoice {
        /// The options in the author's order; at least one is correct.
        #[garde(length(min = 2, max = 50), dive, custom(at_least_one_correct))]
        options: Vec<Choice>,
    },
    /// A statement that is true or false.
    TrueFalse {
        /// Whether the statement is true.
        #[garde(skip)]
        correct: bool,
    },
    /// A word or a few, typed by the learner.
    ShortText {
        /// Every answer that is accepted.
        #[garde(length(min = 1, max = 50), inner(length(chars, min = 1, max = 500)))]
        accepted: Vec<String>,
        /// Whether capital and small letters differ.
        #[serde(default)]
        #[garde(skip)]
        case_sensitive: bool,
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
    },
    /// A text that a person grades.
    Essay {
        /// What the person who grades should look for; never shown to a learner.
        #[serde(default)]
        #[garde(length(chars, max = 20_000))]
        guidance: String,
    },
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What the option says, in Markdown.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub text: String,
    /// Whether the option is right.
    #[serde(default)]
    #[garde(skip)]
    pub correct: bool,
    /// The author's comment for whoever chooses it, in Markdown.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub comment: String,
}

/// A prompt and its match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What stands on the left.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub prompt: String,
    /// What belongs to it.
    #[garde(length(chars, min = 1, max = 2_000))]
    pub matches: String,
}

/// The text of a refused value is a key of the message catalogue.
fn exactly_one_correct(options: &[Choice], _: &()) -> garde::Result {
    match options.iter().filter(|option| option.correct).count() {
        1 => Ok(()),
        _ => Err(garde::Error::new("field-exactly-one-correct")),
    }
}

fn at_least_one_correct(options: &[Choice], _: &()) -> garde::Result {
    if options.iter().any(|option| option.correct) {
        Ok(())
    } else {
        Err(garde::Error::new("field-at-least-one-correct"))
    }
}

fn finite(value: &f64, _: &()) -> garde::Result {
    if value.is_finite() {
        Ok(())
    } else {
        Err(garde::Error::new("field-not-a-number"))
    }
}
