//! The connections of one person, open and closed, as the fold of attendance goes along.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::super::event::{Entry, Role};
use super::super::room::seats::WaitsFor;
use super::activity::Acts;
use super::interval::Interval;

/// A device that was connected when the server was killed, and comes back with its session within
/// this time of the last sign of life, counts as present meanwhile: a restart takes seconds, and a
/// client that tries again waits at most half a minute between two tries.
pub const OUTAGE_GRACE: TimeDelta = TimeDelta::minutes(2);

/// What the fold knows of a person.
#[derive(Debug, Clone)]
pub(super) struct Presence {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) open: Vec<Open>,
    /// Connections that wait, in the lobby or for a seat: they count from when they are let in.
    pub(super) waiting: Vec<Open>,
    /// What they wait for.
    pub(super) waits_for: WaitsFor,
    closed: Vec<Interval>,
    /// Sessions that a killed server held open, and its last sign of life.
    lost: Vec<(u64, DateTime<Utc>)>,
    /// What the person did.
    pub(super) acts: Acts,
}

/// A connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) session: u64,
    pub(super) connection: u64,
    /// The server that it came through, when there are several.
    pub(super) node: Option<Uuid>,
    since: DateTime<Utc>,
}

impl Presence {
    /// Somebody who has no connection yet.
    pub(super) fn new(name: &str, role: Role) -> Self {
        Self {
            name: name.to_owned(),
            role,
            open: Vec::new(),
            waiting: Vec::new(),
            waits_for: WaitsFor::Admission,
            closed: Vec::new(),
            lost: Vec::new(),
            acts: Acts::default(),
        }
    }

    /// A connection that waits.
    pub(super) fn waits(&mut self, entry: &Entry, session: u64, waits_for: WaitsFor) {
        self.waits_for = waits_for;
        self.waiting.retain(|open| open.session != session);
        self.waiting.push(Open::at(entry, session));
    }

    /// A connection that is in.
    pub(super) fn joins(&mut self, entry: &Entry, session: u64) {
        self.admit(entry.at);
        // The same device came back before the server missed its old connection.
        self.close(entry.at, |open| open.session == session);
        self.forgive(entry.at, session);
        self.open.push(Open::at(entry, session));
    }

    /// Counts an outage of the server for a session that came back from it soon enough.
    fn forgive(&mut self, back_at: DateTime<Utc>, session: u64) {
        let lost = self.lost.extract_if(.., |(lost, _)| *lost == session);
        let outages = lost.map(|(_, from)| Interval { from, to: back_at });
        self.closed
            .extend(outages.filter(|outage| outage.to - outage.from <= OUTAGE_GRACE));
    }

    /// Counts the connections that wait from now on.
    pub(super) fn admit(&mut self, at: DateTime<Utc>) {
        let admitted = self.waiting.drain(..);
        self.open
            .extend(admitted.map(|open| Open { since: at, ..open }));
    }

    /// A killed server's connections end at its last sign of life.
    pub(super) fn lose(&mut self, last_at: DateTime<Utc>, is_lost: impl Fn(&Open) -> bool) {
        let lost = self.open.iter().filter(|open| is_lost(open));
        self.lost.extend(lost.map(|open| (open.session, last_at)));
        self.close(last_at, is_lost);
    }

    /// Closes the open connections that match, at `end` but never before they opened.
    pub(super) fn close(&mut self, end: DateTime<Utc>, matches: impl Fn(&Open) -> bool) {
        self.waiting.retain(|open| !matches(open));
        let closing = self.open.extract_if(.., |open| matches(open));
        self.closed.extend(closing.map(|open| open.until(end)));
    }

    /// Every connection up to now, in any order and overlapping.
    pub(super) fn connections(&self, now: DateTime<Utc>) -> impl Iterator<Item = Interval> {
        let still_open = self.open.iter().map(move |open| open.until(now));
        self.closed.iter().copied().chain(still_open)
    }
}

impl Open {
    fn at(entry: &Entry, session: u64) -> Self {
        Self {
            session,
            connection: entry.number,
            node: entry.through.map(|through| through.node),
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
