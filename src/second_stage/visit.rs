//! What can become of a visit at the workplace, and who may do it. Pure.
//!
//! Planned, then held when the visitor has recorded it, then closed; or called off while it is planned.

use chrono::NaiveDate;
use garde::Validate;
use sea_orm::{DeriveActiveEnum, EnumIter, FromJsonQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How far a visit is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = VisitState)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// It is to come.
    #[sea_orm(string_value = "planned")]
    Planned,
    /// The visitor has recorded it.
    #[sea_orm(string_value = "held")]
    Held,
    /// Nothing of it changes any more.
    #[sea_orm(string_value = "closed")]
    Closed,
    /// It will not be.
    #[sea_orm(string_value = "called_off")]
    CalledOff,
}

/// Something that is done with a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Change when, where or by whom.
    Move,
    /// Call it off.
    CallOff,
    /// Record what was observed and agreed, for the first time or again.
    Record,
    /// Say that one has read what was agreed.
    Acknowledge,
    /// Say that a step is done, or not.
    Tick,
    /// Close it.
    Close,
}

/// What somebody is to a visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// Comes to the workplace.
    pub is_visitor: bool,
    /// Is visited.
    pub is_visited: bool,
    /// Plans visits, and sees the one who is visited.
    pub is_planner: bool,
}

/// Why something cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not by this person.
    NotYours,
    /// Not in the state in which the visit is.
    NotNow,
}

/// The state that follows from a deed.
///
/// # Errors
/// [`Refusal`] when it cannot be done.
pub fn follows(state: State, part: Part, deed: Deed) -> Result<State, Refusal> {
    let may = match deed {
        Deed::Move | Deed::CallOff | Deed::Close => part.is_visitor || part.is_planner,
        Deed::Record => part.is_visitor,
        Deed::Acknowledge => part.is_visited,
        Deed::Tick => part.is_visitor || part.is_visited,
    };
    if !may {
        return Err(Refusal::NotYours);
    }
    match (deed, state) {
        (Deed::Move, State::Planned) => Ok(State::Planned),
        (Deed::CallOff, State::Planned | State::CalledOff) => Ok(State::CalledOff),
        (Deed::Record, State::Planned | State::Held) => Ok(State::Held),
        (Deed::Acknowledge | Deed::Tick, State::Held) => Ok(State::Held),
        (Deed::Close, State::Held | State::Closed) => Ok(State::Closed),
        // What was agreed is followed also afterwards.
        (Deed::Acknowledge | Deed::Tick, State::Closed) => Ok(State::Closed),
        _ => Err(Refusal::NotNow),
    }
}

/// Something that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitStep, example = json!({"text": "Бүлгийн ажлыг долоо хоногт нэг удаа хийх",
    "who": "participant", "until": "2030-11-01"}))]
pub struct Step {
    /// What is to be done.
    #[garde(length(chars, min = 1, max = 1_000))]
    pub text: String,
    /// By whom.
    #[garde(skip)]
    pub who: Doer,
    /// Until when.
    #[serde(default)]
    #[garde(skip)]
    pub until: Option<NaiveDate>,
    /// When it was done.
    #[serde(default)]
    #[garde(skip)]
    pub done_on: Option<NaiveDate>,
}

/// Who does what was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = VisitStepDoer)]
pub enum Doer {
    /// The one who was visited.
    Participant,
    /// The visitor.
    Visitor,
    /// The school.
    School,
}

/// What was agreed, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Steps(pub Vec<Step>);

impl Steps {
    /// Notes that a step is done on a day, or not done; says whether there is such a step. It counts
    /// from 1. What is done already keeps its day.
    pub fn tick(&mut self, number: usize, done_on: Option<NaiveDate>) -> bool {
        let step = number.checked_sub(1).and_then(|at| self.0.get_mut(at));
        let Some(step) = step else {
            return false;
        };
        step.done_on = match (step.done_on, done_on) {
            (Some(before), Some(_)) => Some(before),
            (_, now) => now,
        };
        true
    }

