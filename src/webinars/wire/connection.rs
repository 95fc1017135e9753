//! One client of a room: what its messages ask for, what it is told, and when it is given up.
//!
//! Nothing here reads a socket or a clock. Bytes and moments go in; what is to be done comes out as
//! [`Deed`]s, and what is to be written waits in `outgoing`. So each rule of the line is tested
//! without one.

use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::close::Close;
use super::super::command::Request;
use super::super::event::{Author, Reader as Listener};
use super::super::protocol::HELLO_WITHIN;
use super::super::room::COMMANDS_REMEMBERED;
use super::frame;
use super::outgoing::{Frame, Outgoing};
use crate::messages::Language;
use hearing::{Clocks, Incoming};

/// How long nothing of what waits may go into the socket before the client counts as lost.
const WRITE_WITHIN: Duration = Duration::from_secs(10);
/// How long a closed connection is still read, so that the client can read why it was closed: a
/// socket that is dropped with bytes unread takes back what it had sent.
const GOODBYE_WITHIN: Duration = Duration::from_secs(2);
/// How long a client with a thin line may be silent at least. It is pinged once a minute.
const THIN_SILENCE: Duration = Duration::from_secs(180);

/// Who sits at a connection.
#[derive(Debug, Clone)]
pub(in super::super) struct Seat {
    /// The webinar.
    pub(in super::super) webinar_id: Uuid,
    /// The person, with `sent` left empty.
    pub(in super::super) author: Author,
    /// The language of refusals.
    pub(in super::super) language: Language,
    /// How long the client may be silent.
    pub(in super::super) silence: Duration,
    /// Whether the client asks for what waits instead of having a socket.
    pub(in super::super) polls: bool,
}

/// A moment: since the server's threads began, and as the log dates it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) passed: Duration,
    pub(super) now: DateTime<Utc>,
}

/// What is to be done outside.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Ask the room in.
    Join {
        session: Option<u64>,
        last: Option<u64>,
    },
    /// Look at the clock for the client.
    LookAtClock { sent: u64, received: DateTime<Utc> },
    /// Ask the room for something.
    Ask {
        author: Author,
        connection: u64,
        command: u64,
        request: Request,
    },
    /// Tell the room that this connection of it has gone.
    Leave {
        connection: u64,
        last_heard: DateTime<Utc>,
        /// Whether the client said that it had finished.
        goodbye: bool,
    },
    /// Read what was missed from the log.
    Read(Missing),
}

/// What a returning client missed, and is to be read from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// From this number (not included) through the other.
    pub(super) after: u64,
    pub(super) through: u64,
    /// How many people are present.
    pub(super) present: u32,
    /// Who is told.
    pub(super) listener: Listener,
}

/// One connection. Everything in it is bounded, and at rest it holds nothing on the heap but the
/// person's name.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) seat: Seat,
    incoming: Incoming,
    pub(super) outgoing: Outgoing,
    /// How many frames of a client that polls have left `outgoing`: it has them, or will not get them.
    fetched: u64,
    is_thin: bool,
    phase: Phase,
    /// When the client was last heard.
    heard: Moment,
    pinged: Duration,
    /// Since when nothing of what waits went into the socket.
    stalled: Option<Duration>,
    /// Commands that the room has not answered yet.
    unanswered: usize,
    /// Broken messages so far.
    broken: u32,
    clocks: Clocks,
}

#[derive(Debug)]
enum Phase {
    /// The `hello` has not come.
    Greeting,
    /// The room has not answered.
    Entering,
    In(Place),
    /// The goodbye is said; by this time the socket is dropped.
    Closing {
        until: Option<Duration>,
    },
}

/// What a connection in the room knows of it.
#[derive(Debug)]
struct Place {
    connection: u64,
    session: u64,
    /// The number through which the room has told it, and through which that went out.
    told: u64,
    sent: u64,
    is_waiting: bool,
    missed: Option<Box<Returning>>,
}

/// A client that is still being told what it missed, from the log. What happens meanwhile stays
/// behind that.
#[derive(Debug)]
struct Returning {
    missing: Missing,
    is_reading: bool,
    held: Outgoing,
}

impl Connection {
    pub(super) fn new(seat: Seat, at: Moment) -> Self {
        Self {
            incoming: Incoming::of(&seat),
            seat,
            outgoing: Outgoing::default(),
            fetched: 0,
            is_thin: false,
            phase: Phase::Greeting,
            heard: at,
            pinged: at.passed,
            stalled: None,
            unanswered: 0,
            broken: 0,
            clocks: Clocks::default(),
        }
    }

    /// Whether bytes of the client are wanted now. A client that sends faster than the room answers
    /// waits in its own socket; what a closed client still sends is read and forgotten.
    pub(super) fn wants_bytes(&self) -> bool {
        match self.phase {
            Phase::Greeting | Phase::Closing { .. } => true,
            Phase::Entering => false,
            Phase::In(_) => self.unanswered < COMMANDS_REMEMBERED,
        }
    }

    pub(super) fn is_closing(&self) -> bool {
        matches!(self.phase, Phase::Closing { .. })
    }

