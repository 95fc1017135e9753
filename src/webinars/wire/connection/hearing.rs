//! What a connection hears: the client's messages, in order, as fast as the room answers.

use std::collections::VecDeque;
use std::time::Duration;

use super::super::super::close::Close;
use super::super::super::event::{Author, Sent};
use super::super::super::protocol::{
    self, BROKEN_FRAME_LIMIT, FRAME_INVALID, FRAME_LIMIT, Incoming as Said,
};
use super::super::super::room::COMMANDS_REMEMBERED;
use super::super::frame::{self, Message};
use super::super::outgoing::Frame;
use super::{Connection, Deed, Moment, Phase, Seat};

/// How often a client may look at the server's clock in the long run, and how often at once: a
/// measurement takes several looks, of which the quickest counts.
const CLOCK_EVERY: Duration = Duration::from_secs(1);
const CLOCKS_AT_ONCE: u32 = 8;

/// What a client has sent and nobody has looked at yet.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Of a socket: frames, perhaps not whole.
    Bytes(frame::Reader),
    /// Of requests: whole messages, at most [`COMMANDS_REMEMBERED`].
    Texts(VecDeque<String>),
}

impl Incoming {
    pub(super) fn of(seat: &Seat) -> Self {
        if seat.polls {
            Self::Texts(VecDeque::new())
        } else {
            Self::Bytes(frame::Reader::default())
        }
    }

    fn next(&mut self) -> Result<Option<Message>, Close> {
        match self {
            Self::Bytes(reader) => reader.next(),
            Self::Texts(texts) => Ok(texts.pop_front().map(Message::Text)),
        }
    }
}

/// The looks at the clock that a client may take: the generic cell rate algorithm.
#[derive(Debug, Default)]
pub(super) struct Clocks {
    /// When all that was looked would be allowed at the long run's pace.
    until: Duration,
}

impl Clocks {
    pub(super) fn allow(&mut self, passed: Duration) -> bool {
        let until = self.until.max(passed) + CLOCK_EVERY;
        let is_allowed = until <= passed + CLOCK_EVERY * CLOCKS_AT_ONCE;
        if is_allowed {
            self.until = until;
        }
        is_allowed
    }
}

impl Connection {
    /// Takes the `hello` that came with the handshake.
    pub(in super::super) fn receive_hello(
        &mut self,
        hello: String,
        at: Moment,
        deeds: &mut Vec<Deed>,
    ) {
        self.heard = at;
        self.take(Message::Text(hello), deeds);
    }

    /// Takes bytes of the client's socket.
    pub(in super::super) fn receive(&mut self, bytes: &[u8], at: Moment, deeds: &mut Vec<Deed>) {
        if let Incoming::Bytes(reader) = &mut self.incoming
            && !matches!(self.phase, Phase::Closing { .. })
        {
            self.heard = at;
            reader.receive(bytes);
            self.go_on(deeds);
        }
    }

    /// Takes messages that a client without a socket has sent; gives whether there was room for
    /// all of them. If not, none is taken. One that is too long never waits.
    pub(in super::super) fn receive_texts(
        &mut self,
        texts: Vec<String>,
        at: Moment,
        deeds: &mut Vec<Deed>,
    ) -> bool {
        self.heard = at;
        let Incoming::Texts(waiting) = &mut self.incoming else {
            return false;
        };
        if waiting.len() + texts.len() > COMMANDS_REMEMBERED {
            return false;
        }
        if texts.iter().any(|text| text.len() > FRAME_LIMIT) {
            self.close(Some(Close::TooLong), deeds);
            return true;
        }
        if !matches!(self.phase, Phase::Closing { .. }) {
            waiting.extend(texts);
            self.go_on(deeds);
        }
        true
    }

    /// Reads on in what has come, as far as the room keeps up.
    pub(in super::super) fn go_on(&mut self, deeds: &mut Vec<Deed>) {
        while self.wants_bytes() && !self.is_closing() {
            match self.incoming.next() {
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
                let Said::Hello {
                    session,
                    last,
                    thin,
                } = protocol::read(&text)
                else {
                    return self.close(Some(Close::HelloExpected), deeds);
                };
                self.phase = Phase::Entering;
                self.is_thin = thin;
                deeds.push(Deed::Join { session, last });
            }
            (Message::Binary, Phase::Greeting) => self.close(Some(Close::HelloExpected), deeds),
            (Message::Text(text), Phase::In(place)) => match protocol::read(&text) {
                Said::Command { command, request } => {
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
                Said::Clock { sent } if self.clocks.allow(self.heard.passed) => {
                    let received = self.heard.now;
                    deeds.push(Deed::LookAtClock { sent, received });
                }
                Said::Clock { .. } | Said::Hello { .. } => self.broken(None, deeds),
                Said::Broken { command } => self.broken(command, deeds),
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
}
