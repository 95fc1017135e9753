//! Dates and times as people of each language write them: pure functions.

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeDelta, Utc};
use chrono_tz::Tz;

use super::{Arguments, Language};

/// The time zone of this name (IANA), as the register of people keeps it; UTC when it has been
/// taken out of the list of time zones since.
#[must_use]
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

/// A day: `2026 оны 9 дүгээр сарын 1`, `1 September 2026`.
#[must_use]
pub fn date(language: Language, day: NaiveDate) -> String {
    let month = language.text(&format!("date-month-{}", day.month()), &Arguments::none());
    let arguments = Arguments::none()
        .with("year", day.year())
        .with("month", month)
        .with("day", day.day());
    language.text("date-day", &arguments)
}

/// A moment, on the 24-hour clock and with the time zone: `1 September 2026, 14:00 (UTC+8)`.
#[must_use]
pub fn moment(language: Language, at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    let time = local.format("%H:%M").to_string();
    words(language, local.date_naive(), &time, &offset(at, zone))
}

/// From one moment to another: `1 September 2026, 14:00–15:30 (UTC+8)`; both moments are written out
/// when it goes past midnight, or when clocks are changed in between.
#[must_use]
pub fn span(language: Language, from: DateTime<Utc>, to: DateTime<Utc>, zone: Tz) -> String {
    let (begin, end) = (from.with_timezone(&zone), to.with_timezone(&zone));
    let is_one_clock = begin.offset().fix() == end.offset().fix();
    if begin.date_naive() != end.date_naive() || !is_one_clock {
        let [begin, end] = [from, to].map(|at| moment(language, at, zone));
        return format!("{begin} – {end}");
    }
    let time = format!("{}–{}", begin.format("%H:%M"), end.format("%H:%M"));
    words(language, begin.date_naive(), &time, &offset(from, zone))
}

fn words(language: Language, day: NaiveDate, time: &str, zone: &str) -> String {
    let arguments = Arguments::none()
        .with("date", date(language, day))
        .with("time", time)
        .with("zone", zone);
    language.text("date-moment", &arguments)
}

/// How far a time zone is from UTC at a moment: `UTC+8`, `UTC+5:30`, `UTC`.
fn offset(at: DateTime<Utc>, zone: Tz) -> String {
    let seconds = at.with_timezone(&zone).offset().fix().local_minus_utc();
    let east = TimeDelta::seconds(i64::from(seconds));
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (east.abs().num_hours(), east.abs().num_minutes() % 60);
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Ky, Mn, Ru};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn each_language_writes_a_day_in_its_own_way() {
        for (language, text, expected) in [
            (Mn, "2026-09-01", "2026 оны 9 дүгээр сарын 1"),
            (Mn, "2026-10-31", "2026 оны 10 дугаар сарын 31"),
            (En, "2026-09-01", "1 September 2026"),
            (Ru, "2026-05-09", "9 мая 2026 г."),
            (Ky, "2026-09-01", "2026-жылдын 1-сентябры"),
            (Ky, "2026-07-15", "2026-жылдын 15-июлу"),
        ] {
            assert_eq!(date(language, day(text)), expected);
        }
    }

    #[test]
    fn the_twelve_months_differ_and_a_mongolian_ordinal_follows_the_vowels_of_its_number() {
        let front = [1, 4, 9, 11];
        for month in 1..=12_u32 {
            let first = NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
            let ordinal = if front.contains(&month) {
                "дүгээр"
            } else {
                "дугаар"
            };
            assert_eq!(
                date(Mn, first),
                format!("2026 оны {month} {ordinal} сарын 1")
            );
            for language in Language::ALL {
                let next = NaiveDate::from_ymd_opt(2026, month % 12 + 1, 1).unwrap();
                assert_ne!(date(language, first), date(language, next));
            }
        }
    }

    #[test]
    fn a_moment_is_told_where_the_person_lives() {
        let late = at("2026-08-31T22:05:00Z");
        for (language, zone, expected) in [
            (
                Mn,
                Tz::Asia__Ulaanbaatar,
                "2026 оны 9 дүгээр сарын 1, 06:05 (UTC+8)",
            ),
            (
                Mn,
                Tz::Asia__Hovd,
                "2026 оны 9 дүгээр сарын 1, 05:05 (UTC+7)",
            ),
            (En, Tz::Asia__Kolkata, "1 September 2026, 03:35 (UTC+5:30)"),
            (
                En,
                Tz::America__St_Johns,
                "31 August 2026, 19:35 (UTC-2:30)",
            ),
            (Ru, Tz::UTC, "31 августа 2026 г., 22:05 (UTC)"),
            (
                Ky,
                Tz::Asia__Bishkek,
                "2026-жылдын 1-сентябры, 04:05 (UTC+6)",
            ),
        ] {
            assert_eq!(moment(language, late, zone), expected);
        }
    }

    #[test]
    fn a_span_names_its_day_once_unless_it_goes_past_midnight() {
        let (from, to) = (at("2026-09-01T06:00:00Z"), at("2026-09-01T07:30:00Z"));
        assert_eq!(
            span(En, from, to, Tz::Asia__Ulaanbaatar),
            "1 September 2026, 14:00–15:30 (UTC+8)"
        );
        let night = at("2026-09-01T16:30:00Z");
        assert_eq!(
            span(En, from, night, Tz::Asia__Ulaanbaatar),
            "1 September 2026, 14:00 (UTC+8) – 2 September 2026, 00:30 (UTC+8)"
        );
    }

    #[test]
    fn a_span_tells_both_clocks_when_they_are_changed_in_between() {
        let (from, to) = (at("2026-03-29T00:30:00Z"), at("2026-03-29T02:00:00Z"));
        for (zone, expected) in [
            (
                Tz::Europe__Berlin,
                "29 March 2026, 01:30 (UTC+1) – 29 March 2026, 04:00 (UTC+2)",
            ),
            (Tz::UTC, "29 March 2026, 00:30–02:00 (UTC)"),
        ] {
            assert_eq!(span(En, from, to, zone), expected);
        }
    }

    #[test]
    fn a_time_zone_that_nobody_knows_any_longer_is_utc() {
        assert_eq!(zone("Asia/Ulaanbaatar"), Tz::Asia__Ulaanbaatar);
        assert_eq!(zone("Mars/Olympus"), Tz::UTC);
    }
}
