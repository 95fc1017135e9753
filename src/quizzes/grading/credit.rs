//! Which share of the marks an answer earns, kind by kind.

use super::super::paper::matches_to_choose;
use super::super::questions::parts::{Choice, DragChoice, Gap, HotZone, Pair, Zone};
use super::super::questions::{AnswerKey, MultipleScoring, OrderingScoring};
use super::super::response::{ChosenMatch, FilledGap, PlacedChoice, Response};
use super::{number, picture, text};

/// The share of the marks that an answer earns, from −1 to 1; absent when a person has to read
/// it. An answer of another kind earns nothing, and so does one to a calculated question whose
/// variables have not been filled in.
#[must_use]
pub fn share(key: &AnswerKey, response: &Response) -> Option<f64> {
    Some(match (key, response) {
        (AnswerKey::Essay { .. }, Response::Essay { .. })
        | (AnswerKey::File { .. }, Response::File { .. }) => return None,
        (AnswerKey::SingleChoice { options }, Response::SingleChoice { option }) => options
            .get(usize::from(*option))
            .map_or(0.0, credit_of_option),
        (
            AnswerKey::MultipleChoice { options, scoring },
            Response::MultipleChoice { options: chosen },
        ) => multiple(options, chosen, *scoring),
        (AnswerKey::TrueFalse { correct, .. }, Response::TrueFalse { value }) => {
            all_or_nothing(correct == value)
        }
        (key @ AnswerKey::ShortText { .. }, Response::ShortText { text: typed }) => {
            text::recognised(key, typed).map_or(0.0, |known| known.share)
        }
        (key @ AnswerKey::Number { .. }, Response::Number { text }) => {
            number::recognised(key, text).map_or(0.0, |known| known.share)
        }
        (AnswerKey::Matching { pairs, distractors }, Response::Matching { pairs: chosen }) => {
            right_matches(pairs, &matches_to_choose(pairs, distractors), chosen)
        }
        (AnswerKey::Ordering { items, scoring }, Response::Ordering { items: chosen }) => {
            order(items, chosen, *scoring)
        }
        (AnswerKey::GapFill { gaps, choices }, Response::GapFill { gaps: filled }) => {
            gaps_filled(gaps, choices, filled)
        }
        (AnswerKey::DragOntoImage { choices, zones, .. }, Response::DragOntoImage { placed }) => {
            zones_filled(zones, choices, placed)
        }
        (AnswerKey::Hotspot { zones, .. }, Response::Hotspot { points }) => {
            let (right, wrong) = picture::hits(zones, points);
            let most = zones.iter().filter(|zone: &&HotZone| zone.correct).count();
            ratio(right.saturating_sub(wrong), most)
        }
        _ => 0.0,
    })
}

/// What choosing an option alone earns.
#[must_use]
pub fn credit_of_option(option: &Choice) -> f64 {
    match option.percent {
        // What is right earns everything, however its percentage was written.
        Some(percent) if !option.correct => percent / 100.0,
        _ => all_or_nothing(option.correct),
    }
}

fn all_or_nothing(right: bool) -> f64 {
    if right { 1.0 } else { 0.0 }
}

/// So many of so many; nothing of nothing.
fn ratio(part: usize, whole: usize) -> f64 {
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if whole == 0 {
        0.0
    } else {
        (count(part) / count(whole)).min(1.0)
    }
}

fn multiple(options: &[Choice], chosen: &[u16], scoring: MultipleScoring) -> f64 {
    let is_chosen = |at: usize| chosen.iter().any(|number| usize::from(*number) == at);
    let judged_rightly = options
        .iter()
        .enumerate()
        .filter(|(at, option)| option.correct == is_chosen(*at))
        .count();
    let right = options.iter().filter(|option| option.correct).count();
    let chosen = || {
        let numbers = chosen.iter();
        numbers.filter_map(|number| options.get(usize::from(*number)))
    };
    match scoring {
        MultipleScoring::RightMinusWrong => {
            let wrong = chosen().filter(|option| !option.correct).count();
            let found = chosen().filter(|option| option.correct).count();
            ratio(found.saturating_sub(wrong), right)
        }
        MultipleScoring::AllOrNothing => all_or_nothing(judged_rightly == options.len()),
        MultipleScoring::EachOption => ratio(judged_rightly, options.len()),
        MultipleScoring::Kprime => match options.len() - judged_rightly {
            0 => 1.0,
            1 => 0.5,
            _ => 0.0,
        },
        MultipleScoring::Weighted => {
            let weight = |option: &Choice| match option.percent {
                Some(percent) => percent / 100.0,
                None if option.correct => ratio(1, right),
                None => 0.0,
            };
            chosen().map(weight).sum::<f64>().clamp(0.0, 1.0)
        }
    }
}

