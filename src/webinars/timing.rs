//! The times by which rooms run.

use std::time::Duration;

use chrono::TimeDelta;

/// The most that a room may gather, in milliseconds: what people still feel as at once.
pub const BATCH_LIMIT: u64 = 100;

/// The times by which a room runs.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// How long the log may be silent while people are present.
    pub silence: TimeDelta,
    /// How long a room gathers what comes, to make it durable and tell it at once.
    pub batch: Duration,
}
