//! Two ways of saying the same made one.

use super::super::writing_keys::typed;
use super::super::writing_numbers::known;
use crate::quizzes::questions::parts::{Choice, DragChoice, Gap, KnownNumber, KnownText};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, Question};

/// The same question where one thing can be said in two ways that are marked alike.
pub fn canonical(mut question: Question) -> Question {
    match &mut question.answer {
        AnswerKey::SingleChoice { options } => single(options),
        AnswerKey::MultipleChoice { options, scoring } => multiple(options, scoring),
        AnswerKey::ShortText {
            accepted,
            others,
            wildcards,
            ..
        } => {
            let pattern = |text: &String| text.replace("\\*", "").contains('*');
            let texts = || {
                accepted
                    .iter()
                    .chain(others.iter().map(|known| &known.text))
            };
            if *wildcards && !texts().any(pattern) {
                *wildcards = false;
                for text in accepted
                    .iter_mut()
                    .chain(others.iter_mut().map(|known| &mut known.text))
                {
                    *text = text.replace("\\*", "*");
                }
            }
            // What becomes accepted comes first, which may move what is said of it.
            words(accepted, others);
            words(accepted, others);
        }
        AnswerKey::Number {
            correct,
            tolerance,
            others,
            ..
        } => numbers(*correct, *tolerance, others),
        AnswerKey::GapFill { gaps, choices } => {
            labels(choices);
            for gap in gaps {
                match gap {
                    Gap::Typed {
                        accepted, others, ..
                    } => {
                        words(accepted, others);
                        words(accepted, others);
                    }
                    Gap::Number {
                        correct,
                        tolerance,
                        others,
                        ..
                    } => numbers(*correct, *tolerance, others),
                    Gap::Selected { options, .. } => single(options),
                    Gap::Dragged { .. } => {}
                }
            }
        }
        AnswerKey::DragOntoImage { choices, .. } => labels(choices),
        _ => {}
    }
    question
}

/// The first option that earns everything is the right one, and nothing is earned by no word.
fn single(options: &mut [Choice]) {
    let earns = |option: &Choice| {
        option
            .percent
            .unwrap_or(if option.correct { 100.0 } else { 0.0 })
    };
    let right = options
        .iter()
        .position(|option| earns(option) == 100.0)
        .unwrap();
    for (at, option) in options.iter_mut().enumerate() {
        let percent = earns(option);
        option.correct = at == right;
        option.percent = (percent != if at == right { 100.0 } else { 0.0 }).then_some(percent);
    }
}

fn multiple(options: &mut [Choice], scoring: &mut MultipleScoring) {
    let right = options.iter().filter(|option| option.correct).count();
    let share = 100.0 / f64::from(u32::try_from(right).unwrap());
    if *scoring == MultipleScoring::RightMinusWrong {
        *scoring = MultipleScoring::Weighted;
        for option in options.iter_mut() {
            option.percent = Some(if option.correct { share } else { -share });
        }
    }
    if *scoring == MultipleScoring::Weighted {
        for option in options {
            let percent = option
                .percent
                .unwrap_or(if option.correct { share } else { 0.0 });
            option.percent = Some((percent * 1_000.0).round() / 1_000.0);
        }
    }
}

/// What earns everything is accepted, and is among the others only for its comment.
fn words(accepted: &mut Vec<String>, others: &mut Vec<KnownText>) {
    let all = typed(accepted, others);
    accepted.clear();
    others.clear();
    for known in all {
        let right = known.percent == 100.0;
        if right && !accepted.contains(&known.text) {
            accepted.push(known.text.clone());
        }
        if !right || !known.comment.is_empty() {
            others.push(known);
        }
    }
}

fn numbers(correct: f64, tolerance: f64, others: &mut Vec<KnownNumber>) {
    let mut all = known(correct, tolerance, others);
    if all[0].comment.is_empty() {
        all.remove(0);
    }
    *others = all;
}

/// Labels are compared as they are shown.
fn labels(choices: &mut [DragChoice]) {
    for choice in choices {
        choice.text = crate::quizzes::formats::html::to_html(&choice.text);
    }
}
