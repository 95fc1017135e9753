//! What a room that another server holds has asked of it, until the log or that server tells what became of it.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio::sync::oneshot;

use super::super::event::{Entry, Sent};
use super::super::forwarding::Asked;
use super::super::message::{Joining, Reply};

/// What may be unanswered. When it is full, whoever comes is told to come back, and whoever speaks to do it again.
const ASKED_LIMIT: usize = 4_096;
/// How long who asks over REST waits, for what would not be known again.
const GIVE_UP: Duration = Duration::from_secs(10);
/// How long something is unanswered before it is asked again.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// What was asked.
#[derive(Debug, Default)]
pub(super) struct Asking {
    last: u64,
    waiting: BTreeMap<u64, Unanswered>,
    /// Commands by how their clients name them, and connections that leave: so the log answers them.
    commands: HashMap<Sent, u64>,
    leaving: HashMap<u64, u64>,
    /// What is done, and is told once the log has come to a number.
    until: BTreeMap<u64, Vec<Reply>>,
}

#[derive(Debug)]
struct Unanswered {
    asked: Asked,
    whom: Whom,
    asked_at: Option<Instant>,
}

/// Who waits for an answer.
#[derive(Debug)]
pub(super) enum Whom {
    /// A connection that wants in.
    Joining(Joining),
    /// Who sent a command.
    Reply(Reply),
    /// Nobody: a connection has gone.
    Nobody,
}

