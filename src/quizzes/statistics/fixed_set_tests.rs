//! Against the figures of another program.

use serde_json::{Value, json};

use super::*;

/// The same figures from tests/checks/item_analysis.py, which knows nothing of this code.
#[test]
fn a_fixed_set_of_attempts_comes_out_as_in_another_program() {
    let read = |name: &str| -> Value {
        let place = format!("{}/tests/data/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(place).unwrap()).unwrap()
    };
    let (attempts, expected) = (read("attempts"), read("statistics"));
    let found = statistics(&table_of(&attempts));
    compare("quiz", &expected["quiz"], &json!(found.quiz));
    let questions = expected["questions"].as_array().unwrap();
    assert_eq!(questions.len(), found.questions.len());
    let both = found.questions.iter().zip(&found.answers);
    for (number, (figures, answers)) in both.enumerate() {
        let mut question = json!(figures);
        question["answers"] = json!(answers);
        compare(&number.to_string(), &questions[number], &question);
    }
}

fn table_of(file: &Value) -> Table {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let number = |value: &Value| i32::try_from(value.as_i64().unwrap()).unwrap();
    let questions = list(&file["questions"]).into_iter().map(|question| Column {
        most: number(&question["most"]),
        draw: question["draw"]
            .as_u64()
            .map(|draw| usize::try_from(draw).unwrap()),
        random_guess_score: None,
        known: (0..)
            .zip(list(&question["options"]))
            .map(|(number, text)| Known {
                part: 0,
                number,
                part_text: String::new(),
                text: text.as_str().unwrap().to_owned(),
                right: list(&question["right"]).contains(&json!(number)),
            })
            .collect(),
    });
    let given = |answer: &Value| match answer {
        Value::Number(option) => Some(Answer::Chosen(option.as_u64().unwrap().try_into().unwrap())),
        Value::String(text) => Some(Answer::Typed(text.clone())),
        _ => None,
    };
    let row = |attempt: &Value| {
        let entries = list(attempt).into_iter().enumerate();
        let asked = entries.filter(|(_, entry)| !entry.is_null());
        let cells = asked.map(|(question, entry)| {
            let all = entry[1]
                .as_array()
                .cloned()
                .unwrap_or(vec![entry[1].clone()]);
            let answers = all.iter().filter_map(given);
            Cell {
                question,
                marks: number(&entry[0]),
                answered: !entry[1].is_null(),
                given: answers.map(|answer| Given { part: 0, answer }).collect(),
            }
        });
        cells.collect()
    };
    Table {
        questions: questions.collect(),
        attempts: list(&file["attempts"]).iter().map(row).collect(),
    }
}

/// Whether all that the file tells is found, numbers within 1e-9.
fn compare(place: &str, expected: &Value, found: &Value) {
    match (expected, found) {
        (Value::Object(expected), found) => {
            for (key, value) in expected {
                compare(&format!("{place}.{key}"), value, &found[key]);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            assert_eq!(expected.len(), found.len(), "{place}");
            for (number, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{place}[{number}]"), expected, found);
            }
        }
        (Value::Number(expected), Value::Number(found)) => {
            let (expected, found) = (expected.as_f64().unwrap(), found.as_f64().unwrap());
            let apart = (expected - found).abs();
            assert!(apart <= 1e-9, "{place}: {found}, not {expected}");
        }
        _ => assert_eq!(expected, found, "{place}"),
    }
}
