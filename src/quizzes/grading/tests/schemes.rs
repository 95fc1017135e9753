//! Schemes of marking, penalties and certainty.

use super::*;
use crate::quizzes::questions::parts::Choice;
use crate::quizzes::questions::{MultipleScoring, OrderingScoring};

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
