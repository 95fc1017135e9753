//! What happened in an attempt, as a chain: every entry is hashed together with the hash before
//! it, and the hash is the learner's receipt. Who holds a receipt can prove what had been saved by
//! then, and when: to change, drop or add an entry before it, all hashes after would have to be
//! other ones.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// The paper was fetched before the attempt was started.
    Created,
    /// The attempt was started.
    Started,
    /// An answer was saved and counts until a newer one comes.
    Answered,
    /// An answer was kept, but a newer one had been saved before it.
    Superseded,
    /// An answer was kept that came too late to count.
    Late,
    /// The device noticed something, such as that the page lost the focus.
    Observed,
    /// The learner was given more time.
    Extended,
    /// The learner submitted.
    Submitted,
    /// The time was over.
    Closed,
}

impl EntryKind {
    /// The name in the chain and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Started => "started",
            Self::Answered => "answered",
            Self::Superseded => "superseded",
            Self::Late => "late",
            Self::Observed => "observed",
            Self::Extended => "extended",
            Self::Submitted => "submitted",
            Self::Closed => "closed",
        }
    }
}

/// Something that happened in an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The attempt.
    pub attempt_id: Uuid,
    /// Counted from 1 within the attempt.
    pub number: i64,
    /// What happened, by name: an old chain may have names that are no longer given.
    pub kind: String,
    /// The question, for an answer.
    pub question_id: Option<Uuid>,
    /// The client's own number, for an answer.
    pub client_number: Option<i64>,
    /// What was answered or noticed, as JSON.
    pub body: String,
    /// The session of the device that sent it; absent for what the server did by itself.
    pub device_id: Option<Uuid>,
    /// The address it was sent from; empty for what the server did by itself.
    pub address: String,
    /// When the device says that it was made.
    pub claimed_at: Option<DateTime<Utc>>,
    /// When the server wrote it down.
    pub recorded_at: DateTime<Utc>,
}

/// The hash that stands before the first entry of an attempt.
#[must_use]
pub fn beginning(attempt_id: Uuid) -> String {
    hexadecimal(&Sha256::digest(attempt_id.to_string()))
}

/// The hash of an entry: SHA-256, in hexadecimal, over these lines joined by line feeds (what is
/// absent is an empty line; times are UTC, RFC 3339 with six decimals): the hash before, the
/// attempt, the number, the kind, the question, the client's number, the device, the address, the
/// claimed time, the recorded time, the body.
#[must_use]
pub fn hash(before: &str, entry: &Entry) -> String {
    let time = |time: DateTime<Utc>| time.to_rfc3339_opts(SecondsFormat::Micros, true);
    let lines = [
        before.to_owned(),
        entry.attempt_id.to_string(),
        entry.number.to_string(),
        entry.kind.clone(),
        entry
            .question_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        entry
            .client_number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        entry.device_id.map(|id| id.to_string()).unwrap_or_default(),
        entry.address.clone(),
        entry.claimed_at.map(time).unwrap_or_default(),
        time(entry.recorded_at),
        entry.body.clone(),
    ];
    hexadecimal(&Sha256::digest(lines.join("\n")))
}

/// Checks the whole chain of an attempt, its entries in order with their hashes.
///
/// # Errors
/// The number of the first entry that is missing or is not what it was when it was hashed.
pub fn verify(attempt_id: Uuid, chain: &[(Entry, String)]) -> Result<(), i64> {
    let mut before = beginning(attempt_id);
    for (expected, (entry, kept)) in (1..).zip(chain) {
        let fits = entry.attempt_id == attempt_id
            && entry.number == expected
            && hash(&before, entry) == *kept;
        if !fits {
            return Err(expected);
        }
        before.clone_from(kept);
    }
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(number: i64, body: &str) -> Entry {
        Entry {
            attempt_id: Uuid::from_u128(1),
            number,
            kind: EntryKind::Answered.name().to_owned(),
            question_id: Some(Uuid::from_u128(2)),
            client_number: Some(number),
            body: body.to_owned(),
            device_id: None,
            address: "10.0.0.1".to_owned(),
            claimed_at: None,
            recorded_at: DateTime::from_timestamp(1_700_000_000 + number, 5_000).unwrap(),
        }
    }

    fn chain(bodies: &[String]) -> Vec<(Entry, String)> {
        let mut before = beginning(Uuid::from_u128(1));
        (1..)
            .zip(bodies)
            .map(|(number, body)| {
                let entry = entry(number, body);
                before = hash(&before, &entry);
                (entry, before.clone())
            })
            .collect()
    }

    /// Computed with `sha256sum` over the lines as they are documented.
    #[test]
    fn a_hash_is_what_is_documented() {
        let before = beginning(Uuid::from_u128(1));
        let first = "7ac1b8d7010bb6cd3a3e84e7f90136b880bbc899e428ece49333372911ab9052";
        assert_eq!(before, first);
        let second = "ba33908a83a998b8f2f452622a5b7311e59c202326f6ed858c0a5bcedd91f9af";
        assert_eq!(hash(&before, &entry(1, r#"{"a":1}"#)), second);
    }

    proptest! {
        #[test]
        fn a_chain_verifies_and_whatever_is_changed_is_found(
            bodies in prop::collection::vec(".{0,20}", 1..12),
            at: prop::sample::Index,
            what in 0_u8..6,
        ) {
            let mut chain = chain(&bodies);
            prop_assert_eq!(verify(Uuid::from_u128(1), &chain), Ok(()));
            let at = at.index(chain.len());
            let number = i64::try_from(at).unwrap() + 1;
            match what {
                0 => chain[at].0.body.push('x'),
                1 => chain[at].0.recorded_at += chrono::TimeDelta::microseconds(1),
                2 => chain[at].0.client_number = None,
                3 => chain[at].1 = beginning(Uuid::nil()),
                4 => chain[at].0.claimed_at = Some(DateTime::UNIX_EPOCH),
                // The last one may be taken off: who holds its receipt can tell, the chain cannot.
                _ if at + 1 < chain.len() => drop(chain.remove(at)),
                _ => return Ok(()),
            }
            prop_assert_eq!(verify(Uuid::from_u128(1), &chain), Err(number));
        }
    }
}
