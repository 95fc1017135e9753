//! Copies the rooms' stream to the database, in order and each entry once: attendance, replay and reports
//! are made from there.
//!
//! How far it has come stands in the database and moves in the transaction that writes the entries. So
//! whatever happens to a projector (it is killed, or paused and comes back) nothing is left out and nothing is
//! written twice: who finds that another has gone on writes nothing. One server copies at a time, by a lease;
//! that only spares work.

use std::time::Duration;

use async_nats::jetstream::consumer::{DeliverPolicy, push};
use chrono::TimeDelta;
use futures_util::StreamExt;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::super::event::{Event, Life};
use super::super::room::Status;
use super::super::store;
use super::super::tables::{room_event, room_projection};
use super::stream::{StreamLog, failed, writer, written};
use super::{LogError, Written, database};
use crate::bus::Bus;
use crate::clock::Clock;
use crate::db::{self, Database, Transaction};
use crate::outbox::Worker;

/// The stream that is copied, by the name that it has in the database.
const STREAM: &str = "rooms";
/// How long the others leave the stream to who copies it.
const LEASE: TimeDelta = TimeDelta::seconds(10);
/// How often a server looks whether nobody copies, and the one that does renews its lease.
const LOOK: Duration = Duration::from_secs(2);
/// Messages copied in one transaction.
const TOGETHER: usize = 500;

/// Who copies the stream.
#[derive(Debug)]
pub struct Projector {
    /// What is copied.
    pub log: StreamLog,
    /// The bus.
    pub bus: Bus,
    /// Where to.
    pub database: Database,
    /// The time.
    pub clock: Clock,
    /// The bell of what a webinar's end causes.
    pub outbox: Worker,
}

/// A message of the stream, and the room that it is of.
type Message = (Uuid, Written);

impl Projector {
    /// Copies whenever no other server does, until this one stops.
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match self.take_lease().await {
                Ok(Some(position)) => {
                    if let Err(error) = self.copy(position, &stop).await {
                        tracing::warn!(%error, "the rooms' stream is not copied on");
                    }
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "the rooms' stream cannot be copied"),
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
        if let Err(error) = self.give_lease_back().await {
            tracing::warn!(%error, "the others wait until the projector's lease has run out");
        }
    }

