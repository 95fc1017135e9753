//! One client of a room: a line, and the protocol on it (`docs/protocol.md`). There are ten thousand
//! of them in one thread, so each is little more than its numbers.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};

use mio::net::TcpStream;
use mio::{Interest, Registry, Token};
use uuid::Uuid;

use super::sheet::{End, Sheet, Span};
use super::websocket::{self, Kind};
use super::world::World;

/// A second, in the microseconds in which time is counted here.
pub const SECOND: u64 = 1_000_000;
/// A client that has heard nothing for so long takes the line for cut.
const SILENCE: u64 = 50 * SECOND;
/// How long getting in may take.
const PATIENCE: u64 = 60 * SECOND;
/// A buffer that has grown beyond this is given back when it is empty.
const KEPT: usize = 4 * 1024;

/// How far a client has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has no line.
    Away,
    /// It has asked for a ticket.
    Asking,
    /// It has asked for the websocket.
    Opening,
    /// It has said hello, or is about to.
    Entering,
    /// It is in the room.
    Inside,
    /// The webinar has ended.
    Done,
}

/// Why a line has ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was cut.
    Cut,
    /// The server said goodbye.
    Closed(u16),
    /// The server did what it should not.
    Fault(String),
    /// The client has its ticket and needs no line for now.
    Ticket,
}

/// A command that was not answered.
#[derive(Debug, Clone)]
pub struct Command {
    /// The client's own number.
    pub number: u64,
    /// The frame.
    pub frame: String,
    /// When the line was due; absent for the beginning and the end.
    pub due: Option<u64>,
    /// When to send it again.
    pub again: Option<u64>,
}

/// A client.
#[derive(Debug)]
pub struct Client {
    /// Who it is.
    pub person: Uuid,
    /// The access token.
    pub token: String,
    /// How far it has come.
    pub state: State,
    /// Whether it goes in, or only gets a ticket.
    pub goes_in: bool,
    /// A ticket that was not used.
    pub ticket: Option<String>,
    /// Whether it does not read at the moment.
    pub stalls: bool,
    /// When it comes back.
    pub back_at: Option<u64>,
    /// The session that the server gave it.
    pub session: Option<u64>,
    /// The last number that it has seen.
    pub last: Option<u64>,
    /// The number of its join.
    pub connection: u64,
    /// Commands that were not answered, in order.
    pub unanswered: VecDeque<Command>,
    /// When it last spoke.
    pub spoke: u64,
    /// Its page of the ledger.
    pub sheet: Sheet,
    pub(super) next_command: u64,
    pub(super) tries: u32,
    pub(super) inside_from: u64,
    /// The server that it has gone to last.
    pub(super) at: usize,
    /// When its line was lost.
    pub(super) lost_at: Option<u64>,
    /// When it last heard, and sent, anything.
    pub(super) heard: u64,
    pub(super) sent: u64,
    pub(super) stream: Option<TcpStream>,
    partial: Vec<u8>,
    outgoing: Vec<u8>,
}

impl Client {
    /// A client that has not come yet.
    pub fn new(person: Uuid, token: String) -> Self {
        Self {
            person,
            token,
            state: State::Away,
            goes_in: true,
            ticket: None,
            stalls: false,
            back_at: None,
            session: None,
            last: None,
            connection: 0,
            unanswered: VecDeque::new(),
            spoke: 0,
            sheet: Sheet::default(),
            next_command: 1,
            tries: 0,
            inside_from: 0,
            at: 0,
            lost_at: None,
            heard: 0,
            sent: 0,
            stream: None,
            partial: Vec::new(),
            outgoing: Vec::new(),
        }
    }

    /// Whether it is on its way in.
    pub fn is_entering(&self) -> bool {
        matches!(self.state, State::Asking | State::Opening | State::Entering)
    }

    /// Opens a line; what is to be sent first waits until it is open.
    ///
    /// # Errors
    /// When there cannot be one.
    pub fn open(
        &mut self,
        registry: &Registry,
        token: Token,
        world: &mut World,
    ) -> Result<(), Ending> {
        let cut = |_| Ending::Cut;
        let (at, address) = world.choose().ok_or(Ending::Cut)?;
        self.at = at;
        let mut stream = TcpStream::connect(address).map_err(cut)?;
        // A line is not to wait for the answer to the one before.
        stream.set_nodelay(true).map_err(cut)?;
        let interest = Interest::READABLE | Interest::WRITABLE;
        registry
            .register(&mut stream, token, interest)
            .map_err(cut)?;
        self.stream = Some(stream);
        self.back_at = None;
        self.heard = world.now;
        self.request(world);
        Ok(())
    }

