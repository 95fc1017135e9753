//! The times by which rooms run.

use std::time::Duration;

use chrono::TimeDelta;

/// The most that a room may gather, in milliseconds: what people still feel as at once.
pub const BATCH_LIMIT: u64 = 100;

/// When so many messages wait together, a crowd is coming or speaking, and is given a moment.
const CROWD: usize = 8;
/// How long a crowd gathers at least.
const GATHER: Duration = Duration::from_millis(4);

/// The times by which a room runs.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// How long the log may be silent while people are present.
    pub silence: TimeDelta,
    /// How long a room gathers what comes, to make it durable and tell it at once.
    pub batch: Duration,
}

impl Timing {
    /// How long a room gathers when so many messages wait for it.
    #[must_use]
    pub fn gathers(&self, waiting: usize) -> Duration {
        match waiting {
            0 => Duration::ZERO,
            1..CROWD => self.batch,
            CROWD.. => self.batch.max(GATHER),
        }
    }
}
