//! The lobby: who waits there, in order, until a host lets them in.
//!
//! A person waits with a connection that hears nothing of the room. Who was inside once need not
//! wait again after a cut, and who presents or looks on never waits.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry, Role};
use super::super::state::State;
use super::people::People;
use super::rules::Admission;
use super::{Audience, Outcome, PEOPLE_LIMIT, everybody};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    },
    /// Who waited is in the room, with all the connections that wait.
    Admitted {
        /// Who; everybody who waited when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<Uuid>,
    },
}

impl State {
    /// Whether all who wait fit into a room of this capacity.
    pub(super) fn has_place_for_lobby(&self, capacity: u32) -> bool {
        let waiting = self.people.lobby.len();
        waiting == 0 || self.has_place(waiting, capacity)
    }

    fn has_place(&self, people: usize, capacity: u32) -> bool {
        let free = capacity.saturating_sub(self.people.present);
        usize::try_from(free).unwrap_or(usize::MAX) >= people
    }

    /// A person's place among those who wait, from 1.
    #[must_use]
    pub fn place_in_lobby(&self, person: Uuid) -> Option<usize> {
        let place = self.people.lobby.iter().position(|one| *one == person)?;
        Some(place + 1)
    }
}

/// Whether a new connection of this person is to wait, and whether it may come at all.
pub(super) fn must_wait(state: &State, author: &Author) -> Result<bool, Refusal> {
    let known = state.people.get(author.person);
    let is_inside = known.is_some_and(|known| known.is_admitted);
    if author.role.presents() {
        // A hall that is full must not keep out the person everybody waits for.
        return Ok(false);
    }
    let waits =
        state.rules.admission == Admission::ByHost && author.role != Role::Observer && !is_inside;
    if waits {
        let is_here = state.people.is_waiting(author.person);
        let waiting = u32::try_from(state.people.lobby.len()).unwrap_or(u32::MAX);
        if !is_here && waiting >= PEOPLE_LIMIT {
            return Err(Refusal::LobbyFull);
        }
        return Ok(true);
    }
    if !state.is_present(author.person) && !state.has_place(1, state.rules.capacity) {
        return Err(Refusal::RoomFull);
    }
    Ok(false)
}

pub(super) fn decide(state: &State, request: &Request) -> Outcome {
    let Request::Admit { person } = request;
    let count = match person {
        Some(person) => usize::from(state.people.is_waiting(*person)),
        None => state.people.lobby.len(),
    };
    if count == 0 {
        return Err(Refusal::NotInLobby);
    }
    if !state.has_place(count, state.rules.capacity) {
        return Err(Refusal::RoomFull);
    }
    let event = Event::Admitted { person: *person };
    match person {
        Some(person) => Ok((event.into(), Audience::Person(*person))),
        None => everybody(event),
    }
}

pub(in super::super) fn apply(people: &mut People, entry: &Entry, event: &Event) {
    match (event, &entry.by) {
        (Event::Waiting { session }, Some(author)) => {
            // Nobody waits to whom the room has given a role, so this is the policy's.
            people.open(author, author.role, *session, entry.number, false);
        }
        (Event::Waiting { .. }, None) => {}
        (Event::Admitted { person }, _) => people.admit(*person),
    }
}
