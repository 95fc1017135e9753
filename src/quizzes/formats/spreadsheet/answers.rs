//! The cells of a row as the key of a question.

use super::super::Severity;
use super::columns::{Column, SCORINGS, TRUTHS, meant};
use super::gaps::{self, choice};
use super::lines::{self, Line, number, plain_words, split_at_word, unmarked};
use super::rows::RowReader;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{Pair, Unit, UnitRule, Variable};
use crate::quizzes::questions::rubric::{Criterion, Level, Rubric};

/// The key of a question of this kind; nothing when a cell was refused.
pub fn answer(kind: &str, row: &mut RowReader<'_>) -> Option<AnswerKey> {
    Some(match kind {
        "single_choice" => AnswerKey::SingleChoice {
            options: options(row),
        },
        "multiple_choice" => AnswerKey::MultipleChoice {
            options: options(row),
            scoring: scoring(row)?,
        },
        "true_false" => true_false(row)?,
        "short_text" => short_text(row),
        "number" => number_key(row)?,
        "calculated" => calculated(row)?,
        "matching" => matching(row)?,
        "ordering" => AnswerKey::Ordering {
            items: answers(row)
                .iter()
                .map(|line| Line::read(line, false, "").text)
                .collect(),
            scoring: scoring(row)?,
        },
        "gap_fill" => gap_fill(row)?,
        "essay" => AnswerKey::Essay {
            guidance: row.text(Column::Guidance),
            rubric: rubric(row)?,
            template: row.text(Column::Template),
        },
        "file" => AnswerKey::File {
            guidance: row.text(Column::Guidance),
            rubric: rubric(row)?,
            most_files: row.whole(Column::MostFiles).unwrap_or(1),
        },
        _ => AnswerKey::Information,
    })
}

/// The lines of the answers.
fn answers(row: &mut RowReader<'_>) -> Vec<String> {
    lines::logical(&row.text(Column::Answers))
}

fn options(row: &mut RowReader<'_>) -> Vec<crate::quizzes::questions::parts::Choice> {
    answers(row)
        .iter()
        .map(|line| choice(Line::read(line, true, "*")))
        .collect()
}

/// How an answer that is partly right is marked: the usual way when nothing is said.
fn scoring<T: Default + serde::de::DeserializeOwned>(row: &mut RowReader<'_>) -> Option<T> {
    if row.text(Column::Scoring).is_empty() {
        return Some(T::default());
    }
    let word = row.word(Column::Scoring, &SCORINGS)?;
    let read = serde_json::from_value(serde_json::Value::from(word)).ok();
    if read.is_none() {
        row.refuse(
            Column::Scoring,
            "import-cell-unknown-word",
            &[("text", word)],
        );
    }
    read
}

/// One word, or both with a star at the right one and comments.
fn true_false(row: &mut RowReader<'_>) -> Option<AnswerKey> {
    let lines: Vec<Line> = answers(row)
        .iter()
        .map(|line| Line::read(line, true, "*"))
        .collect();
    let is_alone = lines.len() == 1;
    let (mut correct, mut true_comment, mut false_comment) = (None, String::new(), String::new());
    for line in lines {
        let truth = match meant(&line.text, &TRUTHS, row.languages) {
            Some("true" | "yes") => true,
            Some(_) => false,
            None => {
                row.refuse(
                    Column::Answers,
                    "import-cell-no-truth",
                    &[("text", &line.text)],
                );
                return None;
            }
        };
        *(if truth {
            &mut true_comment
        } else {
            &mut false_comment
        }) = line.comment;
        if line.star || is_alone {
            correct = Some(truth);
        }
    }
    let Some(correct) = correct else {
        row.refuse(Column::Answers, "import-nothing-right", &[]);
        return None;
    };
    Some(AnswerKey::TrueFalse {
        correct,
        true_comment,
        false_comment,
    })
}

/// Says which comments had no place.
fn note_lost(row: &mut RowReader<'_>, lost: &[String]) {
    for comment in lost {
        let names = [("comment", comment.as_str())];
        row.remark(
            Column::Answers,
            Severity::LeftOut,
            "import-comment-no-place",
            &names,
        );
    }
}

fn short_text(row: &mut RowReader<'_>) -> AnswerKey {
    let lines = answers(row)
        .iter()
        .map(|line| Line::read(line, false, ""))
        .collect();
    let mut lost = Vec::new();
    let (accepted, others) = gaps::texts(lines, &mut lost);
    note_lost(row, &lost);
    AnswerKey::ShortText {
        accepted,
        others,
        case_sensitive: row.yes(Column::CaseSensitive),
        wildcards: row.yes(Column::Wildcards),
    }
}

fn number_key(row: &mut RowReader<'_>) -> Option<AnswerKey> {
    let lines = answers(row);
    let (correct, within, others) = match gaps::numbers(&lines) {
        Ok(numbers) => numbers,
        Err(line) => {
            row.refuse(Column::Answers, "import-cell-no-number", &[("text", &line)]);
            return None;
        }
    };
    Some(AnswerKey::Number {
        correct,
        tolerance: row.number(Column::Tolerance).unwrap_or(within),
        tolerance_percent: row.number(Column::TolerancePercent).unwrap_or(0.0),
        units: units(row)?,
        others,
    })
}

