use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::quizzes::examples;
use crate::quizzes::quiz::{LateAnswers, Quiz};

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + minute * 60, 0).unwrap()
}

/// Two tries of half an hour with ten minutes between them, from minute 0 to minute 100; what was
/// made in time is awaited for an hour.
fn terms() -> Terms {
    let quiz = Quiz {
        opens_at: Some(at(0)),
        closes_at: Some(at(100)),
        tries: Some(2),
        minutes: Some(30),
        minutes_between_tries: 10,
        late_answers: LateAnswers::CountIfMadeInTime,
        late_hours: 1,
        ..examples::plain()
    };
    Terms::of(&quiz, &[])
}

fn created() -> Attempt {
    Attempt::create(&terms(), Before::default(), at(-60)).unwrap()
}

fn started() -> Attempt {
    created().started(&terms(), at(5)).unwrap()
}

fn grade_of(marks: i32) -> Grade {
    Grade::Marked(Hundredths::from_count(marks))
}

#[test]
fn an_attempt_is_made_while_there_is_a_try_left_and_the_quiz_is_not_closed() {
    let before = |made, finished: Option<i64>| Before {
        made,
        last_finished_at: finished.map(at),
    };
    for (before, minute, expected) in [
        (before(0, None), -600, None),
        (before(0, None), 99, None),
        (before(0, None), 100, Some(Refusal::Closed)),
        (before(1, Some(20)), 29, Some(Refusal::TooSoon(at(30)))),
        (before(1, Some(20)), 30, None),
        (before(2, Some(20)), 60, Some(Refusal::TriesUsedUp)),
    ] {
        let made = Attempt::create(&terms(), before, at(minute));
        assert_eq!(made.err(), expected, "{before:?} at {minute}");
    }
    let endless = Terms::of(&examples::plain(), &[]);
    assert!(Attempt::create(&endless, before(10_000, Some(0)), at(0)).is_ok());
}

#[test]
fn time_runs_from_the_start_and_not_before_the_quiz_opens() {
    assert_eq!(
        created().started(&terms(), at(-1)),
        Err(Refusal::NotOpenYet(at(0)))
    );
    let started = started();
    assert_eq!(started.deadline, Some(at(35)));
    assert_eq!(
        started.started(&terms(), at(20)),
        Ok(started),
        "starting again changes nothing"
    );
    let late = created().started(&terms(), at(90)).unwrap();
    assert_eq!(
        late.deadline,
        Some(at(100)),
        "the end of the quiz cuts it short"
    );
    assert_eq!(created().started(&terms(), at(100)), Err(Refusal::Closed));
}

#[test]
fn each_moment_has_its_state() {
    let submitted = |minute| State::Submitted { at: at(minute) };
    for (attempt, minute, expected) in [
        (created(), 99, State::Created),
        (created(), 100, State::Abandoned { at: at(100) }),
        (started(), 34, State::Open),
        (started(), 35, State::Overdue),
        (started(), 94, State::Overdue),
        (started(), 95, submitted(35)),
        (started().submitted(at(20)).unwrap(), 500, submitted(20)),
        (started().submitted(at(40)).unwrap(), 40, submitted(35)),
    ] {
        assert_eq!(
            attempt.as_of(at(minute)).state,
            expected,
            "{attempt:?} at {minute}"
        );
    }
    assert_eq!(created().submitted(at(5)), Err(Refusal::NotStarted));
    let endless = Terms::of(&examples::plain(), &[]);
    let attempt = Attempt::create(&endless, Before::default(), at(0)).unwrap();
    let attempt = attempt.started(&endless, at(0)).unwrap();
    assert_eq!(attempt.as_of(at(1_000_000)).state, State::Open);
}

#[test]
fn submitting_twice_changes_nothing() {
    let once = started().submitted(at(10)).unwrap();
    assert_eq!(once.submitted(at(12)), Ok(once));
}

#[test]
fn more_time_reaches_the_try_that_runs_and_no_finished_one() {
    let longer = Terms {
        duration: Some(TimeDelta::minutes(45)),
        ..terms()
    };
    assert_eq!(started().under(&longer).deadline, Some(at(50)));
    let overdue = started().as_of(at(40));
    assert_eq!(overdue.under(&longer).as_of(at(40)).state, State::Open);
    let submitted = started().submitted(at(10)).unwrap();
    assert_eq!(submitted.under(&longer), submitted);
}

#[test]
fn an_attempt_is_graded_when_nothing_waits_for_a_person() {
    let most = Hundredths::from_whole(18);
    let grade =
        |attempt: Attempt, grades: &[Grade], minute| attempt.graded(grades, most, 60, at(minute));
    assert_eq!(
        grade(started(), &[grade_of(100)], 1),
        Err(Refusal::NotSubmitted)
    );

    let submitted = started().submitted(at(10)).unwrap();
    let waiting = grade(submitted, &[grade_of(1_000), Grade::NeedsPerson], 11).unwrap();
    assert_eq!(waiting, submitted);
    let graded = grade(waiting, &[grade_of(1_000), grade_of(400)], 60).unwrap();
    let State::Graded {
        submitted_at,
        graded_at,
        outcome,
    } = graded.state
    else {
        panic!("{graded:?}");
    };
    assert_eq!((submitted_at, graded_at), (at(10), at(60)));
    assert_eq!((outcome.marks.count(), outcome.passed), (1_400, true));

    let corrected = grade(graded, &[grade_of(0), grade_of(400)], 90).unwrap();
    assert!(matches!(corrected.state, State::Graded { outcome, .. } if !outcome.passed));
}

#[test]
fn what_the_deadline_closed_empty_is_abandoned_and_what_was_submitted_empty_is_not() {
    let closed = started().as_of(at(95));
    assert_eq!(
        closed.abandoned_if_empty(0).state,
        State::Abandoned { at: at(35) }
    );
    assert_eq!(closed.abandoned_if_empty(1), closed);
    let submitted = started().submitted(at(10)).unwrap();
    assert_eq!(submitted.abandoned_if_empty(0), submitted);
    let abandoned = closed.abandoned_if_empty(0);
    assert_eq!(
        abandoned.graded(&[], Hundredths::default(), 0, at(96)),
        Ok(abandoned)
    );
}

proptest! {
    /// Whatever is done when, an attempt goes forward only, and looking at it twice at one moment
    /// is looking once.
    #[test]
    fn an_attempt_never_goes_back(steps in prop::collection::vec((0_u8..3, 0_i64..40), 0..12)) {
        let rank = |attempt: Attempt| match attempt.state {
            State::Created => 0,
            State::Open => 1,
            State::Overdue => 2,
            _ => 3,
        };
        let (mut attempt, mut minute) = (created(), -10);
        for (step, minutes) in steps {
            minute += minutes;
            let now = at(minute);
            let current = attempt.as_of(now);
            prop_assert_eq!(current.as_of(now), current);
            prop_assert!(rank(current) >= rank(attempt));
            let next = match step {
                0 => current.started(&terms(), now).unwrap_or(current),
                1 => current.submitted(now).unwrap_or(current),
                _ => current,
            };
            prop_assert!(rank(next) >= rank(current));
            attempt = next;
        }
    }
}
