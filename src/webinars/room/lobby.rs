//! The lobby: who waits there, in order, until a host lets them in.
//!
//! A person waits with a connection that hears nothing of the room. Who was let in once need not be
//! let in again after a cut, and who presents or looks on never waits. Who is let in while the room is
//! full waits in the queue for a seat ([`seats`](super::seats)).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry, Role};
use super::super::state::State;
use super::people::{Connection, People};
use super::rules::Admission;
use super::seats::WaitsFor;
use super::{Audience, Outcome, PEOPLE_LIMIT, everybody};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Let in somebody who waits.
    Admit {
        /// Whom; everybody who waits when absent.
        #[serde(default)]
        person: Option<Uuid>,
    },
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomLobbyEvent)]
pub enum Event {
    /// A device of the author connected, and waits. The entry's number names the connection.
    Waiting {
        /// The device's session, as for `joined`.
        session: u64,
        /// What for.
        #[serde(default, skip_serializing_if = "WaitsFor::is_admission")]
        waits_for: WaitsFor,
    },
    /// Who waited in the lobby is in the room, with all the connections that wait.
    Admitted {
        /// Who; everybody who waited in the lobby when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Uuid>,
    },
    /// Who waited in the lobby was admitted, and waits for a seat.
    Queued {
        /// Who; everybody who waited in the lobby when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Uuid>,
    },
    /// Who waited for a seat has one and is in the room, with all the connections that wait.
    Seated {
        /// Who, first come first.
        people: Vec<Uuid>,
    },
}

impl State {
    /// Whether all who wait in the lobby find a seat at a time, in a room of this capacity.
    pub(super) fn seats_lobby(&self, at: DateTime<Utc>, capacity: u32) -> bool {
        let is_here = |person: &&Uuid| self.people.is_waiting(**person);
        let count = self.people.lobby.iter().filter(is_here).count();
        self.seats(at, capacity, count)
    }

    /// Whether so many find a seat without passing anybody in the queue.
    fn seats(&self, at: DateTime<Utc>, capacity: u32, count: usize) -> bool {
        count == 0
            || count <= self.free_seats(at, capacity) && !self.people.has_queue_besides(Uuid::nil())
    }
}

/// What a new connection of this person is to wait for, and whether it may come at all.
pub(super) fn waits_for(
    state: &State,
    at: DateTime<Utc>,
    author: &Author,
) -> Result<Option<WaitsFor>, Refusal> {
    if author.role.presents() || author.role == Role::Observer {
        // A hall that is full must not keep out the person everybody waits for.
        return Ok(None);
    }
    let people = &state.people;
    let known = people.get(author.person);
    let is_admitted = known.is_some_and(|known| known.is_admitted);
    let waits_for = if state.rules.admission == Admission::ByHost && !is_admitted {
        WaitsFor::Admission
    } else if people.has_seat(author.person, at)
        || state.free_seats(at, state.rules.capacity) > 0
            && !people.has_queue_besides(author.person)
    {
        return Ok(None);
    } else {
        WaitsFor::Seat
    };
    let waiting = u32::try_from(people.waiting()).unwrap_or(u32::MAX);
    if waiting >= PEOPLE_LIMIT && state.place(author.person).is_none() {
        return Err(Refusal::LobbyFull);
    }
    Ok(Some(waits_for))
}

pub(super) fn decide(state: &State, at: DateTime<Utc>, request: &Request) -> Outcome {
    let Request::Admit { person } = *request;
    let capacity = state.rules.capacity;
    let fits = match person.map(|person| (person, state.place(person))) {
        Some((person, Some((WaitsFor::Admission, _)))) => {
            // Who was cut just now waits for a seat when back.
            state.people.is_waiting(person) && state.seats(at, capacity, 1)
        }
        // Nobody is let in past the others, and beyond what the hosts have set.
        Some((_, Some((WaitsFor::Seat, _)))) => return Err(Refusal::RoomFull),
        Some((_, None)) => return Err(Refusal::NotInLobby),
        None if state.people.lobby.is_empty() => return Err(Refusal::NotInLobby),
        None => state.seats_lobby(at, capacity),
    };
    let event = match fits {
        true => Event::Admitted { person },
        false => Event::Queued { person },
    };
    match person {
        Some(person) => Ok((event.into(), Audience::Person(person))),
        None if fits => everybody(event),
        // Who waits is told the place, and nobody else is concerned.
        None => Ok((event.into(), Audience::Hosts)),
    }
}

pub(in super::super) fn apply(people: &mut People, entry: &Entry, event: &Event) {
    match (event, &entry.by) {
        (Event::Waiting { session, waits_for }, Some(author)) => {
            // Nobody waits to whom the room has given a role, so this is the policy's.
            let waits_for = Some(*waits_for);
            let connection = Connection::of(entry);
            people.open(author, author.role, *session, connection, waits_for);
        }
        (Event::Waiting { .. }, None) => {}
        (Event::Admitted { person }, _) => people.admit(*person),
        (Event::Queued { person }, _) => people.admit_to_queue(*person),
        (Event::Seated { people: seated }, _) => people.sit(seated),
    }
}
