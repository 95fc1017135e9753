//! What one turn of a room decided, and nobody was told yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::sync::oneshot;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Entry, Event, Life, Reader};
use super::super::log::{Line, LogError};
use super::super::message::{Joining, Reply};
use super::super::room::{Status, lobby};

/// One turn.
#[derive(Default)]
pub(super) struct Turn {
    pub(super) lines: Vec<Arc<Line>>,
    /// Where the webinar stands, when that has changed.
    pub(super) status: Option<Status>,
    /// Whether anybody may see more or less than before, and otherwise who.
    pub(super) concerns_readers: bool,
    pub(super) readers: BTreeSet<Uuid>,
    pub(super) admitted: Vec<(u64, u64, Joining)>,
    pub(super) turned_away: Vec<(Joining, Refusal)>,
    pub(super) answers: Vec<(Reply, Result<u64, Refusal>)>,
    /// Who asked what a person may see.
    pub(super) looks: Vec<(oneshot::Sender<Reader>, Reader)>,
    /// Who waits until what the house was to do is durable.
    pub(super) done: Vec<oneshot::Sender<()>>,
}

impl Turn {
    /// Takes an entry that is to become durable.
    pub(super) fn take(&mut self, entry: &Entry) -> Result<(), LogError> {
        self.lines.push(Arc::new(Line::of(entry)?));
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
        Ok(())
    }
}
