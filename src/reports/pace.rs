//! Who is behind: a pure rule.
//!
//! Of what a person's courses ask for at one's own pace, as large a share should be done as has passed of the
//! self-paced window, whole items only; all of it once the window has ended. When the webinar window is over
//! as well, everything should be. Before a window opens, and where there is none, nobody is behind. Days of
//! grace are for who is late: they move nothing here.

use chrono::{DateTime, Utc};

use crate::cohorts::schedule::{Extension, Schedule};

/// How much should be done at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Seconds of the self-paced window that have passed.
    pub passed: i64,
    /// Seconds that it has, at least one.
    pub length: i64,
    /// Whether everything should be done, webinars included.
    pub is_over: bool,
}

impl Pace {
    /// At that moment, for somebody with these extensions.
    #[must_use]
    pub fn at(schedule: &Schedule, extensions: &[Extension], now: DateTime<Utc>) -> Self {
        let times = schedule.self_paced_times(extensions);
        let (passed, length) = times
            .opens_at
            .zip(times.ends_at)
            .map_or((0, 1), |(from, to)| {
                let length = (to - from).num_seconds().max(1);
                ((now - from).num_seconds().clamp(0, length), length)
            });
        let own_end = times.ends_at.is_none_or(|end| end <= now);
        let webinars_end = schedule.webinars_end();
        Self {
            passed,
            length,
            is_over: own_end && webinars_end.is_some_and(|end| end <= now),
        }
    }

    /// How many of so many self-paced items should be done.
    #[must_use]
    pub fn expected(self, asked_for: i64) -> i64 {
        asked_for.saturating_mul(self.passed) / self.length.max(1)
    }

    /// Whether somebody who has not finished is behind.
    #[must_use]
    pub fn is_behind(self, done: i64, asked_for: i64) -> bool {
        self.is_over || done < self.expected(asked_for)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;
    use crate::cohorts::schedule::Window;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 1, day).unwrap()
    }

    fn window(from: u32, until: u32) -> Option<Window> {
        Some(Window {
            from: day(from),
            until: day(until),
        })
    }

    fn schedule(self_paced: Option<Window>, webinars: Option<Window>) -> Schedule {
        Schedule {
            zone: chrono_tz::Asia::Ulaanbaatar,
            self_paced,
            webinars,
            deadlines: std::collections::BTreeMap::new(),
            grace_days: 5,
        }
    }

    /// Noon of a day in Ulaanbaatar, in hours before or after.
    fn noon(of: u32, hours: i64) -> DateTime<Utc> {
        day(of).and_hms_opt(4, 0, 0).unwrap().and_utc() + TimeDelta::hours(hours)
    }

    #[test]
    fn as_much_should_be_done_as_has_passed_of_the_window() {
        let both = schedule(window(1, 10), window(12, 20));
        let own_pace = schedule(window(1, 10), None);
        let (nothing, only_webinars) = (schedule(None, None), schedule(None, window(12, 20)));
        let longer = [Extension {
            item_id: None,
            until: day(20),
        }];
        for (schedule, extensions, now, done, expected) in [
            (&both, &[][..], noon(1, -24), 0, false),
            // Of five items one is asked for when two of ten days have passed, and not before.
            (&both, &[], noon(2, 11), 0, false),
            (&both, &[], noon(2, 13), 0, true),
            (&both, &[], noon(2, 13), 1, false),
            (&both, &[], noon(10, 0), 4, false),
            (&both, &[], noon(11, 0), 4, true),
            (&both, &[], noon(11, 0), 5, false),
            (&both, &longer, noon(11, 0), 2, false),
            (&both, &longer, noon(20, 0), 3, true),
            // What is left is webinars: everybody who has not finished.
            (&both, &[], noon(21, 0), 5, true),
            (&both, &longer, noon(21, 0), 5, true),
            (&own_pace, &[], noon(25, 0), 5, false),
            (&own_pace, &[], noon(25, 0), 4, true),
            (&nothing, &[], noon(25, 0), 0, false),
            (&only_webinars, &[], noon(20, 0), 0, false),
            (&only_webinars, &[], noon(21, 0), 5, true),
        ] {
            let pace = Pace::at(schedule, extensions, now);
            assert_eq!(pace.is_behind(done, 5), expected, "{now} {done} {pace:?}");
        }
    }

    proptest! {
        #[test]
        fn who_was_behind_is_behind_later_and_doing_more_never_puts_anybody_behind(
            from in -100..700_i64, later in 0..700_i64, done in 0..20_i64, asked_for in 0..20_i64,
            extended: bool,
        ) {
            let schedule = schedule(window(1, 10), window(12, 20));
            let extensions = [Extension { item_id: None, until: day(15) }];
            let extensions = if extended { &extensions[..] } else { &[] };
            let first = Pace::at(&schedule, extensions, noon(1, from));
            let second = Pace::at(&schedule, extensions, noon(1, from + later));
            prop_assert!(!first.is_behind(done, asked_for) || second.is_behind(done, asked_for));
            prop_assert!(first.is_behind(done, asked_for) || !first.is_behind(done + 1, asked_for));
            prop_assert!(first.expected(asked_for) <= asked_for);
            // More time puts nobody behind.
            let common = Pace::at(&schedule, &[], noon(1, from));
            prop_assert!(common.is_behind(done, asked_for) || !first.is_behind(done, asked_for));
        }
    }
}
