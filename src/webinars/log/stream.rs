//! The log of several servers: a stream of the bus, with a subject for each room.
//!
//! A message is what one server made durable at once: its entries, a line each, and the server's name. The
//! stream takes it only if nothing was written to the room after what the server has read, so entries
//! are decided in one order whoever decides them. A message that was taken and whose receipt was lost
//! is sent again under the same name, and is not taken twice.
//!
//! A projector copies the stream to the database ([`projector`](super::projector)). What is read here comes
//! from there, and only the last moments from the stream.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::HeaderMap;
use async_nats::jetstream::consumer::{DeliverPolicy, push};
use async_nats::jetstream::context::{PublishError, PublishErrorKind};
use async_nats::jetstream::message::{PublishMessage, StreamMessage};
use async_nats::jetstream::stream::{
    Config, DiscardPolicy, LastRawMessageErrorKind, RetentionPolicy, StorageType, Stream,
};
use async_trait::async_trait;
use futures_util::StreamExt;
use uuid::Uuid;

use super::projector;
use super::{Append, End, Line, LogError, RoomLog, Tail, Written, database, unreadable};
use crate::bus::Bus;
use crate::db::Database;
use crate::ids;

/// How long the stream keeps what was written. All of it is in the database within a second; a projector that
/// is away for longer than this has lost something.
const KEPT_FOR: Duration = Duration::from_hours(7 * 24);
/// Within which time the stream knows a message again: longer than anybody sends it again.
const KNOWN_FOR: Duration = Duration::from_mins(2);
/// How long an append is tried: a bus that starts again takes a few seconds.
const APPEND_WITHIN: Duration = Duration::from_secs(20);
const TRY_AGAIN: Duration = Duration::from_millis(200);
/// Bytes of entries in one message, unless a single entry is longer; a server of the bus takes a mebibyte.
const MESSAGE_BYTES: usize = 512 * 1024;
/// How long somebody waits until what was written is in the database.
const SETTLED_WITHIN: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// The header that names who wrote.
const NODE: &str = "Surgalt-Node";

/// The logs of all rooms in a stream of the bus.
#[derive(Debug, Clone)]
pub struct StreamLog {
    bus: Bus,
    stream: Stream<()>,
    database: Database,
}

impl StreamLog {
    /// Takes the stream, which is made when it is not there.
    ///
    /// # Errors
    /// When the bus fails or has no streams.
    pub async fn open(bus: Bus, database: Database) -> Result<Self, LogError> {
        let config = Config {
            name: bus.stream_name("rooms"),
            subjects: vec![bus.subject("room.*")],
            retention: RetentionPolicy::Limits,
            storage: StorageType::File,
            discard: DiscardPolicy::Old,
            num_replicas: bus.replicas(),
            max_age: KEPT_FOR,
            duplicate_window: KNOWN_FOR,
            ..Config::default()
        };
        let name = config.name.clone();
        let copied = projector::position(database.reader()).await?;
        let made = bus.jetstream().get_or_create_stream(config).await;
        let last = made.map_err(failed)?.cached_info().state.last_sequence;
        if copied > last {
            // The database has met another stream: of this one nothing has been copied.
            projector::begin_anew(&database, copied).await?;
        }
        let stream = bus.jetstream().get_stream_no_info(name).await;
        Ok(Self {
            stream: stream.map_err(failed)?,
            bus,
            database,
        })
    }

    /// The stream, for who copies it.
    pub(super) fn stream(&self) -> &Stream<()> {
        &self.stream
    }

    fn subject(&self, webinar_id: Uuid) -> String {
        self.bus.subject(&format!("room.{webinar_id}"))
    }

