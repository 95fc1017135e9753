//! A room that runs: takes what waits in its inbox, decides it, makes it durable, and only then
//! tells everybody.
//!
//! One turn is one commit: while the log is being written the next commands gather in the inbox,
//! so a busy room writes larger batches, not more of them. If the log fails, the room stops without
//! a word: nobody was told anything that is not durable, the clients come back, and the room is read
//! again from the log, which alone knows what became durable.

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
use super::event::{Entry, Event, Life};
use super::log::{LogError, RoomLog};
use super::message::{Joining, Message};
use super::room::{self, State, Status, lobby};
use super::timing::Timing;
use crate::clock::Clock;
use inbox::{TURN_LIMIT, gather};
use turn::Turn;

pub(super) use inbox::INBOX_LIMIT;

mod inbox;
mod stopping;
mod turn;

/// Entries read at once when a room is taken up from its log.
const LOAD_LIMIT: u64 = 1_000;
/// How many times within the allowed silence a room looks whether a checkpoint is due.
const LOOKS: i32 = 3;
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

/// A room that runs.
pub(super) struct LiveRoom {
    id: Uuid,
    log: Arc<dyn RoomLog>,
    clock: Clock,
    timing: Timing,
    state: State,
    delivery: Delivery,
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
        log: Arc<dyn RoomLog>,
        clock: Clock,
        timing: Timing,
        removed: watch::Sender<Option<HashSet<Uuid>>>,
    ) -> Result<Self, LogError> {
        let (state, delivery) = (State::default(), Delivery::new(id));
        let mut live = Self {
            id,
            log,
            clock,
            timing,
            state,
            delivery,
            removed,
            presence_at: Instant::now(),
            places_at: Instant::now(),
        };
        loop {
            let lines = live.log.read(id, live.state.last, LOAD_LIMIT).await?;
            if lines.is_empty() {
                break;
            }
            for line in lines {
                room::apply(&mut live.state, &line.entry()?);
                live.delivery.keep(Arc::new(line));
            }
        }
        live.tell_removed();
        let mut turn = Turn::default();
        live.house(Command::Restart, &mut turn)?;
        live.finish(turn).await?;
        Ok(live)
    }

    /// Runs until nobody is there for a while, or the server stops.
    pub(super) async fn run(
        &mut self,
        inbox: &mut mpsc::Receiver<Message>,
        stop: &CancellationToken,
    ) -> Result<Stopped, LogError> {
        // Never zero, whatever the operator has set: an interval of nothing is a fault.
        let pause = (self.timing.silence / LOOKS).to_std().unwrap_or_default();
        let mut tick = interval(pause.max(Duration::from_millis(100)));
        let mut busy_at = Instant::now();
        let mut waiting = Vec::new();
        loop {
            let mut turn = Turn::default();
            tokio::select! {
                biased;
                () = stop.cancelled() => return self.say_goodbye(inbox).await,
                _ = inbox.recv_many(&mut waiting, TURN_LIMIT) => busy_at = Instant::now(),
                _ = tick.tick() => {
                    let silence = self.timing.silence;
                    for (person, connection, last_heard) in self.delivery.orphans() {
                        let leave = Message::Leave {
                            person,
                            connection,
                            last_heard,
                            goodbye: false,
                        };
                        self.take(leave, &mut turn)?;
                    }
                    self.house(Command::Checkpoint { silence }, &mut turn)?;
                }
                () = sleep_until(self.presence_at),
                    if self.delivery.owes_presence(self.state.present()) => {}
                () = sleep_until(self.places_at), if self.state.waiting() > 0 => {}
            }
            let gathers = self.timing.gathers(waiting.len());
            if !gathers.is_zero() {
                gather(inbox, &mut waiting, gathers).await;
            }
            for message in waiting.drain(..) {
                self.take(message, &mut turn)?;
            }
            self.settle(&mut turn)?;
            self.finish(turn).await?;
            if self.delivery.is_empty() && busy_at.elapsed() > IDLE_LIMIT {
                return Ok(Stopped::Idle);
            }
        }
    }

    fn take(&mut self, message: Message, turn: &mut Turn) -> Result<(), LogError> {
        match message {
            Message::Join(joining) => self.join(joining, turn)?,
            Message::Leave {
                person,
                connection,
                last_heard,
                goodbye,
            } => {
                self.delivery.leave(connection);
                self.house(
                    Command::Leave {
                        person,
                        connection,
                        last_heard,
                        goodbye,
                    },
                    turn,
                )?;
            }
            Message::Ask {
                author,
                request,
                reply,
            } => {
                let request = *request;
                let outcome = match self.decide(Command::Ask { author, request }, turn)? {
                    Ok(Decision::Append(Entry { number, .. }) | Decision::Already(number)) => {
                        Ok(number)
                    }
                    Ok(Decision::Nothing) => Ok(self.state.last),
                    Err(refusal) => Err(refusal),
                };
                turn.answers.push((reply, outcome));
            }
            Message::Look {
                person,
                policy,
                answer,
            } => {
                let reader = self.state.reader(person, policy);
                turn.looks.push((answer, reader));
            }
            Message::Close { done } => {
                self.house(Command::Close, turn)?;
                turn.done.push(done);
            }
            Message::RemoveDeck { done } => {
                self.house(Command::RemoveDeck, turn)?;
                turn.done.push(done);
            }
        }
        Ok(())
    }

    fn tell_removed(&self) {
        self.removed.send_replace(Some(self.state.removed()));
    }

    fn join(&mut self, joining: Joining, turn: &mut Turn) -> Result<(), LogError> {
        let Joining {
            author, session, ..
        } = &joining;
        let command = Command::Join {
            author: author.clone(),
            session: *session,
        };
        match self.decide(command, turn)? {
            Ok(Decision::Append(Entry {
                number,
                event:
                    Event::Life(Life::Joined { session, .. })
                    | Event::Lobby(lobby::Event::Waiting { session, .. }),
                ..
            })) => {
                turn.admitted.push((number, session, joining));
            }
            Ok(_) => {}
            Err(refusal) => turn.turned_away.push((joining, refusal)),
        }
        Ok(())
    }

    /// What the house itself does is never refused.
    fn house(&mut self, command: Command, turn: &mut Turn) -> Result<(), LogError> {
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
        let decision = room::decide(&self.state, self.clock.now(), command);
        if let Ok(Decision::Append(entry)) = &decision {
            let before = self.state.status;
            room::apply(&mut self.state, entry);
            turn.take(entry)?;
            if self.state.status != before {
                turn.status = Some(self.state.status);
            }
        }
        Ok(decision)
    }

    /// Makes a turn durable, then tells it to everybody.
    async fn finish(&mut self, turn: Turn) -> Result<(), LogError> {
        if !turn.lines.is_empty() {
            self.log
                .append(self.id, turn.lines.clone(), turn.status)
                .await?;
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
        if turn.status.is_some_and(Status::is_over) {
            self.delivery.close_all(Close::Ended);
            self.delivery.clear();
        }
        if self.state.waiting() > 0 && self.places_at <= Instant::now() {
            self.tell_places();
        }
        self.delivery.send().await;
        for (answer, reader) in turn.looks {
            // Who asked may have gone.
            let _ = answer.send(reader);
        }
        for done in turn.done {
            let _ = done.send(());
        }
        Ok(())
    }
}
