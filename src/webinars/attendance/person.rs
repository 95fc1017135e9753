//! What is known of one person's attendance.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::event::Role;
use super::{Activity, Answered, Interval, Share, Shares};

/// One person's attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonAttendance {
    /// The account.
    pub person: Uuid,
    /// The name shown in the room at the last join.
    pub name: String,
    /// The role that the policy gave at the last join, whatever was given in the room.
    pub role: Role,
    /// When the person was connected, or checked in at the computer of somebody who was, in order,
    /// not overlapping, waiting before the start included.
    pub intervals: Vec<Interval>,
    /// How much of the webinar is counted, corrections included.
    pub share: Share,
    /// Whether the person is connected at the last entry.
    pub is_present: bool,
    /// Seconds connected while the webinar was live, as the log says.
    pub connected_seconds: u64,
    /// How many seconds corrections have given, or taken when negative.
    pub corrected_seconds: i64,
    /// What the person did.
    pub active: Activity,
    /// Attendance checks that were answered.
    pub checks: Answered,
    /// The time of the webinar that was watched later, in order, not overlapping.
    pub watched: Vec<Interval>,
    /// Seconds of the webinar that were watched later.
    pub watched_seconds: u64,
    /// The share in per cent, by what a course may count; corrections are included.
    pub shares: Shares,
}

impl PersonAttendance {
    /// Somebody who was never there.
    #[must_use]
    pub fn absent(person: Uuid, name: String) -> Self {
        Self {
            person,
            name,
            role: Role::Participant,
            intervals: Vec::new(),
            share: Share {
                present_seconds: 0,
                of_seconds: 0,
            },
            is_present: false,
            connected_seconds: 0,
            corrected_seconds: 0,
            active: Activity::default(),
            checks: Answered::default(),
            watched: Vec::new(),
            watched_seconds: 0,
            shares: Shares::default(),
        }
    }
}
