//! The right answer to a question as it stands on a learner's paper: found as a good pupil finds
//! it, by what the options say, since their numbers tell nothing.

use serde_json::{Value, json};

use crate::quizzes::questions::AnswerKey;

/// The response that is fully right, in the words of the API; nothing for an essay, which has no
/// key, and where the paper does not show what the key speaks of.
#[must_use]
pub fn right_response(asked: &Value, key: &AnswerKey) -> Option<Value> {
    match key {
        AnswerKey::SingleChoice { options } => {
            let right = options.iter().find(|option| option.correct)?;
            let option = number_of(&asked["options"], &right.text)?;
            Some(json!({"kind": "single_choice", "option": option}))
        }
        AnswerKey::MultipleChoice { options, .. } => {
            let right = options.iter().filter(|option| option.correct);
            let options: Option<Vec<u64>> = right
                .map(|option| number_of(&asked["options"], &option.text))
                .collect();
            Some(json!({"kind": "multiple_choice", "options": options?}))
        }
        AnswerKey::TrueFalse { correct, .. } => {
            Some(json!({"kind": "true_false", "value": correct}))
        }
        AnswerKey::ShortText { accepted, .. } => {
            Some(json!({"kind": "short_text", "text": accepted.first()?}))
        }
        AnswerKey::Number { correct, .. } => {
            Some(json!({"kind": "number", "text": correct.to_string()}))
        }
        AnswerKey::Matching { pairs, .. } => {
            let pairs: Option<Vec<Value>> = pairs
                .iter()
                .map(|pair| {
                    let prompt = number_of(&asked["prompts"], &pair.prompt)?;
                    let chosen = number_of(&asked["matches"], &pair.matches)?;
                    Some(json!({"prompt": prompt, "match": chosen}))
                })
                .collect();
            Some(json!({"kind": "matching", "pairs": pairs?}))
        }
        AnswerKey::Ordering { items, .. } => {
            let items: Option<Vec<u64>> = items
                .iter()
                .map(|item| number_of(&asked["items"], item))
                .collect();
            Some(json!({"kind": "ordering", "items": items?}))
        }
        // The demo's course has none of these.
        _ => None,
    }
}

fn number_of(parts: &Value, text: &str) -> Option<u64> {
    parts.as_array()?.iter().find(|part| part["text"] == text)?["number"].as_u64()
}
