//! The life of an attempt: open → submitted → graded. The deadline is the server's.
//!
//! Nothing runs when a deadline passes. An open attempt past its deadline *is* submitted, at the
//! deadline, with what had been saved by then; whoever looks at it next writes that down
//! ([`Attempt::closed_if_overdue`]). So a server that was down at the deadline changes nothing.

use chrono::{DateTime, TimeDelta, Utc};

use super::grading::{Grade, Outcome, outcome};
use super::hundredths::Hundredths;
use super::quiz::Quiz;
use super::response::Response;

/// One try of one learner at one quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// From this moment on nothing is taken; absent for a quiz without a time limit.
    pub deadline: Option<DateTime<Utc>>,
    /// How far it has come.
    pub state: State,
}

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Answers are taken until it is submitted or the deadline passes.
    Open,
    /// Finished, but a person has still to grade part of it.
    Submitted {
        /// When it was submitted, or its deadline.
        at: DateTime<Utc>,
    },
    /// Finished, and every mark is known.
    Graded {
        /// When it was submitted, or its deadline.
        submitted_at: DateTime<Utc>,
        /// When the last mark was given.
        graded_at: DateTime<Utc>,
        /// What it came to.
        outcome: Outcome,
    },
}

/// Why something cannot be done with an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The quiz may not be tried again.
    #[error("every try has been used")]
    TriesUsedUp,
    /// The answer came at or after the deadline.
    #[error("the deadline has passed")]
    DeadlinePassed,
    /// The answer came after the attempt had been submitted.
    #[error("the attempt has been submitted")]
    AlreadySubmitted,
    /// A newer answer to the same question is saved, or another one with the same number.
    #[error("a newer answer has been saved")]
    AnswerSuperseded,
    /// The attempt is still open, so a person cannot grade it yet.
    #[error("the attempt has not been submitted")]
    NotSubmitted,
}

/// What is to be done with an answer that has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// It is new: write it down.
    Write,
    /// It is the saved one, sent again because the learner did not see it confirmed.
    AlreadySaved,
}

/// An answer as it is saved: the number the client gave it, and what it says.
pub type Numbered<'a> = (i64, &'a Response);

impl Attempt {
    /// A new attempt, unless the learner has used every try. `made` counts all attempts so far,
    /// finished or not; an open one is to be continued instead of starting another.
    ///
    /// # Errors
    /// [`Refusal::TriesUsedUp`].
    pub fn start(quiz: &Quiz, made: usize, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if quiz.tries.is_some_and(|tries| made >= usize::from(tries)) {
            return Err(Refusal::TriesUsedUp);
        }
        let deadline = quiz
            .minutes
            .map(|minutes| now + TimeDelta::minutes(minutes.into()));
        Ok(Self {
            started_at: now,
            deadline,
            state: State::Open,
        })
    }

    /// The attempt as it stands at that moment: one that is past its deadline is submitted.
    #[must_use]
    pub fn closed_if_overdue(self, now: DateTime<Utc>) -> Self {
        match (self.state, self.deadline) {
            (State::Open, Some(deadline)) if deadline <= now => Self {
                state: State::Submitted { at: deadline },
                ..self
            },
            _ => self,
        }
    }

    /// What is to be done with an answer to one question that arrives now. `saved` is the answer
    /// to that question that is saved already.
    ///
    /// The greatest number wins, whichever device or connection it came over, so an answer that
    /// was delayed on the way never overwrites a newer one. The very same answer again is
    /// confirmed again, at any time.
    ///
    /// # Errors
    /// [`Refusal::DeadlinePassed`], [`Refusal::AlreadySubmitted`], [`Refusal::AnswerSuperseded`].
    pub fn save(
        &self,
        saved: Option<Numbered>,
        arrived: Numbered,
        now: DateTime<Utc>,
    ) -> Result<Saving, Refusal> {
        if saved == Some(arrived) {
            return Ok(Saving::AlreadySaved);
        }
        match self.closed_if_overdue(now).state {
            State::Open => {}
            State::Submitted { at }
            | State::Graded {
                submitted_at: at, ..
            } => {
                let at_deadline = self.deadline.is_some_and(|deadline| deadline <= at);
                return Err(if at_deadline {
                    Refusal::DeadlinePassed
                } else {
                    Refusal::AlreadySubmitted
                });
            }
        }
        match saved {
            Some((number, _)) if number >= arrived.0 => Err(Refusal::AnswerSuperseded),
            _ => Ok(Saving::Write),
        }
    }

    /// Submits it, at the deadline when that has passed; one that has been submitted stays as it
    /// is.
    #[must_use]
    pub fn submitted(self, now: DateTime<Utc>) -> Self {
        match self.closed_if_overdue(now) {
            Self {
                state: State::Open, ..
            } => Self {
                state: State::Submitted { at: now },
                ..self
            },
            closed => closed,
        }
    }

    /// Puts the grades of all its questions together. While a person has still to grade one it
    /// stays submitted; a person may also correct a mark later.
    ///
    /// # Errors
    /// [`Refusal::NotSubmitted`].
    pub fn graded(
        self,
        grades: &[Grade],
        most: Hundredths,
        pass_percent: u8,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let submitted_at = match self.state {
            State::Open => return Err(Refusal::NotSubmitted),
            State::Submitted { at }
            | State::Graded {
                submitted_at: at, ..
            } => at,
        };
        let marks: Option<Vec<_>> = grades
            .iter()
            .map(|grade| match grade {
                Grade::Marked(marks) => Some(*marks),
                Grade::NeedsPerson => None,
            })
            .collect();
        let state = match marks {
            Some(marks) => State::Graded {
                submitted_at,
                graded_at: now,
                outcome: outcome(marks, most, pass_percent),
            },
            None => State::Submitted { at: submitted_at },
        };
        Ok(Self { state, ..self })
    }
}

/// The attempt that counts: a passed one before any other, then the one with the highest
/// percentage, then the earliest. The attempts are given in the order they were started.
pub fn best<T>(attempts: impl IntoIterator<Item = (T, Outcome)>) -> Option<(T, Outcome)> {
    let rank = |outcome: Outcome| (outcome.passed, outcome.percent);
    attempts.into_iter().reduce(|best, next| {
        if rank(next.1) > rank(best.1) {
            next
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests;