    /// Copies from a place on, as long as no other server does.
    async fn copy(&self, mut position: i64, stop: &CancellationToken) -> Result<(), LogError> {
        let config = push::OrderedConfig {
            deliver_subject: self.bus.jetstream().client().new_inbox(),
            deliver_policy: DeliverPolicy::ByStartSequence {
                start_sequence: u64::try_from(position + 1).unwrap_or(1),
            },
            ..push::OrderedConfig::default()
        };
        let consumer = self.log.stream().create_consumer(config).await;
        let messages = consumer.map_err(failed)?.messages().await;
        let mut messages = messages.map_err(failed)?.ready_chunks(TOGETHER);
        loop {
            let next = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep(LOOK) => None,
                next = messages.next() => Some(next.ok_or(LogError::Closed)?),
            };
            let mut together = Vec::new();
            for message in next.into_iter().flatten() {
                let (webinar_id, written) = read(&message.map_err(failed)?)?;
                // After an outage the stream may be read from its beginning again.
                if database::signed(written.position)? > position {
                    together.push((webinar_id, written));
                }
            }
            match self.write(position, &together).await? {
                Some(moved) => position = moved,
                // Another server copies: this one was away for longer than the lease.
                None => return Ok(()),
            }
        }
    }

    /// Writes what comes after a place, and moves the place; nothing when another server has.
    async fn write(&self, position: i64, together: &[Message]) -> Result<Option<i64>, LogError> {
        let last = together.last().map(|(_, written)| written.position);
        let moved = last.map_or(Ok(position), database::signed)?;
        let transaction = self.database.begin().await?;
        let now = self.clock.now();
        let own = room_projection::Entity::update_many()
            .col_expr(room_projection::Column::Position, Expr::value(moved))
            .col_expr(
                room_projection::Column::LeasedUntil,
                Expr::value(now + LEASE),
            )
            .filter(room_projection::Column::Stream.eq(STREAM))
            .filter(room_projection::Column::Position.eq(position))
            .filter(room_projection::Column::LeasedBy.eq(self.bus.node()))
            .exec(&transaction)
            .await?;
        if own.rows_affected == 0 {
            return Ok(None);
        }
        let mut lines = Vec::new();
        for (webinar_id, written) in together {
            lines.extend(written.lines.iter().map(|line| (*webinar_id, line)));
        }
        database::insert(&transaction, &lines).await?;
        let turns = self.turn(&transaction, together).await?;
        transaction.commit().await?;
        if turns > 0 {
            self.outbox.wake();
        }
        Ok(Some(moved))
    }

    /// Notes where webinars stand now. Gives how many have turned.
    async fn turn(
        &self,
        transaction: &Transaction,
        together: &[Message],
    ) -> Result<usize, LogError> {
        let mut turns = 0;
        for (webinar_id, written) in together {
            for line in &written.lines {
                let Event::Life(life) = line.entry()?.event else {
                    continue;
                };
                let status = match life {
                    Life::Started => Status::Live,
                    Life::Ended => Status::Ended,
                    Life::Cancelled => Status::Cancelled,
                    _ => continue,
                };
                store::turn(transaction, *webinar_id, status, self.clock.now()).await?;
                turns += 1;
            }
        }
        Ok(turns)
    }

    /// Takes the lease if nobody has it. Gives how far the stream has been copied.
    async fn take_lease(&self) -> Result<Option<i64>, LogError> {
        let now = self.clock.now();
        let transaction = self.database.begin().await?;
        let fresh = room_projection::ActiveModel {
            stream: Set(STREAM.to_owned()),
            position: Set(0),
            leased_by: Set(None),
            leased_until: Set(None),
        };
        let there = OnConflict::column(room_projection::Column::Stream)
            .do_nothing()
            .to_owned();
        db::insert_all(&transaction, [fresh], Some(there)).await?;
        let free = Condition::any()
            .add(room_projection::Column::LeasedUntil.is_null())
            .add(room_projection::Column::LeasedUntil.lte(now))
            .add(room_projection::Column::LeasedBy.eq(self.bus.node()));
        let taken = room_projection::Entity::update_many()
            .col_expr(
                room_projection::Column::LeasedBy,
                Expr::value(self.bus.node()),
            )
            .col_expr(
                room_projection::Column::LeasedUntil,
                Expr::value(now + LEASE),
            )
            .filter(room_projection::Column::Stream.eq(STREAM))
            .filter(free)
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        if taken.rows_affected == 0 {
            return Ok(None);
        }
        let position = position(self.database.reader()).await?;
        Ok(Some(database::signed(position)?))
    }

    async fn give_lease_back(&self) -> Result<(), LogError> {
        let transaction = self.database.begin().await?;
        room_projection::Entity::update_many()
            .col_expr(
                room_projection::Column::LeasedUntil,
                Expr::value(self.clock.now()),
            )
            .filter(room_projection::Column::LeasedBy.eq(self.bus.node()))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

fn read(message: &async_nats::jetstream::Message) -> Result<Message, LogError> {
    let info = message.info();
    let info = info.map_err(|error| LogError::Failed(error.to_string()))?;
    let room = message.subject.rsplit('.').next().map(Uuid::parse_str);
    let Some(Ok(webinar_id)) = room else {
        let subject = message.subject.as_str().to_owned();
        return Err(LogError::Unreadable(subject));
    };
    let node = message.headers.as_ref().map(writer).transpose()?;
    let node = node.unwrap_or_default();
    let written = written(info.stream_sequence, node, &message.payload)?;
    Ok((webinar_id, written))
}

/// The place through which the stream has been copied.
pub(super) async fn position(connection: &impl ConnectionTrait) -> Result<u64, LogError> {
    let row = room_projection::Entity::find_by_id(STREAM)
        .one(connection)
        .await?;
    let position = row.map_or(0, |row| row.position);
    Ok(u64::try_from(position).unwrap_or_default())
}

/// Begins a stream from its first message, unless another server has begun already.
///
/// # Errors
/// When the database fails.
pub(super) async fn begin_anew(of: &Database, position: u64) -> Result<(), LogError> {
    let transaction = of.begin().await?;
    room_projection::Entity::update_many()
        .col_expr(room_projection::Column::Position, Expr::value(0_i64))
        .filter(room_projection::Column::Stream.eq(STREAM))
        .filter(room_projection::Column::Position.eq(database::signed(position)?))
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Whether an entry has been copied.
pub(super) async fn has(
    connection: &impl ConnectionTrait,
    webinar_id: Uuid,
    number: u64,
) -> Result<bool, LogError> {
    let found = room_event::Entity::find()
        .select_only()
        .column(room_event::Column::Number)
        .filter(room_event::Column::WebinarId.eq(webinar_id))
        .filter(room_event::Column::Number.eq(database::signed(number)?))
        .into_tuple::<i64>()
        .one(connection)
        .await?;
    Ok(found.is_some() || number == 0)
}
