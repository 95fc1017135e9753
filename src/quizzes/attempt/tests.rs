use super::*;
use crate::quizzes::examples;
use crate::quizzes::quiz::Quiz;
use proptest::prelude::*;

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + minute * 60, 0).unwrap()
}

/// Half an hour is allowed.
fn started() -> Attempt {
    Attempt::start(&examples::quiz(), 0, at(0)).unwrap()
}

/// What the quiz is worth.
fn most() -> Hundredths {
    Hundredths::from_whole(18)
}

fn yes() -> Response {
    Response::TrueFalse { value: true }
}

fn no() -> Response {
    Response::TrueFalse { value: false }
}

#[test]
fn a_quiz_may_be_tried_as_often_as_its_author_says() {
    let quiz = examples::quiz();
    assert!(Attempt::start(&quiz, 1, at(0)).is_ok());
    assert_eq!(Attempt::start(&quiz, 2, at(0)), Err(Refusal::TriesUsedUp));
    let unlimited = Quiz {
        tries: None,
        ..quiz
    };
    assert!(Attempt::start(&unlimited, 10_000, at(0)).is_ok());
}

#[test]
fn a_quiz_without_a_time_limit_stays_open() {
    let quiz = Quiz {
        minutes: None,
        ..examples::quiz()
    };
    let attempt = Attempt::start(&quiz, 0, at(0)).unwrap();
    assert_eq!(attempt.closed_if_overdue(at(1_000_000)).state, State::Open);
}

#[test]
fn an_answer_is_taken_until_the_deadline_and_not_at_it() {
    let before = at(30) - TimeDelta::milliseconds(1);
    assert_eq!(started().save(None, (1, &yes()), before), Ok(Saving::Write));
    assert_eq!(
        started().save(None, (1, &yes()), at(30)),
        Err(Refusal::DeadlinePassed)
    );
}

#[test]
fn the_reason_of_a_refusal_stays_the_same_after_the_attempt_was_closed() {
    let submitted = started().submitted(at(10));
    assert_eq!(
        submitted.save(None, (1, &yes()), at(11)),
        Err(Refusal::AlreadySubmitted)
    );
    assert_eq!(
        submitted.save(None, (1, &yes()), at(31)),
        Err(Refusal::AlreadySubmitted)
    );
    let closed = started().closed_if_overdue(at(40));
    assert_eq!(
        closed.save(None, (1, &yes()), at(41)),
        Err(Refusal::DeadlinePassed)
    );
}

#[test]
fn an_overdue_attempt_counts_as_submitted_at_its_deadline() {
    let closed = State::Submitted { at: at(30) };
    assert_eq!(started().closed_if_overdue(at(29)).state, State::Open);
    assert_eq!(started().closed_if_overdue(at(30)).state, closed);
    assert_eq!(started().submitted(at(9_000)).state, closed);
}

#[test]
fn submitting_twice_changes_nothing() {
    let once = started().submitted(at(5));
    assert_eq!(once.state, State::Submitted { at: at(5) });
    assert_eq!(once.submitted(at(6)), once);
}

#[test]
fn the_newest_number_wins_and_a_resend_is_confirmed_again() {
    let (yes, no) = (yes(), no());
    let saved = Some((5, &yes));
    let cases = [
        ((5, &yes), Ok(Saving::AlreadySaved)),
        ((6, &no), Ok(Saving::Write)),
        ((6, &yes), Ok(Saving::Write)),
        ((4, &no), Err(Refusal::AnswerSuperseded)),
        ((5, &no), Err(Refusal::AnswerSuperseded)),
    ];
    for (arrived, expected) in cases {
        assert_eq!(
            started().save(saved, arrived, at(1)),
            expected,
            "{arrived:?}"
        );
    }
    assert_eq!(
        started().save(saved, (5, &yes), at(31)),
        Ok(Saving::AlreadySaved)
    );
}

#[test]
fn an_attempt_is_graded_when_nothing_waits_for_a_person() {
    let marks = |count| Grade::Marked(Hundredths::from_count(count));
    assert_eq!(
        started().graded(&[marks(100)], most(), 60, at(1)),
        Err(Refusal::NotSubmitted)
    );

    let submitted = started().submitted(at(5));
    let waiting = submitted
        .graded(&[marks(1_000), Grade::NeedsPerson], most(), 60, at(5))
        .unwrap();
    assert_eq!(waiting.state, State::Submitted { at: at(5) });

    let graded = waiting
        .graded(&[marks(1_000), marks(400)], most(), 60, at(60))
        .unwrap();
    let State::Graded {
        submitted_at,
        graded_at,
        outcome,
    } = graded.state
    else {
        panic!()
    };
    assert_eq!((submitted_at, graded_at), (at(5), at(60)));
    assert_eq!((outcome.marks.count(), outcome.passed), (1_400, true));

    let corrected = graded
        .graded(&[marks(0), marks(400)], most(), 60, at(90))
        .unwrap();
    let State::Graded { outcome, .. } = corrected.state else {
        panic!()
    };
    assert_eq!((outcome.marks.count(), outcome.passed), (400, false));
}

fn outcome_of(percent: i32, passed: bool) -> Outcome {
    let count = Hundredths::from_count;
    Outcome {
        marks: count(percent),
        most: count(100),
        percent: count(percent * 100),
        passed,
    }
}

#[test]
fn the_best_attempt_counts_and_the_earliest_of_equals() {
    let attempts = [
        (1, outcome_of(40, false)),
        (2, outcome_of(80, true)),
        (3, outcome_of(80, true)),
    ];
    assert_eq!(best(attempts).map(|(number, _)| number), Some(2));
    let moved = [(1, outcome_of(90, false)), (2, outcome_of(70, true))];
    assert_eq!(
        best(moved).map(|(number, _)| number),
        Some(2),
        "a pass is never lost"
    );
    assert_eq!(best(Vec::<(i32, Outcome)>::new()), None);
}

proptest! {
    /// Whatever the line does, the answer that is saved in the end is the one with the greatest
    /// number: lost, repeated and reordered deliveries change nothing.
    #[test]
    fn answers_that_arrive_in_any_order_leave_the_newest(
        deliveries in prop::collection::vec(1_i64..20, 1..60)
    ) {
        // One client gives every number one content.
        let content = |number: i64| Response::TrueFalse { value: number % 3 == 0 };
        let mut saved: Option<(i64, Response)> = None;
        for number in &deliveries {
            let response = content(*number);
            let known = saved.as_ref().map(|(number, response)| (*number, response));
            if started().save(known, (*number, &response), at(1)) == Ok(Saving::Write) {
                saved = Some((*number, response));
            }
        }
        let newest = deliveries.iter().copied().max().unwrap();
        prop_assert_eq!(saved, Some((newest, content(newest))));
    }

    /// Looking earlier, later or more often at an attempt never changes when it was submitted.
    #[test]
    fn when_an_attempt_is_looked_at_makes_no_difference(minutes in prop::collection::vec(0_i64..100, 1..10)) {
        let mut attempt = started();
        let mut sorted = minutes.clone();
        sorted.sort_unstable();
        for minute in sorted {
            attempt = attempt.closed_if_overdue(at(minute));
        }
        let latest = minutes.iter().max().unwrap();
        prop_assert_eq!(attempt, started().closed_if_overdue(at(*latest)));
    }
}
