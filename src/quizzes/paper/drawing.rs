//! Which questions an attempt has, in which order, and what their variables stand for.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::super::formula::Formula;
use super::super::questions::parts::Variable;
use super::super::questions::{AnswerKey, Question};
use super::super::quiz::Quiz;
use super::super::shuffle;
use super::draws::{drawn, identity};

/// How often variables are drawn anew when the formula has no value for them (a division by what
/// happens to be zero).
const DRAWN_ANEW: usize = 100;

/// The questions of the attempt with this seed in the order they are shown: section by section the
/// fixed ones and those drawn from the bank, none twice, with the variables of calculated ones
/// filled in.
#[must_use]
pub fn questions_of(quiz: &Quiz, seed: i64) -> Vec<Question> {
    let last = u16::try_from(quiz.sections.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut chosen: Vec<Question> = quiz.questions.clone();
    for (draw, questions) in quiz.draws.iter().zip(drawn_of(quiz, seed)) {
        chosen.extend(questions.into_iter().map(|question| Question {
            section: draw.section,
            marks: draw.marks.unwrap_or(question.marks),
            ..question.clone()
        }));
    }
    for question in &mut chosen {
        question.section = question.section.min(last);
    }
    let mut shown = Vec::with_capacity(chosen.len());
    for section in 0..=last {
        let (here, rest): (Vec<_>, Vec<_>) = chosen
            .into_iter()
            .partition(|question| question.section == section);
        chosen = rest;
        shown.extend(in_drawn_order(here, section, quiz.shuffle_questions, seed));
    }
    shown
        .into_iter()
        .map(|question| filled_in(question, seed))
        .collect()
}

/// For each draw of the quiz, which of its questions the attempt with this seed has.
#[must_use]
pub fn drawn_of(quiz: &Quiz, seed: i64) -> Vec<Vec<&Question>> {
    let fixed: BTreeSet<Uuid> = quiz.questions.iter().map(identity).collect();
    drawn(&quiz.draws, seed, &fixed)
}

fn in_drawn_order(
    questions: Vec<Question>,
    section: u16,
    shuffled: bool,
    seed: i64,
) -> Vec<Question> {
    if !shuffled {
        return questions;
    }
    let count = u16::try_from(questions.len()).unwrap_or(u16::MAX);
    let order = shuffle::order(seed, Uuid::from_u128(section.into()), count);
    let mut places: Vec<(u16, Question)> = shuffle::inverse(&order)
        .into_iter()
        .zip(questions)
        .collect();
    places.sort_by_key(|(place, _)| *place);
    places.into_iter().map(|(_, question)| question).collect()
}

/// A calculated question with values for its variables, which makes it one that asks for a
/// number; any other as it is.
#[must_use]
pub fn filled_in(question: Question, seed: i64) -> Question {
    let AnswerKey::Calculated {
        formula,
        variables,
        sets,
        tolerance,
        tolerance_percent,
        decimals,
        units,
    } = question.answer
    else {
        return question;
    };
    // A formula that cannot be read was refused when it was written.
    let formula = Formula::parse(&formula).ok();
    let mut draws = shuffle::draws(seed, question.id);
    let tries = (0..DRAWN_ANEW).map(|_| values(&variables, &sets, &mut draws));
    let (values, correct) = tries
        .filter_map(|values| {
            let value = formula
                .as_ref()?
                .value(|name| value_of(&variables, &values, name))?;
            Some((values, value))
        })
        .next()
        .unwrap_or_default();
    let text = with_values(&question.text, &variables, &values);
    Question {
        text,
        answer: AnswerKey::Number {
            correct: rounded(correct, decimals),
            // What is lost by rounding the right number is no fault of the learner.
            tolerance: f64::max(tolerance, 0.5 * 10_f64.powi(-i32::from(decimals))),
            tolerance_percent,
            units,
            others: Vec::new(),
        },
        ..question
    }
}

/// A value for each variable: one of the prepared sets, or one from each range.
fn values(
    variables: &[Variable],
    sets: &[Vec<f64>],
    draws: &mut impl Iterator<Item = u64>,
) -> Vec<f64> {
    let mut below = |count: u64| draws.next().unwrap_or(0) % count.max(1);
    if !sets.is_empty() {
        let at = below(u64::try_from(sets.len()).unwrap_or(1));
        let at = usize::try_from(at).unwrap_or(0);
        return sets.get(at).cloned().unwrap_or_default();
    }
    variables
        .iter()
        .map(|variable| {
            let unit = 10_f64.powi(-i32::from(variable.decimals));
            let steps = ((variable.most - variable.least) / unit + 1e-9)
                .floor()
                .clamp(0.0, 1e15);
            #[expect(
                clippy::as_conversions,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "whole numbers from 0 to 10^15, as clamped above"
            )]
            let step = below(steps as u64 + 1) as f64;
            rounded(variable.least + step * unit, variable.decimals)
        })
        .collect()
}

fn rounded(number: f64, decimals: u8) -> f64 {
    format!("{number:.*}", usize::from(decimals))
        .parse()
        .unwrap_or(number)
}

fn value_of(variables: &[Variable], values: &[f64], name: &str) -> Option<f64> {
    let at = variables
        .iter()
        .position(|variable| variable.name == name)?;
    values.get(at).copied()
}

/// The text with `{a}` replaced by the value of `a`, and `{=…}` by that of a formula (which is how
/// Moodle writes a value that is computed in the text).
fn with_values(text: &str, variables: &[Variable], values: &[f64]) -> String {
    let mut written = text.to_owned();
    for (variable, value) in variables.iter().zip(values) {
        let decimals = usize::from(variable.decimals);
        let value = format!("{value:.decimals$}");
        // Within `{=…}` the braces belong to the formula.
        written = written.replace(&format!("{{{}}}", variable.name), &value);
    }
    let mut whole = String::with_capacity(written.len());
    let mut rest = written.as_str();
    while let Some((before, after)) = rest.split_once("{=") {
        whole.push_str(before);
        let Some((formula, behind)) = after.split_once('}') else {
            rest = after;
            whole.push_str("{=");
            continue;
        };
        match Formula::parse(formula)
            .ok()
            .and_then(|formula| formula.value(|_| None))
        {
            Some(value) => whole.push_str(&rounded(value, 10).to_string()),
            None => {
                whole.push_str("{=");
                whole.push_str(formula);
                whole.push('}');
            }
        }
        rest = behind;
    }
    whole.push_str(rest);
    whole
}
