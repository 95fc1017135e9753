//! Gaps that are filled by dragging.

use super::super::super::questions::parts::{DragChoice, Gap};
use super::super::super::response::FilledGap;
use super::gaps::{Found, filled};
use super::item::{Item, Refusal, gap_mark, markdown, question_text};
use super::node::{Node, Part};
use super::processing::{Scalar, Values};
use super::table::{Taken, answer, contained, number, response_of};

/// Reads gaps that are filled by dragging.
///
/// # Errors
/// When nothing tells what belongs into a gap.
pub fn dragged(item: &Item<'_>, interaction: &Node) -> Result<Taken, Refusal> {
    let response = response_of(interaction);
    let choices: Vec<&Node> =
        interaction.all(&|node| matches!(node.name.as_str(), "gapText" | "gapImg"));
    let gaps: Vec<&Node> = interaction.all_named("gap");
    let correct = item.correct(&response).members();
    let pair = |choice: &Node, gap: &Node| {
        Scalar::DirectedPair(
            choice.attribute_or_empty("identifier").trim().to_owned(),
            gap.attribute_or_empty("identifier").trim().to_owned(),
        )
    };
    let given = |pair: Scalar| answer(&response, contained(item, &response, vec![pair]));
    let mut found = Vec::new();
    for (at, gap) in gaps.iter().enumerate() {
        let declared = choices.iter().position(|choice| {
            let wanted = pair(choice, gap);
            correct.iter().any(|known| known.matches(&wanted))
        });
        let tried = || {
            choices
                .iter()
                .position(|choice| item.marks(&given(pair(choice, gap))) > 0.0)
        };
        let right = declared
            .or_else(tried)
            .ok_or_else(|| item.refusal("import-qti-gap-without-answer"))?;
        let tries = choices.iter().enumerate().map(|(choice, node)| {
            let filled = FilledGap {
                gap: number(at),
                text: None,
                choice: Some(number(choice)),
            };
            (given(pair(node, gap)), filled)
        });
        let alone = choices
            .get(right)
            .map_or(0.0, |choice| item.marks(&given(pair(choice, gap))));
        // The right one first, so that it is the first among equals where only all together count.
        let mut tries: Vec<(Values, FilledGap)> = tries.collect();
        tries.swap(0, right);
        let gain = if alone > 0.0 { alone } else { 1.0 };
        found.push(Found {
            gap: Gap::Dragged {
                choice: number(right),
                weight: 1,
            },
            gain,
            tries,
        });
    }
    if found.is_empty() {
        return Err(item.refusal("import-qti-no-key"));
    }
    let drag = choices.iter().map(|node| DragChoice {
        text: drag_text(node),
        again: node.attribute("matchMax").map(str::trim) != Some("1"),
    });
    let drag: Vec<DragChoice> = drag.collect();
    let mut next = 0;
    let text = question_text(&item.body, &mut |node| {
        let mut inner = node.mapped(&mut |inner| match inner.name.as_str() {
            "gapText" | "gapImg" => Some(None),
            "gap" => {
                next += 1;
                Some(Some(gap_mark(next)))
            }
            _ => None,
        });
        "div".clone_into(&mut inner.name);
        inner.attributes.clear();
        Some(Part::Node(inner))
    });
    let taken = filled(item, text, found, drag);
    if taken.most <= 0.0 {
        return Err(item.refusal("import-qti-no-key"));
    }
    Ok(taken)
}

/// What something to be dragged says.
#[must_use]
pub fn drag_text(node: &Node) -> String {
    let text = markdown(node);
    let label = || {
        node.attribute("objectLabel")
            .or(node.attribute("identifier"))
    };
    if text.is_empty() {
        label().unwrap_or("…").to_owned()
    } else {
        text
    }
}
