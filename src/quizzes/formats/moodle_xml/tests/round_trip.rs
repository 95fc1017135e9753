//! What is written is read again as the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::super::calculated::has_formula;
use super::super::placed::{HEIGHT, WIDTH};
use super::super::{read, write};
use super::canonical::canonical;
use crate::quizzes::formats::any_question::{KINDS, Texts, question};
use crate::quizzes::formats::{Exported, Files, ImportedFile, Severity};
use crate::quizzes::questions::parts::{DragChoice, Gap, Shape};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OutcomeComments, Question};

fn exported(question: &Question) -> Exported<'_> {
    Exported {
        category: vec!["Алгебр".to_owned(), "a/b".to_owned()],
        tags: vec!["нэг".to_owned(), "two".to_owned()],
        difficulty: Some(3),
        language: Some("mn".to_owned()),
        identifier: "q-1".to_owned(),
        question,
    }
}

/// The first bytes of a picture of this size.
fn png(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(u32::from(width).to_be_bytes());
    bytes.extend(u32::from(height).to_be_bytes());
    bytes
}

/// Labels are HTML in Moodle, so that some Markdown in them is written as it stands.
const LABELS: &str = "answer.choices.text";

fn choices(question: &mut Question) -> &mut [DragChoice] {
    match &mut question.answer {
        AnswerKey::GapFill { choices, .. } | AnswerKey::DragOntoImage { choices, .. } => choices,
        _ => &mut [],
    }
}

/// Writes the question with a picture where it needs one, reads it again and compares it with what
/// Moodle can hold of it. Whatever that is not must have been said.
fn comes_back(mut question: Question) -> Result<(), TestCaseError> {
    let mut files = Files::new();
    if let AnswerKey::DragOntoImage { picture, .. } = &mut question.answer {
        let file = ImportedFile::new("a b.png", png(picture.width, picture.height));
        picture.file = file.id;
        files.insert(file.id, (file.name, file.bytes));
    }
    let written = write(&[exported(&question)], &files);
    let Some((held, losses)) = held(&question) else {
        prop_assert_eq!(written.remarks.len(), 1);
        prop_assert_eq!(written.remarks[0].severity, Severity::Refused);
        return Ok(());
    };
    let said: Vec<&str> = written
        .remarks
        .iter()
        .flat_map(|remark| remark.arguments.iter().map(|(_, value)| value.as_str()))
        .collect();
    let labels_changed = said.contains(&LABELS);
    let said: Vec<&str> = said.into_iter().filter(|field| *field != LABELS).collect();
    prop_assert_eq!(said, losses);
    let imported = read(&written.bytes).unwrap();
    let Some(back) = imported.questions.first() else {
        return Err(TestCaseError::fail(format!("{:?}", imported.remarks)));
    };
    let (mut back_again, mut held) = (canonical(back.question.clone()), canonical(held));
    if labels_changed {
        for question in [&mut back_again, &mut held] {
            for choice in choices(question) {
                choice.text.clear();
            }
        }
    }
    prop_assert_eq!(&back_again, &held);
    let outside = exported(&question);
    prop_assert_eq!(&back.category, &outside.category);
    prop_assert_eq!(&back.tags, &outside.tags);
    prop_assert_eq!(back.difficulty, outside.difficulty);
    prop_assert_eq!(&back.language, &outside.language);
    prop_assert_eq!(&back.identifier, &outside.identifier);
    let ids: Vec<Uuid> = imported.files.iter().map(|file| file.id).collect();
    prop_assert_eq!(ids, files.keys().copied().collect::<Vec<_>>());
    Ok(())
}

