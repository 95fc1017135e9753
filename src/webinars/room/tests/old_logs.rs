//! Logs of earlier versions, word for word as they were stored.

use super::*;

/// Before there was a queue, who was admitted or found the door opened was in.
#[test]
fn a_lobby_of_an_earlier_version_is_read_as_it_was_meant() {
    let by = |person: u8| {
        format!(
            r#""by":{{"person":"00000000-0000-0000-0000-00000000000{person}","name":"x","role":"participant"}}"#
        )
    };
    let rules =
        r#"{"chat":true,"questions_moderated":false,"hands":true,"admission":"open","capacity":2}"#;
    let stored = [
        format!(r#"{{"number":1,"at":"2026-11-21T02:00:00Z",{},"to":"hosts","event":{{"type":"waiting","session":1}}}}"#, by(2)),
        format!(r#"{{"number":2,"at":"2026-11-21T02:00:00Z",{},"to":"hosts","event":{{"type":"waiting","session":2}}}}"#, by(3)),
        r#"{"number":3,"at":"2026-11-21T02:00:01Z","event":{"type":"admitted","person":"00000000-0000-0000-0000-000000000003"}}"#.to_owned(),
        format!(r#"{{"number":4,"at":"2026-11-21T02:00:02Z","event":{{"type":"rules_set","rules":{rules}}}}}"#),
    ];
    let log: Vec<Entry> = stored
        .iter()
        .map(|json| serde_json::from_str(json).unwrap())
        .collect();
    for (json, entry) in stored.iter().zip(&log) {
        assert_eq!(&serde_json::to_string(entry).unwrap(), json);
    }
    let state = State::replay(&log);
    assert_eq!((state.present(), state.waiting()), (2, 0));
}

#[test]
fn a_log_of_the_first_version_is_read_as_it_was_meant() {
    let by = r#""by":{"person":"00000000-0000-0000-0000-000000000002","name":"x","role":"participant","sent":{"session":1,"command":1}}"#;
    let host = r#""by":{"person":"00000000-0000-0000-0000-000000000001","name":"h","role":"host"}"#;
    let stored = [
        format!(r#"{{"number":1,"at":"2026-11-21T02:00:00Z",{host},"event":{{"type":"joined","session":1}}}}"#),
        format!(r#"{{"number":2,"at":"2026-11-21T02:00:00Z",{host},"event":{{"type":"started"}}}}"#),
        format!(r#"{{"number":3,"at":"2026-11-21T02:00:01Z",{by},"event":{{"type":"said","text":"a"}}}}"#),
        format!(r#"{{"number":4,"at":"2026-11-21T02:00:01Z",{by},"event":{{"type":"hand_raised"}}}}"#),
        format!(r#"{{"number":5,"at":"2026-11-21T02:00:01Z",{host},"event":{{"type":"slide_shown","slide":3}}}}"#),
        r#"{"number":6,"at":"2026-11-21T02:00:02Z","event":{"type":"checkpoint"}}"#.to_owned(),
        r#"{"number":7,"at":"2026-11-21T02:00:02Z","event":{"type":"left","person":"00000000-0000-0000-0000-000000000001","connection":1,"last_heard":"2026-11-21T02:00:02Z"}}"#.to_owned(),
    ];
    let log: Vec<Entry> = stored
        .iter()
        .map(|json| serde_json::from_str(json).unwrap())
        .collect();
    for (json, entry) in stored.iter().zip(&log) {
        assert_eq!(&serde_json::to_string(entry).unwrap(), json);
        assert!(entry.to.is_everybody());
        assert!(!matches!(entry.event, Event::Unknown(_)), "{json}");
    }
    let state = State::replay(&log);
    assert_eq!(
        (state.status, state.slide, state.present()),
        (Status::Live, 3, 0)
    );
    assert_eq!(state.hands.len(), 1);
}
