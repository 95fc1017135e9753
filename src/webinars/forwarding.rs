//! What servers write to each other about a room that one of them holds: the others ask for what their people
//! want, and are told what is not told by the room's log.
//!
//! These are hints as well: they may be lost, and come twice. Whoever asked asks again until the log shows
//! it, and the room knows again what it has already done.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::command::{Refusal, Request};
use super::event::Author;
use super::room::companions;

/// Asks in one message: with the longest commands there are it stays below what the bus takes.
pub(super) const ASKS_TOGETHER: usize = 32;

/// A message from one server to another.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Note {
    /// The room.
    pub(super) webinar_id: Uuid,
    /// Who writes.
    pub(super) from: Uuid,
    /// What is asked for, each under the number that `from` gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) asked: Vec<(u64, Asked)>,
    /// What became of what the receiver had asked for, as far as the log does not tell it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) told: Vec<(u64, Outcome)>,
}

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Asked {
    /// A connection wants in.
    Join {
        author: Author,
        session: Option<u64>,
    },
    /// A connection has gone.
    Leave {
        person: Uuid,
        connection: u64,
        last_heard: DateTime<Utc>,
        goodbye: bool,
    },
    /// Somebody asks for something.
    Say { author: Author, request: Request },
    /// The host calls the webinar off.
    Cancel { author: Author },
    /// Several people at one device.
    Companions {
        author: Author,
        request: companions::Request,
    },
    /// The house ends the webinar.
    Close,
    /// The house says that the slides are gone.
    RemoveDeck,
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Asked {
    /// Something that a person asks for.
    pub(super) fn by(author: Author, request: Request) -> Self {
        match request {
            Request::Cancel => Self::Cancel { author },
            Request::Companions(request) => Self::Companions { author, request },
            request => Self::Say { author, request },
        }
    }
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It is done: nothing of it is in the log after this number.
    Done(u64),
    /// It is refused.
    Refused(Refusal),
}

impl From<Result<u64, Refusal>> for Outcome {
    fn from(outcome: Result<u64, Refusal>) -> Self {
        outcome.map_or_else(Self::Refused, Self::Done)
    }
}
