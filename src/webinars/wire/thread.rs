//! A thread that serves sockets: waits for what is readable, writable or left in its mailbox, lets
//! each connection decide what it means, and writes what waits for a socket with one system call.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io::{self, ErrorKind, Read};
use std::net::Shutdown;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mio::{Events, Poll, Token, Waker};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::super::close::Close;
use super::super::hub::Hub;
use super::client::{Client, Line};
use super::connection::{Deed, Moment};
use super::deeds::{Leaving, goodbye_is_heard};
use super::mailbox::{Mailbox, Reserved, Slot};

/// The token of the mailbox's bell.
const BELL: Token = Token(usize::MAX);
/// How often connections are looked at for silence, stalling and pings.
const TICK: Duration = Duration::from_millis(500);
/// Bytes read from a socket at once, into memory that all sockets of the thread share.
const READ_SIZE: usize = 64 * 1024;
/// How long a stopping server waits for its rooms to say goodbye.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// All that one thread has.
pub(super) struct Thread {
    pub(super) poll: Poll,
    pub(super) mailbox: Arc<Mailbox>,
    pub(super) hub: Hub,
    stop: CancellationToken,
    pub(super) places: Vec<Place>,
    pub(super) free: Vec<usize>,
    /// The connections of each room.
    pub(super) rooms: HashMap<Uuid, Vec<usize>>,
    /// Who has something to be written.
    pub(super) dirty: Vec<usize>,
    /// Who may have more to be read, and was not read to the end for the sake of the others.
    eager: Vec<usize>,
    /// Goodbyes that a full room could not take yet. Each keeps its place among the connections, so
    /// there are never more than those.
    pub(super) leaving: VecDeque<(Leaving, Reserved)>,
    buffer: Vec<u8>,
    began: Instant,
}

/// A place for a connection.
#[derive(Default)]
pub(super) struct Place {
    pub(super) generation: u64,
    pub(super) client: Option<Client>,
}

impl Thread {
    /// A thread that serves nobody yet, and its mailbox.
    ///
    /// # Errors
    /// When the machine gives no more descriptors.
    pub(super) fn open(hub: &Hub, stop: &CancellationToken) -> io::Result<(Self, Arc<Mailbox>)> {
        let poll = Poll::new()?;
        let mailbox = Arc::new(Mailbox::new(Waker::new(poll.registry(), BELL)?));
        let thread = Self {
            poll,
            mailbox: Arc::clone(&mailbox),
            hub: hub.clone(),
            stop: stop.clone(),
            places: Vec::new(),
            free: Vec::new(),
            rooms: HashMap::new(),
            dirty: Vec::new(),
            eager: Vec::new(),
            leaving: VecDeque::new(),
            buffer: vec![0; READ_SIZE],
            began: Instant::now(),
        };
        Ok((thread, mailbox))
    }

    /// Serves until the server stops.
    pub(super) fn run(mut self) {
        let mut events = Events::with_capacity(1_024);
        let (mut ticked, mut stopping) = (Instant::now(), None);
        loop {
            // What is to be written may have come when the last was written.
            let wait = if self.eager.is_empty() && self.dirty.is_empty() {
                let is_idle = self.places.len() == self.free.len() && self.leaving.is_empty();
                (!is_idle || stopping.is_some()).then(|| TICK.saturating_sub(ticked.elapsed()))
            } else {
                Some(Duration::ZERO)
            };
            match self.poll.poll(&mut events, wait) {
                Err(error) if error.kind() != ErrorKind::Interrupted => {
                    tracing::error!(%error, "sockets cannot be waited for");
                    return;
                }
                _ => {}
            }
            for place in std::mem::take(&mut self.eager) {
                if let Some(client) = self.client(place) {
                    client.is_eager = false;
                    self.read(place);
                }
            }
            for event in events.iter().filter(|event| event.token() != BELL) {
                let Token(place) = event.token();
                if let Some(client) = self.client(place) {
                    let has_ended = event.is_read_closed() || event.is_error();
                    client.has_ended |= has_ended;
                    client.is_readable |= event.is_readable() || has_ended;
                    self.read(place);
                    self.settle(place, Vec::new());
                }
            }
            for command in self.mailbox.take_all() {
                self.obey(command);
            }
            if ticked.elapsed() >= TICK {
                ticked = Instant::now();
                self.tick();
            }
            self.write();
            if self.stop.is_cancelled() {
                let since = *stopping.get_or_insert_with(Instant::now);
                self.turn_out_those_outside();
                self.write();
                let is_empty = self.places.len() == self.free.len() && self.leaving.is_empty();
                if is_empty || since.elapsed() > STOP_WITHIN {
                    break;
                }
            }
        }
    }

    pub(super) fn moment(&self) -> Moment {
        Moment {
            passed: self.began.elapsed(),
            now: self.hub.clock().now(),
        }
    }

    pub(super) fn client(&mut self, place: usize) -> Option<&mut Client> {
        self.places.get_mut(place)?.client.as_mut()
    }

