//! Marks and percentages: numbers with two decimals, counted in whole hundredths, so that sums
//! are exact and both databases compare them alike. A wrong answer may cost marks, so they may be
//! less than nothing.

use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A number with two decimals, kept as whole hundredths; in JSON an ordinary
/// number such as `1.33`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(into = "f64", try_from = "f64")]
#[schema(value_type = f64, minimum = -1_000_000, maximum = 1_000_000, example = 1.33)]
pub struct Hundredths(i32);

impl Hundredths {
    /// The most that is taken, and with a minus the least: 1,000 questions of 1,000 marks.
    pub const MAX: Self = Self(100_000_000);

    /// From a count of hundredths, as the database keeps it.
    #[must_use]
    pub fn from_count(count: i32) -> Self {
        Self(count.clamp(-Self::MAX.0, Self::MAX.0))
    }

    /// From whole units.
    #[must_use]
    pub fn from_whole(whole: u16) -> Self {
        Self::from_count(i32::from(whole).saturating_mul(100))
    }

    /// The count of hundredths, as the database keeps it.
    #[must_use]
    pub fn count(self) -> i32 {
        self.0
    }

    /// This times a share from −2 to 1, rounded to the nearest hundredth, half a hundredth upwards.
    /// What is not a number counts as nothing.
    #[must_use]
    pub fn times(self, share: f64) -> Self {
        // A share such as 1/8 of 1.00 is exact, 1/3 is not: a hair is granted, so that a half that
        // came out as 0.4999… is a half.
        const HAIR: f64 = 1e-6;
        let hundredths = (f64::from(self.0) * share.clamp(-2.0, 1.0) + 0.5 + HAIR).floor();
        #[expect(
            clippy::as_conversions,
            reason = "a whole number in the range of i32, as clamped above; NaN becomes 0"
        )]
        let count = hundredths as i32;
        Self::from_count(count)
    }

    /// The number halfway between the two, rounded to the nearest hundredth, half a hundredth
    /// upwards.
    #[must_use]
    pub fn mean(self, other: Self) -> Self {
        Self(self.0.midpoint(other.0) + (self.0 + other.0) % 2)
    }

    /// How many per cent of `whole` this is, rounded down: a percentage that is shown never
    /// reaches a mark that was missed. Nothing when `whole` is 0.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Self {
        let count = (i64::from(self.0) * 10_000).checked_div(i64::from(whole.0));
        Self::from_count(
            count
                .and_then(|count| i32::try_from(count).ok())
                .unwrap_or(0),
        )
    }
}

impl Add for Hundredths {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::from_count(self.0.saturating_add(other.0))
    }
}

impl Sum for Hundredths {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::default(), Add::add)
    }
}

impl From<Hundredths> for f64 {
    fn from(number: Hundredths) -> Self {
        Self::from(number.0) / 100.0
    }
}

impl TryFrom<f64> for Hundredths {
    type Error = &'static str;

    /// Takes a number of at most [`Hundredths::MAX`], with or without a minus, and two decimals.
    fn try_from(number: f64) -> Result<Self, Self::Error> {
        let hundredths = (number * 100.0).round();
        let limit = f64::from(Self::MAX.0);
        if !(-limit..=limit).contains(&hundredths) {
            return Err("not a number from -1000000 to 1000000");
        }
        if (number * 100.0 - hundredths).abs() > 1e-6 {
            return Err("more than two decimals");
        }
        #[expect(
            clippy::as_conversions,
            reason = "a whole number in the range of i32, as checked above; std has no TryFrom<f64>"
        )]
        let count = hundredths as i32;
        Ok(Self(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_is_rounded_to_the_nearest_hundredth_and_halves_upwards() {
        let share = |marks, share| Hundredths::from_whole(marks).times(share).count();
        assert_eq!(share(1, 1.0 / 3.0), 33);
        assert_eq!(share(1, 2.0 / 3.0), 67);
        assert_eq!(share(1, 1.0 / 8.0), 13);
        assert_eq!(share(10, 1.0), 1_000);
        assert_eq!(share(10, 0.0), 0);
        assert_eq!(share(1, -1.0 / 3.0), -33);
        assert_eq!(share(10, -2.0), -2_000);
        assert_eq!(share(10, f64::NAN), 0);
    }

    #[test]
    fn a_percentage_is_rounded_down() {
        let percent = |part, whole| {
            Hundredths::from_count(part)
                .percent_of(Hundredths::from_count(whole))
                .count()
        };
        assert_eq!(percent(200, 300), 6_666);
        assert_eq!(percent(79_999, 100_000), 7_999);
        assert_eq!(percent(300, 300), 10_000);
        assert_eq!(percent(0, 0), 0);
    }

    #[test]
    fn what_is_not_a_number_with_two_decimals_is_refused() {
        for text in ["-1000000.01", "0.005", "1.333", "1000000.01", "1e300"] {
            assert!(serde_json::from_str::<Hundredths>(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn json_keeps_every_hundredth(count in -Hundredths::MAX.0..=Hundredths::MAX.0) {
            let number = Hundredths(count);
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Hundredths>(&json).unwrap(), number);
        }

        #[test]
        fn a_share_is_never_more_than_the_whole(count in 0..=Hundredths::MAX.0, share in 0.0..=1.0) {
            let number = Hundredths(count);
            prop_assert!(number.times(share) <= number);
        }
    }
}
