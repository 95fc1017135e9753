//! Files in GIFT from elsewhere: how many questions of each kind are in them.

use std::collections::BTreeMap;

use crate::quizzes::formats::files_for_tests::folder;
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
    for file in ["moodle_examples.gift", "questions.gift.txt"] {
        let imported = gift::read(&std::fs::read(folder.join(file)).unwrap()).unwrap();
        println!(
            "{file} {} {:?} {:#?}",
            imported.questions.len(),
            kinds(&imported),
            imported.remarks
        );
    }
}
