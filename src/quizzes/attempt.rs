//! The life of an attempt: created → open → (overdue) → submitted → graded, or abandoned. The
//! deadline is the server's.
//!
//! Nothing runs when a deadline passes. An open attempt past its time *is* submitted, at the
//! deadline, with what had been saved by then; whoever looks at it next writes that down
//! ([`Attempt::as_of`]). So a server that was down at the deadline changes nothing.

use chrono::{DateTime, Utc};

use super::grading::{Grade, Outcome, outcome};
use super::hundredths::Hundredths;
use super::terms::Terms;

/// One try of one learner at one quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// When it was made: at its start, or before that when its paper was fetched.
    pub created_at: DateTime<Utc>,
    /// When it was started.
    pub started_at: Option<DateTime<Utc>>,
    /// What is made from this moment on does not count; absent for a quiz without any end.
    pub deadline: Option<DateTime<Utc>>,
    /// What arrives from this moment on does not count, whenever it was made; not before the
    /// deadline.
    pub awaited_until: Option<DateTime<Utc>>,
    /// How far it has come.
    pub state: State,
}

/// How far an attempt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its paper has been fetched, but it has not been started: no time runs.
    Created,
    /// Answers are taken.
    Open,
    /// The deadline has passed; answers that were made before it are awaited.
    Overdue,
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
    /// Its time is over and nothing was ever answered: there is nothing to grade.
    Abandoned {
        /// When its time was over.
        at: DateTime<Utc>,
    },
}

/// Why something cannot be done with an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The quiz does not open before this.
    #[error("the quiz is not open yet")]
    NotOpenYet(DateTime<Utc>),
    /// The quiz is closed.
    #[error("the quiz is closed")]
    Closed,
    /// The quiz may not be tried again.
    #[error("every try has been used")]
    TriesUsedUp,
    /// The next try has to wait until this.
    #[error("the next try has to wait")]
    TooSoon(DateTime<Utc>),
    /// The attempt has not been started.
    #[error("the attempt has not been started")]
    NotStarted,
    /// The answer came after the attempt had been submitted.
    #[error("the attempt has been submitted")]
    AlreadySubmitted,
    /// A later question has been answered, and there is no way back.
    #[error("a later question has been answered")]
    NoWayBack,
    /// The attempt is not finished, so a person cannot grade it yet.
    #[error("the attempt has not been submitted")]
    NotSubmitted,
}

/// The tries that a learner has made before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Before {
    /// How many, finished or not.
    pub made: usize,
    /// When the last of them was finished.
    pub last_finished_at: Option<DateTime<Utc>>,
}

impl Attempt {
    /// A new attempt, unless the quiz is closed or the learner has to wait or has used every try. It
    /// may be made before the quiz opens; an attempt that is not finished is to be continued instead
    /// of making another.
    ///
    /// # Errors
    /// [`Refusal::Closed`], [`Refusal::TriesUsedUp`], [`Refusal::TooSoon`].
    pub fn create(terms: &Terms, before: Before, now: DateTime<Utc>) -> Result<Self, Refusal> {
        if terms.closes_at.is_some_and(|closes_at| closes_at <= now) {
            return Err(Refusal::Closed);
        }
        if terms.tries.is_some_and(|tries| before.made >= tries) {
            return Err(Refusal::TriesUsedUp);
        }
        let next = before.last_finished_at.map(|at| at + terms.between_tries);
        if let Some(next) = next.filter(|next| *next > now) {
            return Err(Refusal::TooSoon(next));
        }
        Ok(Self {
            created_at: now,
            started_at: None,
            deadline: terms.closes_at,
            awaited_until: terms.closes_at,
            state: State::Created,
        })
    }

    /// Starts it, when the quiz is open; one that runs stays as it is.
    ///
    /// # Errors
    /// [`Refusal::NotOpenYet`], [`Refusal::Closed`]; [`Refusal::AlreadySubmitted`] when it is
    /// finished.
    pub fn started(self, terms: &Terms, now: DateTime<Utc>) -> Result<Self, Refusal> {
        match self.as_of(now).state {
            State::Created => {}
            State::Open | State::Overdue => return Ok(self),
            State::Abandoned { .. } => return Err(Refusal::Closed),
            State::Submitted { .. } | State::Graded { .. } => {
                return Err(Refusal::AlreadySubmitted);
            }
        }
        if let Some(opens_at) = terms.opens_at.filter(|opens_at| *opens_at > now) {
            return Err(Refusal::NotOpenYet(opens_at));
        }
        let started = Self {
            started_at: Some(now),
            state: State::Open,
            ..self
        };
        Ok(started.under(terms))
    }

    /// The same under other terms: a learner who has been granted more time gets it also in the try
    /// that runs. A finished one stays as it is.
    #[must_use]
    pub fn under(self, terms: &Terms) -> Self {
        let deadline = match (self.state, self.started_at) {
            (State::Created, _) => terms.closes_at,
            (State::Open | State::Overdue, Some(started_at)) => terms.deadline(started_at),
            _ => return self,
        };
        Self {
            deadline,
            awaited_until: match self.state {
                State::Created => deadline,
                _ => deadline.map(|deadline| deadline + terms.late_for),
            },
            ..self
        }
    }

    /// The attempt as it stands at that moment: overdue when its deadline has passed, submitted
    /// when nothing is awaited any more.
    #[must_use]
    pub fn as_of(self, now: DateTime<Utc>) -> Self {
        let passed = |moment: Option<DateTime<Utc>>| moment.filter(|moment| *moment <= now);
        let state = match (self.state, passed(self.deadline)) {
            (State::Created, Some(at)) => State::Abandoned { at },
            (State::Open | State::Overdue, Some(at)) => {
                if passed(self.awaited_until).is_some() {
                    State::Submitted { at }
                } else {
                    State::Overdue
                }
            }
            (State::Overdue, None) => State::Open,
            (state, _) => state,
        };
        Self { state, ..self }
    }

    /// Whether answers are taken or awaited.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self.state, State::Open | State::Overdue)
    }

    /// Submits it: now, or at the deadline when that has passed. One that is finished stays as it
    /// is.
    ///
    /// # Errors
    /// [`Refusal::NotStarted`].
    pub fn submitted(self, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let current = self.as_of(now);
        let at = match current.state {
            State::Created => return Err(Refusal::NotStarted),
            State::Open => now,
            State::Overdue => current.deadline.unwrap_or(now),
            _ => return Ok(current),
        };
        Ok(Self {
            state: State::Submitted { at },
            ..current
        })
    }

    /// Puts the grades of all its questions together; an attempt in which nothing was answered, and
    /// whose learner never submitted it, is abandoned. While a person has still to grade one it
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
            State::Created | State::Open | State::Overdue => return Err(Refusal::NotSubmitted),
            State::Abandoned { .. } => return Ok(self),
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

    /// An attempt that was closed by its deadline with nothing answered is abandoned.
    #[must_use]
    pub fn abandoned_if_empty(self, answered: usize) -> Self {
        match (self.state, self.deadline) {
            (State::Submitted { at }, Some(deadline)) if answered == 0 && deadline <= at => Self {
                state: State::Abandoned { at },
                ..self
            },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests;
