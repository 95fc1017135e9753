use proptest::prelude::*;

use super::*;

const QUIET: QuietHours = QuietHours { from: 21, until: 8 };
const HOME: Tz = Tz::Asia__Ulaanbaatar;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn window(days: i64, grace: i64) -> Times {
    let opens = at("2021-01-14T16:00:00Z");
    let ends = opens + TimeDelta::days(days);
    Times {
        opens_at: Some(opens),
        ends_at: Some(ends),
        closes_at: Some(ends + TimeDelta::days(grace)),
    }
}

#[test]
fn a_window_has_four_moments_and_a_short_one_fewer() {
    use Kind::{HalfTime, Missed, Opens, ThreeDays};
    for (days, grace, hours, expected) in [
        (22, 0, -1, None),
        (22, 0, 0, Some(Opens)),
        (22, 0, 11 * 24 - 1, Some(Opens)),
        (22, 0, 11 * 24, Some(HalfTime)),
        (22, 0, 19 * 24, Some(ThreeDays)),
        (22, 0, 22 * 24, Some(Missed)),
        (22, 0, 29 * 24, None),
        // In the days of grace nothing is missed yet.
        (22, 2, 23 * 24, Some(ThreeDays)),
        (22, 2, 24 * 24, Some(Missed)),
        (5, 0, 2 * 24, Some(ThreeDays)),
        (5, 0, 47, Some(Opens)),
        (2, 0, 24, Some(Opens)),
        (2, 0, 48, Some(Missed)),
    ] {
        let times = window(days, grace);
        let now = times.opens_at.unwrap() + TimeDelta::hours(hours);
        let kind = stage(&times, now).map(|(kind, _)| kind);
        assert_eq!(kind, expected, "{days} {hours}");
    }
    let now = at("2021-02-01T00:00:00Z");
    assert_eq!(
        stage(&Times::default(), now),
        None,
        "what has no end is not missed"
    );
}

#[test]
fn whoever_has_begun_is_not_pushed_and_whoever_has_finished_hears_nothing() {
    let since = at("2021-01-25T16:00:00Z");
    let early = since - TimeDelta::days(20);
    for (kind, joined_at, done, left, expected) in [
        (Kind::Opens, early, 0, 9, true),
        (Kind::Opens, since, 0, 9, false),
        (Kind::HalfTime, early, 0, 9, true),
        (Kind::HalfTime, early, 1, 8, false),
        (Kind::ThreeDays, early, 8, 1, true),
        (Kind::ThreeDays, early, 9, 0, false),
        (Kind::Missed, early, 0, 9, true),
        (Kind::Missed, early, 9, 0, false),
        (Kind::Missed, since, 0, 9, false),
    ] {
        let standing = Standing {
            joined_at,
            done,
            left,
        };
        assert_eq!(
            is_told((kind, since), &standing),
            expected,
            "{kind:?} {done}"
        );
    }
}

#[test]
fn what_is_thought_of_at_night_is_told_in_the_morning_with_all_the_rest() {
    // Half past nine in the evening.
    let night = at("2021-01-15T13:30:00Z");
    let morning = (day("2021-01-16"), at("2021-01-16T00:00:00Z"));
    assert_eq!(letter(night, HOME, QUIET, &[]), morning);
    let later = at("2021-01-15T19:30:00Z");
    assert_eq!(letter(later, HOME, QUIET, &[morning]), morning);
    // By day it leaves soon, and what comes with it is in it.
    let noon = at("2021-01-16T04:00:00Z");
    let soon = (day("2021-01-16"), noon + GATHERING);
    assert_eq!(letter(noon, HOME, QUIET, &[]), soon);
    assert_eq!(letter(noon, HOME, QUIET, &[soon]), soon);
    // When the day's letter has left, it is for the next morning.
    let next = (day("2021-01-17"), at("2021-01-17T00:00:00Z"));
    assert_eq!(letter(noon, HOME, QUIET, &[morning]), next);
    assert_eq!(letter(noon, HOME, QUIET, &[morning, next]), next);
    // Elsewhere it is day.
    let there = letter(night, Tz::Europe__Berlin, QUIET, &[]);
    assert_eq!(there, (day("2021-01-15"), night + GATHERING));
}

proptest! {
    #[test]
    fn no_letter_leaves_at_night_and_no_two_on_one_day(
        zone in prop::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        start in 0_i64..1_900_000_000,
        steps in prop::collection::vec(1_i64..200_000, 1..12),
        (from, until) in (0_u32..24, 0_u32..24),
    ) {
        let quiet = QuietHours { from, until };
        let mut now = DateTime::from_timestamp(start, 0).unwrap();
        let mut written: Vec<Letter> = Vec::new();
        for step in steps {
            now += TimeDelta::seconds(step);
            let (day, due_at) = letter(now, zone, quiet, &written);
            prop_assert!(due_at > now);
            prop_assert!(due_at - now < TimeDelta::days(8), "{due_at}");
            let local = due_at.with_timezone(&zone);
            prop_assert_eq!(local.date_naive(), day);
            // Clocks that are changed in the night may move a morning by an hour or two.
            let near = [-3_600 * 24, -7_200, -3_600, 0, 3_600, 7_200].map(|seconds| {
                (local + TimeDelta::seconds(seconds)).hour()
            });
            prop_assert!(!near.iter().all(|hour| quiet.has(*hour)), "{local}");
            match written.iter().find(|(other, _)| *other == day) {
                Some(known) => prop_assert_eq!(known.1, due_at),
                None => written.push((day, due_at)),
            }
        }
    }

    #[test]
    fn stages_come_in_their_order(days in 0_i64..90, grace in 0_i64..20, hours in prop::collection::vec(-50_i64..3_000, 2)) {
        let times = window(days, grace);
        let mut hours = hours;
        hours.sort_unstable();
        let stages: Vec<_> = hours
            .iter()
            .map(|hours| stage(&times, times.opens_at.unwrap() + TimeDelta::hours(*hours)))
            .collect();
        if let [Some(first), Some(second)] = stages[..] {
            prop_assert!(first.0 <= second.0 && first.1 <= second.1);
        }
    }
}
