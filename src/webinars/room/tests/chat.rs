//! Chat: who reads what, who changes what.

use serde_json::json;

use super::super::hall::id;
use super::*;
use crate::webinars::room::chat::{LINE_LIMIT, PIN_LIMIT};

const DULAM: u128 = 5;
const ALL: [u128; 4] = [HOST, BAT, SARNAI, OFFICER];

fn hall() -> Hall {
    let mut hall = live_hall();
    for person in [BAT, SARNAI, OFFICER] {
        hall.joins(person);
    }
    hall
}

#[test]
fn a_line_to_the_hosts_is_read_by_them_and_answered_to_its_author() {
    let mut hall = hall();
    let to_hosts = json!({"type": "say", "text": "no sound", "to": "hosts"});
    let line = hall.does(BAT, to_hosts);
    assert_eq!(hall.who_sees(line, ALL), [HOST, BAT]);
    let reply = json!({"type": "say", "text": "use headphones", "reply_to": line});
    hall.tries([(SARNAI, reply.clone(), "line_unknown")]);
    let answer = hall.does(HOST, reply);
    assert_eq!(hall.who_sees(answer, ALL), [HOST, BAT]);
    let thanks = json!({"type": "say", "text": "thank you", "reply_to": answer});
    let thanks = hall.does(BAT, thanks);
    assert_eq!(hall.who_sees(thanks, ALL), [HOST, BAT]);
    // Nothing that was written to the hosts is repeated to all by a pin, a change or a reaction.
    hall.tries([(
        HOST,
        json!({"type": "pin_line", "line": line}),
        "line_not_public",
    )]);
    let edit = json!({"type": "edit_line", "line": line, "text": "no sound at all"});
    let react = json!({"type": "react_to_line", "line": line, "reaction": "sad"});
    for (person, frame) in [(BAT, edit), (HOST, react)] {
        let number = hall.does(person, frame);
        assert_eq!(hall.who_sees(number, ALL), [HOST, BAT]);
    }
}

#[test]
fn who_changes_a_line_and_until_when() {
    let mut hall = hall();
    let line = hall.does(BAT, json!({"type": "say", "text": "helo"}));
    let edit = |text| json!({"type": "edit_line", "line": line, "text": text});
    hall.tries([
        (SARNAI, edit("x"), "not_allowed"),
        (HOST, edit("x"), "not_allowed"),
        (BAT, edit(" "), "text_invalid"),
        (BAT, edit("hello"), ""),
        (HOST, json!({"type": "pin_line", "line": line}), ""),
        (BAT, edit("hello all"), ""),
    ]);
    assert_eq!(hall.snapshot(SARNAI)["pins"][0]["text"], "hello all");
    hall.wait(601);
    hall.tries([
        (BAT, edit("late"), "too_late_to_edit"),
        (
            SARNAI,
            json!({"type": "delete_line", "line": line}),
            "not_allowed",
        ),
        (
            SARNAI,
            json!({"type": "remove_line", "line": line}),
            "not_allowed",
        ),
        (HOST, json!({"type": "remove_line", "line": line}), ""),
        (
            BAT,
            json!({"type": "delete_line", "line": line}),
            "line_unknown",
        ),
        (
            HOST,
            json!({"type": "unpin_line", "line": line}),
            "not_pinned",
        ),
    ]);
    let own = hall.does(BAT, json!({"type": "say", "text": "again"}));
    hall.tries([(BAT, json!({"type": "delete_line", "line": own}), "")]);
}

#[test]
fn pins_are_few() {
    let mut hall = hall();
    let line = |hall: &mut Hall| hall.does(BAT, json!({"type": "say", "text": "a"}));
    for _ in 0..PIN_LIMIT {
        let line = line(&mut hall);
        hall.does(HOST, json!({"type": "pin_line", "line": line}));
    }
    let last = line(&mut hall);
    hall.tries([
        (
            BAT,
            json!({"type": "pin_line", "line": last}),
            "not_allowed",
        ),
        (
            HOST,
            json!({"type": "pin_line", "line": last}),
            "too_many_pins",
        ),
        (
            HOST,
            json!({"type": "pin_line", "line": last - 2}),
            "already_pinned",
        ),
        (HOST, json!({"type": "unpin_line", "line": last - 2}), ""),
        (HOST, json!({"type": "pin_line", "line": last}), ""),
    ]);
}

#[test]
fn a_reaction_counts_once_and_everybody_hears_of_round_numbers() {
    let mut hall = hall();
    let line = hall.does(BAT, json!({"type": "say", "text": "a"}));
    let react =
        |reaction: &str| json!({"type": "react_to_line", "line": line, "reaction": reaction});
    hall.tries([
        (OFFICER, react("heart"), "not_allowed"),
        (BAT, react("heart"), ""),
        (BAT, react("heart"), "already_reacted"),
        (BAT, react("applause"), ""),
        (
            BAT,
            json!({"type": "take_reaction_back", "line": line, "reaction": "heart"}),
            "",
        ),
        (
            BAT,
            json!({"type": "take_reaction_back", "line": line, "reaction": "heart"}),
            "not_reacted",
        ),
    ]);
    let told = (1..=150_u128).filter(|person| {
        let number = hall.does(100 + person, react("heart"));
        hall.who_sees(number, [SARNAI]) == [SARNAI]
    });
    assert_eq!(told.count(), 99 + 6);
}

#[test]
fn a_closed_chat_takes_what_is_for_the_hosts() {
    let mut hall = hall();
    hall.joins(DULAM);
    let before = hall.does(BAT, json!({"type": "say", "text": "a"}));
    hall.does(HOST, json!({"type": "set_rules", "chat": false}));
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(DULAM), "role": "presenter"}),
    );
    hall.tries([
        (BAT, json!({"type": "say", "text": "b"}), "chat_closed"),
        (
            BAT,
            json!({"type": "edit_line", "line": before, "text": "b"}),
            "chat_closed",
        ),
        (BAT, json!({"type": "say", "text": "b", "to": "hosts"}), ""),
        (
            OFFICER,
            json!({"type": "say", "text": "b", "to": "hosts"}),
            "not_allowed",
        ),
        (DULAM, json!({"type": "say", "text": "b"}), ""),
        (HOST, json!({"type": "say", "text": "b"}), ""),
    ]);
    let question = hall.state.last - 2;
    let answer = hall.does(
        HOST,
        json!({"type": "say", "text": "soon", "reply_to": question}),
    );
    hall.tries([(
        BAT,
        json!({"type": "say", "text": "thanks", "reply_to": answer}),
        "",
    )]);
}

#[test]
fn the_room_remembers_the_last_lines_only() {
    let mut hall = hall();
    let first = hall.does(BAT, json!({"type": "say", "text": "first"}));
    hall.does(
        SARNAI,
        json!({"type": "react_to_line", "line": first, "reaction": "heart"}),
    );
    for _ in 0..LINE_LIMIT {
        hall.does(SARNAI, json!({"type": "say", "text": "a"}));
    }
    hall.tries([
        (
            BAT,
            json!({"type": "edit_line", "line": first, "text": "b"}),
            "line_unknown",
        ),
        (
            BAT,
            json!({"type": "say", "text": "b", "reply_to": first}),
            "line_unknown",
        ),
        (
            BAT,
            json!({"type": "say", "text": "b", "reply_to": first + 2}),
            "",
        ),
    ]);
}
