//! What happened in a room: the entries of its numbered log.
//!
//! The log is the recording of a webinar's text side and is read again for years. So the words here
//! only ever grow: a field added later carries `#[serde(default)]`, a variant is never renamed, and
//! an entry of a kind this version does not know is read as [`Event::Unknown`] and kept as it was
//! stored.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// One entry of a room's log. Numbers start at 1 and have no gaps; times never go back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomEntry)]
pub struct Entry {
    /// The place in the room's log, from 1.
    pub number: u64,
    /// When the server decided it, whole milliseconds.
    pub at: DateTime<Utc>,
    /// Who did it; absent when the house itself did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// What happened.
    pub event: Event,
}

/// The person behind an entry, as they were called and what they might do at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomAuthor)]
pub struct Author {
    /// The account.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
    /// What the person may do in this room.
    pub role: Role,
    /// The client's own number of the command; absent for a join and for what came over REST.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

/// How a client names its own command, so that sending it again is the same command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomCommand)]
pub struct Sent {
    /// The device's session: the number of the entry with which it first joined.
    pub session: u64,
    /// The client's own number of the command in that session, from 1 and growing.
    pub command: u64,
}

/// What a person may do in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomRole)]
pub enum Role {
    /// Leads the webinar: starts and ends it, shows slides, lowers hands.
    Host,
    /// Looks on: an officer who checks that the webinar is held. Is not counted as attending.
    Observer,
    /// Takes part. A role of a later version is read as this one: it never gives more.
    #[serde(other)]
    Participant,
}

/// What can happen in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomEvent)]
pub enum Event {
    /// A device of the author connected. The entry's number names the connection from now on.
    Joined {
        /// The device's session: this entry's number, or that of an earlier join it continues.
        session: u64,
    },
    /// A connection closed or was given up as lost.
    Left {
        /// Whose connection it was.
        person: Uuid,
        /// The number of the entry with which it joined.
        connection: u64,
        /// When the server last heard from it.
        last_heard: DateTime<Utc>,
    },
    /// The server holding the room was started again: every earlier connection is gone.
    Restarted,
    /// Nothing else happened for a while and the people present are still here. It bounds the
    /// attendance lost when a server is killed.
    Checkpoint,
    /// The webinar began.
    Started,
    /// The webinar ended, and every connection with it.
    Ended,
    /// The webinar was called off before it began.
    Cancelled,
    /// The author wrote to everybody.
    Said {
        /// The text, trimmed, not empty.
        text: String,
    },
    /// The author raised a hand.
    HandRaised,
    /// A hand went down, by its owner or by a host.
    HandLowered {
        /// Whose hand.
        person: Uuid,
    },
    /// A host moved everybody to a slide.
    SlideShown {
        /// The slide's place, from 1.
        slide: u32,
    },
    /// Something a later version wrote. It changes nothing but the number and the time.
    #[serde(other)]
    Unknown,
}
