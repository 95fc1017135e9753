//! What the servers of a cluster share beside the database: NATS, with JetStream.
//!
//! A server by itself needs none. With one, the rooms' logs are a stream there
//! ([`webinars::log`](crate::webinars::log)), servers write to each other, and each knows which others
//! are alive. Whatever a server hears of another is a hint: only the stream decides, by the order in
//! which it takes what is written.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_nats::jetstream::{self, context::ContextBuilder};
use async_nats::{Client, ConnectOptions};
use futures_util::StreamExt;
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::clock::Clock;
use crate::{config, ids};
use peers::Peers;

mod peers;

/// How often a server says that it is alive.
const ALIVE_EVERY: Duration = Duration::from_millis(500);
/// How long a server is silent that counts as gone: as long as a line within one building is ever
/// disturbed, and much shorter than people wait.
pub const ALIVE_WITHIN: Duration = Duration::from_secs(4);
/// How long the bus may be away before a server gives up what it holds: longer than the bus takes to start again.
const CUT_OFF_AFTER: Duration = Duration::from_secs(10);
/// How long the bus is given to answer; what is not answered is asked again.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);
/// How long a start waits for the bus.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);

/// The bus; clones share it.
#[derive(Debug, Clone)]
pub struct Bus(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    client: Client,
    jetstream: jetstream::Context,
    prefix: String,
    replicas: usize,
    node: Uuid,
    peers: Peers,
    clock: Clock,
}

/// Why the bus cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// It cannot be reached, or refuses this server.
    #[error("the bus at bus.url cannot be reached: {0}")]
    Connect(#[from] async_nats::ConnectError),
    /// It failed.
    #[error("the bus failed: {0}")]
    Failed(String),
}

impl BusError {
    fn failed(error: impl std::error::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Bus {
    /// Connects, and begins to say that this server is alive; none when none is configured. A server is another
    /// one after each start: what it held is lost, and nobody must take it for what it was. To be called on the
    /// multi-thread runtime.
    ///
    /// # Errors
    /// When the bus cannot be reached.
    pub async fn connect(
        config: &config::Bus,
        clock: &Clock,
        stop: &CancellationToken,
    ) -> Result<Option<Self>, BusError> {
        let node = ids::new_drawn_id();
        let url = config.url.reveal();
        if url.is_empty() {
            return Ok(None);
        }
        let client = ConnectOptions::new()
            .name(format!("surgalt {node}"))
            .connection_timeout(CONNECT_WITHIN)
            .request_timeout(Some(ANSWER_WITHIN))
            .ping_interval(Duration::from_secs(5))
            .connect(url.split(',').collect::<Vec<_>>())
            .await?;
        let jetstream = ContextBuilder::new()
            .timeout(ANSWER_WITHIN)
            .build(client.clone());
        let bus = Self(Arc::new(Inner {
            client,
            jetstream,
            prefix: config.prefix.clone(),
            replicas: config.replicas,
            node,
            peers: Peers::new(node, Instant::now()),
            clock: clock.clone(),
        }));
        let mut heard = bus.subscribe("alive.*").await?;
        let (listening, living, stopping) = (bus.clone(), bus.clone(), stop.clone());
        tokio::spawn(async move {
            while let Some(Some(message)) = stopping.run_until_cancelled(heard.next()).await {
                listening.hear(&message.subject, &message.payload);
            }
        });
        tokio::spawn(living.live(stop.clone()));
        Ok(Some(bus))
    }

    /// This server.
    #[must_use]
    pub fn node(&self) -> Uuid {
        self.0.node
    }

    /// The streams.
    #[must_use]
    pub fn jetstream(&self) -> &jetstream::Context {
        &self.0.jetstream
    }

    /// On how many servers of the bus a stream is kept.
    #[must_use]
    pub fn replicas(&self) -> usize {
        self.0.replicas
    }

    /// What this installation's streams are called.
    #[must_use]
    pub fn stream_name(&self, what: &str) -> String {
        format!("{}-{what}", self.0.prefix)
    }

    /// The subject of something: subjects begin with the prefix of this installation.
    #[must_use]
    pub fn subject(&self, what: &str) -> String {
        format!("{}.{what}", self.0.prefix)
    }

    /// Whether another server is alive, as far as this one has heard. It is believed of one that could not have been
    /// heard yet, and of all while this server has no line to the bus.
    #[must_use]
    pub fn is_alive(&self, node: Uuid) -> bool {
        node == self.0.node || self.0.peers.silence(node, Instant::now()) < ALIVE_WITHIN
    }

    /// Whether this server has not heard even itself for so long that its people are better served by others.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.0.peers.own_silence(Instant::now()) > CUT_OFF_AFTER
    }

    /// When another server was heard last, if ever.
    #[must_use]
    pub fn last_heard(&self, node: Uuid) -> Option<chrono::DateTime<chrono::Utc>> {
        self.0.peers.last_heard(node)
    }

    /// What is written to a subject from now on.
    ///
    /// # Errors
    /// When the bus is closed.
    pub async fn subscribe(&self, what: &str) -> Result<async_nats::Subscriber, BusError> {
        let subscriber = self.0.client.subscribe(self.subject(what)).await;
        let subscriber = subscriber.map_err(BusError::failed)?;
        // What is written from now on is heard, not only what is written soon.
        self.0.client.flush().await.map_err(BusError::failed)?;
        Ok(subscriber)
    }

    /// Writes to a subject, once at most: whoever needs to know asks again.
    ///
    /// # Errors
    /// When it cannot be written, or the bus is closed.
    pub async fn tell(&self, what: &str, message: &impl Serialize) -> Result<(), BusError> {
        let payload = serde_json::to_vec(message).map_err(BusError::failed)?;
        let told = self.0.client.publish(self.subject(what), payload.into());
        told.await.map_err(BusError::failed)
    }

    /// Says that this server is alive, until it stops, and then that it is gone, so that nobody waits for it.
    async fn live(self, stop: CancellationToken) {
        let own = format!("alive.{}", self.0.node);
        loop {
            // Without a line to the bus nobody hears this, and that is what the others conclude.
            let _ = self.tell(&own, &true).await;
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(ALIVE_EVERY) => {}
            }
        }
        let _ = self.tell(&own, &false).await;
    }

    fn hear(&self, subject: &str, payload: &[u8]) {
        let node = subject.rsplit('.').next().map(Uuid::parse_str);
        let Some(Ok(node)) = node else { return };
        let is_alive = payload == b"true";
        let (at, now) = (Instant::now(), self.0.clock.now());
        self.0.peers.hear(node, is_alive, at, now);
    }
}
