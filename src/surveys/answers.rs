//! What somebody answers to a form: whether it fits, and what of it is kept. Pure.

use std::collections::BTreeMap;

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::{Asks, Bounds, FormDocument, Matrix, Named, Question};
use crate::error::FieldError;

/// The most characters of a line.
const SHORT: usize = 200;
/// The most characters of some paragraphs.
const LONG: usize = 5_000;

/// The answer to one question, as the question asks for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = FormAnswer)]
pub enum Answer {
    /// The step of a scale, or a number.
    Number(f64),
    /// The option that was chosen, or a text.
    Text(String),
    /// The options that were chosen.
    Chosen(Vec<String>),
    /// The step for each statement.
    Steps(BTreeMap<String, u8>),
}

/// Answers by the keys of their questions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Answer>);

/// How much there must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything that is required.
    Whole,
    /// What there is so far.
    Draft,
}

impl Answers {
    /// The answer to a question.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Answer> {
        self.0.get(key)
    }

    fn chose(&self, question: &str, options: &[String]) -> bool {
        match self.get(question) {
            Some(Answer::Text(chosen)) => options.contains(chosen),
            Some(Answer::Chosen(chosen)) => chosen.iter().any(|one| options.contains(one)),
            _ => false,
        }
    }
}

/// What is kept of answers to a form: those to the questions that are shown, without empty ones. An
/// answer to a question that an earlier choice has hidden since is left out: on a telephone it stays
/// behind when the choice is changed.
///
/// # Errors
/// Everything that does not fit, each named as `answers.<question>`.
pub fn fitting(
    document: &FormDocument,
    given: &Answers,
    extent: Extent,
) -> Result<Answers, Vec<FieldError>> {
    let mut faults = Vec::new();
    let refuse = |key: &str, fault: &str| FieldError::new(format!("answers.{key}"), fault);
    for key in given.0.keys() {
        if document.question(key).is_none() {
            faults.push(refuse(key, "field-unknown"));
        }
    }
    let mut kept = Answers::default();
    for question in &document.questions {
        if !is_shown(question, &kept) {
            continue;
        }
        match given.get(&question.key).filter(|answer| !is_empty(answer)) {
            None if question.required && extent == Extent::Whole => {
                faults.push(refuse(&question.key, "field-empty"));
            }
            None => {}
            Some(answer) => match fault(question, answer, extent) {
                Some(fault) => faults.push(refuse(&question.key, fault)),
                None => {
                    kept.0.insert(question.key.clone(), answer.clone());
                }
            },
        }
    }
    if faults.is_empty() {
        Ok(kept)
    } else {
        Err(faults)
    }
}

/// Whether a question is shown to somebody who has given these answers to those before it.
fn is_shown(question: &Question, before: &Answers) -> bool {
    let shown_if = question.shown_if.as_ref();
    shown_if.is_none_or(|condition| before.chose(&condition.question, &condition.chosen))
}

fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Number(_) => false,
        Answer::Text(text) => text.trim().is_empty(),
        Answer::Chosen(chosen) => chosen.is_empty(),
        Answer::Steps(steps) => steps.is_empty(),
    }
}

/// Why an answer does not fit its question; none when it does.
fn fault(question: &Question, answer: &Answer, extent: Extent) -> Option<&'static str> {
    match (&question.asks, answer) {
        (Asks::SingleChoice(options), Answer::Text(chosen)) => unknown(&options.options, chosen),
        (Asks::MultipleChoice(options), Answer::Chosen(chosen)) => {
            let is_repeated = |at: usize, one| chosen.iter().skip(at + 1).any(|other| other == one);
            if chosen
                .iter()
                .enumerate()
                .any(|(at, one)| is_repeated(at, one))
            {
                return Some("field-repeated-choice");
            }
            chosen.iter().find_map(|one| unknown(&options.options, one))
        }
        (Asks::Scale(scale), Answer::Number(step)) => {
            let fits = step.fract() == 0.0 && (1.0..=f64::from(scale.steps)).contains(step);
            (!fits).then_some("field-invalid")
        }
        (Asks::Matrix(matrix), Answer::Steps(steps)) => {
            let is_whole = extent == Extent::Draft || !question.required;
            steps_fault(matrix, steps, is_whole)
        }
        (Asks::Number(bounds), Answer::Number(number)) => number_fault(bounds, *number),
        (Asks::ShortText(_), Answer::Text(text)) => long(text, SHORT),
        (Asks::LongText(_), Answer::Text(text)) => long(text, LONG),
        _ => Some("field-not-the-questions-kind"),
    }
}

fn unknown(options: &[Named], chosen: &str) -> Option<&'static str> {
    let is_known = options.iter().any(|option| option.key == chosen);
    (!is_known).then_some("field-unknown-choice")
}

fn steps_fault(
    matrix: &Matrix,
    steps: &BTreeMap<String, u8>,
    may_lack: bool,
) -> Option<&'static str> {
    let most = matrix.scale.steps;
    if let Some(fault) = steps
        .keys()
        .find_map(|key| unknown(&matrix.statements, key))
    {
        return Some(fault);
    }
    if !steps.values().all(|step| (1..=most).contains(step)) {
        return Some("field-invalid");
    }
    let lacks = steps.len() < matrix.statements.len();
    (lacks && !may_lack).then_some("field-statements-missing")
}

fn number_fault(bounds: &Bounds, number: f64) -> Option<&'static str> {
    let fits = number.abs() <= 1e9
        && bounds.least.is_none_or(|least| number >= least)
        && bounds.most.is_none_or(|most| number <= most);
    (!fits).then_some("field-invalid")
}

fn long(text: &str, most: usize) -> Option<&'static str> {
    (text.chars().count() > most).then_some("field-text-too-long")
}

#[cfg(test)]
mod tests;