    /// Reads what is there, and does what it asks for. `scratch` is shared by all: only what is left
    /// of a message that has not come whole is kept here. When the line `has_ended`, it is read to
    /// that end.
    ///
    /// # Errors
    /// When the line has ended.
    pub fn readable(
        &mut self,
        has_ended: bool,
        scratch: &mut [u8],
        world: &mut World,
    ) -> Result<(), Ending> {
        if self.stalls {
            return Ok(());
        }
        loop {
            let kept = self.partial.len();
            let (begin, space) = scratch.split_at_mut(kept);
            begin.copy_from_slice(&self.partial);
            let room = space.len();
            let Some(stream) = &mut self.stream else {
                return Ok(());
            };
            let read = match stream.read(space) {
                Ok(0) => return Err(Ending::Cut),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return Err(Ending::Cut),
            };
            world.tick();
            self.heard = world.now;
            let there = scratch.get(..kept + read).unwrap_or_default();
            let taken = self.take(there, world)?;
            self.keep(there.get(taken..).unwrap_or_default(), scratch.len())?;
            // Less came than there was room for, so nothing is left but perhaps the end, which is not
            // announced twice: the next is.
            if read < room && !has_ended {
                return Ok(());
            }
        }
    }

    fn keep(&mut self, rest: &[u8], most: usize) -> Result<(), Ending> {
        if rest.len() * 2 > most {
            return Err(Ending::Fault("a message is too long".to_owned()));
        }
        self.partial.clear();
        self.partial.extend_from_slice(rest);
        if rest.is_empty() && self.partial.capacity() > KEPT {
            self.partial = Vec::new();
        }
        Ok(())
    }

    /// Takes what has come whole, and says how much that is.
    fn take(&mut self, bytes: &[u8], world: &mut World) -> Result<usize, Ending> {
        let mut taken = 0;
        loop {
            let rest = bytes.get(taken..).unwrap_or_default();
            let length = match self.state {
                State::Away | State::Done => return Ok(bytes.len()),
                State::Asking | State::Opening => self.answered(rest, world)?,
                State::Entering | State::Inside => self.frame(rest, world)?,
            };
            match length {
                Some(length) => taken += length,
                None => return Ok(taken),
            }
        }
    }

    /// Takes one frame, and says how long it is; nothing when it is not all there.
    fn frame(&mut self, bytes: &[u8], world: &mut World) -> Result<Option<usize>, Ending> {
        let frame = websocket::next(bytes).map_err(|error| Ending::Fault(error.to_string()))?;
        let Some(frame) = frame else {
            return Ok(None);
        };
        match frame.kind {
            Kind::Text => self.heard_text(frame.payload, world)?,
            Kind::Ping => self.send(Kind::Pong, &[frame.payload], world)?,
            Kind::Pong => {}
            Kind::Close => {
                let code = frame.close_code();
                return Err(code.map_or(Ending::Cut, Ending::Closed));
            }
        }
        Ok(Some(frame.length))
    }

    /// Sends a frame.
    ///
    /// # Errors
    /// When the line has ended.
    pub(super) fn send(
        &mut self,
        kind: Kind,
        parts: &[&[u8]],
        world: &mut World,
    ) -> Result<(), Ending> {
        let mask = world.random.bytes();
        websocket::write(&mut self.outgoing, kind, Some(mask), parts);
        self.sent = world.now;
        self.writable()
    }

    /// Sends bytes that are no frame.
    pub(super) fn put(&mut self, bytes: &[u8]) {
        self.outgoing.extend_from_slice(bytes);
    }

    /// Writes what waits, as far as the line takes it.
    ///
    /// # Errors
    /// When the line has ended.
    pub fn writable(&mut self) -> Result<(), Ending> {
        let Some(stream) = &mut self.stream else {
            return Ok(());
        };
        while !self.outgoing.is_empty() {
            match stream.write(&self.outgoing) {
                Ok(written) => drop(self.outgoing.drain(..written)),
                // The line is not open yet, or full.
                Err(error)
                    if matches!(
                        error.kind(),
                        ErrorKind::WouldBlock | ErrorKind::NotConnected
                    ) =>
                {
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(Ending::Cut),
            }
        }
        if self.outgoing.capacity() > KEPT {
            self.outgoing = Vec::new();
        }
        Ok(())
    }

    /// Gives the line up, and hands over what is left of it: who drops that has cut it, who keeps it
    /// has left it half open.
    pub fn part(&mut self, end: End, now: u64) -> Option<TcpStream> {
        if self.state == State::Inside {
            self.lost_at = Some(now);
            self.sheet.spans.push(Span {
                from: self.inside_from,
                sent: self.sent,
                to: now,
                end,
                session: self.session.unwrap_or_default(),
            });
        }
        self.state = State::Away;
        self.stalls = false;
        self.partial = Vec::new();
        self.outgoing = Vec::new();
        self.stream.take()
    }

    /// Whether nothing has come for so long that the line must be dead.
    pub fn is_silent(&self, now: u64) -> bool {
        let silent = now.saturating_sub(self.heard);
        match self.state {
            State::Inside => silent > SILENCE && !self.stalls,
            State::Asking | State::Opening | State::Entering => silent > PATIENCE,
            State::Away | State::Done => false,
        }
    }
}
