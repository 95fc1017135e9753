//! What every client has seen and was promised, held against the one log.

use std::collections::HashMap;

use surgalt::webinars::event::{Entry, Event};
use surgalt::webinars::room::chat;
use uuid::Uuid;

use super::client::Client;
use super::record::{Record, meaning};
use crate::ledger::Findings;

/// Holds the clients against each other: everybody was told every line in the pieces of the log that
/// came to them, and what was acknowledged was told to all.
pub fn check(clients: &[Client], record: &Record) -> Findings {
    let mut findings = Findings::default();
    let mut lines: Vec<u64> = record
        .entries()
        .iter()
        .filter_map(|(number, known)| known.due.map(|_| *number))
        .collect();
    lines.sort_unstable();
    let through = |number: u64| lines.partition_point(|line| *line <= number);
    for client in clients {
        let pieces = client.sheet.pieces.iter();
        let due: usize = pieces.map(|(from, to)| through(*to) - through(*from)).sum();
        let came = usize::try_from(client.sheet.said).unwrap_or(usize::MAX);
        if came < due {
            findings.lose(format!("{} was told {came} of {due} lines", client.person));
        } else if came > due {
            findings.duplicate(format!(
                "{} was told {came} lines, not {due}",
                client.person
            ));
        }
        if client.last.is_none_or(|last| last < record.last()) {
            let (last, end) = (client.last, record.last());
            findings.lose(format!(
                "{} was told the log to {last:?} of {end}",
                client.person
            ));
        }
        for acknowledged in &client.sheet.acknowledged {
            let known = record.entries().get(&acknowledged.number);
            if known.is_none_or(|known| known.due != acknowledged.due) {
                let number = acknowledged.number;
                findings.lose(format!("entry {number} is not what was acknowledged as it"));
            }
        }
    }
    findings
}

/// Holds the log itself against what was seen and promised.
pub fn check_log(clients: &[Client], record: &Record, log: &[Entry]) -> Findings {
    let mut findings = Findings::default();
    let mut happened: HashMap<(Uuid, u64, u64), u64> = HashMap::new();
    for (entry, number) in log.iter().zip(1..) {
        if entry.number != number {
            findings.lose(format!(
                "entry {} stands where {number} should",
                entry.number
            ));
            return findings;
        }
        let seen = record.entries().get(&number);
        if seen.is_some_and(|seen| seen.meaning != meaning(entry)) {
            findings.lose(format!("entry {number} is not the one that was told"));
        }
        if let Some((author, sent)) = entry.by.as_ref().and_then(|by| Some((by, by.sent?)))
            && let Some(before) =
                happened.insert((author.person, sent.session, sent.command), number)
        {
            findings.duplicate(format!("entries {before} and {number} are one command"));
        }
        if matches!(entry.event, Event::Chat(chat::Event::Said { .. })) && seen.is_none() {
            findings.lose(format!("entry {number} was told to nobody"));
        }
    }
    let end = log.last().map_or(0, |entry| entry.number);
    if record.last() > end {
        findings.lose(format!(
            "entry {} was told, and the log ends with {end}",
            record.last()
        ));
    }
    for client in clients {
        for acknowledged in &client.sheet.acknowledged {
            let sent = (client.person, acknowledged.session, acknowledged.command);
            if happened.get(&sent) != Some(&acknowledged.number) {
                let number = acknowledged.number;
                findings.lose(format!("{sent:?} is not entry {number} of the log"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests;
