mod schemes;

use super::*;
use crate::quizzes::examples;
use crate::quizzes::questions::parts::Point;
use crate::quizzes::questions::{AnswerKey, OrderingScoring};
use crate::quizzes::response::{ChosenMatch, FilledGap, PlacedChoice};
use proptest::prelude::*;

/// The marks, in hundredths, that an answer to a question worth one mark earns.
fn marks(key: AnswerKey, json: &str) -> i32 {
    let response: Response = serde_json::from_str(json).unwrap();
    match plainly(&examples::question(key), &response) {
        Grade::Marked(marks) => marks.count(),
        Grade::NeedsPerson => panic!("{json} needs a person"),
    }
}

/// What an answer earns where the quiz adds no rules of its own.
fn plainly(question: &Question, response: &Response) -> Grade {
    let given = Given {
        response,
        certainty: None,
    };
    grade(question, Some(given), MarkingRules::default())
}

fn text_marks(key: AnswerKey, kind: &str, text: &str) -> i32 {
    marks(
        key,
        &serde_json::json!({ "kind": kind, "text": text }).to_string(),
    )
}

#[test]
fn a_single_choice_and_a_statement_are_right_or_wrong() {
    for (option, expected) in [(0, 0), (1, 0), (2, 100), (3, 0)] {
        let json = format!(r#"{{"kind":"single_choice","option":{option}}}"#);
        assert_eq!(marks(examples::single_choice(), &json), expected, "{json}");
    }
    let statement = || AnswerKey::TrueFalse {
        correct: false,
        true_comment: String::new(),
        false_comment: String::new(),
    };
    assert_eq!(
        marks(statement(), r#"{"kind":"true_false","value":false}"#),
        100
    );
    assert_eq!(
        marks(statement(), r#"{"kind":"true_false","value":true}"#),
        0
    );
}

#[test]
fn multiple_choice_counts_right_minus_wrong_and_never_below_nothing() {
    let cases = [
        ("[0,1,2]", 100),
        ("[0,1]", 67),
        ("[0]", 33),
        ("[]", 0),
        ("[0,1,2,3]", 67),
        ("[0,1,2,3,4]", 33),
        ("[0,3]", 0),
        ("[3,4]", 0),
    ];
    for (chosen, expected) in cases {
        let json = format!(r#"{{"kind":"multiple_choice","options":{chosen}}}"#);
        assert_eq!(
            marks(examples::multiple_choice(), &json),
            expected,
            "{chosen}"
        );
    }
}

#[test]
fn a_short_text_forgives_spaces_capitals_and_how_letters_are_composed() {
    let right = [
        "Улаанбаатар хот",
        "  улаанбаатар\u{a0} \n ХОТ ",
        "ulaanbaatar",
    ];
    for text in right {
        assert_eq!(
            text_marks(examples::short_text(), "short_text", text),
            100,
            "{text:?}"
        );
    }
    for text in ["", "Улаанбаатархот", "Улаан баатар хот", "Дархан"]
    {
        assert_eq!(
            text_marks(examples::short_text(), "short_text", text),
            0,
            "{text:?}"
        );
    }
    let composed = || AnswerKey::ShortText {
        accepted: vec!["й".to_owned()],
        others: Vec::new(),
        case_sensitive: true,
        wildcards: false,
    };
    assert_eq!(text_marks(composed(), "short_text", "и\u{306}"), 100);
    assert_eq!(text_marks(composed(), "short_text", "Й"), 0);
}

#[test]
fn a_number_is_read_as_people_write_it() {
    let cases = [
        ("12500.75", Some(12_500.75)),
        ("12 500,75", Some(12_500.75)),
        ("12\u{a0}500,75", Some(12_500.75)),
        ("\u{2212}3", Some(-3.0)),
        ("+.5", Some(0.5)),
        ("3,", Some(3.0)),
        ("1e3", Some(1_000.0)),
        ("1,234.5", None),
        ("", None),
        ("-", None),
        ("inf", None),
        ("-inf", None),
        ("nan", None),
        ("1e999", None),
        ("3 м", None),
    ];
    for (text, expected) in cases {
        let typed = number::typed(text, None).map(|typed| typed.number);
        assert_eq!(typed, expected, "{text:?}");
    }
}

/// 0.3 + 0.1 and 0.3 - 0.1 are neither 0.4 nor 0.2 in binary.
#[test]
fn both_ends_of_a_tolerance_are_right() {
    for (text, expected) in [
        ("0,4", 100),
        ("0.2", 100),
        ("0.3", 100),
        ("0.4000001", 0),
        ("0.1999999", 0),
    ] {
        assert_eq!(
            text_marks(examples::number(), "number", text),
            expected,
            "{text}"
        );
    }
    let exact = || AnswerKey::Number {
        correct: 0.3,
        tolerance: 0.0,
        tolerance_percent: 0.0,
        units: None,
        others: Vec::new(),
    };
    assert_eq!(text_marks(exact(), "number", "0,30"), 100);
    assert_eq!(text_marks(exact(), "number", "0.3000000001"), 0);
}

#[test]
fn matching_earns_the_share_of_right_pairs() {
    let cases = [
        ("[[0,0],[1,1],[2,0]]", 100),
        ("[[0,0],[1,1],[2,2]]", 67),
        ("[[1,1]]", 33),
        ("[]", 0),
        ("[[0,1],[1,0],[2,1]]", 0),
    ];
    for (chosen, expected) in cases {
        let chosen: Vec<(u16, u16)> = serde_json::from_str(chosen).unwrap();
        let pairs = chosen.iter().map(|(prompt, chosen)| ChosenMatch {
            prompt: *prompt,
            chosen: *chosen,
        });
        let response = Response::Matching {
            pairs: pairs.collect(),
        };
        let json = serde_json::to_string(&response).unwrap();
        assert_eq!(marks(examples::matching(), &json), expected, "{json}");
    }
}

#[test]
fn an_ordering_earns_the_share_of_neighbours_kept() {
    let cases = [
        ("[0,1,2,3]", 100),
        ("[1,2,3,0]", 67),
        ("[0,1,3,2]", 33),
        ("[2,3,0,1]", 67),
        ("[3,2,1,0]", 0),
    ];
    for (order, expected) in cases {
        let json = format!(r#"{{"kind":"ordering","items":{order}}}"#);
        assert_eq!(marks(examples::ordering(), &json), expected, "{order}");
    }
}

#[test]
fn items_that_say_the_same_may_change_places() {
    let items = || AnswerKey::Ordering {
        items: ["a", "b", "a", "c"].map(str::to_owned).to_vec(),
        scoring: OrderingScoring::Neighbours,
    };
    assert_eq!(
        marks(items(), r#"{"kind":"ordering","items":[2,1,0,3]}"#),
        100
    );
    assert_eq!(
        marks(items(), r#"{"kind":"ordering","items":[1,0,2,3]}"#),
        67
    );
}

#[test]
fn an_essay_waits_for_a_person_unless_nothing_was_written() {
    let question = examples::question(examples::essay());
    let essay = |text: &str| Response::Essay {
        text: text.to_owned(),
    };
    assert_eq!(plainly(&question, &essay("Because …")), Grade::NeedsPerson);
    assert_eq!(
        plainly(&question, &essay(" \n")),
        Grade::Marked(Hundredths::default())
    );
    let nothing = grade(&question, None, MarkingRules::default());
    assert_eq!(nothing, Grade::Marked(Hundredths::default()));
}

#[test]
fn an_attempt_is_passed_when_its_marks_reach_the_share_exactly() {
    let questions: Vec<Question> = (0..3)
        .map(|_| examples::question(examples::true_false()))
        .chain([examples::question(AnswerKey::Information)])
        .collect();
    let cases = [
        (200, 67, false, 6_666),
        (200, 66, true, 6_666),
        (300, 100, true, 10_000),
        (0, 0, true, 0),
        (-500, 0, true, 0),
    ];
    for (earned, pass_percent, passed, percent) in cases {
        let outcome = outcome(
            [Hundredths::from_count(earned)],
            marks_possible(&questions),
            pass_percent,
        );
        assert_eq!(
            (outcome.passed, outcome.percent.count()),
            (passed, percent),
            "{earned}"
        );
        assert_eq!(outcome.most.count(), 300);
    }
}

fn any_response() -> impl Strategy<Value = Response> {
    let numbers = || prop::collection::vec(0_u16..6, 0..7);
    prop_oneof![
        (0_u16..6).prop_map(|option| Response::SingleChoice { option }),
        numbers().prop_map(|options| Response::MultipleChoice { options }),
        any::<bool>().prop_map(|value| Response::TrueFalse { value }),
        ".{0,20}".prop_map(|text| Response::ShortText { text }),
        "[-+0-9.,e ]{0,8}".prop_map(|text| Response::Number { text }),
        prop::collection::vec((0_u16..6, 0_u16..6), 0..6).prop_map(|pairs| Response::Matching {
            pairs: pairs
                .into_iter()
                .map(|(prompt, chosen)| ChosenMatch { prompt, chosen })
                .collect()
        }),
        numbers().prop_map(|items| Response::Ordering { items }),
        ".{0,20}".prop_map(|text| Response::Essay { text }),
        prop::collection::vec(
            (
                0_u16..6,
                prop::option::of(".{0,5}"),
                prop::option::of(0_u16..6)
            ),
            0..6
        )
        .prop_map(|gaps| Response::GapFill {
            gaps: gaps
                .into_iter()
                .map(|(gap, text, choice)| FilledGap { gap, text, choice })
                .collect()
        }),
        prop::collection::vec((0_u16..6, 0_u16..400, 0_u16..300), 0..6).prop_map(|placed| {
            let placed = placed.into_iter().map(|(choice, x, y)| PlacedChoice {
                choice,
                at: Point { x, y },
            });
            Response::DragOntoImage {
                placed: placed.collect(),
            }
        }),
        prop::collection::vec((0_u16..400, 0_u16..300), 0..6).prop_map(|points| {
            Response::Hotspot {
                points: points.into_iter().map(|(x, y)| Point { x, y }).collect(),
            }
        }),
    ]
}

proptest! {
    /// Grading never fails, whatever was sent, and what may be saved never earns more than the
    /// question is worth.
    #[test]
    fn no_answer_earns_more_than_the_question_is_worth(response in any_response()) {
        for question in examples::quiz().questions {
            if let Grade::Marked(marks) = plainly(&question, &response) {
                prop_assert!(marks <= Hundredths::from_whole(question.marks));
            }
        }
    }

    #[test]
    fn an_answer_of_another_kind_is_a_problem_and_earns_nothing(response in any_response()) {
        for question in examples::quiz().questions {
            let wrong_kind = response.problems(&question.answer).iter().any(|p| p.field == "kind");
            if wrong_kind {
                let nothing = Grade::Marked(Hundredths::default());
                prop_assert_eq!(plainly(&question, &response), nothing);
            }
        }
    }
}
