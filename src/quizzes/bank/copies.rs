//! What the quizzes of a course have copied from the bank, and bringing copies up to date.

use uuid::Uuid;

use crate::courses::document::{Content, CourseDocument, Item};
use crate::quizzes::questions::{Question, Source};

/// A question of the bank as a quiz takes it: a copy that says where it is from. It has no
/// identifier in the course yet.
#[must_use]
pub fn copied(original: &Question, source: Source, section: u16) -> Question {
    Question {
        id: Uuid::nil(),
        source: Some(source),
        section,
        ..original.clone()
    }
}

/// A copy as it is with another version of its question: identifier, section and marks are the
/// quiz's own and stay.
#[must_use]
pub fn brought_up_to_date(copy: &Question, original: &Question, source: Source) -> Question {
    Question {
        id: copy.id,
        section: copy.section,
        marks: copy.marks,
        source: Some(source),
        ..original.clone()
    }
}

/// Whether a copy has been edited in its quiz; other marks and another section are no edit.
#[must_use]
pub fn is_edited(copy: &Question, original: &Question) -> bool {
    let Some(source) = copy.source else {
        return true;
    };
    brought_up_to_date(copy, original, source) != *copy
}

/// The copies in the quizzes of a document, each with the item it stands in. What draws have drawn
/// is not among them.
#[must_use]
pub fn copies(document: &CourseDocument) -> Vec<(&Item, &Question, Source)> {
    let mut all = Vec::new();
    for item in document.items() {
        if let Content::Quiz(quiz) = &item.content {
            let questions = quiz.questions.iter();
            all.extend(questions.filter_map(|question| Some((item, question, question.source?))));
        }
    }
    all
}

/// Replaces questions of a document, wherever they stand, by those with the same identifier.
pub fn replace(document: &mut CourseDocument, replacements: &[Question]) {
    let items = document
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.items);
    for item in items {
        let Content::Quiz(quiz) = &mut item.content else {
            continue;
        };
        for question in &mut quiz.questions {
            if let Some(new) = replacements.iter().find(|new| new.id == question.id) {
                question.clone_from(new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn original() -> Question {
        serde_json::from_value(
            json!({"id": Uuid::from_u128(1), "text": "Is it?", "marks": 2,
            "answer": {"kind": "true_false", "correct": true}}),
        )
        .unwrap()
    }

    fn source(version: u32) -> Source {
        Source {
            question_id: Uuid::from_u128(1),
            version,
        }
    }

    #[test]
    fn a_copy_keeps_what_is_the_quizs_own_when_it_is_brought_up_to_date() {
        let mut copy = copied(&original(), source(1), 2);
        assert_eq!(
            (copy.id, copy.source, copy.section),
            (Uuid::nil(), Some(source(1)), 2)
        );
        copy.id = Uuid::from_u128(9);
        copy.marks = 5;
        assert!(!is_edited(&copy, &original()));
        let newer = Question {
            text: "Is it really?".to_owned(),
            marks: 3,
            ..original()
        };
        let now = brought_up_to_date(&copy, &newer, source(2));
        assert_eq!((now.id, now.marks, now.section), (Uuid::from_u128(9), 5, 2));
        assert_eq!(
            (now.text.as_str(), now.source),
            ("Is it really?", Some(source(2)))
        );
    }

    #[test]
    fn a_copy_with_other_words_is_edited() {
        let mut copy = copied(&original(), source(1), 0);
        copy.text.push('!');
        assert!(is_edited(&copy, &original()));
    }
}
