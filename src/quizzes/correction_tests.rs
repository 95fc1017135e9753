use serde_json::{Value, json};

use super::*;

fn question(answer: &Value) -> Question {
    let id = "0199a000-0000-7000-8000-000000000020";
    serde_json::from_value(json!({"id": id, "text": "?", "marks": 2, "answer": answer})).unwrap()
}

fn options(all: &[(&str, bool)]) -> Value {
    all.iter()
        .map(|(text, correct)| json!({"text": text, "correct": correct}))
        .collect()
}

fn single(all: &[(&str, bool)]) -> Value {
    json!({"kind": "single_choice", "options": options(all)})
}

fn gap(gap: &Value) -> Value {
    json!({"kind": "gap_fill", "gaps": [gap]})
}

fn typed(word: &str) -> Value {
    json!({"kind": "typed", "accepted": [word]})
}

fn essay(points: &[u16]) -> Value {
    let levels: Vec<_> = points
        .iter()
        .map(|points| json!({"title": "x", "points": points}))
        .collect();
    json!({"kind": "essay", "rubric": {"criteria": [{"title": "x", "levels": levels}]}})
}

fn calculated(most: f64, formula: &str) -> Value {
    json!({"kind": "calculated", "formula": formula,
        "variables": [{"name": "a", "least": 1.0, "most": most}]})
}

fn matching(pairs: &[(&str, &str)]) -> Value {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(prompt, matches)| json!({"prompt": prompt, "matches": matches}))
        .collect();
    json!({"kind": "matching", "pairs": pairs})
}

#[test]
fn what_is_right_may_be_corrected_but_not_what_answers_mean() {
    let changed = "field-parts-changed";
    let moved = "field-part-moved";
    let kind = "field-kind-changed";
    let cases = [
        (
            single(&[("a", true), ("b", false)]),
            single(&[("a", false), ("b", true)]),
            vec![],
        ),
        (
            single(&[("a", true), ("b", false)]),
            single(&[("A", true), ("b", false)]),
            vec![],
        ),
        (
            single(&[("a", true), ("b", false)]),
            single(&[("b", false), ("a", true)]),
            vec![("answer.options[0]", moved), ("answer.options[1]", moved)],
        ),
        (
            single(&[("a", true), ("b", false)]),
            single(&[("a", true), ("b", false), ("c", false)]),
            vec![("answer.options", changed)],
        ),
        (
            single(&[("a", true), ("b", false)]),
            json!({"kind": "multiple_choice", "options": options(&[("a", true), ("b", false)])}),
            vec![("answer.kind", kind)],
        ),
        (
            json!({"kind": "true_false", "correct": true}),
            json!({"kind": "true_false", "correct": false}),
            vec![],
        ),
        (
            json!({"kind": "number", "correct": 1.0}),
            json!({"kind": "number", "correct": 2.0, "tolerance": 0.5}),
            vec![],
        ),
        (
            json!({"kind": "ordering", "items": ["a", "b", "c"]}),
            json!({"kind": "ordering", "items": ["b", "a", "c"]}),
            vec![("answer.items[0]", moved), ("answer.items[1]", moved)],
        ),
        (calculated(9.0, "{a}*2"), calculated(9.0, "{a}*3"), vec![]),
        (
            calculated(9.0, "{a}*2"),
            calculated(8.0, "{a}*2"),
            vec![("answer.variables", changed)],
        ),
        (gap(&typed("a")), gap(&typed("b")), vec![]),
        (
            gap(&typed("a")),
            gap(&json!({"kind": "number", "correct": 1.0})),
            vec![("answer.gaps[0].kind", kind)],
        ),
        (
            gap(&json!({"kind": "selected", "options": options(&[("a", true), ("b", false)])})),
            gap(&json!({"kind": "selected", "options": options(&[("b", true), ("c", false)])})),
            vec![("answer.gaps[0].options[0]", moved)],
        ),
        (
            matching(&[("1", "a"), ("2", "b")]),
            matching(&[("1", "A"), ("2", "b")]),
            vec![],
        ),
        (
            matching(&[("1", "a"), ("2", "b")]),
            matching(&[("1", "b"), ("2", "a")]),
            vec![("answer.pairs[0]", moved), ("answer.pairs[1]", moved)],
        ),
        (essay(&[0, 1]), essay(&[0, 5]), vec![]),
        (
            essay(&[0, 1]),
            essay(&[0, 1, 2]),
            vec![("answer.rubric", changed)],
        ),
        (
            essay(&[0, 1]),
            json!({"kind": "essay"}),
            vec![("answer.rubric", changed)],
        ),
    ];
    for (before, after, expected) in cases {
        let found = problems(&question(&before), &question(&after));
        let found: Vec<_> = found
            .iter()
            .map(|(field, key)| (field.as_str(), *key))
            .collect();
        assert_eq!(found, expected, "{before} -> {after}");
    }
}

#[test]
fn a_correction_is_of_the_same_question_and_stays_at_its_place() {
    let before = Question {
        section: 3,
        ..question(&json!({"kind": "true_false", "correct": true}))
    };
    let after = Question {
        id: uuid::Uuid::from_u128(7),
        section: 0,
        marks: 5,
        ..before.clone()
    };
    assert_eq!(
        problems(&before, &after),
        [("id".to_owned(), "field-not-the-question")]
    );
    let after = Question {
        id: uuid::Uuid::nil(),
        ..after
    };
    assert_eq!(problems(&before, &after), []);
    let placed = placed(&before, after);
    assert_eq!((placed.id, placed.section, placed.marks), (before.id, 3, 5));
}

#[test]
fn what_a_person_has_decided_stays_unless_the_question_is_worth_something_else() {
    let marks = Hundredths::from_count;
    let person = Some(marks(300));
    assert_eq!(remarked((4, 4), person, || Some(marks(0))), person);
    assert_eq!(remarked((4, 8), person, || None), Some(marks(600)));
    assert_eq!(
        remarked((4, 4), None, || Some(marks(400))),
        Some(marks(400))
    );
    assert_eq!(remarked((4, 4), None, || None), None);
}

#[test]
fn a_correction_reaches_a_question_that_is_drawn_as_well_as_one_that_is_fixed() {
    let before = question(&json!({"kind": "true_false", "correct": true}));
    let pool = json!({"category_id": "0199a000-0000-7000-8000-000000000010"});
    let quiz = |fixed: Value, drawn: Value| -> Quiz {
        serde_json::from_value(json!({"pass_percent": 60, "questions": fixed,
            "draws": [{"count": 1, "pool": pool, "questions": drawn}]}))
        .unwrap()
    };
    let other = json!({"id": "0199a000-0000-7000-8000-000000000021", "text": "!",
        "answer": {"kind": "true_false", "correct": true}});
    let after = question(&json!({"kind": "true_false", "correct": false}));
    for mut quiz in [
        quiz(json!([before, other]), json!([])),
        quiz(json!([other]), json!([before])),
    ] {
        assert_eq!(question_of(&quiz, before.id), Some(&before));
        let untouched = quiz.clone();
        lay_over(&mut quiz, &after);
        assert_eq!(question_of(&quiz, before.id), Some(&after));
        let other_id = "0199a000-0000-7000-8000-000000000021".parse().unwrap();
        assert_eq!(
            question_of(&quiz, other_id),
            question_of(&untouched, other_id)
        );
        assert_eq!(question_of(&quiz, Uuid::nil()), None);
    }
}
