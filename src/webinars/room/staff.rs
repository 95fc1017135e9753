//! Roles given in the room, handing it over, and people removed.
//!
//! | | host | co-host | others |
//! |---|---|---|---|
//! | make somebody host or co-host, take that away, hand over | yes | no | no |
//! | make somebody presenter, take that away | yes | yes | no |
//! | remove a co-host | yes | no | no |
//! | remove anybody else who is no host, let back | yes | yes | no |
//!
//! Who is removed does not come in, and reads nothing of the room; letting back is possible also when
//! the webinar has ended, for the sake of its replay.
//!
//! The policy's role stays with a person whatever is given in the room: the host of the plan can
//! hand the room over and still take it up again, so no room is lost to somebody's mistake.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry, Role};
use super::super::state::State;
use super::{Outcome, everybody};

/// Roles given at once: more than any training day has speakers.
pub const ROLE_LIMIT: usize = 100;
/// Removed people remembered: a hall with more troublemakers needs another door.
pub const REMOVED_LIMIT: usize = 1_000;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Give a role, or take it back with `participant`.
    GiveRole {
        /// To whom.
        person: Uuid,
        /// Which.
        role: Given,
    },
    /// Make somebody else the host.
    HandOver {
        /// Whom.
        person: Uuid,
    },
    /// Remove somebody from the room, until let back.
    Remove {
        /// Whom.
        person: Uuid,
    },
    /// Let somebody come back who was removed.
    LetBack {
        /// Whom.
        person: Uuid,
    },
}

/// A role that can be given. Unlike [`Role`], one that is not known is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// As [`Role::Host`].
    Host,
    /// As [`Role::CoHost`].
    CoHost,
    /// As [`Role::Presenter`].
    Presenter,
    /// What the policy gives, and no more.
    Participant,
}

impl From<Given> for Role {
    fn from(given: Given) -> Self {
        match given {
            Given::Host => Self::Host,
            Given::CoHost => Self::CoHost,
            Given::Presenter => Self::Presenter,
            Given::Participant => Self::Participant,
        }
    }
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomStaffEvent)]
pub enum Event {
    /// A person has this role from now on, or a greater one by the policy; `participant` takes back
    /// what was given.
    RoleGiven {
        /// Who.
        person: Uuid,
        /// Which.
        role: Role,
    },
    /// A person is host; the author, when made host in the room, is co-host.
    HandedOver {
        /// Who is host now.
        person: Uuid,
    },
    /// A person was removed, and all the person's connections closed.
    Removed {
        /// Who.
        person: Uuid,
    },
    /// A person who was removed may come again.
    LetBack {
        /// Who.
        person: Uuid,
    },
}

/// Roles given in the room, and people removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Staff {
    given: BTreeMap<Uuid, Role>,
    /// Removed people and their names.
    removed: BTreeMap<Uuid, String>,
}

impl Staff {
    pub(in super::super) fn given(&self, person: Uuid) -> Option<Role> {
        self.given.get(&person).copied()
    }

    pub(in super::super) fn people(&self) -> impl Iterator<Item = Uuid> {
        self.given.keys().copied()
    }

    pub(in super::super) fn removed(&self) -> HashSet<Uuid> {
        self.removed.keys().copied().collect()
    }

    pub(in super::super) fn is_removed(&self, person: Uuid) -> bool {
        self.removed.contains_key(&person)
    }
}

/// Whether somebody with this role by the policy may read what was said and shown in the room. Who was
/// removed may not until let back; who watches over the house may whatever the room has decided.
#[must_use]
pub const fn may_read(policy: Role, is_removed: bool) -> bool {
    !is_removed || matches!(policy, Role::Observer)
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role, request: &Request) -> bool {
    match request {
        Request::HandOver { .. } => role == Role::Host,
        Request::GiveRole { role: given, .. } => match given {
            Given::Host | Given::CoHost => role == Role::Host,
            Given::Presenter | Given::Participant => role.leads(),
        },
        Request::Remove { .. } | Request::LetBack { .. } => role.leads(),
    }
}

pub(super) fn decide(state: &State, author: &Author, request: Request) -> Outcome {
    match request {
        Request::GiveRole { person, role } => give(state, author, person, role.into()),
        Request::HandOver { person } => {
            let role = admitted(state, person)?;
            if person == author.person || role == Role::Host {
                return Err(Refusal::RoleAlreadyGiven);
            }
            require_place(state, person)?;
            everybody(Event::HandedOver { person })
        }
        Request::Remove { person } => {
            if state.is_removed(person) {
                return Err(Refusal::AlreadyRemoved);
            }
            let role = known(state, person)?;
            let may = person != author.person
                && role != Role::Host
                && (author.role == Role::Host || !role.leads());
            if !may {
                return Err(Refusal::NotAllowed);
            }
            if state.staff.removed.len() >= REMOVED_LIMIT {
                return Err(Refusal::TooManyRemoved);
            }
            everybody(Event::Removed { person })
        }
        Request::LetBack { person } if !state.is_removed(person) => Err(Refusal::NotRemoved),
        Request::LetBack { person } => everybody(Event::LetBack { person }),
    }
}

fn give(state: &State, author: &Author, person: Uuid, role: Role) -> Outcome {
    let now = admitted(state, person)?;
    // Who leads is a matter of hosts, also when it is taken away.
    if now.leads() && author.role != Role::Host {
        return Err(Refusal::NotAllowed);
    }
    let given = state.staff.given(person).unwrap_or(Role::Participant);
    if given == role {
        return Err(Refusal::RoleAlreadyGiven);
    }
    if role != Role::Participant {
        require_place(state, person)?;
    }
    everybody(Event::RoleGiven { person, role })
}

/// The role of somebody who was here and is not removed.
fn known(state: &State, person: Uuid) -> Result<Role, Refusal> {
    if state.is_removed(person) {
        return Err(Refusal::PersonUnknown);
    }
    state.known_role(person).ok_or(Refusal::PersonUnknown)
}

/// The role of somebody known who does not wait: who gets a role must be let in first.
fn admitted(state: &State, person: Uuid) -> Result<Role, Refusal> {
    if state.people.is_waiting(person) {
        return Err(Refusal::WaitingInLobby);
    }
    known(state, person)
}

fn require_place(state: &State, person: Uuid) -> Result<(), Refusal> {
    let given = &state.staff.given;
    if given.len() >= ROLE_LIMIT && !given.contains_key(&person) {
        return Err(Refusal::TooManyRoles);
    }
    Ok(())
}

pub(in super::super) fn apply(state: &mut State, entry: &Entry, event: &Event) {
    let given = &mut state.staff.given;
    match event {
        Event::RoleGiven {
            person,
            role: Role::Participant | Role::Observer,
        } => {
            given.remove(person);
        }
        Event::RoleGiven { person, role } => {
            given.insert(*person, *role);
        }
        Event::HandedOver { person } => {
            given.insert(*person, Role::Host);
            let author = entry.by.as_ref().and_then(|by| given.get_mut(&by.person));
            if let Some(role) = author.filter(|role| **role == Role::Host) {
                *role = Role::CoHost;
            }
        }
        Event::Removed { person } => {
            given.remove(person);
            let name = state.people.get(*person).map(|known| known.name.clone());
            let removed = &mut state.staff.removed;
            removed.insert(*person, name.unwrap_or_default());
            state.hands.retain(|hand| hand.person != *person);
            state.people.close_person(*person);
            state.companions.forget(*person);
        }
        Event::LetBack { person } => {
            state.staff.removed.remove(person);
        }
    }
}
