//! What a client says on its line, and what it makes of what it hears.

use serde::Deserialize;
use serde_json::Value;

use super::client::{Client, Command, Ending, SECOND, State};
use super::dialect::Heard;
use super::sheet::Acknowledged;
use super::text::{self, Piece, Told};
use super::websocket::Kind;
use super::world::World;
use crate::client::parse;

/// Commands that a client keeps unanswered at most: half of what the protocol allows.
const UNANSWERED: usize = 8;
/// A key of sixteen bytes like any other: what the server makes of it is not looked at.
const KEY: &str = "c3VyZ2FsdCByb29tIDEuMA==";

impl Client {
    /// Asks for a ticket where one is needed, else for the websocket.
    pub(super) fn request(&mut self, world: &World) {
        let webinar = &world.webinar;
        let host = world
            .address(self.at)
            .map_or_else(String::new, |host| host.to_string());
        let path = match (&self.ticket, world.peer.is_surgalt()) {
            (None, true) => {
                self.state = State::Asking;
                let token = &self.token;
                self.put(
                    format!(
                        "POST {webinar}/tickets HTTP/1.1\r\nHost: {host}\r\n\
                         Authorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n"
                    )
                    .as_bytes(),
                );
                return;
            }
            (Some(ticket), _) => {
                let hello = text::in_address(&text::hello(self.session, self.last));
                format!("{webinar}/socket?ticket={ticket}&hello={hello}")
            }
            (None, false) => world.peer.path().to_owned(),
        };
        self.ticket = None;
        self.state = State::Opening;
        self.put(
            format!(
                "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\n\
                 Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n\
                 Sec-WebSocket-Protocol: surgalt.v1\r\n\r\n"
            )
            .as_bytes(),
        );
    }

    /// Takes the answer to a request, and says how long it is; nothing when it is not all there.
    pub(super) fn answered(
        &mut self,
        bytes: &[u8],
        world: &mut World,
    ) -> Result<Option<usize>, Ending> {
        const END: &[u8] = b"\r\n\r\n";
        if self.state == State::Opening && bytes.starts_with(b"HTTP/1.1 101 ") {
            let Some(head) = text::find(bytes, END) else {
                return Ok(None);
            };
            self.state = State::Entering;
            if world.peer.is_ready_at_once() && !world.peer.is_surgalt() {
                self.greet(world)?;
            }
            return Ok(Some(head + END.len()));
        }
        let reply = parse(bytes).map_err(|error| Ending::Fault(error.to_string()))?;
        let Some(reply) = reply else {
            return Ok(None);
        };
        #[derive(Deserialize)]
        struct Ticket {
            ticket: String,
        }
        let ticket = serde_json::from_slice::<Ticket>(&reply.body);
        match (reply.status, ticket) {
            (201, Ok(Ticket { ticket })) if self.state == State::Asking => {
                self.ticket = Some(ticket);
                if !self.goes_in {
                    return Err(Ending::Ticket);
                }
                // The same connection becomes the websocket.
                self.request(world);
                self.writable()?;
                Ok(Some(bytes.len()))
            }
            // The server has too much to do, or the ticket has grown old meanwhile.
            (503, _) => Err(Ending::Cut),
            (401, _) if self.state == State::Opening => Err(Ending::Cut),
            (status, _) => {
                let said = String::from_utf8_lossy(&reply.body);
                Err(Ending::Fault(format!("getting in: {status} {said}")))
            }
        }
    }

    fn greet(&mut self, world: &mut World) -> Result<(), Ending> {
        let hello = text::hello(self.session, self.last);
        self.send_packed(&hello, world)
    }

    fn send_packed(&mut self, frame: &str, world: &mut World) -> Result<(), Ending> {
        let (before, behind) = world.peer.packing();
        self.send(Kind::Text, &[before, frame.as_bytes(), behind], world)
    }

    /// Takes a text.
    pub(super) fn heard_text(&mut self, text: &[u8], world: &mut World) -> Result<(), Ending> {
        let frame = match world.peer.hear(text) {
            Heard::Frame(frame) => frame,
            Heard::Answer(answer) => return self.send(Kind::Text, &[answer], world),
            Heard::Ready => return self.greet(world),
            Heard::Nothing => return Ok(()),
        };
        if let Some(piece) = text::piece(frame) {
            return self.go_on(frame, piece, world).map_err(Ending::Fault);
        }
        let told =
            serde_json::from_slice(frame).map_err(|error| Ending::Fault(error.to_string()))?;
        match told {
            Told::Welcome {
                session,
                connection,
                after,
                snapshot,
            } => self.welcome((session, connection, after), snapshot.is_some(), world),
            Told::Acknowledged { command, number } => {
                self.acknowledged(command, number, world);
                Ok(())
            }
            Told::Refused { command, code } => {
                self.refused(command, &code, world);
                Ok(())
            }
            Told::Other => Ok(()),
        }
    }

    /// The log goes on.
    fn go_on(&mut self, text: &[u8], piece: Piece<'_>, world: &mut World) -> Result<(), String> {
        let World {
            record, tally, now, ..
        } = world;
        let digest = record.digest(text, piece)?;
        let last = self.last.unwrap_or_default();
        if digest.after != last {
            tally.lost += digest.after.saturating_sub(last);
            tally.duplicated += last.saturating_sub(digest.after);
            tally.error(format!(
                "{last} is followed by what goes on from {}",
                digest.after
            ));
        }
        self.last = Some(digest.through);
        self.sheet.go_on(digest.through);
        tally.delivered += digest.entries;
        for (number, due) in &digest.said {
            self.sheet.said += 1;
            if *number <= self.connection {
                tally.caught_up += 1;
            } else if tally.measured.contains(due) {
                tally.latency.record(now.saturating_sub(*due));
            }
        }
        Ok(())
    }

