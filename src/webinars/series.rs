//! Webinars that are held again and again: the rule of a series, and the sessions it comes to.
//!
//! The words are those of recurring events in calendars (RFC 5545, section 3.3.10), the few that a
//! training needs. The clock on the wall counts: a session at 18:30 is at 18:30 in the series' own
//! time zone all the year, whatever summer time does. A local time that occurs twice is the first of
//! the two. One that does not occur, because clocks are put forward over it, is as much later as they
//! are put forward (section 3.3.5); the standard leaves such a session out of a rule, and we do not:
//! people expect a session on that day. Every session is a webinar of its own and an event of its own in
//! calendars, so no calendar has to read the rule the same way.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub mod reconcile;

/// The most sessions of a series.
pub const SESSIONS_LIMIT: usize = 100;
/// The days from the first on within which all sessions are.
pub const DAYS_LIMIT: u64 = 3 * 366;

/// How a series repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SeriesRule, example = json!({"every": "week", "weekdays": ["monday", "thursday"],
    "starts_on": "2026-03-02", "at": "18:30", "minutes": 90, "count": 12,
    "except": ["2026-03-12"]}))]
pub struct Rule {
    /// Days or weeks.
    pub every: Every,
    /// Every so many of them.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 52)]
    pub interval: u32,
    /// On these days of the week only; of a series by weeks the weekday of `starts_on` when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 7)]
    pub weekdays: Vec<Weekday>,
    /// From which day on, in the series' time zone.
    pub starts_on: NaiveDate,
    /// At what time of the day, in the series' time zone: `18:30`.
    #[serde(with = "clock_time")]
    #[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "18:30")]
    pub at: NaiveTime,
    /// How long each session lasts.
    #[schema(minimum = 1, maximum = 1_440)]
    pub minutes: u32,
    /// How many sessions, those included that are left out by `except`. Either this or `until`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 100)]
    pub count: Option<u32>,
    /// Until which day, that day included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Days on which there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub except: Vec<NaiveDate>,
}

fn one() -> u32 {
    1
}

/// The unit in which a series repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SeriesUnit)]
pub enum Every {
    /// Days.
    Day,
    /// Weeks, which begin on Monday.
    Week,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the days of the week say what they are")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// A session that a rule comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The day, in the series' time zone.
    pub day: NaiveDate,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

/// What does not fit in a rule: the field, and the key of the message catalogue.
pub type Fault = (&'static str, &'static str);

/// The sessions of a series, in order.
///
/// # Errors
/// The field that does not fit.
pub fn expand(rule: &Rule, zone: Tz) -> Result<Vec<Occurrence>, Fault> {
    require(rule)?;
    let days = rule.starts_on.iter_days().take(days(DAYS_LIMIT));
    let within = days.take_while(|day| rule.until.is_none_or(|until| *day <= until));
    let fitting = within.filter(|day| fits(rule, *day));
    let wanted = usize::try_from(rule.count.unwrap_or(u32::MAX)).unwrap_or(usize::MAX);
    // One more than there may be: then there are too many.
    let planned: Vec<NaiveDate> = fitting.take(wanted.min(SESSIONS_LIMIT + 1)).collect();
    let bound = rule.count.map_or("rule.until", |_| "rule.count");
    if planned.len() > SESSIONS_LIMIT {
        return Err((bound, "field-series-too-long"));
    }
    if rule.count.is_some() && planned.len() < wanted {
        return Err((bound, "field-series-too-far"));
    }
    let kept = planned.into_iter().filter(|day| !rule.except.contains(day));
    let sessions: Option<Vec<Occurrence>> = kept.map(|day| session(rule, zone, day)).collect();
    match sessions {
        Some(sessions) if !sessions.is_empty() => Ok(sessions),
        Some(_) => Err((bound, "field-series-empty")),
        None => Err(("rule.starts_on", "field-invalid")),
    }
}

fn require(rule: &Rule) -> Result<(), Fault> {
    let far = rule.starts_on.checked_add_days(Days::new(DAYS_LIMIT));
    let is_far = |until: NaiveDate| far.is_none_or(|far| until >= far);
    for (fits, field) in [
        ((1..=52).contains(&rule.interval), "rule.interval"),
        (rule.weekdays.len() <= 7, "rule.weekdays"),
        ((1..=1_440).contains(&rule.minutes), "rule.minutes"),
        (rule.count.is_none_or(|count| count > 0), "rule.count"),
        (rule.except.len() <= SESSIONS_LIMIT, "rule.except"),
        // Beyond it a day has no instant that the databases can keep.
        (
            (1_970..9_000).contains(&rule.starts_on.year()),
            "rule.starts_on",
        ),
    ] {
        if !fits {
            return Err((field, "field-invalid"));
        }
    }
    match (rule.count, rule.until) {
        (Some(_), Some(_)) | (None, None) => Err(("rule.count", "field-count-or-until")),
        (None, Some(until)) if until < rule.starts_on => Err(("rule.until", "field-not-after")),
        (None, Some(until)) if is_far(until) => Err(("rule.until", "field-series-too-far")),
        _ => Ok(()),
    }
}

/// Whether the rule has a session on this day, at or after its first.
fn fits(rule: &Rule, day: NaiveDate) -> bool {
    let named = |day: NaiveDate| rule.weekdays.contains(&day.weekday().into());
    let interval = i64::from(rule.interval);
    match rule.every {
        Every::Day => {
            let passed = (day - rule.starts_on).num_days();
            passed % interval == 0 && (rule.weekdays.is_empty() || named(day))
        }
        Every::Week => {
            let monday = |day: NaiveDate| {
                day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
            };
            let weeks = (monday(day) - monday(rule.starts_on)).num_days() / 7;
            let is_day = match rule.weekdays[..] {
                [] => day.weekday() == rule.starts_on.weekday(),
                _ => named(day),
            };
            weeks % interval == 0 && is_day
        }
    }
}

fn session(rule: &Rule, zone: Tz, day: NaiveDate) -> Option<Occurrence> {
    let starts_at = instant(zone, day.and_time(rule.at))?;
    Some(Occurrence {
        day,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(i64::from(rule.minutes)),
    })
}

/// When a clock on the wall shows this; see above for what it never or twice shows.
#[must_use]
pub fn instant(zone: Tz, local: chrono::NaiveDateTime) -> Option<DateTime<Utc>> {
    const QUARTER: TimeDelta = TimeDelta::minutes(15);
    // The longest time that clocks were put forward over is a day (Samoa, 2011).
    const QUARTERS: i32 = 2 * 96;
    if let Some(at) = zone.from_local_datetime(&local).earliest() {
        return Some(at.to_utc());
    }
    let before = (1..=QUARTERS).map(|quarters| local - QUARTER * quarters);
    let mut offsets = before.filter_map(|one| zone.offset_from_local_datetime(&one).latest());
    let before = offsets.next()?;
    let east = TimeDelta::seconds(i64::from(before.fix().local_minus_utc()));
    Some((local - east).and_utc())
}

fn days(days: u64) -> usize {
    usize::try_from(days).unwrap_or(usize::MAX)
}

/// A time of the day as people write it.
mod clock_time {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    const FORMAT: &str = "%H:%M";

    pub(super) fn serialize<S: Serializer>(
        time: &NaiveTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format(FORMAT))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Five characters: "7:5" is a slip of the finger.
        let is_whole = text.len() == 5;
        let time = NaiveTime::parse_from_str(&text, FORMAT).ok();
        time.filter(|_| is_whole)
            .ok_or_else(|| D::Error::custom("not a time of the day"))
    }
}

#[cfg(test)]
mod tests;
