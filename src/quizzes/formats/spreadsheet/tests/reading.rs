//! Spreadsheets as people write them.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::super::columns::{COLUMNS, Column, KINDS, SCORINGS, TRUTHS, Words, meant};
use super::{catalogue, plain};
use crate::quizzes::formats::{Exported, Imported, Severity, spreadsheet};
use crate::quizzes::questions::AnswerKey;

const LANGUAGES: [&str; 4] = ["mn", "en", "ru", "ky"];

/// A workbook with one sheet of texts.
fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn remarks(imported: &Imported) -> Vec<String> {
    let remark = |remark: &crate::quizzes::formats::Remark| {
        let names: Vec<_> = remark
            .arguments
            .iter()
            .map(|(_, value)| value.as_str())
            .collect();
        format!("{} {} {}", remark.place, remark.key, names.join(","))
            .trim_end()
            .to_owned()
    };
    imported.remarks.iter().map(remark).collect()
}

/// The key as JSON of the only question of a sheet with these answers.
fn key(kind: &str, text: &str, answers: &str, more: (&str, &str)) -> serde_json::Value {
    let headings: &[&str] = &["kind", "text", "answers", more.0];
    let imported =
        spreadsheet::read(&book(&[headings, &[kind, text, answers, more.1]]), &[]).unwrap();
    assert_eq!(remarks(&imported), Vec::<String>::new(), "{answers}");
    serde_json::to_value(&imported.questions[0].question.answer).unwrap()
}

#[test]
fn answers_are_written_as_people_write_them() {
    let none = ("", "");
    let single = key(
        "Single choice",
        "Q",
        "*Ulaanbaatar // yes\n[50%] Darkhan\nErdenet",
        none,
    );
    assert_eq!(single["options"][0]["comment"], "yes");
    assert_eq!(single["options"][0]["correct"], true);
    assert_eq!(single["options"][1]["percent"], 50.0);
    assert_eq!(
        key(
            "multiple_choice",
            "Q",
            "*a\n*b\nc",
            ("scoring", "all or nothing")
        )["scoring"],
        "all_or_nothing"
    );
    assert_eq!(key("true_false", "Q", "TRUE", none)["correct"], true);
    assert_eq!(
        key("TrueFalse", "Q", "true\n*false // no", none)["false_comment"],
        "no"
    );
    let text = key(
        "short_text",
        "Q",
        "Bishkek\n[50%] Frunze // the old name",
        ("case_sensitive", "yes"),
    );
    assert_eq!(text["accepted"], serde_json::json!(["Bishkek"]));
    assert_eq!(text["others"][0]["comment"], "the old name");
    assert_eq!(text["case_sensitive"], true);
    let number = key("number", "Q", "9,81 ± 0,01", ("units", "m\ncm = 100"));
    assert_eq!(
        (number["correct"].as_f64(), number["tolerance"].as_f64()),
        (Some(9.81), Some(0.01))
    );
    assert_eq!(number["units"]["units"][1]["factor"], 100.0);
    let computed = key(
        "calculated",
        "{a}?",
        "={a} ^ 2",
        ("variables", "a = 1..10 (1)"),
    );
    assert_eq!(computed["formula"], "{a} ^ 2");
    assert_eq!(computed["variables"][0]["decimals"], 1);
    let pairs = key(
        "matching",
        "Q",
        "Mongolia=Ulaanbaatar\nKyrgyzstan = Bishkek\n= Moscow",
        none,
    );
    assert_eq!(pairs["pairs"][0]["matches"], "Ulaanbaatar");
    assert_eq!(pairs["distractors"], serde_json::json!(["Moscow"]));
    assert_eq!(key("ordering", "Q", "a\nb\nc", none)["items"][2], "c");
    let gaps = key(
        "gap_fill",
        "[[1]] [[2]] [[3]]",
        "1: word\n1: words\n2: *is\n2: are\n3#x2: 3 ± 1",
        none,
    );
    assert_eq!(
        gaps["gaps"][0]["accepted"],
        serde_json::json!(["word", "words"])
    );
    assert_eq!(gaps["gaps"][1]["options"][0]["correct"], true);
    assert_eq!(
        (
            gaps["gaps"][2]["kind"].as_str(),
            gaps["gaps"][2]["weight"].as_u64()
        ),
        (Some("number"), Some(2))
    );
    let essay = key(
        "essay",
        "Q",
        "",
        ("rubric", "Reasons\n- 0: none\n- 2: several"),
    );
    assert_eq!(essay["rubric"]["criteria"][0]["levels"][1]["points"], 2);
    assert_eq!(key("file", "Q", "", ("most_files", "3"))["most_files"], 3);
}

