//! Whether an answer fits its question at all, part by part. Each tells the key of a message when
//! it does not.

use std::collections::BTreeSet;

use super::super::grading::number;
use super::super::paper::matches_to_choose;
use super::super::questions::parts::{DragChoice, Gap, Pair, UnitRule};
use super::{ChosenMatch, FilledGap, PlacedChoice};

pub(super) fn unknown_or_repeated(
    numbers: impl IntoIterator<Item = u16>,
    count: usize,
) -> Option<&'static str> {
    let mut seen = BTreeSet::new();
    let mut repeated = false;
    for number in numbers {
        if usize::from(number) >= count {
            return Some("field-unknown-choice");
        }
        repeated |= !seen.insert(number);
    }
    repeated.then_some("field-repeated-choice")
}

/// An empty text takes an answer back.
pub(super) fn not_a_number(text: &str, units: Option<&UnitRule>) -> Option<&'static str> {
    let fits = text.trim().is_empty() || number::typed(text, units).is_some();
    (!fits).then_some("field-not-a-number")
}

pub(super) fn wrong_match(
    chosen: &[ChosenMatch],
    pairs: &[Pair],
    distractors: &[String],
) -> Option<&'static str> {
    let matches = matches_to_choose(pairs, distractors).len();
    let beyond = chosen
        .iter()
        .any(|pair| usize::from(pair.chosen) >= matches);
    unknown_or_repeated(chosen.iter().map(|pair| pair.prompt), pairs.len())
        .or(beyond.then_some("field-unknown-choice"))
}

pub(super) fn wrong_gap(
    filled: &[FilledGap],
    gaps: &[Gap],
    choices: &[DragChoice],
) -> Option<&'static str> {
    let wrong = |filled: &FilledGap| {
        let gap = gaps.get(usize::from(filled.gap))?;
        let text = filled.text.as_deref();
        let within = |count: usize| {
            let known = filled
                .choice
                .is_some_and(|choice| usize::from(choice) < count);
            (!known).then_some("field-unknown-choice")
        };
        match gap {
            Gap::Typed { .. } => text.is_none().then_some("field-not-the-questions-kind"),
            Gap::Number { .. } => match text {
                Some(text) => not_a_number(text, None),
                None => Some("field-not-the-questions-kind"),
            },
            Gap::Selected { options, .. } => within(options.len()),
            Gap::Dragged { .. } => within(choices.len()),
        }
    };
    unknown_or_repeated(filled.iter().map(|filled| filled.gap), gaps.len())
        .or_else(|| filled.iter().find_map(wrong))
        .or_else(|| {
            used_again(
                filled
                    .iter()
                    .filter(|filled| is_dragged(gaps, filled))
                    .filter_map(|filled| filled.choice),
                choices,
            )
        })
}

fn is_dragged(gaps: &[Gap], filled: &FilledGap) -> bool {
    matches!(gaps.get(usize::from(filled.gap)), Some(Gap::Dragged { .. }))
}

pub(super) fn wrong_place(placed: &[PlacedChoice], choices: &[DragChoice]) -> Option<&'static str> {
    let numbers = || placed.iter().map(|placed| placed.choice);
    let beyond = numbers().any(|number| usize::from(number) >= choices.len());
    beyond
        .then_some("field-unknown-choice")
        .or_else(|| used_again(numbers(), choices))
}

/// What may be used once only is used once. The numbers are those of the paper, whose order is not
/// known here, so it is enough that no number stands twice unless something may be used again.
fn used_again(numbers: impl Iterator<Item = u16>, choices: &[DragChoice]) -> Option<&'static str> {
    if choices.iter().any(|choice| choice.again) {
        return None;
    }
    unknown_or_repeated(numbers, choices.len())
}
