//! The room in small stories.

use serde_json::json;

use super::super::event::Unknown;
use super::hall::{BAT, HOST, Hall, OFFICER, SARNAI, author, checkpoint, join, live_hall, say};
use super::*;

mod beside;
mod chat;
mod drawing;
mod groups;
mod notes;
mod old_logs;
mod people;
mod polls;
mod questions;
mod servers;
mod slides;
mod snapshots;

fn slide(slide: u32) -> Request {
    Request::Slides(super::slides::Request::ShowSlide { slide })
}

fn raise() -> Request {
    Request::Hands(hands::Request::RaiseHand {})
}

fn lower(person: u128) -> Request {
    let person = Some(Uuid::from_u128(person));
    Request::Hands(hands::Request::LowerHand { person })
}

fn said(text: String) -> Event {
    let reply_to = None;
    super::chat::Event::Said { text, reply_to }.into()
}

#[test]
fn a_line_sent_again_after_a_cut_is_the_same_line() {
    let mut hall = live_hall();
    let session = hall.joins(BAT);
    let first = hall.says(BAT, (session, 1), "Сайн байна уу").unwrap();
    hall.leaves(BAT, session);
    let connection = hall.number(join(BAT, Some(session)));
    assert_ne!(connection, session);
    let Decision::Append(entry) = first else {
        panic!("the first line was not written down")
    };
    assert_eq!(
        hall.says(BAT, (session, 1), "Сайн байна уу"),
        Ok(Decision::Already(entry.number))
    );
    assert!(matches!(
        hall.says(BAT, (session, 2), "Сонсогдож байна"),
        Ok(Decision::Append(_))
    ));
}

#[test]
fn a_number_older_than_all_remembered_never_happens_again() {
    let mut hall = live_hall();
    let session = hall.joins(BAT);
    for command in 1..=17 {
        hall.wait(1).says(BAT, (session, command), "line").unwrap();
    }
    assert_eq!(
        hall.says(BAT, (session, 1), "line"),
        Err(Refusal::CommandTooOld)
    );
    assert!(matches!(
        hall.says(BAT, (session, 2), "line"),
        Ok(Decision::Already(_))
    ));
    assert_eq!(
        hall.says(BAT, (session, 0), "line"),
        Err(Refusal::CommandTooOld)
    );
}

#[test]
fn nobody_speaks_in_the_session_of_another() {
    let mut hall = live_hall();
    let session = hall.joins(BAT);
    hall.joins(SARNAI);
    assert_eq!(
        hall.says(SARNAI, (session, 1), "би Бат"),
        Err(Refusal::SessionUnknown)
    );
}

#[test]
fn only_a_host_leads() {
    let mut hall = Hall::new();
    for person in [BAT, OFFICER] {
        hall.joins(person);
        let slide = slide(2);
        for request in [Request::Start {}, Request::End {}, slide] {
            assert_eq!(hall.ask(person, request), Err(Refusal::NotAllowed));
        }
    }
    hall.ask(HOST, Request::Start {}).unwrap();
    hall.ask(SARNAI, raise()).unwrap();
    let lower = lower(SARNAI);
    assert_eq!(hall.ask(BAT, lower.clone()), Err(Refusal::NotAllowed));
    assert!(hall.ask(HOST, lower).is_ok());
    assert_eq!(hall.ask(OFFICER, raise()), Err(Refusal::NotAllowed));
}

#[test]
fn a_webinar_begins_once_and_ends_once() {
    let mut hall = Hall::new();
    assert_eq!(hall.ask(HOST, Request::End {}), Err(Refusal::NotStarted));
    assert_eq!(hall.try_do(Command::Close), Ok(Decision::Nothing));
    hall.ask(HOST, Request::Start {}).unwrap();
    assert_eq!(
        hall.ask(HOST, Request::Start {}),
        Err(Refusal::AlreadyStarted)
    );
    hall.joins(BAT);
    hall.ask(BAT, raise()).unwrap();
    hall.ask(HOST, Request::End {}).unwrap();
    assert_eq!(
        (hall.state.status, hall.state.present()),
        (Status::Ended, 0)
    );
    assert!(hall.state.hands.is_empty());
    assert_eq!(hall.ask(HOST, Request::End {}), Err(Refusal::Ended));
    let late = join(SARNAI, None);
    assert_eq!(hall.try_do(late), Err(Refusal::Ended));
    assert_eq!(hall.try_do(Command::Close), Ok(Decision::Nothing));
}

