//! Who was there, and for how long: a fold over a room's log.
//!
//! Attendance belongs to a person, not to a connection: it is the union of the intervals of all
//! connections, so a telephone beside a computer counts once and a cut line costs only the cut.
//! A killed server writes no [`Event::Left`](Life::Left): what it held open ends at the last sign of
//! life before [`Life::Restarted`], which is never older than the room's checkpoint interval. A short
//! outage of the server is not the participant's absence: see [`OUTAGE_GRACE`].

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::event::{Author, Entry, Event, Life, Role};
use super::room::rules::{self, Admission};
use super::room::{lobby, staff};

/// A device that was connected when the server was killed, and comes back with its session within
/// this time of the last sign of life, counts as present meanwhile: a restart takes seconds, and a
/// client that tries again waits at most half a minute between two tries.
pub const OUTAGE_GRACE: TimeDelta = TimeDelta::minutes(2);

/// A stretch of time, `from` included and `to` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[schema(as = AttendanceInterval)]
pub struct Interval {
    /// The beginning.
    pub from: DateTime<Utc>,
    /// The end, not before the beginning.
    pub to: DateTime<Utc>,
}

/// How much of a webinar somebody attended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AttendanceShare)]
pub struct Share {
    /// Seconds present while the webinar was live.
    pub present_seconds: u64,
    /// Seconds that make the whole: see [`Attendance::whole`].
    pub of_seconds: u64,
}

/// One person's attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonAttendance {
    /// The account.
    pub person: Uuid,
    /// The name shown in the room at the last join.
    pub name: String,
    /// The role that the policy gave at the last join, whatever was given in the room.
    pub role: Role,
    /// When the person was connected, in order, not overlapping, waiting before the start included.
    pub intervals: Vec<Interval>,
    /// How much of the webinar that is.
    pub share: Share,
    /// Whether the person is connected at the last entry.
    pub is_present: bool,
}

/// The fold: feed it every entry of a log in order.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    last_at: DateTime<Utc>,
    started: Option<DateTime<Utc>>,
    ended: Option<DateTime<Utc>>,
    people: BTreeMap<Uuid, Presence>,
}

#[derive(Debug, Clone)]
struct Presence {
    name: String,
    role: Role,
    open: Vec<Open>,
    /// Connections that wait in the lobby: they count from when they are let in.
    waiting: Vec<Open>,
    closed: Vec<Interval>,
    /// Sessions that a killed server held open, and its last sign of life.
    lost: Vec<(u64, DateTime<Utc>)>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    session: u64,
    connection: u64,
    since: DateTime<Utc>,
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
        match (&entry.event, &entry.by) {
            (Event::Life(event), author) => self.live(entry, event, author.as_ref()),
            (Event::Lobby(lobby::Event::Waiting { session }), Some(author)) => {
                let presence = self.presence(author, author.role);
                presence.waiting.retain(|open| open.session != *session);
                presence.waiting.push(Open::at(entry, *session));
            }
            (Event::Lobby(lobby::Event::Admitted { person }), _) => {
                self.admit(entry.at, *person);
            }
            (Event::Rules(rules::Event::RulesSet { rules }), _)
                if rules.admission == Admission::Open =>
            {
                self.admit(entry.at, None);
            }
            (Event::Staff(staff::Event::Removed { person }), _) => {
                if let Some(presence) = self.people.get_mut(person) {
                    presence.close(entry.at, |_| true);
                }
            }
            _ => {}
        }
        self.last_at = entry.at;
    }

    fn live(&mut self, entry: &Entry, event: &Life, author: Option<&Author>) {
        match event {
            Life::Joined { session, policy } => {
                if let Some(author) = author {
                    self.joined(entry, author, policy.unwrap_or(author.role), *session);
                }
            }
            Life::Left {
                person,
                connection,
                last_heard,
            } => {
                let end = (*last_heard).min(entry.at);
                if let Some(presence) = self.people.get_mut(person) {
                    presence.close(end, |open| open.connection == *connection);
                }
            }
            // The entry before this one is the last that the killed server made durable.
            Life::Restarted => self.lose_all(),
            Life::Started => self.started = self.started.or(Some(entry.at)),
            Life::Ended | Life::Cancelled => {
                self.ended = self.ended.or(Some(entry.at));
                self.close_all(entry.at);
            }
            Life::Checkpoint => {}
        }
    }

    fn presence(&mut self, author: &Author, role: Role) -> &mut Presence {
        let presence = self
            .people
            .entry(author.person)
            .or_insert_with(|| Presence {
                name: String::new(),
                role,
                open: Vec::new(),
                waiting: Vec::new(),
                closed: Vec::new(),
                lost: Vec::new(),
            });
        presence.name.clone_from(&author.name);
        presence.role = role;
        presence
    }

    /// Lets in a person who waits, or everybody.
    fn admit(&mut self, at: DateTime<Utc>, whom: Option<Uuid>) {
        let is_meant = |person: &Uuid| whom.is_none_or(|whom| whom == *person);
        let people = self.people.iter_mut();
        for (_, presence) in people.filter(|(person, _)| is_meant(person)) {
            presence.admit(at);
        }
    }

    fn joined(&mut self, entry: &Entry, author: &Author, role: Role, session: u64) {
        let presence = self.presence(author, role);
        presence.admit(entry.at);
        // The same device came back before the server missed its old connection.
        presence.close(entry.at, |open| open.session == session);
        presence.forgive(entry.at, session);
        presence.open.push(Open::at(entry, session));
    }

    fn lose_all(&mut self) {
        for presence in self.people.values_mut() {
            let lost = presence
                .open
                .iter()
                .map(|open| (open.session, self.last_at));
            presence.lost.extend(lost);
        }
        self.close_all(self.last_at);
    }

    fn close_all(&mut self, end: DateTime<Utc>) {
        for presence in self.people.values_mut() {
            presence.close(end, |_| true);
        }
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
        seconds(held.map_or(planned, |held| held.min(planned)))
    }

    /// Everybody who ever joined, by account. Who is still connected counts up to the last entry.
    #[must_use]
    pub fn people(&self, planned: TimeDelta) -> Vec<PersonAttendance> {
        let of_seconds = self.whole(planned);
        let live = self.started.map(|from| Interval {
            from,
            to: self.ended.unwrap_or(self.last_at),
        });
        let person = |(id, presence): (&Uuid, &Presence)| {
            let still_open = presence.open.iter().map(|open| open.until(self.last_at));
            let intervals = union(presence.closed.iter().copied().chain(still_open).collect());
            let present_seconds = live.map_or(0, |live| seconds(overlap(&intervals, live)));
            PersonAttendance {
                person: *id,
                name: presence.name.clone(),
                role: presence.role,
                intervals,
                share: Share {
                    present_seconds,
                    of_seconds,
                },
                is_present: !presence.open.is_empty(),
            }
        };
        self.people.iter().map(person).collect()
    }
}

