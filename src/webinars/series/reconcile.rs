//! What becomes of the sessions of a series when its rule changes.
//!
//! Sessions that have begun, or whose time has come, stay. So do those that somebody has moved or
//! called off by themselves: each stands for one session of the new rule, the one on its own day or
//! else the next without one. What is left is paired by day, and then in order, so that a session that
//! is moved keeps its identity, with its slides and its place in everybody's calendar.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Occurrence;

/// A session that was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// The webinar.
    pub id: Uuid,
    /// The day for which the series planned it.
    pub day: NaiveDate,
    /// What may become of it.
    pub standing: Standing,
}

/// What may become of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It follows the series.
    Follows,
    /// It was moved or called off by itself, and stands for a session of the rule.
    Apart,
    /// It has begun, or its time has come.
    Past,
}

impl Standing {
    /// That of a session planned for a day. One that somebody moved forward by itself and that has been
    /// held before its day still stands for the session of that day: nobody is to sit through it twice.
    #[must_use]
    pub fn of(day: NaiveDate, is_apart: bool, has_begun: bool, today: NaiveDate) -> Self {
        match (is_apart, has_begun) {
            (true, false) => Self::Apart,
            (true, true) if day >= today => Self::Apart,
            (_, true) => Self::Past,
            (false, false) => Self::Follows,
        }
    }
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The session is held then.
    Move(Uuid, Occurrence),
    /// The session stays as it is, and stands for the one of this day.
    StandFor(Uuid, NaiveDate),
    /// One more session is planned.
    Plan(Occurrence),
    /// The session is called off.
    CallOff(Uuid),
}

/// What is to be done at a time so that the sessions follow the new rule.
#[must_use]
pub fn reconcile(sessions: &[Session], rule: &[Occurrence], now: DateTime<Utc>) -> Vec<Step> {
    let mut wanted = rule.to_vec();
    let mut steps = Vec::new();
    let mut rest = Vec::new();
    for session in sessions {
        let on_its_day = wanted.iter().position(|one| one.day == session.day);
        match (
            on_its_day.map(|place| wanted.remove(place)),
            session.standing,
        ) {
            (Some(one), Standing::Follows) if one.starts_at > now => {
                steps.push(Step::Move(session.id, one));
            }
            // Also one that follows, when its new time has passed already: then it stays.
            (Some(_), _) | (None, Standing::Past) => {}
            (None, _) => rest.push(*session),
        }
    }
    wanted.retain(|one| one.starts_at > now);
    rest.sort_by_key(|session| session.day);
    let mut wanted = wanted.into_iter();
    for session in rest {
        match (wanted.next(), session.standing) {
            (Some(one), Standing::Follows) => steps.push(Step::Move(session.id, one)),
            (Some(one), _) => steps.push(Step::StandFor(session.id, one.day)),
            (None, Standing::Follows) => steps.push(Step::CallOff(session.id)),
            (None, _) => {}
        }
    }
    steps.extend(wanted.map(Step::Plan));
    steps
}

#[cfg(test)]
mod tests;
