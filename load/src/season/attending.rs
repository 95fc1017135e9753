//! How long somebody sat in a webinar, as well as a client can know: the server's moment lies between the
//! last one before a client asked and the first one after it was answered. Pure.

use chrono::{DateTime, Utc};

/// A moment that lies between these two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Not before this.
    pub earliest: DateTime<Utc>,
    /// Not after this.
    pub latest: DateTime<Utc>,
}

/// From one moment to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The beginning.
    pub from: Moment,
    /// The end.
    pub to: Moment,
}

/// When somebody was there: stretches that do not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attended {
    stretches: Vec<Stretch>,
    since: Option<Moment>,
}

impl Attended {
    /// The person is there from now on; who is there already is.
    pub fn comes(&mut self, at: Moment) {
        self.since.get_or_insert(at);
    }

    /// The person is not there any more.
    pub fn goes(&mut self, at: Moment) {
        if let Some(from) = self.since.take() {
            self.stretches.push(Stretch { from, to: at });
        }
    }

    /// Whether the person was ever there.
    pub fn ever(&self) -> bool {
        !self.stretches.is_empty() || self.since.is_some()
    }

    /// How many seconds of a webinar the person was there: at least, and at most.
    pub fn seconds(&self, live: Stretch) -> (i64, i64) {
        let least = |one: &Stretch| {
            let from = one.from.latest.max(live.from.latest);
            (one.to.earliest.min(live.to.earliest) - from).num_milliseconds()
        };
        let most = |one: &Stretch| {
            let from = one.from.earliest.max(live.from.earliest);
            (one.to.latest.min(live.to.latest) - from).num_milliseconds()
        };
        let least: i64 = self
            .stretches
            .iter()
            .map(least)
            .map(|time| time.max(0))
            .sum();
        let most: i64 = self
            .stretches
            .iter()
            .map(most)
            .map(|time| time.max(0))
            .sum();
        // Whole seconds are counted, and the two clocks may be some milliseconds apart.
        ((least / 1_000 - 1).max(0), most / 1_000 + 1)
    }

    /// Whether that was certainly enough of what was held, or certainly not; nothing in between.
    pub fn is_enough(&self, live: Stretch, percent: i64) -> Option<bool> {
        let (least, most) = self.seconds(live);
        let shortest = (live.to.earliest - live.from.latest).num_seconds();
        let longest = (live.to.latest - live.from.earliest).num_seconds() + 1;
        match (
            least * 100 >= longest * percent,
            most * 100 < shortest * percent,
        ) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(second: i64) -> Moment {
        let earliest = DateTime::from_timestamp(1_610_000_000 + second, 0).unwrap();
        let latest = earliest + TimeDelta::seconds(1);
        Moment { earliest, latest }
    }

    fn live() -> Stretch {
        let (from, to) = (at(0), at(1_000));
        Stretch { from, to }
    }

    #[test]
    fn what_lies_before_and_after_a_webinar_does_not_count() {
        let mut attended = Attended::default();
        assert!(!attended.ever());
        attended.comes(at(-300));
        attended.goes(at(1_500));
        assert!(attended.ever());
        assert_eq!(attended.seconds(live()), (998, 1_002));
        assert_eq!(attended.is_enough(live(), 80), Some(true));
    }

    #[test]
    fn two_devices_count_once_and_a_cut_costs_the_cut() {
        let mut attended = Attended::default();
        attended.comes(at(0));
        attended.comes(at(100));
        attended.goes(at(300));
        attended.goes(at(350));
        attended.comes(at(700));
        attended.goes(at(1_000));
        assert_eq!(attended.seconds(live()), (597, 603));
        assert_eq!(attended.is_enough(live(), 80), Some(false));
        assert_eq!(attended.is_enough(live(), 60), None, "nobody can tell");
    }
}