#[test]
fn a_webinar_is_called_off_only_before_it_begins() {
    let mut live = live_hall();
    assert_eq!(
        live.ask(HOST, Request::Cancel),
        Err(Refusal::AlreadyStarted)
    );
    let mut waiting = Hall::new();
    waiting.joins(BAT);
    assert_eq!(waiting.ask(BAT, Request::Cancel), Err(Refusal::NotAllowed));
    waiting.ask(HOST, Request::Cancel).unwrap();
    assert_eq!(waiting.state.present(), 0);
    assert_eq!(
        waiting.ask(HOST, Request::Start {}),
        Err(Refusal::Cancelled)
    );
}

#[test]
fn hands_keep_their_order_through_a_cut() {
    let mut hall = live_hall();
    let connection = hall.joins(SARNAI);
    hall.joins(BAT);
    hall.ask(SARNAI, raise()).unwrap();
    hall.ask(BAT, raise()).unwrap();
    hall.leaves(SARNAI, connection);
    let order: Vec<_> = hall
        .state
        .hands
        .iter()
        .map(|hand| hand.person.as_u128())
        .collect();
    assert_eq!(order, [SARNAI, BAT]);
    assert_eq!(hall.ask(BAT, raise()), Err(Refusal::HandAlreadyRaised));
    let own = lower(BAT);
    hall.ask(BAT, own.clone()).unwrap();
    assert_eq!(hall.ask(BAT, own), Err(Refusal::HandNotRaised));
}

#[test]
fn two_devices_are_one_person() {
    let mut hall = Hall::new();
    let telephone = hall.joins(BAT);
    let computer = hall.joins(BAT);
    assert_eq!(hall.state.present(), 1);
    hall.leaves(BAT, telephone);
    assert!(hall.state.is_present(Uuid::from_u128(BAT)));
    hall.leaves(BAT, computer);
    assert_eq!(hall.state.present(), 0);
}

#[test]
fn a_ninth_device_waits_until_one_of_the_eight_leaves() {
    let mut hall = Hall::new();
    let first = hall.joins(BAT);
    for _ in 1..DEVICE_LIMIT {
        hall.joins(BAT);
    }
    let ninth = join(BAT, None);
    assert_eq!(hall.try_do(ninth.clone()), Err(Refusal::TooManyDevices));
    let again = join(BAT, Some(first));
    assert!(
        hall.try_do(again).is_ok(),
        "a device that is known takes no new place"
    );
    let connection = hall.state.last;
    hall.leaves(BAT, connection);
    assert!(hall.try_do(ninth).is_ok());
    assert_eq!(
        hall.says(BAT, (first, 1), "?"),
        Err(Refusal::SessionUnknown)
    );
}

#[test]
fn a_connection_that_is_already_replaced_leaves_nothing() {
    let mut hall = Hall::new();
    let first = hall.joins(BAT);
    hall.number(join(BAT, Some(first)));
    let (person, last_heard) = (Uuid::from_u128(BAT), hall.now);
    let leave = Command::Leave {
        person,
        connection: first,
        last_heard,
        goodbye: false,
    };
    assert_eq!(hall.try_do(leave), Ok(Decision::Nothing));
    assert_eq!(hall.state.present(), 1);
}

#[test]
fn a_checkpoint_is_written_only_into_silence_and_only_for_somebody() {
    let mut hall = Hall::new();
    assert_eq!(hall.wait(60).try_do(checkpoint()), Ok(Decision::Nothing));
    hall.joins(BAT);
    assert_eq!(hall.wait(14).try_do(checkpoint()), Ok(Decision::Nothing));
    assert!(matches!(
        hall.wait(1).try_do(checkpoint()),
        Ok(Decision::Append(_))
    ));
    assert!(matches!(
        hall.try_do(Command::Restart),
        Ok(Decision::Append(_))
    ));
    assert_eq!(hall.try_do(Command::Restart), Ok(Decision::Nothing));
}

