//! Feedback: what an item shows after an answer becomes our comments. Which answers bring it up is
//! found by asking the item's rule.

use super::super::super::questions::parts::Choice;
use super::super::super::questions::{AnswerKey, Question};
use super::super::super::response::Response;
use super::super::Severity;
use super::item::{Item, markdown};
use super::node::Node;
use super::processing::Values;
use super::table::{Probe, Taken};

/// Which of the probes bring up a feedback, by their share of the marks.
struct Shown {
    all: bool,
    none: bool,
    /// Exactly those that are fully right, partly right or wrong.
    right: bool,
    partly: bool,
    wrong: bool,
    /// The options of a choice that bring it up.
    options: Vec<usize>,
}

/// Takes over the feedback of an item.
pub fn take(item: &mut Item<'_>, taken: &Taken, question: &mut Question) {
    let modal: Vec<Node> = item
        .node
        .all_named("modalFeedback")
        .into_iter()
        .cloned()
        .collect();
    let in_body = item
        .body
        .all(&|node| matches!(node.name.as_str(), "feedbackBlock" | "feedbackInline"));
    let in_options = item
        .body
        .all_named("simpleChoice")
        .into_iter()
        .flat_map(|node| node.all_named("feedbackInline"));
    let in_options: Vec<&Node> = in_options.collect();
    let blocks: Vec<Node> = in_body
        .into_iter()
        .filter(|node| !in_options.iter().any(|known| known == node))
        .cloned()
        .collect();
    let mut lost = false;
    for node in modal.iter().chain(&blocks) {
        let comment = markdown(node);
        if !comment.is_empty() && !placed(&shown(item, taken, node), comment, question) {
            lost = true;
        }
    }
    if lost {
        item.remark(Severity::LeftOut, "import-qti-feedback");
    }
}

fn is_shown(node: &Node, values: &Values) -> bool {
    let value = values.get(node.attribute_or_empty("outcomeIdentifier"));
    let identifier = node.attribute_or_empty("identifier");
    let has = value.is_some_and(|value| value.members().iter().any(|one| one.text() == identifier));
    has != (node.attribute("showHide") == Some("hide"))
}

fn shown(item: &Item<'_>, taken: &Taken, node: &Node) -> Shown {
    let tried: Vec<(bool, f64, &Probe)> = taken
        .probes
        .iter()
        .map(|probe| {
            let values = item.outcome(&probe.given);
            (
                is_shown(node, &values),
                taken.item_share(item, probe),
                probe,
            )
        })
        .collect();
    let exactly = |fits: &dyn Fn(f64) -> bool| {
        tried.iter().any(|(_, share, _)| fits(*share))
            && tried.iter().all(|(shown, share, _)| *shown == fits(*share))
    };
    let options = tried
        .iter()
        .filter(|(shown, ..)| *shown)
        .filter_map(|(.., probe)| option(&probe.response));
    Shown {
        all: tried.iter().all(|(shown, ..)| *shown),
        none: !tried.iter().any(|(shown, ..)| *shown),
        right: exactly(&|share| share >= 1.0 - 1e-9),
        partly: exactly(&|share| share > 0.0 && share < 1.0 - 1e-9),
        wrong: exactly(&|share| share <= 0.0),
        options: options.collect(),
    }
}

/// The one option that a response chooses.
fn option(response: &Response) -> Option<usize> {
    match response {
        Response::SingleChoice { option } => Some(usize::from(*option)),
        Response::MultipleChoice { options } => match options.as_slice() {
            [only] => Some(usize::from(*only)),
            _ => None,
        },
        Response::TrueFalse { value } => Some(usize::from(!*value)),
        _ => None,
    }
}

/// Puts a comment where it belongs; false when there is no such place.
fn placed(shown: &Shown, comment: String, question: &mut Question) -> bool {
    let outcome = &mut question.outcome_comments;
    let place = if shown.none {
        return false;
    } else if shown.all {
        &mut question.comment
    } else if shown.right {
        &mut outcome.right
    } else if shown.partly {
        &mut outcome.partly
    } else if shown.wrong {
        &mut outcome.wrong
    } else {
        return to_options(&mut question.answer, &shown.options, &comment);
    };
    append(place, &comment);
    true
}

fn append(place: &mut String, comment: &str) {
    if !place.is_empty() {
        place.push_str("\n\n");
    }
    place.push_str(comment);
}

fn to_options(answer: &mut AnswerKey, shown: &[usize], comment: &str) -> bool {
    match answer {
        AnswerKey::SingleChoice { options } | AnswerKey::MultipleChoice { options, .. } => {
            let mut commented = options
                .iter_mut()
                .enumerate()
                .filter(|(at, _)| shown.contains(at))
                .peekable();
            let any = commented.peek().is_some();
            commented.for_each(|(_, Choice { comment: place, .. })| append(place, comment));
            any
        }
        AnswerKey::TrueFalse {
            true_comment,
            false_comment,
            ..
        } => {
            for at in shown {
                append(
                    if *at == 0 {
                        true_comment
                    } else {
                        false_comment
                    },
                    comment,
                );
            }
            !shown.is_empty()
        }
        _ => false,
    }
}
