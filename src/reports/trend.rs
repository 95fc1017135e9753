//! How a cohort came along, day by day: pure rules.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::cube::Place;

/// The most days that are told: a year's window, grace, and what came late.
const MOST_DAYS: usize = 800;

/// How many came how far on one day, or until then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Steps {
    /// Who began.
    pub started: i64,
    /// Who completed the last of the courses.
    pub finished: i64,
    /// Whose first certificate was issued.
    pub certified: i64,
}

/// When one person came how far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moments {
    /// From which organisation.
    pub organisation_id: Option<Uuid>,
    /// When any of the courses was begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When all of them were completed.
    pub finished_at: Option<DateTime<Utc>>,
    /// When a certificate was issued.
    pub certified_at: Option<DateTime<Utc>>,
}

/// How a cohort came along, by organisation and day on the cohort's own calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trend {
    /// When it was added up.
    pub as_of: DateTime<Utc>,
    /// The first day of its windows.
    pub first_day: Option<NaiveDate>,
    /// The last one.
    pub last_day: Option<NaiveDate>,
    /// The day of `as_of`.
    pub today: NaiveDate,
    /// What happened on each day.
    pub days: HashMap<Option<Uuid>, BTreeMap<NaiveDate, Steps>>,
    /// The organisations that people came from.
    pub places: HashMap<Uuid, Place>,
}

impl Steps {
    fn add(&mut self, other: Self) {
        self.started += other.started;
        self.finished += other.finished;
        self.certified += other.certified;
    }
}

impl Trend {
    /// Adds what one person did.
    pub fn add(&mut self, moments: &Moments, zone: Tz) {
        let days = self.days.entry(moments.organisation_id).or_default();
        let mut on = |at: Option<DateTime<Utc>>, steps: Steps| {
            if let Some(at) = at {
                let day = at.with_timezone(&zone).date_naive();
                days.entry(day).or_default().add(steps);
            }
        };
        let none = Steps::default();
        on(moments.started_at, Steps { started: 1, ..none });
        on(
            moments.finished_at,
            Steps {
                finished: 1,
                ..none
            },
        );
        on(
            moments.certified_at,
            Steps {
                certified: 1,
                ..none
            },
        );
    }
}

/// How far how many had come at the end of each day, in the part of the tree at this path: from the first day
/// of a window until the last, or the last on which anything happened, but not beyond today.
#[must_use]
pub fn cumulative(trends: &[&Trend], path: &str) -> Vec<(NaiveDate, Steps)> {
    let mut on_days: BTreeMap<NaiveDate, Steps> = BTreeMap::new();
    let mut bounds: Vec<NaiveDate> = Vec::new();
    for trend in trends {
        for (organisation_id, days) in &trend.days {
            let place = organisation_id.and_then(|id| trend.places.get(&id));
            if place.map_or("", |place| &place.path).starts_with(path) {
                for (day, steps) in days {
                    on_days.entry(*day).or_default().add(*steps);
                }
            }
        }
        let ends = [trend.first_day, trend.last_day].into_iter().flatten();
        bounds.extend(ends.map(|day| day.min(trend.today)));
    }
    let first_window = trends.iter().filter_map(|trend| trend.first_day).min();
    let today = trends.iter().map(|trend| trend.today).max();
    bounds.extend(on_days.keys().copied());
    let from = first_window.or_else(|| bounds.iter().min().copied());
    let until = bounds.into_iter().max();
    let Some((from, until)) = from.zip(until.min(today)) else {
        return Vec::new();
    };
    let mut so_far = Steps::default();
    // What happened before the first day, such as a course begun without any cohort, is told on it.
    let before = on_days.range(..from).map(|(_, steps)| *steps);
    before.for_each(|steps| so_far.add(steps));
    let days = from.iter_days().take_while(|day| *day <= until);
    days.take(MOST_DAYS)
        .map(|day| {
            so_far.add(on_days.get(&day).copied().unwrap_or_default());
            (day, so_far)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 1, number).unwrap()
    }

    /// An hour of the first month of 2021, on the clock of Ulaanbaatar.
    fn at(number: u32, hour: u32) -> Option<DateTime<Utc>> {
        let local = day(number).and_hms_opt(hour, 0, 0).unwrap();
        Some(local.and_utc() - chrono::TimeDelta::hours(8))
    }

    fn trend(today: u32, people: &[Moments]) -> Trend {
        let mut trend = Trend {
            first_day: Some(day(2)),
            last_day: Some(day(5)),
            today: day(today),
            ..Trend::default()
        };
        let place = Place {
            name: String::new(),
            path: "a/".to_owned(),
        };
        trend.places.insert(Uuid::from_u128(1), place);
        for one in people {
            trend.add(one, chrono_tz::Asia::Ulaanbaatar);
        }
        trend
    }

    fn moments(place: u128, started: u32, finished: Option<u32>) -> Moments {
        let finished_at = finished.and_then(|day| at(day, 23));
        Moments {
            organisation_id: Some(Uuid::from_u128(place)),
            started_at: at(started, 0),
            finished_at,
            certified_at: finished_at,
        }
    }

    #[test]
    fn each_day_tells_how_many_had_come_how_far_by_its_end() {
        let people = [
            moments(1, 1, Some(4)),
            moments(1, 3, None),
            moments(2, 3, Some(7)),
        ];
        let told = |today, path: &str| {
            let days = cumulative(&[&trend(today, &people)], path);
            let days = days.into_iter();
            days.map(|(day, steps)| {
                (
                    day.to_string()[8..].to_owned(),
                    steps.started,
                    steps.finished,
                )
            })
            .collect::<Vec<_>>()
        };
        let as_told = |days: &[(&str, i64, i64)]| {
            let days = days.iter();
            days.map(|(day, started, finished)| ((*day).to_owned(), *started, *finished))
                .collect::<Vec<_>>()
        };
        let all = [
            ("02", 1, 0),
            ("03", 3, 0),
            ("04", 3, 1),
            ("05", 3, 1),
            ("06", 3, 1),
            ("07", 3, 2),
        ];
        assert_eq!(told(20, ""), as_told(&all));
        assert_eq!(told(3, "a/"), as_told(&[("02", 1, 0), ("03", 2, 0)]));
        assert_eq!(told(20, "a/").last(), as_told(&[("05", 2, 1)]).last());
        assert_eq!(told(1, ""), []);
        assert_eq!(cumulative(&[], ""), []);
    }

    proptest! {
        #[test]
        fn nothing_is_ever_taken_back_and_the_last_day_has_everything(
            people in prop::collection::vec((1..3_u128, 1..9_u32, prop::option::of(9..20_u32)), 0..20),
        ) {
            let people: Vec<Moments> = people
                .iter()
                .map(|(place, started, finished)| moments(*place, *started, *finished))
                .collect();
            let days = cumulative(&[&trend(28, &people)], "");
            prop_assert!(days.is_sorted_by_key(|(day, _)| *day));
            prop_assert!(days.is_sorted_by_key(|(_, steps)| (steps.started, steps.finished)));
            let last = days.last().map(|(_, steps)| *steps).unwrap_or_default();
            let finished = people.iter().filter(|one| one.finished_at.is_some()).count();
            prop_assert_eq!(last.started, i64::try_from(people.len()).unwrap());
            prop_assert_eq!(last.finished, i64::try_from(finished).unwrap());
        }
    }
}
