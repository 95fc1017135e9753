//! Matching, ordering and essays, and the plain text of elements.

use super::super::xml::Element;
use super::question::{Problem, Reading};
use crate::quizzes::questions::parts::Pair;
use crate::quizzes::questions::{AnswerKey, OrderingScoring};

/// The text of an element, which may stand in `<text>` or right in it, without blanks around it.
pub(super) fn text_of(element: &Element) -> String {
    let text = element
        .child("text")
        .map_or_else(|| element.own_text(), Element::text);
    text.trim().to_owned()
}

/// The text of an element within elements.
pub(super) fn text_at(element: &Element, path: &[&str]) -> String {
    let mut found = Some(element);
    for name in path {
        found = found.and_then(|element| element.child(name));
    }
    found.map_or_else(String::new, text_of)
}

pub(super) fn matching(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let (mut pairs, mut distractors) = (Vec::new(), Vec::new());
    for element in reading.take_all("subquestion") {
        let prompt = reading.markdown(element);
        let matches = text_at(element, &["answer"]);
        if matches.is_empty() && prompt.is_empty() {
            continue;
        }
        if prompt.is_empty() {
            distractors.push(matches);
        } else {
            pairs.push(Pair { prompt, matches });
        }
    }
    Ok(AnswerKey::Matching { pairs, distractors })
}

pub(super) fn ordering(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let mut items = Vec::new();
    for element in reading.take_all("answer") {
        items.push(reading.markdown(element));
    }
    let select = reading.take_text("selecttype");
    reading.take_all("selectcount");
    if !matches!(select.as_str(), "" | "ALL" | "0") {
        reading.approximated("selecttype");
    }
    let scoring = match reading.take_text("gradingtype").as_str() {
        "ALL_OR_NOTHING" | "-1" => OrderingScoring::AllOrNothing,
        "" | "ABSOLUTE_POSITION" | "0" => OrderingScoring::Positions,
        "RELATIVE_NEXT_EXCLUDE_LAST" | "1" => OrderingScoring::Neighbours,
        _ => {
            reading.approximated("gradingtype");
            OrderingScoring::Neighbours
        }
    };
    Ok(AnswerKey::Ordering { items, scoring })
}

pub(super) fn essay(reading: &mut Reading<'_>) -> AnswerKey {
    let guidance = reading.markdown_at("graderinfo");
    let format = reading.take_text("responseformat");
    let attachments = reading.take_text("attachments");
    let attachments: i32 = attachments.parse().unwrap_or_default();
    if format == "noinline" {
        reading.take_all("attachmentsrequired");
        let most_files = match u8::try_from(attachments) {
            Ok(count @ 1..=20) => count,
            // Moodle knows "any number" as well, and writes it -1.
            _ => {
                reading.approximated("attachments");
                20
            }
        };
        return AnswerKey::File {
            guidance,
            rubric: None,
            most_files,
        };
    }
    if format == "monospaced" || format == "editorfilepicker" {
        reading.approximated("responseformat");
    }
    if attachments != 0 {
        reading.left_out("attachments");
    }
    let template = reading.markdown_at("responsetemplate");
    AnswerKey::Essay {
        guidance,
        rubric: None,
        template,
    }
}
