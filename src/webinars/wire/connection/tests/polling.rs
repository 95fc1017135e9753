//! The rules of a line without a socket, of a thin line, and of the clock.

use super::super::super::frame::Told;
use super::super::hearing::Clocks;
use super::*;

const HELLO: &str = r#"{"type":"hello"}"#;

/// A connection of a client that polls, which is in and has its welcome.
fn polled(hello: &str) -> Connection {
    let (mut connection, mut deeds) = (connection_that(true), Vec::new());
    assert!(connection.receive_texts(vec![hello.to_owned()], at(0), &mut deeds));
    assert!(matches!(deeds[..], [Deed::Join { .. }]));
    connection.joined(joined(snapshot()), at(0), &mut deeds);
    assert_eq!(fetch(&mut connection, 0).len(), 1);
    assert!(connection.fetch(1, at(0)));
    connection
}

/// What a client is given that has so many frames.
fn fetch(connection: &mut Connection, has: u64) -> Vec<String> {
    assert!(connection.fetch(has, at(1)));
    let (after, frames) = connection.waiting();
    assert!(after >= has);
    let told = frames.iter().map(|frame| match Told::of(frame) {
        Some(Told::Text(text)) => String::from_utf8(text.to_vec()).unwrap(),
        Some(Told::Close { code, reason }) => format!("{code} {reason}"),
        None => panic!("a frame that tells nothing"),
    });
    told.collect()
}

