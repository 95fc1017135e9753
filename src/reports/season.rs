//! Which cohorts make a season, and with which earlier one it is compared: pure rules.
//!
//! A season of a programme is the cohorts of it and of its parts whose first window begins in one year, on the
//! cohort's own calendar. A cohort is compared with the one that meant the same people a year before.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

/// What of a cohort decides what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The cohort.
    pub id: Uuid,
    /// The first day of its windows; absent without any.
    pub first_day: Option<NaiveDate>,
    /// When that begins.
    pub begins_at: Option<DateTime<Utc>>,
    /// Which positions its rule asks for.
    pub positions: BTreeSet<String>,
    /// Which years of service.
    pub years_of_service: BTreeSet<u16>,
}

impl Outline {
    /// The year in which it begins.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.first_day.map(|day| day.year())
    }
}

/// The latest year in which any of these begins.
#[must_use]
pub fn latest_year(cohorts: &[Outline]) -> Option<i32> {
    cohorts.iter().filter_map(Outline::year).max()
}

/// Those of a year.
pub fn of_year(cohorts: &[Outline], year: Option<i32>) -> impl Iterator<Item = &Outline> {
    let begins_then = move |one: &&Outline| year.is_some() && one.year() == year;
    cohorts.iter().filter(begins_then)
}

/// The cohort of these that meant the same people in the year before; none when there are several.
#[must_use]
pub fn earlier<'a>(cohort: &Outline, others: &'a [Outline]) -> Option<&'a Outline> {
    let before = cohort.year()?.checked_sub(1);
    let mut alike = of_year(others, before).filter(|one| {
        one.id != cohort.id
            && one.positions == cohort.positions
            && one.years_of_service == cohort.years_of_service
    });
    let found = alike.next()?;
    alike.next().is_none().then_some(found)
}

/// The moment that lies as long after the beginning of an earlier season as now lies after that of this one;
/// now, when nobody knows when one of them begins, and never later than that.
#[must_use]
pub fn same_day(
    now: DateTime<Utc>,
    begins_at: Option<DateTime<Utc>>,
    earlier_begins_at: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    begins_at
        .zip(earlier_begins_at)
        .and_then(|(begins, earlier)| earlier.checked_add_signed(now - begins))
        .map_or(now, |then| then.min(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(id: u128, first_day: Option<&str>, positions: &[&str], years: &[u16]) -> Outline {
        let first_day = first_day.map(|day| day.parse::<NaiveDate>().unwrap());
        Outline {
            id: Uuid::from_u128(id),
            first_day,
            begins_at: first_day.map(|day| day.and_hms_opt(0, 0, 0).unwrap().and_utc()),
            positions: positions.iter().map(ToString::to_string).collect(),
            years_of_service: years.iter().copied().collect(),
        }
    }

    #[test]
    fn a_cohort_is_compared_with_the_one_like_it_of_the_year_before() {
        let all = [
            outline(1, Some("2020-02-10"), &["teacher"], &[10]),
            outline(2, Some("2020-03-01"), &["teacher"], &[5]),
            outline(3, Some("2020-09-01"), &["teacher"], &[5]),
            outline(4, Some("2019-02-10"), &["teacher"], &[1]),
            outline(5, None, &["teacher"], &[10]),
            outline(6, Some("2020-05-01"), &["director"], &[]),
        ];
        for (id, years, positions, expected) in [
            (7, vec![10], ["teacher"], Some(1)),
            (8, vec![5], ["teacher"], None), // there were two
            (9, vec![1], ["teacher"], None), // two years before
            (10, vec![], ["director"], Some(6)),
            (11, vec![10], ["director"], None),
        ] {
            let cohort = outline(id, Some("2021-01-15"), &positions, &years);
            let found = earlier(&cohort, &all).map(|one| one.id.as_u128());
            assert_eq!(found, expected, "{id}");
        }
        assert_eq!(earlier(&outline(12, None, &["teacher"], &[10]), &all), None);
    }

    #[test]
    fn a_season_is_what_begins_in_a_year_the_latest_when_none_is_named() {
        let all = [
            outline(1, Some("2020-12-31"), &[], &[]),
            outline(2, Some("2021-01-01"), &[], &[]),
            outline(3, None, &[], &[]),
        ];
        assert_eq!(latest_year(&all), Some(2021));
        assert_eq!(latest_year(&all[2..]), None);
        let ids = |year| {
            of_year(&all, year)
                .map(|one| one.id.as_u128())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(Some(2020)), [1]);
        assert_eq!(ids(Some(2021)), [2]);
        assert!(ids(Some(2022)).is_empty());
        assert!(ids(None).is_empty());
    }

    #[test]
    fn the_same_day_is_as_long_after_the_beginning() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2021-01-20T12:00:00Z");
        let (begins, earlier) = (at("2021-01-14T16:00:00Z"), at("2020-02-09T16:00:00Z"));
        let then = same_day(now, Some(begins), Some(earlier));
        assert_eq!(then, at("2020-02-15T12:00:00Z"));
        assert_eq!(same_day(now, None, Some(earlier)), now);
        assert_eq!(
            same_day(now, Some(earlier), Some(begins)),
            now,
            "never later"
        );
    }
}
