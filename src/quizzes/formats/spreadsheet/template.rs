//! The workbook itself: headings, rows, a sheet that explains, and an example of each kind.

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, XlsxError};
use uuid::Uuid;

use super::super::{Exported, Remark, Severity};
use super::cells::Cells;
use super::columns::{COLUMNS, KINDS, SCORINGS, Words};
use super::workbook::MOST_ROWS;
use crate::quizzes::questions::parts::{Choice, Gap, KnownText, Pair, Variable};
use crate::quizzes::questions::{
    AnswerKey, MultipleScoring, OrderingScoring, OutcomeComments, Question,
};

/// The bytes of a workbook with these rows.
pub fn workbook(rows: &[Cells], words: Words<'_>, explained: bool) -> Result<Vec<u8>, Remark> {
    build(rows, words, explained).map_err(|error| {
        Remark::new("", Severity::Refused, "export-workbook").with("reason", error.to_string())
    })
}

fn build(rows: &[Cells], words: Words<'_>, explained: bool) -> Result<Vec<u8>, XlsxError> {
    // Everything is text, or the spreadsheet makes dates of fractions and numbers of answers.
    let text = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let heading = text.clone().set_bold().set_background_color(0x00DD_E8F0);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(words("import-sheet-questions"))?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, (_, _, key, _)) in (0..).zip(&COLUMNS) {
        let width = if (1..=2).contains(&at) { 48.0 } else { 18.0 };
        sheet.set_column_width(at, width)?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, words(key), &heading)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (at, (column, ..)) in (0..).zip(&COLUMNS) {
            if let Some(cell) = cells.get(column) {
                sheet.write_string_with_format(row, at, cell, &text)?;
            }
        }
    }
    let kinds: Vec<String> = KINDS.iter().map(|(_, key)| words(key)).collect();
    // The list of a cell has at most 255 characters: with longer names there is none to choose
    // from, and they are typed.
    if let Ok(choice) = DataValidation::new().allow_list_strings(&kinds) {
        sheet.add_data_validation(1, 0, MOST_ROWS, 0, &choice)?;
    }
    if explained {
        explain(&mut workbook, words, &text, &heading)?;
    }
    workbook.save_to_buffer()
}