/// What Moodle can hold of a question, and the fields of which something is lost; none when it has
/// no type for it.
fn held(question: &Question) -> Option<(Question, Vec<&'static str>)> {
    let mut held = question.clone();
    let mut losses = Vec::new();
    let nothing = OutcomeComments::default();
    let mut outcomes = 3;
    match &mut held.answer {
        AnswerKey::Hotspot { .. } => return None,
        AnswerKey::GapFill { gaps, .. } => {
            let dragged = gaps
                .iter()
                .filter(|gap| matches!(gap, Gap::Dragged { .. }))
                .count();
            if dragged > 0 && dragged < gaps.len() {
                return None;
            }
            if dragged == 0 {
                outcomes = 0;
            } else if gaps.iter().any(|gap| gap.weight() != 1) {
                losses.push("answer.gaps.weight");
                for gap in gaps {
                    if let Gap::Dragged { weight, .. } = gap {
                        *weight = 1;
                    }
                }
            }
        }
        AnswerKey::Number {
            correct,
            tolerance,
            tolerance_percent,
            ..
        } => {
            outcomes = 1;
            if *tolerance_percent > 0.0 {
                losses.push("answer.tolerance_percent");
            }
            *tolerance = tolerance.max(correct.abs() * *tolerance_percent / 100.0);
            *tolerance_percent = 0.0;
        }
        AnswerKey::Calculated {
            tolerance,
            tolerance_percent,
            sets,
            ..
        } => {
            outcomes = 1;
            if *tolerance > 0.0 && *tolerance_percent > 0.0 {
                losses.push("answer.tolerance_percent");
                *tolerance_percent = 0.0;
            }
            if sets.is_empty() {
                losses.push("answer.sets");
            }
        }
        AnswerKey::ShortText { .. } => outcomes = 1,
        AnswerKey::Essay { rubric, .. } | AnswerKey::File { rubric, .. } => {
            outcomes = 0;
            if rubric.take().is_some() {
                losses.push("answer.rubric");
            }
        }
        AnswerKey::MultipleChoice { scoring, .. } => {
            if matches!(
                scoring,
                MultipleScoring::EachOption | MultipleScoring::Kprime
            ) {
                outcomes = 0;
            }
        }
        AnswerKey::DragOntoImage {
            picture,
            zones,
            zones_shown,
            ..
        } => {
            if !std::mem::take(&mut picture.alternative).is_empty() {
                losses.push("answer.picture.alternative");
            }
            let usual = |shape: &Shape| {
                matches!(
                    shape,
                    Shape::Rectangle {
                        width: WIDTH,
                        height: HEIGHT,
                        ..
                    }
                )
            };
            if *zones_shown && !zones.iter().all(|zone| usual(&zone.shape)) {
                losses.push("answer.zones_shown");
                *zones_shown = false;
            }
        }
        AnswerKey::TrueFalse { .. } | AnswerKey::Information => outcomes = 0,
        _ => {}
    }
    let comments = &mut held.outcome_comments;
    if outcomes < 3 {
        for (name, comment, at) in [
            ("outcome_comments.right", &mut comments.right, 2),
            ("outcome_comments.partly", &mut comments.partly, 2),
            ("outcome_comments.wrong", &mut comments.wrong, 1),
        ] {
            if outcomes < at && !std::mem::take(comment).is_empty() {
                losses.push(name);
            }
        }
    }
    assert!(outcomes > 0 || held.outcome_comments == nothing);
    Some((held, losses))
}

/// Whether words mean more to Moodle than to us: a star alone among the answers, a formula in the
/// text.
fn means_more(question: &Question) -> bool {
    match &question.answer {
        AnswerKey::ShortText {
            others,
            wildcards: true,
            ..
        } => others
            .iter()
            .any(|known| known.text == "*" && known.percent == 0.0),
        AnswerKey::Calculated { .. } => has_formula(&question.text),
        _ => false,
    }
}

#[test]
fn every_kind_comes_back_as_it_was() {
    for kind in KINDS {
        for texts in [Texts::plain(), Texts::nasty()] {
            let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
                cases: 60,
                failure_persistence: None,
                ..ProptestConfig::default()
            });
            let outcome = runner.run(&question(kind, &texts), |question| {
                if means_more(&question) {
                    return Ok(());
                }
                comes_back(question)
            });
            if let Err(error) = outcome {
                panic!("{kind}: {error}");
            }
        }
    }
}

#[test]
fn files_go_along_under_their_names() {
    let one = ImportedFile::new("зураг 1.png", png(3, 4));
    let two = ImportedFile::new("зураг 1.png", png(5, 6));
    let text = format!(
        "![a](/api/v1/files/{}) ![b](/api/v1/files/{}) ![c](/api/v1/files/{})",
        one.id, two.id, one.id
    );
    let question: Question = serde_json::from_value(serde_json::json!({
        "text": text, "comment": format!("![](/api/v1/files/{})", one.id),
        "answer": {"kind": "true_false", "correct": true},
    }))
    .unwrap();
    let mut files = Files::new();
    for file in [&one, &two] {
        files.insert(file.id, (file.name.clone(), file.bytes.clone()));
    }
    let written = write(&[exported(&question)], &files);
    assert_eq!(written.remarks, []);
    let imported = read(&written.bytes).unwrap();
    assert_eq!(imported.questions[0].question, question);
    let back: BTreeMap<Uuid, &ImportedFile> =
        imported.files.iter().map(|file| (file.id, file)).collect();
    assert_eq!(back[&one.id], &one);
    assert_eq!(back[&two.id].bytes, two.bytes);

    let missing = write(&[exported(&question)], &Files::new());
    assert!(
        missing
            .remarks
            .iter()
            .all(|remark| remark.key == "export-moodle-file")
    );
    assert_eq!(missing.remarks.len(), 2);
}
