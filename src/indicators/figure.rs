//! Figures of indicators: numbers with two decimals, counted in whole hundredths, so that sums are exact.
//! Amounts of money are larger than marks are, so they have a type of their own.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A number with two decimals, from nothing to a million million; in JSON an ordinary number such as
/// `93.4`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(into = "f64", try_from = "f64")]
#[schema(value_type = f64, minimum = 0, maximum = 1_000_000_000_000_i64, example = 93.4)]
pub struct Figure(i64);

impl Figure {
    /// The greatest.
    pub const MAX: Self = Self(100_000_000_000_000);

    /// A hundred per cent.
    pub const WHOLE: Self = Self(10_000);

    /// From a count of hundredths, as the database keeps it.
    #[must_use]
    pub fn from_hundredths(count: i64) -> Self {
        Self(count.clamp(0, Self::MAX.0))
    }

    /// From a count of things.
    #[must_use]
    pub fn from_count(count: i64) -> Self {
        Self::from_hundredths(count.saturating_mul(100))
    }

    /// The count of hundredths, as the database keeps it.
    #[must_use]
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % 100 == 0
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self::from_hundredths(self.0.saturating_add(other.0))
    }

    /// How many per cent `part` is of `whole`, rounded down: a share that is shown never reaches a
    /// target that was missed. Nothing when there is no whole.
    #[must_use]
    pub fn percent(part: i64, whole: i64) -> Option<Self> {
        let share = i128::from(part)
            .checked_mul(10_000)?
            .checked_div(i128::from(whole))?;
        i64::try_from(share).ok().map(Self::from_hundredths)
    }

    /// How many per cent of a target this is; nothing when the target is nothing.
    #[must_use]
    pub fn of_target(self, target: Self) -> Option<Self> {
        Self::percent(self.0, target.0)
    }
}

impl From<Figure> for f64 {
    #[expect(
        clippy::as_conversions,
        reason = "at most 10^14, which a float holds exactly; std has no From<i64>"
    )]
    fn from(figure: Figure) -> Self {
        figure.0 as Self / 100.0
    }
}

impl TryFrom<f64> for Figure {
    type Error = &'static str;

    /// Takes a number from nothing to [`Figure::MAX`] with two decimals.
    fn try_from(number: f64) -> Result<Self, Self::Error> {
        let hundredths = (number * 100.0).round();
        if !(0.0..=1e14).contains(&hundredths) {
            return Err("not a number from 0 to 1000000000000");
        }
        // Of a great number the float itself has no finer steps.
        if (number * 100.0 - hundredths).abs() > 1e-6_f64.max(hundredths * 1e-15) {
            return Err("more than two decimals");
        }
        #[expect(
            clippy::as_conversions,
            reason = "a whole number in the range of i64, as checked above; std has no TryFrom<f64>"
        )]
        let count = hundredths as i64;
        Ok(Self(count))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_is_rounded_down_and_there_is_none_of_nothing() {
        let percent = |part, whole| Figure::percent(part, whole).map(Figure::hundredths);
        assert_eq!(percent(6_165, 9_633), Some(6_399));
        assert_eq!(percent(2, 3), Some(6_666));
        assert_eq!(percent(3, 3), Some(10_000));
        assert_eq!(percent(0, 0), None);
        let target = Figure::from_count(40);
        let reached = Figure::from_count(50).of_target(target);
        assert_eq!(reached, Some(Figure::from_hundredths(12_500)));
    }

    #[test]
    fn what_is_not_a_number_with_two_decimals_is_refused() {
        for text in ["-0.01", "0.005", "1.333", "1000000000001", "1e300"] {
            assert!(serde_json::from_str::<Figure>(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn json_keeps_every_hundredth(count in 0..=Figure::MAX.0) {
            let figure = Figure(count);
            let json = serde_json::to_string(&figure).unwrap();
            prop_assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure);
        }
    }
}
