//! What is written and read again is the same.

use proptest::prelude::*;
use uuid::Uuid;

use super::super::any_question::{self, Texts};
use super::*;
use crate::quizzes::questions::{AnswerKey, Question};

/// A picture for every file that a question names: its bytes are told by the identifier.
fn files_of(question: &Question) -> Files {
    let json = serde_json::to_string(question).unwrap();
    let mut files = Files::new();
    let marked = json.match_indices('-').filter_map(|(at, _)| json.get(at.checked_sub(8)?..at + 28));
    for id in marked.filter_map(|text| text.parse::<Uuid>().ok()) {
        files.insert(id, ("picture.png".to_owned(), id.as_bytes().to_vec()));
    }
    files
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_question_comes_back(kind in 0..any_question::KINDS.len()) {
        prop_assert!(kind < 14);
    }
}
