//! A right answer to show.

use super::super::grading::picture;
use super::super::paper::matches_to_choose;
use super::super::questions::parts::{DragChoice, Gap, UnitRule};
use super::super::questions::{AnswerKey, Question};
use super::super::response::{ChosenMatch, FilledGap, PlacedChoice, Response};

/// An answer that earns all marks, in the author's numbers; the first one accepted when there are
/// several. What a person grades has none, and neither has a calculated question whose variables
/// have not been filled in.
#[must_use]
pub fn right_answer(question: &Question) -> Option<Response> {
    let response = match &question.answer {
        AnswerKey::SingleChoice { options } => {
            let correct = (0..).zip(options).find(|(_, option)| option.correct);
            Response::SingleChoice { option: correct?.0 }
        }
        AnswerKey::MultipleChoice { options, .. } => {
            let correct = (0..).zip(options).filter(|(_, option)| option.correct);
            Response::MultipleChoice {
                options: correct.map(|(number, _)| number).collect(),
            }
        }
        AnswerKey::TrueFalse { correct, .. } => Response::TrueFalse { value: *correct },
        AnswerKey::ShortText {
            accepted,
            wildcards,
            ..
        } => Response::ShortText {
            text: without_stars(accepted.first()?, *wildcards),
        },
        AnswerKey::Number { correct, units, .. } => Response::Number {
            text: with_unit(*correct, units.as_ref()),
        },
        AnswerKey::Matching { pairs, distractors } => {
            let matches = matches_to_choose(pairs, distractors);
            let right = (0..).zip(pairs).filter_map(|(prompt, pair)| {
                let (chosen, _) = (0..)
                    .zip(&matches)
                    .find(|(_, text)| **text == pair.matches)?;
                Some(ChosenMatch { prompt, chosen })
            });
            Response::Matching {
                pairs: right.collect(),
            }
        }
        AnswerKey::Ordering { items, .. } => Response::Ordering {
            items: (0..).zip(items).map(|(number, _)| number).collect(),
        },
        AnswerKey::GapFill { gaps, choices } => Response::GapFill {
            gaps: filled(gaps, choices),
        },
        AnswerKey::DragOntoImage { zones, .. } => Response::DragOntoImage {
            placed: zones
                .iter()
                .map(|zone| PlacedChoice {
                    choice: zone.choice,
                    at: picture::point_in(&zone.shape),
                })
                .collect(),
        },
        AnswerKey::Hotspot { zones, .. } => Response::Hotspot {
            points: zones
                .iter()
                .filter(|zone| zone.correct)
                .map(|zone| picture::point_in(&zone.shape))
                .collect(),
        },
        AnswerKey::Calculated { .. }
        | AnswerKey::Essay { .. }
        | AnswerKey::File { .. }
        | AnswerKey::Information => return None,
    };
    Some(response)
}

/// What a pattern accepts, without the stars that stand for anything.
fn without_stars(accepted: &str, wildcards: bool) -> String {
    if !wildcards {
        return accepted.to_owned();
    }
    // A star that is meant is written with a backslash.
    let parts = accepted.split("\\*").map(|part| part.replace('*', ""));
    parts.collect::<Vec<_>>().join("*")
}

fn with_unit(number: f64, units: Option<&UnitRule>) -> String {
    match units.and_then(|rule| rule.units.first()) {
        Some(unit) => format!("{} {}", number * unit.factor, unit.name),
        None => number.to_string(),
    }
}

fn filled(gaps: &[Gap], choices: &[DragChoice]) -> Vec<FilledGap> {
    let typed = |gap, text: String| FilledGap {
        gap,
        text: Some(text),
        choice: None,
    };
    let chosen = |gap, choice| FilledGap {
        gap,
        text: None,
        choice: Some(choice),
    };
    (0..)
        .zip(gaps)
        .filter_map(|(number, gap)| match gap {
            Gap::Typed { accepted, .. } => Some(typed(number, accepted.first()?.clone())),
            Gap::Number { correct, .. } => Some(typed(number, correct.to_string())),
            Gap::Selected { options, .. } => {
                let correct = (0..).zip(options).find(|(_, option)| option.correct)?;
                Some(chosen(number, correct.0))
            }
            Gap::Dragged { choice, .. } => {
                choices.get(usize::from(*choice))?;
                Some(chosen(number, *choice))
            }
        })
        .collect()
}
