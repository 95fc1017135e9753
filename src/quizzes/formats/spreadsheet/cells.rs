//! A question as the cells of a row.

use std::collections::BTreeMap;

use super::super::{Exported, Remark, Severity, shared};
use super::columns::{Column, KINDS, SCORINGS, TRUTHS, Words};
use super::gaps;
use super::lines::{Line, cell, marked, marked_words};
use crate::quizzes::questions::parts::{Choice, KnownNumber, KnownText, UnitRule, Variable};
use crate::quizzes::questions::rubric::Rubric;
use crate::quizzes::questions::{AnswerKey, Question};

/// The most characters of a cell.
const LONGEST: usize = 32_767;

/// The cells of a row that are not empty.
pub type Cells = BTreeMap<Column, String>;

/// The rows of questions, and what a spreadsheet cannot hold.
pub fn rows(questions: &[Exported<'_>], words: Words<'_>) -> (Vec<Cells>, Vec<Remark>) {
    let mut rows = Vec::new();
    let mut remarks = Vec::new();
    for (index, exported) in questions.iter().enumerate() {
        let place = shared::called(exported, index);
        match row(exported, words) {
            None => remarks.push(shared::not_held(&place)),
            Some(cells) if cells.values().any(|cell| cell.chars().count() > LONGEST) => {
                remarks.push(Remark::new(
                    place,
                    Severity::Refused,
                    "export-cell-too-long",
                ));
            }
            Some(cells) => rows.push(cells),
        }
    }
    (rows, remarks)
}

/// The cells of a question; nothing when a spreadsheet cannot hold it.
fn row(exported: &Exported<'_>, words: Words<'_>) -> Option<Cells> {
    let question = exported.question;
    let mut cells = Cells::new();
    let kind = answers(question, words, &mut cells)?;
    let kind = KINDS.iter().find(|(name, _)| *name == kind)?;
    let tags = if exported.tags.iter().any(|tag| tag.contains(',')) {
        // A line break says that commas belong to the tags.
        format!("{}\n", exported.tags.join("\n"))
    } else {
        exported.tags.join(", ")
    };
    let name = |name: &String| name.replace('/', "//");
    let outcome = &question.outcome_comments;
    cells.insert(Column::Kind, words(kind.1));
    cells.insert(Column::Text, question.text.clone());
    cells.insert(Column::Marks, question.marks.to_string());
    cells.insert(Column::Title, question.title.clone());
    cells.insert(
        Column::Category,
        exported
            .category
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .join(" / "),
    );
    cells.insert(Column::Tags, tags);
    cells.insert(
        Column::Difficulty,
        exported
            .difficulty
            .map(|of| of.to_string())
            .unwrap_or_default(),
    );
    cells.insert(
        Column::Language,
        exported.language.clone().unwrap_or_default(),
    );
    cells.insert(Column::Comment, question.comment.clone());
    cells.insert(Column::Right, outcome.right.clone());
    cells.insert(Column::Partly, outcome.partly.clone());
    cells.insert(Column::Wrong, outcome.wrong.clone());
    cells.insert(Column::Identifier, exported.identifier.clone());
    cells.retain(|_, cell| !cell.is_empty());
    Some(cells)
}

/// A word of the catalogue for a name.
fn word(name: &str, known: &[(&str, &str)], words: Words<'_>) -> String {
    let key = known
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, key)| *key);
    key.map_or_else(|| name.to_owned(), words)
}

fn yes(is_so: bool, words: Words<'_>) -> String {
    if is_so {
        word("yes", &TRUTHS, words)
    } else {
        String::new()
    }
}

/// A number that is left out when it is nothing.
fn unless_nothing(number: f64) -> String {
    if number == 0.0 {
        String::new()
    } else {
        number.to_string()
    }
}

