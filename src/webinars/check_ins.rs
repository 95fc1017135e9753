//! The codes with which people check in at somebody else's computer: pure rules.

use chrono::{DateTime, TimeDelta, Utc};

/// The characters of a code, see [`crate::ids::new_short_code`].
pub const CODE_LENGTH: usize = 6;
/// How long before the planned start and after the planned end a code is taken: the webinar's day,
/// whatever the hosts run late.
pub const AROUND: TimeDelta = TimeDelta::hours(12);
/// Codes that one person may enter within a quarter of an hour: a classroom with room for mistakes. A
/// stranger who guesses meets one of ten thousand codes once in a hundred thousand tries.
pub const TRIES: i32 = 120;

/// When codes of a webinar of this plan are taken: from, and until before.
#[must_use]
pub fn day(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> std::ops::Range<DateTime<Utc>> {
    starts_at - AROUND..ends_at + AROUND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_for_the_day_of_the_webinar() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let day = day(at("2026-03-02T01:00:00Z"), at("2026-03-02T09:00:00Z"));
        for (text, is_in) in [
            ("2026-03-01T12:59:59Z", false),
            ("2026-03-01T13:00:00Z", true),
            ("2026-03-02T20:59:59Z", true),
            ("2026-03-02T21:00:00Z", false),
        ] {
            assert_eq!(day.contains(&at(text)), is_in, "{text}");
        }
    }
}
