use proptest::prelude::*;

use super::*;
use crate::quizzes::formats::any_question::{Texts, any_question, question};
use crate::quizzes::formats::files_for_tests::folder;

fn exported(question: &Question) -> Exported<'_> {
    Exported {
        category: Vec::new(),
        tags: Vec::new(),
        difficulty: None,
        language: None,
        identifier: String::new(),
        question,
    }
}

/// The text, the options and which is right, of every question; then the remarks.
fn told(file: &str) -> (Vec<String>, Vec<String>) {
    let imported = read(file.as_bytes()).unwrap();
    let question = |imported: &ImportedQuestion| {
        let AnswerKey::SingleChoice { options } = &imported.question.answer else {
            panic!("not a single choice");
        };
        let options: Vec<_> = texts(options)
            .map(|(text, correct)| format!("{}{text}", if correct { "*" } else { "" }))
            .collect();
        format!(
            "{}: {} | {}",
            imported.place,
            imported.question.text,
            options.join(" | ")
        )
    };
    let remark =
        |remark: &Remark| format!("{}: {} {:?}", remark.place, remark.key, remark.arguments);
    (
        imported.questions.iter().map(question).collect(),
        imported.remarks.iter().map(remark).collect(),
    )
}

#[test]
fn questions_are_read_however_they_are_spaced() {
    for (file, expected) in [
        (
            "Q?\nA) one\nB) two\nANSWER: B",
            vec!["line 1: Q? | one | *two"],
        ),
        (
            "\u{feff}Q?\r\nA. one\r\nB. two\r\nANSWER: A\r\n",
            vec!["line 1: Q? | *one | two"],
        ),
        (
            "First\nsecond\n\nthird\nA) one\n\nB) two\nof two lines\nanswer:b)",
            vec!["line 1: First\\\nsecond\n\nthird | one | *two\\\nof two lines"],
        ),
        (
            "Q?\nA) one\nB) two\nANSWER: A\nR?\nA) one\nB) two\nANSWER: B",
            vec!["line 1: Q? | *one | two", "line 5: R? | one | *two"],
        ),
        (
            "Юу вэ?\nА) нэг\nБ) хоёр\nВ) гурав\nANSWER: Б",
            vec!["line 1: Юу вэ? | нэг | *хоёр | гурав"],
        ),
        // The letters of the options are Cyrillic, that of the answer is Latin.
        (
            "Юу вэ?\nА) нэг\nВ) хоёр\nANSWER: B",
            vec!["line 1: Юу вэ? | нэг | *хоёр"],
        ),
        (
            "I. Newton was\nA) a man\nB) an apple\nANSWER: A",
            vec!["line 1: I. Newton was | *a man | an apple"],
        ),
        (
            "2*3*4?\nA) *24*\nB) <b>\nANSWER: A",
            vec!["line 1: 2\\*3\\*4? | *\\*24\\* | \\<b>"],
        ),
    ] {
        assert_eq!(
            told(file),
            (
                expected.iter().map(|&line| line.to_owned()).collect(),
                vec![]
            ),
            "{file}"
        );
    }
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (file, expected) in [
        (
            "Q?\nA) one\nB) two",
            "line 1: import-aiken-answer-missing []",
        ),
        (
            "\nQ?\nA) one\nB) two\n\nR?\nA) 1\nB) 2\nANSWER: A",
            "line 2: import-aiken-answer-missing []",
        ),
        (
            "Q?\nA) one\nB) two\nANSWER: C",
            "line 4: import-aiken-answer-unknown [(\"answer\", \"C\")]",
        ),
        (
            "Q?\nA) one\nB) two\nANSWER: AB",
            "line 4: import-aiken-answer-unknown [(\"answer\", \"AB\")]",
        ),
        (
            "Q?\nA) one\nANSWER: A",
            "line 1: import-aiken-options-missing [(\"answer\", \"A\")]",
        ),
        (
            "ANSWER: A",
            "line 1: import-aiken-text-missing [(\"answer\", \"A\")]",
        ),
        (
            "Q?\nA)\nB) two\nANSWER: A",
            "line 1: import-question-invalid [(\"field\", \"answer.options[0].text\")]",
        ),
    ] {
        assert_eq!(told(file).1, [expected], "{file}");
    }
    assert_eq!(read(b" \n\n"), Err(Refused::new("", "import-no-questions")));
    assert_eq!(read(b"a\0b"), Err(Refused::new("", "import-not-text")));
    assert!(read(&vec![b' '; shared::MOST_BYTES + 1]).is_err());
}

#[test]
fn every_question_of_moodles_example_is_imported() {
    let Some(folder) = folder("aiken") else {
        return;
    };
    let file = std::fs::read(folder.join("questions.aiken.txt")).unwrap();
    let (questions, remarks) = told(std::str::from_utf8(&file).unwrap());
    println!("2 of {} questions", questions.len());
    assert_eq!(questions.len(), 2);
    assert_eq!(remarks, Vec::<String>::new());
    assert!(
        questions[0].contains("*Martin Dougiamas"),
        "{}",
        questions[0]
    );
}

proptest! {
    #[test]
    fn plain_questions_come_back_as_they_were(question in question("single_choice", &Texts::plain())) {
        let written = write(&[exported(&question)]);
        let read = read(&written.bytes).unwrap();
        prop_assert_eq!(&read.remarks, &[]);
        prop_assert!(same(&read.questions[0].question, &question), "{:?}", read);
        prop_assert!(written.remarks.iter().all(|remark| remark.severity == Severity::LeftOut));
    }

    #[test]
    fn what_does_not_come_back_is_said(question in any_question(&Texts::nasty())) {
        let written = write(&[exported(&question)]);
        let read = read(&written.bytes).map(|read| read.questions).unwrap_or_default();
        let refused = written.remarks.iter().any(|remark| remark.severity == Severity::Refused);
        let changed = written.remarks.iter().any(|remark| remark.severity == Severity::Changed);
        prop_assert_eq!(read.len(), usize::from(!refused));
        prop_assert!(refused || changed || same(&read[0].question, &question));
    }

    #[test]
    fn any_file_is_read_or_refused(file in r"([A-C][).]|ANSWER:|[a A)\n\r.:]){0,60}") {
        drop(read(file.as_bytes()));
    }
}
