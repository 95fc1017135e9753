//! What a person grades: texts and files.

use super::super::super::questions::AnswerKey;
use super::choices::fallback_text;
use super::convert::guidance;
use super::item::{Item, question_text};
use super::node::Node;
use super::table::Taken;

/// Whether a person grades what an interaction asks for.
#[must_use]
pub fn is_open(node: &Node) -> bool {
    matches!(
        node.name.as_str(),
        "extendedTextInteraction" | "uploadInteraction"
    )
}

/// Reads it.
#[must_use]
pub fn read(item: &Item<'_>, interaction: &Node) -> Taken {
    let guidance = guidance(&item.body);
    let answer = if interaction.name == "uploadInteraction" {
        AnswerKey::File {
            guidance,
            rubric: None,
            most_files: 1,
        }
    } else {
        AnswerKey::Essay {
            guidance,
            rubric: None,
            template: String::new(),
        }
    };
    let text = question_text(&item.body, &mut |_| None);
    let text = if text.is_empty() {
        fallback_text(item)
    } else {
        text
    };
    Taken {
        text,
        answer,
        most: 1.0,
        probes: Vec::new(),
        options: Vec::new(),
    }
}
