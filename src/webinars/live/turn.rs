//! What one turn of a room decided, and nobody was told yet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::sync::oneshot;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Entry, Event, Life, Reader};
use super::super::forwarding::Outcome;
use super::super::log::Line;
use super::super::message::{Joining, Reply};
use super::super::room::{Status, lobby};

/// One turn.
#[derive(Default)]
pub(super) struct Turn {
    /// Entries decided here that are to become durable.
    pub(super) decided: Vec<Arc<Line>>,
    /// Entries that are durable, in order before those decided here.
    pub(super) lines: Vec<Arc<Line>>,
    /// Where the webinar stands, when that has changed.
    pub(super) status: Option<Status>,
    /// Whether anybody may see more or less than before, and otherwise who.
    pub(super) concerns_readers: bool,
    pub(super) readers: BTreeSet<Uuid>,
    pub(super) admitted: Vec<(u64, u64, Joining)>,
    pub(super) turned_away: Vec<(Joining, Refusal)>,
    pub(super) answers: Vec<(Reply, Result<u64, Refusal>)>,
    /// What the servers are told that have asked.
    pub(super) told: BTreeMap<Uuid, Vec<(u64, Outcome)>>,
    /// Whether another server holds the room than before.
    pub(super) is_held_anew: bool,
    /// Whether the others took this server for gone: nobody who came here is in the room any more.
    pub(super) is_lost: bool,
    /// Who asked what a person may see.
    pub(super) looks: Vec<(oneshot::Sender<Reader>, Reader)>,
}

impl Turn {
    /// Notes whom an entry concerns.
    pub(super) fn take(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Staff(_)
            | Event::Groups(_)
            | Event::Rules(_)
            | Event::Lobby(lobby::Event::Admitted { person: None }) => self.concerns_readers = true,
            // Who waited with another device is in with that one as well.
            Event::Life(Life::Joined { .. }) => {
                self.readers.extend(entry.by.as_ref().map(|by| by.person));
            }
            // One seat of ten thousand is no reason to ask who all the others are.
            Event::Lobby(lobby::Event::Admitted { person }) => self.readers.extend(person),
            Event::Lobby(lobby::Event::Seated { people }) => self.readers.extend(people),
            _ => {}
        }
    }

    /// Somebody is to be told what became of what was asked.
    pub(super) fn answer(&mut self, reply: Reply, outcome: Result<u64, Refusal>) {
        match reply {
            Reply::Node { node, number } => {
                let told = self.told.entry(node).or_default();
                told.push((number, outcome.into()));
            }
            reply => self.answers.push((reply, outcome)),
        }
    }
}