fn right_matches(pairs: &[Pair], matches: &[&str], chosen: &[ChosenMatch]) -> f64 {
    let right = chosen.iter().filter(|choice| {
        let prompt = pairs.get(usize::from(choice.prompt));
        let text = matches.get(usize::from(choice.chosen));
        prompt
            .zip(text)
            .is_some_and(|(pair, text)| pair.matches == **text)
    });
    ratio(right.count(), pairs.len())
}

/// Items are compared by their texts, so that two that say the same may change places.
fn order(items: &[String], chosen: &[u16], scoring: OrderingScoring) -> f64 {
    let given: Vec<&String> = chosen
        .iter()
        .filter_map(|number| items.get(usize::from(*number)))
        .collect();
    match scoring {
        OrderingScoring::Neighbours => neighbours_kept(items, &given),
        OrderingScoring::AllOrNothing => all_or_nothing(items.iter().eq(given)),
        OrderingScoring::Positions => {
            let kept = items
                .iter()
                .zip(given)
                .filter(|(right, given)| right == given);
            ratio(kept.count(), items.len())
        }
    }
}

/// Each neighbour counts once, so that one item put in a wrong place does not cost all that
/// follow.
fn neighbours_kept(items: &[String], given: &[&String]) -> f64 {
    let mut wanted: Vec<(&String, &String)> = items.iter().zip(items.iter().skip(1)).collect();
    let most = wanted.len();
    for pair in given.iter().copied().zip(given.iter().copied().skip(1)) {
        if let Some(found) = wanted.iter().position(|wanted| *wanted == pair) {
            wanted.swap_remove(found);
        }
    }
    ratio(most - wanted.len(), most)
}

/// Each gap counts by its weight.
fn gaps_filled(gaps: &[Gap], choices: &[DragChoice], filled: &[FilledGap]) -> f64 {
    let whole: f64 = gaps.iter().map(|gap| f64::from(gap.weight())).sum();
    let earned = filled.iter().filter_map(|filled| {
        let gap = gaps.get(usize::from(filled.gap))?;
        Some(share_of_gap(gap, choices, filled) * f64::from(gap.weight()))
    });
    if whole > 0.0 {
        earned.sum::<f64>() / whole
    } else {
        0.0
    }
}

/// The share of its weight that one filled gap earns.
#[must_use]
pub fn share_of_gap(gap: &Gap, choices: &[DragChoice], filled: &FilledGap) -> f64 {
    let typed = filled.text.as_deref().unwrap_or_default();
    let chosen = filled.choice.map(usize::from);
    match gap {
        Gap::Typed { .. } => text::recognised_in_gap(gap, typed).map_or(0.0, |known| known.share),
        Gap::Number { .. } => {
            number::recognised_in_gap(gap, typed).map_or(0.0, |known| known.share)
        }
        Gap::Selected { options, .. } => chosen
            .and_then(|at| options.get(at))
            .map_or(0.0, credit_of_option),
        Gap::Dragged { choice, .. } => {
            let right = choices.get(usize::from(*choice));
            let given = chosen.and_then(|at| choices.get(at));
            // By their texts: two choices that say the same may change places.
            let same = right
                .zip(given)
                .is_some_and(|(right, given)| right.text == given.text);
            all_or_nothing(same)
        }
    }
}

/// A place is right when what lies there is its choice and nothing else.
fn zones_filled(zones: &[Zone], choices: &[DragChoice], placed: &[PlacedChoice]) -> f64 {
    let text = |number: u16| choices.get(usize::from(number)).map(|choice| &choice.text);
    let right = zones.iter().filter(|zone| {
        let mut there = placed
            .iter()
            .filter(|placed| picture::contains(&zone.shape, placed.at))
            .peekable();
        there.peek().is_some() && there.all(|placed| text(placed.choice) == text(zone.choice))
    });
    ratio(right.count(), zones.len())
}
