//! A client on a line that only exists here: what it makes of what it is told.

use surgalt::webinars::protocol::events_frame;
use uuid::Uuid;

use super::*;
use crate::moments::Random;
use crate::room::dialect::Peer;

fn world() -> World {
    World::new(Peer::Surgalt, String::new(), Random::new(1))
}

fn client() -> Client {
    Client::new(Uuid::from_u128(7), String::new())
}

fn tell(client: &mut Client, world: &mut World, text: &str) {
    client.heard_text(text.as_bytes(), world).unwrap();
}

fn welcome(client: &mut Client, world: &mut World, numbers: [u64; 3]) {
    let [session, connection, after] = numbers;
    let text = format!(
        r#"{{"type":"welcome","session":{session},"connection":{connection},"after":{after}}}"#
    );
    tell(client, world, &text);
}

/// Lines of this program with the numbers behind `after` through `through`.
fn lines(client: &mut Client, world: &mut World, after: u64, through: u64) {
    let entry = |number| {
        format!(
            r#"{{"number":{number},"at":"2026-01-15T01:05:00.120Z","event":{{"type":"said","text":"{number} x"}}}}"#
        )
    };
    let entries: Vec<String> = (after + 1..=through).map(entry).collect();
    let frame = events_frame(after, through, 1, entries.iter().map(String::as_str));
    tell(client, world, &frame);
}

#[test]
fn a_log_that_goes_on_is_counted_and_what_was_missed_is_told_apart() {
    let (mut client, mut world) = (client(), world());
    world.tally.measured = 0..100;
    welcome(&mut client, &mut world, [3, 3, 3]);
    lines(&mut client, &mut world, 3, 5);
    // Away for the entries 6 and 7, and back as the entry 8.
    welcome(&mut client, &mut world, [3, 8, 5]);
    lines(&mut client, &mut world, 5, 9);
    let tally = &world.tally;
    assert_eq!(
        (tally.delivered, tally.caught_up, tally.reconnections),
        (6, 3, 1)
    );
    assert_eq!((tally.lost, tally.duplicated, tally.errors), (0, 0, 0));
    assert!(tally.latency.percentile(99).is_some());
    assert_eq!(
        (client.sheet.pieces.as_slice(), client.sheet.said),
        (&[(3, 9)][..], 6)
    );
}

#[test]
fn a_gap_and_a_step_back_are_told() {
    let (mut client, mut world) = (client(), world());
    welcome(&mut client, &mut world, [3, 3, 3]);
    lines(&mut client, &mut world, 5, 6);
    assert_eq!((world.tally.lost, world.tally.duplicated), (2, 0));
    lines(&mut client, &mut world, 5, 7);
    assert_eq!((world.tally.lost, world.tally.duplicated), (2, 1));
    assert_eq!(world.tally.errors, 2);
    // A welcome that goes on from elsewhere needs a snapshot.
    welcome(&mut client, &mut world, [3, 9, 9]);
    assert_eq!(world.tally.errors, 3);
}

#[test]
fn a_command_waits_until_it_is_answered_and_is_sent_again_in_its_session() {
    let (mut client, mut world) = (client(), world());
    welcome(&mut client, &mut world, [3, 3, 3]);
    client.say(1, 30, &mut world).unwrap();
    client.say(2, 30, &mut world).unwrap();
    let busy = r#"{"type":"refused","command":1,"code":"room_busy","detail":""}"#;
    tell(&mut client, &mut world, busy);
    assert!(client.unanswered[0].again.is_some());
    welcome(&mut client, &mut world, [3, 4, 3]);
    assert_eq!(
        (client.unanswered.len(), client.unanswered[0].again),
        (2, None)
    );
    let done = r#"{"type":"acknowledged","command":1,"number":5}"#;
    tell(&mut client, &mut world, done);
    assert_eq!(client.sheet.acknowledged[0].number, 5);
    assert_eq!((world.tally.put_off, world.tally.acknowledged), (1, 1));
    // Twice is once too often.
    tell(&mut client, &mut world, done);
    assert_eq!(world.tally.errors, 1);
    // The room has forgotten the session: numbers begin anew.
    welcome(&mut client, &mut world, [6, 6, 3]);
    assert!(client.unanswered.is_empty());
    client.say(3, 30, &mut world).unwrap();
    assert_eq!(client.unanswered[0].number, 1);
}

#[test]
fn a_refusal_that_is_not_for_later_is_an_error() {
    let (mut client, mut world) = (client(), world());
    welcome(&mut client, &mut world, [3, 3, 3]);
    client.say(1, 30, &mut world).unwrap();
    let never = r#"{"type":"refused","command":1,"code":"text_invalid","detail":""}"#;
    tell(&mut client, &mut world, never);
    assert_eq!((client.unanswered.len(), world.tally.errors), (0, 1));
}

#[test]
fn a_client_asks_for_a_ticket_and_then_for_the_socket() {
    let (mut client, mut world) = (client(), world());
    client.goes_in = false;
    client.request(&world);
    assert_eq!(client.state, State::Asking);
    let body = r#"{"ticket":"abc"}"#;
    let reply = format!(
        "HTTP/1.1 201 Created\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let outcome = client.answered(reply.as_bytes(), &mut world);
    assert_eq!(outcome, Err(Ending::Ticket));
    client.request(&world);
    assert_eq!(
        (client.state, client.ticket.as_ref()),
        (State::Opening, None)
    );
    let open = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n\x81";
    let length = client.answered(open, &mut world).unwrap();
    assert_eq!(
        (client.state, length),
        (State::Entering, Some(open.len() - 1))
    );
    client.state = State::Opening;
    let busy = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(client.answered(busy, &mut world), Err(Ending::Cut));
}
