//! What the server does that holds a room: it decides, for everybody.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::super::command::{Command, Decision, Refusal, Request};
use super::super::event::{Author, Entry, Through};
use super::super::forwarding::{Asked, Note, Outcome};
use super::super::log::{Append, LogError};
use super::super::message::{Joining, Message, Reply};
use super::asking::Whom;
use super::{LiveRoom, Turn};
use crate::bus::Bus;

impl LiveRoom {
    /// Takes the room if the server that held it is gone. Whoever is first to write has it; the others read that.
    pub(super) async fn hold_if_free(&mut self) -> Result<(), LogError> {
        let Some(bus) = self.house.bus.clone() else {
            return Ok(());
        };
        let (is_fresh, holder) = (self.end.node.is_none(), self.end.node);
        if self.holds() || holder.is_some_and(|holder| bus.is_alive(holder)) {
            return Ok(());
        }
        let taking = self
            .house
            .log
            .append(self.id, Append::default(), self.end.position);
        match taking.await {
            Ok(position) => {
                (self.end.position, self.end.node) = (position, Some(bus.node()));
                let mut turn = Turn::default();
                if is_fresh {
                    // Nobody of the servers that there are now has ever had it.
                    self.rule(Command::Restart, &mut turn)?;
                }
                self.lose(holder, &mut turn)?;
                self.lose_nodes(&mut turn)?;
                self.decide_what_was_asked(&mut turn)?;
                self.settle(&mut turn)?;
                self.finish(turn).await
            }
            Err(LogError::Overtaken) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Lets go of everybody who came through the server that held the room: it was there until its last entry.
    fn lose(&mut self, holder: Option<Uuid>, turn: &mut Turn) -> Result<(), LogError> {
        let Some((node, bus)) = holder.zip(self.house.bus.clone()) else {
            return Ok(());
        };
        let heard = bus.last_heard(node);
        let last_heard = heard.map_or(self.state.last_at, |at| at.max(self.state.last_at));
        self.rule(Command::LoseNode { node, last_heard }, turn)
    }

    /// Decides what this server has asked another one for, when it has come to hold the room itself.
    pub(super) fn decide_what_was_asked(&mut self, turn: &mut Turn) -> Result<(), LogError> {
        for (asked, whom) in self.asking.take() {
            self.decide_own(asked, whom, turn)?;
        }
        Ok(())
    }

    /// Lets go of everybody who came through a server that is gone.
    pub(super) fn lose_nodes(&mut self, turn: &mut Turn) -> Result<(), LogError> {
        let Some(bus) = self.house.bus.clone() else {
            return Ok(());
        };
        let nodes = self.state.people.nodes().into_iter();
        for node in nodes.filter(|node| !bus.is_alive(*node)) {
            let last_heard = bus.last_heard(node).unwrap_or(self.state.last_at);
            self.rule(Command::LoseNode { node, last_heard }, turn)?;
        }
        Ok(())
    }

    /// Decides what somebody asked who is connected here.
    pub(super) fn decide_message(
        &mut self,
        message: Message,
        turn: &mut Turn,
    ) -> Result<(), LogError> {
        match message {
            Message::Join(joining) => self.join(joining, turn),
            Message::Leave {
                person,
                connection,
                last_heard,
                goodbye,
            } => {
                let leave = Command::Leave {
                    person,
                    connection,
                    last_heard,
                    goodbye,
                };
                self.rule(leave, turn)
            }
            Message::Ask {
                author,
                request,
                reply,
            } => self.ask(author, *request, reply, turn),
            Message::Close { done } => self.order(Command::Close, Reply::Done(done), turn),
            Message::RemoveDeck { done } => {
                self.order(Command::RemoveDeck, Reply::Done(done), turn)
            }
            // These are no decisions.
            Message::Look { .. } | Message::Forwarded { .. } | Message::Told { .. } => Ok(()),
        }
    }

    /// Decides what other servers ask for.
    pub(super) fn take_forwarded(
        &mut self,
        from: Uuid,
        asked: Vec<(u64, Asked)>,
        turn: &mut Turn,
    ) -> Result<(), LogError> {
        // Who asks the wrong server reads soon which is the right one, and asks again.
        if !self.holds() {
            return Ok(());
        }
        for (number, asked) in asked {
            let reply = Reply::Node { node: from, number };
            match asked {
                Asked::Join { author, session } => {
                    let through = Some(Through { node: from, number });
                    let command = Command::Join {
                        author,
                        session,
                        through,
                    };
                    // That it is in, the log tells.
                    if let Err(refusal) = self.decide(command, turn)? {
                        turn.answer(reply, Err(refusal));
                    }
                }
                asked => self.decide_asked(asked, reply, turn)?,
            }
        }
        Ok(())
    }

    /// Decides what this server has asked another one for that is gone.
    fn decide_own(&mut self, asked: Asked, whom: Whom, turn: &mut Turn) -> Result<(), LogError> {
        match whom {
            Whom::Joining(joining) => self.join(joining, turn),
            Whom::Reply(reply) => self.decide_asked(asked, reply, turn),
            Whom::Nobody => {
                let bus = self.house.bus.as_ref().map(Bus::node).unwrap_or_default();
                let reply = Reply::Node {
                    node: bus,
                    number: 0,
                };
                self.decide_asked(asked, reply, turn)
            }
        }
    }

    fn decide_asked(
        &mut self,
        asked: Asked,
        reply: Reply,
        turn: &mut Turn,
    ) -> Result<(), LogError> {
        match asked {
            Asked::Leave {
                person,
                connection,
                last_heard,
                goodbye,
            } => {
                let leave = Command::Leave {
                    person,
                    connection,
                    last_heard,
                    goodbye,
                };
                self.order(leave, reply, turn)
            }
            Asked::Say { author, request } => self.ask(author, request, reply, turn),
            Asked::OverRest { author, request } => self.ask(author, request.into(), reply, turn),
            Asked::Close => self.order(Command::Close, reply, turn),
            Asked::RemoveDeck => self.order(Command::RemoveDeck, reply, turn),
            Asked::Join { .. } | Asked::Unknown => {
                turn.answer(reply, Err(Refusal::NotAllowed));
                Ok(())
            }
        }
    }

    /// Does what the house wants, and tells who waits for it.
    fn order(&mut self, command: Command, reply: Reply, turn: &mut Turn) -> Result<(), LogError> {
        self.rule(command, turn)?;
        turn.answer(reply, Ok(self.state.last));
        Ok(())
    }

    fn ask(
        &mut self,
        author: Author,
        request: Request,
        reply: Reply,
        turn: &mut Turn,
    ) -> Result<(), LogError> {
        let outcome = match self.decide(Command::Ask { author, request }, turn)? {
            Ok(Decision::Append(Entry { number, .. }) | Decision::Already(number)) => Ok(number),
            Ok(Decision::Nothing) => Ok(self.state.last),
            Err(refusal) => Err(refusal),
        };
        turn.answer(reply, outcome);
        Ok(())
    }

    fn join(&mut self, joining: Joining, turn: &mut Turn) -> Result<(), LogError> {
        let number = self.asking.next_number();
        let node = self.house.bus.as_ref().map(Bus::node);
        let command = Command::Join {
            author: joining.author.clone(),
            session: joining.session,
            through: node.map(|node| Through { node, number }),
        };
        match self.decide(command, turn)? {
            Ok(Decision::Append(entry)) => {
                if let Some(session) = entry.session() {
                    turn.admitted.push((entry.number, session, joining));
                }
            }
            Ok(_) => {}
            Err(refusal) => turn.turned_away.push((joining, refusal)),
        }
        Ok(())
    }
}

/// Tells other servers what became of what they have asked.
pub(super) async fn tell_nodes(
    bus: &Bus,
    webinar_id: Uuid,
    told: BTreeMap<Uuid, Vec<(u64, Outcome)>>,
) {
    // What this server has asked itself needs no answer.
    for (node, told) in told.into_iter().filter(|(node, _)| *node != bus.node()) {
        let note = Note {
            webinar_id,
            from: bus.node(),
            asked: Vec::new(),
            told,
        };
        // It asks again when this is lost.
        if let Err(error) = bus.tell(&format!("node.{node}"), &note).await {
            tracing::warn!(%error, %node, "a server is not told what became of what it asked");
        }
    }
}
