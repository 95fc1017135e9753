//! What of a cohort is open for whom, and when: pure rules.
//!
//! A window is told in days, read in the cohort's own time zone, the last day included: it opens with the
//! first instant of its first day and ends with the last of its last. After that come days of grace, in which
//! work is still taken. A single item may have an earlier last day. Who is granted a later day has it at least;
//! what the cohort allows everybody holds for that person as well.
//!
//! Lessons and quizzes follow the self-paced window. Webinars are held at times of their own; their window
//! tells when to expect them and keeps nobody out.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::courses::document::ItemKind;
use crate::webinars::series::instant;

/// The most days of grace.
pub const GRACE_LIMIT: u32 = 90;

/// The longest window, in days.
const LONGEST: i64 = 366;

/// Days in the cohort's time zone, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CohortWindow, example = json!({"from": "2021-01-15", "until": "2021-02-05"}))]
pub struct Window {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// When what of a cohort is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The cohort's own time zone.
    pub zone: Tz,
    /// For lessons and quizzes; absent when they are always open.
    pub self_paced: Option<Window>,
    /// For webinars.
    pub webinars: Option<Window>,
    /// The last days of single items.
    pub deadlines: BTreeMap<Uuid, NaiveDate>,
    /// How many days after the last one work is still taken.
    pub grace_days: u32,
}

/// A later last day for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// The item; absent for all.
    pub item_id: Option<Uuid>,
    /// The last day.
    pub until: NaiveDate,
}

/// When an item is open for one person; absent for no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// From when on.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when it should be done.
    pub ends_at: Option<DateTime<Utc>>,
    /// Until when it is taken: not before the end.
    pub closes_at: Option<DateTime<Utc>>,
}

/// Whether an item is open for one person at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// It opens then.
    NotYet(DateTime<Utc>),
    /// It is open, until then, if it ends at all.
    Open(Option<DateTime<Utc>>),
    /// Its last day is over, but it is taken until then.
    Grace(DateTime<Utc>),
    /// It has been closed since then.
    Closed(DateTime<Utc>),
}

/// What does not fit in a schedule: the field, and the key of the message catalogue.
pub type Fault = (String, &'static str);

/// Whether an item is open for somebody with these extensions.
#[must_use]
pub fn availability(
    schedule: &Schedule,
    extensions: &[Extension],
    item: (Uuid, ItemKind),
    now: DateTime<Utc>,
) -> Availability {
    schedule.times(extensions, item).at(now)
}

impl Schedule {
    /// When an item is open for somebody with these extensions.
    #[must_use]
    pub fn times(&self, extensions: &[Extension], (id, kind): (Uuid, ItemKind)) -> Times {
        match (kind, self.self_paced) {
            (ItemKind::Webinar, _) => self.webinars.map_or(Times::default(), |window| Times {
                opens_at: self.begin(window.from),
                ends_at: self.end(window.until),
                closes_at: self.end(window.until),
            }),
            (_, None) => Times::default(),
            (_, Some(window)) => {
                let last = self.deadlines.get(&id).copied().unwrap_or(window.until);
                let granted = extensions
                    .iter()
                    .filter(|one| one.item_id.is_none_or(|item| item == id));
                self.until(window.from, last, granted)
            }
        }
    }

    /// When the self-paced window as a whole is open for somebody with these extensions.
    #[must_use]
    pub fn self_paced_times(&self, extensions: &[Extension]) -> Times {
        self.self_paced.map_or(Times::default(), |window| {
            let granted = extensions.iter().filter(|one| one.item_id.is_none());
            self.until(window.from, window.until, granted)
        })
    }

    /// When the window of the webinars ends; absent without one.
    #[must_use]
    pub fn webinars_end(&self) -> Option<DateTime<Utc>> {
        self.webinars.and_then(|window| self.end(window.until))
    }

    /// The first day of all windows; absent without any.
    #[must_use]
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.windows().map(|window| window.from).min()
    }

    /// The last day of all windows, days of grace left out.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.windows().map(|window| window.until).max()
    }

    /// When the first window opens.
    #[must_use]
    pub fn begins_at(&self) -> Option<DateTime<Utc>> {
        self.first_day().and_then(|day| self.begin(day))
    }

    /// The windows that there are.
    pub fn windows(&self) -> impl Iterator<Item = Window> {
        self.self_paced.into_iter().chain(self.webinars)
    }

    fn until<'a>(
        &self,
        from: NaiveDate,
        last: NaiveDate,
        granted: impl Iterator<Item = &'a Extension>,
    ) -> Times {
        let granted = granted.map(|one| one.until).max();
        let own_end = granted.map_or(last, |granted| granted.max(last));
        let grace = last.checked_add_days(Days::new(self.grace_days.into()));
        Times {
            opens_at: self.begin(from),
            ends_at: self.end(own_end),
            closes_at: self.end(grace.map_or(own_end, |grace| grace.max(own_end))),
        }
    }

    /// The first instant of a day.
    fn begin(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        instant(self.zone, day.and_time(NaiveTime::MIN))
    }

    /// The first instant after a day.
    fn end(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        day.succ_opt().and_then(|next| self.begin(next))
    }

    /// Goes on when the days make sense.
    ///
    /// # Errors
    /// The field that does not fit.
    pub fn require(&self) -> Result<(), Fault> {
        for (name, window) in [("self_paced", self.self_paced), ("webinars", self.webinars)] {
            let Some(window) = window else { continue };
            if !(1_970..9_000).contains(&window.from.year()) {
                return Err((format!("{name}.from"), "field-invalid"));
            }
            let days = (window.until - window.from).num_days();
            if days < 0 {
                return Err((format!("{name}.until"), "field-not-after"));
            }
            if days > LONGEST {
                return Err((format!("{name}.until"), "field-window-too-long"));
            }
        }
        if self.grace_days > GRACE_LIMIT {
            return Err(("grace_days".to_owned(), "field-invalid"));
        }
        let within = |day: NaiveDate| {
            let window = self.self_paced;
            window.is_some_and(|window| (window.from..=window.until).contains(&day))
        };
        match self.deadlines.values().all(|day| within(*day)) {
            true => Ok(()),
            false => Err(("deadlines".to_owned(), "field-outside-window")),
        }
    }
}

impl Times {
    /// Whether it is open at that moment.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Availability {
        let to_come = |at: Option<DateTime<Utc>>| at.filter(|at| *at > now);
        if let Some(opens_at) = to_come(self.opens_at) {
            return Availability::NotYet(opens_at);
        }
        match (self.ends_at, self.closes_at) {
            (None, _) => Availability::Open(None),
            (Some(ends_at), _) if ends_at > now => Availability::Open(Some(ends_at)),
            (_, Some(closes_at)) if closes_at > now => Availability::Grace(closes_at),
            (Some(ends_at), closes_at) => Availability::Closed(closes_at.unwrap_or(ends_at)),
        }
    }

    /// Of the times of several cohorts those that help most at that moment: what is open before what is yet
    /// to open, and that before what is closed; none when there is no cohort.
    #[must_use]
    pub fn best(all: impl IntoIterator<Item = Self>, now: DateTime<Utc>) -> Option<Self> {
        let far = |at: Option<DateTime<Utc>>| at.map_or(i64::MAX, |at| at.timestamp_micros());
        all.into_iter().max_by_key(|times| match times.at(now) {
            Availability::Open(until) => (3, far(until)),
            Availability::Grace(until) => (2, far(Some(until))),
            Availability::NotYet(opens) => (1, -far(Some(opens))),
            Availability::Closed(at) => (0, far(Some(at))),
        })
    }
}

#[cfg(test)]
mod tests;
