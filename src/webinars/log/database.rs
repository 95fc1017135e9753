//! The log of a server by itself: in the database. One writer puts what all rooms are waiting for into one
//! commit, which costs one flush to disk whether it holds one entry or five hundred.

use async_trait::async_trait;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::super::store;
use super::super::tables::room_event;
use super::{Append, End, Line, LogError, NothingMore, RoomLog, Tail, unreadable};
use crate::clock::Clock;
use crate::db::{self, Database, Transaction};
use crate::outbox::Worker;

/// Appends that may wait for the writer. When it is full, rooms wait here, their inboxes fill, and
/// clients are told that the room is busy: memory stays bounded whatever the disk does.
const WAITING_LIMIT: usize = 256;

/// The log in the database.
#[derive(Debug, Clone)]
pub struct DatabaseLog {
    database: Database,
    waiting: mpsc::Sender<Waiting>,
}

/// What one room waits for.
#[derive(Debug)]
struct Waiting {
    webinar_id: Uuid,
    append: Append,
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
    async fn follow(&self, _webinar_id: Uuid) -> Result<(End, Box<dyn Tail>), LogError> {
        Ok((End::default(), Box::new(NothingMore)))
    }

    async fn append(&self, webinar_id: Uuid, append: Append, after: u64) -> Result<u64, LogError> {
        let (done, committed) = oneshot::channel();
        let waiting = Waiting {
            webinar_id,
            append,
            done,
        };
        self.waiting
            .send(waiting)
            .await
            .map_err(|_| LogError::Closed)?;
        committed.await.map_err(|_| LogError::Closed)??;
        Ok(after)
    }

    async fn read(&self, webinar_id: Uuid, after: u64, limit: u64) -> Result<Vec<Line>, LogError> {
        read(self.database.reader(), webinar_id, after, limit).await
    }

    async fn settled(&self, _webinar_id: Uuid, _number: u64) -> Result<(), LogError> {
        Ok(())
    }
}

/// At most `limit` entries of a room that are in the database, with numbers above `after`.
pub(super) async fn read(
    connection: &impl ConnectionTrait,
    webinar_id: Uuid,
    after: u64,
    limit: u64,
) -> Result<Vec<Line>, LogError> {
    let rows = room_event::Entity::find()
        .filter(room_event::Column::WebinarId.eq(webinar_id))
        .filter(room_event::Column::Number.gt(signed(after)?))
        .order_by_asc(room_event::Column::Number)
        .limit(limit)
        .all(connection)
        .await?;
    let lines = rows.into_iter().map(|row| Line::stored(row.event));
    lines.collect()
}

/// The one writer of all rooms.
struct Writer {
    database: Database,
    clock: Clock,
    outbox: Worker,
}

impl Writer {
    /// Takes all that waits, commits it at once, and tells every room.
    async fn run(self, mut inbox: mpsc::Receiver<Waiting>) {
        let mut waiting = Vec::new();
        while inbox.recv_many(&mut waiting, WAITING_LIMIT).await > 0 {
            let together = self.commit(&waiting).await;
            let all_told = together.is_ok() || waiting.len() == 1;
            for one in waiting.drain(..) {
                // One room's fault must not fail the others: then each is committed on its own.
                let outcome = match &together {
                    outcome if all_told => outcome.clone(),
                    _ => self.commit(std::slice::from_ref(&one)).await,
                };
                // A room that has gone does not wait for the answer.
                let _ = one.done.send(outcome);
            }
        }
    }

    async fn commit(&self, waiting: &[Waiting]) -> Result<(), LogError> {
        let transaction = self.database.begin().await?;
        let mut lines = Vec::new();
        for one in waiting {
            lines.extend(
                one.append
                    .lines
                    .iter()
                    .map(|line| (one.webinar_id, &**line)),
            );
        }
        insert(&transaction, &lines).await?;
        let turns = waiting
            .iter()
            .filter_map(|one| Some((one.webinar_id, one.append.status?)));
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

/// Writes entries of rooms down.
pub(super) async fn insert(
    transaction: &Transaction,
    lines: &[(Uuid, &Line)],
) -> Result<(), LogError> {
    let mut rows = Vec::new();
    for (webinar_id, line) in lines {
        rows.push(room_event::ActiveModel {
            webinar_id: Set(*webinar_id),
            number: Set(signed(line.number)?),
            at: Set(line.at),
            event: Set(line.json.clone()),
        });
    }
    Ok(db::insert_all(transaction, rows, None).await?)
}

/// A number as the database keeps it.
pub(super) fn signed(number: u64) -> Result<i64, LogError> {
    i64::try_from(number).map_err(unreadable)
}