impl Asking {
    /// Nothing was asked. Numbers begin with the time, so that no room that was taken up again on this server uses
    /// one twice.
    pub(super) fn since(now: DateTime<Utc>) -> Self {
        Self {
            last: u64::try_from(now.timestamp_micros()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// A number that was not used yet.
    pub(super) fn next_number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Whether more can be asked.
    pub(super) fn has_room(&self) -> bool {
        self.waiting.len() < ASKED_LIMIT
    }

    /// Whether nothing is unanswered.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.until.is_empty()
    }

    /// Asks for something.
    pub(super) fn ask(&mut self, asked: Asked, whom: Whom) {
        let number = self.next_number();
        if let Some(sent) = asked.sent() {
            self.commands.insert(sent, number);
        } else if let Asked::Leave { connection, .. } = &asked {
            self.leaving.insert(*connection, number);
        }
        let unanswered = Unanswered {
            asked,
            whom,
            asked_at: None,
        };
        self.waiting.insert(number, unanswered);
    }

    /// What is to be asked now: what was not asked yet, or too long ago. Another server is asked for
    /// everything. What is not known again when it comes twice is asked once.
    pub(super) fn due(&mut self, now: Instant, is_another: bool) -> Vec<(u64, Asked)> {
        let mut due = Vec::new();
        for (number, one) in &mut self.waiting {
            let is_due = one.asked_at.is_none_or(|at| {
                one.asked.is_known_again() && (is_another || now.duration_since(at) >= ASK_AGAIN)
            });
            if is_due {
                one.asked_at = Some(now);
                due.push((*number, one.asked.clone()));
            }
        }
        due
    }

    /// Lets go of what was asked and would not be known again, when it stays unanswered, or who was asked is gone:
    /// whoever wanted it learns that it is not known what became of it.
    pub(super) fn give_up(&mut self, now: Instant, is_another: bool) {
        self.waiting.retain(|_, one| {
            let is_lost = one
                .asked_at
                .is_some_and(|at| is_another || now.duration_since(at) >= GIVE_UP);
            !is_lost || one.asked.is_known_again()
        });
    }

    /// Who asked for it, whatever has become of it.
    pub(super) fn answered(&mut self, number: u64) -> Option<Whom> {
        let one = self.waiting.remove(&number)?;
        if let Some(sent) = one.asked.sent() {
            self.commands.remove(&sent);
        } else if let Asked::Leave { connection, .. } = &one.asked {
            self.leaving.remove(connection);
        }
        Some(one.whom)
    }

    /// Who sent the command that an entry is of.
    pub(super) fn command(&mut self, entry: &Entry) -> Option<Whom> {
        let sent = entry.by.as_ref()?.sent?;
        let number = self.commands.get(&sent).copied()?;
        self.answered(number)
    }

    /// A connection has left.
    pub(super) fn left(&mut self, connection: u64) {
        if let Some(number) = self.leaving.get(&connection).copied() {
            self.answered(number);
        }
    }

    /// Somebody is told once the log has come to a number.
    pub(super) fn wait_until(&mut self, number: u64, reply: Reply) {
        self.until.entry(number).or_default().push(reply);
    }

    /// Who waits for the log to come to a number no greater than this, with that number.
    pub(super) fn come_to(&mut self, last: u64) -> Vec<(u64, Reply)> {
        let later = self.until.split_off(&(last + 1));
        let come = std::mem::replace(&mut self.until, later);
        let replies = come
            .into_iter()
            .flat_map(|(number, replies)| replies.into_iter().map(move |reply| (number, reply)));
        replies.collect()
    }

    /// Everything that was asked, when this server begins to hold the room itself; oldest first. What was sent and would
    /// not be known again may have happened: it is let go of.
    pub(super) fn take(&mut self) -> Vec<(Asked, Whom)> {
        self.commands.clear();
        self.leaving.clear();
        let waiting = std::mem::take(&mut self.waiting);
        waiting
            .into_values()
            .filter(|one| one.asked_at.is_none() || one.asked.is_known_again())
            .map(|one| (one.asked, one.whom))
            .collect()
    }

    /// Forgets everything: who waits is told to come back.
    pub(super) fn clear(&mut self) {
        let last = self.last;
        *self = Self {
            last,
            ..Self::default()
        };
    }
}

impl Asked {
    /// How the client names its command.
    fn sent(&self) -> Option<Sent> {
        match self {
            Self::Say { author, .. } => author.sent,
            _ => None,
        }
    }

    /// Whether the room knows it again when it comes twice.
    fn is_known_again(&self) -> bool {
        match self {
            Self::Join { .. } | Self::Leave { .. } | Self::Close | Self::RemoveDeck => true,
            Self::Say { .. } => self.sent().is_some(),
            // What already happened is refused or changes nothing, but who asked would be told the wrong thing.
            Self::OverRest { .. } | Self::Unknown => false,
        }
    }
}

impl Whom {
    /// Somebody of the house, who is told when it is done.
    pub(super) fn house(done: oneshot::Sender<()>) -> Self {
        Self::Reply(Reply::Done(done))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::super::command::Request;
    use super::super::super::event::{Audience, Author, Event, Life, Role};
    use super::*;

    fn said(command: u64) -> Asked {
        let author = Author {
            person: Uuid::from_u128(2),
            name: String::new(),
            role: Role::Participant,
            sent: Some(Sent {
                session: 5,
                command,
            }),
        };
        Asked::by(author, Request::Start {})
    }

    fn entry(number: u64, asked: &Asked) -> Entry {
        let Asked::Say { author, .. } = asked else {
            panic!("somebody said it")
        };
        Entry {
            number,
            at: DateTime::UNIX_EPOCH,
            by: Some(author.clone()),
            to: Audience::Everybody,
            through: None,
            event: Event::Life(Life::Started),
        }
    }

    fn leave(connection: u64) -> Asked {
        Asked::Leave {
            person: Uuid::from_u128(2),
            connection,
            last_heard: DateTime::UNIX_EPOCH,
            goodbye: false,
        }
    }

    #[test]
    fn what_is_not_answered_is_asked_again_and_of_another_server_at_once() {
        let mut asking = Asking::since(DateTime::UNIX_EPOCH);
        let start = Instant::now();
        asking.ask(said(1), Whom::Nobody);
        asking.ask(Asked::Unknown, Whom::Nobody);
        assert_eq!(asking.due(start, false).len(), 2);
        assert!(asking.due(start, false).is_empty(), "both were just asked");
        // What would not be known again is asked once, and not waited for for ever.
        assert_eq!(asking.due(start, true).len(), 1);
        asking.give_up(start + ASK_AGAIN, false);
        assert_eq!(asking.waiting.len(), 2);
        asking.give_up(start + GIVE_UP, false);
        assert_eq!(asking.waiting.len(), 1);
        assert_eq!(asking.due(start + ASK_AGAIN, false).len(), 1);
        assert!(asking.answered(1).is_some());
        assert!(asking.due(start + 9 * ASK_AGAIN, true).is_empty());
    }

    #[test]
    fn the_log_answers_what_it_shows() {
        let mut asking = Asking::since(DateTime::UNIX_EPOCH);
        asking.ask(said(1), Whom::Nobody);
        asking.ask(said(2), Whom::Nobody);
        asking.ask(leave(7), Whom::Nobody);
        assert!(asking.command(&entry(9, &said(2))).is_some());
        assert!(
            asking.command(&entry(10, &said(2))).is_none(),
            "it was told"
        );
        asking.left(7);
        let left: Vec<u64> = asking
            .due(Instant::now(), true)
            .iter()
            .map(|one| one.0)
            .collect();
        assert_eq!(left, [1]);
        assert_eq!(asking.take().len(), 1);
        assert!(asking.is_empty());
    }

    #[test]
    fn an_answer_waits_for_what_was_written_before_it() {
        let mut asking = Asking::since(DateTime::UNIX_EPOCH);
        let (answer, _) = oneshot::channel();
        asking.wait_until(5, Reply::Done(answer));
        assert!(asking.come_to(4).is_empty());
        assert!(!asking.is_empty());
        assert_eq!(asking.come_to(6).len(), 1);
        assert!(asking.is_empty());
    }
}
