//! Which other servers were heard, and when.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The other servers.
#[derive(Debug)]
pub(super) struct Peers {
    /// Since when this server listens.
    since: Instant,
    heard: Mutex<HashMap<Uuid, Heard>>,
}

/// What was heard of a server last.
#[derive(Debug, Clone, Copy)]
struct Heard {
    is_alive: bool,
    at: Instant,
    now: DateTime<Utc>,
}

impl Peers {
    pub(super) fn new(since: Instant) -> Self {
        Self {
            since,
            heard: Mutex::default(),
        }
    }

    /// Takes note of what a server says of itself.
    pub(super) fn hear(&self, node: Uuid, is_alive: bool, at: Instant, now: DateTime<Utc>) {
        self.heard().insert(node, Heard { is_alive, at, now });
    }

    /// How long a server has been silent; for ever when it said goodbye.
    pub(super) fn silence(&self, node: Uuid, at: Instant) -> Duration {
        match self.heard().get(&node) {
            Some(heard) if !heard.is_alive => Duration::MAX,
            Some(heard) => at.saturating_duration_since(heard.at),
            None => at.saturating_duration_since(self.since),
        }
    }

    /// When a server was heard last.
    pub(super) fn last_heard(&self, node: Uuid) -> Option<DateTime<Utc>> {
        self.heard().get(&node).map(|heard| heard.now)
    }

    fn heard(&self) -> MutexGuard<'_, HashMap<Uuid, Heard>> {
        // Nothing under the lock can leave the map half changed.
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_silent_since_it_was_heard_and_for_ever_when_it_said_goodbye() {
        let (start, node) = (Instant::now(), Uuid::from_u128(1));
        let second = Duration::from_secs(1);
        let peers = Peers::new(start);
        assert_eq!(peers.silence(node, start + second), second);
        peers.hear(node, true, start + second, DateTime::UNIX_EPOCH);
        assert_eq!(peers.silence(node, start + 3 * second), 2 * second);
        peers.hear(node, false, start + 3 * second, DateTime::UNIX_EPOCH);
        assert_eq!(peers.silence(node, start + 3 * second), Duration::MAX);
        peers.hear(node, true, start + 4 * second, DateTime::UNIX_EPOCH);
        assert_eq!(peers.silence(node, start + 4 * second), Duration::ZERO);
    }
}
