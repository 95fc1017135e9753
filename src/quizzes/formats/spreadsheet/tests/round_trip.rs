//! What is written and read again is the same, or something else is said about it.

use proptest::collection::vec;
use proptest::prelude::*;

use super::plain;
use crate::quizzes::formats::any_question::{KINDS, Texts, question};
use crate::quizzes::formats::{Exported, Severity, spreadsheet};
use crate::quizzes::questions::parts::Gap;
use crate::quizzes::questions::{AnswerKey, Question};

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

/// The question without what a spreadsheet has no words for.
fn held(mut question: Question) -> Question {
    if let AnswerKey::GapFill { gaps, choices } = &mut question.answer {
        choices.clear();
        for gap in gaps.iter_mut() {
            match gap {
                Gap::Typed { case_sensitive, .. } => *case_sensitive = true,
                Gap::Dragged { weight, .. } => {
                    *gap = Gap::Number {
                        correct: 1.5,
                        tolerance: 0.0,
                        others: Vec::new(),
                        weight: *weight,
                    };
                }
                _ => {}
            }
        }
    }
    question
}

fn any_held() -> impl Strategy<Value = Question> {
    let kinds: Vec<&str> = KINDS
        .into_iter()
        .filter(|kind| !["drag_onto_image", "hotspot"].contains(kind))
        .collect();
    prop::sample::select(kinds)
        .prop_flat_map(|kind| question(kind, &Texts::nasty()))
        .prop_map(held)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn questions_come_back_as_they_were(questions in vec(any_held(), 1..6)) {
        let exported: Vec<_> = questions.iter().map(exported).collect();
        let written = spreadsheet::write(&exported, &plain);
        prop_assert_eq!(&written.remarks, &[]);
        let read = spreadsheet::read(&written.bytes, &[]).unwrap();
        prop_assert_eq!(read.remarks, []);
        let back: Vec<_> = read.questions.into_iter().map(|read| read.question).collect();
        prop_assert_eq!(back, questions);
    }

    #[test]
    fn what_a_bank_keeps_beside_comes_back(
        category in vec(Texts::nasty().line, 0..4),
        tags in vec(Texts::nasty().line, 0..3),
        identifier in Texts::nasty().line,
        difficulty in prop::option::of(1..=5_u8),
        language in prop::option::of(Just("mn-Cyrl".to_owned())),
    ) {
        let question = question("information", &Texts::plain());
        let question = question.new_tree(&mut proptest::test_runner::TestRunner::deterministic()).unwrap().current();
        let exported = Exported { category, tags, difficulty, language, identifier, question: &question };
        let written = spreadsheet::write(std::slice::from_ref(&exported), &plain);
        let read = spreadsheet::read(&written.bytes, &[]).unwrap().questions.remove(0);
        prop_assert_eq!(read.category, exported.category);
        prop_assert_eq!(read.tags, exported.tags);
        prop_assert_eq!(read.identifier, exported.identifier);
        prop_assert_eq!(read.difficulty, exported.difficulty);
        prop_assert_eq!(read.language, exported.language);
    }
}

#[test]
fn pictures_are_refused_by_name() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for kind in ["drag_onto_image", "hotspot"] {
        let mut question = question(kind, &Texts::plain())
            .new_tree(&mut runner)
            .unwrap()
            .current();
        question.title = "Map".to_owned();
        let written = spreadsheet::write(&[exported(&question)], &plain);
        assert_eq!(written.remarks.len(), 1);
        assert_eq!(written.remarks[0].severity, Severity::Refused);
        assert_eq!(written.remarks[0].place, "Map");
    }
}
