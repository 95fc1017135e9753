//! Who is in the room, on which devices, and what each device last sent.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::event::{Author, Entry, Role, Sent};
use super::audience::Membership;
use super::{COMMANDS_REMEMBERED, DEVICE_LIMIT, RATE_WINDOW};

/// Everybody who ever joined or waited, by account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct People {
    all: BTreeMap<Uuid, Person>,
    /// How many are in the room: at least one open connection, and admitted.
    pub(in super::super) present: u32,
    /// Those whom the policy made hosts: a handful.
    hosts: BTreeSet<Uuid>,
    /// Who waits to be admitted, first come first. At most
    /// [`PEOPLE_LIMIT`](super::PEOPLE_LIMIT): the door is closed before.
    pub(in super::super) lobby: Vec<Uuid>,
}

/// What the room remembers of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Person {
    /// The name shown in the room.
    pub(in super::super) name: String,
    /// What the policy gave, at the last join.
    pub(in super::super) policy: Role,
    /// Whether the person was ever let in: who was need not wait again after a cut.
    pub(in super::super) is_admitted: bool,
    /// The breakout groups the person was in, at most
    /// [`ROUND_LIMIT`](super::groups::ROUND_LIMIT), oldest first.
    pub(in super::super) groups: Vec<Membership>,
    /// At most [`DEVICE_LIMIT`], oldest first.
    sessions: Vec<Session>,
    /// When the commands of the last [`RATE_WINDOW`] were accepted, oldest first: at most
    /// [`RATE_LIMIT`](super::RATE_LIMIT).
    accepted_at: VecDeque<DateTime<Utc>>,
}

/// One device of a person, through all its connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Session {
    id: u64,
    connection: Option<u64>,
    /// Accepted commands and their entries, at most [`COMMANDS_REMEMBERED`], lowest forgotten first.
    pub(in super::super) accepted: BTreeMap<u64, u64>,
}

impl Person {
    fn is_connected(&self) -> bool {
        self.sessions
            .iter()
            .any(|session| session.connection.is_some())
    }

    fn is_present(&self) -> bool {
        self.is_admitted && self.is_connected()
    }
}

impl People {
    pub(in super::super) fn get(&self, person: Uuid) -> Option<&Person> {
        self.all.get(&person)
    }

    pub(in super::super) fn get_mut(&mut self, person: Uuid) -> Option<&mut Person> {
        self.all.get_mut(&person)
    }