#[test]
fn what_is_wrong_is_said_with_its_cell() {
    for (row, expected) in [
        (["", "Q", "*a\nb", "", ""], "Sheet1!A2 import-kind-missing"),
        (
            ["riddle", "Q", "", "", ""],
            "Sheet1!A2 import-kind-unknown riddle",
        ),
        (
            ["single_choice", "Q", "a\nb", "", ""],
            "Sheet1!C2 import-question-invalid answer.options",
        ),
        (
            ["single_choice", "", "*a\nb", "", ""],
            "Sheet1!B2 import-question-invalid text",
        ),
        (
            ["single_choice", "Q", "*a\nb", "many", ""],
            "Sheet1!D2 import-cell-no-number many",
        ),
        (
            ["single_choice", "Q", "*a\nb", "2000", ""],
            "Sheet1!D2 import-question-invalid marks",
        ),
        (
            ["number", "Q", "about 3", "", ""],
            "Sheet1!C2 import-cell-no-number about 3",
        ),
        (
            ["number", "Q", "3", "", "few"],
            "Sheet1!E2 import-cell-no-number few",
        ),
        (
            ["essay", "Q", "", "", "0.5"],
            "Sheet1!E2 import-cell-not-used",
        ),
        (
            ["matching", "Q", "a = b\nc", "", ""],
            "Sheet1!C2 import-cell-line c",
        ),
        (
            ["gap_fill", "[[1]]", "2: a", "", ""],
            "Sheet1!C2 import-cell-line 2: a",
        ),
        (
            ["calculated", "{a}", "{a} +", "", ""],
            "Sheet1!C2 import-question-invalid answer.formula",
        ),
        (
            ["short_text", "Q", "a // why", "", ""],
            "Sheet1!C2 import-comment-no-place why",
        ),
        (
            ["true_false", "Q", "perhaps", "", ""],
            "Sheet1!C2 import-cell-no-truth perhaps",
        ),
    ] {
        let headings: &[&str] = &["kind", "text", "answers", "marks", "tolerance"];
        let imported = spreadsheet::read(&book(&[headings, &row]), &[]).unwrap();
        assert_eq!(remarks(&imported), [expected], "{row:?}");
        let is_refused = imported.remarks[0].severity == Severity::Refused;
        assert_eq!(
            imported.questions.len(),
            usize::from(!is_refused),
            "{row:?}"
        );
    }
}

#[test]
fn headings_may_stand_lower_and_unknown_ones_are_named() {
    let rows: [&[&str]; 4] = [
        &["Our questions"],
        &[],
        &["Text", "Author", "KIND", "Right comment"],
        &["Read this.", "Bat", "information", "x"],
    ];
    let imported = spreadsheet::read(&book(&rows), &[]).unwrap();
    assert_eq!(
        remarks(&imported),
        ["Sheet1!B3 import-column-unknown Author"]
    );
    assert_eq!(imported.questions[0].question.text, "Read this.");
    assert_eq!(imported.questions[0].question.outcome_comments.right, "x");
    let refused = spreadsheet::read(&book(&[&["a", "b"]]), &[]).unwrap_err();
    assert_eq!(refused.key, "import-headings-missing");
}

