//! Who is reminded of a window, of what, and when: pure rules.
//!
//! A window has four moments at which somebody may be told of it: it opens; half of it is over and the person
//! has done nothing; three days are left and something is still to do; it was missed. Each is thought of once
//! for each person and cohort. What has been overtaken by the next is never told, so that nobody hears of an
//! opening after the end, however long the house was down. Whoever has nothing left to do hears nothing.
//!
//! A person gets at most one letter a day, with all that there is to tell. Letters wait through the quiet hours
//! of the night at the person's place.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::schedule::Times;
use crate::webinars::series::instant;

/// How long before the end the last reminder is.
const LAST: TimeDelta = TimeDelta::days(3);

/// How long after the end somebody is told that it was missed.
pub const AFTERWARDS: TimeDelta = TimeDelta::days(7);

/// How long a letter waits for what else there is to tell.
pub const GATHERING: TimeDelta = TimeDelta::minutes(5);

/// What somebody is reminded of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The window is open.
    Opens,
    /// Half of it is over and nothing is done.
    HalfTime,
    /// Three days are left.
    ThreeDays,
    /// It is over.
    Missed,
}

impl Kind {
    /// Every kind, in the order of time.
    pub const ALL: [Self; 4] = [Self::Opens, Self::HalfTime, Self::ThreeDays, Self::Missed];

    /// The kind's name in the database and in the catalogue of messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opens => "opens",
            Self::HalfTime => "half-time",
            Self::ThreeDays => "three-days",
            Self::Missed => "missed",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How far somebody is with what a window asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When the person came into the cohort.
    pub joined_at: DateTime<Utc>,
    /// How much is done.
    pub done: usize,
    /// How much is left to do.
    pub left: usize,
}

/// The hours in which no letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// The first hour of quiet, from 0 to 23.
    pub from: u32,
    /// The first hour after it; the same for no quiet at all.
    pub until: u32,
}

/// A letter that somebody gets, or has got: its day at the person's place, and when it leaves.
pub type Letter = (NaiveDate, DateTime<Utc>);

/// What a moment calls for, and since when; nothing before a window opens, long after it, and where there is
/// none.
#[must_use]
pub fn stage(times: &Times, now: DateTime<Utc>) -> Option<(Kind, DateTime<Utc>)> {
    let (opens_at, ends_at) = (times.opens_at?, times.ends_at?);
    let closes_at = times.closes_at.unwrap_or(ends_at);
    let half = opens_at + (ends_at - opens_at) / 2;
    // In a short window the last reminder is that it opens.
    let last = Some(ends_at - LAST).filter(|last| *last > opens_at);
    let half = last.map_or(half, |last| half.min(last));
    let stages = [
        (Kind::Opens, Some(opens_at)),
        (
            Kind::HalfTime,
            last.filter(|last| half < *last).map(|_| half),
        ),
        (Kind::ThreeDays, last),
        (Kind::Missed, Some(closes_at)),
    ];
    let begun = stages
        .into_iter()
        .filter_map(|(kind, since)| Some((kind, since?)))
        .rfind(|(_, since)| *since <= now);
    begun.filter(|_| now < closes_at + AFTERWARDS)
}

/// Whether somebody is told of it. Whoever came later than it began was told on coming.
#[must_use]
pub fn is_told((kind, since): (Kind, DateTime<Utc>), standing: &Standing) -> bool {
    let concerns = match kind {
        Kind::HalfTime => standing.done == 0,
        Kind::Opens | Kind::ThreeDays | Kind::Missed => true,
    };
    concerns && standing.left > 0 && standing.joined_at < since
}

/// In which letter something is told that is thought of now: in one that has not left yet, in a new one, or,
/// when today's has left, in tomorrow's.
#[must_use]
pub fn letter(now: DateTime<Utc>, zone: Tz, quiet: QuietHours, written: &[Letter]) -> Letter {
    let mut due_at = quiet.awake(now + GATHERING, zone);
    loop {
        let day = due_at.with_timezone(&zone).date_naive();
        let same = written.iter().find(|(written, _)| *written == day);
        match same {
            None => return (day, due_at),
            Some(waits @ (_, due)) if *due > now => return *waits,
            Some(_) => {
                due_at = quiet
                    .morning_after(day, zone)
                    .max(due_at + TimeDelta::hours(1))
            }
        }
    }
}

impl QuietHours {
    fn has(self, hour: u32) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&hour)
        } else {
            hour >= self.from || hour < self.until
        }
    }

    /// This moment, or the end of the quiet hours that it lies in.
    #[must_use]
    pub fn awake(self, at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let local = at.with_timezone(&zone);
        let day = local.date_naive();
        if !self.has(local.hour()) {
            return at;
        }
        let is_evening = self.from > self.until && local.hour() >= self.from;
        let morning = if is_evening {
            self.morning_after(day, zone)
        } else {
            self.morning(day, zone)
        };
        // Where clocks are put back, a morning's hour may come twice.
        morning.max(at)
    }

    fn morning_after(self, day: NaiveDate, zone: Tz) -> DateTime<Utc> {
        self.morning(day + Days::new(1), zone)
    }

    fn morning(self, day: NaiveDate, zone: Tz) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(self.until, 0, 0).unwrap_or_default();
        let local = day.and_time(time);
        instant(zone, local).unwrap_or_else(|| local.and_utc())
    }
}

#[cfg(test)]
mod tests;
