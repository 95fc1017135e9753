//! The periods that values are of: a year, or a quarter of one; pure rules.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The first and the last year that a period may be of.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2200;

/// A year, such as `2026`, or a quarter of one, such as `2026-Q2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    year: i32,
    quarter: Option<u32>,
}

impl Period {
    /// A whole year; none outside of [`YEARS`].
    #[must_use]
    pub fn year_of(year: i32) -> Option<Self> {
        YEARS.contains(&year).then_some(Self {
            year,
            quarter: None,
        })
    }

    /// The year that it is, or lies in.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// Whether it is a whole year, which targets are set for.
    #[must_use]
    pub fn is_year(self) -> bool {
        self.quarter.is_none()
    }

    /// The quarters of a year.
    #[must_use]
    pub fn quarters(self) -> [Self; 4] {
        [1, 2, 3, 4].map(|quarter| Self {
            quarter: Some(quarter),
            ..self
        })
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        let month = self.quarter.map_or(1, |quarter| quarter * 3 - 2);
        NaiveDate::from_ymd_opt(self.year, month, 1).unwrap_or_default()
    }

    /// The first day after it.
    #[must_use]
    pub fn day_after(self) -> NaiveDate {
        let months = if self.is_year() { 12 } else { 3 };
        self.first_day()
            .checked_add_months(chrono::Months::new(months))
            .unwrap_or(NaiveDate::MAX)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.day_after().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// From when, and until before when, on the clock of a time zone.
    #[must_use]
    pub fn moments(self, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
        let midnight = |day: NaiveDate| {
            let midnight = day.and_time(NaiveTime::MIN);
            // Where clocks are put forward at midnight, the day begins later.
            let local = zone.from_local_datetime(&midnight).earliest();
            local.map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
        };
        (midnight(self.first_day()), midnight(self.day_after()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        match self.quarter {
            Some(quarter) => write!(formatter, "-Q{quarter}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Period {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const NEITHER: &str = "neither a year nor a quarter such as 2026-Q2";
        let (year, quarter) = match text.split_once("-Q") {
            None => (text, None),
            Some((year, quarter)) => (year, Some(quarter)),
        };
        let is_year = year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
        let year = year.parse().ok().filter(|_| is_year).ok_or(NEITHER)?;
        let whole = Self::year_of(year).ok_or(NEITHER)?;
        let quarter = match quarter {
            None => return Ok(whole),
            Some("1") => 1,
            Some("2") => 2,
            Some("3") => 3,
            Some("4") => 4,
            Some(_) => return Err(NEITHER),
        };
        Ok(Self {
            quarter: Some(quarter),
            ..whole
        })
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_a_year_or_a_quarter_and_nothing_else() {
        for text in ["2026", "2026-Q1", "2026-Q4"] {
            assert_eq!(period(text).to_string(), text);
        }
        for text in [
            "", "26", "2026-Q5", "2026-Q", "2026-Q11", "2026-4", "1989", "20266", "+026", "2026-q1",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_period_goes_from_its_first_day_to_its_last_on_the_clock_on_the_wall() {
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-Q1", "2026-01-01", "2026-03-31"),
            ("2024-Q4", "2024-10-01", "2024-12-31"),
        ] {
            let period = period(text);
            let days = (
                period.first_day().to_string(),
                period.last_day().to_string(),
            );
            assert_eq!(days, (first.to_owned(), last.to_owned()));
        }
        let (from, to) = period("2026-Q2").moments(chrono_tz::Asia::Ulaanbaatar);
        assert_eq!(from.to_rfc3339(), "2026-03-31T16:00:00+00:00");
        assert_eq!(to.to_rfc3339(), "2026-06-30T16:00:00+00:00");
    }

    #[test]
    fn the_quarters_of_a_year_are_the_year() {
        let year = period("2026");
        let quarters = year.quarters();
        assert_eq!(quarters[0].first_day(), year.first_day());
        assert_eq!(quarters[3].day_after(), year.day_after());
        for pair in quarters.windows(2) {
            assert_eq!(pair[0].day_after(), pair[1].first_day());
        }
    }
}
