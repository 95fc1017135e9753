//! Who is in the room, on which devices, and what each device last sent.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::event::{Author, Entry, Role, Sent, Through};
use super::audience::Membership;
pub(in super::super) use super::connection::Connection;
use super::seats::WaitsFor;
use super::{COMMANDS_REMEMBERED, DEVICE_LIMIT, RATE_WINDOW};

/// Everybody who ever joined or waited, by account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct People {
    pub(super) all: BTreeMap<Uuid, Person>,
    /// How many are in the room: at least one open connection, and a seat.
    pub(in super::super) present: u32,
    /// Those whom the policy made hosts: a handful.
    hosts: BTreeSet<Uuid>,
    /// Who waits to be admitted by a host, first come first, and who waits for a seat. Together at
    /// most [`PEOPLE_LIMIT`](super::PEOPLE_LIMIT): the door is closed before.
    pub(in super::super) lobby: Vec<Uuid>,
    pub(in super::super) queue: Vec<Uuid>,
    /// Who was cut and keeps a seat or a place for a while, by when that was.
    pub(super) away: BTreeSet<(DateTime<Utc>, Uuid)>,
    /// How many of these keep a seat.
    pub(super) held: u32,
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
    /// Whether one of the room's seats is the person's, also for a while after a cut.
    pub(super) has_seat: bool,
    /// Since when the person is gone who keeps a seat or a place.
    pub(super) away_since: Option<DateTime<Utc>>,
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
    connection: Option<Connection>,
    /// Accepted commands and their entries, at most [`COMMANDS_REMEMBERED`], lowest forgotten first.
    pub(in super::super) accepted: BTreeMap<u64, u64>,
}

impl Person {
    pub(super) fn is_connected(&self) -> bool {
        self.connections().next().is_some()
    }

    pub(in super::super) fn is_present(&self) -> bool {
        self.has_seat && self.is_connected()
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
            .is_some_and(|known| known.is_connected() && !known.has_seat)
    }

    pub(in super::super) fn is_open(&self, person: Uuid, connection: u64) -> bool {
        self.get(person).is_some_and(|known| {
            known
                .sessions
                .iter()
                .any(|session| session.is_on(connection))
        })
    }

    /// The connection that a person opened so, while it is open.
    pub(in super::super) fn came(&self, person: Uuid, through: Through) -> Option<u64> {
        let open = self.get(person)?.connections();
        let mut same = open.filter(|one| one.through() == Some(through));
        same.next().map(|one| one.number())
    }

    /// The open connections that came through a server, with whose they are.
    pub(in super::super) fn through(&self, node: Uuid) -> impl Iterator<Item = (Uuid, u64)> {
        self.all.iter().flat_map(move |(id, person)| {
            let open = person
                .connections()
                .filter(move |one| one.came_through(node));
            open.map(|one| (*id, one.number()))
        })
    }

    /// The servers through which connections came that are open.
    pub(in super::super) fn nodes(&self) -> BTreeSet<Uuid> {
        let open = self.all.values().flat_map(Person::connections);
        open.filter_map(|one| Some(one.through()?.node)).collect()
    }

    pub(in super::super) fn devices(&self, person: Uuid) -> usize {
        self.get(person)
            .map_or(0, |known| known.connections().count())
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

    /// Opens a connection of somebody who is in, or who waits.
    pub(in super::super) fn open(
        &mut self,
        author: &Author,
        policy: Role,
        id: u64,
        connection: Connection,
        waits_for: Option<WaitsFor>,
    ) {
        self.come_back(author.person);
        let person = self.all.entry(author.person).or_insert_with(|| Person {
            name: String::new(),
            policy,
            is_admitted: false,
            has_seat: false,
            away_since: None,
            groups: Vec::new(),
            sessions: Vec::new(),
            accepted_at: VecDeque::new(),
        });
        let was_present = person.is_present();
        person.name.clone_from(&author.name);
        person.policy = policy;
        person.is_admitted |= waits_for != Some(WaitsFor::Admission);
        let had_seat = person.has_seat;
        person.has_seat |= waits_for.is_none();
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
        self.present += u32::from(person.is_present() && !was_present);
        if policy == Role::Host {
            self.hosts.insert(author.person);
        } else {
            self.hosts.remove(&author.person);
        }
        // Who has a seat stands in no line; thousands may wait there.
        if !had_seat || waits_for.is_some() {
            self.line_up(author.person, waits_for);
        }
    }

    /// Closes a connection. Who has no other is gone, and keeps a seat or a place from `kept` on.
    pub(in super::super) fn close(
        &mut self,
        person: Uuid,
        connection: u64,
        kept: Option<DateTime<Utc>>,
    ) {
        self.close_where(person, |session| session.is_on(connection), kept);
    }

    /// Closes every connection of a person, for whom nothing is kept.
    pub(in super::super) fn close_person(&mut self, person: Uuid) {
        self.close_where(person, |_| true, None);
        self.give_up(person);
    }

    fn close_where(
        &mut self,
        id: Uuid,
        matches: impl Fn(&Session) -> bool,
        kept: Option<DateTime<Utc>>,
    ) {
        let Some(person) = self.all.get_mut(&id) else {
            return;
        };
        let (was_present, was_connected) = (person.is_present(), person.is_connected());
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
        if was_connected && !person.is_connected() {
            match kept {
                Some(at) => self.keep(id, at),
                None => self.give_up(id),
            }
        }
    }

    /// A server is gone: these connections were cut, and whoever has no other keeps a seat or a place
    /// from `at` on.
    pub(in super::super) fn cut(
        &mut self,
        at: DateTime<Utc>,
        is_cut: impl Fn(&Connection) -> bool,
    ) {
        let all = self.all.iter();
        let cut = all.filter(|(_, person)| person.connections().any(&is_cut));
        let cut: Vec<Uuid> = cut.map(|(id, _)| *id).collect();
        for person in cut {
            let is_on_one = |session: &Session| session.connection.as_ref().is_some_and(&is_cut);
            self.close_where(person, is_on_one, Some(at));
        }
    }

    /// The webinar is over.
    pub(in super::super) fn close_all(&mut self) {
        for person in self.all.values_mut() {
            (person.has_seat, person.away_since) = (false, None);
            for session in &mut person.sessions {
                session.connection = None;
            }
        }
        (self.present, self.held) = (0, 0);
        self.away.clear();
        self.lobby.clear();
        self.queue.clear();
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

impl Session {
    fn is_on(&self, connection: u64) -> bool {
        self.connection
            .is_some_and(|one| one.number() == connection)
    }
}

impl Person {
    fn connections(&self) -> impl Iterator<Item = &Connection> {
        self.sessions
            .iter()
            .filter_map(|session| session.connection.as_ref())
    }

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
