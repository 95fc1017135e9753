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
use super::super::event::{Author, Reader as Listener, Sent};
use super::super::protocol::{self, BROKEN_FRAME_LIMIT, FRAME_INVALID, HELLO_WITHIN, Incoming};
use super::super::room::COMMANDS_REMEMBERED;
use super::frame::{self, Message};
use super::outgoing::{Frame, Outgoing};
use crate::messages::Language;

/// How long nothing of what waits may go into the socket before the client counts as lost.
const WRITE_WITHIN: Duration = Duration::from_secs(10);
/// How long a closed connection is still read, so that the client can read why it was closed: a
/// socket that is dropped with bytes unread takes back what it had sent.
const GOODBYE_WITHIN: Duration = Duration::from_secs(2);

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
    reader: frame::Reader,
    pub(super) outgoing: Outgoing,
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
            seat,
            reader: frame::Reader::default(),
            outgoing: Outgoing::default(),
            phase: Phase::Greeting,
            heard: at,
            pinged: at.passed,
            stalled: None,
            unanswered: 0,
            broken: 0,
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

    /// Whether all has been said that will be.
    pub(super) fn is_done(&self) -> bool {
        self.is_closing() && self.outgoing.is_empty()
    }

    /// When the client was last heard, as the log dates it.
    pub(super) fn last_heard(&self) -> DateTime<Utc> {
        self.heard.now
    }

    /// Takes bytes of the client.
    pub(super) fn receive(&mut self, bytes: &[u8], at: Moment, deeds: &mut Vec<Deed>) {
        if !self.is_closing() {
            self.heard = at;
            self.reader.receive(bytes);
            self.go_on(deeds);
        }
    }

    /// Reads on in what has come, as far as the room keeps up.
    pub(super) fn go_on(&mut self, deeds: &mut Vec<Deed>) {
        while self.wants_bytes() && !self.is_closing() {
            match self.reader.next() {
                Ok(Some(message)) => self.take(message, deeds),
                Ok(None) => return,
                Err(close) => self.close(Some(close), deeds),
            }
        }
    }

    fn take(&mut self, message: Message, deeds: &mut Vec<Deed>) {
        match (message, &self.phase) {
            (Message::Ping(payload), _) => self.push(Frame::plain(frame::pong(&payload)), deeds),
            (Message::Pong, _) => {}
            (Message::Close(code), _) => self.end(None, code == Some(frame::FINISHED), deeds),
            (Message::Text(text), Phase::Greeting) => {
                let Incoming::Hello { session, last } = protocol::read(&text) else {
                    return self.close(Some(Close::HelloExpected), deeds);
                };
                self.phase = Phase::Entering;
                deeds.push(Deed::Join { session, last });
            }
            (Message::Binary, Phase::Greeting) => self.close(Some(Close::HelloExpected), deeds),
            (Message::Text(text), Phase::In(place)) => match protocol::read(&text) {
                Incoming::Command { command, request } => {
                    let sent = Some(Sent {
                        session: place.session,
                        command,
                    });
                    self.unanswered += 1;
                    deeds.push(Deed::Ask {
                        author: Author {
                            sent,
                            ..self.seat.author.clone()
                        },
                        connection: place.connection,
                        command,
                        request,
                    });
                }
                Incoming::Hello { .. } => self.broken(None, deeds),
                Incoming::Broken { command } => self.broken(command, deeds),
            },
            (Message::Binary, _) => self.broken(None, deeds),
            // Not read while the room has not answered, nor after the goodbye.
            (Message::Text(_), Phase::Entering | Phase::Closing { .. }) => {}
        }
    }

    fn broken(&mut self, command: Option<u64>, deeds: &mut Vec<Deed>) {
        self.broken += 1;
        if self.broken > BROKEN_FRAME_LIMIT {
            return self.close(Some(Close::TooManyBroken), deeds);
        }
        self.refuse(command, FRAME_INVALID, deeds);
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
        let last = self.outgoing.cut();
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
        (self.reader, self.unanswered) = (frame::Reader::default(), 0);
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
        let passed = at.passed;
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
            Phase::In(_) if passed.saturating_sub(self.heard.passed) > self.seat.silence => {
                self.close(Some(Close::Silent), deeds);
            }
            // Three pings within the time that a client may be silent: one may be lost.
            Phase::In(_) if passed.saturating_sub(self.pinged) >= self.seat.silence / 3 => {
                self.pinged = passed;
                self.push(Frame::plain(frame::ping()), deeds);
            }
            Phase::Closing { until } => {
                return passed >= *until.get_or_insert(passed + GOODBYE_WITHIN);
            }
            Phase::Greeting | Phase::Entering | Phase::In(_) => {}
        }
        false
    }
}

mod telling;
#[cfg(test)]
mod tests;
