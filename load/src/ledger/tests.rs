//! A ledger that agrees, and one for each way in which it may not.

use chrono::DateTime;

use super::*;
use crate::content;
use crate::moments::Random;

const ATTEMPT: Uuid = Uuid::from_u128(5);

fn quiz() -> Quiz {
    let item_id = Uuid::from_u128(9);
    let document = content::course(item_id, 6).unwrap();
    content::quiz_of(&document, item_id).unwrap().clone()
}

fn entry(number: i64, kind: EntryKind, body: &str) -> Entry {
    Entry {
        attempt_id: ATTEMPT,
        number,
        kind: kind.name().to_owned(),
        question_id: None,
        client_number: None,
        body: body.to_owned(),
        device_id: None,
        address: "127.0.0.1".to_owned(),
        claimed_at: None,
        recorded_at: DateTime::UNIX_EPOCH,
    }
}

fn hashed(entries: Vec<Entry>) -> Vec<(Entry, String)> {
    let mut before = receipts::beginning(ATTEMPT);
    entries
        .into_iter()
        .map(|entry| {
            before = receipts::hash(&before, &entry);
            (entry, before.clone())
        })
        .collect()
}

/// Every question answered, submitted and marked as it should be.
fn sat() -> (Sheet, Facts, Quiz) {
    let (quiz, seed) = (quiz(), 77);
    let mut random = Random::new(1);
    let mut sheet = Sheet::new(Uuid::from_u128(4));
    sheet.attempt_id = Some(ATTEMPT);
    sheet.submitted = true;
    let mut entries = vec![entry(1, EntryKind::Started, "{}")];
    for (question, number) in quiz.questions.iter().zip(2..) {
        let answer = Answer {
            response: content::response(question, &mut random),
            certainty: None,
        };
        let body = serde_json::to_string(&answer).unwrap();
        entries.push(Entry {
            question_id: Some(question.id),
            client_number: Some(number),
            ..entry(number, EntryKind::Answered, &body)
        });
        sheet.entries.push(Acknowledged {
            question_id: question.id,
            client_number: number,
            answer,
            number,
            hash: String::new(),
        });
    }
    entries.push(entry(8, EntryKind::Submitted, "{}"));
    let chain = hashed(entries);
    for (acknowledged, (_, hash)) in sheet.entries.iter_mut().zip(&chain[1..]) {
        acknowledged.hash.clone_from(hash);
    }
    let (grades, outcome) = expected(&sheet, &quiz, seed);
    let attempt = attempt::Model {
        id: ATTEMPT,
        enrolment_id: sheet.enrolment_id,
        item_id: Uuid::from_u128(9),
        version_id: Uuid::nil(),
        number: 1,
        seed,
        created_at: DateTime::UNIX_EPOCH,
        started_at: Some(DateTime::UNIX_EPOCH),
        deadline: None,
        awaited_until: None,
        submitted_at: Some(DateTime::UNIX_EPOCH),
        graded_at: Some(DateTime::UNIX_EPOCH),
        marks: Some(outcome.marks.count()),
        marks_possible: outcome.most.count(),
        passed: Some(outcome.passed),
        revision: 1,
        abandoned_at: None,
    };
    let marks = grades.into_iter();
    let facts = Facts {
        attempts: vec![attempt],
        chain,
        marks: marks.map(|(id, marks)| (id, Some(marks.count()))).collect(),
    };
    (sheet, facts, quiz)
}

fn found(change: impl FnOnce(&mut Sheet, &mut Facts)) -> (u32, u32, usize) {
    let (mut sheet, mut facts, quiz) = sat();
    change(&mut sheet, &mut facts);
    let findings = check(&sheet, &facts, &quiz);
    (findings.lost, findings.duplicated, findings.errors.len())
}

#[test]
fn facts_that_agree_are_not_found_fault_with() {
    assert_eq!(found(|_, _| {}), (0, 0, 0));
    // An answer that was not acknowledged may be there all the same, and change the marks; but who
    // has been told nothing has been promised nothing.
    assert_eq!(found(|sheet, _| sheet.attempt_id = None), (0, 0, 0));
}

#[test]
fn what_is_lost_is_found() {
    assert_eq!(found(|_, facts| facts.attempts.clear()), (1, 0, 1));
    let unsubmitted = found(|_, facts| facts.attempts[0].submitted_at = None);
    assert_eq!(unsubmitted, (1, 0, 1));
    // The last entry is not missed by the chain, but by the ledger.
    assert_eq!(found(|_, facts| drop(facts.chain.pop())), (1, 0, 1));
    let (lost, _, errors) = found(|_, facts| drop(facts.chain.remove(3)));
    assert_eq!((lost, errors), (1, 2));
    let other_hash = found(|sheet, _| sheet.entries[0].hash.clear());
    assert_eq!(other_hash, (1, 0, 1));
}

#[test]
fn what_is_there_twice_is_found() {
    let (_, duplicated, _) = found(|_, facts| {
        let again = facts.chain[2].clone();
        facts.chain.insert(3, again);
    });
    assert_eq!(duplicated, 1);
    let twice = found(|_, facts| {
        let again = facts.attempts[0].clone();
        facts.attempts.push(again);
    });
    assert_eq!(twice, (0, 1, 1));
}

#[test]
fn marks_that_the_rule_does_not_give_are_found() {
    let more = found(|_, facts| {
        let marks = facts.attempts[0].marks.unwrap();
        facts.attempts[0].marks = Some(marks + 1);
    });
    assert_eq!(more, (0, 0, 1));
    let none = found(|_, facts| *facts.marks.values_mut().next().unwrap() = None);
    assert_eq!(none, (0, 0, 1));
}
