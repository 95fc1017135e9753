//! What rooms and doors leave for one of the threads that serve sockets.
//!
//! The box is bounded by what may be in it: as many sockets as the thread may serve, one page of the
//! log for each, the open requests of clients that poll, and [`TURNS_LIMIT`] turns of rooms. A room
//! that is ahead of the thread by so many turns waits; a socket that does not take its bytes never
//! makes the thread wait.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use mio::Waker;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use super::super::close::Close;
use super::super::delivery::Variant;
use super::super::message::Outgoing;
use super::connection::Seat;
use super::outgoing::Frame;
use super::polls::{Opening, Polled};

/// Turns of rooms that may wait for one thread.
const TURNS_LIMIT: usize = 64;
/// Connections that one thread serves at once: two rooms full of people, and who comes back.
pub(super) const CONNECTIONS_LIMIT: usize = 25_000;

/// The box of one thread.
#[derive(Debug)]
pub(in super::super) struct Mailbox {
    commands: Mutex<Vec<Command>>,
    waker: Waker,
    turns: Arc<Semaphore>,
    connections: AtomicUsize,
}

/// Something for a thread to do.
#[derive(Debug)]
pub(super) enum Command {
    /// Serve a socket.
    Serve {
        opened: Opened,
        seat: Box<Seat>,
        reserved: Reserved,
    },
    /// Serve a client that polls.
    Open {
        opening: Opening,
        seat: Box<Seat>,
        reserved: Reserved,
    },
    /// Do what a request of such a client wants. There are as many as requests are open.
    Polled { to: Slot, polled: Polled },
    /// Tell what a room did in one turn. The permit is given back when all are told.
    Turn {
        orders: Vec<Order>,
        permit: OwnedSemaphorePermit,
    },
    /// Tell what was read from the log, through a number; nothing when it could not be read.
    Page {
        to: Slot,
        page: Option<(Vec<Frame>, u64)>,
    },
    /// The room did not answer a connection that wanted in.
    Unheard { to: Slot },
    /// The room is gone, and its connections come back for what they missed.
    Abandoned { webinar_id: Uuid },
    /// Die of a fault, as a test wants it.
    #[cfg(test)]
    Die,
}

/// A socket that a handshake has opened.
#[derive(Debug)]
pub(in super::super) struct Opened {
    pub(in super::super) socket: OwnedFd,
    /// The answer to the handshake, which is still to be written.
    pub(in super::super) head: Bytes,
    /// The `hello`, when it came with the handshake.
    pub(in super::super) hello: Option<String>,
    /// What the client has sent behind the handshake.
    pub(in super::super) early: Vec<u8>,
}

/// What a room tells the connections that one thread serves.
#[derive(Debug)]
pub(in super::super) enum Order {
    /// To every connection with such a line that stands at one of these numbers and does not wait.
    All {
        webinar_id: Uuid,
        is_thin: bool,
        variants: Arc<[Variant]>,
        through: u64,
    },
    /// To these.
    Several {
        to: Vec<Slot>,
        frames: Arc<[Frame]>,
        through: u64,
    },
    /// To this one.
    One { to: Slot, what: Outgoing },
    /// Every connection of the room is closed.
    CloseAll { webinar_id: Uuid, close: Close },
}

/// A connection among those of its thread. The generation tells it from an earlier one that had the
/// same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Slot {
    pub(super) place: usize,
    pub(super) generation: u64,
}

#[cfg(test)]
impl Slot {
    pub(in super::super) fn new(place: usize) -> Self {
        Self {
            place,
            generation: 0,
        }
    }

    pub(in super::super) fn place(self) -> usize {
        self.place
    }
}

/// Where a connection is reached.
#[derive(Debug, Clone)]
pub(in super::super) struct Address {
    pub(in super::super) mailbox: Arc<Mailbox>,
    pub(in super::super) slot: Slot,
}

/// A connection that waits for its room's answer. When a room drops it unanswered, because it
/// failed or stops, the client is told to come back.
#[derive(Debug)]
pub(in super::super) struct Waiting(Option<Address>);

impl Waiting {
    pub(in super::super) fn new(address: Address) -> Self {
        Self(Some(address))
    }

    /// Where the answer goes.
    pub(in super::super) fn answered(mut self) -> Option<Address> {
        self.0.take()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(Address { mailbox, slot }) = self.0.take() {
            mailbox.put(Command::Unheard { to: slot });
        }
    }
}

/// A place among the connections of a thread, given back when it is dropped.
#[derive(Debug)]
pub(in super::super) struct Reserved(pub(super) Arc<Mailbox>);

impl Reserved {
    /// Takes a place if there is one.
    pub(super) fn take(mailbox: &Arc<Mailbox>) -> Option<Self> {
        let reserved = Self::more(mailbox);
        let is_free = mailbox.connections() <= CONNECTIONS_LIMIT && !mailbox.is_closed();
        is_free.then_some(reserved)
    }

    /// Takes a place for what cannot be turned away.
    pub(super) fn more(mailbox: &Arc<Mailbox>) -> Self {
        mailbox.connections.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(mailbox))
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Mailbox {
    pub(in super::super) fn new(waker: Waker) -> Self {
        Self {
            commands: Mutex::default(),
            waker,
            turns: Arc::new(Semaphore::new(TURNS_LIMIT)),
            connections: AtomicUsize::new(0),
        }
    }

    /// How many places are taken.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// Leaves what a room did in one turn; waits when the thread is far behind.
    pub(in super::super) async fn tell(&self, orders: Vec<Order>) {
        // It is closed when the server has stopped, and nobody is left to be told.
        if let Ok(permit) = Arc::clone(&self.turns).acquire_owned().await {
            self.put(Command::Turn { orders, permit });
        }
    }

    /// The room is gone.
    pub(in super::super) fn abandon(&self, webinar_id: Uuid) {
        self.put(Command::Abandoned { webinar_id });
    }

    pub(super) fn put(&self, command: Command) {
        let mut commands = self.commands();
        // Looked at under the lock: behind it nobody would take the command out any more.
        if self.is_closed() {
            // What is dropped with the command may leave a word here as well.
            drop(commands);
            return;
        }
        commands.push(command);
        let was_empty = commands.len() == 1;
        drop(commands);
        // The thread takes all at once: who finds the box empty wakes it for all who come behind.
        if was_empty {
            self.wake();
        }
    }

    pub(super) fn wake(&self) {
        if let Err(error) = self.waker.wake() {
            tracing::error!(%error, "a thread that serves sockets cannot be woken");
        }
    }

    pub(super) fn take_all(&self) -> Vec<Command> {
        std::mem::take(&mut *self.commands())
    }

    /// Whether the thread has ended.
    pub(in super::super) fn is_closed(&self) -> bool {
        self.turns.is_closed()
    }

    /// The thread has ended.
    pub(in super::super) fn close(&self) {
        self.turns.close();
        drop(self.take_all());
    }

    fn commands(&self) -> MutexGuard<'_, Vec<Command>> {
        // Nothing under the lock can leave the list half changed.
        self.commands.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
