//! The running rooms of this server.
//!
//! Rooms run on the multi-thread runtime that `main` owns: the workers that answer requests have
//! one thread each, and a busy room must not hold up the requests of its worker. A room is taken up
//! from its log when the first message for it comes, and put away when it has been empty for a while.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::command::{Refusal, Request};
use super::event::{Author, Reader, Role};
use super::live::{INBOX_LIMIT, LiveRoom, Stopped};
use super::log::{DatabaseLog, RoomLog};
use super::message::{Message, Reply};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Database;
use crate::outbox::Worker;

/// How long a goodbye waits before it tries a full room again.
const RETRY_AFTER: std::time::Duration = std::time::Duration::from_millis(50);

/// The running rooms; clones share them.
#[derive(Debug, Clone)]
pub struct Hub(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    handle: Handle,
    log: Arc<dyn RoomLog>,
    clock: Clock,
    silence: TimeDelta,
    stop: CancellationToken,
    rooms: Mutex<HashMap<Uuid, Running>>,
}

#[derive(Debug)]
struct Running {
    inbox: mpsc::Sender<Message>,
    /// Taken by who waits for the room to stop.
    task: Option<JoinHandle<()>>,
}

/// Why a room did not do what was asked over REST.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// The room's rules refuse it.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// The room cannot take more at the moment, its log failed or the server is stopping.
    #[error("the room cannot answer")]
    Unavailable,
}

impl Hub {
    /// A hub without rooms yet. `silence` is how long the log of a room may be silent while people
    /// are present; `stop` is cancelled when the server begins to stop: every connection is then
    /// told to come back, and no room is taken up any more.
    #[must_use]
    pub fn new(
        handle: Handle,
        log: Arc<dyn RoomLog>,
        clock: Clock,
        silence: TimeDelta,
        stop: CancellationToken,
    ) -> Self {
        Self(Arc::new(Inner {
            handle,
            log,
            clock,
            silence,
            stop,
            rooms: Mutex::default(),
        }))
    }

    /// A hub whose rooms keep their logs in the database; to be called on the multi-thread runtime.
    #[must_use]
    pub fn on_database(
        config: &Config,
        clock: &Clock,
        database: &Database,
        outbox: &Worker,
        stop: &CancellationToken,
    ) -> Self {
        let handle = Handle::current();
        let log = DatabaseLog::start(database.clone(), clock.clone(), outbox.clone(), &handle);
        let silence = TimeDelta::seconds(config.webinars.presence_seconds);
        Self::new(handle, Arc::new(log), clock.clone(), silence, stop.clone())
    }

    /// The log that all rooms write.
    #[must_use]
    pub fn log(&self) -> &dyn RoomLog {
        &*self.0.log
    }

    /// The clock that all rooms read.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Asks for something in a room and waits until it is durable; gives its entry's number.
    ///
    /// # Errors
    /// When the room refuses it or cannot answer.
    pub async fn ask(&self, id: Uuid, author: Author, request: Request) -> Result<u64, AskError> {
        let (answer, answered) = oneshot::channel();
        let message = Message::Ask {
            author,
            request: Box::new(request),
            reply: Reply::Once(answer),
        };
        self.post(id, message).map_err(|_| AskError::Unavailable)?;
        answered
            .await
            .map_err(|_| AskError::Unavailable)?
            .map_err(AskError::Refused)
    }

    /// A person as the room knows the person: what of its log concerns them.
    ///
    /// # Errors
    /// When the room cannot answer.
    pub async fn reader(&self, id: Uuid, person: Uuid, policy: Role) -> Result<Reader, AskError> {
        let (answer, answered) = oneshot::channel();
        let message = Message::Look {
            person,
            policy,
            answer,
        };
        self.post(id, message).map_err(|_| AskError::Unavailable)?;
        answered.await.map_err(|_| AskError::Unavailable)
    }

    /// Ends a webinar that its hosts forgot; one that is not live stays as it is.
    ///
    /// # Errors
    /// When the room cannot answer.
    pub async fn close(&self, id: Uuid) -> Result<(), AskError> {
        let (done, closed) = oneshot::channel();
        self.post(id, Message::Close { done })
            .map_err(|_| AskError::Unavailable)?;
        closed.await.map_err(|_| AskError::Unavailable)
    }

    /// Says that a connection has gone, however busy the room is: attendance depends on it.
    pub(super) async fn leave(
        &self,
        id: Uuid,
        person: Uuid,
        connection: u64,
        last_heard: DateTime<Utc>,
    ) {
        while self
            .post(
                id,
                Message::Leave {
                    person,
                    connection,
                    last_heard,
                },
            )
            .is_err()
        {
            if self.0.stop.is_cancelled() && !self.0.rooms().contains_key(&id) {
                return;
            }
            tokio::time::sleep(RETRY_AFTER).await;
        }
    }

    /// Puts a message into a room's inbox, taking the room up if it does not run. Gives the message
    /// back when the inbox is full or the server is stopping.
    pub(super) fn post(&self, id: Uuid, message: Message) -> Result<(), Message> {
        // The lock is held while the message goes in, so that no room is put away under it.
        let mut rooms = self.0.rooms();
        if self.0.stop.is_cancelled() && !rooms.contains_key(&id) {
            return Err(message);
        }
        let running = rooms.entry(id).or_insert_with(|| {
            let (inbox, receiver) = mpsc::channel(INBOX_LIMIT);
            let task = self.0.handle.spawn(run(Arc::clone(&self.0), id, receiver));
            Running {
                inbox,
                task: Some(task),
            }
        });
        running
            .inbox
            .try_send(message)
            .map_err(mpsc::error::TrySendError::into_inner)
    }

    /// Waits, once the server has begun to stop, until the rooms have written down who was there.
    pub async fn stopped(&self) {
        let tasks: Vec<_> = self
            .0
            .rooms()
            .values_mut()
            .filter_map(|running| running.task.take())
            .collect();
        for task in tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a room did not stop well");
            }
        }
    }
}

impl Inner {
    fn rooms(&self) -> MutexGuard<'_, HashMap<Uuid, Running>> {
        // Nothing under the lock can leave the map half changed.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs one room from its first message until it is put away.
async fn run(hub: Arc<Inner>, id: Uuid, mut inbox: mpsc::Receiver<Message>) {
    let loaded = LiveRoom::load(id, Arc::clone(&hub.log), hub.clock.clone(), hub.silence).await;
    let stopped = match loaded {
        Ok(mut live) => loop {
            match live.run(&mut inbox, &hub.stop).await {
                Ok(Stopped::Idle) if put_away(&hub, id, &inbox) => return,
                Ok(Stopped::Idle) => {}
                Ok(Stopped::Stopping) => break Ok(()),
                Err(error) => break Err(error),
            }
        },
        Err(error) => Err(error),
    };
    if let Err(error) = stopped {
        tracing::error!(%error, webinar_id = %id, "a room was closed because of its log");
    }
    // What still waits is dropped with the inbox, and whoever sent it is told to come back.
    hub.rooms().remove(&id);
}

/// Puts an idle room away unless a message came meanwhile: messages come in under the same lock.
fn put_away(hub: &Inner, id: Uuid, inbox: &mpsc::Receiver<Message>) -> bool {
    let mut rooms = hub.rooms();
    let empty = inbox.is_empty();
    if empty {
        rooms.remove(&id);
    }
    empty
}
