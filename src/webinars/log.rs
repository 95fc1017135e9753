//! Where the entries of all rooms become durable: the one thing that a room waits for.
//!
//! [`RoomLog`] is what a room needs of a log; nothing else in the code knows which one runs. A server by
//! itself has its log in the database ([`DatabaseLog`]). Several share a stream of the bus
//! ([`StreamLog`]), from which a projector copies to the database.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use serde::Deserialize;
use uuid::Uuid;

use super::event::{Audience, DECORATION, Entry};
use super::room::Status;
use super::room::audience::Aim;
use crate::bus::BusError;
use crate::error::Error;
pub use database::DatabaseLog;
pub use stream::StreamLog;

mod database;
pub mod projector;
mod stream;

/// An entry as it is stored and sent: encoded once in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The entry's number.
    pub number: u64,
    /// The entry's time.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: Option<Uuid>,
    /// Whom it concerns.
    pub to: Audience,
    /// Whether a thin line is spared it.
    pub is_decoration: bool,
    /// The entry as JSON.
    pub json: String,
}

/// What of a stored entry says which it is and whom it concerns.
#[derive(Deserialize)]
struct Address {
    number: u64,
    at: DateTime<Utc>,
    #[serde(default)]
    by: Option<By>,
    #[serde(default)]
    to: Audience,
    event: Kind,
}

#[derive(Deserialize)]
struct By {
    person: Uuid,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: String,
}

/// Why a log cannot do what it was asked. The room that asked is closed and read again from the
/// log, because only the log knows what became durable.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LogError {
    /// The database or the bus failed.
    #[error("the room's log failed: {0}")]
    Failed(String),
    /// A number is beyond what the database can keep, or an entry is not readable.
    #[error("the room's log holds what cannot be read: {0}")]
    Unreadable(String),
    /// Another server has written meanwhile, which this one has not read.
    #[error("another server holds the room")]
    Overtaken,
    /// The writer has stopped.
    #[error("the room's log has been closed")]
    Closed,
}

impl From<DbErr> for LogError {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<Error> for LogError {
    fn from(error: Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<BusError> for LogError {
    fn from(error: BusError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl AsRef<Line> for Line {
    fn as_ref(&self) -> &Line {
        self
    }
}

impl Line {
    /// Encodes an entry.
    ///
    /// # Errors
    /// Never for an entry of the room's own making.
    pub fn of(entry: &Entry) -> Result<Self, LogError> {
        let json = serde_json::to_string(entry).map_err(unreadable)?;
        Ok(Self {
            number: entry.number,
            at: entry.at,
            by: entry.by.as_ref().map(|by| by.person),
            to: entry.to,
            is_decoration: entry.event.is_decoration(),
            json,
        })
    }

    /// An entry as it is stored.
    ///
    /// # Errors
    /// When it is not one.
    fn stored(json: String) -> Result<Self, LogError> {
        let address: Address = serde_json::from_str(&json).map_err(unreadable)?;
        Ok(Self {
            number: address.number,
            at: address.at,
            by: address.by.map(|by| by.person),
            to: address.to,
            is_decoration: DECORATION.contains(&&*address.event.kind),
            json,
        })
    }

    /// Whom it concerns.
    pub(super) fn aim(&self) -> Aim {
        Aim {
            number: self.number,
            by: self.by,
            to: self.to,
            is_decoration: self.is_decoration,
        }
    }

    /// Reads the entry back.
    ///
    /// # Errors
    /// When it is not one.
    pub fn entry(&self) -> Result<Entry, LogError> {
        serde_json::from_str(&self.json).map_err(unreadable)
    }
}

fn unreadable(error: impl std::error::Error) -> LogError {
    LogError::Unreadable(error.to_string())
}

/// What a room makes durable at once.
#[derive(Debug, Clone, Default)]
pub struct Append {
    /// The entries.
    pub lines: Vec<Arc<Line>>,
    /// Where the webinar stands, when that has changed.
    pub status: Option<Status>,
}

/// What one server has written to a room's log at once.
#[derive(Debug)]
pub struct Written {
    /// Its place in the stream: what is written next comes after it.
    pub position: u64,
    /// The server, which holds the room until another one writes.
    pub node: Uuid,
    /// The entries, in order.
    pub lines: Vec<Line>,
}

/// Where a room's log has come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct End {
    /// The place of what was written last; 0 when nothing was.
    pub position: u64,
    /// The server that wrote it.
    pub node: Option<Uuid>,
}

/// What is written to one room's log from now on.
#[async_trait]
pub trait Tail: Send {
    /// The next that was written, by this server too. Waits for ever where there is only one server. To be
    /// dropped while it waits loses nothing.
    ///
    /// # Errors
    /// When the log cannot be read.
    async fn next(&mut self) -> Result<Written, LogError>;
}

/// The tail of a log that nobody else writes.
#[derive(Debug)]
pub struct NothingMore;

#[async_trait]
impl Tail for NothingMore {
    async fn next(&mut self) -> Result<Written, LogError> {
        std::future::pending().await
    }
}

/// The durable, numbered logs of all rooms.
#[async_trait]
pub trait RoomLog: Send + Sync + std::fmt::Debug {
    /// Begins to read on in a room's log. Gives where it ends now: the tail begins before it or there.
    ///
    /// # Errors
    /// When the log cannot be read.
    async fn follow(&self, webinar_id: Uuid) -> Result<(End, Box<dyn Tail>), LogError>;

    /// Makes entries durable, together with the webinar's new status and what that causes, if nothing was
    /// written after `after`. Gives the place of what was written.
    ///
    /// # Errors
    /// [`LogError::Overtaken`] when something was, and else when it is not known that they are durable.
    async fn append(&self, webinar_id: Uuid, append: Append, after: u64) -> Result<u64, LogError>;

    /// At most `limit` entries with numbers above `after`, in order.
    ///
    /// # Errors
    /// When the log cannot be read.
    async fn read(&self, webinar_id: Uuid, after: u64, limit: u64) -> Result<Vec<Line>, LogError>;

    /// Waits until what was written is in the database as well, with the webinar's new status.
    ///
    /// # Errors
    /// When that takes too long.
    async fn settled(&self, webinar_id: Uuid, number: u64) -> Result<(), LogError>;
}