    pub(in super::super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Person> {
        self.all.values_mut()
    }

    /// Those present, by account.
    pub(in super::super) fn present(&self) -> impl Iterator<Item = (Uuid, &Person)> {
        self.all
            .iter()
            .filter(|(_, person)| person.is_present())
            .map(|(id, person)| (*id, person))
    }

    /// Those whom the policy made hosts.
    pub(in super::super) fn hosts(&self) -> impl Iterator<Item = Uuid> {
        self.hosts.iter().copied()
    }

    pub(in super::super) fn is_present(&self, person: Uuid) -> bool {
        self.get(person).is_some_and(Person::is_present)
    }

    pub(in super::super) fn is_waiting(&self, person: Uuid) -> bool {
        self.get(person)
            .is_some_and(|known| known.is_connected() && !known.is_admitted)
    }

    pub(in super::super) fn is_open(&self, person: Uuid, connection: u64) -> bool {
        self.get(person).is_some_and(|known| {
            known
                .sessions
                .iter()
                .any(|session| session.connection == Some(connection))
        })
    }

    pub(in super::super) fn devices(&self, person: Uuid) -> usize {
        self.get(person).map_or(0, |known| {
            known
                .sessions
                .iter()
                .filter(|session| session.connection.is_some())
                .count()
        })
    }

    pub(in super::super) fn session(&self, person: Uuid, id: u64) -> Option<&Session> {
        self.get(person)?
            .sessions
            .iter()
            .find(|session| session.id == id)
    }

    /// Whether one more command of the person would be more than `rate` within [`RATE_WINDOW`].
    pub(in super::super) fn is_too_fast(
        &self,
        person: Uuid,
        at: DateTime<Utc>,
        rate: usize,
    ) -> bool {
        let accepted = self.get(person).map(|known| known.accepted_at.iter());
        let oldest = accepted.and_then(|mut accepted| accepted.nth_back(rate.saturating_sub(1)));
        oldest.is_some_and(|oldest| at - *oldest < RATE_WINDOW)
    }

    /// Opens a connection; who is not `admitted` waits in the lobby.
    pub(in super::super) fn open(
        &mut self,
        author: &Author,
        policy: Role,
        id: u64,
        connection: u64,
        admitted: bool,
    ) {
        let person = self.all.entry(author.person).or_insert_with(|| Person {
            name: String::new(),
            policy,
            is_admitted: false,
            groups: Vec::new(),
            sessions: Vec::new(),
            accepted_at: VecDeque::new(),
        });
        let was_present = person.is_present();
        person.name.clone_from(&author.name);
        person.policy = policy;
        person.is_admitted |= admitted;
        if let Some(session) = person.sessions.iter_mut().find(|session| session.id == id) {
            session.connection = Some(connection);
        } else {
            person.make_place();
            person.sessions.push(Session {
                id,
                connection: Some(connection),
                accepted: BTreeMap::new(),
            });
        }
        let (is_admitted, is_present) = (person.is_admitted, person.is_present());
        self.present += u32::from(is_present && !was_present);
        if policy == Role::Host {
            self.hosts.insert(author.person);
        } else {
            self.hosts.remove(&author.person);
        }
        self.lobby
            .retain(|waiting| *waiting != author.person || !is_admitted);
        if !is_admitted && !self.lobby.contains(&author.person) {
            self.lobby.push(author.person);
        }
    }

    pub(in super::super) fn close(&mut self, person: Uuid, connection: u64) {
        self.close_where(person, |session| session.connection == Some(connection));
    }

    /// Closes every connection of a person.
    pub(in super::super) fn close_person(&mut self, person: Uuid) {
        self.close_where(person, |_| true);
    }

    fn close_where(&mut self, id: Uuid, matches: impl Fn(&Session) -> bool) {
        let Some(person) = self.all.get_mut(&id) else {
            return;
        };
        let was_present = person.is_present();
        for session in person
            .sessions
            .iter_mut()
            .filter(|session| matches(session))
        {
            session.connection = None;
        }
        if was_present && !person.is_present() {
            self.present -= 1;
        }
        if !person.is_connected() {
            self.lobby.retain(|waiting| *waiting != id);
        }
    }

    pub(in super::super) fn close_all(&mut self) {
        for session in self
            .all
            .values_mut()
            .flat_map(|person| &mut person.sessions)
        {
            session.connection = None;
        }
        self.present = 0;
        self.lobby.clear();
    }

    /// Lets in a person who waits, or everybody.
    pub(in super::super) fn admit(&mut self, whom: Option<Uuid>) {
        let admitted: Vec<Uuid> = self
            .lobby
            .extract_if(.., |waiting| whom.is_none_or(|whom| whom == *waiting))
            .collect();
        for person in admitted {
            if let Some(person) = self.all.get_mut(&person) {
                person.is_admitted = true;
                self.present += u32::from(person.is_present());
            }
        }
    }

    /// Remembers an accepted command.
    pub(in super::super) fn remember(&mut self, person: Uuid, sent: Sent, entry: &Entry) {
        let Some(person) = self.all.get_mut(&person) else {
            return;
        };
        let is_over = |at: &DateTime<Utc>| entry.at - *at >= RATE_WINDOW;
        while person.accepted_at.front().is_some_and(is_over) {
            person.accepted_at.pop_front();
        }
        person.accepted_at.push_back(entry.at);
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
}

impl Person {
    /// Forgets the oldest device that is gone, when no more can be remembered.
    fn make_place(&mut self) {
        if self.sessions.len() >= DEVICE_LIMIT
            && let Some(oldest) = self
                .sessions
                .iter()
                .position(|known| known.connection.is_none())
        {
            self.sessions.remove(oldest);
        }
    }
}
