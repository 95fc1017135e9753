//! Several people at one computer: each checks in with a code of their own at the device of somebody
//! who is in the room, and attends from then on whenever that person does.
//!
//! Whoever takes part lends the own device. A person is checked out by whom the device belongs to,
//! by oneself, or by who leads. Whose code it was, the server has found out before it asks the room:
//! this is no command of the socket, where anybody could name anybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry, Role};
use super::super::state::State;
use super::{Audience, Outcome};

/// People at one device: a school's largest classroom. A hall of ten thousand has its own ten
/// thousand codes, one each, so the room remembers at most as many check-ins as people may come.
pub const COMPANION_LIMIT: usize = 60;

/// What can be asked, over REST only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Request {
    /// Check somebody in whose code was entered at one's own device.
    CheckIn {
        /// Who.
        person: Uuid,
        /// The name shown in the room.
        name: String,
    },
    /// Check somebody out.
    CheckOut {
        /// Whom.
        person: Uuid,
    },
}

/// What can happen. Each concerns the person, who it is with, and the hosts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomCompanionEvent)]
pub enum Event {
    /// Somebody checked in at a device of the author, and is checked out at any other.
    CheckedIn {
        /// Who.
        person: Uuid,
        /// The name shown in the room.
        name: String,
    },
    /// Somebody was checked out.
    CheckedOut {
        /// Who.
        person: Uuid,
    },
}

/// Who has checked in at whose device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Companions(BTreeMap<Uuid, Uuid>);

impl Companions {
    fn of(&self, owner: Uuid) -> impl Iterator<Item = Uuid> {
        let own = self.0.iter().filter(move |(_, with)| **with == owner);
        own.map(|(person, _)| *person)
    }

    /// A removed person attends no longer, and neither does who sits beside.
    pub(in super::super) fn forget(&mut self, person: Uuid) {
        self.0
            .retain(|companion, with| *companion != person && *with != person);
    }

    pub(in super::super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role) -> bool {
    role.takes_part()
}

pub(super) fn decide(state: &State, author: &Author, request: Request) -> Outcome {
    let companions = &state.companions;
    match request {
        Request::CheckIn { person, .. } if person == author.person => Err(Refusal::NotAllowed),
        Request::CheckIn { .. } if !state.is_present(author.person) => Err(Refusal::NotInRoom),
        Request::CheckIn { person, .. } if state.is_removed(person) => Err(Refusal::PersonUnknown),
        Request::CheckIn { person, name } => {
            let others = companions.of(author.person).filter(|one| *one != person);
            if others.count() >= COMPANION_LIMIT {
                return Err(Refusal::TooManyCompanions);
            }
            // Again after a long cut is a new beginning, not a mistake.
            let event = Event::CheckedIn { person, name };
            Ok((event.into(), Audience::Person(person)))
        }
        Request::CheckOut { person } => {
            let with = companions.0.get(&person).ok_or(Refusal::NotCheckedIn)?;
            let may = *with == author.person || person == author.person || author.role.leads();
            if !may {
                // Who sits where is nobody else's business.
                return Err(Refusal::NotCheckedIn);
            }
            Ok((
                Event::CheckedOut { person }.into(),
                Audience::Person(person),
            ))
        }
    }
}

pub(in super::super) fn apply(companions: &mut Companions, entry: &Entry, event: &Event) {
    match (event, &entry.by) {
        (Event::CheckedIn { person, .. }, Some(author)) => {
            companions.0.insert(*person, author.person);
        }
        (Event::CheckedIn { .. }, None) => {}
        (Event::CheckedOut { person }, _) => {
            companions.0.remove(person);
        }
    }
}