#[test]
fn cells_of_other_types_are_texts() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(["kind", "text", "answers", "marks", "title"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    let date = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_string(1, 0, "short_text").unwrap();
    sheet
        .write_formula(1, 1, Formula::new("=1/3*3").set_result("the value"))
        .unwrap();
    sheet
        .write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(1924, 11, 26).unwrap(), &date)
        .unwrap();
    sheet.write_number(1, 3, 3.0).unwrap();
    sheet.write_number(1, 4, 0.1 + 0.2).unwrap();
    sheet.write_string(2, 0, "true_false").unwrap();
    sheet.write_string(2, 1, "Q").unwrap();
    sheet.write_boolean(2, 2, true).unwrap();
    sheet.write_string(3, 2, "true").unwrap();
    sheet.write_string(3, 0, "true_false").unwrap();
    sheet
        .write_formula(3, 1, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    let imported = spreadsheet::read(&workbook.save_to_buffer().unwrap(), &[]).unwrap();
    let [dated, truth] = imported.questions.as_slice() else {
        panic!("{imported:?}");
    };
    assert_eq!(dated.question.text, "the value");
    assert_eq!(
        (dated.question.marks, dated.question.title.as_str()),
        (3, "0.3")
    );
    let AnswerKey::ShortText { accepted, .. } = &dated.question.answer else {
        panic!()
    };
    assert_eq!(accepted, &["1924-11-26"]);
    assert!(matches!(
        truth.question.answer,
        AnswerKey::TrueFalse { correct: true, .. }
    ));
    assert_eq!(remarks(&imported), ["Sheet1!B4 import-cell-error"]);
}

#[test]
fn the_template_of_each_language_is_read_in_every_language() {
    let catalogues = LANGUAGES.map(catalogue);
    let languages: Vec<Words<'_>> = catalogues
        .iter()
        .map(|words| -> Words<'_> { words })
        .collect();
    for words in &catalogues {
        let template = spreadsheet::template(words);
        let imported = spreadsheet::read(&template, &languages).unwrap();
        assert_eq!(remarks(&imported), Vec::<String>::new());
        let mut kinds = BTreeMap::new();
        for imported in &imported.questions {
            let json = serde_json::to_value(&imported.question.answer).unwrap();
            *kinds
                .entry(json["kind"].as_str().unwrap().to_owned())
                .or_insert(0) += 1;
        }
        assert_eq!(kinds.len(), KINDS.len());
        // What was read can be written in another language and read again.
        let exported: Vec<_> = imported
            .questions
            .iter()
            .map(|read| Exported {
                category: read.category.clone(),
                tags: read.tags.clone(),
                difficulty: read.difficulty,
                language: read.language.clone(),
                identifier: read.identifier.clone(),
                question: &read.question,
            })
            .collect();
        let again = spreadsheet::read(&spreadsheet::write(&exported, &plain).bytes, &[]).unwrap();
        let questions = |imported: Imported| -> Vec<_> {
            imported
                .questions
                .into_iter()
                .map(|read| read.question)
                .collect()
        };
        assert_eq!(questions(again), questions(imported));
    }
}

#[test]
fn no_word_means_two_things_in_any_two_languages() {
    let catalogues = LANGUAGES.map(catalogue);
    let languages: Vec<Words<'_>> = catalogues
        .iter()
        .map(|words| -> Words<'_> { words })
        .collect();
    for words in &catalogues {
        for (column, _, key, _) in COLUMNS {
            assert_eq!(Column::of(&words(key), &languages), Some(column), "{key}");
        }
        for known in [&KINDS[..], &SCORINGS, &TRUTHS] {
            for (name, key) in known {
                assert_eq!(meant(&words(key), known, &languages), Some(*name), "{key}");
            }
        }
    }
}
