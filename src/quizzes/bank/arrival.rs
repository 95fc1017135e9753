//! What an import does with a question: whether the bank has it already, by which identifier it is
//! known, and what of it has changed.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::ids;
use crate::quizzes::questions::Question;

/// The longest identifier, in characters.
pub const LONGEST_IDENTIFIER: usize = 300;

/// What became of a question that was read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    /// It was not in the bank.
    New,
    /// It was, in other words or with other tags.
    Changed,
    /// It was, just so.
    Unchanged,
}

/// What a bank keeps beside a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The tags.
    pub tags: Vec<String>,
    /// From 1, easiest, to 5, hardest.
    pub difficulty: Option<u8>,
    /// The language, as a tag of BCP 47.
    pub language: Option<String>,
}

impl Details {
    /// These with what a file says in the place of what it says. A file that is silent about
    /// something, as most formats have to be, changes nothing of it.
    #[must_use]
    pub fn updated_by(&self, said: &Self) -> Self {
        let tags = if said.tags.is_empty() {
            &self.tags
        } else {
            &said.tags
        };
        Self {
            tags: tags.clone(),
            difficulty: said.difficulty.or(self.difficulty),
            language: said.language.clone().or_else(|| self.language.clone()),
        }
    }

    /// Whether these are the same, in whichever order and letters the tags are written.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let folded = |tags: &[String]| {
            let mut tags: Vec<String> = tags.iter().map(|tag| fold(tag)).collect();
            tags.sort_unstable();
            tags.dedup();
            tags
        };
        folded(&self.tags) == folded(&other.tags)
            && self.difficulty == other.difficulty
            && self.language == other.language
    }
}

/// A question as the bank keeps it under this identifier: in no section, a copy of nothing.
#[must_use]
pub fn kept_as(question: &Question, id: Uuid) -> Question {
    Question {
        id,
        source: None,
        section: 0,
        ..question.clone()
    }
}

/// A text in small letters, for searching and comparing.
#[must_use]
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// What is searched in a question: its title and its text.
#[must_use]
pub fn words(question: &Question) -> String {
    fold(&format!("{}\n{}", question.title, question.text))
}

/// The kind of a question, as it is called in the API.
#[must_use]
pub fn kind(question: &Question) -> String {
    let answer = serde_json::to_value(&question.answer).unwrap_or_default();
    let kind = answer.get("kind").and_then(serde_json::Value::as_str);
    kind.unwrap_or_default().to_owned()
}

/// Whether something can be a tag: it is not empty, not long, and has no comma, by which lists of
/// tags are parted.
#[must_use]
pub fn is_tag(tag: &str) -> bool {
    let letters = tag.trim().chars().count();
    (1..=100).contains(&letters) && !tag.contains(',') && !tag.chars().any(char::is_control)
}

/// Whether something is a tag of a language (BCP 47), by its form alone.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.chars().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(is_part)
        && tag.len() <= 35
}

/// The identifier of a question of which the file gives none: made from what it asks, so that the
/// same question is known again and a changed one is another.
#[must_use]
pub fn identifier_by_content(question: &Question) -> String {
    let content = serde_json::to_string(&kept_as(question, Uuid::nil())).unwrap_or_default();
    ids::hash_of_secret(&content).chars().take(32).collect()
}

/// The identifiers of the questions of one file, each once in its category: a second question
/// called the same gets a number, the same at every import.
#[derive(Debug, Default)]
pub struct Identifiers(HashSet<(Uuid, String)>);

impl Identifiers {
    /// The identifier under which a question is kept, and whether the file had used it before.
    pub fn distinct(&mut self, category_id: Uuid, wanted: &str) -> (String, bool) {
        let wanted: String = wanted.chars().take(LONGEST_IDENTIFIER).collect();
        let mut identifier = wanted.clone();
        let mut number = 1_u32;
        while !self.0.insert((category_id, identifier.clone())) {
            number = number.saturating_add(1);
            let end = format!(" ({number})");
            let room = LONGEST_IDENTIFIER.saturating_sub(end.chars().count());
            identifier = wanted.chars().take(room).chain(end.chars()).collect();
        }
        (identifier, number > 1)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn question(text: &str) -> Question {
        serde_json::from_value(
            json!({"text": text, "answer": {"kind": "true_false", "correct": true}}),
        )
        .unwrap()
    }

    #[test]
    fn a_question_without_an_identifier_is_known_by_what_it_asks() {
        let there = kept_as(&question("Is it?"), Uuid::from_u128(1));
        assert_eq!(
            identifier_by_content(&question("Is it?")),
            identifier_by_content(&there)
        );
        let other = identifier_by_content(&question("Was it?"));
        assert_ne!(identifier_by_content(&there), other);
        assert_eq!(kind(&there), "true_false");
    }

    #[test]
    fn two_questions_of_one_name_are_told_apart_the_same_way_each_time() {
        let category = Uuid::from_u128(1);
        for _ in 0..2 {
            let mut identifiers = Identifiers::default();
            assert_eq!(identifiers.distinct(category, "Q"), ("Q".to_owned(), false));
            assert_eq!(
                identifiers.distinct(category, "Q"),
                ("Q (2)".to_owned(), true)
            );
            assert_eq!(
                identifiers.distinct(category, "Q"),
                ("Q (3)".to_owned(), true)
            );
            let elsewhere = identifiers.distinct(Uuid::from_u128(2), "Q");
            assert_eq!(elsewhere, ("Q".to_owned(), false));
            let long = "ү".repeat(400);
            assert_eq!(identifiers.distinct(category, &long).0.chars().count(), 300);
            let second = identifiers.distinct(category, &long).0;
            assert!(second.ends_with(" (2)") && second.chars().count() == 300);
        }
    }

    #[test]
    fn tags_and_languages_are_known_by_their_form() {
        assert!(is_tag("Улирал 2"));
        for wrong in ["", "  ", "a,b", "a\tb", &"a".repeat(101)] {
            assert!(!is_tag(wrong), "{wrong}");
        }
        for right in ["mn", "en-GB", "zh-Hant-TW"] {
            assert!(is_language(right), "{right}");
        }
        for wrong in ["", "m", "монгол", "en_GB", "en-", "en-toolongpart"] {
            assert!(!is_language(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_file_that_is_silent_about_something_changes_nothing_of_it() {
        let kept = Details {
            tags: vec!["Улирал".to_owned(), "байгаль".to_owned()],
            difficulty: Some(2),
            language: Some("mn".to_owned()),
        };
        assert_eq!(kept.updated_by(&Details::default()), kept);
        let said = Details {
            tags: vec!["Байгаль".to_owned(), "улирал".to_owned()],
            difficulty: Some(3),
            language: None,
        };
        let now = kept.updated_by(&said);
        assert_eq!(
            (now.difficulty, now.language.as_deref()),
            (Some(3), Some("mn"))
        );
        assert!(!now.is_same_as(&kept));
        assert!(kept.is_same_as(&Details {
            difficulty: Some(2),
            ..now
        }));
    }
}
