//! The frames of the subprotocol `surgalt.v1`, as `docs/protocol.md` describes them for clients.
//!
//! Every frame is one JSON text with a `type`. What the server does not understand it refuses with
//! a stable code; what a client does not understand it must ignore.

use std::fmt::Write as _;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::command::Request;
use super::event::{Entry, Role};
use super::room::{State, Status};

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

/// What a client sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// The first frame of every connection.
    Hello {
        /// The session to continue, from an earlier `welcome`.
        #[serde(default)]
        session: Option<u64>,
        /// The last number received, `through` of the last `events` or `after` of the `welcome`.
        #[serde(default)]
        last: Option<u64>,
    },
    /// Begin the webinar.
    Start {
        /// The client's own number.
        command: u64,
    },
    /// End the webinar for all.
    End {
        /// The client's own number.
        command: u64,
    },
    /// Write to everybody.
    Say {
        /// The client's own number.
        command: u64,
        /// The text.
        text: String,
    },
    /// Raise one's own hand.
    RaiseHand {
        /// The client's own number.
        command: u64,
    },
    /// Lower a hand.
    LowerHand {
        /// The client's own number.
        command: u64,
        /// Whose; one's own when absent.
        #[serde(default)]
        person: Option<Uuid>,
    },
    /// Move everybody to a slide.
    ShowSlide {
        /// The client's own number.
        command: u64,
        /// Its place, from 1.
        slide: u32,
    },
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

/// Reads one message that `person` sent.
#[must_use]
pub fn read(text: &str, person: Uuid) -> Incoming {
    let Ok(frame) = serde_json::from_str::<ClientFrame>(text) else {
        let number = |value: serde_json::Value| value.get("command")?.as_u64();
        return Incoming::Broken {
            command: serde_json::from_str(text).ok().and_then(number),
        };
    };
    let (command, request) = match frame {
        ClientFrame::Hello { session, last } => return Incoming::Hello { session, last },
        ClientFrame::Start { command } => (command, Request::Start),
        ClientFrame::End { command } => (command, Request::End),
        ClientFrame::Say { command, text } => (command, Request::Say { text }),
        ClientFrame::RaiseHand { command } => (command, Request::RaiseHand),
        ClientFrame::LowerHand {
            command,
            person: whose,
        } => (
            command,
            Request::LowerHand {
                person: whose.unwrap_or(person),
            },
        ),
        ClientFrame::ShowSlide { command, slide } => (command, Request::ShowSlide { slide }),
    };
    Incoming::Command { command, request }
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
        snapshot: Option<Snapshot>,
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
}

/// A room at one number, for who has not followed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Where the webinar stands.
    pub status: Status,
    /// The slide shown, 0 before the first.
    pub slide: u32,
    /// How many people are present.
    pub present: u32,
    /// Raised hands, first raised first.
    pub hands: Vec<super::room::Hand>,
}

impl From<&State> for Snapshot {
    fn from(state: &State) -> Self {
        Self {
            status: state.status,
            slide: state.slide,
            present: state.present,
            hands: state.hands.clone(),
        }
    }
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

/// The code for a command that the room cannot take at the moment.
pub const ROOM_BUSY: &str = "room_busy";
/// The code for a message that is no frame of this protocol.
pub const FRAME_INVALID: &str = "frame_invalid";

#[cfg(test)]
mod tests;
