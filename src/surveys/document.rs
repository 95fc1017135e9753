//! A form as one document: what an author edits as a draft, what publishing freezes as a version,
//! what surveys ask and what visitors fill in.
//!
//! Questions, options and statements have keys of the author's own, by which answers name them and
//! by which the columns of an export are called.

use garde::Validate;
use sea_orm::{DeriveActiveEnum, EnumIter, FromJsonQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::messages::Language;

pub mod checks;

/// What a form is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = FormPurpose)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Purpose {
    /// Learners answer it.
    #[sea_orm(string_value = "survey")]
    Survey,
    /// A visitor fills it in at a workplace.
    #[sea_orm(string_value = "observation")]
    Observation,
}

/// A whole form.
#[derive(
    Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "languages": ["mn", "en"],
    "title": {"mn": "Сэтгэл ханамжийн судалгаа", "en": "Satisfaction survey"},
    "questions": [{"key": "overall", "text": {"mn": "Сургалт ямар байв?", "en": "How was the course?"},
        "asks": {"kind": "single_choice", "options": [
            {"key": "good", "text": {"mn": "Сайн", "en": "Good"}},
            {"key": "bad", "text": {"mn": "Муу", "en": "Bad"}}]}}]
}))]
pub struct FormDocument {
    /// The languages that it is written in, the first of which stands in for one that is missing.
    #[garde(length(min = 1, max = 4))]
    pub languages: Vec<Language>,
    /// What it is called.
    #[garde(dive)]
    pub title: Words,
    /// What it is about, before the first question.
    #[serde(default)]
    #[garde(dive)]
    pub introduction: Option<Words>,
    /// The questions in the order in which they are asked.
    #[serde(default)]
    #[garde(length(max = 60), dive)]
    pub questions: Vec<Question>,
}

/// A text in each language of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Mongolian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(length(chars, min = 1, max = 2_000)))]
    pub mn: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(length(chars, min = 1, max = 2_000)))]
    pub en: Option<String>,
    /// In Russian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(length(chars, min = 1, max = 2_000)))]
    pub ru: Option<String>,
    /// In Kyrgyz.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(inner(length(chars, min = 1, max = 2_000)))]
    pub ky: Option<String>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormQuestion)]
pub struct Question {
    /// By which answers name it.
    #[garde(custom(checks::is_key))]
    pub key: String,
    /// The question.
    #[garde(dive)]
    pub text: Words,
    /// Whether there must be an answer, when it is shown.
    #[serde(default)]
    #[garde(skip)]
    pub required: bool,
    /// When it is shown; always when absent.
    #[serde(default)]
    #[garde(dive)]
    pub shown_if: Option<Condition>,
    /// How it is answered.
    #[garde(dive)]
    pub asks: Asks,
}

/// What must have been chosen before for a question to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormCondition)]
pub struct Condition {
    /// An earlier question with options.
    #[garde(custom(checks::is_key))]
    pub question: String,
    /// One of these options must have been chosen.
    #[garde(length(min = 1, max = 30))]
    pub chosen: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = FormAsks)]
pub enum Asks {
    /// One of several options.
    SingleChoice(Options),
    /// Any of several options.
    MultipleChoice(Options),
    /// A step of a scale from 1 up.
    Scale(Scale),
    /// A step of one scale for each of several statements.
    Matrix(Matrix),
    /// A number.
    Number(Bounds),
    /// A line.
    ShortText(Nothing),
    /// Some paragraphs.
    LongText(Nothing),
}

impl Validate for Asks {
    type Context = ();

    /// By hand, so that a refused field is named as it stands in the JSON; see
    /// `courses/document.rs`.
    fn validate_into(
        &self,
        context: &(),
        parent: &mut dyn FnMut() -> garde::Path,
        report: &mut garde::Report,
    ) {
        match self {
            Self::SingleChoice(options) | Self::MultipleChoice(options) => {
                options.validate_into(context, parent, report);
            }
            Self::Scale(scale) => scale.validate_into(context, parent, report),
            Self::Matrix(matrix) => matrix.validate_into(context, parent, report),
            Self::Number(bounds) => bounds.validate_into(context, parent, report),
            Self::ShortText(_) | Self::LongText(_) => {}
        }
    }
}

/// The options of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormOptions)]
pub struct Options {
    /// In the order in which they are shown.
    #[garde(length(min = 2, max = 30), dive)]
    pub options: Vec<Named>,
}

/// An option or a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormNamed)]
pub struct Named {
    /// By which answers name it.
    #[garde(custom(checks::is_key))]
    pub key: String,
    /// What it says.
    #[garde(dive)]
    pub text: Words,
}

/// A scale from 1 up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormScale)]
pub struct Scale {
    /// How many steps it has.
    #[garde(range(min = 2, max = 11))]
    pub steps: u8,
    /// What the steps are called: none, the two ends, or all of them.
    #[serde(default)]
    #[garde(dive)]
    pub labels: Vec<Words>,
}

/// One scale over several statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormMatrix)]
pub struct Matrix {
    /// The scale.
    #[garde(dive)]
    pub scale: Scale,
    /// The statements.
    #[garde(length(min = 1, max = 30), dive)]
    pub statements: Vec<Named>,
}

/// Between what a number lies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = FormBounds)]
pub struct Bounds {
    /// The least that is taken.
    #[serde(default)]
    #[garde(inner(range(min = -1e9, max = 1e9)))]
    pub least: Option<f64>,
    /// The most that is taken.
    #[serde(default)]
    #[garde(inner(range(min = -1e9, max = 1e9)))]
    pub most: Option<f64>,
}

/// Nothing more to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FormNothing)]
pub struct Nothing {}

impl Words {
    /// The text in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Option<&str> {
        let text = match language {
            Language::Mn => &self.mn,
            Language::En => &self.en,
            Language::Ru => &self.ru,
            Language::Ky => &self.ky,
        };
        text.as_deref()
    }

    /// The same words said in each language.
    #[must_use]
    pub fn said(mut say: impl FnMut(Language) -> String) -> Self {
        Self {
            mn: Some(say(Language::Mn)),
            en: Some(say(Language::En)),
            ru: Some(say(Language::Ru)),
            ky: Some(say(Language::Ky)),
        }
    }
}

impl FormDocument {
    /// A text of the form in the wished language, or in the first that it is written in.
    #[must_use]
    pub fn read<'a>(&self, words: &'a Words, wished: Language) -> &'a str {
        let first = self.languages.first().copied().unwrap_or_default();
        words
            .in_language(wished)
            .or_else(|| words.in_language(first))
            .unwrap_or_default()
    }

    /// The question of this key.
    #[must_use]
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key == key)
    }
}

impl Asks {
    /// The options, where there are some to choose from.
    #[must_use]
    pub fn options(&self) -> Option<&[Named]> {
        match self {
            Self::SingleChoice(options) | Self::MultipleChoice(options) => Some(&options.options),
            _ => None,
        }
    }

    /// Whether it is answered in words.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::ShortText(_) | Self::LongText(_))
    }
}

#[cfg(test)]
mod tests;
