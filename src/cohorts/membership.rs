//! How people come into a cohort and leave it: pure rules.
//!
//! There are three ways in: by the cohort's rule, by the own wish, and by the own wish with the consent of the
//! person's school. When all places are taken, whoever comes waits; places that become free go to those who
//! wait, in order.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody is to a cohort.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = CohortMemberState)]
pub enum State {
    /// Takes part by the rule, and has not been asked.
    #[sea_orm(string_value = "invited")]
    Invited,
    /// Takes part by an own wish, or has said yes to the invitation.
    #[sea_orm(string_value = "member")]
    Member,
    /// Waits for a place.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// Waits for the consent of the school.
    #[sea_orm(string_value = "applied")]
    Applied,
    /// The school has not consented.
    #[sea_orm(string_value = "refused")]
    Refused,
    /// Has left.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Invited,
        Self::Member,
        Self::Waiting,
        Self::Applied,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// The states of those who take part, and so take a place.
    pub const TAKING_PART: [Self; 2] = [Self::Invited, Self::Member];

    /// The states in which the cohort's windows hold. Leaving a cohort opens nothing.
    pub const BOUND: [Self; 3] = [Self::Invited, Self::Member, Self::Withdrawn];

    /// Whether the person takes part, and so takes a place.
    #[must_use]
    pub fn takes_part(self) -> bool {
        Self::TAKING_PART.contains(&self)
    }
}

/// Whether people may come by themselves.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[schema(as = CohortSelfEnrolment)]
pub enum SelfEnrolment {
    /// Nobody may.
    #[default]
    #[sea_orm(string_value = "closed")]
    Closed,
    /// Whoever belongs by the rule; everybody where there is no rule.
    #[sea_orm(string_value = "open")]
    Open,
    /// The same, when an officer of the person's part of the tree consents.
    #[sea_orm(string_value = "approval")]
    Approval,
}

/// Why somebody does not come into a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody may come by themselves, or not any longer.
    #[error("the cohort takes nobody")]
    Closed,
    /// The rule is for others.
    #[error("the rule is for others")]
    NotEligible,
    /// It has been decided already.
    #[error("the application has been decided")]
    Decided,
}

/// What becomes of somebody's wish to take part. `free` is whether a place is free, `belongs` whether
/// the rule lets the person come.
///
/// # Errors
/// [`Refusal`]
pub fn ask(
    state: Option<State>,
    way: SelfEnrolment,
    belongs: bool,
    free: bool,
) -> Result<State, Refusal> {
    match state {
        Some(State::Invited | State::Member) => return Ok(State::Member),
        // Asking again changes nothing.
        Some(asked @ (State::Waiting | State::Applied)) => return Ok(asked),
        Some(State::Refused) => return Err(Refusal::Decided),
        None | Some(State::Withdrawn) => {}
    }
    match way {
        SelfEnrolment::Closed => Err(Refusal::Closed),
        _ if !belongs => Err(Refusal::NotEligible),
        SelfEnrolment::Approval => Ok(State::Applied),
        SelfEnrolment::Open => Ok(placed(State::Member, free)),
    }
}

/// What becomes of an application. A decision that is sent again changes nothing.
///
/// # Errors
/// [`Refusal::Decided`] when there is nothing to decide, or it was decided otherwise.
pub fn decide(state: State, approved: bool, free: bool) -> Result<State, Refusal> {
    match (state, approved) {
        (State::Applied, true) => Ok(placed(State::Member, free)),
        (State::Applied, false) => Ok(State::Refused),
        (State::Member | State::Waiting, true) | (State::Refused, false) => Ok(state),
        _ => Err(Refusal::Decided),
    }
}

/// This state when a place is free, else that of those who wait.
#[must_use]
pub fn placed(state: State, free: bool) -> State {
    if free { state } else { State::Waiting }
}

/// How many more can be taken; absent for any number.
#[must_use]
pub fn free_places(capacity: Option<i32>, taken: u64) -> Option<u64> {
    let capacity = capacity.map(|capacity| u64::try_from(capacity).unwrap_or(0));
    capacity.map(|capacity| capacity.saturating_sub(taken))
}

#[cfg(test)]
mod tests {
    use super::*;
    use SelfEnrolment::{Approval, Closed, Open};
    use State::{Applied, Invited, Member, Refused, Waiting, Withdrawn};

    #[test]
    fn who_is_invited_needs_no_way_in_and_who_is_not_needs_one() {
        for (state, way, belongs, free, expected) in [
            (None, Open, true, true, Ok(Member)),
            (None, Open, true, false, Ok(Waiting)),
            (None, Open, false, true, Err(Refusal::NotEligible)),
            (None, Closed, true, true, Err(Refusal::Closed)),
            (None, Approval, true, false, Ok(Applied)),
            (Some(Invited), Closed, false, false, Ok(Member)),
            (Some(Member), Closed, false, false, Ok(Member)),
            (Some(Waiting), Open, true, true, Ok(Waiting)),
            (Some(Applied), Open, true, true, Ok(Applied)),
            (Some(Refused), Open, true, true, Err(Refusal::Decided)),
            (Some(Withdrawn), Open, true, false, Ok(Waiting)),
            (Some(Withdrawn), Closed, true, true, Err(Refusal::Closed)),
        ] {
            assert_eq!(
                ask(state, way, belongs, free),
                expected,
                "{state:?} {way:?}"
            );
        }
    }

    #[test]
    fn an_application_is_decided_once() {
        for (state, approved, free, expected) in [
            (Applied, true, true, Ok(Member)),
            (Applied, true, false, Ok(Waiting)),
            (Applied, false, true, Ok(Refused)),
            (Member, true, true, Ok(Member)),
            (Refused, false, true, Ok(Refused)),
            (Refused, true, true, Err(Refusal::Decided)),
            (Member, false, true, Err(Refusal::Decided)),
            (Invited, true, true, Err(Refusal::Decided)),
            (Withdrawn, true, true, Err(Refusal::Decided)),
        ] {
            assert_eq!(
                decide(state, approved, free),
                expected,
                "{state:?} {approved}"
            );
        }
    }

    #[test]
    fn a_capacity_that_was_lowered_leaves_no_place() {
        assert_eq!(free_places(None, 7), None);
        assert_eq!(free_places(Some(10), 7), Some(3));
        assert_eq!(free_places(Some(5), 7), Some(0));
    }
}
