//! Several people at one computer: each has checked in with a code at the device of somebody who is
//! connected, and is present whenever that person is.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::interval::{Interval, intersection};

/// A check-in outlives a cut of the computer's line up to this long: thirty teachers do not type
/// their codes again for it. Whoever was away for longer may have gone home.
pub const CUT_GRACE: TimeDelta = TimeDelta::minutes(10);

/// Somebody who has checked in at another person's device.
#[derive(Debug, Clone, Copy)]
pub(super) struct CheckIn {
    /// Who.
    pub(super) person: Uuid,
    /// At whose device.
    pub(super) with: Uuid,
    /// When.
    pub(super) from: DateTime<Utc>,
    /// Until when; absent while it lasts.
    pub(super) to: Option<DateTime<Utc>>,
}

impl CheckIn {
    /// When the person was there: while the one at whose device it was is connected, up to the
    /// check-out or to the first cut that was too long.
    pub(super) fn presence(&self, connected: &[Interval], now: DateTime<Utc>) -> Vec<Interval> {
        let mut kept: Vec<Interval> = Vec::new();
        for one in connected.iter().filter(|one| one.to >= self.from) {
            let last = kept.last().map_or(self.from, |last| last.to);
            if one.from - last > CUT_GRACE {
                break;
            }
            kept.push(*one);
        }
        let stay = Interval {
            from: self.from,
            to: self.to.unwrap_or(now),
        };
        intersection(&kept, &[stay])
    }
}
