//! The rules of the line, without one.

use proptest::prelude::*;

use super::super::super::delivery::Variant;
use super::super::super::event::{Reader, Role};
use super::super::super::message::{Joined, Missed};
use super::super::super::protocol::FRAME_LIMIT;
use super::super::super::snapshot::Snapshot;
use super::super::super::state::State;
use super::super::outgoing::{BYTES_LIMIT, FRAMES_LIMIT, SLICES};
use super::*;
use crate::webinars::event::Sent;

mod leaving;
mod polling;

const SILENCE: Duration = Duration::from_secs(45);

fn at(seconds: u64) -> Moment {
    Moment {
        passed: Duration::from_secs(seconds),
        now: DateTime::UNIX_EPOCH + Duration::from_secs(seconds),
    }
}

fn person() -> Uuid {
    Uuid::from_u128(7)
}

fn connection() -> Connection {
    connection_that(false)
}

/// A connection of a client that polls, or has a socket.
fn connection_that(polls: bool) -> Connection {
    let author = Author {
        person: person(),
        name: "Б. Сарнай".to_owned(),
        role: Role::Participant,
        sent: None,
    };
    let seat = Seat {
        webinar_id: Uuid::from_u128(1),
        author,
        language: Language::default(),
        silence: SILENCE,
        polls,
    };
    Connection::new(seat, at(0))
}

/// A text as a client sends it, masked with zeros.
fn said(text: &str) -> Vec<u8> {
    let mut frame = frame::text(text).to_vec();
    frame[1] |= 0x80;
    let head = frame.len() - text.len();
    frame.splice(head..head, [0; 4]);
    frame
}

fn joined(missed: Missed) -> Joined {
    Joined {
        webinar_id: Uuid::from_u128(1),
        session: 5,
        connection: 5,
        heard_at: DateTime::UNIX_EPOCH,
        through: 5,
        present: 1,
        reader: Reader::new(person(), Role::Participant),
        missed,
    }
}

fn snapshot() -> Missed {
    let reader = Reader::new(person(), Role::Participant);
    Missed::Snapshot(Box::new(Snapshot::of(&State::default(), &reader)))
}

