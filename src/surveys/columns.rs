//! Answers as a line of a table: a column a question, of a matrix one a statement. Pure.

use super::answers::{Answer, Answers};
use super::document::{Asks, FormDocument, Named};
use crate::http::sheets::Entry;
use crate::messages::Language;

/// The headings of the columns.
#[must_use]
pub fn headings(document: &FormDocument, language: Language) -> Vec<String> {
    let mut headings = Vec::new();
    for question in &document.questions {
        let text = document.read(&question.text, language);
        match &question.asks {
            Asks::Matrix(matrix) => {
                headings.extend(matrix.statements.iter().map(|statement| {
                    format!("{text}: {}", document.read(&statement.text, language))
                }))
            }
            _ => headings.push(text.to_owned()),
        }
    }
    headings
}

/// What stands below them for one person.
#[must_use]
pub fn entries(document: &FormDocument, answers: &Answers, language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    for question in &document.questions {
        let answer = answers.get(&question.key);
        match &question.asks {
            Asks::Matrix(matrix) => entries.extend(matrix.statements.iter().map(|statement| {
                let steps = match answer {
                    Some(Answer::Steps(steps)) => steps.get(&statement.key),
                    _ => None,
                };
                steps.map_or(Entry::Nothing, |step| Entry::Count(usize::from(*step)))
            })),
            Asks::SingleChoice(options) | Asks::MultipleChoice(options) => {
                let chosen = |key: &String| named(document, &options.options, key, language);
                entries.push(match answer {
                    Some(Answer::Text(key)) => Entry::Text(chosen(key)),
                    Some(Answer::Chosen(keys)) => {
                        Entry::Text(keys.iter().map(chosen).collect::<Vec<_>>().join("; "))
                    }
                    _ => Entry::Nothing,
                });
            }
            _ => entries.push(match answer {
                Some(Answer::Number(number)) => Entry::Number(*number),
                Some(Answer::Text(text)) => Entry::Text(text.clone()),
                _ => Entry::Nothing,
            }),
        }
    }
    entries
}

/// What the option of this key says.
fn named(document: &FormDocument, options: &[Named], key: &str, language: Language) -> String {
    let option = options.iter().find(|option| option.key == key);
    let text = option.map(|option| document.read(&option.text, language));
    text.unwrap_or(key).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::surveys::built_in;

    #[test]
    fn every_line_has_an_entry_for_every_heading() {
        let form = built_in::all().remove(0).document;
        let answers = json!({"overall": "good", "parts": {"host": 4}, "better": "=1+1"});
        let answers = serde_json::from_value(answers).unwrap();
        for language in Language::ALL {
            let headings = headings(&form, language);
            let line = entries(&form, &answers, language);
            assert_eq!(headings.len(), line.len());
            assert_eq!(headings.len(), 9);
            let text = form.questions[0].asks.options().unwrap()[1]
                .text
                .in_language(language);
            assert_eq!(line[0], Entry::Text(text.unwrap().to_owned()));
            assert_eq!(line[3], Entry::Count(4));
            assert_eq!(line[2], Entry::Nothing);
        }
    }
}