/// A sheet that says what each column holds, how answers of each kind are written, and which words
/// there are for marking.
fn explain(
    workbook: &mut Workbook,
    words: Words<'_>,
    text: &Format,
    heading: &Format,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(words("import-sheet-explanation"))?;
    sheet.set_column_width(0, 28.0)?;
    sheet.set_column_width(1, 110.0)?;
    let columns = COLUMNS
        .iter()
        .map(|(_, _, key, explanation)| (*key, words(explanation)));
    let kinds = KINDS
        .iter()
        .map(|(_, key)| (*key, words(&explanation_of(key))));
    let scorings = SCORINGS
        .iter()
        .map(|(_, key)| (*key, words(&explanation_of(key))));
    let sections = [
        ("import-explain-columns", columns.collect::<Vec<_>>()),
        ("import-explain-kinds", kinds.collect()),
        ("import-explain-scorings", scorings.collect()),
    ];
    let mut row = 0;
    for (title, lines) in sections {
        sheet.write_string_with_format(row, 0, words(title), heading)?;
        sheet.write_string_with_format(row, 1, "", heading)?;
        row += 1;
        for (key, explanation) in lines {
            sheet.write_string_with_format(row, 0, words(key), text)?;
            sheet.write_string_with_format(row, 1, explanation, text)?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

/// The key of the explanation of a name: `import-kind-essay` is explained by
/// `import-explain-kind-essay`.
fn explanation_of(key: &str) -> String {
    key.replacen("import-", "import-explain-", 1)
}

/// The examples as questions to be written.
pub fn exported<'a>(examples: &'a [Question], words: Words<'_>) -> Vec<Exported<'a>> {
    let example = |question| Exported {
        category: vec![words("import-example-category")],
        tags: Vec::new(),
        difficulty: Some(1),
        language: None,
        identifier: String::new(),
        question,
    };
    examples.iter().map(example).collect()
}

/// A question of each kind. What is asked and what is answered stand in one message, with strokes
/// between them.
pub fn examples(words: Words<'_>) -> Vec<Question> {
    KINDS
        .iter()
        .map(|(kind, key)| {
            let message = words(&key.replacen("import-kind-", "import-example-", 1));
            let mut parts = message.split('|').map(|part| part.trim().to_owned());
            let text = parts.next().unwrap_or_default();
            let answer = key_of(kind, parts.collect());
            // Braces mean something in the catalogue, so that variables stand in brackets there.
            let is_calculated = matches!(answer, AnswerKey::Calculated { .. });
            let text = if is_calculated {
                text.replace('(', "{").replace(')', "}")
            } else {
                text
            };
            Question {
                id: Uuid::nil(),
                source: None,
                section: 0,
                title: String::new(),
                text,
                marks: 1,
                comment: String::new(),
                outcome_comments: OutcomeComments::default(),
                answer,
            }
        })
        .collect()
}

fn choice(text: &str, correct: bool) -> Choice {
    Choice {
        text: text.to_owned(),
        correct,
        ..Choice::default()
    }
}

/// The first part is right.
fn choices(parts: &[String]) -> Vec<Choice> {
    parts
        .iter()
        .enumerate()
        .map(|(at, text)| choice(text, at == 0))
        .collect()
}

fn variable(name: &str) -> Variable {
    Variable {
        name: name.to_owned(),
        least: 1.0,
        most: 10.0,
        decimals: 0,
    }
}

fn key_of(kind: &str, mut parts: Vec<String>) -> AnswerKey {
    let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
    match kind {
        "single_choice" => AnswerKey::SingleChoice {
            options: choices(&parts),
        },
        "multiple_choice" => AnswerKey::MultipleChoice {
            options: [("2", true), ("4", false), ("7", true), ("9", false)]
                .map(|(text, correct)| choice(text, correct))
                .to_vec(),
            scoring: MultipleScoring::AllOrNothing,
        },
        "true_false" => AnswerKey::TrueFalse {
            correct: true,
            true_comment: String::new(),
            false_comment: part(0),
        },
        "short_text" => AnswerKey::ShortText {
            accepted: vec![part(0)],
            others: vec![KnownText {
                text: part(1),
                percent: 50.0,
                comment: part(2),
            }],
            case_sensitive: false,
            wildcards: false,
        },
        "number" => AnswerKey::Number {
            correct: 9.81,
            tolerance: 0.005,
            tolerance_percent: 0.0,
            units: None,
            others: Vec::new(),
        },
        "calculated" => AnswerKey::Calculated {
            formula: "{a} * {b}".to_owned(),
            variables: vec![variable("a"), variable("b")],
            sets: Vec::new(),
            tolerance: 0.0,
            tolerance_percent: 1.0,
            decimals: 0,
            units: None,
        },
        "matching" => AnswerKey::Matching {
            pairs: [(0, 1), (2, 3)]
                .map(|(prompt, matches)| Pair {
                    prompt: part(prompt),
                    matches: part(matches),
                })
                .to_vec(),
            distractors: vec![part(4)],
        },
        "ordering" => AnswerKey::Ordering {
            items: parts,
            scoring: OrderingScoring::Neighbours,
        },
        "gap_fill" => {
            let typed = Gap::Typed {
                accepted: vec![part(0)],
                others: Vec::new(),
                case_sensitive: false,
                weight: 1,
            };
            let options = choices(&parts.split_off(1.min(parts.len())));
            let gaps = vec![typed, Gap::Selected { options, weight: 1 }];
            AnswerKey::GapFill {
                gaps,
                choices: Vec::new(),
            }
        }
        "essay" => AnswerKey::Essay {
            guidance: part(0),
            rubric: None,
            template: String::new(),
        },
        "file" => AnswerKey::File {
            guidance: part(0),
            rubric: None,
            most_files: 2,
        },
        _ => AnswerKey::Information,
    }
}