/// The units; the outer nothing when a line was refused.
fn units(row: &mut RowReader<'_>) -> Option<Option<UnitRule>> {
    let penalty: Option<u8> = row.whole(Column::UnitPenalty);
    let cell = row.text(Column::Units);
    let mut units = Vec::new();
    for line in lines::logical(&cell) {
        let (name, factor) = match split_at_word(&line, "=") {
            Some((name, factor)) => (name, number(factor)),
            None => (line.as_str(), Some(1.0)),
        };
        let Some(factor) = factor else {
            row.refuse(Column::Units, "import-cell-no-number", &[("text", &line)]);
            return None;
        };
        units.push(Unit {
            name: plain_words(name.trim(), "="),
            factor,
        });
    }
    let rule = UnitRule {
        units,
        penalty_percent: penalty.unwrap_or(0),
    };
    Some((!rule.units.is_empty()).then_some(rule))
}

fn calculated(row: &mut RowReader<'_>) -> Option<AnswerKey> {
    let mut variables = Vec::new();
    for line in lines::logical(&row.text(Column::Variables)) {
        let Some(variable) = variable(&line) else {
            row.refuse(Column::Variables, "import-cell-line", &[("text", &line)]);
            return None;
        };
        variables.push(variable);
    }
    let mut sets = Vec::new();
    for line in lines::logical(&row.text(Column::Sets)) {
        let Some(set) = line.split(';').map(number).collect() else {
            row.refuse(Column::Sets, "import-cell-line", &[("text", &line)]);
            return None;
        };
        sets.push(set);
    }
    let formula = row.text(Column::Answers);
    Some(AnswerKey::Calculated {
        formula: formula.trim_start_matches('=').trim().to_owned(),
        variables,
        sets,
        tolerance: row.number(Column::Tolerance).unwrap_or(0.0),
        tolerance_percent: row.number(Column::TolerancePercent).unwrap_or(0.0),
        decimals: row.whole(Column::Decimals).unwrap_or(2),
        units: units(row)?,
    })
}

/// A variable: `a = 1..10`, and in brackets how many decimals it has.
fn variable(line: &str) -> Option<Variable> {
    let (name, range) = line.split_once('=')?;
    let (range, decimals) = match range.split_once('(') {
        Some((range, decimals)) => (
            range,
            decimals.trim().strip_suffix(')')?.trim().parse().ok()?,
        ),
        None => (range, 0),
    };
    let (least, most) = range.split_once("..")?;
    Some(Variable {
        name: name.trim().trim_matches(['{', '}']).to_owned(),
        least: number(least)?,
        most: number(most)?,
        decimals,
    })
}

/// Pairs: `left = right`; what has no left side belongs to none.
fn matching(row: &mut RowReader<'_>) -> Option<AnswerKey> {
    let (mut pairs, mut distractors) = (Vec::new(), Vec::new());
    for line in answers(row) {
        // Without spaces around it the sign divides too, when there is only one.
        let alone = || {
            line.split_once('=')
                .filter(|(_, after)| !after.contains('='))
        };
        let Some((prompt, matches)) = split_at_word(&line, "=").or_else(alone) else {
            row.refuse(Column::Answers, "import-cell-line", &[("text", &line)]);
            return None;
        };
        let matches = plain_words(matches.trim(), "=");
        match plain_words(prompt.trim(), "=") {
            prompt if prompt.is_empty() => distractors.push(matches),
            prompt => pairs.push(Pair { prompt, matches }),
        }
    }
    Some(AnswerKey::Matching { pairs, distractors })
}

fn gap_fill(row: &mut RowReader<'_>) -> Option<AnswerKey> {
    let cell = row.text(Column::Answers);
    let case_sensitive = row.yes(Column::CaseSensitive);
    let mut lost = Vec::new();
    match gaps::read(&cell, case_sensitive, &mut lost) {
        Ok(gaps) => {
            note_lost(row, &lost);
            Some(AnswerKey::GapFill {
                gaps,
                choices: Vec::new(),
            })
        }
        Err(line) => {
            row.refuse(Column::Answers, "import-cell-line", &[("text", &line)]);
            None
        }
    }
}

/// Criteria, each with its levels below it: `- 2: title`. The outer nothing when a line was
/// refused.
fn rubric(row: &mut RowReader<'_>) -> Option<Option<Rubric>> {
    let mut criteria: Vec<Criterion> = Vec::new();
    for line in lines::logical(&row.text(Column::Rubric)) {
        let line = line.trim();
        let Some(level) = line.strip_prefix('-') else {
            criteria.push(Criterion {
                title: unmarked(line, "-"),
                levels: Vec::new(),
            });
            continue;
        };
        let level = level.split_once(':').and_then(|(points, title)| {
            Some(Level {
                title: title.trim().to_owned(),
                points: points.trim().parse().ok()?,
            })
        });
        match (level, criteria.last_mut()) {
            (Some(level), Some(criterion)) => criterion.levels.push(level),
            _ => {
                row.refuse(Column::Rubric, "import-cell-line", &[("text", line)]);
                return None;
            }
        }
    }
    Some((!criteria.is_empty()).then_some(Rubric { criteria }))
}
