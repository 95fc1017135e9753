//! Questions: who asks, votes, approves and answers, and who sees it.

use serde_json::json;

use super::*;
use crate::webinars::room::questions::{OWN_QUESTION_LIMIT, QUESTION_LIMIT};

const ALL: [u128; 4] = [HOST, BAT, SARNAI, OFFICER];

fn ask(text: &str) -> serde_json::Value {
    json!({"type": "ask_question", "text": text})
}

fn of(kind: &str, question: u64) -> serde_json::Value {
    json!({"type": kind, "question": question})
}

#[test]
fn a_moderated_question_is_seen_by_all_only_when_approved() {
    let mut hall = live_hall();
    for person in [BAT, SARNAI] {
        hall.joins(person);
    }
    hall.does(
        HOST,
        json!({"type": "set_rules", "questions_moderated": true}),
    );
    let question = hall.does(BAT, ask("why"));
    assert_eq!(hall.who_sees(question, ALL), [HOST, BAT]);
    for (person, seen) in [(HOST, 1), (BAT, 1), (SARNAI, 0)] {
        let questions = hall.snapshot(person)["questions"]
            .as_array()
            .map_or(0, Vec::len);
        assert_eq!(questions, seen, "{person}");
    }
    hall.tries([
        (
            SARNAI,
            of("vote_for_question", question),
            "question_unknown",
        ),
        (HOST, of("vote_for_question", question), "question_closed"),
        (BAT, of("approve_question", question), "not_allowed"),
    ]);
    let approved = hall.asks(HOST, of("approve_question", question)).unwrap();
    assert_eq!(hall.who_sees(approved.number, ALL), ALL);
    let event = serde_json::to_value(&approved.event).unwrap();
    assert_eq!(
        (&event["text"], &event["name"]),
        (&json!("why"), &json!("person 2"))
    );
    hall.tries([
        (HOST, of("approve_question", question), "question_closed"),
        (SARNAI, of("vote_for_question", question), ""),
    ]);
    // What happens to a question that nobody else has seen, nobody else hears of.
    let hidden = hall.does(BAT, ask("what"));
    let dismissed = hall.does(HOST, of("dismiss_question", hidden));
    assert_eq!(hall.who_sees(dismissed, ALL), [HOST, BAT]);
    let own = hall.does(HOST, ask("ready"));
    assert_eq!(hall.who_sees(own, ALL), ALL, "a host need not ask a host");
}

#[test]
fn who_may_do_what_to_a_question() {
    let mut hall = live_hall();
    let question = hall.does(BAT, ask("why"));
    let answer = json!({"type": "answer_question", "question": question, "text": "so"});
    hall.tries([
        (OFFICER, ask("?"), "not_allowed"),
        (BAT, ask(" "), "text_invalid"),
        (BAT, of("vote_for_question", question), "not_allowed"),
        (SARNAI, of("take_vote_back", question), "not_voted"),
        (SARNAI, of("vote_for_question", question), ""),
        (SARNAI, of("vote_for_question", question), "already_voted"),
        (SARNAI, of("take_vote_back", question), ""),
        (SARNAI, of("withdraw_question", question), "not_allowed"),
        (BAT, of("answer_question", question), "not_allowed"),
        (HOST, of("answer_question", question), ""),
        (SARNAI, of("vote_for_question", question), "question_closed"),
        (BAT, of("withdraw_question", question), "question_closed"),
        (HOST, answer, ""),
        (HOST, of("dismiss_question", question), ""),
        (HOST, of("dismiss_question", question), "question_closed"),
        (HOST, of("answer_question", 999), "question_unknown"),
    ]);
    let other = hall.does(BAT, ask("when"));
    hall.tries([
        (BAT, of("withdraw_question", other), ""),
        (HOST, of("answer_question", other), "question_unknown"),
    ]);
}

#[test]
fn the_newcomer_is_told_the_questions_with_most_votes() {
    let mut hall = live_hall();
    let few = hall.does(BAT, ask("few"));
    let many = hall.does(BAT, ask("many"));
    hall.does(SARNAI, of("vote_for_question", many));
    hall.does(100, of("vote_for_question", few));
    hall.does(101, of("vote_for_question", many));
    let questions = &hall.snapshot(SARNAI)["questions"];
    assert_eq!(
        (&questions[0]["question"], &questions[0]["votes"]),
        (&json!(many), &json!(2))
    );
    assert_eq!(
        (&questions[0]["voted"], &questions[1]["voted"]),
        (&json!(true), &json!(false))
    );
}

#[test]
fn questions_are_bounded_for_one_and_for_all() {
    let mut hall = live_hall();
    let own = u128::try_from(OWN_QUESTION_LIMIT).unwrap();
    for number in 0..u128::try_from(QUESTION_LIMIT).unwrap() {
        hall.does(100 + number / own, ask("?"));
    }
    hall.tries([
        (100, ask("one more"), "too_many_questions"),
        (BAT, ask("?"), "too_many_questions"),
    ]);
    hall.does(HOST, of("answer_question", hall.state.last));
    hall.tries([(BAT, ask("?"), ""), (BAT, ask("?"), "too_many_questions")]);
}
