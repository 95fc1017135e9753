//! The sockets of all rooms, served by a few threads of our own.
//!
//! A ticket is checked and the handshake answered by actix; then `takeover.rs` takes the socket out
//! of its hands. A thread (`thread.rs`) waits for many sockets at once; what a client's bytes mean
//! (`frame.rs`), what it asks for and what it is told (`connection.rs`), and what waits to be written
//! to it (`outgoing.rs`) are rules without a socket. Rooms leave what they tell in the thread's
//! mailbox (`mailbox.rs`): one order for everybody, however many they are. A thread that dies tells its
//! rooms who has gone, and is followed by another (`ending.rs`).

use std::io;
use std::sync::{Arc, RwLock};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::hub::Hub;
pub(super) use connection::Seat;
use ending::{Current, mailbox_of};
pub(super) use frame::text;
pub(super) use mailbox::{Address, Mailbox, Order, Reserved, Slot, Waiting};
pub(super) use outgoing::Frame;
pub use takeover::keep_socket;
pub(super) use takeover::{Takeover, kept_socket};
use thread::Thread;

mod client;
mod connection;
mod deeds;
mod ending;
mod frame;
mod mailbox;
mod orders;
mod outgoing;
mod pages;
mod takeover;
mod thread;

/// The most threads: four cores write more than a network card of such a machine sends.
const THREADS_LIMIT: usize = 4;
/// How long a stopping server waits for clients to read why they were closed.
const FAREWELL: Duration = Duration::from_millis(500);
const FAREWELL_STEP: Duration = Duration::from_millis(10);

/// The threads that serve sockets.
#[derive(Debug)]
pub struct Wire(Vec<Current>);

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
        Ok(Self(places))
    }

    /// A place for one more connection, on the thread that has the fewest; none when all are full.
    pub(super) fn reserve(&self) -> Option<Reserved> {
        let open = self.0.iter().map(mailbox_of);
        let open = open.filter(|mailbox| !mailbox.is_closed());
        let emptiest = open.min_by_key(|mailbox| mailbox.connections())?;
        Reserved::take(&emptiest)
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
        let mut mailboxes = self.0.iter().map(mailbox_of);
        mailboxes.any(|mailbox| mailbox.connections() > 0)
    }
}

#[cfg(test)]
mod tests;
