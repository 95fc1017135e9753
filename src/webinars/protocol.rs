//! The frames of the subprotocol `surgalt.v1`, as `docs/protocol.md` describes them for clients.
//!
//! Every frame is one JSON text with a `type`. What the server does not understand it refuses with
//! a stable code; what a client does not understand it must ignore.

use std::fmt::Write as _;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::command::Request;
use super::event::{Entry, Role};
use super::room::seats::WaitsFor;
pub use super::snapshot::Snapshot;

/// The name in `Sec-WebSocket-Protocol`.
pub const SUBPROTOCOL: &str = "surgalt.v1";
/// Bytes in one message of a client. The longest chat line, written as two `\uXXXX` a character,
/// takes 24,000; the rest is for the frame around it.
pub const FRAME_LIMIT: usize = 32 * 1024;
/// Entries in one `events` frame: a telephone reads it without a pause one could feel.
pub const EVENTS_PER_FRAME: usize = 200;
/// Bytes of entries in one `events` frame, unless a single entry is longer. With it a frame stays
/// below 64 KiB, which is what many client libraries take without being told to.
pub const EVENTS_BYTES: usize = 48 * 1024;
/// Who missed more entries than this gets a snapshot instead: reading the rest page by page over
/// REST is then cheaper for both sides.
pub const TAIL_LIMIT: u64 = 2_000;
/// How long an open socket may stay without a `hello`.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// Broken messages after which a connection is closed: no working client comes near it.
pub const BROKEN_FRAME_LIMIT: u32 = 10;

/// The first frame of every connection.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hello {
    #[serde(rename = "type")]
    _type: String,
    #[serde(default)]
    session: Option<u64>,
    #[serde(default)]
    last: Option<u64>,
    #[serde(default)]
    thin: bool,
}

/// A client measures how far its clock is from the server's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    #[serde(rename = "type")]
    _type: String,
    sent: u64,
}

/// What a client's message turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// The first frame.
    Hello {
        /// The session to continue.
        session: Option<u64>,
        /// The last number received.
        last: Option<u64>,
        /// Whether the line is so thin that only what matters is to be told.
        thin: bool,
    },
    /// What the server's clock shows.
    Clock {
        /// What the client's own clock showed.
        sent: u64,
    },
    /// A command.
    Command {
        /// The client's own number.
        command: u64,
        /// What is asked.
        request: Request,
    },
    /// Not a frame of this protocol.
    Broken {
        /// The command number, where one could be read.
        command: Option<u64>,
    },
}

/// Reads one message of a client. A command is flat: its number, and the fields of its
/// [`Request`].
#[must_use]
pub fn read(text: &str) -> Incoming {
    let Ok(Value::Object(mut frame)) = serde_json::from_str(text) else {
        return Incoming::Broken { command: None };
    };
    let broken = |_| Incoming::Broken { command: None };
    if frame.get("type").is_some_and(|kind| kind == "hello") {
        let hello = serde_json::from_value(Value::Object(frame));
        return hello.map_or_else(
            broken,
            |Hello {
                 session,
                 last,
                 thin,
                 ..
             }| Incoming::Hello {
                session,
                last,
                thin,
            },
        );
    }
    if frame.get("type").is_some_and(|kind| kind == "clock") {
        let asked = serde_json::from_value(Value::Object(frame));
        return asked.map_or_else(broken, |Clock { sent, .. }| Incoming::Clock { sent });
    }
    let command = frame.remove("command").and_then(|number| number.as_u64());
    match (command, serde_json::from_value(Value::Object(frame))) {
        (Some(command), Ok(request)) => Incoming::Command { command, request },
        (command, _) => Incoming::Broken { command },
    }
}

/// What the server sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerFrame {
    /// The answer to `hello`.
    Welcome {
        /// The device's session, to be named in the next `hello`. When it is not the one asked for,
        /// the fate of commands not yet acknowledged is to be read from the log.
        session: u64,
        /// The number of this connection's join.
        connection: u64,
        /// What the person may do here.
        role: Role,
        /// The number that the next `events` frame goes on from.
        after: u64,
        /// The server's clock.
        now: DateTime<Utc>,
        /// The room through the number `after`; absent when the missed entries follow instead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        snapshot: Option<Box<Snapshot>>,
    },
    /// The log from `after` (not included) through `through`.
    Events {
        /// `through` of the frame before.
        after: u64,
        /// The last number this frame speaks for.
        through: u64,
        /// How many people are present.
        present: u32,
        /// The entries in between that concern the reader, in order.
        events: Vec<Entry>,
    },
    /// The reader waits, and the place is another one than was told before.
    Place {
        /// The place, from 1.
        place: usize,
        /// What the reader waits for.
        waits_for: WaitsFor,
    },
    /// A command is durably in the log.
    Acknowledged {
        /// The client's own number.
        command: u64,
        /// The entry it became.
        number: u64,
    },
    /// A command, a hello or a broken message is refused; nothing has happened.
    Refused {
        /// The client's own number, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        command: Option<u64>,
        /// The stable code.
        code: String,
        /// The same for a person to read, in the person's language.
        detail: String,
    },
    /// What the server's clock showed when it was asked: with the client's own two times the four
    /// of RFC 5905, section 8.
    Clock {
        /// What the client's own clock showed, as it said.
        sent: u64,
        /// When the question came.
        received: DateTime<Utc>,
        /// When the answer left.
        answered: DateTime<Utc>,
    },
    /// To a client that polls: the connection is closed, as a close frame says it to a socket.
    Closed {
        /// The code of the close frame.
        code: u16,
        /// The reason in it.
        reason: String,
    },
}

/// Writes an `events` frame around entries that are already JSON, so that each is encoded once in
/// its life and the log is sent exactly as it is stored.
#[must_use]
pub fn events_frame<'a>(
    after: u64,
    through: u64,
    present: u32,
    entries: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut frame = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        frame,
        r#"{{"type":"events","after":{after},"through":{through},"present":{present},"events":["#
    );
    for (place, entry) in entries.into_iter().enumerate() {
        if place > 0 {
            frame.push(',');
        }
        frame.push_str(entry);
    }
    frame.push_str("]}");
    frame
}

/// Writes a frame.
#[must_use]
pub fn encode_frame(frame: &ServerFrame) -> String {
    // A frame is plain text and numbers: it always serialises.
    serde_json::to_string(frame).unwrap_or_default()
}

/// The code for a command that the room cannot take at the moment.
pub const ROOM_BUSY: &str = "room_busy";
/// The code for a message that is no frame of this protocol.
pub const FRAME_INVALID: &str = "frame_invalid";

#[cfg(test)]
mod tests;
