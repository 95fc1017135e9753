use super::*;
use crate::quizzes::examples;

fn response(json: &str) -> Response {
    serde_json::from_str(json).unwrap()
}

#[test]
fn an_answer_that_does_not_fit_names_the_field_and_the_reason() {
    let cases = [
        (
            examples::single_choice(),
            r#"{"kind":"single_choice","option":2}"#,
            None,
        ),
        (
            examples::single_choice(),
            r#"{"kind":"single_choice","option":3}"#,
            Some(("option", "field-unknown-choice")),
        ),
        (
            examples::single_choice(),
            r#"{"kind":"true_false","value":true}"#,
            Some(("kind", "field-not-the-questions-kind")),
        ),
        (
            examples::multiple_choice(),
            r#"{"kind":"multiple_choice","options":[]}"#,
            None,
        ),
        (
            examples::multiple_choice(),
            r#"{"kind":"multiple_choice","options":[1,1]}"#,
            Some(("options", "field-repeated-choice")),
        ),
        (
            examples::number(),
            r#"{"kind":"number","text":" 3,2 "}"#,
            None,
        ),
        (
            examples::number(),
            r#"{"kind":"number","text":"three"}"#,
            Some(("text", "field-not-a-number")),
        ),
        (
            examples::matching(),
            r#"{"kind":"matching","pairs":[{"prompt":0,"match":4}]}"#,
            Some(("pairs", "field-unknown-choice")),
        ),
        (
            examples::matching(),
            r#"{"kind":"matching","pairs":[{"prompt":0,"match":1},{"prompt":0,"match":2}]}"#,
            Some(("pairs", "field-repeated-choice")),
        ),
        (
            examples::ordering(),
            r#"{"kind":"ordering","items":[0,1]}"#,
            Some(("items", "field-order-incomplete")),
        ),
    ];
    for (key, json, expected) in cases {
        let found: Vec<_> = response(json)
            .problems(&key)
            .into_iter()
            .map(|problem| (problem.field, problem.message))
            .collect();
        assert_eq!(found, Vec::from_iter(expected), "{json}");
    }
}

#[test]
fn a_text_may_be_as_long_as_its_kind_allows_and_no_longer() {
    let short = |length| Response::ShortText {
        text: "ө".repeat(length),
    };
    let essay = |length| Response::Essay {
        text: "ө".repeat(length),
    };
    assert!(short(500).validate().is_ok() && short(501).validate().is_err());
    assert!(essay(60_000).validate().is_ok() && essay(60_001).validate().is_err());
}

#[test]
fn an_unknown_field_is_refused() {
    for json in [
        r#"{"kind":"true_false","value":true,"certainty":3}"#,
        r#"{"kind":"matching","pairs":[{"prompt":0,"match":0,"note":""}]}"#,
        r#"{"kind":"hotspot","x":1}"#,
    ] {
        assert!(serde_json::from_str::<Response>(json).is_err(), "{json}");
    }
}
