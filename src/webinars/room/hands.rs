//! Raised hands, in their order.
//!
//! Everybody but an observer raises a hand and lowers it; who leads lowers every hand.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry};
use super::super::state::{State, Status};
use super::{Outcome, everybody};

/// Hands up at once: more than any host calls on in a day, and a newcomer is told them all.
pub const HAND_LIMIT: usize = 200;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Raise one's own hand.
    RaiseHand {},
    /// Lower one's own hand, or another's.
    LowerHand {
        /// Whose; one's own when absent.
        #[serde(default)]
        person: Option<Uuid>,
    },
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomHandEvent)]
pub enum Event {
    /// The author raised a hand.
    HandRaised,
    /// A hand went down, by its owner or by a host.
    HandLowered {
        /// Whose hand.
        person: Uuid,
    },
}

/// A raised hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Whose hand.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
    /// Since when.
    pub raised_at: DateTime<Utc>,
}

/// Whether a role may ask for this at all.
pub(super) fn may(author: &Author, request: &Request) -> bool {
    match request {
        Request::RaiseHand {} => author.role.takes_part(),
        Request::LowerHand { person } => {
            author.role.leads() || person.is_none_or(|person| person == author.person)
        }
    }
}

pub(super) fn decide(state: &State, author: &Author, request: &Request) -> Outcome {
    let is_up = |person: Uuid| state.hands.iter().any(|hand| hand.person == person);
    match request {
        Request::RaiseHand {} if state.status == Status::Scheduled => Err(Refusal::NotStarted),
        Request::RaiseHand {} if is_up(author.person) => Err(Refusal::HandAlreadyRaised),
        Request::RaiseHand {} if !state.rules.hands => Err(Refusal::HandsClosed),
        Request::RaiseHand {} if state.hands.len() >= HAND_LIMIT => Err(Refusal::TooManyHands),
        Request::RaiseHand {} => everybody(Event::HandRaised),
        Request::LowerHand { person } => {
            let person = person.unwrap_or(author.person);
            if !is_up(person) {
                return Err(Refusal::HandNotRaised);
            }
            everybody(Event::HandLowered { person })
        }
    }
}

pub(in super::super) fn apply(hands: &mut Vec<Hand>, entry: &Entry, event: &Event) {
    match (event, &entry.by) {
        (Event::HandRaised, Some(Author { person, name, .. })) => hands.push(Hand {
            person: *person,
            name: name.clone(),
            raised_at: entry.at,
        }),
        (Event::HandRaised, None) => {}
        (Event::HandLowered { person }, _) => hands.retain(|hand| hand.person != *person),
    }
}
