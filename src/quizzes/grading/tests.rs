use super::*;
use crate::quizzes::examples;
use crate::quizzes::questions::parts::{Choice, Point};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OrderingScoring};
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

#[test]
fn each_scheme_of_a_multiple_choice_marks_as_it_is_documented() {
    // Right are the first two of four.
    let key = |scoring| AnswerKey::MultipleChoice {
        options: ["a", "b", "c", "d"]
            .iter()
            .zip([Some(60.0), None, Some(-50.0), None])
            .enumerate()
            .map(|(at, (text, percent))| Choice {
                text: (*text).to_owned(),
                correct: at < 2,
                percent,
                comment: String::new(),
            })
            .collect(),
        scoring,
    };
    use MultipleScoring::{AllOrNothing, EachOption, Kprime, RightMinusWrong, Weighted};
    let schemes = [RightMinusWrong, AllOrNothing, EachOption, Kprime, Weighted];
    for (chosen, expected) in [
        ("[0,1]", [100, 100, 100, 100, 100]),
        ("[0]", [50, 0, 75, 50, 60]),
        ("[1]", [50, 0, 75, 50, 50]),
        ("[0,1,2]", [50, 0, 75, 50, 60]),
        ("[0,2]", [0, 0, 50, 0, 10]),
        ("[2,3]", [0, 0, 0, 0, 0]),
        ("[]", [0, 0, 0, 0, 0]),
    ] {
        let json = format!(r#"{{"kind":"multiple_choice","options":{chosen}}}"#);
        let earned = schemes.map(|scheme| marks(key(scheme), &json));
        assert_eq!(earned, expected, "{chosen}");
    }
}

#[test]
fn each_scheme_of_an_ordering_marks_as_it_is_documented() {
    let key = |scoring| AnswerKey::Ordering {
        items: ["a", "b", "c", "d"].map(str::to_owned).to_vec(),
        scoring,
    };
    use OrderingScoring::{AllOrNothing, Neighbours, Positions};
    for (order, expected) in [
        ("[0,1,2,3]", [100, 100, 100]),
        ("[1,2,3,0]", [67, 0, 0]),
        ("[0,1,3,2]", [33, 0, 50]),
    ] {
        let json = format!(r#"{{"kind":"ordering","items":{order}}}"#);
        let earned = [Neighbours, AllOrNothing, Positions].map(|scheme| marks(key(scheme), &json));
        assert_eq!(earned, expected, "{order}");
    }
}

#[test]
fn gaps_count_by_their_weight_and_places_by_what_lies_in_them() {
    for (gaps, expected) in [
        (
            r#"[{"gap":0,"text":"хөвсгөл"},{"gap":1,"text":"261"},{"gap":2,"choice":0},{"gap":3,"choice":1}]"#,
            100,
        ),
        (
            r#"[{"gap":0,"text":"Увс"},{"gap":1,"text":"262"},{"gap":2,"choice":1},{"gap":3,"choice":1}]"#,
            50,
        ),
        (r#"[{"gap":3,"choice":0}]"#, 0),
    ] {
        let json = format!(r#"{{"kind":"gap_fill","gaps":{gaps}}}"#);
        assert_eq!(marks(examples::gap_fill(), &json), expected, "{json}");
    }
    for (placed, expected) in [
        ("[[1,50,50],[0,150,60]]", 100),
        ("[[1,50,50],[0,180,60]]", 50),
        ("[[1,50,50],[2,55,50],[0,150,50]]", 50),
        ("[[0,50,50],[1,150,50]]", 0),
    ] {
        let places: Vec<(u16, u16, u16)> = serde_json::from_str(placed).unwrap();
        let placed = places.into_iter().map(|(choice, x, y)| PlacedChoice {
            choice,
            at: Point { x, y },
        });
        let response = Response::DragOntoImage {
            placed: placed.collect(),
        };
        let json = serde_json::to_string(&response).unwrap();
        assert_eq!(
            marks(examples::drag_onto_image(), &json),
            expected,
            "{json}"
        );
    }
    for (points, expected) in [
        (r#"[{"x":50,"y":60},{"x":220,"y":210}]"#, 100),
        (r#"[{"x":50,"y":60}]"#, 50),
        (r#"[{"x":50,"y":60},{"x":300,"y":250}]"#, 0),
        (r#"[{"x":50,"y":60},{"x":51,"y":60}]"#, 50),
    ] {
        let json = format!(r#"{{"kind":"hotspot","points":{points}}}"#);
        assert_eq!(marks(examples::hotspot(), &json), expected, "{json}");
    }
}

#[test]
fn a_wrong_answer_costs_its_penalty_and_none_costs_nothing() {
    let question = Question {
        marks: 3,
        ..examples::question(examples::single_choice())
    };
    let rules = MarkingRules {
        penalty_percent: 33,
        certainty: false,
    };
    let earned = |option: Option<u16>| {
        let response = option.map(|option| Response::SingleChoice { option });
        let given = response.as_ref().map(|response| Given {
            response,
            certainty: None,
        });
        grade(&question, given, rules)
    };
    let marked = |count| Grade::Marked(Hundredths::from_count(count));
    assert_eq!(
        [earned(Some(2)), earned(Some(0)), earned(None)],
        [marked(300), marked(-99), marked(0)]
    );
}

/// The table of Gardner-Medwin, in thirds of the marks.
#[test]
fn certainty_pays_when_it_is_justified_and_costs_dearly_when_it_is_not() {
    let question = Question {
        marks: 3,
        ..examples::question(examples::single_choice())
    };
    let rules = MarkingRules {
        penalty_percent: 50,
        certainty: true,
    };
    for (certainty, right, wrong) in [
        (None, 100, 0),
        (Some(Certainty::Low), 100, 0),
        (Some(Certainty::Middle), 200, -200),
        (Some(Certainty::High), 300, -600),
    ] {
        for (option, expected) in [(2, right), (0, wrong)] {
            let response = Response::SingleChoice { option };
            let given = Given {
                response: &response,
                certainty,
            };
            let earned = grade(&question, Some(given), rules);
            assert_eq!(
                earned,
                Grade::Marked(Hundredths::from_count(expected)),
                "{certainty:?}"
            );
        }
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