/// How JSON names a value without fields.
fn name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Fills the cells of the answers; says the name of the kind, or nothing when a spreadsheet
/// cannot hold it.
fn answers(question: &Question, words: Words<'_>, cells: &mut Cells) -> Option<&'static str> {
    let mut set = |column: Column, cell: String| {
        cells.insert(column, cell);
    };
    Some(match &question.answer {
        AnswerKey::SingleChoice { options } => {
            set(Column::Answers, cell(options.iter().map(option)));
            "single_choice"
        }
        AnswerKey::MultipleChoice { options, scoring } => {
            set(Column::Answers, cell(options.iter().map(option)));
            set(Column::Scoring, word(&name(scoring), &SCORINGS, words));
            "multiple_choice"
        }
        AnswerKey::TrueFalse {
            correct,
            true_comment,
            false_comment,
        } => {
            let line = |truth: bool, comment: &String| Line {
                star: truth == *correct,
                percent: None,
                text: word(if truth { "true" } else { "false" }, &TRUTHS, words),
                comment: comment.clone(),
            };
            let lines = [line(true, true_comment), line(false, false_comment)];
            set(
                Column::Answers,
                cell(lines.iter().map(|line| line.write("*"))),
            );
            "true_false"
        }
        AnswerKey::ShortText {
            accepted,
            others,
            case_sensitive,
            wildcards,
        } => {
            let lines = accepted.iter().map(|text| Line::says(text).write(""));
            set(
                Column::Answers,
                cell(lines.chain(others.iter().map(|known| text(known).write("")))),
            );
            set(Column::CaseSensitive, yes(*case_sensitive, words));
            set(Column::Wildcards, yes(*wildcards, words));
            "short_text"
        }
        AnswerKey::Number {
            correct,
            tolerance,
            tolerance_percent,
            units: rule,
            others,
        } => {
            let first = std::iter::once(correct.to_string());
            set(
                Column::Answers,
                cell(first.chain(others.iter().map(|known| number(known, "")))),
            );
            set(Column::Tolerance, unless_nothing(*tolerance));
            set(Column::TolerancePercent, unless_nothing(*tolerance_percent));
            units(rule.as_ref(), &mut set);
            "number"
        }
        AnswerKey::Calculated {
            formula,
            variables,
            sets,
            tolerance,
            tolerance_percent,
            decimals,
            units: rule,
        } => {
            set(Column::Answers, formula.clone());
            set(Column::Variables, cell(variables.iter().map(variable)));
            let line = |set: &Vec<f64>| {
                set.iter()
                    .map(f64::to_string)
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            set(Column::Sets, cell(sets.iter().map(line)));
            set(Column::Tolerance, unless_nothing(*tolerance));
            set(Column::TolerancePercent, unless_nothing(*tolerance_percent));
            set(Column::Decimals, decimals.to_string());
            units(rule.as_ref(), &mut set);
            "calculated"
        }
        AnswerKey::Matching { pairs, distractors } => {
            let pair = |prompt: &str, matches: &str| {
                format!(
                    "{} = {}",
                    marked_words(prompt, "="),
                    marked_words(matches, "=")
                )
            };
            let of_none = distractors
                .iter()
                .map(|matches| format!("= {}", marked_words(matches, "=")));
            let pairs = pairs.iter().map(|of| pair(&of.prompt, &of.matches));
            set(Column::Answers, cell(pairs.chain(of_none).map(closed)));
            "matching"
        }
        AnswerKey::Ordering { items, scoring } => {
            set(
                Column::Answers,
                cell(items.iter().map(|item| Line::says(item).write(""))),
            );
            set(Column::Scoring, word(&name(scoring), &SCORINGS, words));
            "ordering"
        }
        AnswerKey::GapFill { gaps, .. } => {
            let (lines, case_sensitive) = gaps::write(gaps)?;
            set(Column::Answers, cell(lines));
            set(Column::CaseSensitive, yes(case_sensitive, words));
            "gap_fill"
        }
        AnswerKey::Essay {
            guidance,
            rubric: criteria,
            template,
        } => {
            set(Column::Guidance, guidance.clone());
            set(
                Column::Rubric,
                criteria.as_ref().map(rubric).unwrap_or_default(),
            );
            set(Column::Template, template.clone());
            "essay"
        }
        AnswerKey::File {
            guidance,
            rubric: criteria,
            most_files,
        } => {
            set(Column::Guidance, guidance.clone());
            set(
                Column::Rubric,
                criteria.as_ref().map(rubric).unwrap_or_default(),
            );
            set(Column::MostFiles, most_files.to_string());
            "file"
        }
        AnswerKey::Information => "information",
        AnswerKey::DragOntoImage { .. } | AnswerKey::Hotspot { .. } => return None,
    })
}

/// A line whose last backslash is one of the text.
fn closed(line: String) -> String {
    if line.ends_with('\\') {
        line + " "
    } else {
        line
    }
}

/// An option as a line.
pub fn option(option: &Choice) -> String {
    let line = Line {
        star: option.correct,
        percent: option.percent,
        text: option.text.clone(),
        comment: option.comment.clone(),
    };
    line.write("*")
}

/// A known answer as a line.
pub fn text(known: &KnownText) -> Line {
    Line::known(&known.text, known.percent, &known.comment)
}

/// A known number as a line, with a sign in front of the number.
pub fn number(known: &KnownNumber, sign: &str) -> String {
    let number = within(known.number, known.tolerance);
    Line::known(&format!("{sign}{number}"), known.percent, &known.comment).write("")
}

/// A number with its tolerance, when there is any.
pub fn within(number: f64, tolerance: f64) -> String {
    if tolerance == 0.0 {
        number.to_string()
    } else {
        format!("{number} \u{b1} {tolerance}")
    }
}

fn units(rule: Option<&UnitRule>, set: &mut impl FnMut(Column, String)) {
    let Some(rule) = rule else {
        return;
    };
    let line = |name: &str, factor: f64| closed(format!("{} = {factor}", marked_words(name, "=")));
    set(
        Column::Units,
        cell(rule.units.iter().map(|unit| line(&unit.name, unit.factor))),
    );
    set(Column::UnitPenalty, rule.penalty_percent.to_string());
}

fn variable(variable: &Variable) -> String {
    let Variable {
        name,
        least,
        most,
        decimals,
    } = variable;
    format!("{name} = {least}..{most} ({decimals})")
}

fn rubric(rubric: &Rubric) -> String {
    let mut lines = Vec::new();
    for criterion in &rubric.criteria {
        lines.push(closed(marked(&criterion.title, "-")));
        lines.extend(
            criterion
                .levels
                .iter()
                .map(|level| closed(format!("- {}: {}", level.points, level.title))),
        );
    }
    cell(lines)
}
