//! Time. The only place that reads the machine's clock; tests and rehearsals move their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// The clock that the whole application reads.
///
/// Clones share one offset: moving the clock of a test moves it for the server under test.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead_microseconds: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that shows the machine's time until it is moved.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Now, in whole microseconds: PostgreSQL keeps no more, and a time that is read back must
    /// equal the time that was written.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that reads the clock"
        )]
        let machine = Utc::now();
        let ahead = TimeDelta::microseconds(self.ahead_microseconds.load(Ordering::Relaxed));
        (machine + ahead).trunc_subsecs(6)
    }

    /// Moves the clock forward (or back, by a negative duration).
    pub fn advance(&self, by: TimeDelta) {
        let microseconds = by.num_microseconds().unwrap_or(0);
        self.ahead_microseconds
            .fetch_add(microseconds, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_clock_shows_the_moved_time_to_every_holder() {
        let clock = Clock::system();
        let held_elsewhere = clock.clone();
        let before = clock.now();
        clock.advance(TimeDelta::days(7));
        assert!(held_elsewhere.now() - before >= TimeDelta::days(7));
        assert_eq!(clock.now().timestamp_subsec_nanos() % 1_000, 0);
    }
}
