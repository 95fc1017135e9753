//! A question of each kind and a quiz of them all, for the tests of the rules.

use uuid::Uuid;

use super::questions::{AnswerKey, Choice, FeedbackPolicy, Pair, Question, Quiz};

/// A quiz with one question of every kind, everything shuffled; worth 18 marks, of which an essay
/// carries 4.
pub fn quiz() -> Quiz {
    let keys = [
        single_choice(),
        multiple_choice(),
        AnswerKey::TrueFalse { correct: true },
        short_text(),
        number(),
        matching(),
        ordering(),
        essay(),
    ];
    let questions = (1..).zip(keys).map(|(number, answer)| Question {
        id: Uuid::from_u128(number),
        marks: if matches!(answer, AnswerKey::Essay { .. }) {
            4
        } else {
            2
        },
        ..question(answer)
    });
    Quiz {
        tries: Some(2),
        minutes: Some(30),
        pass_percent: 60,
        shuffle_questions: true,
        shuffle_options: true,
        feedback: FeedbackPolicy::Comments,
        questions: questions.collect(),
    }
}

/// A question worth one mark.
pub fn question(answer: AnswerKey) -> Question {
    Question {
        id: Uuid::from_u128(99),
        text: "what is asked".to_owned(),
        marks: 1,
        comment: "comment on the question".to_owned(),
        answer,
    }
}

fn option(text: &str, correct: bool, comment: &str) -> Choice {
    Choice {
        text: text.to_owned(),
        correct,
        comment: comment.to_owned(),
    }
}

/// Three options of which the last is right.
pub fn single_choice() -> AnswerKey {
    AnswerKey::SingleChoice {
        options: vec![
            option("first", false, ""),
            option("second", false, "comment on the second option"),
            option("third", true, ""),
        ],
    }
}

/// Five options of which the first three are right.
pub fn multiple_choice() -> AnswerKey {
    let options = ["a", "b", "c", "d", "e"];
    AnswerKey::MultipleChoice {
        options: (0..)
            .zip(options)
            .map(|(n, text)| option(text, n < 3, ""))
            .collect(),
    }
}

/// The capital of Mongolia, in two spellings.
pub fn short_text() -> AnswerKey {
    AnswerKey::ShortText {
        accepted: vec!["Улаанбаатар хот".to_owned(), "Ulaanbaatar".to_owned()],
        case_sensitive: false,
    }
}

/// 0.3, give or take 0.1.
pub fn number() -> AnswerKey {
    AnswerKey::Number {
        correct: 0.3,
        tolerance: 0.1,
    }
}

/// Three prompts, of which two have the same match, and one match that belongs to none.
pub fn matching() -> AnswerKey {
    let pair = |prompt: &str, matches: &str| Pair {
        prompt: prompt.to_owned(),
        matches: matches.to_owned(),
    };
    AnswerKey::Matching {
        pairs: vec![
            pair("horse", "mammal"),
            pair("eagle", "bird"),
            pair("camel", "mammal"),
        ],
        distractors: vec!["fish".to_owned()],
    }
}

/// Four items.
pub fn ordering() -> AnswerKey {
    let items = ["spring", "summer", "autumn", "winter"];
    AnswerKey::Ordering {
        items: items.map(str::to_owned).to_vec(),
    }
}

/// An essay with guidance for whoever grades it.
pub fn essay() -> AnswerKey {
    AnswerKey::Essay {
        guidance: "look for two reasons".to_owned(),
    }
}
