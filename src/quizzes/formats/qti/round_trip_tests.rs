//! What is written and read again is the same, and other systems mark it as we do.

use proptest::prelude::*;
use uuid::Uuid;

use super::super::any_question::{self, Texts};
use super::table::our_share;
use super::*;
use crate::quizzes::questions::{AnswerKey, Question};

/// A picture for every file that a question names, under the identifier of its bytes as an import
/// gives it; the question names it so.
fn with_files(question: &Question) -> (Question, Files) {
    let mut json = serde_json::to_string(question).unwrap();
    let mut files = Files::new();
    let starts: Vec<usize> = (0..json.len())
        .filter(|at| json.is_char_boundary(*at))
        .collect();
    let ids: Vec<Uuid> = starts
        .into_iter()
        .filter_map(|at| json.get(at..at + 36)?.parse().ok())
        .filter(|id: &Uuid| !id.is_nil())
        .collect();
    for id in ids {
        let bytes = id.as_bytes().to_vec();
        let new = media::identifier_of(&bytes);
        json = json.replace(&id.to_string(), &new.to_string());
        files.insert(new, ("picture.png".to_owned(), bytes));
    }
    (serde_json::from_str(&json).unwrap(), files)
}

fn exported(question: &Question) -> Exported<'_> {
    Exported {
        category: vec!["Math".to_owned(), "Sums".to_owned()],
        tags: vec!["a tag".to_owned()],
        difficulty: Some(4),
        language: Some("mn".to_owned()),
        identifier: "01890000-0000-7000-8000-000000000001".to_owned(),
        question,
    }
}

/// A question in both spellings.
fn written(question: &Question, files: &Files) -> [Written; 2] {
    let exported = [exported(question)];
    [write_2(&exported, files), write_3(&exported, files)]
}

/// The item as another system has it: its own words taken out of the manifest.
fn without_own_words(bytes: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut archive = Archive::open(bytes, Limits::QUESTIONS).unwrap();
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut bytes = archive.file(&name).unwrap().unwrap();
        if name == "imsmanifest.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let (before, rest) = text.split_once("<question").expect(&text);
            let (_, after) = rest.split_once("</question>").unwrap();
            bytes = format!("{before}{after}").into_bytes();
        }
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn check_same(question: &Question) -> Result<(), TestCaseError> {
    let (question, files) = with_files(question);
    for written in written(&question, &files) {
        if matches!(question.answer, AnswerKey::Calculated { .. }) {
            prop_assert!(
                written
                    .remarks
                    .iter()
                    .any(|remark| remark.severity == Severity::Refused)
            );
            continue;
        }
        let imported = read(&written.bytes).unwrap();
        prop_assert_eq!(&imported.remarks, &[]);
        let [again] = imported.questions.as_slice() else {
            return Err(TestCaseError::fail("not one question"));
        };
        prop_assert_eq!(&again.question, &question);
        let meant = exported(&question);
        prop_assert_eq!(&again.category, &meant.category);
        prop_assert_eq!(&again.tags, &meant.tags);
        prop_assert_eq!(again.difficulty, meant.difficulty);
        prop_assert_eq!(&again.language, &meant.language);
        prop_assert_eq!(&again.identifier, &meant.identifier);
        for file in imported.files {
            prop_assert_eq!(&files[&file.id].1, &file.bytes);
        }
    }
    Ok(())
}

