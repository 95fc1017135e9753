//! Files in GIFT from elsewhere: how many questions of each kind are in them, counted by hand.

use std::collections::BTreeMap;

use crate::quizzes::formats::files_for_tests::{files, folder};
use crate::quizzes::formats::{Imported, gift};

fn kinds(imported: &Imported) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for imported in &imported.questions {
        let json = serde_json::to_value(&imported.question.answer).unwrap();
        *kinds
            .entry(json["kind"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    kinds
}

#[test]
fn every_question_of_moodles_examples_is_imported() {
    let Some(folder) = folder("gift") else {
        return;
    };
    // Each file with how many questions of each kind it has, and how many remarks.
    type Example<'a> = (&'a str, &'a [(&'a str, usize)], usize);
    let examples: [Example; 2] = [
        (
            "moodle_examples.gift",
            &[
                ("matching", 3),
                ("multiple_choice", 2),
                ("number", 8),
                ("short_text", 9),
                ("single_choice", 16),
                ("true_false", 5),
            ],
            0,
        ),
        (
            "questions.gift.txt",
            &[
                ("essay", 1),
                ("matching", 1),
                ("multiple_choice", 1),
                ("number", 1),
                ("short_text", 1),
                ("single_choice", 1),
                ("true_false", 3),
            ],
            // Two of its lines end in `";`.
            2,
        ),
    ];
    let files = files(&folder);
    for (file, expected, remarks) in examples {
        let (_, bytes) = files.iter().find(|(name, _)| name == file).unwrap();
        let imported = gift::read(bytes).unwrap();
        let expected: BTreeMap<_, _> = expected
            .iter()
            .map(|(kind, count)| ((*kind).to_owned(), *count))
            .collect();
        assert_eq!(kinds(&imported), expected, "{file}");
        assert_eq!(
            imported.remarks.len(),
            remarks,
            "{file} {:?}",
            imported.remarks
        );
        println!(
            "{file}: {} questions, {remarks} remarks",
            imported.questions.len()
        );
    }
}

#[test]
fn every_file_with_a_tree_is_imported() {
    let Some(folder) = folder("gift/peg") else {
        return;
    };
    let (mut questions, mut expected, mut remarks) = (0, 0, Vec::new());
    let files = files(&folder);
    for (_, bytes) in files.iter().filter(|(name, _)| name.ends_with(".json")) {
        let tree: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap();
        expected += tree
            .iter()
            .filter(|part| part["type"] != "Category")
            .count();
    }
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".gift")) {
        match gift::read(bytes) {
            Ok(imported) => {
                questions += imported.questions.len();
                remarks.extend(
                    imported
                        .remarks
                        .iter()
                        .map(|remark| format!("{name}: {remark:?}")),
                );
            }
            // The one that only says where questions would belong.
            Err(refused) => assert_eq!(
                (name.as_str(), refused.key),
                ("categorySpecialCharacter.gift", "import-no-questions")
            ),
        }
    }
    println!(
        "{questions} of {expected} questions; {}",
        remarks.join("\n")
    );
    assert_eq!(questions, expected);
}
