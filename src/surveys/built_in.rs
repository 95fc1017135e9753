//! The forms that the house brings along, in its four languages. Pure.

use uuid::Uuid;

use super::document::{
    Asks, Bounds, Condition, FormDocument, Matrix, Named, Nothing, Options, Purpose, Question,
    Scale, Words,
};
use crate::messages::{Arguments, Language};

/// A form of the house.
#[derive(Debug, Clone)]
pub struct BuiltIn {
    /// The same in every installation.
    pub id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// What it asks.
    pub document: FormDocument,
}

/// The satisfaction survey that closes a course.
pub const SATISFACTION: Uuid = Uuid::from_u128(0x0199_a000_0000_7000_8000_0000_0000_0a01);
/// The observation of a lesson at a workplace.
pub const OBSERVATION: Uuid = Uuid::from_u128(0x0199_a000_0000_7000_8000_0000_0000_0a02);

/// Every form of the house.
#[must_use]
pub fn all() -> Vec<BuiltIn> {
    vec![
        BuiltIn {
            id: SATISFACTION,
            purpose: Purpose::Survey,
            document: satisfaction(),
        },
        BuiltIn {
            id: OBSERVATION,
            purpose: Purpose::Observation,
            document: observation(),
        },
    ]
}

fn satisfaction() -> FormDocument {
    let text = |key: &str| said("satisfaction", key);
    let question = |key: &str, asks| Question {
        key: key.to_owned(),
        text: text(key),
        required: false,
        shown_if: None,
        asks,
    };
    let grades = ["very-good", "good", "fair", "bad", "very-bad"];
    let mut overall = question(
        "overall",
        Asks::SingleChoice(named("satisfaction", &grades)),
    );
    overall.required = true;
    let mut reason = question("reason", Asks::LongText(Nothing {}));
    reason.shown_if = Some(Condition {
        question: "overall".to_owned(),
        chosen: vec!["bad".to_owned(), "very_bad".to_owned()],
    });
    let statements = ["content", "host", "pace", "technology", "usefulness"];
    let parts = Matrix {
        scale: agreement(),
        statements: named("satisfaction", &statements).options,
    };
    form(
        "satisfaction",
        vec![
            overall,
            reason,
            question("parts", Asks::Matrix(parts)),
            question("liked", Asks::LongText(Nothing {})),
            question("better", Asks::LongText(Nothing {})),
        ],
    )
}

fn observation() -> FormDocument {
    let text = |key: &str| said("observation", key);
    let question = |key: &str, required, asks| Question {
        key: key.to_owned(),
        text: text(key),
        required,
        shown_if: None,
        asks,
    };
    let statements = ["aim", "activity", "questions", "feedback", "tools"];
    let practice = Matrix {
        scale: agreement(),
        statements: named("observation", &statements).options,
    };
    let learners = Bounds {
        least: Some(0.0),
        most: Some(1_000.0),
    };
    form(
        "observation",
        vec![
            question("lesson", true, Asks::ShortText(Nothing {})),
            question("learners", false, Asks::Number(learners)),
            question("practice", true, Asks::Matrix(practice)),
            question("strengths", false, Asks::LongText(Nothing {})),
            question("advice", true, Asks::LongText(Nothing {})),
        ],
    )
}

fn form(name: &str, questions: Vec<Question>) -> FormDocument {
    FormDocument {
        languages: Language::ALL.to_vec(),
        title: said(name, "title"),
        introduction: Some(said(name, "introduction")),
        questions,
    }
}

/// Five steps from no to yes.
fn agreement() -> Scale {
    Scale {
        steps: 5,
        labels: vec![said("scale", "not-at-all"), said("scale", "fully")],
    }
}

fn named(form: &str, names: &[&str]) -> Options {
    let each = names.iter().map(|name| Named {
        key: name.replace('-', "_"),
        text: said(form, name),
    });
    Options {
        options: each.collect(),
    }
}

/// Words of the catalogue in every language.
fn said(form: &str, name: &str) -> Words {
    let key = format!("form-{form}-{name}");
    Words::said(|language| language.text(&key, &Arguments::none()))
}
