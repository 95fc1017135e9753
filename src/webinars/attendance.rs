//! Who was there, and for how long: a fold over a room's log.
//!
//! Attendance belongs to a person, not to a connection: it is the union of the intervals of all
//! connections, so a telephone beside a computer counts once and a cut line costs only the cut.
//! A killed server writes no [`Event::Left`](Life::Left): what it held open ends at the last sign of
//! life before [`Life::Restarted`], which is never older than the room's checkpoint interval. A short
//! outage of the server is not the participant's absence: see [`OUTAGE_GRACE`].
//!
//! Connected, active and watched later are kept apart: `activity.rs` says what is active, and
//! `credit.rs` what is credited after all. `companions.rs` counts those who share a computer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::event::{Author, Entry, Event, Life, Role};
use super::room::rules::{self, Admission};
use super::room::seats::WaitsFor;
use super::room::{checks, companions as shared, lobby, staff};
use activity::Check;
use companions::CheckIn;
use presence::{Open, Presence};

mod activity;
mod companions;
pub mod credit;
pub mod interval;
mod person;
mod presence;

pub use activity::{Activity, Answered, VOUCHED};
pub use companions::CUT_GRACE;
pub use credit::{Correction, Held, Share, Shares};
pub use interval::{Interval, union};
pub use person::PersonAttendance;
pub use presence::OUTAGE_GRACE;

/// The fold: feed it every entry of a log in order.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    last_at: DateTime<Utc>,
    started: Option<DateTime<Utc>>,
    ended: Option<DateTime<Utc>>,
    people: BTreeMap<Uuid, Presence>,
    checks: Vec<Check>,
    check_ins: Vec<CheckIn>,
}

