//! What of a person's attendance is credited: pure rules over what the log says, what people have
//! corrected, and what was watched later. Nothing here is ever more than the webinar lasted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PersonAttendance;
use super::interval::{Interval, difference, intersection, length, seconds, union};
use crate::courses::document::WebinarCounts;

/// The most seconds that one correction gives or takes: a day, the longest webinar.
pub const CORRECTION_LIMIT: i64 = 86_400;
/// How many times faster than life a replay is watched at most: nobody has watched an hour of it
/// ten minutes after the end.
pub const PLAYBACK_SPEED: i32 = 2;
/// Pieces of a replay that are remembered for one person.
pub const PIECES_LIMIT: usize = 1_000;

/// How much of a webinar somebody attended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AttendanceShare)]
pub struct Share {
    /// Seconds present while the webinar was live, corrections included.
    pub present_seconds: u64,
    /// Seconds that make the whole: see [`super::Attendance::whole`].
    pub of_seconds: u64,
}

impl Share {
    /// Whole per cent, rounded down, 100 at most: a rule "at least N %" is kept exactly when this is
    /// at least N. Nobody attends a webinar that was not held at all.
    #[must_use]
    pub fn percent(self) -> u8 {
        let present = u128::from(self.present_seconds.min(self.of_seconds));
        let percent = (present * 100).checked_div(u128::from(self.of_seconds));
        percent
            .and_then(|percent| u8::try_from(percent).ok())
            .unwrap_or(0)
    }
}

/// The share of the planned time in per cent, by what a course may count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AttendanceShares)]
pub struct Shares {
    /// Connected.
    pub connected: u8,
    /// Connected and active.
    pub active: u8,
    /// Connected, or watched later; what was both counts once.
    pub connected_or_watched: u8,
}

impl Shares {
    /// The share that counts by a course's rule.
    #[must_use]
    pub const fn of(self, counts: WebinarCounts) -> u8 {
        match counts {
            WebinarCounts::Connected => self.connected,
            WebinarCounts::Active => self.active,
            WebinarCounts::ConnectedOrWatched => self.connected_or_watched,
        }
    }
}

/// A correction of somebody's attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = AttendanceCorrectionChange)]
pub enum Correction {
    /// So much more, or less when negative.
    Seconds {
        /// How many seconds, at most a day either way, and not 0.
        seconds: i64,
    },
    /// The person was there in this time.
    Added {
        /// The beginning.
        from: DateTime<Utc>,
        /// The end.
        to: DateTime<Utc>,
    },
    /// The person was not there in this time.
    TakenAway {
        /// The beginning.
        from: DateTime<Utc>,
        /// The end.
        to: DateTime<Utc>,
    },
}

impl Correction {
    /// What does not fit of a correction of a webinar that was live then: a field.
    #[must_use]
    pub fn fault(&self, live: Interval) -> Option<&'static str> {
        match *self {
            Self::Seconds { seconds } => {
                let fits =
                    seconds != 0 && seconds.unsigned_abs() <= CORRECTION_LIMIT.unsigned_abs();
                (!fits).then_some("change.seconds")
            }
            Self::Added { from, to } | Self::TakenAway { from, to } => {
                let fits = from < to && live.holds(Interval { from, to });
                (!fits).then_some("change.to")
            }
        }
    }
}

/// The time that a webinar was held, and how much of it makes the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// From the start to the end.
    pub live: Interval,
    /// Seconds that make the whole.
    pub of_seconds: u64,
}

impl Held {
    /// A webinar that never began.
    #[must_use]
    pub fn never(of_seconds: u64) -> Self {
        let (from, to) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
        Self {
            live: Interval { from, to },
            of_seconds,
        }
    }

    /// The time of a list that lies within.
    fn within(&self, intervals: &[Interval]) -> Vec<Interval> {
        intersection(intervals, &[self.live])
    }

    /// Counted seconds: of a list and what is given or taken beside it, and never more than there
    /// were.
    fn counted(&self, intervals: &[Interval], more: i64) -> u64 {
        let most = seconds(length(&[self.live]));
        let counted = i128::from(seconds(length(intervals))) + i128::from(more);
        u64::try_from(counted.max(0)).map_or(most, |counted| counted.min(most))
    }

    fn percent(&self, present_seconds: u64) -> u8 {
        let of_seconds = self.of_seconds;
        let share = Share {
            present_seconds,
            of_seconds,
        };
        share.percent()
    }
}

impl PersonAttendance {
    /// Works out everything that follows from the intervals, the deeds, what was watched, and the
    /// corrections in their order.
    pub fn settle(&mut self, held: Held, corrections: &[Correction]) {
        let connected = held.within(&self.intervals);
        let active = intersection(&connected, &self.active.intervals);
        let watched = held.within(&self.watched);
        let more = corrections.iter().fold(0_i64, |sum, one| match one {
            Correction::Seconds { seconds } => sum.saturating_add(*seconds),
            Correction::Added { .. } | Correction::TakenAway { .. } => sum,
        });
        self.connected_seconds = seconds(length(&connected));
        self.active.seconds = seconds(length(&active));
        self.watched_seconds = seconds(length(&watched));
        // What a person of the house has decided holds whatever the course counts.
        let connected = corrected(connected, corrections, held);
        let active = corrected(active, corrections, held);
        let any = union([connected.clone(), watched].concat());
        let present_seconds = held.counted(&connected, more);
        self.share = Share {
            present_seconds,
            of_seconds: held.of_seconds,
        };
        self.corrected_seconds = signed(present_seconds) - signed(self.connected_seconds);
        self.shares = Shares {
            connected: self.share.percent(),
            active: held.percent(held.counted(&active, more)),
            connected_or_watched: held.percent(held.counted(&any, more)),
        };
    }
}

fn corrected(intervals: Vec<Interval>, corrections: &[Correction], held: Held) -> Vec<Interval> {
    let change = |so_far: Vec<Interval>, correction: &Correction| match *correction {
        Correction::Seconds { .. } => so_far,
        Correction::Added { from, to } => union([so_far, vec![Interval { from, to }]].concat()),
        Correction::TakenAway { from, to } => difference(&so_far, &[Interval { from, to }]),
    };
    held.within(&corrections.iter().fold(intervals, change))
}

fn signed(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// What somebody has watched of a replay after these reports, at the time `now`: their union, within
/// the webinar. None when it cannot be: more than there was time for, or in too many pieces.
#[must_use]
pub fn watched(
    before: &[Interval],
    reported: &[Interval],
    live: Interval,
    now: DateTime<Utc>,
) -> Option<Vec<Interval>> {
    if reported.iter().any(|one| one.from > one.to) {
        return None;
    }
    let all = union([before, reported].concat());
    let all = intersection(&all, &[live]);
    let there_was_time = length(&all) <= (now - live.to) * PLAYBACK_SPEED;
    (there_was_time && all.len() <= PIECES_LIMIT).then_some(all)
}

#[cfg(test)]
mod tests;
