//! Clients that poll: where the network breaks websockets, a client asks over plain HTTP for what
//! waits for it, and sends its messages with requests of their own.
//!
//! A connection of this kind is found by a key that only its client has. It stands among those of
//! the sockets and follows the same rules; a request is left in its thread's mailbox, and answered
//! when there is something to tell or the time is over. The newest request that waits is answered;
//! an earlier one has been given up by its client.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::client::Line;
use super::connection::Connection;
use super::mailbox::{Address, Command, Slot};
use super::thread::Thread;
use crate::ids;

/// What a client that polls is answered: how many frames it has, and those that come next.
pub(super) type Fetched = (u64, Vec<Bytes>);

/// The connections whose clients poll, by the hash of the key.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys(Arc<Mutex<HashMap<String, (Uuid, Address)>>>);

/// A connection that is to be opened.
#[derive(Debug)]
pub(super) struct Opening {
    keys: Keys,
    hash: String,
    webinar_id: Uuid,
    hello: String,
    opened: oneshot::Sender<()>,
}

/// The key of a connection, for as long as there is the connection.
#[derive(Debug)]
struct Registered {
    keys: Keys,
    hash: String,
}

/// How a client that polls is reached: by the request that waits.
#[derive(Debug)]
pub(super) struct Polls {
    waiting: Option<Poll>,
    _registered: Registered,
}

#[derive(Debug)]
struct Poll {
    answer: oneshot::Sender<Option<Fetched>>,
    until: Duration,
}

/// What a request wants of a connection. When the connection is gone, the answer is dropped.
#[derive(Debug)]
pub(super) enum Polled {
    /// What waits, after so many frames; nothing when there were never so many.
    Fetch {
        has: u64,
        answer: oneshot::Sender<Option<Fetched>>,
    },
    /// These messages taken; whether there was room for them.
    Messages {
        texts: Vec<String>,
        answer: oneshot::Sender<bool>,
    },
    /// An end.
    HangUp { answer: oneshot::Sender<()> },
}

impl Keys {
    /// A new key, and what opens a connection for it.
    pub(super) fn issue(
        &self,
        webinar_id: Uuid,
        hello: String,
    ) -> (String, Opening, oneshot::Receiver<()>) {
        let key = ids::new_secret();
        let (opened, is_open) = oneshot::channel();
        let opening = Opening {
            keys: self.clone(),
            hash: ids::hash_of_secret(&key),
            webinar_id,
            hello,
            opened,
        };
        (key, opening, is_open)
    }

    /// Asks the connection of a key for something; the answer comes from its thread.
    pub(super) fn ask(&self, webinar_id: Uuid, key: &str, polled: Polled) {
        let found = self.known().get(&ids::hash_of_secret(key)).cloned();
        if let Some((_, Address { mailbox, slot: to })) = found.filter(|one| one.0 == webinar_id) {
            mailbox.put(Command::Polled { to, polled });
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, (Uuid, Address)>> {
        // Nothing under the lock can leave the map half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.keys.known().remove(&self.hash);
    }
}

impl Polls {
    /// Makes a connection known by its key; gives its first message as well.
    pub(super) fn open(opening: Opening, address: Address) -> (Self, String) {
        let Opening {
            keys,
            hash,
            webinar_id,
            hello,
            opened,
        } = opening;
        keys.known().insert(hash.clone(), (webinar_id, address));
        let polls = Self {
            waiting: None,
            _registered: Registered { keys, hash },
        };
        // Who asked may have gone; then nobody comes, and silence ends it.
        let _ = opened.send(());
        (polls, hello)
    }

    /// Answers the request that waits, when there is something to tell or its time is over.
    pub(super) fn answer(&mut self, connection: &Connection, passed: Duration) {
        let is_due = |poll: &mut Poll| !connection.outgoing.is_empty() || poll.until <= passed;
        if let Some(poll) = self.waiting.take_if(is_due) {
            // A client that has gone asks again: it has confirmed nothing of this.
            let _ = poll.answer.send(Some(connection.waiting()));
        }
    }
}

impl Thread {
    /// Does what a request wants of a connection.
    pub(super) fn polled(&mut self, to: Slot, polled: Polled) {
        let at = self.moment();
        let Some(client) = self.at(to) else {
            return;
        };
        let Line::Polls(polls) = &mut client.line else {
            return;
        };
        let mut deeds = Vec::new();
        // Who asked may have gone; whatever is answered, nothing is lost with it.
        match polled {
            Polled::Fetch { has, answer } => {
                if client.connection.fetch(has, at) {
                    let until = client.connection.waits_until(at.passed);
                    let earlier = polls.waiting.replace(Poll { answer, until });
                    if let Some(earlier) = earlier {
                        let _ = earlier.answer.send(Some((has, Vec::new())));
                    }
                } else {
                    let _ = answer.send(None);
                }
            }
            Polled::Messages { texts, answer } => {
                let is_taken = client.connection.receive_texts(texts, at, &mut deeds);
                let _ = answer.send(is_taken);
            }
            Polled::HangUp { answer } => {
                client.connection.hang_up(at, &mut deeds);
                let _ = answer.send(());
                self.settle(to.place, deeds);
                return self.lose(to.place);
            }
        }
        // What was missed goes on when what came before it has arrived.
        if !client.is_dirty {
            client.is_dirty = true;
            self.dirty.push(to.place);
        }
        self.settle(to.place, deeds);
    }
}
