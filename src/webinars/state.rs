//! What a room is at one moment, and what each entry of its log changes.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::event::{Author, Entry, Event, Sent};
use super::room::{COMMANDS_REMEMBERED, DEVICE_LIMIT, RATE_LIMIT, RATE_WINDOW};

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

impl Status {
    /// Whether nothing can happen any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Cancelled)
    }
}

/// Everything a room is at one moment. Its size is bounded by the people who ever joined.
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
    /// Raised hands, first raised first. A hand outlives a cut line: its owner keeps the place.
    pub hands: Vec<Hand>,
    /// How many people have at least one open connection.
    pub present: u32,
    people: BTreeMap<Uuid, Person>,
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

/// What the room remembers of a person who ever joined.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Person {
    /// At most [`DEVICE_LIMIT`], oldest first.
    sessions: Vec<Session>,
    /// When the latest commands were accepted, at most [`RATE_LIMIT`], oldest first.
    accepted_at: VecDeque<DateTime<Utc>>,
}

/// One device of a person, through all its connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Session {
    id: u64,
    connection: Option<u64>,
    /// Accepted commands and their entries, at most [`COMMANDS_REMEMBERED`], lowest forgotten first.
    pub(super) accepted: BTreeMap<u64, u64>,
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

    /// Whether the person has at least one open connection.
    #[must_use]
    pub fn is_present(&self, person: Uuid) -> bool {
        self.people.get(&person).is_some_and(Person::is_present)
    }

    pub(super) fn is_open(&self, person: Uuid, connection: u64) -> bool {
        self.people.get(&person).is_some_and(|known| {
            known
                .sessions
                .iter()
                .any(|session| session.connection == Some(connection))
        })
    }

    pub(super) fn devices(&self, person: Uuid) -> usize {
        self.people.get(&person).map_or(0, |known| {
            known
                .sessions
                .iter()
                .filter(|session| session.connection.is_some())
                .count()
        })
    }

    /// Whether one more command of the person would come too soon after the others.
    pub(super) fn is_too_fast(&self, person: Uuid, at: DateTime<Utc>) -> bool {
        self.people.get(&person).is_some_and(|known| {
            known.accepted_at.len() >= RATE_LIMIT
                && known
                    .accepted_at
                    .front()
                    .is_some_and(|oldest| at - *oldest < RATE_WINDOW)
        })
    }

    pub(super) fn session(&self, person: Uuid, id: u64) -> Option<&Session> {
        self.people
            .get(&person)?
            .sessions
            .iter()
            .find(|session| session.id == id)
    }
}

impl Person {
    fn is_present(&self) -> bool {
        self.sessions
            .iter()
            .any(|session| session.connection.is_some())
    }
}

/// Makes an entry's change. Entries come in the order of their numbers, each once.
pub fn apply(state: &mut State, entry: &Entry) {
    state.last = entry.number;
    state.last_at = entry.at;
    match (&entry.event, &entry.by) {
        (Event::Joined { session }, Some(author)) => {
            open(state, author.person, *session, entry.number)
        }
        (
            Event::Left {
                person, connection, ..
            },
            _,
        ) => close(state, *person, *connection),
        (Event::Restarted, _) => close_all(state),
        (Event::Started, _) => state.status = Status::Live,
        (Event::Ended, _) => finish(state, Status::Ended),
        (Event::Cancelled, _) => finish(state, Status::Cancelled),
        (Event::HandRaised, Some(Author { person, name, .. })) => state.hands.push(Hand {
            person: *person,
            name: name.clone(),
            raised_at: entry.at,
        }),
        (Event::HandLowered { person }, _) => state.hands.retain(|hand| hand.person != *person),
        (Event::SlideShown { slide }, _) => state.slide = *slide,
        (Event::Said { .. } | Event::Checkpoint | Event::Unknown, _)
        | (Event::Joined { .. } | Event::HandRaised, None) => {}
    }
    if let Some(Author {
        person,
        sent: Some(sent),
        ..
    }) = &entry.by
    {
        remember(state, *person, *sent, entry);
    }
}

fn open(state: &mut State, person: Uuid, id: u64, connection: u64) {
    let person = state.people.entry(person).or_default();
    if !person.is_present() {
        state.present += 1;
    }
    if let Some(session) = person.sessions.iter_mut().find(|session| session.id == id) {
        session.connection = Some(connection);
        return;
    }
    if person.sessions.len() >= DEVICE_LIMIT
        && let Some(oldest) = person
            .sessions
            .iter()
            .position(|known| known.connection.is_none())
    {
        person.sessions.remove(oldest);
    }
    person.sessions.push(Session {
        id,
        connection: Some(connection),
        accepted: BTreeMap::new(),
    });
}

fn close(state: &mut State, person: Uuid, connection: u64) {
    let Some(person) = state.people.get_mut(&person) else {
        return;
    };
    let open = person
        .sessions
        .iter_mut()
        .find(|session| session.connection == Some(connection));
    let Some(session) = open else { return };
    session.connection = None;
    if !person.is_present() {
        state.present -= 1;
    }
}

fn finish(state: &mut State, status: Status) {
    state.status = status;
    state.hands.clear();
    close_all(state);
}

fn close_all(state: &mut State) {
    for session in state
        .people
        .values_mut()
        .flat_map(|person| &mut person.sessions)
    {
        session.connection = None;
    }
    state.present = 0;
}

fn remember(state: &mut State, person: Uuid, sent: Sent, entry: &Entry) {
    let Some(person) = state.people.get_mut(&person) else {
        return;
    };
    person.accepted_at.push_back(entry.at);
    if person.accepted_at.len() > RATE_LIMIT {
        person.accepted_at.pop_front();
    }
    let session = person
        .sessions
        .iter_mut()
        .find(|session| session.id == sent.session);
    let Some(session) = session else { return };
    session.accepted.insert(sent.command, entry.number);
    if session.accepted.len() > COMMANDS_REMEMBERED {
        session.accepted.pop_first();
    }
}
