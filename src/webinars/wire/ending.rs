//! How a thread that serves sockets ends, and that another takes its place.
//!
//! A thread ends when the server stops. When it ends otherwise, by a fault of ours or because its sockets
//! cannot be waited for, its rooms are told that its connections are gone and when each was last heard, the
//! sockets are closed, and a new thread with a mailbox of its own serves whoever comes. The process goes
//! on: the other threads and the rooms have nothing of it, and the clients come back for what they missed.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::super::hub::Hub;
use super::connection::Deed;
use super::deeds::{Leaving, goodbye_is_heard};
use super::mailbox::Mailbox;
use super::thread::Thread;

/// The mailbox of the thread that serves in a place now.
pub(super) type Current = Arc<RwLock<Arc<Mailbox>>>;

/// How long a place stays empty when its thread has died: a fault that comes again at once must not
/// take a processor.
const PAUSE: Duration = Duration::from_millis(100);
/// How often a room that is full is told again who has gone.
const AGAIN: Duration = Duration::from_millis(500);

/// The mailbox of the thread that serves in a place now.
pub(super) fn mailbox_of(current: &Current) -> Arc<Mailbox> {
    // Nothing under the lock can leave it half changed.
    Arc::clone(&current.read().unwrap_or_else(PoisonError::into_inner))
}

/// Serves until the server stops: a thread that dies is followed by another.
pub(super) fn serve(first: Thread, hub: &Hub, stop: &CancellationToken, current: &Current) {
    let mut thread = first;
    loop {
        // Nothing of a thread that has died is used again: it was dropped, with its sockets.
        let ended = catch_unwind(AssertUnwindSafe(|| thread.run()));
        if stop.is_cancelled() {
            return;
        }
        let has_panicked = ended.is_err();
        tracing::error!(has_panicked, "a thread that serves sockets has died");
        let (next, mailbox) = loop {
            std::thread::sleep(PAUSE);
            match Thread::open(hub, stop) {
                Ok(opened) => break opened,
                Err(_) if stop.is_cancelled() => return,
                Err(error) => tracing::error!(%error, "no thread can take its place yet"),
            }
        };
        thread = next;
        *current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&mailbox);
        if stop.is_cancelled() {
            // Who wakes all at the end may have woken the one before.
            mailbox.wake();
        }
    }
}

impl Drop for Thread {
    /// However a thread ends, no room waits for it, and none takes its people for present.
    fn drop(&mut self) {
        let mut gone: Vec<Leaving> = self.leaving.drain(..).map(|(one, _)| one).collect();
        for mut client in self
            .places
            .iter_mut()
            .filter_map(|place| place.client.take())
        {
            let mut deeds = Vec::new();
            client.connection.lose(&mut deeds);
            let seat = &client.connection.seat;
            gone.extend(deeds.into_iter().filter_map(|deed| match deed {
                Deed::Leave {
                    connection,
                    last_heard,
                    goodbye,
                } => Some(Leaving {
                    webinar_id: seat.webinar_id,
                    person: seat.author.person,
                    connection,
                    last_heard,
                    goodbye,
                }),
                _ => None,
            }));
        }
        self.mailbox.close();
        let hub = self.hub.clone();
        self.hub.handle().spawn(async move {
            while !gone.is_empty() {
                // A room that is full is asked once; the goodbyes of the others do not wait for it.
                let mut full = HashSet::new();
                gone.retain(|one| {
                    let waits = full.contains(&one.webinar_id) || !goodbye_is_heard(&hub, one);
                    if waits {
                        full.insert(one.webinar_id);
                    }
                    waits
                });
                if !gone.is_empty() {
                    tokio::time::sleep(AGAIN).await;
                }
            }
        });
    }
}
