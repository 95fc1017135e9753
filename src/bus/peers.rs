//! Which servers were heard, and when. A server hears itself as well: while it does not, it is its own line to the bus
//! that is away, and nothing is known of the others.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// For how long a server that does not hear itself takes that for chance.
const OWN_LINE: Duration = Duration::from_secs(2);

/// The servers.
#[derive(Debug)]
pub(super) struct Peers {
    own: Uuid,
    known: Mutex<Known>,
}

#[derive(Debug)]
struct Known {
    /// Since when this server has a line to the bus.
    since: Instant,
    heard: HashMap<Uuid, Heard>,
}

/// What was heard of a server last.
#[derive(Debug, Clone, Copy)]
struct Heard {
    is_alive: bool,
    at: Instant,
    now: DateTime<Utc>,
}

impl Peers {
    pub(super) fn new(own: Uuid, since: Instant) -> Self {
        let heard = HashMap::new();
        Self {
            own,
            known: Mutex::new(Known { since, heard }),
        }
    }

    /// Takes note of what a server says of itself.
    pub(super) fn hear(&self, node: Uuid, is_alive: bool, at: Instant, now: DateTime<Utc>) {
        let mut known = self.known();
        if node == self.own && known.silence(node, at) > OWN_LINE {
            // The line is back: whoever could not be heard meanwhile is given time.
            known.since = at;
        }
        known.heard.insert(node, Heard { is_alive, at, now });
    }

    /// How long another server has been silent that could have been heard; for ever when it said goodbye.
    pub(super) fn silence(&self, node: Uuid, at: Instant) -> Duration {
        let known = self.known();
        if known.heard.get(&node).is_some_and(|heard| !heard.is_alive) {
            return Duration::MAX;
        }
        if known.silence(self.own, at) > OWN_LINE {
            return Duration::ZERO;
        }
        known.silence(node, at)
    }

    /// How long this server has not heard itself.
    pub(super) fn own_silence(&self, at: Instant) -> Duration {
        let known = self.known();
        let heard = known.heard.get(&self.own).map(|heard| heard.at);
        at.saturating_duration_since(heard.unwrap_or(known.since))
    }

    /// When a server was heard last.
    pub(super) fn last_heard(&self, node: Uuid) -> Option<DateTime<Utc>> {
        self.known().heard.get(&node).map(|heard| heard.now)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // Nothing under the lock can leave the map half changed.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// How long a server has been silent since this one has its line.
    fn silence(&self, node: Uuid, at: Instant) -> Duration {
        let heard = self.heard.get(&node).map_or(self.since, |heard| heard.at);
        at.saturating_duration_since(heard.max(self.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Uuid = Uuid::from_u128(9);
    const OTHER: Uuid = Uuid::from_u128(1);
    const SECOND: Duration = Duration::from_secs(1);

    fn says(peers: &Peers, node: Uuid, is_alive: bool, at: Instant) {
        peers.hear(node, is_alive, at, DateTime::UNIX_EPOCH);
    }

    #[test]
    fn a_server_is_silent_since_it_was_heard_and_for_ever_when_it_said_goodbye() {
        let start = Instant::now();
        let peers = Peers::new(OWN, start);
        says(&peers, OWN, true, start + SECOND);
        assert_eq!(peers.silence(OTHER, start + SECOND), SECOND);
        says(&peers, OTHER, true, start + SECOND);
        says(&peers, OWN, true, start + 3 * SECOND);
        assert_eq!(peers.silence(OTHER, start + 3 * SECOND), 2 * SECOND);
        says(&peers, OTHER, false, start + 3 * SECOND);
        assert_eq!(peers.silence(OTHER, start + 3 * SECOND), Duration::MAX);
        says(&peers, OTHER, true, start + 4 * SECOND);
        assert_eq!(peers.silence(OTHER, start + 4 * SECOND), Duration::ZERO);
    }

    #[test]
    fn a_server_whose_own_line_was_away_gives_the_others_time() {
        let start = Instant::now();
        let peers = Peers::new(OWN, start);
        for node in [OWN, OTHER] {
            says(&peers, node, true, start);
        }
        // Nothing is heard, not even oneself: that says nothing of the other.
        assert_eq!(peers.silence(OTHER, start + 8 * SECOND), Duration::ZERO);
        assert_eq!(peers.own_silence(start + 8 * SECOND), 8 * SECOND);
        says(&peers, OWN, true, start + 9 * SECOND);
        assert_eq!(peers.silence(OTHER, start + 10 * SECOND), SECOND);
        says(&peers, OWN, true, start + 11 * SECOND);
        says(&peers, OWN, true, start + 13 * SECOND);
        assert_eq!(
            peers.silence(OTHER, start + 13 * SECOND),
            4 * SECOND,
            "it is gone"
        );
    }
}
