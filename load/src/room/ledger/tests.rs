//! Clients that agree with the log, and one for each way in which they may not.

use surgalt::webinars::protocol::events_frame;
use surgalt::webinars::room::hands;

use super::super::sheet::Acknowledged;
use super::super::text::{line, piece};
use super::*;

const PERSON: Uuid = Uuid::from_u128(7);

/// A log of somebody who joins, and three lines of one speaker.
fn log() -> Vec<Entry> {
    let entry = |number: u64, sent: String, event: String| {
        serde_json::from_str(&format!(
            r#"{{"number":{number},"at":"2026-01-15T01:05:00.120Z",
            "by":{{"person":"{PERSON}","name":"L","role":"participant"{sent}}},"event":{event}}}"#
        ))
        .unwrap()
    };
    let joined = entry(
        1,
        String::new(),
        r#"{"type":"joined","session":1}"#.to_owned(),
    );
    let said = (2..=4).map(|number: u64| {
        let sent = format!(r#","sent":{{"session":1,"command":{}}}"#, number - 1);
        let text = line(number * 100, 30);
        entry(
            number,
            sent,
            format!(r#"{{"type":"said","text":"{text}"}}"#),
        )
    });
    std::iter::once(joined).chain(said).collect()
}

/// What came of the log to a client from its join on.
fn heard(log: &[Entry]) -> (Client, Record) {
    let (mut client, mut record) = (Client::new(PERSON, String::new()), Record::default());
    client.sheet.begin_piece(1);
    for entry in log.iter().skip(1) {
        let json = serde_json::to_string(entry).unwrap();
        let frame = events_frame(entry.number - 1, entry.number, 1, [json.as_str()]);
        let digest = record.digest(frame.as_bytes(), piece(frame.as_bytes()).unwrap());
        client.sheet.said += u64::try_from(digest.unwrap().said.len()).unwrap();
        client.sheet.go_on(entry.number);
        client.last = Some(entry.number);
    }
    for number in 2..=4 {
        client.sheet.acknowledged.push(Acknowledged {
            session: 1,
            command: number - 1,
            number,
            due: Some(number * 100),
        });
    }
    (client, record)
}

/// What is found, as lost and duplicated, when something is changed.
fn found(change: impl FnOnce(&mut Client, &mut Vec<Entry>)) -> (u32, u32) {
    let mut log = log();
    let (mut client, record) = heard(&log);
    change(&mut client, &mut log);
    let clients = [client];
    let mut findings = check(&clients, &record);
    findings.add(check_log(&clients, &record, &log));
    (findings.lost, findings.duplicated)
}

#[test]
fn clients_that_agree_are_not_found_fault_with() {
    assert_eq!(found(|_, _| {}), (0, 0));
    // What was never answered may have happened all the same.
    let unanswered = found(|client, _| client.sheet.acknowledged.truncate(2));
    assert_eq!(unanswered, (0, 0));
    // Behind a snapshot nothing is owed.
    let skipped = found(|client, _| {
        client.sheet.pieces = vec![(1, 2), (3, 4)];
        client.sheet.said = 2;
    });
    assert_eq!(skipped, (0, 0));
}

#[test]
fn what_is_lost_is_found() {
    assert_eq!(found(|client, _| client.sheet.said -= 1), (1, 0));
    assert_eq!(found(|client, _| client.last = Some(3)), (1, 0));
    // The last entry was told and acknowledged.
    assert_eq!(found(|_, log| drop(log.pop())), (2, 0));
    let another = found(|client, _| client.sheet.acknowledged[0].number = 3);
    assert_eq!(another, (2, 0));
    let changed = found(|_, log| log[2].event = hands::Event::HandRaised.into());
    assert_eq!(changed, (1, 0));
}

#[test]
fn what_happened_twice_is_found() {
    assert_eq!(found(|client, _| client.sheet.said += 1), (0, 1));
    let again = found(|_, log| {
        let mut again = log[3].clone();
        again.number = 5;
        log.push(again);
    });
    // It is there twice, was told to nobody, and is not where it was acknowledged.
    assert_eq!(again, (2, 1));
}
