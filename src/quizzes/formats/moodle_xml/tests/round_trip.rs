use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::super::calculated::has_formula;
use super::super::placed::{HEIGHT, WIDTH};
use super::super::writing_keys::typed;
use super::super::writing_numbers::known;
use super::super::{read, write};
use crate::quizzes::formats::any_question::{KINDS, Texts, question};
use crate::quizzes::formats::{Exported, Files, ImportedFile, Severity};
use crate::quizzes::questions::parts::{Choice, DragChoice, Gap, KnownNumber, KnownText, Shape};
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

/// The same question where one thing can be said in two ways that are marked alike.
fn canonical(mut question: Question) -> Question {
    match &mut question.answer {
        AnswerKey::SingleChoice { options } => single(options),
        AnswerKey::MultipleChoice { options, scoring } => multiple(options, scoring),
        AnswerKey::ShortText {
            accepted,
            others,
            wildcards,
            ..
        } => {
            let pattern = |text: &String| text.replace("\\*", "").contains('*');
            let texts = || {
                accepted
                    .iter()
                    .chain(others.iter().map(|known| &known.text))
            };
            if *wildcards && !texts().any(pattern) {
                *wildcards = false;
                for text in accepted
                    .iter_mut()
                    .chain(others.iter_mut().map(|known| &mut known.text))
                {
                    *text = text.replace("\\*", "*");
                }
            }
            words(accepted, others);
        }
        AnswerKey::Number {
            correct,
            tolerance,
            others,
            ..
        } => numbers(*correct, *tolerance, others),
        AnswerKey::GapFill { gaps, choices } => {
            labels(choices);
            for gap in gaps {
                match gap {
                    Gap::Typed {
                        accepted, others, ..
                    } => words(accepted, others),
                    Gap::Number {
                        correct,
                        tolerance,
                        others,
                        ..
                    } => numbers(*correct, *tolerance, others),
                    Gap::Selected { options, .. } => single(options),
                    Gap::Dragged { .. } => {}
                }
            }
        }
        AnswerKey::DragOntoImage { choices, .. } => labels(choices),
        _ => {}
    }
    question
}

/// The first option that earns everything is the right one, and nothing is earned by no word.
fn single(options: &mut [Choice]) {
    let earns = |option: &Choice| {
        option
            .percent
            .unwrap_or(if option.correct { 100.0 } else { 0.0 })
    };
    let right = options
        .iter()
        .position(|option| earns(option) == 100.0)
        .unwrap();
    for (at, option) in options.iter_mut().enumerate() {
        let percent = earns(option);
        option.correct = at == right;
        option.percent = (percent != if at == right { 100.0 } else { 0.0 }).then_some(percent);
    }
}

fn multiple(options: &mut [Choice], scoring: &mut MultipleScoring) {
    let right = options.iter().filter(|option| option.correct).count();
    let share = 100.0 / f64::from(u32::try_from(right).unwrap());
    if *scoring == MultipleScoring::RightMinusWrong {
        *scoring = MultipleScoring::Weighted;
        for option in options.iter_mut() {
            option.percent = Some(if option.correct { share } else { -share });
        }
    }
    if *scoring == MultipleScoring::Weighted {
        for option in options {
            let percent = option
                .percent
                .unwrap_or(if option.correct { share } else { 0.0 });
            option.percent = Some((percent * 1_000.0).round() / 1_000.0);
        }
    }
}

/// What earns everything is accepted, and is among the others only for its comment.
fn words(accepted: &mut Vec<String>, others: &mut Vec<KnownText>) {
    let all = typed(accepted, others);
    accepted.clear();
    others.clear();
    for known in all {
        let right = known.percent == 100.0;
        if right && !accepted.contains(&known.text) {
            accepted.push(known.text.clone());
        }
        if !right || !known.comment.is_empty() {
            others.push(known);
        }
    }
}

fn numbers(correct: f64, tolerance: f64, others: &mut Vec<KnownNumber>) {
    let mut all = known(correct, tolerance, others);
    if all[0].comment.is_empty() {
        all.remove(0);
    }
    *others = all;
}

/// Labels are compared as they are shown.
fn labels(choices: &mut [DragChoice]) {
    for choice in choices {
        choice.text = crate::quizzes::formats::html::to_html(&choice.text);
    }
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
                cases: 150,
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