/// Reads an item as another system's and holds its rule against our grading of the question that
/// was written.
fn check_marks(question: &Question) -> Result<(), TestCaseError> {
    let (question, files) = with_files(question);
    for written in written(&question, &files) {
        let foreign = without_own_words(&written.bytes);
        let imported = read(&foreign).unwrap();
        let refused: Vec<&Remark> = imported
            .remarks
            .iter()
            .filter(|remark| remark.severity == Severity::Refused)
            .collect();
        prop_assert!(refused.is_empty(), "{:?}", refused);
        let again = &imported.questions[0];
        prop_assert_eq!(again.question.marks, question.marks);
        prop_assert_eq!(&again.tags, &exported(&question).tags);
        prop_assert_eq!(again.difficulty, Some(4));
        let mut media = Media::of(Some(Archive::open(&foreign, Limits::QUESTIONS).unwrap()));
        let path = &again.place;
        let root = tree::read(&media.bytes(path).unwrap().unwrap()).unwrap();
        let local = localise::item(&root, path, path, &mut media, &mut Vec::new()).unwrap();
        let rules = processing::Rules::of(&local);
        let mut item = item::Item::new(&rules, &local, path).unwrap();
        let body = item.body.clone();
        let asked = table::interactions(&body);
        let taken = convert::taken(&mut item, &rules, &asked).unwrap();
        let same_kind =
            std::mem::discriminant(&taken.answer) == std::mem::discriminant(&question.answer);
        if !same_kind {
            // One typed gap at the end of a text reads as a question of one answer.
            let is_gap = matches!(question.answer, AnswerKey::GapFill { .. });
            prop_assert!(is_gap, "another kind");
            continue;
        }
        for probe in &taken.probes {
            let theirs = item.marks(&probe.given) / f64::from(question.marks);
            let ours = our_share(&question.answer, &probe.response);
            prop_assert!(
                (theirs - ours).abs() < 1e-6,
                "{:?}: theirs {}, ours {}",
                probe,
                theirs,
                ours
            );
        }
    }
    Ok(())
}

/// Whether a place on a picture lies upon another: what is dropped there is in both for us, in one
/// for others.
fn has_overlap(key: &AnswerKey) -> bool {
    use crate::quizzes::grading::picture::{contains, point_in};
    let shapes: Vec<_> = match key {
        AnswerKey::DragOntoImage { zones, .. } => zones.iter().map(|zone| &zone.shape).collect(),
        AnswerKey::Hotspot { zones, .. } => zones.iter().map(|zone| &zone.shape).collect(),
        _ => return false,
    };
    let upon =
        |at: usize, other: usize| at != other && contains(shapes[other], point_in(shapes[at]));
    (0..shapes.len()).any(|at| (0..shapes.len()).any(|other| upon(at, other)))
}

/// Whether two items to be put in order read the same: either may stand first for us, one for others.
fn has_equal_items(key: &AnswerKey) -> bool {
    let AnswerKey::Ordering { items, .. } = key else {
        return false;
    };
    let distinct: std::collections::BTreeSet<_> = items.iter().collect();
    distinct.len() < items.len()
}

/// Whether no answer earns every mark: an item's worth is then what its best answer earns.
fn is_out_of_reach(key: &AnswerKey) -> bool {
    let AnswerKey::MultipleChoice { options, scoring } = key else {
        return false;
    };
    let chosen = (0..options.len()).filter(|at| match options[*at].percent {
        Some(percent) => percent > 0.0,
        None => options[*at].correct,
    });
    let best = crate::quizzes::response::Response::MultipleChoice {
        options: chosen.map(table::number).collect(),
    };
    *scoring == crate::quizzes::questions::MultipleScoring::Weighted && our_share(key, &best) < 1.0
}

/// Whether other systems can be told all that our marks depend on.
fn sure(question: &Question) -> bool {
    if is_out_of_reach(&question.answer) {
        return false;
    }
    if has_overlap(&question.answer) || has_equal_items(&question.answer) {
        return false;
    }

    let has_units = matches!(&question.answer, AnswerKey::Number { units: Some(_), .. });
    !has_units && !matches!(question.answer, AnswerKey::Calculated { .. })
}

/// Found by chance: a number whose digits do not end is asked for exactly.
#[test]
fn a_third_in_a_gap_is_marked_as_we_do() {
    let question = serde_json::json!({
        "id": Uuid::nil(), "text": "word [[1]] word", "marks": 2,
        "answer": {"kind": "gap_fill", "choices": [], "gaps": [
            {"kind": "number", "correct": 0.333_333_333_333_333_3, "tolerance": 0.0}]}
    });
    check_marks(&serde_json::from_value(question).unwrap()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn every_question_comes_back(question in any_question::any_question(&Texts::nasty())) {
        check_same(&question)?;
    }

    #[test]
    fn other_systems_mark_as_we_do(question in any_question::any_question(&Texts::plain())) {
        prop_assume!(sure(&question));
        check_marks(&question)?;
    }
}
