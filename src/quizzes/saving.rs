//! What becomes of an answer that arrives: whether it counts, is kept beside one that counts, or
//! is confirmed once more.
//!
//! Answers come late, twice, in any order and from several devices. The rule by which they merge
//! is the same everywhere: the greatest client number counts, and of equal numbers the one that was
//! made last by the devices' own clocks, then the one that arrived first. What does not count is
//! kept in the attempt's history all the same, for everybody to see.

use chrono::{DateTime, Utc};

use super::attempt::{Attempt, Refusal, State};

/// The place of an answer in the order of the answers to its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// The client's own number.
    pub client_number: i64,
    /// When the device says that it was made; when it arrived, for a device that does not say.
    pub made_at: DateTime<Utc>,
}

/// What is done with an answer that has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// It counts from now on.
    Counts {
        /// It arrived after the deadline, but was made before it.
        late: bool,
    },
    /// It is kept, but a newer one has been saved before it.
    Superseded,
    /// It is kept, but came too late to count.
    TooLate,
}

/// What becomes of an answer to one question that has not been seen before. `saved` is the rank of
/// the one that counts so far; `claimed_at` is when the device says that it was made.
///
/// # Errors
/// [`Refusal::NotStarted`]; [`Refusal::AlreadySubmitted`] when the learner has submitted: what the
/// deadline closed still keeps what comes late.
pub fn save(
    attempt: &Attempt,
    saved: Option<Rank>,
    client_number: i64,
    claimed_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Saving, Refusal> {
    let in_time = |claimed: DateTime<Utc>| {
        let not_before = attempt.started_at.is_some_and(|started| started <= claimed);
        not_before && attempt.deadline.is_none_or(|deadline| claimed < deadline)
    };
    let late = match attempt.as_of(now).state {
        State::Created => return Err(Refusal::NotStarted),
        State::Open => false,
        State::Overdue if claimed_at.is_some_and(in_time) => true,
        State::Overdue | State::Abandoned { .. } => return Ok(Saving::TooLate),
        State::Submitted { at }
        | State::Graded {
            submitted_at: at, ..
        } => {
            let by_deadline = attempt.deadline.is_some_and(|deadline| deadline <= at);
            return if by_deadline {
                Ok(Saving::TooLate)
            } else {
                Err(Refusal::AlreadySubmitted)
            };
        }
    };
    let arrived = Rank {
        client_number,
        made_at: made_at(claimed_at, now),
    };
    Ok(if saved.is_some_and(|saved| saved >= arrived) {
        Saving::Superseded
    } else {
        Saving::Counts { late }
    })
}

/// When an answer counts as made: when the device says, but never later than it arrived.
#[must_use]
pub fn made_at(claimed_at: Option<DateTime<Utc>>, arrived_at: DateTime<Utc>) -> DateTime<Utc> {
    claimed_at.map_or(arrived_at, |claimed_at| claimed_at.min(arrived_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::attempt::Before;
    use crate::quizzes::examples;
    use crate::quizzes::quiz::{LateAnswers, Quiz};
    use crate::quizzes::terms::Terms;
    use proptest::prelude::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + minute * 60, 0).unwrap()
    }

    /// Half an hour from minute 0, and an hour more for what was made in time.
    fn started() -> Attempt {
        let quiz = Quiz {
            minutes: Some(30),
            late_answers: LateAnswers::CountIfMadeInTime,
            late_hours: 1,
            ..examples::plain()
        };
        let terms = Terms::of(&quiz, &[]);
        let created = Attempt::create(&terms, Before::default(), at(-5)).unwrap();
        created.started(&terms, at(0)).unwrap()
    }

    #[test]
    fn an_answer_counts_by_when_it_comes_and_when_it_was_made() {
        let submitted = started().submitted(at(10)).unwrap();
        let counts = |late| Ok(Saving::Counts { late });
        for (attempt, claimed, arrives, expected) in [
            (started(), None, 29, counts(false)),
            (started(), None, 30, Ok(Saving::TooLate)),
            (started(), Some(29), 30, counts(true)),
            (started(), Some(30), 31, Ok(Saving::TooLate)),
            (started(), Some(-1), 31, Ok(Saving::TooLate)),
            (started(), Some(29), 89, counts(true)),
            (started(), Some(29), 90, Ok(Saving::TooLate)),
            (started().as_of(at(90)), Some(29), 95, Ok(Saving::TooLate)),
            (submitted, None, 11, Err(Refusal::AlreadySubmitted)),
            (submitted, None, 500, Err(Refusal::AlreadySubmitted)),
        ] {
            let done = save(&attempt, None, 1, claimed.map(at), at(arrives));
            assert_eq!(done, expected, "claimed {claimed:?}, arrives {arrives}");
        }
    }

    proptest! {
        /// However the answers of two devices come in, the same one counts in the end.
        #[test]
        fn the_order_of_arrival_does_not_matter(
            answers in prop::collection::vec((1_i64..5, 0_i64..20), 1..10).prop_shuffle(),
        ) {
            let mut counting: Option<Rank> = None;
            for (client_number, minute) in &answers {
                let claimed = Some(at(*minute));
                let saved = save(&started(), counting, *client_number, claimed, at(25)).unwrap();
                if saved == (Saving::Counts { late: false }) {
                    counting = Some(Rank { client_number: *client_number, made_at: at(*minute) });
                }
            }
            let (number, minute) = answers.iter().max().unwrap();
            prop_assert_eq!(counting, Some(Rank { client_number: *number, made_at: at(*minute) }));
        }
    }
}
