//! The author's comments on what was answered.

use super::super::grading::{number, picture, text};
use super::super::hundredths::Hundredths;
use super::super::paper::{Part, PartOrder};
use super::super::questions::parts::{Choice, Gap, HotZone, Point};
use super::super::questions::{AnswerKey, Question};
use super::super::response::{FilledGap, Response};

/// The comment on how right an answer is; empty when there is none.
pub(super) fn on_outcome(question: &Question, marks: Hundredths) -> &str {
    let comments = &question.outcome_comments;
    if marks >= Hundredths::from_whole(question.worth()) {
        &comments.right
    } else if marks > Hundredths::default() {
        &comments.partly
    } else {
        &comments.wrong
    }
}

/// The comment on the very answer that was given; empty when there is none.
pub(super) fn on_answer<'a>(key: &'a AnswerKey, response: &Response) -> &'a str {
    match (key, response) {
        (
            AnswerKey::TrueFalse {
                true_comment,
                false_comment,
                ..
            },
            Response::TrueFalse { value },
        ) => {
            if *value {
                true_comment
            } else {
                false_comment
            }
        }
        (AnswerKey::ShortText { .. }, Response::ShortText { text: typed }) => {
            text::recognised(key, typed).map_or("", |known| known.comment)
        }
        (AnswerKey::Number { .. }, Response::Number { text }) => {
            number::recognised(key, text).map_or("", |known| known.comment)
        }
        _ => "",
    }
}

/// The comments on what was chosen, filled in or pointed at; `response` has the numbers of the
/// paper, and so have they.
pub(super) fn on_options(key: &AnswerKey, order: &PartOrder, response: &Response) -> Vec<Part> {
    let comments: Vec<(u16, &str)> = match (key, response) {
        (AnswerKey::SingleChoice { options }, Response::SingleChoice { option }) => {
            on_choices(options, &order.parts, std::slice::from_ref(option))
        }
        (
            AnswerKey::MultipleChoice { options, .. },
            Response::MultipleChoice { options: chosen },
        ) => on_choices(options, &order.parts, chosen),
        (AnswerKey::GapFill { gaps, .. }, Response::GapFill { gaps: filled }) => filled
            .iter()
            .filter_map(|filled| {
                let at = usize::from(filled.gap);
                let own = order.gaps.get(at).map_or(&[][..], Vec::as_slice);
                Some((filled.gap, on_gap(gaps.get(at)?, own, filled)))
            })
            .collect(),
        (AnswerKey::Hotspot { zones, .. }, Response::Hotspot { points }) => (0..)
            .zip(points)
            .map(|(number, point)| (number, on_point(zones, *point)))
            .collect(),
        _ => Vec::new(),
    };
    comments
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(number, text)| Part {
            number,
            text: text.to_owned(),
        })
        .collect()
}

fn on_choices<'a>(options: &'a [Choice], order: &[u16], chosen: &[u16]) -> Vec<(u16, &'a str)> {
    let comment_on = |number: &u16| {
        let option = options.get(usize::from(*order.get(usize::from(*number))?))?;
        Some((*number, option.comment.as_str()))
    };
    chosen.iter().filter_map(comment_on).collect()
}

fn on_gap<'a>(gap: &'a Gap, order: &[u16], filled: &FilledGap) -> &'a str {
    let typed = filled.text.as_deref().unwrap_or_default();
    match gap {
        Gap::Typed { .. } => text::recognised_in_gap(gap, typed).map_or("", |known| known.comment),
        Gap::Number { .. } => {
            number::recognised_in_gap(gap, typed).map_or("", |known| known.comment)
        }
        Gap::Selected { options, .. } => filled
            .choice
            .and_then(|number| order.get(usize::from(number)))
            .and_then(|at| options.get(usize::from(*at)))
            .map_or("", |option| &option.comment),
        Gap::Dragged { .. } => "",
    }
}

fn on_point(zones: &[HotZone], point: Point) -> &str {
    let hit = zones
        .iter()
        .find(|zone| picture::contains(&zone.shape, point));
    hit.map_or("", |zone| &zone.comment)
}