    /// What was written to a room last.
    async fn last(&self, subject: &str) -> Result<End, LogError> {
        match self.stream.get_last_raw_message_by_subject(subject).await {
            Ok(message) => Ok(End {
                position: message.sequence,
                node: Some(writer(&message.headers)?),
            }),
            Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => {
                Ok(End::default())
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// Entries behind a place of the stream, with numbers above `after`.
    async fn read_on(
        &self,
        webinar_id: Uuid,
        after: u64,
        mut position: u64,
    ) -> Result<Vec<Line>, LogError> {
        let subject = self.subject(webinar_id);
        let end = self.last(&subject).await?;
        let mut lines = Vec::new();
        while position < end.position {
            let next = self
                .stream
                .raw_message_builder()
                .sequence(position + 1)
                .next_by_subject(&subject)
                .send()
                .await;
            let message = next.map_err(failed)?;
            position = message.sequence;
            let written = read_message(&message)?.lines;
            lines.extend(written.into_iter().filter(|line| line.number > after));
        }
        Ok(lines)
    }

    /// Sends one message until it is known whether the stream has it.
    async fn publish(
        &self,
        subject: &str,
        lines: &[Arc<Line>],
        after: u64,
    ) -> Result<u64, LogError> {
        let node = self.bus.node().to_string();
        let json: Vec<&str> = lines.iter().map(|line| line.json.as_str()).collect();
        let message = PublishMessage::build()
            .header(NODE, node.as_str())
            .message_id(ids::new_drawn_id().to_string())
            .expected_last_subject_sequence(after)
            .payload(json.join("\n").into());
        let until = Instant::now() + APPEND_WITHIN;
        loop {
            match self.send(subject, message.clone()).await {
                Ok(position) => return Ok(position),
                Err(error) if error.kind() == PublishErrorKind::WrongLastSequence => {
                    return Err(LogError::Overtaken);
                }
                Err(error) if Instant::now() >= until || self.bus.is_cut_off() => {
                    return Err(failed(error));
                }
                Err(error) => tracing::warn!(%error, "the bus is asked again to take entries"),
            }
            tokio::time::sleep(TRY_AGAIN).await;
        }
    }

    async fn send(&self, subject: &str, message: PublishMessage) -> Result<u64, PublishError> {
        let sent = self
            .bus
            .jetstream()
            .send_publish(subject.to_owned(), message);
        Ok(sent.await?.await?.sequence)
    }
}

#[async_trait]
impl RoomLog for StreamLog {
    async fn follow(&self, webinar_id: Uuid) -> Result<(End, Box<dyn Tail>), LogError> {
        let subject = self.subject(webinar_id);
        let end = self.last(&subject).await?;
        let config = push::OrderedConfig {
            deliver_subject: self.bus.jetstream().client().new_inbox(),
            filter_subject: subject,
            deliver_policy: DeliverPolicy::ByStartSequence {
                // The stream numbers from 1.
                start_sequence: end.position.max(1),
            },
            ..push::OrderedConfig::default()
        };
        let consumer = self.stream.create_consumer(config).await.map_err(failed)?;
        let messages = consumer.messages().await.map_err(failed)?;
        Ok((end, Box::new(Following(Box::new(messages)))))
    }

    async fn append(&self, webinar_id: Uuid, append: Append, after: u64) -> Result<u64, LogError> {
        let subject = self.subject(webinar_id);
        let (mut position, mut rest) = (after, append.lines.as_slice());
        loop {
            let mut bytes = 0;
            let fits = rest.iter().take_while(|line| {
                let is_first = bytes == 0;
                bytes += line.json.len() + 1;
                is_first || bytes <= MESSAGE_BYTES
            });
            let (some, others) = rest.split_at_checked(fits.count()).unwrap_or((rest, &[]));
            position = self.publish(&subject, some, position).await?;
            rest = others;
            if rest.is_empty() {
                return Ok(position);
            }
        }
    }

    async fn read(&self, webinar_id: Uuid, after: u64, limit: u64) -> Result<Vec<Line>, LogError> {
        let reader = self.database.reader();
        // Before the database: what is copied meanwhile is then read twice, and not left out.
        let copied = projector::position(reader).await?;
        let mut lines = database::read(reader, webinar_id, after, limit).await?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        if lines.len() < wanted {
            let last = lines.last().map_or(after, |line| line.number);
            let newest = self.read_on(webinar_id, last, copied).await?;
            let is_next = newest.first().is_none_or(|line| line.number == last + 1);
            if !is_next {
                // What lies between has come to the database meanwhile.
                return database::read(reader, webinar_id, after, limit).await;
            }
            lines.extend(newest);
            lines.truncate(wanted);
        }
        Ok(lines)
    }

    async fn settled(&self, webinar_id: Uuid, number: u64) -> Result<(), LogError> {
        let until = Instant::now() + SETTLED_WITHIN;
        while Instant::now() < until {
            if projector::has(self.database.reader(), webinar_id, number).await? {
                return Ok(());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Err(LogError::Failed("the database is far behind".to_owned()))
    }
}

/// A room's messages, as they come.
struct Following(Box<push::Ordered>);

#[async_trait]
impl Tail for Following {
    async fn next(&mut self) -> Result<Written, LogError> {
        let message = self.0.next().await.ok_or(LogError::Closed)?;
        let message = message.map_err(failed)?;
        let position = message
            .info()
            .map_err(|error| LogError::Failed(error.to_string()))?;
        let position = position.stream_sequence;
        let headers = message.headers.as_ref();
        let node = headers.map_or(Err(LogError::Closed), writer)?;
        written(position, node, &message.payload)
    }
}

/// A message of the stream.
pub(super) fn read_message(message: &StreamMessage) -> Result<Written, LogError> {
    let node = writer(&message.headers)?;
    written(message.sequence, node, &message.payload)
}

pub(super) fn written(position: u64, node: Uuid, payload: &[u8]) -> Result<Written, LogError> {
    let text = std::str::from_utf8(payload).map_err(unreadable)?;
    let lines = text.lines().map(|json| Line::stored(json.to_owned()));
    Ok(Written {
        position,
        node,
        lines: lines.collect::<Result<_, _>>()?,
    })
}

pub(super) fn writer(headers: &HeaderMap) -> Result<Uuid, LogError> {
    let node = headers.get(NODE).map(|node| Uuid::parse_str(node.as_str()));
    node.transpose()
        .map_err(unreadable)?
        .ok_or_else(|| LogError::Unreadable("a message without its writer".to_owned()))
}

pub(super) fn failed(error: impl std::error::Error) -> LogError {
    LogError::Failed(error.to_string())
}
