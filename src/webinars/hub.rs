//! The running rooms of this server.
//!
//! Rooms run on the multi-thread runtime that `main` owns: the workers that answer requests have
//! one thread each, and a busy room must not hold up the requests of its worker. A room is taken up
//! from its log when the first message for it comes, and put away when it has been empty for a while.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::command::{Refusal, Request};
use super::event::{Author, Reader, Role};
use super::live::{House, INBOX_LIMIT, LiveRoom, Stopped};
use super::log::{DatabaseLog, RoomLog};
use super::message::{Message, Reply};
use super::timing::BATCH_LIMIT;
pub use super::timing::Timing;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Database;
use crate::outbox::Worker;

mod notes;

/// The running rooms; clones share them.
#[derive(Debug, Clone)]
pub struct Hub(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    handle: Handle,
    house: House,
    stop: CancellationToken,
    rooms: Mutex<HashMap<Uuid, Running>>,
}

#[derive(Debug)]
struct Running {
    inbox: mpsc::Sender<Message>,
    /// Who is removed, once the room has been read.
    removed: watch::Receiver<Option<HashSet<Uuid>>>,
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
    /// A hub without rooms yet. `stop` is cancelled when the server begins to stop: every connection is then
    /// told to come back, and no room is taken up any more.
    #[must_use]
    pub fn new(
        handle: Handle,
        log: Arc<dyn RoomLog>,
        clock: Clock,
        timing: Timing,
        stop: CancellationToken,
    ) -> Self {
        let house = House {
            log,
            clock,
            timing,
            bus: None,
        };
        Self::of(handle, house, stop)
    }

    fn of(handle: Handle, house: House, stop: CancellationToken) -> Self {
        Self(Arc::new(Inner {
            handle,
            house,
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
        Self::new(
            handle,
            Arc::new(log),
            clock.clone(),
            timing(config),
            stop.clone(),
        )
    }

    /// The log that all rooms write.
    #[must_use]
    pub fn log(&self) -> &dyn RoomLog {
        &*self.0.house.log
    }

    /// The runtime on which the rooms run.
    #[must_use]
    pub(super) fn handle(&self) -> &Handle {
        &self.0.handle
    }

    /// The clock that all rooms read.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.house.clock
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
        self.post(id, message)?;
        let number = answered
            .await
            .map_err(|_| AskError::Unavailable)?
            .map_err(AskError::Refused)?;
        // Whoever asks over REST looks into the database next.
        let settled = self.log().settled(id, number).await;
        settled.map_err(|_| AskError::Unavailable)?;
        Ok(number)
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
        self.post(id, message)?;
        answered.await.map_err(|_| AskError::Unavailable)
    }

    /// Whether a host has removed a person from a room. A room that runs is not disturbed: each of
    /// ten thousand asks for each slide.
    ///
    /// # Errors
    /// When the room cannot answer.
    pub async fn is_removed(&self, id: Uuid, person: Uuid) -> Result<bool, AskError> {
        let mut removed = self.running(&mut self.0.rooms(), id)?.removed.clone();
        let known = removed.wait_for(Option::is_some).await;
        let known = known.map_err(|_| AskError::Unavailable)?;
        Ok(known
            .as_ref()
            .is_some_and(|removed| removed.contains(&person)))
    }

    /// Ends a webinar that its hosts forgot; one that is not live stays as it is.
    ///
    /// # Errors
    /// When the room cannot answer.
    pub async fn close(&self, id: Uuid) -> Result<(), AskError> {
        let (done, closed) = oneshot::channel();
        self.post(id, Message::Close { done })?;
        closed.await.map_err(|_| AskError::Unavailable)
    }

    /// Says that no deck is there any more; a room that knows of none stays as it is.
    ///
    /// # Errors
    /// When the room cannot answer.
    pub async fn remove_deck(&self, id: Uuid) -> Result<(), AskError> {
        let (done, removed) = oneshot::channel();
        self.post(id, Message::RemoveDeck { done })?;
        removed.await.map_err(|_| AskError::Unavailable)
    }

    /// Says that a connection has gone. Gives whether that need not be said again: a room that is
    /// gone with the server has written down who was there.
    pub(super) fn leave(&self, id: Uuid, message: Message) -> bool {
        self.post(id, message).is_ok()
            || self.0.stop.is_cancelled() && !self.0.rooms().contains_key(&id)
    }

    /// Puts a message into a room's inbox, taking the room up if it does not run.
    ///
    /// # Errors
    /// When the inbox is full or the server is stopping; the message is dropped.
    pub(super) fn post(&self, id: Uuid, message: Message) -> Result<(), AskError> {
        // The lock is held while the message goes in, so that no room is put away under it.
        let mut rooms = self.0.rooms();
        let running = self.running(&mut rooms, id)?;
        let posted = running.inbox.try_send(message);
        posted.map_err(|_| AskError::Unavailable)
    }

    /// The room as it runs; it is taken up if it does not.
    fn running<'a>(
        &self,
        rooms: &'a mut HashMap<Uuid, Running>,
        id: Uuid,
    ) -> Result<&'a mut Running, AskError> {
        if self.0.stop.is_cancelled() && !rooms.contains_key(&id) {
            return Err(AskError::Unavailable);
        }
        Ok(rooms.entry(id).or_insert_with(|| {
            let (inbox, receiver) = mpsc::channel(INBOX_LIMIT);
            let (tell, removed) = watch::channel(None);
            let room = run(Arc::clone(&self.0), id, receiver, tell);
            let task = self.0.handle.spawn(room);
            Running {
                inbox,
                removed,
                task: Some(task),
            }
        }))
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

fn timing(config: &Config) -> Timing {
    Timing {
        silence: TimeDelta::seconds(config.webinars.presence_seconds),
        batch: Duration::from_millis(config.webinars.batch_milliseconds.min(BATCH_LIMIT)),
    }
}

/// Runs one room from its first message until it is put away.
async fn run(
    hub: Arc<Inner>,
    id: Uuid,
    mut inbox: mpsc::Receiver<Message>,
    removed: watch::Sender<Option<HashSet<Uuid>>>,
) {
    let loaded = LiveRoom::load(id, hub.house.clone(), removed).await;
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
