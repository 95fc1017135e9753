//! Texts with gaps of the plug-in `gapfill`.

use super::super::html;
use super::gaps::{few, some_gaps, written};
use super::question::{Problem, Reading};
use super::simple::text_of;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{Choice, DragChoice, Gap};

/// The plug-in `gapfill`: the right words stand in the text between two signs.
pub(super) fn gap_fill(reading: &mut Reading<'_>, text: &mut String) -> Result<AnswerKey, Problem> {
    let (element, raw) = written(reading)?;
    let signs = reading.take_text("delimitchars");
    let mut signs = signs.chars();
    let (begin, end) = (signs.next().unwrap_or('['), signs.next().unwrap_or(']'));
    let mut rights = Vec::new();
    let mut with_gaps = String::new();
    let mut rest = raw.as_str();
    while let Some((before, after)) = rest.split_once(begin) {
        with_gaps.push_str(before);
        let Some((words, after)) = after.split_once(end) else {
            with_gaps.push(begin);
            rest = after;
            break;
        };
        rights.push(html::plain_text(words).trim().to_owned());
        with_gaps.push_str(&format!("[[{}]]", rights.len()));
        rest = after;
    }
    with_gaps.push_str(rest);
    few(&rights)?;
    *text = reading.markdown_of(&with_gaps, element);
    let case_sensitive = reading.take_flag("casesensitive", false);
    let display = reading.take_text("answerdisplay");
    // Words are compared as they are; the plug-in may read them as patterns.
    let plain = reading.take_flag("disableregex", false);
    if !plain
        && rights
            .iter()
            .any(|right| right.contains(['*', '+', '?', '^', '$', '\\', '(']))
    {
        reading.approximated("disableregex");
    }
    if reading.take_flag("noduplicates", false) {
        reading.left_out("noduplicates");
    }
    let mut all: Vec<String> = Vec::new();
    for answer in reading.take_all("answer") {
        let word = text_of(answer);
        if !word.is_empty() && !all.contains(&word) && !rights.contains(&word) {
            all.push(word);
        }
    }
    let mut choices: Vec<String> = Vec::new();
    for word in rights.iter().chain(&all) {
        if !choices.contains(word) {
            choices.push(word.clone());
        }
    }
    let alternatives = |right: &String| -> Vec<String> {
        right
            .split('|')
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let gaps = rights.iter().map(|right| match display.as_str() {
        "gapfill" => Gap::Typed {
            accepted: alternatives(right),
            others: Vec::new(),
            case_sensitive,
            weight: 1,
        },
        "dropdown" => Gap::Selected {
            options: choices
                .iter()
                .map(|word| Choice {
                    text: html::plain_to_markdown(word),
                    correct: word == right,
                    percent: None,
                    comment: String::new(),
                })
                .collect(),
            weight: 1,
        },
        _ => Gap::Dragged {
            choice: choices
                .iter()
                .position(|word| word == right)
                .and_then(|at| u16::try_from(at).ok())
                .unwrap_or_default(),
            weight: 1,
        },
    });
    let gaps = gaps.collect();
    let dragged = !matches!(display.as_str(), "gapfill" | "dropdown");
    let drag = |word: &String| DragChoice {
        text: html::plain_to_markdown(word),
        again: rights.iter().filter(|right| *right == word).count() > 1,
    };
    let choices = if dragged {
        choices.iter().map(drag).collect()
    } else {
        Vec::new()
    };
    some_gaps(gaps, choices)
}