    /// Whether the line is so thin that decoration is left out.
    pub(super) fn is_thin(&self) -> bool {
        self.is_thin
    }

    /// How long the client may be silent.
    fn silence(&self) -> Duration {
        if self.is_thin {
            self.seat.silence.max(THIN_SILENCE)
        } else {
            self.seat.silence
        }
    }

    /// Whether there is something for the line. Who said `hello` with the handshake hears its answer
    /// together with the room's: one write, and one packet.
    pub(super) fn has_to_write(&self) -> bool {
        let is_entering = matches!(self.phase, Phase::Entering);
        self.is_done() || (!is_entering && !self.outgoing.is_empty())
    }

    /// Whether all has been said that will be.
    pub(super) fn is_done(&self) -> bool {
        self.is_closing() && self.outgoing.is_empty()
    }

    /// When the client was last heard, as the log dates it.
    pub(super) fn last_heard(&self) -> DateTime<Utc> {
        self.heard.now
    }

    fn push(&mut self, frame: Frame, deeds: &mut Vec<Deed>) {
        if self.outgoing.is_full() {
            self.close_slow(deeds);
        } else if !self.is_closing() {
            self.outgoing.push(frame);
        }
    }

    /// A client that reads too slowly comes back for what it missed.
    fn close_slow(&mut self, deeds: &mut Vec<Deed>) {
        if self.is_closing() {
            return;
        }
        let waited = self.outgoing.len();
        let last = self.outgoing.cut();
        self.left_outgoing(waited - self.outgoing.len());
        let sent = match &self.phase {
            Phase::In(place) => place.sent,
            _ => 0,
        };
        let from = last.unwrap_or(0).max(sent);
        self.close(Some(Close::Resume { from }), deeds);
    }

    /// Says goodbye; without a reason to a client that said it first.
    pub(super) fn close(&mut self, close: Option<Close>, deeds: &mut Vec<Deed>) {
        self.end(close, false, deeds);
    }

    fn end(&mut self, close: Option<Close>, goodbye: bool, deeds: &mut Vec<Deed>) {
        if self.is_closing() {
            return;
        }
        self.leave(goodbye, deeds);
        self.outgoing.push(Frame::plain(frame::close(close)));
        (self.incoming, self.unanswered) = (Incoming::of(&self.seat), 0);
        self.phase = Phase::Closing { until: None };
    }

    /// The client has gone for good, without a line on which to be told anything.
    pub(super) fn hang_up(&mut self, at: Moment, deeds: &mut Vec<Deed>) {
        self.heard = at;
        self.leave(true, deeds);
        self.phase = Phase::Closing { until: None };
    }

    /// The line is dead: there is nobody to tell.
    pub(super) fn lose(&mut self, deeds: &mut Vec<Deed>) {
        self.leave(false, deeds);
        self.phase = Phase::Closing { until: None };
    }

    fn leave(&mut self, goodbye: bool, deeds: &mut Vec<Deed>) {
        if let Phase::In(place) = &self.phase {
            deeds.push(Deed::Leave {
                connection: place.connection,
                last_heard: self.heard.now,
                goodbye,
            });
        }
    }

    /// So many bytes went into the socket.
    pub(super) fn written(&mut self, count: usize, passed: Duration) {
        if let (Some(through), Phase::In(place)) = (self.outgoing.advance(count), &mut self.phase) {
            place.sent = through;
        }
        self.stalled = match self.stalled {
            _ if self.outgoing.is_empty() => None,
            Some(since) if count == 0 => Some(since),
            _ => Some(passed),
        };
    }

    /// Time passes. Gives whether the socket is to be dropped.
    pub(super) fn tick(&mut self, at: Moment, deeds: &mut Vec<Deed>) -> bool {
        let (passed, silence, polls) = (at.passed, self.silence(), self.seat.polls);
        if self
            .stalled
            .is_some_and(|since| passed.saturating_sub(since) > WRITE_WITHIN)
        {
            self.leave(false, deeds);
            self.phase = Phase::Closing { until: None };
            return true;
        }
        match &mut self.phase {
            Phase::Greeting if passed.saturating_sub(self.pinged) > HELLO_WITHIN => {
                self.close(Some(Close::HelloExpected), deeds);
            }
            Phase::In(_) if passed.saturating_sub(self.heard.passed) > silence => {
                self.close(Some(Close::Silent), deeds);
            }
            // Three pings within the time that a client may be silent: one may be lost.
            // Who polls is heard without.
            Phase::In(_) if !polls && passed.saturating_sub(self.pinged) >= silence / 3 => {
                self.pinged = passed;
                self.push(Frame::plain(frame::ping()), deeds);
            }
            Phase::Closing { until } => {
                // Who polls may come for the goodbye as late as for anything else.
                let within = if polls { silence } else { GOODBYE_WITHIN };
                return passed >= *until.get_or_insert(passed + within);
            }
            Phase::Greeting | Phase::Entering | Phase::In(_) => {}
        }
        false
    }
}

mod fetching;
mod hearing;
mod telling;
#[cfg(test)]
mod tests;
