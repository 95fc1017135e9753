//! What a server does with a room that another one holds: it asks, and tells its people what the log shows.

use std::sync::Arc;
use std::time::Instant;

use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Entry, Event, Life, Through};
use super::super::forwarding::{ASKS_TOGETHER, Asked, Note, Outcome};
use super::super::log::{Line, LogError, Written};
use super::super::message::Message;
use super::asking::Whom;
use super::{LiveRoom, Turn};
use crate::bus::Bus;

impl LiveRoom {
    /// Asks the server that holds the room for what somebody wants who is connected here.
    pub(super) fn ask_for(&mut self, message: Message, turn: &mut Turn) {
        let has_room = self.asking.has_room();
        let (asked, whom) = match message {
            // Whoever is let go of here is told to come back, and whoever speaks to say it again.
            Message::Join(_) if !has_room => return,
            Message::Ask { reply, .. } if !has_room => {
                return turn.answer(reply, Err(Refusal::TooManyCommands));
            }
            Message::Join(joining) => {
                let asked = Asked::Join {
                    author: joining.author.clone(),
                    session: joining.session,
                };
                (asked, Whom::Joining(joining))
            }
            Message::Leave {
                person,
                connection,
                last_heard,
                goodbye,
            } => {
                let asked = Asked::Leave {
                    person,
                    connection,
                    last_heard,
                    goodbye,
                };
                (asked, Whom::Nobody)
            }
            Message::Ask {
                author,
                request,
                reply,
            } => (Asked::by(author, *request), Whom::Reply(reply)),
            Message::Close { done } => (Asked::Close, Whom::house(done)),
            Message::RemoveDeck { done } => (Asked::RemoveDeck, Whom::house(done)),
            // Nobody else is asked for these.
            Message::Look { .. } | Message::Forwarded { .. } | Message::Told { .. } => return,
        };
        self.asking.ask(asked, whom);
    }

    /// Sends what is to be asked, and asks again for what was not answered.
    pub(super) async fn ask_holder(&mut self, is_another: bool) {
        let (Some(bus), Some(holder)) = (self.house.bus.clone(), self.end.node) else {
            return;
        };
        self.asking.give_up(Instant::now(), is_another);
        let due = self.asking.due(Instant::now(), is_another);
        for some in due.chunks(ASKS_TOGETHER) {
            let note = Note {
                webinar_id: self.id,
                from: bus.node(),
                asked: some.to_vec(),
                told: Vec::new(),
            };
            // What does not arrive is asked again.
            if let Err(error) = bus.tell(&format!("node.{holder}"), &note).await {
                tracing::warn!(%error, %holder, "the server that holds a room is not reached");
            }
        }
    }

    /// Lets go of connections that came here before the room was taken up here: their clients were told to come
    /// back.
    pub(super) fn miss_own(&mut self, node: Uuid) {
        for (person, connection) in self.state.people.through(node) {
            let leave = Asked::Leave {
                person,
                connection,
                last_heard: self.state.last_at,
                goodbye: false,
            };
            self.asking.ask(leave, Whom::Nobody);
        }
    }

    /// Reads what was written to the log, by this server or another one.
    pub(super) fn read_on(&mut self, written: Written, turn: &mut Turn) -> Result<(), LogError> {
        if written.position <= self.end.position {
            return Ok(());
        }
        turn.is_held_anew = self.end.node != Some(written.node);
        (self.end.position, self.end.node) = (written.position, Some(written.node));
        for line in written.lines {
            // What was read from the database is known.
            if line.number <= self.state.last {
                continue;
            }
            self.require_next(&line)?;
            let entry = line.entry()?;
            self.happens(&entry, turn);
            self.recognise(&entry, turn);
            turn.lines.push(Arc::new(line));
        }
        for (number, reply) in self.asking.come_to(self.state.last) {
            turn.answer(reply, Ok(number));
        }
        Ok(())
    }

    /// Goes on when this is the next entry. A room that has left one out is read again.
    pub(super) fn require_next(&self, line: &Line) -> Result<(), LogError> {
        if self.house.bus.is_none() || line.number == self.state.last + 1 {
            return Ok(());
        }
        let words = format!("entry {} comes after {}", line.number, self.state.last);
        Err(LogError::Failed(words))
    }

    /// Finds what this server has asked for in what the log shows.
    fn recognise(&mut self, entry: &Entry, turn: &mut Turn) {
        let own = self.house.bus.as_ref().map(Bus::node);
        match (&entry.event, entry.through) {
            (Event::Life(Life::NodeLost { node, .. }), _) if own == Some(*node) => {
                self.asking.clear();
                turn.is_lost = true;
            }
            (Event::Life(Life::Left { connection, .. }), _) => self.asking.left(*connection),
            (_, Some(Through { node, number })) if own == Some(node) => {
                self.came_in(entry, number, turn);
            }
            _ => {
                if let Some(Whom::Reply(reply)) = self.asking.command(entry) {
                    turn.answer(reply, Ok(entry.number));
                }
            }
        }
    }

    /// A connection is in that this server has asked for.
    fn came_in(&mut self, entry: &Entry, number: u64, turn: &mut Turn) {
        match (self.asking.answered(number), entry.session()) {
            (Some(Whom::Joining(joining)), Some(session)) => {
                turn.admitted.push((entry.number, session, joining));
            }
            // Who waited for it is gone: so is the connection.
            _ => {
                if let Some(by) = &entry.by {
                    let leave = Asked::Leave {
                        person: by.person,
                        connection: entry.number,
                        last_heard: entry.at,
                        goodbye: false,
                    };
                    self.asking.ask(leave, Whom::Nobody);
                }
            }
        }
    }

    /// The server that holds the room tells what became of what was asked.
    pub(super) fn take_told(&mut self, told: Vec<(u64, Outcome)>, turn: &mut Turn) {
        for (number, outcome) in told {
            let Some(whom) = self.asking.answered(number) else {
                continue;
            };
            match (whom, outcome) {
                (Whom::Joining(joining), Outcome::Refused(refusal)) => {
                    turn.turned_away.push((joining, refusal));
                }
                (Whom::Reply(reply), Outcome::Refused(refusal)) => {
                    turn.answer(reply, Err(refusal));
                }
                (Whom::Reply(reply), Outcome::Done(number)) if number <= self.state.last => {
                    turn.answer(reply, Ok(number));
                }
                // What was written before the answer is told before it.
                (Whom::Reply(reply), Outcome::Done(number)) => {
                    self.asking.wait_until(number, reply);
                }
                (Whom::Joining(_) | Whom::Nobody, _) => {}
            }
        }
    }
}
