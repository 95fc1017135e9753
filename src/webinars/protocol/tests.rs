//! The frames exactly as `docs/protocol.md` shows them.

use proptest::prelude::*;

use super::super::close::Close;
use super::super::room::{chat, hands, slides};
use super::*;
use uuid::Uuid;

const SARNAI: Uuid = Uuid::from_u128(3);

fn say(text: &str) -> Request {
    let text = text.to_owned();
    Request::Chat(chat::Request::Say {
        text,
        to: None,
        reply_to: None,
    })
}

#[test]
fn every_client_frame_is_read_as_the_document_writes_it() {
    let greeting = |session, last, thin| Incoming::Hello {
        session,
        last,
        thin,
    };
    let hello = |session, last| greeting(session, last, false);
    for (text, expected) in [
        (r#"{"type":"hello"}"#, hello(None, None)),
        (
            r#"{"type":"hello","session":17,"last":41}"#,
            hello(Some(17), Some(41)),
        ),
        (
            r#"{"type":"hello","session":null,"last":null}"#,
            hello(None, None),
        ),
        (
            r#"{"type":"hello","session":17,"thin":true}"#,
            greeting(Some(17), None, true),
        ),
        (
            r#"{"type":"clock","sent":1795000000123}"#,
            Incoming::Clock {
                sent: 1_795_000_000_123,
            },
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    let command = |command, request| Incoming::Command { command, request };
    let hand = |person| Request::Hands(hands::Request::LowerHand { person });
    let table = [
        (
            r#"{"type":"start","command":1}"#,
            command(1, Request::Start {}),
        ),
        (r#"{"type":"end","command":2}"#, command(2, Request::End {})),
        (
            r#"{"type":"say","command":3,"text":"Сайн уу"}"#,
            command(3, say("Сайн уу")),
        ),
        (
            r#"{"type":"raise_hand","command":4}"#,
            command(4, Request::Hands(hands::Request::RaiseHand {})),
        ),
        (
            r#"{"type":"lower_hand","command":5}"#,
            command(5, hand(None)),
        ),
        (
            r#"{"type":"lower_hand","command":6,"person":"00000000-0000-0000-0000-000000000003"}"#,
            command(6, hand(Some(SARNAI))),
        ),
        (
            r#"{"type":"show_slide","command":7,"slide":12}"#,
            command(7, Request::Slides(slides::Request::ShowSlide { slide: 12 })),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_frame_is_broken_and_keeps_its_number_if_it_has_one() {
    let table = [
        ("", None),
        ("[]", None),
        (r#"{"type":"dance","command":8}"#, Some(8)),
        (r#"{"type":"say","command":9}"#, Some(9)),
        (
            r#"{"type":"say","command":10,"text":"a","to":"me"}"#,
            Some(10),
        ),
        (
            r#"{"type":"raise_hand","command":12,"high":true}"#,
            Some(12),
        ),
        (r#"{"type":"start","command":13,"now":true}"#, Some(13)),
        (r#"{"type":"cancel","command":14}"#, Some(14)),
        (
            r#"{"type":"give_role","command":15,"person":"00000000-0000-0000-0000-000000000003","role":"king"}"#,
            Some(15),
        ),
        (r#"{"type":"hello","session":1,"name":"a"}"#, None),
        (r#"{"type":"say","command":-1,"text":"a"}"#, None),
        (
            r#"{"type":"show_slide","command":11,"slide":4294967296}"#,
            Some(11),
        ),
    ];
    for (text, command) in table {
        assert_eq!(read(text), Incoming::Broken { command }, "{text}");
    }
}

#[test]
fn entries_are_sent_exactly_as_they_are_stored() {
    let stored = [
        r#"{"number":42,"at":"2026-11-21T02:00:00.120Z","event":{"type":"started"}}"#,
        r#"{"number":43,"at":"2026-11-21T02:00:01Z","event":{"type":"poll_opened","later":1}}"#,
    ];
    let frame = events_frame(41, 44, 7, stored);
    assert!(stored.iter().all(|entry| frame.contains(entry)));
    let ServerFrame::Events {
        after: 41,
        through: 44,
        present: 7,
        events,
    } = serde_json::from_str(&frame).unwrap()
    else {
        panic!("not an events frame: {frame}");
    };
    assert_eq!(
        events.iter().map(|entry| entry.number).collect::<Vec<_>>(),
        [42, 43]
    );
    assert_eq!(
        events_frame(44, 45, 7, []),
        r#"{"type":"events","after":44,"through":45,"present":7,"events":[]}"#
    );
}

#[test]
fn the_longest_line_a_person_may_write_fits_into_a_frame_however_it_is_escaped() {
    let line = r"\ud83d\ude00".repeat(super::super::room::TEXT_LIMIT);
    let frame = format!(r#"{{"type":"say","command":{},"text":"{line}"}}"#, u64::MAX);
    assert!(frame.len() <= FRAME_LIMIT);
    assert!(matches!(read(&frame), Incoming::Command { .. }));
}

#[test]
fn every_close_reason_fits_into_a_close_frame_and_no_code_is_used_twice() {
    let all = [
        Close::Resume { from: u64::MAX },
        Close::ComeBack,
        Close::Ended,
        Close::Removed,
        Close::Replaced,
        Close::Silent,
        Close::HelloExpected,
        Close::NotAdmitted,
        Close::Malformed,
        Close::NotText,
        Close::TooManyBroken,
        Close::TooLong,
    ];
    let codes: std::collections::BTreeSet<u16> = all.iter().map(|close| close.code()).collect();
    assert_eq!(codes.len(), all.len());
    assert!(all.iter().all(|close| close.reason().len() <= 123));
}

proptest! {
    #[test]
    fn no_text_makes_reading_fail(text in any::<String>()) {
        let _ = read(&text);
    }

    #[test]
    fn what_a_client_library_writes_the_server_reads(command in any::<u64>(), text in any::<String>()) {
        let frame = serde_json::json!({"type": "say", "command": command, "text": text});
        let expected = Incoming::Command { command, request: say(&text) };
        prop_assert_eq!(read(&frame.to_string()), expected);
    }
}
