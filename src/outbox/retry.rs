//! When a job that has failed is tried again: pure rules.
//!
//! A job is never given up: a mail server that is away for a week loses nothing.

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::Error;

/// Why a job has not been done.
#[derive(Debug)]
pub enum Failure {
    /// Something is out of reach or at fault; it may work the next time.
    Temporary(Error),
    /// The other side has said no for good, for example because nobody has the e-mail address.
    /// Only people can mend it, so it is tried again much more slowly.
    Permanent(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Temporary(error)
    }
}

impl Failure {
    /// What went wrong.
    #[must_use]
    pub fn error(&self) -> &Error {
        match self {
            Self::Temporary(error) | Self::Permanent(error) => error,
        }
    }

    /// When to try again after `tries` tries: 2, 4, 8 … seconds later, an hour at most; after a
    /// permanent failure 1, 2, 4 … hours later, a week at most.
    #[must_use]
    pub fn next_try(&self, now: DateTime<Utc>, tries: i32) -> DateTime<Utc> {
        let doublings = u32::try_from(tries.clamp(1, 20)).unwrap_or(1);
        let doubled = 2_i64.pow(doublings);
        now + match self {
            Self::Temporary(_) => TimeDelta::seconds(doubled.min(3_600)),
            Self::Permanent(_) => TimeDelta::hours((doubled / 2).min(7 * 24)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn waits(failure: &Failure) -> Vec<i64> {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        [1, 2, 5, 12, 100, i32::MAX]
            .map(|tries| (failure.next_try(now, tries) - now).num_seconds())
            .to_vec()
    }

    #[test]
    fn a_failed_job_waits_longer_each_time_but_never_more_than_an_hour() {
        let failure = Failure::Temporary(Code::Unavailable.into());
        assert_eq!(waits(&failure), [2, 4, 32, 3_600, 3_600, 3_600]);
    }

    #[test]
    fn a_job_that_was_refused_waits_for_hours_and_never_more_than_a_week() {
        let failure = Failure::Permanent(Code::Unavailable.into());
        let hours: Vec<i64> = waits(&failure).iter().map(|wait| wait / 3_600).collect();
        assert_eq!(hours, [1, 2, 16, 168, 168, 168]);
    }
}
