//! Polls, attendance checks, the timer, announcements and quick reactions.

use serde_json::json;

use super::super::hall::id;
use super::*;

const ALL: [u128; 5] = [HOST, BAT, SARNAI, DULAM, OFFICER];
const DULAM: u128 = 5;

fn hall() -> Hall {
    let mut hall = live_hall();
    for person in [BAT, SARNAI, DULAM, OFFICER] {
        hall.joins(person);
    }
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(DULAM), "role": "presenter"}),
    );
    hall
}

fn open(kind: &str) -> serde_json::Value {
    let answers = match kind {
        "scale" => json!({"kind": kind, "from": 1, "to": 5}),
        "words" => json!({"kind": kind}),
        _ => json!({"kind": kind, "options": ["a", "b", "c"]}),
    };
    json!({"type": "open_poll", "question": "?", "answers": answers})
}

fn vote(poll: u64, answer: serde_json::Value) -> serde_json::Value {
    json!({"type": "vote", "poll": poll, "answer": answer})
}

#[test]
fn a_vote_counts_once_a_person_and_is_seen_by_who_counts_it() {
    let mut hall = hall();
    let poll = hall.does(DULAM, open("single"));
    let number = hall.does(BAT, vote(poll, json!({"options": [1]})));
    assert_eq!(hall.who_sees(number, ALL), [HOST, BAT, DULAM]);
    hall.tries([
        (OFFICER, vote(poll, json!({"options": [1]})), "not_allowed"),
        (BAT, vote(poll, json!({"options": [1]})), "already_voted"),
        (BAT, vote(poll, json!({"options": [2]})), ""),
        (
            SARNAI,
            vote(poll, json!({"options": [4]})),
            "answer_invalid",
        ),
        (SARNAI, vote(poll, json!({"options": [3]})), ""),
        (SARNAI, vote(99, json!({"options": [3]})), "poll_unknown"),
        (
            BAT,
            json!({"type": "show_results", "poll": poll}),
            "not_allowed",
        ),
    ]);
    assert_eq!(
        hall.snapshot(HOST)["polls"][0]["results"]["counts"],
        json!([0, 1, 1])
    );
    assert!(hall.snapshot(BAT)["polls"][0].get("results").is_none());
    let closed = hall
        .asks(DULAM, json!({"type": "close_poll", "poll": poll}))
        .unwrap();
    assert!(closed.to.is_everybody());
    let event = serde_json::to_value(&closed.event).unwrap();
    assert_eq!(event["results"], json!({"people": 2, "counts": [0, 1, 1]}));
    hall.tries([(BAT, vote(poll, json!({"options": [1]})), "poll_closed")]);
}

#[test]
fn hidden_results_are_shown_later_or_never() {
    let mut hall = hall();
    let poll = hall.does(HOST, open("words"));
    hall.does(BAT, vote(poll, json!({"words": "good"})));
    let close = json!({"type": "close_poll", "poll": poll, "show": false});
    let closed = hall.asks(HOST, close).unwrap();
    let event = serde_json::to_value(&closed.event).unwrap();
    assert_eq!(event, json!({"type": "poll_closed", "poll": poll}));
    let shown = hall
        .asks(HOST, json!({"type": "show_results", "poll": poll}))
        .unwrap();
    let event = serde_json::to_value(&shown.event).unwrap();
    assert_eq!(
        event["results"]["words"],
        json!([{"words": "good", "people": 1}])
    );
}

#[test]
fn nothing_tells_which_option_is_right_before_the_quiz_is_closed() {
    let mut hall = hall();
    let poll = hall.does(DULAM, open("quiz"));
    let right = |options| json!({"type": "set_right_options", "poll": poll, "options": options});
    hall.tries([
        (BAT, right(json!([1])), "not_allowed"),
        (
            HOST,
            json!({"type": "close_poll", "poll": poll}),
            "right_options_missing",
        ),
        (HOST, right(json!([])), "answer_invalid"),
        (HOST, right(json!([9])), "answer_invalid"),
    ]);
    let set = hall.does(HOST, right(json!([2, 3])));
    assert_eq!(hall.who_sees(set, ALL), [HOST, DULAM]);
    for (person, option) in [(BAT, 2), (SARNAI, 1)] {
        hall.does(person, vote(poll, json!({"options": [option]})));
    }
    let so_far = hall
        .asks(HOST, json!({"type": "show_results", "poll": poll}))
        .unwrap();
    let event = serde_json::to_value(&so_far.event).unwrap();
    assert_eq!(event["results"], json!({"people": 2, "counts": [1, 1, 0]}));
    let closed = hall
        .asks(HOST, json!({"type": "close_poll", "poll": poll}))
        .unwrap();
    let event = serde_json::to_value(&closed.event).unwrap();
    assert_eq!(event["results"]["right"], json!([2, 3]));
    assert_eq!(event["results"]["right_people"], 1);
}

