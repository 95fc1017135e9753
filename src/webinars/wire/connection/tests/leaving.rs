//! How a connection ends, and what its room is told.

use super::*;

#[test]
fn only_who_says_that_it_has_finished_says_goodbye() {
    for (code, goodbye) in [(1_000_u16, true), (1_001, false)] {
        let (mut connection, mut deeds) = (in_room(), Vec::new());
        // A close frame, masked with zeros.
        let [high, low] = code.to_be_bytes();
        connection.receive(&[0x88, 0x82, 0, 0, 0, 0, high, low], at(1), &mut deeds);
        let leave = Deed::Leave {
            connection: 5,
            last_heard: at(1).now,
            goodbye,
        };
        assert_eq!(deeds, [leave], "{code}");
    }
}

#[test]
fn who_has_gone_before_the_room_answered_is_signed_off() {
    let (mut connection, mut deeds) = (connection(), Vec::new());
    connection.receive(&said(r#"{"type":"hello"}"#), at(3), &mut deeds);
    connection.lose(&mut deeds);
    connection.joined(joined(snapshot()), at(4), &mut deeds);
    let last_heard = at(3).now;
    assert_eq!(
        deeds.last(),
        Some(&Deed::Leave {
            connection: 5,
            last_heard,
            goodbye: false,
        })
    );
}
