use serde_json::{Value, json};

use super::*;

fn form() -> FormDocument {
    let named = |key: &str| json!({"key": key, "text": {"mn": key}});
    let question = |key: &str, required: bool, asks: Value| json!({"key": key, "text": {"mn": "?"}, "required": required, "asks": asks});
    let mut why = question("why", true, json!({"kind": "long_text"}));
    why["shown_if"] = json!({"question": "overall", "chosen": ["bad"]});
    let mut deeper = question(
        "deeper",
        true,
        json!({"kind": "single_choice",
        "options": [named("x"), named("y")]}),
    );
    deeper["shown_if"] = json!({"question": "liked", "chosen": ["chat"]});
    let scale = json!({"steps": 5});
    serde_json::from_value(
        json!({"languages": ["mn"], "title": {"mn": "Судалгаа"}, "questions": [
            question("overall", true, json!({"kind": "single_choice",
                "options": [named("good"), named("bad")]})),
            why,
            question("liked", false, json!({"kind": "multiple_choice",
                "options": [named("chat"), named("polls")]})),
            deeper,
            question("pace", false, json!({"kind": "scale", "steps": 5})),
            question("parts", true, json!({"kind": "matrix", "scale": scale,
                "statements": [named("content"), named("host")]})),
            question("years", false, json!({"kind": "number", "least": 0, "most": 60})),
            question("name", false, json!({"kind": "short_text"})),
        ]}),
    )
    .unwrap()
}

fn kept(given: Value, extent: Extent) -> Result<Value, Vec<(String, String)>> {
    let given = serde_json::from_value(given).unwrap();
    let kept = fitting(&form(), &given, extent);
    kept.map(|kept| serde_json::to_value(kept).unwrap())
        .map_err(|faults| faults.into_iter().map(|one| (one.field, one.key)).collect())
}

const PARTS: &str = "parts";

fn good() -> Value {
    json!({"overall": "good", PARTS: {"content": 5, "host": 4}})
}

#[track_caller]
fn refused(change: Value, field: &str, key: &str) {
    let mut given = good();
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    let faults = kept(given, Extent::Whole).unwrap_err();
    assert_eq!(faults, [(format!("answers.{field}"), key.to_owned())]);
}

#[test]
fn what_fits_is_kept_and_what_is_empty_is_not() {
    let mut given = good();
    given["liked"] = json!(["polls"]);
    given["pace"] = json!(3);
    given["years"] = json!(7.5);
    given["name"] = json!("  ");
    let mut expected = given.clone();
    expected.as_object_mut().unwrap().remove("name");
    expected["pace"] = json!(3.0);
    assert_eq!(kept(given, Extent::Whole).unwrap(), expected);
}

#[test]
fn each_answer_that_does_not_fit_is_named() {
    refused(
        json!({"overall": "ugly"}),
        "overall",
        "field-unknown-choice",
    );
    refused(
        json!({"overall": 1}),
        "overall",
        "field-not-the-questions-kind",
    );
    refused(
        json!({"liked": ["chat", "chat"], "deeper": "x"}),
        "liked",
        "field-repeated-choice",
    );
    refused(json!({"liked": ["tea"]}), "liked", "field-unknown-choice");
    refused(json!({"pace": 0}), "pace", "field-invalid");
    refused(json!({"pace": 6}), "pace", "field-invalid");
    refused(json!({"pace": 2.5}), "pace", "field-invalid");
    refused(
        json!({"parts": {"content": 6, "host": 1}}),
        "parts",
        "field-invalid",
    );
    refused(
        json!({"parts": {"content": 1}}),
        "parts",
        "field-statements-missing",
    );
    refused(
        json!({"parts": {"food": 1}}),
        "parts",
        "field-unknown-choice",
    );
    refused(json!({"years": 61}), "years", "field-invalid");
    refused(
        json!({"name": "я".repeat(201)}),
        "name",
        "field-text-too-long",
    );
    refused(json!({"weather": "fine"}), "weather", "field-unknown");
}

#[test]
fn a_question_is_asked_when_an_earlier_choice_says_so() {
    let bad = json!({"overall": "bad", "parts": {"content": 1, "host": 1}});
    let faults = kept(bad.clone(), Extent::Whole).unwrap_err();
    assert_eq!(
        faults,
        [("answers.why".to_owned(), "field-empty".to_owned())]
    );
    let mut with_reason = bad;
    with_reason["why"] = json!("Холбоо муу байсан.");
    assert_eq!(
        kept(with_reason.clone(), Extent::Whole).unwrap(),
        with_reason
    );
    // The choice was changed afterwards: the reason stays behind, and is not kept.
    with_reason["overall"] = json!("good");
    let kept = kept(with_reason, Extent::Whole).unwrap();
    assert!(kept.get("why").is_none());
}

#[test]
fn a_draft_may_lack_what_is_required_but_not_be_wrong() {
    assert_eq!(kept(json!({}), Extent::Draft).unwrap(), json!({}));
    let half = json!({"parts": {"content": 2}});
    assert_eq!(kept(half.clone(), Extent::Draft).unwrap(), half);
    assert!(kept(json!({"overall": "ugly"}), Extent::Draft).is_err());
}