/// A connection that is in, with its welcome written.
fn in_room() -> Connection {
    let (mut connection, mut deeds) = (connection(), Vec::new());
    connection.receive(&said(r#"{"type":"hello"}"#), at(0), &mut deeds);
    connection.joined(joined(snapshot()), at(0), &mut deeds);
    assert_eq!(
        deeds,
        [Deed::Join {
            session: None,
            last: None
        }]
    );
    write(&mut connection);
    connection
}

/// Writes all that waits; gives it.
fn write(connection: &mut Connection) -> String {
    let mut out = Vec::new();
    while !connection.outgoing.is_empty() {
        let mut slices = [std::io::IoSlice::new(&[]); SLICES];
        let count = connection.outgoing.slices(&mut slices);
        let bytes: Vec<u8> = slices[..count]
            .iter()
            .flat_map(|slice| slice.to_vec())
            .collect();
        connection.written(bytes.len(), Duration::ZERO);
        out.extend(bytes);
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn is_closed_with(connection: &mut Connection, close: Close) -> bool {
    connection.is_closing() && write(connection).contains(&close.reason())
}

fn happened(after: u64, through: u64) -> Vec<Variant> {
    vec![Variant {
        after,
        frames: vec![Frame {
            bytes: frame::text(&format!(r#"{{"after":{after},"through":{through}}}"#)),
            through: Some(through),
        }],
    }]
}

#[test]
fn who_greets_with_the_handshake_hears_its_answer_with_the_rooms() {
    let (mut connection, mut deeds) = (connection(), Vec::new());
    let head = Frame::plain("HTTP/1.1 101".into());
    connection.outgoing.push(head.clone());
    assert!(connection.has_to_write(), "who has not greeted is answered");
    connection.receive_hello(r#"{"type":"hello"}"#.to_owned(), at(0), &mut deeds);
    assert!(matches!(deeds[..], [Deed::Join { .. }]));
    assert!(!connection.has_to_write(), "the room has not answered");
    connection.close(Some(Close::ComeBack), &mut deeds);
    assert!(connection.has_to_write());
    assert_eq!(connection.outgoing.frames().next(), Some(&head));
}

#[test]
fn the_hello_comes_first_and_in_time() {
    for (bytes, close) in [
        (
            said(r#"{"type":"say","command":1,"text":"a"}"#),
            Close::HelloExpected,
        ),
        (said(r#"{"type":"hello","last":-1}"#), Close::HelloExpected),
        (said(&"x".repeat(FRAME_LIMIT + 1)), Close::TooLong),
        (frame::text("{}").to_vec(), Close::Malformed),
    ] {
        let (mut connection, mut deeds) = (connection(), Vec::new());
        connection.receive(&bytes, at(0), &mut deeds);
        assert!(is_closed_with(&mut connection, close), "{close:?}");
        assert!(deeds.is_empty(), "the room never heard of it");
    }
    let (mut late, mut deeds) = (connection(), Vec::new());
    assert!(!late.tick(at(10), &mut deeds) && !late.is_closing());
    late.tick(at(11), &mut deeds);
    assert!(is_closed_with(&mut late, Close::HelloExpected));
}

#[test]
fn it_is_pinged_and_given_up_when_silent() {
    let (mut connection, mut deeds) = (in_room(), Vec::new());
    connection.tick(at(14), &mut deeds);
    assert!(connection.outgoing.is_empty());
    for seconds in [15, 30, 45] {
        connection.tick(at(seconds), &mut deeds);
        assert_eq!(connection.outgoing.only(), Some(&frame::ping()[..]));
        write(&mut connection);
    }
    connection.tick(at(46), &mut deeds);
    assert!(is_closed_with(&mut connection, Close::Silent));
    let last_heard = at(0).now;
    assert_eq!(
        deeds,
        [Deed::Leave {
            connection: 5,
            last_heard,
            goodbye: false,
        }]
    );
    assert!(!connection.tick(at(47), &mut deeds));
    assert!(
        connection.tick(at(49), &mut deeds),
        "the goodbye has an end"
    );
}

#[test]
fn what_came_after_a_full_room_is_asked_all_the_same() {
    let (mut connection, mut deeds) = (in_room(), Vec::new());
    for command in 1..=20 {
        let say = format!(r#"{{"type":"say","command":{command},"text":"a"}}"#);
        connection.receive(&said(&say), at(1), &mut deeds);
    }
    assert_eq!(deeds.len(), COMMANDS_REMEMBERED);
    for command in 1..=16 {
        connection.busy(command, &mut deeds);
    }
    assert_eq!(deeds.len(), 20, "no answer will come that asks for them");
}

#[test]
fn it_is_read_only_as_fast_as_the_room_answers() {
    let (mut connection, mut deeds) = (in_room(), Vec::new());
    for command in 1..=40 {
        let say = format!(r#"{{"type":"say","command":{command},"text":"a"}}"#);
        connection.receive(&said(&say), at(1), &mut deeds);
    }
    assert_eq!(
        (deeds.len(), connection.wants_bytes()),
        (COMMANDS_REMEMBERED, false)
    );
    connection.answered(1, Ok(6), &mut deeds);
    connection.busy(2, &mut deeds);
    connection.answered(
        3,
        Err(super::super::super::command::Refusal::TooManyCommands),
        &mut deeds,
    );
    assert_eq!(deeds.len(), COMMANDS_REMEMBERED + 3);
    let out = write(&mut connection);
    for answer in ["acknowledged", "room_busy", "too_many_commands"] {
        assert!(out.contains(answer), "{answer}");
    }
    let sent = Some(Sent {
        session: 5,
        command: 19,
    });
    let Some(Deed::Ask {
        author,
        command: 19,
        ..
    }) = deeds.last()
    else {
        panic!("{deeds:?}");
    };
    assert_eq!(author.sent, sent);
}

#[test]
fn who_reads_too_slowly_costs_a_bound_and_resumes_from_what_was_sent() {
    let (mut connection, mut deeds) = (in_room(), Vec::new());
    connection.tell_with_all(&happened(5, 6), 6, &mut deeds);
    // One byte of it goes out, and then nothing.
    connection.written(1, Duration::ZERO);
    let mut through = 6;
    while !connection.is_closing() {
        connection.tell_with_all(&happened(through, through + 1), through + 1, &mut deeds);
        through += 1;
    }
    assert_eq!(usize::try_from(through).unwrap() - 6, FRAMES_LIMIT);
    assert!(matches!(deeds[..], [Deed::Leave { connection: 5, .. }]));
    let out = write(&mut connection);
    assert!(
        out.contains(r#""through":6}"#) && out.contains("resume from 6"),
        "{out}"
    );
    assert!(!out.contains(r#""through":7}"#));

    let (mut stalled, mut deeds) = (in_room(), Vec::new());
    stalled.tell_with_all(&happened(5, 6), 6, &mut deeds);
    stalled.written(0, Duration::from_secs(1));
    assert!(!stalled.tick(at(11), &mut deeds));
    assert!(
        stalled.tick(at(12), &mut deeds),
        "nobody is there to be told"
    );
    assert!(matches!(deeds[..], [Deed::Leave { connection: 5, .. }]));
}

#[test]
fn what_happens_meanwhile_stays_behind_what_was_missed() {
    let (mut connection, mut deeds) = (connection(), Vec::new());
    connection.receive(
        &said(r#"{"type":"hello","session":5,"last":1}"#),
        at(0),
        &mut deeds,
    );
    connection.joined(joined(Missed::Log(1)), at(0), &mut deeds);
    assert_eq!(connection.next_page(), None, "the welcome is not written");
    let mut out = write(&mut connection);
    let mut after = 1;
    for through in [3, 5] {
        let Some(Deed::Read(missing)) = connection.next_page() else {
            panic!("a page is due");
        };
        assert_eq!((missing.after, missing.through), (after, 5));
        assert_eq!(connection.next_page(), None, "one at a time");
        let now = through + 2;
        connection.tell_with_all(&happened(now, now + 1), now + 1, &mut deeds);
        let page = happened(after, through).remove(0).frames;
        connection.page(Some((page, through)), &mut deeds);
        out += &write(&mut connection);
        after = through;
    }
    assert!(connection.catch_up(), "all that was missed is written");
    out += &write(&mut connection);
    let mut places = Vec::new();
    for range in [
        "\"after\":1,\"through\":3}",
        "\"after\":3,\"through\":5}",
        "\"after\":5,\"through\":6}",
    ] {
        places.push(out.find(range).expect(range));
    }
    assert!(places.is_sorted());
    assert_eq!(connection.next_page(), None);
}

proptest! {
    #[test]
    fn no_bytes_of_a_client_break_the_bounds(
        pieces in proptest::collection::vec(
            prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..300),
                ".{0,40}".prop_map(|text| said(&text)),
                Just(said(r#"{"type":"raise_hand","command":1}"#)),
                Just(vec![0x89, 0x80, 0, 0, 0, 0]),
            ],
            0..300,
        ),
    ) {
        let (mut connection, mut deeds) = (in_room(), Vec::new());
        for piece in pieces {
            if !connection.wants_bytes() {
                break;
            }
            connection.receive(&piece, at(1), &mut deeds);
        }
        let asked = deeds.iter().filter(|deed| matches!(deed, Deed::Ask { .. })).count();
        prop_assert!(asked <= COMMANDS_REMEMBERED);
        prop_assert!(deeds.len() <= asked + 1, "it leaves once");
        let waiting = write(&mut connection).len();
        prop_assert!(waiting <= BYTES_LIMIT + FRAMES_LIMIT * 300);
    }
}
