//! Being active, beside being connected: what a person did in the room, and the attendance checks
//! that were answered.
//!
//! A deed proves a moment, not a stretch of time. So that a rule can ask for a share of the time,
//! each vouches for [`VOUCHED`] before and after it, as far as the person was connected then.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::event::Event;
use super::interval::Interval;

/// The time before and after a deed for which it vouches: hosts who ask something every ten minutes
/// see who was there all the time.
pub const VOUCHED: TimeDelta = TimeDelta::minutes(5);

/// What a person did while the webinar was live.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = AttendanceActivity)]
pub struct Activity {
    /// How many deeds: lines, questions, votes, hands, reactions, answered checks and all else that
    /// somebody does but coming and going.
    pub moments: u32,
    /// Seconds for which they vouch, while the person was connected and the webinar live.
    pub seconds: u64,
    /// The time for which they vouch, connected or not.
    pub intervals: Vec<Interval>,
}

/// Attendance checks ("are you there") of one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = AttendanceChecks)]
pub struct Answered {
    /// How many the person has answered.
    pub answered: u32,
    /// How many were open while the person was present.
    pub of: u32,
}

/// Whether an event is something that its author did, other than coming and going.
#[must_use]
pub fn is_deed(event: &Event) -> bool {
    !matches!(event, Event::Life(_) | Event::Lobby(_) | Event::Unknown(_))
}

/// The deeds of a person as the fold goes along. Bounded: what vouches for one stretch is one.
#[derive(Debug, Clone, Default)]
pub(super) struct Acts {
    moments: u32,
    vouched: Vec<Interval>,
    /// The numbers of the checks that were answered.
    answered: BTreeSet<u64>,
}

impl Acts {
    /// The person did something. Times never go back.
    pub(super) fn act(&mut self, at: DateTime<Utc>) {
        self.moments = self.moments.saturating_add(1);
        let (from, to) = (at - VOUCHED, at + VOUCHED);
        match self.vouched.last_mut() {
            Some(last) if from <= last.to => last.to = to,
            _ => self.vouched.push(Interval { from, to }),
        }
    }

    pub(super) fn answer(&mut self, check: u64) {
        self.answered.insert(check);
    }

    pub(super) fn activity(&self) -> Activity {
        Activity {
            moments: self.moments,
            seconds: 0,
            intervals: self.vouched.clone(),
        }
    }

    /// The checks of a person who was present then.
    pub(super) fn checks(&self, checks: &[Check], present: &[Interval]) -> Answered {
        let concerns = |check: &&Check| {
            self.answered.contains(&check.number) || present.iter().any(|one| one.meets(check.open))
        };
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Answered {
            answered: count(self.answered.len()),
            of: count(checks.iter().filter(concerns).count()),
        }
    }
}

/// An attendance check, and when it was open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Check {
    pub(super) number: u64,
    pub(super) open: Interval,
}
