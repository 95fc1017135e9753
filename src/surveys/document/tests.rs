use serde_json::{Value, json};

use super::*;
use crate::http::json as strict;
use crate::surveys::built_in;

/// The fields that are refused in a form, with the keys of their messages.
fn faults(document: Value) -> Vec<(String, String)> {
    let document: FormDocument = serde_json::from_value(document).unwrap();
    let mut found = strict::validate(&document)
        .err()
        .map_or(Vec::new(), |error| error.fields);
    found.extend(checks::faults(&document));
    found
        .into_iter()
        .map(|fault| (fault.field, fault.key))
        .collect()
}

fn form(questions: Value) -> Value {
    json!({"languages": ["mn"], "title": {"mn": "Судалгаа"}, "questions": questions})
}

fn text(key: &str) -> Value {
    json!({"key": key, "text": {"mn": "?"}, "asks": {"kind": "short_text"}})
}

fn choice(key: &str, options: &[&str]) -> Value {
    let options = options
        .iter()
        .map(|key| json!({"key": key, "text": {"mn": key}}));
    let options = options.collect::<Vec<_>>();
    json!({"key": key, "text": {"mn": "?"}, "asks": {"kind": "single_choice", "options": options}})
}

#[track_caller]
fn refused(document: Value, field: &str, key: &str) {
    let found = faults(document);
    let expected = (field.to_owned(), key.to_owned());
    assert!(found.contains(&expected), "{found:?}");
}

#[test]
fn what_the_house_brings_along_is_right() {
    for form in built_in::all() {
        let document = serde_json::to_value(&form.document).unwrap();
        assert_eq!(faults(document), []);
        assert_eq!(form.document.languages, Language::ALL);
    }
}

#[test]
fn a_key_stands_once_and_is_plain() {
    refused(
        form(json!([text("a"), text("a")])),
        "questions[1].key",
        "field-duplicate-identifier",
    );
    refused(
        form(json!([choice("a", &["x", "x"])])),
        "questions[0].asks.options[1].key",
        "field-duplicate-identifier",
    );
    for key in ["", "Асуулт", "a b", "A", "a/b"] {
        refused(form(json!([text(key)])), "questions[0].key", "field-key");
    }
}

#[test]
fn every_text_is_there_in_every_language() {
    let mut document = form(json!([choice("a", &["x", "y"])]));
    document["languages"] = json!(["mn", "en"]);
    let missing: Vec<_> = faults(document).into_iter().map(|fault| fault.0).collect();
    assert_eq!(
        missing,
        [
            "title.en",
            "questions[0].text.en",
            "questions[0].asks.options[0].text.en",
            "questions[0].asks.options[1].text.en"
        ]
    );
}

#[test]
fn a_condition_is_about_an_earlier_choice() {
    let mut shown = text("why");
    shown["shown_if"] = json!({"question": "overall", "chosen": ["bad"]});
    let overall = choice("overall", &["good", "bad"]);
    assert_eq!(faults(form(json!([overall, shown]))), []);
    refused(
        form(json!([shown, overall])),
        "questions[0].shown_if.question",
        "field-unknown",
    );
    refused(
        form(json!([text("overall"), shown])),
        "questions[1].shown_if.question",
        "field-unknown",
    );
    shown["shown_if"]["chosen"] = json!(["bad", "ugly"]);
    refused(
        form(json!([overall, shown])),
        "questions[1].shown_if.chosen[1]",
        "field-unknown",
    );
}

#[test]
fn a_scale_names_its_ends_or_all_its_steps() {
    let label = json!({"mn": "Огт үгүй"});
    for (labels, fits) in [(0, true), (1, false), (2, true), (3, false), (5, true)] {
        let scale = json!({"kind": "scale", "steps": 5, "labels": vec![label.clone(); labels]});
        let question = json!({"key": "a", "text": {"mn": "?"}, "asks": scale});
        assert_eq!(faults(form(json!([question]))).is_empty(), fits, "{labels}");
    }
}

#[test]
fn a_text_is_read_in_the_wished_language_or_the_first() {
    let document: FormDocument = serde_json::from_value(json!(
        {"languages": ["ru", "mn"], "title": {"ru": "Опрос", "mn": "Асуулга"}}))
    .unwrap();
    assert_eq!(document.read(&document.title, Language::Mn), "Асуулга");
    assert_eq!(document.read(&document.title, Language::Ky), "Опрос");
}