#[test]
fn few_polls_are_open_at_once_and_none_before_the_webinar() {
    let mut early = Hall::new();
    early.tries([(HOST, open("single"), "webinar_not_started")]);
    let mut hall = hall();
    let first = hall.does(HOST, open("scale"));
    hall.tries([
        (BAT, open("scale"), "not_allowed"),
        (HOST, open("multiple"), ""),
        (HOST, open("words"), ""),
        (HOST, open("single"), "too_many_polls"),
        (HOST, json!({"type": "close_poll", "poll": first}), ""),
        (HOST, open("single"), ""),
    ]);
}

#[test]
fn a_check_is_answered_once_and_in_time() {
    let mut hall = hall();
    let check = |seconds: u32| json!({"type": "open_check", "seconds": seconds});
    hall.tries([
        (DULAM, check(60), "not_allowed"),
        (HOST, check(9), "time_invalid"),
        (HOST, check(601), "time_invalid"),
    ]);
    let number = hall.does(HOST, check(60));
    let answer = |check: u64| json!({"type": "answer_check", "check": check});
    let answered = hall.does(BAT, answer(number));
    assert_eq!(hall.who_sees(answered, ALL), [HOST, BAT]);
    let shown = |hall: &Hall, person| hall.snapshot(person)["check"]["answered"].clone();
    assert_eq!(
        (shown(&hall, BAT), shown(&hall, SARNAI)),
        (json!(true), json!(false))
    );
    hall.tries([
        (HOST, check(60), "check_open"),
        (BAT, answer(number), "already_answered"),
        (OFFICER, answer(number), "not_allowed"),
        (SARNAI, answer(99), "check_closed"),
    ]);
    hall.wait(60);
    hall.tries([
        (SARNAI, answer(number), "check_closed"),
        (HOST, check(60), ""),
    ]);
    let closed = json!({"type": "close_check", "check": hall.state.last});
    let closed = hall.asks(HOST, closed).unwrap();
    assert_eq!(serde_json::to_value(&closed.event).unwrap()["people"], 0);
}

#[test]
fn a_timer_and_announcements_are_up_until_taken_down() {
    let mut hall = hall();
    let announce = |text: &str| json!({"type": "announce", "text": text});
    hall.tries([
        (
            BAT,
            json!({"type": "start_timer", "seconds": 60}),
            "not_allowed",
        ),
        (DULAM, json!({"type": "stop_timer"}), "timer_not_running"),
        (
            DULAM,
            json!({"type": "start_timer", "seconds": 0}),
            "time_invalid",
        ),
        (DULAM, json!({"type": "start_timer", "seconds": 60}), ""),
        (DULAM, announce("break"), "not_allowed"),
        (HOST, announce("break"), ""),
    ]);
    let number = hall.state.last;
    let snapshot = hall.snapshot(BAT);
    assert_eq!(
        snapshot["announcements"],
        json!([{"number": number, "text": "break"}])
    );
    assert!(snapshot["timer"].is_string());
    hall.wait(61);
    hall.tries([
        (DULAM, json!({"type": "stop_timer"}), "timer_not_running"),
        (HOST, announce("a"), ""),
        (HOST, announce("b"), ""),
        (HOST, announce("c"), "too_many_announcements"),
        (
            HOST,
            json!({"type": "take_down", "announcement": number}),
            "",
        ),
        (
            HOST,
            json!({"type": "take_down", "announcement": number}),
            "announcement_unknown",
        ),
    ]);
    assert!(hall.snapshot(BAT).get("timer").is_none());
}

#[test]
fn a_storm_of_applause_is_logged_and_told_in_part() {
    let mut hall = hall();
    let applause = json!({"type": "react", "reaction": "applause"});
    for round in 0..2 {
        let told = (100..200_u128).filter(|person| {
            let number = hall.does(*person, applause.clone());
            hall.who_sees(number, [SARNAI]) == [SARNAI]
        });
        assert_eq!(told.count(), 10, "{round}");
        hall.wait(1);
    }
}