    /// The connection at a place, if it is still the one that was meant.
    pub(super) fn at(&mut self, slot: Slot) -> Option<&mut Client> {
        let place = self.places.get_mut(slot.place)?;
        place
            .client
            .as_mut()
            .filter(|_| place.generation == slot.generation)
    }

    /// Reads what a client has sent, once: who sends much does not hold up the others.
    fn read(&mut self, place: usize) {
        let at = self.moment();
        let mut deeds = Vec::new();
        let Some(client) = self
            .places
            .get_mut(place)
            .and_then(|one| one.client.as_mut())
        else {
            return;
        };
        if !client.is_readable || !client.connection.wants_bytes() {
            return;
        }
        let Line::Socket(stream) = &mut client.line else {
            return;
        };
        match stream.read(&mut self.buffer) {
            Ok(0) => return self.lose(place),
            Ok(count) => {
                // The socket tells anew when more comes, unless nothing will.
                client.is_readable = client.has_ended || count == self.buffer.len();
                let bytes = self.buffer.get(..count).unwrap_or_default();
                client.connection.receive(bytes, at, &mut deeds);
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => client.is_readable = false,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return self.lose(place),
        }
        self.settle(place, deeds);
    }

    /// Does what a connection wants done, and sees that it is written to and read again.
    pub(super) fn settle(&mut self, place: usize, deeds: Vec<Deed>) {
        let mut deeds = VecDeque::from(deeds);
        while let Some(deed) = deeds.pop_front() {
            deeds.extend(self.act(place, deed));
        }
        let Some(client) = self
            .places
            .get_mut(place)
            .and_then(|one| one.client.as_mut())
        else {
            return;
        };
        if client.is_readable && client.connection.wants_bytes() && !client.is_eager {
            client.is_eager = true;
            self.eager.push(place);
        }
        if client.connection.has_to_write() && !client.is_dirty {
            client.is_dirty = true;
            self.dirty.push(place);
        }
    }

    /// Writes what waits, with one system call a socket.
    fn write(&mut self) {
        for place in std::mem::take(&mut self.dirty) {
            let passed = self.began.elapsed();
            let Some(client) = self.client(place) else {
                continue;
            };
            client.is_dirty = false;
            if client.write(passed).is_err() {
                self.lose(place);
                continue;
            }
            if client.connection.is_done() && !client.is_shut {
                client.is_shut = true;
                match &client.line {
                    // A client that has closed its side already makes this fail, which is as well.
                    Line::Socket(stream) => drop(stream.shutdown(Shutdown::Write)),
                    // It has said that it has the goodbye.
                    Line::Polls(_) => {
                        self.lose(place);
                        continue;
                    }
                }
            }
            if client.connection.catch_up() {
                self.settle(place, Vec::new());
            } else if let Some(deed) = client.connection.next_page() {
                self.settle(place, vec![deed]);
            }
        }
    }

    /// The line is dead, or all is said.
    pub(super) fn lose(&mut self, place: usize) {
        let Some(client) = self.client(place) else {
            return;
        };
        let mut deeds = Vec::new();
        client.connection.lose(&mut deeds);
        for deed in deeds {
            self.act(place, deed);
        }
        let Some(at) = self.places.get_mut(place) else {
            return;
        };
        at.generation += 1;
        if let Some(client) = at.client.take() {
            if let Line::Socket(mut stream) = client.line {
                // Dropping the socket closes it; only a descriptor that is none could fail here.
                let _ = self.poll.registry().deregister(&mut stream);
            }
            self.free.push(place);
        }
    }

    fn tick(&mut self) {
        let at = self.moment();
        for place in 0..self.places.len() {
            let Some(client) = self.client(place) else {
                continue;
            };
            let mut deeds = Vec::new();
            if let Line::Polls(polls) = &mut client.line {
                polls.answer(&client.connection, at.passed);
            }
            if client.connection.tick(at, &mut deeds) {
                self.settle(place, deeds);
                self.lose(place);
            } else {
                self.settle(place, deeds);
            }
        }
        // A room that is full is asked once; the goodbyes of the others do not wait for it.
        let mut full = HashSet::new();
        for (leaving, reserved) in std::mem::take(&mut self.leaving) {
            let webinar_id = leaving.webinar_id;
            if full.contains(&webinar_id) || !goodbye_is_heard(&self.hub, &leaving) {
                full.insert(webinar_id);
                self.leaving.push_back((leaving, reserved));
            }
        }
    }

    /// The server stops: who is in no room is told by nobody else to come back.
    fn turn_out_those_outside(&mut self) {
        for place in 0..self.places.len() {
            if let Some(client) = self.client(place)
                && client.in_room.is_none()
                && !client.connection.is_closing()
            {
                let mut deeds = Vec::new();
                client.connection.close(Some(Close::ComeBack), &mut deeds);
                self.settle(place, deeds);
            }
        }
    }
}
