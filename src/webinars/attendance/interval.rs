//! Stretches of time and what can be made of them: together, in common, and without.
//!
//! A list of intervals is in order and none overlaps another, but where [`union`] makes it so.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A stretch of time, `from` included and `to` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AttendanceInterval)]
pub struct Interval {
    /// The beginning.
    pub from: DateTime<Utc>,
    /// The end, not before the beginning.
    pub to: DateTime<Utc>,
}

impl Interval {
    /// Whether both share some time.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether the other lies wholly within.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}

/// The same time as not overlapping intervals in order; touching ones are joined.
#[must_use]
pub fn union(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut joined: Vec<Interval> = Vec::new();
    for next in intervals {
        match joined.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => joined.push(next),
        }
    }
    joined
}

/// The time that is in both lists.
#[must_use]
pub fn intersection(one: &[Interval], other: &[Interval]) -> Vec<Interval> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut common = Vec::new();
    while let (Some(a), Some(b)) = (one.peek().copied(), other.peek().copied()) {
        let (from, to) = (a.from.max(b.from), a.to.min(b.to));
        if from < to {
            common.push(Interval { from, to });
        }
        let ends_first = if a.to <= b.to { &mut one } else { &mut other };
        ends_first.next();
    }
    common
}

/// The time of the first list that is not in the second.
#[must_use]
pub fn difference(whole: &[Interval], taken: &[Interval]) -> Vec<Interval> {
    let mut left = Vec::new();
    for piece in whole {
        let mut from = piece.from;
        for cut in taken.iter().filter(|cut| cut.meets(*piece)) {
            if from < cut.from {
                left.push(Interval { from, to: cut.from });
            }
            from = from.max(cut.to);
        }
        if from < piece.to {
            left.push(Interval { from, to: piece.to });
        }
    }
    left
}

/// How long the intervals last together.
#[must_use]
pub fn length(intervals: &[Interval]) -> TimeDelta {
    intervals.iter().map(|one| one.to - one.from).sum()
}

/// Whole seconds, rounded down; 0 for a negative length.
#[must_use]
pub fn seconds(length: TimeDelta) -> u64 {
    u64::try_from(length.num_seconds()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn second(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    /// Any intervals, overlapping or not.
    fn pieces() -> impl Strategy<Value = Vec<Interval>> {
        let piece = (0..200_i64, 0..60_i64).prop_map(|(from, length)| Interval {
            from: second(from),
            to: second(from + length),
        });
        proptest::collection::vec(piece, 0..12)
    }

    fn covers(intervals: &[Interval], at: i64) -> usize {
        let holds = |one: &&Interval| one.from <= second(at) && second(at) < one.to;
        intervals.iter().filter(holds).count()
    }

    proptest! {
        #[test]
        fn a_union_covers_the_same_seconds_and_never_one_twice(pieces in pieces()) {
            let joined = union(pieces.clone());
            for at in 0..300 {
                prop_assert_eq!(covers(&joined, at), usize::from(covers(&pieces, at) > 0));
            }
            prop_assert!(joined.windows(2).all(|pair| pair[0].to < pair[1].from));
        }

        #[test]
        fn what_is_common_and_what_is_left_are_counted_second_by_second(
            one in pieces(), other in pieces(),
        ) {
            let (one, other) = (union(one), union(other));
            let (common, left) = (intersection(&one, &other), difference(&one, &other));
            for at in 0..300 {
                let (in_one, in_other) = (covers(&one, at), covers(&other, at));
                prop_assert_eq!(covers(&common, at), in_one * in_other);
                prop_assert_eq!(covers(&left, at), in_one * (1 - in_other));
            }
            prop_assert_eq!(length(&common) + length(&left), length(&one));
        }
    }
}
