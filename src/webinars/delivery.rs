//! How one entry reaches every connection of a room: encoded once, its bytes shared.
//!
//! Each connection has a queue of its own. Nothing here waits: a connection whose queue is full is
//! let go, and comes back for what it missed. So a slow reader costs a bounded amount of memory, and
//! nobody else anything.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use bytestring::ByteString;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::close::Close;
use super::command::Refusal;
use super::event::{Reader, Role};
use super::log::Line;
use super::message::{Joined, Joining, Missed, Outgoing, Reply};
use super::protocol::{EVENTS_BYTES, EVENTS_PER_FRAME, Snapshot, TAIL_LIMIT, events_frame};
use super::room::State;

/// Frames that may wait for one connection. When it is full, the connection is closed with
/// [`Close::Resume`].
pub(super) const OUTGOING_LIMIT: usize = 64;
/// Entries a room keeps in memory for who comes back soon; the rest is read from the log.
const RECENT_LIMIT: usize = 512;
/// How long a connection is told nothing while only entries are written that do not concern it. A
/// client takes a line for cut that is silent for longer than a checkpoint can be.
const QUIET_LIMIT: TimeDelta = TimeDelta::seconds(15);

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
    /// What the policy gave.
    policy: Role,
    session: u64,
    /// What it may see.
    reader: Reader,
    /// The number through which it was told the room, and when that was written.
    told: u64,
    told_at: DateTime<Utc>,
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

    /// Tells entries that have become durable, each connection those that concern it.
    pub(super) fn broadcast(&mut self, lines: Vec<Arc<Line>>, present: u32) {
        if let Some(last) = lines.last() {
            self.tell(&lines, last, present);
        }
        for line in lines {
            self.keep(line);
        }
    }

    fn tell(&mut self, lines: &[Arc<Line>], last: &Line, present: u32) {
        let not_for_all: Vec<_> = lines
            .iter()
            .filter(|line| !line.to.is_everybody())
            .collect();
        let are_for_some = not_for_all.len() == lines.len();
        // Connections that were told as much and see the same share one encoding. Who votes in one
        // turn was told as much as all others who did, so there are few different ones.
        let mut encoded: HashMap<(u64, bool, Vec<u64>), Frames> = HashMap::new();
        self.members.retain(|_, member| {
            if member.told >= last.number {
                return true;
            }
            let (reader, waits) = (&member.reader, member.reader.is_waiting);
            let seen: Vec<u64> = if waits {
                let seen = lines.iter().filter(|line| reader.sees(line.aim()));
                seen.map(|line| line.number).collect()
            } else {
                let seen = not_for_all.iter().filter(|line| reader.sees(line.aim()));
                seen.map(|line| line.number).collect()
            };
            let sees_nothing = seen.is_empty() && (waits || are_for_some);
            if sees_nothing && last.at - member.told_at < QUIET_LIMIT {
                return true;
            }
            let frames = encoded
                .entry((member.told, waits, seen))
                .or_insert_with_key(|(after, waits, seen)| {
                    let sees = |line: &&Arc<Line>| {
                        !waits && line.to.is_everybody() || seen.binary_search(&line.number).is_ok()
                    };
                    let lines: Vec<_> = lines.iter().filter(sees).collect();
                    encode(&lines, *after, last.number, present)
                });
            (member.told, member.told_at) = (last.number, last.at);
            frames.iter().cloned().all(|(frame, through)| {
                let events = Outgoing::Events { frame, through };
                member.outgoing.try_send(events).is_ok()
            })
        });
    }

    /// Learns anew who may see what; lets go of who was removed, and tells the room to who was
    /// admitted.
    pub(super) fn refresh(&mut self, state: &State) {
        self.members.retain(|connection, member| {
            if state.is_removed(member.person) {
                let _ = member.outgoing.try_send(Outgoing::Close(Close::Removed));
                return false;
            }
            let waited = member.reader.is_waiting;
            member.reader = state.reader(member.person, member.policy);
            if !waited || member.reader.is_waiting {
                return true;
            }
            (member.told, member.told_at) = (state.last, state.last_at);
            let joined = Joined {
                session: member.session,
                connection: *connection,
                through: state.last,
                present: state.present(),
                missed: Missed::Snapshot(Arc::new(Snapshot::of(state, &member.reader))),
                reader: member.reader.clone(),
            };
            let admitted = Outgoing::Admitted(Box::new(joined));
            member.outgoing.try_send(admitted).is_ok()
        });
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
        let reader = state.reader(person, author.role);
        self.members.insert(
            connection,
            Member {
                person,
                policy: author.role,
                session,
                reader: reader.clone(),
                told: state.last,
                told_at: state.last_at,
                outgoing,
            },
        );
        let (through, present) = (state.last, state.present());
        let missed = self.missed(last, state, &reader);
        // Only a connection that the stopping server has dropped does not wait for the answer.
        let _ = answer.send(Ok(Joined {
            session,
            connection,
            through,
            present,
            reader,
            missed,
        }));
    }

    fn missed(&self, last: Option<u64>, state: &State, reader: &Reader) -> Missed {
        let snapshot = || Missed::Snapshot(Arc::new(Snapshot::of(state, reader)));
        // Who waits is told the place in the lobby each time.
        if reader.is_waiting {
            return snapshot();
        }
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

/// Encoded frames, each with the number it goes through.
type Frames = Vec<(ByteString, u64)>;

/// The `events` frames that speak for everything from `after` (not included) through `through`, of
/// which these entries concern the reader.
pub(super) fn encode<L: AsRef<Line>>(
    lines: &[L],
    after: u64,
    through: u64,
    present: u32,
) -> Frames {
    let length = |line: &L| line.as_ref().json.len();
    let (mut count, mut bytes) = (1, lines.first().map_or(0, length));
    let fits = |_: &L, next: &L| {
        (count, bytes) = (count + 1, bytes + length(next));
        let fits = count <= EVENTS_PER_FRAME && bytes <= EVENTS_BYTES;
        if !fits {
            (count, bytes) = (1, length(next));
        }
        fits
    };
    let mut frames = Frames::new();
    let mut after = after;
    let mut chunks = lines.chunk_by(fits).peekable();
    while after < through {
        let lines = chunks.next().unwrap_or_default();
        let last = lines.last().filter(|_| chunks.peek().is_some());
        // The last frame speaks for what was left out at the end as well.
        let to = last.map_or(through, |last| last.as_ref().number);
        let entries = lines.iter().map(|line| line.as_ref().json.as_str());
        frames.push((events_frame(after, to, present, entries).into(), to));
        after = to;
    }
    frames
}

#[cfg(test)]
mod tests;
