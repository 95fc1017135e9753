//! The sockets of all rooms, served by a few threads of our own.
//!
//! The handshake is answered where actix gives a connection away (`http/handshake.rs`), and the socket
//! comes here. A thread (`thread.rs`) waits for many sockets at once; what a client's bytes mean
//! (`frame.rs`), what it asks for and what it is told (`connection.rs`), and what waits to be written
//! to it (`outgoing.rs`) are rules without a socket. So they are the same for who has none and asks
//! over plain HTTP for what waits (`polls.rs`). Rooms leave what they tell in the thread's mailbox
//! (`mailbox.rs`): one order for everybody, however many they are. A thread that dies tells its rooms
//! who has gone, and is followed by another (`ending.rs`).

use std::io;
use std::sync::{Arc, RwLock};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::hub::Hub;
pub(super) use connection::Seat;
use ending::{Current, mailbox_of};
pub(super) use frame::{Told, text};
use mailbox::Command;
pub(super) use mailbox::{Address, Mailbox, Opened, Order, Reserved, Slot, Waiting};
pub(super) use outgoing::Frame;
use polls::{Fetched, Keys, Polled};
use thread::Thread;

mod arriving;
mod client;
mod connection;
mod deeds;
mod ending;
mod frame;
mod mailbox;
mod orders;
mod outgoing;
mod pages;
mod polls;
mod thread;

/// The most threads: four cores write more than a network card of such a machine sends.
const THREADS_LIMIT: usize = 4;
/// How long a stopping server waits for clients to read why they were closed.
const FAREWELL: Duration = Duration::from_millis(500);
const FAREWELL_STEP: Duration = Duration::from_millis(10);

/// The threads that serve sockets, and who is served without one.
#[derive(Debug)]
pub struct Wire {
    threads: Vec<Current>,
    keys: Keys,
}

/// There is no connection with this key, or no more.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gone;

impl Wire {
    /// Starts the threads, one a core. They end when `stop` is cancelled, after everybody was told
    /// to come back. To be called on the multi-thread runtime.
    ///
    /// # Errors
    /// When the machine gives no more threads or descriptors.
    pub fn start(hub: &Hub, stop: &CancellationToken) -> io::Result<Self> {
        let count = available_parallelism().map_or(1, |count| count.get().min(THREADS_LIMIT));
        let mut places = Vec::new();
        for number in 0..count {
            let (thread, mailbox) = Thread::open(hub, stop)?;
            let current = Arc::new(RwLock::new(mailbox));
            let (hub, stop, place) = (hub.clone(), stop.clone(), Arc::clone(&current));
            std::thread::Builder::new()
                .name(format!("wire-{number}"))
                .spawn(move || ending::serve(thread, &hub, &stop, &place))?;
            places.push(current);
        }
        let (bells, stop) = (places.clone(), stop.clone());
        tokio::spawn(async move {
            stop.cancelled().await;
            for place in bells {
                mailbox_of(&place).wake();
            }
        });
        Ok(Self {
            threads: places,
            keys: Keys::default(),
        })
    }

    /// A place for one more connection, on the thread that has the fewest; none when all are full.
    pub(super) fn reserve(&self) -> Option<Reserved> {
        let open = self.threads.iter().map(mailbox_of);
        let open = open.filter(|mailbox| !mailbox.is_closed());
        let emptiest = open.min_by_key(|mailbox| mailbox.connections())?;
        Reserved::take(&emptiest)
    }

    /// Serves a socket that a handshake has opened.
    pub(super) fn serve(&self, opened: Opened, seat: Seat, reserved: Reserved) {
        let mailbox = Arc::clone(&reserved.0);
        mailbox.put(Command::Serve {
            opened,
            seat: Box::new(seat),
            reserved,
        });
    }

    /// Waits, once the server has stopped, until clients have read why they were closed, but not
    /// for long.
    pub async fn stopped(&self) {
        let until = Instant::now() + FAREWELL;
        while Instant::now() < until && self.are_connected() {
            tokio::time::sleep(FAREWELL_STEP).await;
        }
    }

    fn are_connected(&self) -> bool {
        let mut mailboxes = self.threads.iter().map(mailbox_of);
        mailboxes.any(|mailbox| mailbox.connections() > 0)
    }

    /// Opens a connection whose client polls, with its `hello`; gives the key to it, unless the
    /// server stops.
    pub(super) async fn open(
        &self,
        seat: Seat,
        hello: String,
        reserved: Reserved,
    ) -> Option<String> {
        let (key, opening, is_open) = self.keys.issue(seat.webinar_id, hello);
        let mailbox = Arc::clone(&reserved.0);
        mailbox.put(Command::Open {
            opening,
            seat: Box::new(seat),
            reserved,
        });
        is_open.await.ok().map(|()| key)
    }

    /// Asks for what waits after so many frames, and waits with the client until there is something.
    pub(super) async fn fetch(
        &self,
        webinar_id: Uuid,
        key: &str,
        has: u64,
    ) -> Result<Option<Fetched>, Gone> {
        let ask = |answer| Polled::Fetch { has, answer };
        self.ask(webinar_id, key, ask).await
    }

    /// Leaves messages; gives whether there was room for them.
    pub(super) async fn send(
        &self,
        webinar_id: Uuid,
        key: &str,
        texts: Vec<String>,
    ) -> Result<bool, Gone> {
        let ask = |answer| Polled::Messages { texts, answer };
        self.ask(webinar_id, key, ask).await
    }

    /// Ends a connection.
    pub(super) async fn hang_up(&self, webinar_id: Uuid, key: &str) -> Result<(), Gone> {
        let ask = |answer| Polled::HangUp { answer };
        self.ask(webinar_id, key, ask).await
    }

    async fn ask<T>(
        &self,
        webinar_id: Uuid,
        key: &str,
        ask: impl FnOnce(oneshot::Sender<T>) -> Polled,
    ) -> Result<T, Gone> {
        let (answer, answered) = oneshot::channel();
        self.keys.ask(webinar_id, key, ask(answer));
        answered.await.map_err(|_| Gone)
    }
}

#[cfg(test)]
mod tests;
