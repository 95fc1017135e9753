//! What a room is at one moment, and what each entry of its log changes.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::event::{Author, Entry, Event, Life, Reader, Role};
use super::room::chat::Chat;
use super::room::checks::Checks;
use super::room::companions::Companions;
use super::room::drawing::Drawing;
use super::room::groups::Groups;
pub use super::room::hands::Hand;
use super::room::notes::Note;
use super::room::people::{Connection, People, Person};
use super::room::polls::Polls;
use super::room::questions::Questions;
use super::room::rules::Rules;
use super::room::slides::Deck;
use super::room::staff::Staff;
use super::room::{
    chat, checks, companions, drawing, groups, hands, lobby, notes, polls, questions, rules,
    slides, staff,
};

/// Where a webinar stands in its life.
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
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[schema(as = WebinarStatus)]
pub enum Status {
    /// Not begun; people may already wait inside.
    #[default]
    Scheduled,
    /// Begun by a host.
    Live,
    /// Over for good.
    Ended,
    /// Called off before it began.
    Cancelled,
}

/// Whether a room is led, as everybody was told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Led {
    /// Nobody who leads was here yet.
    #[default]
    NotYet,
    /// It is.
    Yes,
    /// Everybody was told that it is not.
    Missing,
}

impl Status {
    /// Whether nothing can happen any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Cancelled)
    }
}

/// Everything a room is at one moment. Its size is bounded by the people who ever joined and by the
/// limits of its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// The number of the last entry, 0 before the first.
    pub last: u64,
    /// The time of the last entry.
    pub last_at: DateTime<Utc>,
    /// Where the webinar stands.
    pub status: Status,
    /// The slide shown, 0 before the first.
    pub slide: u32,
    /// The deck whose pictures everybody can fetch, when one was uploaded.
    pub deck: Option<Deck>,
    /// Raised hands, first raised first. A hand outlives a cut line: its owner keeps the place.
    pub hands: Vec<Hand>,
    /// What the hosts have set.
    pub rules: Rules,
    pub(super) people: People,
    pub(super) led: Led,
    pub(super) staff: Staff,
    pub(super) chat: Chat,
    pub(super) questions: Questions,
    pub(super) polls: Polls,
    pub(super) checks: Checks,
    pub(super) groups: Groups,
    pub(super) companions: Companions,
    pub(super) notes: Vec<Note>,
    pub(super) drawing: Drawing,
}

impl State {
    /// Replays a log from its first entry.
    pub fn replay<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut state = Self::default();
        for entry in entries {
            apply(&mut state, entry);
        }
        state
    }

    /// How many people have at least one open connection and do not wait.
    #[must_use]
    pub fn present(&self) -> u32 {
        self.people.present
    }

    /// Whether the person is in the room.
    #[must_use]
    pub fn is_present(&self, person: Uuid) -> bool {
        self.people.is_present(person)
    }

    /// Whether a host has removed the person.
    #[must_use]
    pub fn is_removed(&self, person: Uuid) -> bool {
        self.staff.is_removed(person)
    }

    /// Everybody whom a host has removed.
    pub(super) fn removed(&self) -> HashSet<Uuid> {
        self.staff.removed()
    }

    /// How many people wait, in the lobby or for a seat, those included who were cut just now.
    pub(super) fn waiting(&self) -> usize {
        self.people.waiting()
    }

    /// Whether nobody is connected, not even somebody who waits.
    pub(super) fn is_empty(&self) -> bool {
        self.people.present == 0 && self.people.waiting_here() == 0
    }

    /// What a person may do here to whom the policy gave a role.
    #[must_use]
    pub fn role(&self, person: Uuid, policy: Role) -> Role {
        self.staff
            .given(person)
            .map_or(policy, |given| policy.joined_with(given))
    }

    /// What a person may do here who was here before.
    pub(super) fn known_role(&self, person: Uuid) -> Option<Role> {
        let known = self.people.get(person)?;
        Some(self.role(person, known.policy))
    }

    /// A person as a reader of the log.
    #[must_use]
    pub fn reader(&self, person: Uuid, policy: Role) -> Reader {
        let known = self.people.get(person);
        Reader {
            person,
            role: self.role(person, policy),
            is_waiting: self.people.is_waiting(person),
            is_thin: false,
            groups: known.map_or_else(Vec::new, |known| known.groups.clone()),
        }
    }

    /// Whether somebody who leads is in the room; a room without goes on.
    #[must_use]
    pub fn is_led(&self) -> bool {
        self.has_leader(Person::is_present)
    }

    /// Whether a host is in the room.
    pub(super) fn has_host(&self) -> bool {
        self.has_one(|role| role == Role::Host, Person::is_present)
    }

    /// Whether somebody who leads is as is asked.
    pub(super) fn has_leader(&self, is_so: impl Fn(&Person) -> bool) -> bool {
        self.has_one(Role::leads, is_so)
    }

    fn has_one(&self, is_wanted: impl Fn(Role) -> bool, is_so: impl Fn(&Person) -> bool) -> bool {
        self.people
            .hosts()
            .chain(self.staff.people())
            .any(|person| {
                self.people.get(person).is_some_and(&is_so)
                    && self.known_role(person).is_some_and(&is_wanted)
            })
    }
}

