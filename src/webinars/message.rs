//! What goes into a running room and what comes out of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::close::Close;
use super::command::{Refusal, Request};
use super::event::{Author, Reader, Role};
use super::forwarding::{Asked, Outcome};
use super::log::Line;
use super::protocol::Snapshot;
use super::room::seats::WaitsFor;
use super::wire::Waiting;

/// What comes into a room.
#[derive(Debug)]
pub(super) enum Message {
    /// A connection wants in.
    Join(Joining),
    /// A connection has gone.
    Leave {
        person: Uuid,
        connection: u64,
        last_heard: DateTime<Utc>,
        goodbye: bool,
    },
    /// Somebody asks for something.
    Ask {
        author: Author,
        request: Box<Request>,
        reply: Reply,
    },
    /// Somebody reads the room's log elsewhere, and wants to know what of it concerns them.
    Look {
        person: Uuid,
        policy: Role,
        answer: oneshot::Sender<Reader>,
    },
    /// The house ends a webinar that its hosts forgot; told when nothing is left to end.
    Close { done: oneshot::Sender<()> },
    /// The house says that the slides are gone; told when the room knows it.
    RemoveDeck { done: oneshot::Sender<()> },
    /// Another server asks for something, in the name of people who are connected there.
    Forwarded {
        from: Uuid,
        asked: Vec<(u64, Asked)>,
    },
    /// The server that holds the room tells what became of what this one asked for.
    Told {
        from: Uuid,
        told: Vec<(u64, Outcome)>,
    },
}

/// A connection that wants in.
#[derive(Debug)]
pub(super) struct Joining {
    /// Who it belongs to, with `sent` left empty.
    pub(super) author: Author,
    /// The session it says it continues.
    pub(super) session: Option<u64>,
    /// The last number it has seen.
    pub(super) last: Option<u64>,
    /// Whether its line is so thin that decoration is left out.
    pub(super) is_thin: bool,
    /// When it said so.
    pub(super) heard_at: DateTime<Utc>,
    /// Where it waits for its place in the log.
    pub(super) waiting: Waiting,
}

/// Who is told what a command came to.
#[derive(Debug)]
pub(super) enum Reply {
    /// The connection that sent it, as its own command of this number.
    Connection { connection: u64, command: u64 },
    /// A request over REST.
    Once(oneshot::Sender<Result<u64, Refusal>>),
    /// The house.
    Done(oneshot::Sender<()>),
    /// Another server, as what it has asked for under this number.
    Node { node: Uuid, number: u64 },
}

/// A connection that is in.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    /// The webinar.
    pub(super) webinar_id: Uuid,
    /// The device's session.
    pub(super) session: u64,
    /// The number of its join.
    pub(super) connection: u64,
    /// When it asked to be let in: a client that has gone since was here until then.
    pub(super) heard_at: DateTime<Utc>,
    /// The number through which `missed` tells the room.
    pub(super) through: u64,
    /// How many people are present.
    pub(super) present: u32,
    /// What it may see.
    pub(super) reader: Reader,
    /// What it does not know yet.
    pub(super) missed: Missed,
}

/// How a connection learns what it does not know yet.
#[derive(Debug, Clone)]
pub(super) enum Missed {
    /// From the room as it is.
    Snapshot(Box<Snapshot>),
    /// From the entries after this number, which the room still had in memory.
    Lines(u64, Vec<Arc<Line>>),
    /// From the log, after this number.
    Log(u64),
}

/// What goes out to one connection.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// The room let it in.
    Joined(Box<Joined>),
    /// The room did not let it in.
    TurnedAway(Refusal),
    /// It waited, and is told the room.
    Admitted(Box<Joined>),
    /// It waits, and is told its place.
    Placed { place: usize, waits_for: WaitsFor },
    /// A command of this connection is durable as the entry with a number, or refused.
    Answered {
        command: u64,
        outcome: Result<u64, Refusal>,
    },
    /// The connection is closed.
    Close(Close),
}