impl Presence {
    /// Counts an outage of the server for a session that came back from it soon enough.
    fn forgive(&mut self, back_at: DateTime<Utc>, session: u64) {
        let lost = self.lost.extract_if(.., |(lost, _)| *lost == session);
        let outages = lost.map(|(_, from)| Interval { from, to: back_at });
        self.closed
            .extend(outages.filter(|outage| outage.to - outage.from <= OUTAGE_GRACE));
    }

    /// Counts the connections that wait from now on.
    fn admit(&mut self, at: DateTime<Utc>) {
        let admitted = self.waiting.drain(..);
        self.open
            .extend(admitted.map(|open| Open { since: at, ..open }));
    }

    /// Closes the open connections that match, at `end` but never before they opened.
    fn close(&mut self, end: DateTime<Utc>, matches: impl Fn(&Open) -> bool) {
        self.waiting.retain(|open| !matches(open));
        let closing = self.open.extract_if(.., |open| matches(open));
        self.closed.extend(closing.map(|open| open.until(end)));
    }
}

impl Open {
    fn at(entry: &Entry, session: u64) -> Self {
        Self {
            session,
            connection: entry.number,
            since: entry.at,
        }
    }

    fn until(self, end: DateTime<Utc>) -> Interval {
        Interval {
            from: self.since,
            to: end.max(self.since),
        }
    }
}

/// The same time as not overlapping intervals in order; touching ones are joined.
#[must_use]
pub fn union(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut joined: Vec<Interval> = Vec::new();
    for next in intervals {
        match joined.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => joined.push(next),
        }
    }
    joined
}

/// How long not overlapping intervals last within a period.
fn overlap(intervals: &[Interval], period: Interval) -> TimeDelta {
    intervals
        .iter()
        .map(|interval| interval.to.min(period.to) - interval.from.max(period.from))
        .filter(|length| *length > TimeDelta::zero())
        .sum()
}

/// Whole seconds, rounded down; 0 for a negative length.
fn seconds(length: TimeDelta) -> u64 {
    u64::try_from(length.num_seconds()).unwrap_or(0)
}

impl Share {
    /// Whole per cent, rounded down, 100 at most: a rule "at least N %" is kept exactly when this is
    /// at least N. Nobody attends a webinar that was not held at all.
    #[must_use]
    pub fn percent(self) -> u8 {
        let present = u128::from(self.present_seconds.min(self.of_seconds));
        let percent = (present * 100).checked_div(u128::from(self.of_seconds));
        percent
            .and_then(|percent| u8::try_from(percent).ok())
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
