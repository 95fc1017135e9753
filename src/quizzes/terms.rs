//! When a quiz is open for one learner, how often and how long: what its author says, and what
//! somebody may be granted beyond it.

pub mod told;

use chrono::{DateTime, TimeDelta, Utc};

use super::quiz::{LateAnswers, Quiz};
use crate::cohorts::schedule::Times;

/// The terms of a quiz for one learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// From when on it may be started; absent for always.
    pub opens_at: Option<DateTime<Utc>>,
    /// Until when answers are taken; absent for no end.
    pub closes_at: Option<DateTime<Utc>>,
    /// How often it may be tried; absent for any number of tries.
    pub tries: Option<usize>,
    /// How long one try may take; absent for no limit.
    pub duration: Option<TimeDelta>,
    /// How long to wait between two tries.
    pub between_tries: TimeDelta,
    /// How long after the deadline answers that were made in time are awaited.
    pub late_for: TimeDelta,
}

/// What is granted beyond the quiz's own terms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extra {
    /// More minutes for each try.
    pub minutes: u16,
    /// More tries.
    pub tries: u16,
    /// A later end.
    pub closes_at: Option<DateTime<Utc>>,
}

impl Terms {
    /// The terms of a quiz for whoever is granted these extras. Of several, the most generous
    /// counts in each respect: extras are not added up.
    #[must_use]
    pub fn of(quiz: &Quiz, extras: &[Extra]) -> Self {
        let minutes = extras.iter().map(|extra| extra.minutes).max().unwrap_or(0);
        let tries = extras.iter().map(|extra| extra.tries).max().unwrap_or(0);
        let later = extras.iter().filter_map(|extra| extra.closes_at).max();
        let late_for = match quiz.late_answers {
            LateAnswers::NeverCount => TimeDelta::zero(),
            LateAnswers::CountIfMadeInTime => TimeDelta::hours(quiz.late_hours.into()),
        };
        Self {
            opens_at: quiz.opens_at,
            closes_at: quiz
                .closes_at
                .map(|own| later.map_or(own, |later| later.max(own))),
            tries: quiz.tries.map(|own| usize::from(own) + usize::from(tries)),
            duration: quiz
                .minutes
                .map(|own| TimeDelta::minutes(i64::from(own) + i64::from(minutes))),
            between_tries: TimeDelta::minutes(quiz.minutes_between_tries.into()),
            late_for,
        }
    }

    /// The same within a window of the learner's cohort: it opens no earlier and closes no later than that.
    #[must_use]
    pub fn within(self, window: Option<&Times>) -> Self {
        let Some(window) = window else { return self };
        Self {
            opens_at: self.opens_at.max(window.opens_at),
            closes_at: [self.closes_at, window.closes_at]
                .into_iter()
                .flatten()
                .min(),
            ..self
        }
    }

    /// When a try that was started then ends: when its time is over or the quiz closes, whichever
    /// comes first.
    #[must_use]
    pub fn deadline(&self, started_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let by_duration = self.duration.map(|duration| started_at + duration);
        [by_duration, self.closes_at].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + minute * 60, 0).unwrap()
    }

    #[test]
    fn the_most_generous_extra_counts_in_each_respect() {
        let quiz = Quiz {
            opens_at: Some(at(0)),
            closes_at: Some(at(100)),
            minutes: Some(30),
            tries: Some(1),
            ..examples::plain()
        };
        let plain = Terms::of(&quiz, &[]);
        assert_eq!(
            (plain.tries, plain.duration),
            (Some(1), Some(TimeDelta::minutes(30)))
        );
        assert_eq!(plain.deadline(at(10)), Some(at(40)));
        assert_eq!(
            plain.deadline(at(90)),
            Some(at(100)),
            "the end of the quiz cuts a try short"
        );

        let more_time = Extra {
            minutes: 15,
            ..Extra::default()
        };
        let more_tries = Extra {
            minutes: 5,
            tries: 2,
            closes_at: Some(at(200)),
        };
        let extended = Terms::of(&quiz, &[more_time, more_tries]);
        assert_eq!(extended.tries, Some(3));
        assert_eq!(extended.deadline(at(10)), Some(at(55)));
        assert_eq!(extended.deadline(at(190)), Some(at(200)));
    }

    #[test]
    fn a_window_cuts_a_quiz_short_and_opens_it_no_earlier() {
        let quiz = Quiz {
            opens_at: Some(at(10)),
            closes_at: Some(at(100)),
            minutes: Some(30),
            ..examples::plain()
        };
        let window = |opens, ends, closes| Times {
            opens_at: Some(at(opens)),
            ends_at: Some(at(ends)),
            closes_at: Some(at(closes)),
        };
        let terms = Terms::of(&quiz, &[]);
        assert_eq!(terms.within(None), terms);
        let cut = terms.within(Some(&window(0, 40, 50)));
        assert_eq!((cut.opens_at, cut.closes_at), (Some(at(10)), Some(at(50))));
        assert_eq!(cut.deadline(at(30)), Some(at(50)), "grace included");
        let later = terms.within(Some(&window(20, 200, 200)));
        assert_eq!(
            (later.opens_at, later.closes_at),
            (Some(at(20)), Some(at(100)))
        );
        let endless = Terms::of(&examples::plain(), &[]).within(Some(&window(0, 40, 50)));
        assert_eq!(endless.deadline(at(0)), Some(at(50)));
    }

    #[test]
    fn what_has_no_limit_gets_none_by_an_extra() {
        let extra = Extra {
            minutes: 15,
            tries: 1,
            closes_at: Some(at(1)),
        };
        let terms = Terms::of(&examples::plain(), &[extra]);
        assert_eq!((terms.tries, terms.deadline(at(0))), (None, None));
    }
}
