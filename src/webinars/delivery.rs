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
use super::protocol::{EVENTS_BYTES, EVENTS_PER_FRAME, Snapshot, TAIL_LIMIT, events_frame};
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
        for (frame, through) in encode(&lines, present) {
            self.tell_all(&Outgoing::Events { frame, through });
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

/// The `events` frames for consecutive entries, each with the number it goes through.
pub(super) fn encode<L: AsRef<Line>>(lines: &[L], present: u32) -> Vec<(ByteString, u64)> {
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
    lines
        .chunk_by(fits)
        .filter_map(|lines| frame(lines, present))
        .collect()
}

fn frame<L: AsRef<Line>>(lines: &[L], present: u32) -> Option<(ByteString, u64)> {
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

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn lines(count: u64, length: usize) -> Vec<Line> {
        (1..=count)
            .map(|number| Line {
                number,
                at: DateTime::UNIX_EPOCH,
                json: "0".repeat(length),
            })
            .collect()
    }

    #[test]
    fn a_frame_is_bounded_in_entries_and_in_bytes_and_nothing_falls_between_two() {
        for (count, length, frames) in [
            (0, 10, vec![]),
            (1, 10, vec![1]),
            (200, 10, vec![200]),
            (401, 10, vec![200, 400, 401]),
            (7, 16 * 1024, vec![3, 6, 7]),
            (3, 60 * 1024, vec![1, 2, 3]),
        ] {
            let encoded = encode(&lines(count, length), 1);
            let through: Vec<u64> = encoded.iter().map(|frame| frame.1).collect();
            assert_eq!(through, frames, "{count} entries of {length} bytes");
            let mut after = 0;
            for (frame, through) in encoded {
                let head = format!(r#"{{"type":"events","after":{after},"through":{through},"#);
                assert!(frame.starts_with(&head));
                after = through;
            }
        }
    }
}