    /// The room has let the client in.
    fn welcome(
        &mut self,
        (session, connection, after): (u64, u64, u64),
        has_snapshot: bool,
        world: &mut World,
    ) -> Result<(), Ending> {
        let tally = &mut world.tally;
        let goes_on = !has_snapshot && self.last == Some(after);
        if self.last.is_some() {
            tally.reconnections += 1;
            if has_snapshot {
                tally.snapshots += 1;
            } else if !goes_on {
                tally.error(format!(
                    "{:?} is followed by a welcome after {after}",
                    self.last
                ));
            }
        }
        if self.session.is_some_and(|old| old != session) {
            // Whether they had happened is to be read in the log.
            self.unanswered.clear();
            self.next_command = 1;
        }
        self.session = Some(session);
        self.connection = connection;
        self.last = Some(after);
        self.sheet.begin_piece(after);
        self.state = State::Inside;
        self.inside_from = world.now;
        if let Some(since) = self.lost_at.take() {
            world.tally.away.record(world.now.saturating_sub(since));
        }
        self.tries = 0;
        for place in 0..self.unanswered.len() {
            self.send_again(place, world)?;
        }
        Ok(())
    }

    fn send_again(&mut self, place: usize, world: &mut World) -> Result<(), Ending> {
        let Some(command) = self.unanswered.get_mut(place) else {
            return Ok(());
        };
        command.again = None;
        let frame = command.frame.clone();
        self.send_packed(&frame, world)
    }

    fn acknowledged(&mut self, number: u64, entry: u64, world: &mut World) {
        let place = self.unanswered.iter().position(|one| one.number == number);
        let Some(command) = place.and_then(|place| self.unanswered.remove(place)) else {
            let words = format!("command {number} is acknowledged, and nobody waits for it");
            return world.tally.error(words);
        };
        world.tally.acknowledged += 1;
        if let Some(since) = world.tally.disturbed.take() {
            let silence = world.now.saturating_sub(since);
            world.tally.longest_silence = world.tally.longest_silence.max(silence);
        }
        world.tally.promised = world.tally.promised.max(entry);
        self.sheet.acknowledged.push(Acknowledged {
            session: self.session.unwrap_or_default(),
            command: number,
            number: entry,
            due: command.due,
        });
    }

    fn refused(&mut self, number: Option<u64>, code: &str, world: &mut World) {
        let place = self
            .unanswered
            .iter()
            .position(|one| Some(one.number) == number);
        let command = place.and_then(|place| self.unanswered.get_mut(place));
        match (code, command) {
            ("room_busy" | "too_many_commands", Some(command)) => {
                world.tally.put_off += 1;
                command.again = Some(world.now + SECOND);
            }
            // The host's own end came before.
            ("webinar_ended", Some(_)) => {
                self.unanswered.retain(|one| Some(one.number) != number);
            }
            _ => {
                self.unanswered.retain(|one| Some(one.number) != number);
                world
                    .tally
                    .error(format!("command {number:?} is refused: {code}"));
            }
        }
    }

    /// Sends again what is due to be.
    ///
    /// # Errors
    /// When the line has ended.
    pub fn remind(&mut self, world: &mut World) -> Result<(), Ending> {
        if self.state != State::Inside {
            return Ok(());
        }
        for place in 0..self.unanswered.len() {
            let again = self.unanswered.get(place).and_then(|one| one.again);
            if again.is_some_and(|at| at <= world.now) {
                self.send_again(place, world)?;
            }
        }
        Ok(())
    }

    /// Whether it may say a line now, so long after its last.
    pub fn may_speak(&self, now: u64, between: u64) -> bool {
        self.state == State::Inside
            && !self.stalls
            && self.unanswered.len() < UNANSWERED
            && (self.spoke == 0 || now >= self.spoke + between)
    }

    /// Says a line that was due.
    ///
    /// # Errors
    /// When the line has ended.
    pub fn say(&mut self, due: u64, bytes: usize, world: &mut World) -> Result<(), Ending> {
        self.spoke = world.now;
        let frame = text::say(self.next_command, &text::line(due, bytes));
        self.command(frame, Some(due), world)
    }

    /// Sends the host's `start` or `end`.
    ///
    /// # Errors
    /// When the line has ended.
    pub fn turn(&mut self, mut frame: Value, world: &mut World) -> Result<(), Ending> {
        if let Some(fields) = frame.as_object_mut() {
            fields.insert("command".to_owned(), self.next_command.into());
        }
        self.command(frame.to_string(), None, world)
    }

    fn command(
        &mut self,
        frame: String,
        due: Option<u64>,
        world: &mut World,
    ) -> Result<(), Ending> {
        let number = self.next_command;
        self.next_command += 1;
        let outcome = self.send_packed(&frame, world);
        self.unanswered.push_back(Command {
            number,
            frame,
            due,
            again: None,
        });
        outcome
    }
}

#[cfg(test)]
mod tests;
