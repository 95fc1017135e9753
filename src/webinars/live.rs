//! A room that runs: takes what waits in its inbox, decides it, makes it durable, and only then
//! tells everybody.
//!
//! One turn is one commit: while the log is being written the next commands gather in the inbox,
//! so a busy room writes larger batches, not more of them. If the log fails, the room stops without
//! a word: nobody was told anything that is not durable, the clients come back, and the room is read
//! again from the log, which alone knows what became durable.
//!
//! Of several servers one holds a room: the one that wrote to its log last. It decides (`holding.rs`); the others ask
//! it, and tell their people what the log shows (`following.rs`). When it is gone, the first to write holds the
//! room from then on. A server that was paused and believes to hold it finds that its log has gone on.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, interval, sleep_until};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::close::Close;
use super::command::{Command, Decision, Refusal};
use super::delivery::Delivery;
use super::event::Entry;
use super::log::{Append, End, Line, LogError, RoomLog, Tail};
use super::message::Message;
use super::room::{self, State, Status};
use super::timing::Timing;
use crate::bus::Bus;
use crate::clock::Clock;
use asking::Asking;
use inbox::{TURN_LIMIT, gather};
use turn::Turn;

pub(super) use inbox::INBOX_LIMIT;

mod asking;
mod following;
mod holding;
mod inbox;
mod looking_after;
mod stopping;
mod turn;

/// Entries read at once when a room is taken up from its log.
const LOAD_LIMIT: u64 = 1_000;
/// How long an empty room stays in memory.
const IDLE_LIMIT: Duration = Duration::from_secs(60);

/// How often everybody is told how many are present while nothing else happens.
const PRESENCE_EVERY: Duration = Duration::from_secs(1);
/// How often who waits is told the place, and how much later for each who was told the last time.
const PLACES_EVERY: Duration = Duration::from_secs(1);
const A_PLACE: Duration = Duration::from_millis(1);

/// Why a room stopped running.
pub(super) enum Stopped {
    /// Nobody is there and nothing waits.
    Idle,
    /// The server is stopping.
    Stopping,
}

/// What all rooms of a server work with.
#[derive(Debug, Clone)]
pub(super) struct House {
    pub(super) log: Arc<dyn RoomLog>,
    pub(super) clock: Clock,
    pub(super) timing: Timing,
    /// Where the other servers are, when there are others.
    pub(super) bus: Option<Bus>,
}

/// A room that runs.
pub(super) struct LiveRoom {
    id: Uuid,
    house: House,
    state: State,
    delivery: Delivery,
    /// Where the log ends that was read and written here.
    end: End,
    /// What comes after it.
    tail: Box<dyn Tail>,
    /// What the server was asked that holds the room, when it is another one.
    asking: Asking,
    /// Where it tells who is removed.
    removed: watch::Sender<Option<HashSet<Uuid>>>,
    /// When everybody may be told how many are present, and who waits the place.
    presence_at: Instant,
    places_at: Instant,
}

impl LiveRoom {
    /// Takes a room up from its log. Whoever an earlier server held in it is gone.
    pub(super) async fn load(
        id: Uuid,
        house: House,
        removed: watch::Sender<Option<HashSet<Uuid>>>,
    ) -> Result<Self, LogError> {
        // First, so that nothing falls between what is read and what comes.
        let (end, tail) = house.log.follow(id).await?;
        let mut live = Self {
            id,
            state: State::default(),
            delivery: Delivery::new(id),
            end,
            tail,
            asking: Asking::since(house.clock.now()),
            removed,
            presence_at: Instant::now(),
            places_at: Instant::now(),
            house,
        };
        loop {
            let lines = live.house.log.read(id, live.state.last, LOAD_LIMIT).await?;
            if lines.is_empty() {
                break;
            }
            for line in lines {
                live.require_next(&line)?;
                room::apply(&mut live.state, &line.entry()?);
                live.delivery.keep(Arc::new(line));
            }
        }
        live.tell_removed();
        if let Some(bus) = live.house.bus.clone() {
            live.miss_own(bus.node());
        } else {
            let mut turn = Turn::default();
            live.rule(Command::Restart, &mut turn)?;
            live.finish(turn).await?;
        }
        Ok(live)
    }

    /// Runs until nobody is there for a while, or the server stops.
    pub(super) async fn run(
        &mut self,
        inbox: &mut mpsc::Receiver<Message>,
        stop: &CancellationToken,
    ) -> Result<Stopped, LogError> {
        let mut tick = interval(self.pause());
        let mut busy_at = Instant::now();
        let mut waiting = Vec::new();
        loop {
            let mut turn = Turn::default();
            tokio::select! {
                biased;
                () = stop.cancelled() => return self.say_goodbye(inbox).await,
                written = self.tail.next() => self.read_on(written?, &mut turn)?,
                _ = inbox.recv_many(&mut waiting, TURN_LIMIT) => busy_at = Instant::now(),
                _ = tick.tick() => self.look_after(&mut turn).await?,
                () = sleep_until(self.presence_at),
                    if self.delivery.owes_presence(self.state.present()) => {}
                () = sleep_until(self.places_at), if self.state.waiting() > 0 => {}
            }
            let gathers = self.house.timing.gathers(waiting.len());
            if !gathers.is_zero() {
                gather(inbox, &mut waiting, gathers).await;
            }
            if !waiting.is_empty() {
                self.hold_if_free().await?;
            }
            for message in waiting.drain(..) {
                self.take(message, &mut turn)?;
            }
            if self.holds() {
                self.decide_what_was_asked(&mut turn)?;
                self.settle(&mut turn)?;
            } else {
                self.ask_holder(turn.is_held_anew).await;
            }
            self.finish(turn).await?;
            if self.is_idle() && busy_at.elapsed() > IDLE_LIMIT {
                return Ok(Stopped::Idle);
            }
        }
    }