    /// How many are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.0.iter().filter(|step| step.done_on.is_some()).count()
    }
}

/// What somebody is to a visit between these two, who may plan visits and sees the one who is
/// visited.
#[must_use]
pub fn part(me: Uuid, visitor: Uuid, visited: Uuid, plans: bool) -> Part {
    Part {
        is_visitor: me == visitor,
        is_visited: me == visited,
        is_planner: plans,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VISITOR: Part = Part {
        is_visitor: true,
        is_visited: false,
        is_planner: false,
    };
    const VISITED: Part = Part {
        is_visitor: false,
        is_visited: true,
        is_planner: false,
    };
    const PLANNER: Part = Part {
        is_visitor: false,
        is_visited: false,
        is_planner: true,
    };

    #[test]
    fn a_visit_is_planned_held_and_closed_or_called_off() {
        use Deed::{Acknowledge, CallOff, Close, Move, Record, Tick};
        use State::{CalledOff, Closed, Held, Planned};
        for (state, part, deed, expected) in [
            (Planned, PLANNER, Move, Ok(Planned)),
            (Held, PLANNER, Move, Err(Refusal::NotNow)),
            (Planned, VISITED, Move, Err(Refusal::NotYours)),
            (Planned, VISITOR, CallOff, Ok(CalledOff)),
            (CalledOff, PLANNER, CallOff, Ok(CalledOff)),
            (Held, PLANNER, CallOff, Err(Refusal::NotNow)),
            (Planned, VISITOR, Record, Ok(Held)),
            (Held, VISITOR, Record, Ok(Held)),
            (Closed, VISITOR, Record, Err(Refusal::NotNow)),
            (CalledOff, VISITOR, Record, Err(Refusal::NotNow)),
            (Planned, PLANNER, Record, Err(Refusal::NotYours)),
            (Planned, VISITED, Acknowledge, Err(Refusal::NotNow)),
            (Held, VISITED, Acknowledge, Ok(Held)),
            (Closed, VISITED, Acknowledge, Ok(Closed)),
            (Held, VISITOR, Acknowledge, Err(Refusal::NotYours)),
            (Closed, VISITED, Tick, Ok(Closed)),
            (Held, PLANNER, Tick, Err(Refusal::NotYours)),
            (Planned, VISITOR, Close, Err(Refusal::NotNow)),
            (Held, PLANNER, Close, Ok(Closed)),
            (Closed, VISITOR, Close, Ok(Closed)),
            (Held, VISITED, Close, Err(Refusal::NotYours)),
        ] {
            assert_eq!(
                follows(state, part, deed),
                expected,
                "{state:?} {part:?} {deed:?}"
            );
        }
    }

    #[test]
    fn nobody_but_those_whom_it_concerns_does_anything() {
        let stranger = Part::default();
        for state in [State::Planned, State::Held, State::Closed, State::CalledOff] {
            for deed in [
                Deed::Move,
                Deed::CallOff,
                Deed::Record,
                Deed::Acknowledge,
                Deed::Tick,
                Deed::Close,
            ] {
                assert_eq!(follows(state, stranger, deed), Err(Refusal::NotYours));
            }
        }
    }

    #[test]
    fn a_step_is_done_on_the_day_on_which_it_was_first_said() {
        let step = |text: &str| Step {
            text: text.to_owned(),
            who: Doer::Participant,
            until: None,
            done_on: None,
        };
        let day = |text: &str| Some(text.parse().unwrap());
        let mut steps = Steps(vec![step("a"), step("b")]);
        assert!(steps.tick(2, day("2030-01-01")));
        assert!(steps.tick(2, day("2030-01-05")));
        assert_eq!(steps.0[1].done_on, day("2030-01-01"));
        assert_eq!(steps.done(), 1);
        assert!(steps.tick(2, None));
        assert_eq!(steps.done(), 0);
        assert!(!steps.tick(0, None) && !steps.tick(3, None));
    }
}