#[test]
fn texts_and_slides_have_bounds() {
    let mut hall = live_hall();
    hall.joins(BAT);
    let long = "Ө".repeat(TEXT_LIMIT);
    let table = [
        (" \n ".to_owned(), Err(Refusal::TextInvalid)),
        ("a\u{0}b".to_owned(), Err(Refusal::TextInvalid)),
        (format!("{long}ү"), Err(Refusal::TextTooLong)),
        (format!("  {long}\n"), Ok(said(long))),
        ("мөр\n\tмөр".to_owned(), Ok(said("мөр\n\tмөр".to_owned()))),
    ];
    for (text, expected) in table {
        let event = hall.ask(BAT, say(&text)).map(|decision| {
            let Decision::Append(entry) = decision else {
                panic!("not written down")
            };
            entry.event
        });
        assert_eq!(event, expected, "{text:?}");
    }
    for number in [0, SLIDE_LIMIT + 1] {
        assert_eq!(hall.ask(HOST, slide(number)), Err(Refusal::SlideInvalid));
    }
    hall.ask(HOST, slide(3)).unwrap();
    assert_eq!(hall.state.slide, 3);
}

#[test]
fn a_client_gone_wild_is_slowed_and_nobody_else() {
    let mut hall = live_hall();
    let session = hall.joins(BAT);
    for command in 1..=20 {
        hall.says(BAT, (session, command), "a").unwrap();
    }
    assert_eq!(
        hall.says(BAT, (session, 21), "a"),
        Err(Refusal::TooManyCommands)
    );
    let other = hall.joins(SARNAI);
    hall.says(SARNAI, (other, 1), "b").unwrap();
    hall.wait(10).says(BAT, (session, 21), "a").unwrap();
}

#[test]
fn hosts_say_how_fast_people_speak() {
    let mut hall = live_hall();
    let bat = hall.joins(BAT);
    let mut number = 0;
    let mut says = |hall: &mut Hall, count: usize| {
        (0..count).all(|_| {
            number += 1;
            hall.says(BAT, (bat, number), "a").is_ok()
        })
    };
    hall.does(HOST, json!({"type": "set_rules", "rate": 2}));
    assert!(says(&mut hall, 2) && !says(&mut hall, 1));
    // Those two count when it is made faster, and slower again.
    hall.does(HOST, json!({"type": "set_rules", "rate": 50}));
    assert!(says(&mut hall, 48) && !says(&mut hall, 1));
    hall.wait(10)
        .does(HOST, json!({"type": "set_rules", "rate": 3}));
    assert!(says(&mut hall, 3) && !says(&mut hall, 1));
    // Who presents leafs through the slides all the same.
    let host = hall.joins(HOST);
    for number in 1..=20 {
        let leafs = Command::Ask {
            author: author(HOST, Some((host, number.into()))),
            request: slide(number),
        };
        hall.try_do(leafs).unwrap();
    }
}

#[test]
fn a_clock_set_back_does_not_turn_the_log_back() {
    let mut hall = Hall::new();
    hall.joins(BAT);
    hall.wait(-3_600).joins(SARNAI);
    assert_eq!(hall.log[0].at, hall.log[1].at);
}

#[test]
fn an_entry_of_a_later_version_changes_nothing_but_the_number() {
    let later = r#"{"number":1,"at":"2031-01-01T00:00:00Z","by":{"person":
        "00000000-0000-0000-0000-000000000009","name":"x","role":"jester","badge":"gold"},
        "event":{"type":"poll_hidden","question":"?"},"signature":"…"}"#;
    let entry: Entry = serde_json::from_str(later).unwrap();
    assert_eq!(entry.event, Event::Unknown(Unknown::Unknown));
    assert_eq!(entry.by.as_ref().unwrap().role, Role::Participant);
    let mut expected = State::default();
    (expected.last, expected.last_at) = (1, entry.at);
    assert_eq!(State::replay([&entry]), expected);
}