    fn take(&mut self, message: Message, turn: &mut Turn) -> Result<(), LogError> {
        match message {
            Message::Look {
                person,
                policy,
                answer,
            } => {
                let reader = self.state.reader(person, policy);
                turn.looks.push((answer, reader));
                Ok(())
            }
            Message::Forwarded { from, asked } => self.take_forwarded(from, asked, turn),
            Message::Told { from, told } => {
                // Of what a server says that has held the room before, nothing is to be believed.
                if self.end.node == Some(from) {
                    self.take_told(told, turn);
                }
                Ok(())
            }
            message => {
                if let Message::Leave { connection, .. } = &message {
                    self.delivery.leave(*connection);
                }
                if self.holds() {
                    self.decide_message(message, turn)
                } else {
                    self.ask_for(message, turn);
                    Ok(())
                }
            }
        }
    }

    fn tell_removed(&self) {
        self.removed.send_replace(Some(self.state.removed()));
    }

    /// What the house itself does is never refused.
    fn rule(&mut self, command: Command, turn: &mut Turn) -> Result<(), LogError> {
        self.decide(command, turn).map(|_| ())
    }

    /// Lets happen what follows by itself, until nothing does.
    fn settle(&mut self, turn: &mut Turn) -> Result<(), LogError> {
        while let Ok(Decision::Append(_)) = self.decide(Command::Settle, turn)? {}
        Ok(())
    }

    /// Tells who waits the place, at most a thousand of them a second.
    fn tell_places(&mut self) {
        let told = self.delivery.tell_places(&self.state);
        self.places_at = Instant::now() + PLACES_EVERY + told * A_PLACE;
    }

    /// Decides a command and makes its change, which the turn then makes durable.
    fn decide(
        &mut self,
        command: Command,
        turn: &mut Turn,
    ) -> Result<Result<Decision, Refusal>, LogError> {
        let decision = room::decide(&self.state, self.house.clock.now(), command);
        if let Ok(Decision::Append(entry)) = &decision {
            turn.decided.push(Arc::new(Line::of(entry)?));
            self.happens(entry, turn);
        }
        Ok(decision)
    }

    /// Makes an entry's change.
    fn happens(&mut self, entry: &Entry, turn: &mut Turn) {
        let before = self.state.status;
        room::apply(&mut self.state, entry);
        let own = self.house.bus.as_ref().map(Bus::node);
        let is_elsewhere = entry.through.is_some_and(|one| Some(one.node) != own);
        if let (true, Some(session), Some(by)) = (is_elsewhere, entry.session(), &entry.by) {
            // The same device is at another server now.
            self.delivery.replace(by.person, session);
        }
        turn.take(entry);
        if self.state.status != before {
            turn.status = Some(self.state.status);
        }
    }

    /// Closes every connection that came here.
    fn let_all_go(&mut self, close: Close) {
        self.delivery.close_all(close);
        self.delivery.clear();
    }

    /// Makes a turn durable that was decided here, then tells it to everybody.
    async fn finish(&mut self, mut turn: Turn) -> Result<(), LogError> {
        if !turn.decided.is_empty() {
            let append = Append {
                lines: turn.decided.clone(),
                status: turn.status,
            };
            self.end.position = self
                .house
                .log
                .append(self.id, append, self.end.position)
                .await?;
            turn.lines.append(&mut turn.decided);
        }
        if turn.concerns_readers {
            self.delivery.refresh(&self.state);
            self.tell_removed();
        } else {
            self.delivery.refresh_people(&turn.readers, &self.state);
        }
        let owes = self.delivery.owes_presence(self.state.present());
        let to_all = owes && self.presence_at <= Instant::now();
        if to_all {
            self.presence_at = Instant::now() + PRESENCE_EVERY;
        }
        self.delivery.broadcast(turn.lines, &self.state, to_all);
        for (connection, session, joining) in turn.admitted {
            self.delivery
                .admit(connection, session, joining, &self.state);
        }
        for (joining, refusal) in turn.turned_away {
            self.delivery.turn_away(joining, refusal);
        }
        for (reply, outcome) in turn.answers {
            self.delivery.answer(reply, outcome);
        }
        if let Some(bus) = self.house.bus.as_ref().filter(|_| !turn.told.is_empty()) {
            holding::tell_nodes(bus, self.id, turn.told).await;
        }
        if turn.status.is_some_and(Status::is_over) {
            self.let_all_go(Close::Ended);
        } else if turn.is_lost {
            self.let_all_go(Close::ComeBack);
        }
        if self.state.waiting() > 0 && self.places_at <= Instant::now() {
            self.tell_places();
        }
        self.delivery.send().await;
        for (answer, reader) in turn.looks {
            // Who asked may have gone.
            let _ = answer.send(reader);
        }
        Ok(())
    }
}
