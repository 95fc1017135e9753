//! Our trees of files in GIFT against those of an independent parser.

use serde_json::{Value, json};

use super::super::syntax::{
    Answer, Answers, Item, Number, NumberValue, Part, Text, TextFormat, parse,
};
use crate::quizzes::formats::files_for_tests::{files, folder};

/// A tree of ours as the other parser writes it.
fn tree(parts: &[Part]) -> Value {
    parts.iter().map(part).collect()
}

fn part(part: &Part) -> Value {
    match part {
        Part::Category { path } => json!({"type": "Category", "title": path}),
        Part::Broken { line, key } => json!({"broken": key, "line": line}),
        Part::Item(item) => question(item),
    }
}

fn question(item: &Item) -> Value {
    let mut stem = text(&item.stem);
    if let Some(tail) = &item.tail {
        let before = &item.stem.text;
        let gap = if before.is_empty() { "" } else { " " };
        stem["text"] = json!(format!("{before}{gap}_____ {}", tail.text));
    }
    let mut tree = json!({
        "id": item.id,
        "tags": (!item.tags.is_empty()).then_some(&item.tags),
        "title": item.title,
        "stem": stem,
        "hasEmbeddedAnswers": item.tail.is_some(),
        "type": match &item.answers {
            Answers::Description => "Description",
            Answers::Essay => "Essay",
            Answers::TrueFalse { .. } => "TF",
            Answers::Choices(_) => "MC",
            Answers::Short(_) => "Short",
            Answers::Numerical(_) => "Numerical",
            Answers::Matching(_) => "Matching",
        },
    });
    if !matches!(item.answers, Answers::Description) {
        tree["globalFeedback"] = optional(item.general_feedback.as_ref());
    }
    match &item.answers {
        Answers::Description | Answers::Essay => {}
        Answers::TrueFalse {
            is_true,
            first,
            second,
        } => {
            tree["isTrue"] = json!(is_true);
            tree["trueFeedback"] = optional(first.as_ref());
            tree["falseFeedback"] = optional(second.as_ref());
        }
        Answers::Choices(answers) | Answers::Short(answers) => {
            tree["choices"] = answers.iter().map(answer).collect();
        }
        Answers::Numerical(numbers) => {
            tree["choices"] = match numbers.as_slice() {
                [
                    Number {
                        sign: None,
                        value,
                        feedback: None,
                        ..
                    },
                ] => number(value),
                numbers => numbers.iter().map(numerical).collect(),
            };
        }
        Answers::Matching(pairs) => {
            let pair = |(prompt, matches): &(Text, String)| json!({"subquestion": text(prompt), "subanswer": matches});
            tree["matchPairs"] = pairs.iter().map(pair).collect();
        }
    }
    tree
}

fn answer(answer: &Answer) -> Value {
    json!({
        "isCorrect": answer.right,
        "weight": answer.weight,
        "text": text(&answer.text),
        "feedback": optional(answer.feedback.as_ref()),
    })
}

fn numerical(one: &Number) -> Value {
    json!({
        "isCorrect": one.sign == Some('='),
        "weight": one.weight,
        "text": number(&one.value),
        "feedback": optional(one.feedback.as_ref()),
    })
}

fn number(value: &NumberValue) -> Value {
    match value {
        NumberValue::Exactly(number) => json!({"type": "simple", "number": number}),
        NumberValue::Within(number, range) => {
            json!({"type": "range", "number": number, "range": range})
        }
        NumberValue::Between(least, most, _) => {
            json!({"type": "high-low", "numberHigh": most, "numberLow": least})
        }
        NumberValue::Any => json!({"format": "moodle", "text": "*"}),
        NumberValue::Unreadable(text) => json!({"unreadable": text}),
    }
}

fn optional(of: Option<&Text>) -> Value {
    of.map_or(Value::Null, text)
}

fn text(text: &Text) -> Value {
    let format = match text.format {
        TextFormat::Moodle => "moodle",
        TextFormat::Html => "html",
        TextFormat::Plain => "plain",
        TextFormat::Markdown => "markdown",
    };
    json!({"format": format, "text": text.text})
}

/// JSON knows one kind of number only; here 50 and 50.0 are two.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(values) => values.iter().map(plain).collect(),
        Value::Object(values) => values
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
        other => other.clone(),
    }
}

#[test]
fn trees_are_those_of_an_independent_parser() {
    let Some(folder) = folder("gift/peg") else {
        return;
    };
    let files = files(&folder);
    let file = |name: &str| {
        files
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, bytes)| bytes)
    };
    let mut differing = Vec::new();
    let mut count = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".gift")) {
        let json = file(&name.replace(".gift", ".json")).unwrap();
        let expected = plain(&serde_json::from_slice(json).unwrap());
        let ours = plain(&tree(&parse(std::str::from_utf8(bytes).unwrap())));
        count += 1;
        if ours != expected {
            differing.push(format!("{name}\n  ours   {ours}\n  theirs {expected}"));
        }
    }
    println!("{} of {count} trees agree", count - differing.len());
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(count >= 21);
}
