//! The rooms of a server among several: what other servers write to it.

use std::sync::Arc;

use async_nats::Subscriber;
use futures_util::StreamExt;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::super::forwarding::Note;
use super::super::live::House;
use super::super::log::projector::Projector;
use super::super::log::{LogError, StreamLog};
use super::super::message::Message;
use super::{Hub, timing};
use crate::bus::Bus;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Database;
use crate::outbox::Worker;

impl Hub {
    /// A hub whose rooms keep their logs on the bus, and are held together with other servers; to be called on
    /// the multi-thread runtime.
    ///
    /// # Errors
    /// When the bus fails.
    pub async fn on_bus(
        config: &Config,
        clock: &Clock,
        database: &Database,
        outbox: &Worker,
        bus: Bus,
        stop: &CancellationToken,
    ) -> Result<Self, LogError> {
        let log = StreamLog::open(bus.clone(), database.clone()).await?;
        let projector = Projector {
            log: log.clone(),
            bus: bus.clone(),
            database: database.clone(),
            clock: clock.clone(),
            outbox: outbox.clone(),
        };
        let notes = bus.subscribe(&format!("node.{}", bus.node())).await?;
        let house = House {
            log: Arc::new(log),
            clock: clock.clone(),
            timing: timing(config),
            bus: Some(bus),
        };
        let hub = Self::of(Handle::current(), house, stop.clone());
        tokio::spawn(projector.run(stop.clone()));
        tokio::spawn(hub.clone().read_notes(notes));
        Ok(hub)
    }

    /// Reads what other servers write to this one, until it stops.
    async fn read_notes(self, mut notes: Subscriber) {
        let stop = self.0.stop.clone();
        while let Some(Some(note)) = stop.run_until_cancelled(notes.next()).await {
            let Ok(note) = serde_json::from_slice::<Note>(&note.payload) else {
                tracing::warn!("another server wrote what this one does not understand");
                continue;
            };
            let (id, from) = (note.webinar_id, note.from);
            // A room that cannot take it now is asked again.
            if !note.asked.is_empty() {
                let asked = note.asked;
                let _ = self.post(id, Message::Forwarded { from, asked });
            }
            if !note.told.is_empty() && self.0.rooms().contains_key(&id) {
                let _ = self.post(
                    id,
                    Message::Told {
                        from,
                        told: note.told,
                    },
                );
            }
        }
    }
}