impl Attendance {
    /// Reads a whole log.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut attendance = Self::default();
        for entry in entries {
            attendance.apply(entry);
        }
        attendance
    }

    /// Reads the next entry.
    pub fn apply(&mut self, entry: &Entry) {
        let at = entry.at;
        match (&entry.event, &entry.by) {
            (Event::Life(event), author) => self.live(entry, event, author.as_ref()),
            (Event::Lobby(event), author) => self.lobby(entry, event, author.as_ref()),
            (Event::Rules(rules::Event::RulesSet { rules, queued }), _)
                if rules.admission == Admission::Open =>
            {
                if *queued {
                    self.queue(None);
                } else {
                    self.admit(at, None);
                }
            }
            (Event::Staff(staff::Event::Removed { person }), _) => {
                if let Some(presence) = self.people.get_mut(person) {
                    presence.close(at, |_| true);
                }
                self.check_out(at, |one| one.person == *person || one.with == *person);
            }
            (Event::Checks(event), author) => self.check(entry, event, author.as_ref()),
            (Event::Companions(event), Some(author)) => self.companion(at, event, author),
            _ => {}
        }
        // Before the start and after the end nobody can be active in the webinar.
        let is_live = self.started.is_some() && self.ended.is_none();
        if let Some(author) = &entry.by
            && let Some(presence) = self.people.get_mut(&author.person)
            && is_live
            && activity::is_deed(&entry.event)
        {
            presence.acts.act(at);
        }
        self.last_at = at;
    }

    fn live(&mut self, entry: &Entry, event: &Life, author: Option<&Author>) {
        match event {
            Life::Joined { session, policy } => {
                if let Some(author) = author {
                    let role = policy.unwrap_or(author.role);
                    self.presence(author, role).joins(entry, *session);
                }
            }
            Life::Left {
                person,
                connection,
                last_heard,
                ..
            } => {
                let end = (*last_heard).min(entry.at);
                if let Some(presence) = self.people.get_mut(person) {
                    presence.close(end, |open| open.connection == *connection);
                }
            }
            // The entry before this one is the last that the killed server made durable.
            Life::Restarted => self.lose(self.last_at, |_| true),
            Life::NodeLost { node, last_heard } => {
                let end = (*last_heard).min(entry.at);
                self.lose(end, |open| open.node == Some(*node));
            }
            Life::Started => self.started = self.started.or(Some(entry.at)),
            Life::Ended | Life::Cancelled => {
                self.ended = self.ended.or(Some(entry.at));
                for presence in self.people.values_mut() {
                    presence.close(entry.at, |_| true);
                }
                self.check_out(entry.at, |_| true);
            }
            Life::Checkpoint | Life::HostMissing | Life::HostBack => {}
        }
    }

    fn lose(&mut self, last_at: DateTime<Utc>, is_lost: impl Fn(&Open) -> bool) {
        for presence in self.people.values_mut() {
            presence.lose(last_at, &is_lost);
        }
    }

    fn check(&mut self, entry: &Entry, event: &checks::Event, author: Option<&Author>) {
        match event {
            checks::Event::CheckOpened { until } => {
                let (number, from, to) = (entry.number, entry.at, *until);
                let open = Interval { from, to };
                self.checks.push(Check { number, open });
            }
            checks::Event::CheckClosed { check, .. } => {
                let closed = self.checks.iter_mut().find(|one| one.number == *check);
                if let Some(closed) = closed {
                    closed.open.to = closed.open.to.min(entry.at);
                }
            }
            checks::Event::CheckAnswered { check } => {
                let presence = author.and_then(|author| self.people.get_mut(&author.person));
                if let Some(presence) = presence {
                    presence.acts.answer(*check);
                }
            }
            _ => {}
        }
    }

    fn companion(&mut self, at: DateTime<Utc>, event: &shared::Event, author: &Author) {
        match event {
            shared::Event::CheckedIn { person, name } => {
                // Who changes the computer is at the new one.
                self.check_out(at, |one| one.person == *person);
                let new = || Presence::new(name, Role::Participant);
                self.people.entry(*person).or_insert_with(new);
                self.check_ins.push(CheckIn {
                    person: *person,
                    with: author.person,
                    from: at,
                    to: None,
                });
            }
            shared::Event::CheckedOut { person } => self.check_out(at, |one| one.person == *person),
        }
    }

    fn check_out(&mut self, at: DateTime<Utc>, is_meant: impl Fn(&CheckIn) -> bool) {
        let open = self.check_ins.iter_mut().filter(|one| one.to.is_none());
        for check_in in open.filter(|one| is_meant(one)) {
            check_in.to = Some(at);
        }
    }

    fn presence(&mut self, author: &Author, role: Role) -> &mut Presence {
        let presence = self
            .people
            .entry(author.person)
            .or_insert_with(|| Presence::new(&author.name, role));
        presence.name.clone_from(&author.name);
        presence.role = role;
        presence
    }

    /// Waiting is not attending: who waits counts from the seat on.
    fn lobby(&mut self, entry: &Entry, event: &lobby::Event, author: Option<&Author>) {
        match (event, author) {
            (lobby::Event::Waiting { session, waits_for }, Some(author)) => {
                let presence = self.presence(author, author.role);
                presence.waits(entry, *session, *waits_for);
            }
            (lobby::Event::Waiting { .. }, None) => {}
            (lobby::Event::Admitted { person }, _) => self.admit(entry.at, *person),
            (lobby::Event::Queued { person }, _) => self.queue(*person),
            (lobby::Event::Seated { people }, _) => {
                for person in people {
                    if let Some(presence) = self.people.get_mut(person) {
                        presence.admit(entry.at);
                    }
                }
            }
        }
    }

    /// Lets in a person of the lobby, or everybody.
    fn admit(&mut self, at: DateTime<Utc>, whom: Option<Uuid>) {
        self.in_lobby(whom, |presence| presence.admit(at));
    }

    /// Lets a person of the lobby into the queue, or everybody.
    fn queue(&mut self, whom: Option<Uuid>) {
        self.in_lobby(whom, |presence| presence.waits_for = WaitsFor::Seat);
    }

    fn in_lobby(&mut self, whom: Option<Uuid>, act: impl Fn(&mut Presence)) {
        let is_meant = |person: &Uuid| whom.is_none_or(|whom| whom == *person);
        let people = self.people.iter_mut();
        let people = people.filter(|(person, presence)| {
            is_meant(person) && presence.waits_for == WaitsFor::Admission
        });
        people.for_each(|(_, presence)| act(presence));
    }

    /// The time that counts as the whole, in seconds: what was planned, or what was held when the
    /// hosts ended earlier, because nobody can attend what was not held. Time held beyond the plan
    /// is nobody's duty.
    #[must_use]
    pub fn whole(&self, planned: TimeDelta) -> u64 {
        let held = self
            .started
            .zip(self.ended)
            .map(|(started, ended)| ended - started);
        interval::seconds(held.map_or(planned, |held| held.min(planned)))
    }

    /// From the start to the end, or to the last entry so far.
    #[must_use]
    pub fn held(&self, planned: TimeDelta) -> Held {
        let of_seconds = self.whole(planned);
        let Some(from) = self.started else {
            return Held::never(of_seconds);
        };
        let to = self.ended.unwrap_or(self.last_at);
        Held {
            live: Interval { from, to },
            of_seconds,
        }
    }

    /// Everybody who ever joined or checked in, by account. Who is still connected counts up to the
    /// last entry.
    #[must_use]
    pub fn people(&self, planned: TimeDelta) -> Vec<PersonAttendance> {
        self.of_those(planned, |_| true)
    }

    /// The accounts of everybody who ever joined or checked in.
    pub fn accounts(&self) -> impl Iterator<Item = Uuid> {
        self.people.keys().copied()
    }

    /// The same as [`Self::people`] of those who are meant: nothing is worked out of the others.
    #[must_use]
    pub fn of_those(
        &self,
        planned: TimeDelta,
        is_meant: impl Fn(Uuid) -> bool,
    ) -> Vec<PersonAttendance> {
        let held = self.held(planned);
        let meant = || self.people.iter().filter(|(id, _)| is_meant(**id));
        let mut present = self.present(meant().map(|(id, _)| *id).collect());
        let person = |(id, presence): (&Uuid, &Presence)| {
            let intervals = present.remove(id).unwrap_or_default();
            let mut person = PersonAttendance {
                role: presence.role,
                is_present: !presence.open.is_empty(),
                active: presence.acts.activity(),
                checks: presence.acts.checks(&self.checks, &intervals),
                intervals,
                ..PersonAttendance::absent(*id, presence.name.clone())
            };
            person.settle(held, &[]);
            person
        };
        meant().map(person).collect()
    }

    /// When each of these was there, with a device of the own or at another's.
    fn present(&self, whom: BTreeSet<Uuid>) -> BTreeMap<Uuid, Vec<Interval>> {
        let now = self.last_at;
        let own = |person: Uuid| {
            let presence = self.people.get(&person);
            let connections = presence.map(|one| one.connections(now).collect());
            union(connections.unwrap_or_default())
        };
        let mut present: BTreeMap<_, _> = whom.iter().map(|one| (*one, own(*one))).collect();
        let beside = self.check_ins.iter();
        for check_in in beside.filter(|one| whom.contains(&one.person)) {
            let beside = check_in.presence(&own(check_in.with), now);
            let intervals = present.entry(check_in.person).or_default();
            *intervals = union([std::mem::take(intervals), beside].concat());
        }
        present
    }
}

#[cfg(test)]
mod tests;