/// Makes an entry's change. Entries come in the order of their numbers, each once.
pub fn apply(state: &mut State, entry: &Entry) {
    state.last = entry.number;
    state.last_at = entry.at;
    state.people.expire(entry.at);
    match &entry.event {
        Event::Life(event) => live(state, entry, event),
        Event::Staff(event) => staff::apply(state, entry, event),
        Event::Chat(event) => chat::apply(&mut state.chat, entry, event),
        Event::Hands(event) => hands::apply(&mut state.hands, entry, event),
        Event::Slides(event) => slides::apply(state, event),
        Event::Questions(event) => questions::apply(&mut state.questions, entry, event),
        Event::Polls(event) => polls::apply(&mut state.polls, entry, event),
        Event::Checks(event) => checks::apply(&mut state.checks, entry, event),
        Event::Rules(event) => rules::apply(state, event),
        Event::Lobby(event) => lobby::apply(&mut state.people, entry, event),
        Event::Groups(event) => groups::apply(state, entry, event),
        Event::Companions(event) => companions::apply(&mut state.companions, entry, event),
        Event::Notes(event) => notes::apply(&mut state.notes, entry, event),
        Event::Drawing(event) => drawing::apply(&mut state.drawing, entry, event),
        Event::Unknown(_) => {}
    }
    if let Some(Author {
        person,
        sent: Some(sent),
        ..
    }) = &entry.by
    {
        state.people.remember(*person, *sent, entry);
    }
}

fn live(state: &mut State, entry: &Entry, event: &Life) {
    match event {
        Life::Joined { session, policy } => {
            if let Some(author) = &entry.by {
                let policy = policy.unwrap_or(author.role);
                state
                    .people
                    .open(author, policy, *session, Connection::of(entry), None);
                if author.role.leads() && state.led == Led::NotYet {
                    state.led = Led::Yes;
                }
            }
        }
        Life::Left {
            person,
            connection,
            goodbye,
            ..
        } => {
            let kept = (!goodbye).then_some(entry.at);
            state.people.close(*person, *connection, kept);
        }
        Life::Restarted => state.people.cut(entry.at, |_| true),
        Life::NodeLost { node, .. } => state.people.cut(entry.at, |one| one.came_through(*node)),
        Life::Checkpoint => {}
        Life::HostMissing => state.led = Led::Missing,
        Life::HostBack => state.led = Led::Yes,
        Life::Started => state.status = Status::Live,
        Life::Ended => finish(state, Status::Ended),
        Life::Cancelled => finish(state, Status::Cancelled),
    }
}

fn finish(state: &mut State, status: Status) {
    state.status = status;
    state.hands.clear();
    state.people.close_all();
    state.companions.clear();
    // Who wrote in which group still decides who may read it.
    groups::close(state);
}