fn say(command: u64) -> String {
    format!(r#"{{"type":"say","command":{command},"text":"a"}}"#)
}

#[test]
fn a_frame_is_kept_until_the_client_has_it() {
    let (mut connection, mut deeds) = (polled(HELLO), Vec::new());
    connection.tell_with_all(&happened(5, 6), 6, &mut deeds);
    let first = fetch(&mut connection, 1);
    assert_eq!(first, [r#"{"after":5,"through":6}"#]);
    assert_eq!(fetch(&mut connection, 1), first, "the answer was lost");
    connection.tell_with_all(&happened(6, 7), 7, &mut deeds);
    assert_eq!(fetch(&mut connection, 1).len(), 2);
    assert_eq!(fetch(&mut connection, 2), [r#"{"after":6,"through":7}"#]);
    assert!(!connection.fetch(4, at(1)), "there were never so many");
    assert!(fetch(&mut connection, 3).is_empty());
    assert!(
        connection.fetch(1, at(1)),
        "a request that was under way for long"
    );
    assert_eq!(connection.waiting(), (3, Vec::new()));
}

#[test]
fn who_does_not_fetch_is_closed_and_resumes_from_what_was_fetched() {
    let (mut connection, mut deeds) = (polled(HELLO), Vec::new());
    let mut through = 5;
    while !connection.is_closing() {
        connection.tell_with_all(&happened(through, through + 1), through + 1, &mut deeds);
        through += 1;
        if through == 7 {
            fetch(&mut connection, 2);
        }
    }
    assert_eq!(usize::try_from(through).unwrap() - 7, FRAMES_LIMIT);
    assert!(matches!(deeds[..], [Deed::Leave { connection: 5, .. }]));
    // Whether or not it had got the frames that it was given last.
    for has in [2, 3] {
        assert_eq!(fetch(&mut connection, has), ["4000 resume from 6"]);
    }
    let (after, _) = connection.waiting();
    assert!(
        !connection.tick(at(60), &mut deeds),
        "the goodbye waits for the client"
    );
    assert!(connection.fetch(after + 1, at(61)) && connection.is_done());
}

#[test]
fn an_answer_has_a_bound_and_at_least_one_frame() {
    let (mut connection, mut deeds) = (polled(HELLO), Vec::new());
    for (number, size) in [(6, 40_000), (7, 20_000), (8, 20_000), (9, 300_000), (10, 5)] {
        let frame = Frame {
            bytes: frame::text(&"x".repeat(size)),
            through: Some(number),
        };
        connection.tell(&[frame], number, &mut deeds);
    }
    let mut has = 1;
    for count in [2, 1, 1, 1] {
        assert_eq!(fetch(&mut connection, has).len(), count);
        has += u64::try_from(count).unwrap();
    }
}

#[test]
fn messages_wait_for_the_room_up_to_a_bound() {
    let (mut connection, mut deeds) = (polled(HELLO), Vec::new());
    let texts = |commands: std::ops::RangeInclusive<u64>| commands.map(say).collect::<Vec<_>>();
    assert!(connection.receive_texts(texts(1..=16), at(1), &mut deeds));
    assert!(connection.receive_texts(texts(17..=32), at(1), &mut deeds));
    assert!(!connection.receive_texts(texts(33..=33), at(1), &mut deeds));
    assert_eq!(deeds.len(), COMMANDS_REMEMBERED);
    connection.answered(1, Ok(6), &mut deeds);
    assert!(connection.receive_texts(texts(33..=33), at(1), &mut deeds));
    for command in 2..=33 {
        connection.answered(command, Ok(command), &mut deeds);
    }
    assert_eq!(deeds.len(), 33, "each once, in order");
    let long = format!(r#"{{"type":"say","text":"{}"}}"#, "x".repeat(FRAME_LIMIT));
    connection.receive_texts(vec![long], at(1), &mut deeds);
    assert!(connection.is_closing());
}

#[test]
fn who_polls_is_not_pinged_and_is_given_up_when_it_stays_away() {
    let (mut connection, mut deeds) = (polled(HELLO), Vec::new());
    for seconds in 1..=100 {
        connection.tick(at(seconds), &mut deeds);
        if seconds % 40 == 0 {
            assert!(fetch(&mut connection, 1).is_empty());
            connection.fetch(1, at(seconds));
        }
    }
    assert!(!connection.is_closing());
    connection.tick(at(126), &mut deeds);
    assert_eq!(
        fetch(&mut connection, 1),
        ["4005 nothing heard for too long"]
    );
    let last_heard = at(80).now;
    assert_eq!(
        deeds,
        [Deed::Leave {
            connection: 5,
            last_heard,
            goodbye: false,
        }]
    );
    assert!(!connection.tick(at(127), &mut deeds));
    assert!(
        connection.tick(at(172), &mut deeds),
        "the goodbye has an end"
    );
}

#[test]
fn who_polls_comes_again_before_it_may_be_missed() {
    for (hello, silence, wait) in [
        (HELLO, 45, 22_500),
        (HELLO, 600, 25_000),
        (HELLO, 1, 500),
        (r#"{"type":"hello","thin":true}"#, 45, 50_000),
        (r#"{"type":"hello","thin":true}"#, 1, 50_000),
    ] {
        let mut connection = polled(hello);
        connection.seat.silence = Duration::from_secs(silence);
        let until = connection.waits_until(Duration::from_secs(3));
        assert_eq!(
            until,
            Duration::from_millis(3_000 + wait),
            "{hello} {silence}"
        );
    }
}

#[test]
fn a_thin_line_is_pinged_once_a_minute() {
    let (mut connection, mut deeds) = (connection(), Vec::new());
    connection.receive(&said(r#"{"type":"hello","thin":true}"#), at(0), &mut deeds);
    let mut joined = joined(snapshot());
    joined.reader.is_thin = true;
    connection.joined(joined, at(0), &mut deeds);
    write(&mut connection);
    let mut pings = Vec::new();
    for seconds in 1..=180 {
        connection.tick(at(seconds), &mut deeds);
        if write(&mut connection) == String::from_utf8_lossy(&frame::ping()) {
            pings.push(seconds);
        }
    }
    assert_eq!(pings, [60, 120, 180]);
    connection.tick(at(181), &mut deeds);
    assert!(is_closed_with(&mut connection, Close::Silent));
}

#[test]
fn the_clock_is_shown_with_both_times_and_not_too_often() {
    let (mut connection, mut deeds) = (in_room(), Vec::new());
    let ask = said(r#"{"type":"clock","sent":1234}"#);
    connection.receive(&ask, at(3), &mut deeds);
    let received = at(3).now;
    assert_eq!(
        deeds,
        [Deed::LookAtClock {
            sent: 1_234,
            received
        }]
    );
    connection.clock_shown(1_234, (received, at(4).now), &mut deeds);
    let shown = r#"{"type":"clock","sent":1234,"received":"1970-01-01T00:00:03Z","answered":"1970-01-01T00:00:04Z"}"#;
    assert!(write(&mut connection).ends_with(shown));
    for _ in 0..17 {
        connection.receive(&ask, at(3), &mut deeds);
    }
    assert_eq!(deeds.len(), 8, "eight at once");
    assert!(!connection.is_closing());
    connection.receive(&ask, at(3), &mut deeds);
    assert!(is_closed_with(&mut connection, Close::TooManyBroken));
}

proptest! {
    #[test]
    fn the_clock_is_looked_at_once_a_second_in_the_long_run(
        waits in proptest::collection::vec(0..4_000_u64, 1..200),
    ) {
        let (mut clocks, mut passed, mut allowed) = (Clocks::default(), 0, Vec::new());
        for wait in waits {
            passed += wait;
            if clocks.allow(Duration::from_millis(passed)) {
                allowed.push(passed);
            } else {
                prop_assert!(wait < 1_000, "who waits a second may look");
            }
        }
        for (place, first) in allowed.iter().enumerate() {
            let within = |seconds: u64| {
                let until = first + seconds * 1_000;
                allowed[place..].iter().filter(|time| **time < until).count()
            };
            for seconds in [1, 5, 30] {
                prop_assert!(within(seconds) <= 8 + usize::try_from(seconds).unwrap());
            }
        }
    }

    /// Whatever requests and answers are lost on their way.
    #[test]
    fn each_frame_comes_once_and_in_order(
        steps in proptest::collection::vec((0..4_usize, any::<bool>(), any::<bool>()), 1..100),
    ) {
        let (mut connection, mut deeds) = (polled(HELLO), Vec::new());
        let (mut told, mut has, mut seen) = (5, 1, Vec::new());
        for (count, request_comes, answer_comes) in steps {
            for _ in 0..count {
                connection.tell_with_all(&happened(told, told + 1), told + 1, &mut deeds);
                told += 1;
            }
            if connection.is_closing() {
                break;
            }
            if request_comes {
                let frames = fetch(&mut connection, has);
                if answer_comes {
                    has += u64::try_from(frames.len()).unwrap();
                    seen.extend(frames);
                }
            }
        }
        let expected = (5..).map(|after| format!(r#"{{"after":{after},"through":{}}}"#, after + 1));
        let expected: Vec<_> = expected.take(seen.len()).collect();
        prop_assert_eq!(&seen, &expected);
        if connection.is_closing() {
            let closed = fetch(&mut connection, has);
            prop_assert_eq!(closed.len(), 1);
            // What was given last may have arrived, and was not confirmed.
            let from: u64 = closed[0].rsplit(' ').next().unwrap().parse().unwrap();
            prop_assert!(from <= has + 4, "{}", closed[0]);
        } else {
            seen.extend(fetch(&mut connection, has));
            prop_assert_eq!(u64::try_from(seen.len()).unwrap(), told - 5);
        }
    }
}
