//! What a newcomer is told is bounded, whatever the hall does.

use serde_json::json;

use super::*;
use crate::webinars::room::chat::PIN_LIMIT;
use crate::webinars::room::checks::{ANNOUNCEMENT_LENGTH, ANNOUNCEMENT_LIMIT};
use crate::webinars::room::groups::{GROUP_LENGTH, GROUP_LIMIT};
use crate::webinars::room::hands::HAND_LIMIT;
use crate::webinars::room::polls::results::{OPTION_LENGTH, OPTION_LIMIT};
use crate::webinars::room::polls::{OPEN_POLL_LIMIT, POLL_LENGTH};
use crate::webinars::room::questions::QUESTION_LENGTH;

#[test]
fn a_full_room_of_long_texts_is_told_in_160_kib() {
    let long = |length| "𝔸".repeat(length);
    let mut hall = live_hall();
    for number in 0..PIN_LIMIT {
        let line = hall.does(HOST, json!({"type": "say", "text": long(TEXT_LIMIT)}));
        hall.does(HOST, json!({"type": "pin_line", "line": line}));
        let person = 200 + u128::try_from(number).unwrap();
        hall.does(
            person,
            json!({"type": "ask_question", "text": long(QUESTION_LENGTH)}),
        );
    }
    for _ in 0..ANNOUNCEMENT_LIMIT {
        hall.does(
            HOST,
            json!({"type": "announce", "text": long(ANNOUNCEMENT_LENGTH)}),
        );
    }
    let options = vec![long(OPTION_LENGTH); OPTION_LIMIT];
    for _ in 0..OPEN_POLL_LIMIT {
        let answers = json!({"kind": "quiz", "options": options});
        hall.does(
            HOST,
            json!({"type": "open_poll", "question": long(POLL_LENGTH), "answers": answers}),
        );
    }
    for person in 0..u128::try_from(HAND_LIMIT).unwrap() {
        hall.does(1_000 + person, json!({"type": "raise_hand"}));
        hall.asks(
            1_000 + person,
            json!({"type": "ask_question", "text": long(QUESTION_LENGTH)}),
        )
        .unwrap();
    }
    let names = vec![long(GROUP_LENGTH); GROUP_LIMIT];
    hall.does(HOST, json!({"type": "open_groups", "names": names}));
    hall.does(HOST, json!({"type": "set_rules", "admission": "by_host"}));
    for person in 5_000..6_000 {
        hall.joins(person);
    }
    let length = hall.snapshot(HOST).to_string().len();
    assert!(length <= 160 * 1024, "{length}");
    // A lecture in which nothing is up but a slide.
    let lecture = live_hall().snapshot(BAT).to_string();
    assert!(lecture.len() <= 300, "{lecture}");
}
