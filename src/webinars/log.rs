//! Where the entries of all rooms become durable: the one thing that a room waits for.
//!
//! [`RoomLog`] is what a room needs of a log; nothing else in the code knows which one runs.
//! [`DatabaseLog`] has one writer, which puts what all rooms are waiting for into one commit: a
//! commit costs one flush to disk whether it holds one entry or five hundred.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Deserialize;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::event::{Audience, DECORATION, Entry};
use super::room::Status;
use super::room::audience::Aim;
use super::store;
use super::tables::room_event;
use crate::clock::Clock;
use crate::db::{self, Database, Transaction};
use crate::error::Error;
use crate::outbox::Worker;

/// Appends that may wait for the writer. When it is full, rooms wait here, their inboxes fill, and
/// clients are told that the room is busy: memory stays bounded whatever the disk does.
const WAITING_LIMIT: usize = 256;

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

/// What of a stored entry says whom it concerns.
#[derive(Deserialize)]
struct Address {
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
    /// The database failed.
    #[error("the room's log failed: {0}")]
    Failed(String),
    /// A number is beyond what the database can keep, or an entry is not readable.
    #[error("the room's log holds what cannot be read: {0}")]
    Unreadable(String),
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
        let json = serde_json::to_string(entry);
        let json = json.map_err(|error| LogError::Unreadable(error.to_string()))?;
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
    fn stored(row: room_event::Model) -> Result<Self, LogError> {
        let number =
            u64::try_from(row.number).map_err(|error| LogError::Unreadable(error.to_string()))?;
        let address: Address = serde_json::from_str(&row.event)
            .map_err(|error| LogError::Unreadable(error.to_string()))?;
        Ok(Self {
            number,
            at: row.at,
            by: address.by.map(|by| by.person),
            to: address.to,
            is_decoration: DECORATION.contains(&&*address.event.kind),
            json: row.event,
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
        serde_json::from_str(&self.json).map_err(|error| LogError::Unreadable(error.to_string()))
    }
}

/// The durable, numbered logs of all rooms.
#[async_trait]
pub trait RoomLog: Send + Sync + std::fmt::Debug {
    /// Makes entries durable, together with the webinar's new status and what that causes.
    ///
    /// # Errors
    /// When it is not known that they are durable.
    async fn append(
        &self,
        webinar_id: Uuid,
        lines: Vec<Arc<Line>>,
        status: Option<Status>,
    ) -> Result<(), LogError>;

    /// At most `limit` entries with numbers above `after`, in order.
    ///
    /// # Errors
    /// When the log cannot be read.
    async fn read(&self, webinar_id: Uuid, after: u64, limit: u64) -> Result<Vec<Line>, LogError>;
}

/// The log in the database.
#[derive(Debug, Clone)]
pub struct DatabaseLog {
    database: Database,
    waiting: mpsc::Sender<Append>,
}

/// What one room waits for.
#[derive(Debug)]
struct Append {
    webinar_id: Uuid,
    lines: Vec<Arc<Line>>,
    status: Option<Status>,
    done: oneshot::Sender<Result<(), LogError>>,
}

impl DatabaseLog {
    /// Starts the writer on the runtime of `handle`. It stops when the last clone is dropped.
    #[must_use]
    pub fn start(database: Database, clock: Clock, outbox: Worker, handle: &Handle) -> Self {
        let (waiting, inbox) = mpsc::channel(WAITING_LIMIT);
        let writer = Writer {
            database: database.clone(),
            clock,
            outbox,
        };
        handle.spawn(writer.run(inbox));
        Self { database, waiting }
    }
}

#[async_trait]
impl RoomLog for DatabaseLog {
    async fn append(
        &self,
        webinar_id: Uuid,
        lines: Vec<Arc<Line>>,
        status: Option<Status>,
    ) -> Result<(), LogError> {
        let (done, committed) = oneshot::channel();
        let append = Append {
            webinar_id,
            lines,
            status,
            done,
        };
        self.waiting
            .send(append)
            .await
            .map_err(|_| LogError::Closed)?;
        committed.await.map_err(|_| LogError::Closed)?
    }

    async fn read(&self, webinar_id: Uuid, after: u64, limit: u64) -> Result<Vec<Line>, LogError> {
        let rows = room_event::Entity::find()
            .filter(room_event::Column::WebinarId.eq(webinar_id))
            .filter(room_event::Column::Number.gt(signed(after)?))
            .order_by_asc(room_event::Column::Number)
            .limit(limit)
            .all(self.database.reader())
            .await?;
        rows.into_iter().map(Line::stored).collect()
    }
}

/// The one writer of all rooms.
struct Writer {
    database: Database,
    clock: Clock,
    outbox: Worker,
}

impl Writer {
    /// Takes all that waits, commits it at once, and tells every room.
    async fn run(self, mut inbox: mpsc::Receiver<Append>) {
        let mut waiting = Vec::new();
        while inbox.recv_many(&mut waiting, WAITING_LIMIT).await > 0 {
            let together = self.commit(&waiting).await;
            let all_told = together.is_ok() || waiting.len() == 1;
            for append in waiting.drain(..) {
                // One room's fault must not fail the others: then each is committed on its own.
                let outcome = match &together {
                    outcome if all_told => outcome.clone(),
                    _ => self.commit(std::slice::from_ref(&append)).await,
                };
                // A room that has gone does not wait for the answer.
                let _ = append.done.send(outcome);
            }
        }
    }

    async fn commit(&self, appends: &[Append]) -> Result<(), LogError> {
        let transaction = self.database.begin().await?;
        insert(&transaction, appends).await?;
        let turns = appends
            .iter()
            .filter_map(|append| Some((append.webinar_id, append.status?)));
        for (webinar_id, status) in turns.clone() {
            store::turn(&transaction, webinar_id, status, self.clock.now()).await?;
        }
        transaction.commit().await?;
        if turns.count() > 0 {
            self.outbox.wake();
        }
        Ok(())
    }
}

async fn insert(transaction: &Transaction, appends: &[Append]) -> Result<(), LogError> {
    let mut rows = Vec::new();
    for append in appends {
        for line in &append.lines {
            rows.push(room_event::ActiveModel {
                webinar_id: Set(append.webinar_id),
                number: Set(signed(line.number)?),
                at: Set(line.at),
                event: Set(line.json.clone()),
            });
        }
    }
    Ok(db::insert_all(transaction, rows, None).await?)
}

fn signed(number: u64) -> Result<i64, LogError> {
    i64::try_from(number).map_err(|error| LogError::Unreadable(error.to_string()))
}
