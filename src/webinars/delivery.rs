//! How one entry reaches every connection of a room: encoded once, its bytes shared.
//!
//! Each connection has a queue of its own. Nothing here waits: a connection whose queue is full is
//! let go, and comes back for what it missed. So a slow reader costs a bounded amount of memory, and
//! nobody else anything.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use bytestring::ByteString;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::close::Close;
use super::command::Refusal;
use super::log::Line;
use super::message::{Joined, Joining, Missed, Outgoing, Reply};
use super::protocol::{EVENTS_PER_FRAME, Snapshot, TAIL_LIMIT, events_frame};
use super::room::State;

/// Frames that may wait for one connection. When it is full, the connection is closed with
/// [`Close::Resume`].
pub(super) const OUTGOING_LIMIT: usize = 64;
/// Entries a room keeps in memory for who comes back soon; the rest is read from the log.
const RECENT_LIMIT: usize = 512;

/// The connections of a room, and what they may have missed.
#[derive(Debug, Default)]
pub(super) struct Delivery {
    members: HashMap<u64, Member>,
    recent: VecDeque<Arc<Line>>,
}

/// A connection in the room.
#[derive(Debug)]
struct Member {
    person: Uuid,
    session: u64,
    outgoing: mpsc::Sender<Outgoing>,
}

impl Delivery {
    /// Whether no connection is in the room.
    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Remembers an entry for who comes back soon.
    pub(super) fn keep(&mut self, line: Arc<Line>) {
        self.recent.push_back(line);
        if self.recent.len() > RECENT_LIMIT {
            self.recent.pop_front();
        }
    }

    /// Tells entries that have become durable.
    pub(super) fn broadcast(&mut self, lines: Vec<Arc<Line>>, present: u32) {
        for lines in lines.chunks(EVENTS_PER_FRAME) {
            if let Some((frame, through)) = encode(lines, present) {
                self.tell_all(&Outgoing::Events { frame, through });
            }
        }
        for line in lines {
            self.keep(line);
        }
    }

    /// Tells something to every connection, and lets go of those that cannot take it.
    pub(super) fn tell_all(&mut self, outgoing: &Outgoing) {
        self.members
            .retain(|_, member| member.outgoing.try_send(outgoing.clone()).is_ok());
    }

    /// Takes a connection in. It is told the room through the last entry; what comes later comes
    /// through its queue.
    pub(super) fn admit(&mut self, connection: u64, session: u64, joining: Joining, state: &State) {
        let Joining {
            author,
            last,
            outgoing,
            answer,
            ..
        } = joining;
        let person = author.person;
        // The same device came back before its old connection was missed.
        let replaced = self
            .members
            .extract_if(|_, old| old.person == person && old.session == session);
        for (_, old) in replaced {
            let _ = old.outgoing.try_send(Outgoing::Close(Close::Replaced));
        }
        self.members.insert(
            connection,
            Member {
                person,
                session,
                outgoing,
            },
        );
        let (through, present) = (state.last, state.present);
        let missed = self.missed(last, state);
        // Only a connection that the stopping server has dropped does not wait for the answer.
        let _ = answer.send(Ok(Joined {
            session,
            connection,
            through,
            present,
            missed,
        }));
    }

    fn missed(&self, last: Option<u64>, state: &State) -> Missed {
        let snapshot = || Missed::Snapshot(Arc::new(Snapshot::from(state)));
        // A number from the future comes from a log that was restored from an older copy.
        let Some(last) = last.filter(|last| *last <= state.last) else {
            return snapshot();
        };
        if state.last - last > TAIL_LIMIT {
            return snapshot();
        }
        if self
            .recent
            .front()
            .is_some_and(|oldest| oldest.number <= last + 1)
        {
            let lines = self
                .recent
                .iter()
                .filter(|line| line.number > last)
                .cloned();
            return Missed::Lines(last, lines.collect());
        }
        Missed::Log(last)
    }

    /// Tells who asked what became of it.
    pub(super) fn answer(&mut self, reply: Reply, outcome: Result<u64, Refusal>) {
        match reply {
            Reply::Once(asker) => {
                let _ = asker.send(outcome);
            }
            Reply::Connection {
                connection,
                command,
            } => {
                let outgoing = match outcome {
                    Ok(number) => Outgoing::Acknowledged { command, number },
                    Err(refusal) => Outgoing::Refused { command, refusal },
                };
                let told = self
                    .members
                    .get(&connection)
                    .map(|one| one.outgoing.try_send(outgoing));
                if matches!(told, Some(Err(_))) {
                    self.members.remove(&connection);
                }
            }
        }
    }

    /// Forgets a connection that has gone.
    pub(super) fn leave(&mut self, connection: u64) {
        self.members.remove(&connection);
    }

    /// Lets go of every connection.
    pub(super) fn clear(&mut self) {
        self.members.clear();
    }
}

/// One `events` frame for consecutive entries, and the number it goes through.
pub(super) fn encode<L: AsRef<Line>>(lines: &[L], present: u32) -> Option<(ByteString, u64)> {
    let (first, last) = (lines.first()?.as_ref(), lines.last()?.as_ref());
    let entries = lines.iter().map(|line| line.as_ref().json.as_str());
    let frame = events_frame(
        first.number.saturating_sub(1),
        last.number,
        present,
        entries,
    );
    Some((frame.into(), last.number))
}
