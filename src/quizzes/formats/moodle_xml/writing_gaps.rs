//! Writes texts with gaps.

use super::super::html;
use super::cloze::escaped;
use super::gaps::words;
use super::writing::Writing;
use super::writing_keys::typed;
use super::writing_numbers::known;
use crate::quizzes::questions::parts::{DragChoice, Gap};
use crate::quizzes::questions::{AnswerKey, Question};

/// The text of a question, with what Moodle writes for a gap at the place of each.
pub(super) fn text(writing: &mut Writing<'_>, question: &Question) -> String {
    let AnswerKey::GapFill { gaps, .. } = &question.answer else {
        return question.text.clone();
    };
    let mut text = question.text.clone();
    for number in 1..=gaps.len() {
        let marker = format!("[[{number}]]");
        if !text.contains(&marker) {
            // A gap without a place could not be filled in Moodle.
            writing.changed("text");
            text.push_str(&format!(" {marker}"));
        }
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("[[") {
        result.push_str(before);
        let marked = after.split_once("]]").and_then(|(number, behind)| {
            let number: usize = number.parse().ok()?;
            Some((gaps.get(number.checked_sub(1)?)?, behind))
        });
        match marked {
            Some((gap, behind)) => {
                result.push_str(&code(gap));
                rest = behind;
            }
            None => {
                result.push_str("[[");
                rest = after;
            }
        }
    }
    result.push_str(rest);
    result
}

/// A gap as Cloze writes it, or as the number of what is dragged there.
fn code(gap: &Gap) -> String {
    match gap {
        Gap::Dragged { choice, .. } => format!("[[{}]]", u32::from(*choice) + 1),
        Gap::Typed {
            accepted,
            others,
            case_sensitive,
            weight,
        } => {
            let kind = if *case_sensitive {
                "SHORTANSWER_C"
            } else {
                "SHORTANSWER"
            };
            let answers = typed(accepted, others);
            let answers = answers.iter().map(|known| {
                answer(
                    known.percent,
                    &known.text.replace('*', "\\*"),
                    &known.comment,
                )
            });
            joined(*weight, kind, answers)
        }
        Gap::Number {
            correct,
            tolerance,
            others,
            weight,
        } => {
            let numbers = known(*correct, *tolerance, others);
            let answers = numbers.iter().map(|known| {
                let number = format!("{}:{}", known.number, known.tolerance);
                answer(known.percent, &number, &known.comment)
            });
            joined(*weight, "NUMERICAL", answers)
        }
        Gap::Selected { options, weight } => {
            let answers = options.iter().map(|option| {
                let usual = if option.correct { 100.0 } else { 0.0 };
                answer(
                    option.percent.unwrap_or(usual),
                    &option.text,
                    &option.comment,
                )
            });
            joined(*weight, "MULTICHOICE", answers)
        }
    }
}

fn joined(weight: u8, kind: &str, answers: impl Iterator<Item = String>) -> String {
    format!(
        "{{{weight}:{kind}:{}}}",
        answers.collect::<Vec<_>>().join("~")
    )
}

fn answer(percent: f64, text: &str, comment: &str) -> String {
    let earns = if percent == 100.0 {
        "=".to_owned()
    } else {
        format!("%{percent}%")
    };
    let comment = match comment {
        "" => String::new(),
        comment => format!("#{}", escaped(comment)),
    };
    format!("{earns}{}{comment}", escaped(text))
}

/// The boxes to drag.
pub(super) fn drag_boxes(writing: &mut Writing<'_>, gaps: &[Gap], choices: &[DragChoice]) {
    if gaps.iter().any(|gap| gap.weight() != 1) {
        writing.left_out("answer.gaps.weight");
    }
    writing.xml.element("shuffleanswers", &[], "1");
    for choice in choices {
        writing.xml.open("dragbox", &[]);
        let text = label(writing, &choice.text);
        writing.xml.element("text", &[], &text);
        writing.xml.element("group", &[], "1");
        if choice.again {
            writing.xml.element("infinite", &[], "");
        }
        writing.xml.close();
    }
}

/// A label as HTML, for Moodle knows no Markdown in these. What would not come back so, or shows
/// nothing (Markdown takes `[a]: b` for where a link leads), is written as it stands, and that is said.
pub(super) fn label(writing: &mut Writing<'_>, markdown: &str) -> String {
    let text = html::to_inline_html(markdown);
    if !text.is_empty() && html::to_html(&words(&text)) == html::to_html(markdown) {
        return text;
    }
    writing.changed("answer.choices.text");
    markdown.replace('&', "&amp;").replace('<', "&lt;")
}
