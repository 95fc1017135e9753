//! When a mark may be appealed against, and what a decision may say.

use chrono::{DateTime, TimeDelta, Utc};

use super::hundredths::Hundredths;

/// Whether a mark that was known at `graded_at` may be appealed against now: for so many days after
/// that, the last moment included. A mark that is not known yet may not.
#[must_use]
pub fn is_open(graded_at: Option<DateTime<Utc>>, days: i64, now: DateTime<Utc>) -> bool {
    graded_at.is_some_and(|at| now <= at + TimeDelta::days(days))
}

/// Why a decision cannot stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// An appeal that is accepted leads to new marks.
    MarksMissing,
    /// One that is rejected leads to none.
    MarksOfRejected,
    /// They are less than nothing, or more than there are.
    OutOfRange,
}

/// The marks that a decision leads to; absent when it rejects the appeal.
///
/// # Errors
/// [`Problem`].
pub fn decided(
    accepted: bool,
    marks: Option<Hundredths>,
    most: Hundredths,
) -> Result<Option<Hundredths>, Problem> {
    match (accepted, marks) {
        (true, None) => Err(Problem::MarksMissing),
        (false, Some(_)) => Err(Problem::MarksOfRejected),
        (true, Some(marks)) if marks > most || marks < Hundredths::default() => {
            Err(Problem::OutOfRange)
        }
        (_, marks) => Ok(marks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appeal_is_open_from_the_mark_until_the_days_are_over() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let day = 86_400;
        for (graded_at, days, now, expected) in [
            (None, 14, 0, false),
            (Some(at(0)), 14, 0, true),
            (Some(at(0)), 14, 14 * day, true),
            (Some(at(0)), 14, 14 * day + 1, false),
            (Some(at(0)), 0, 1, false),
        ] {
            assert_eq!(is_open(graded_at, days, at(now)), expected, "{days} {now}");
        }
    }

    #[test]
    fn who_accepts_says_what_the_answer_is_worth_and_who_rejects_does_not() {
        let marks = Hundredths::from_count;
        for (accepted, given, expected) in [
            (true, Some(400), Ok(Some(marks(400)))),
            (true, Some(0), Ok(Some(marks(0)))),
            (true, Some(-1), Err(Problem::OutOfRange)),
            (true, Some(401), Err(Problem::OutOfRange)),
            (true, None, Err(Problem::MarksMissing)),
            (false, None, Ok(None)),
            (false, Some(1), Err(Problem::MarksOfRejected)),
        ] {
            assert_eq!(decided(accepted, given.map(marks), marks(400)), expected);
        }
    }
}
