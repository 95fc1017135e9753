//! The seats of a room, and the queue before a full one.
//!
//! Everybody in the room has one of its `capacity` seats. Who takes part and finds none waits in the
//! queue, and takes the first that is free, in order. Who leads, presents or looks on never waits: the
//! person everybody waits for, and who has to see that the webinar is held, must not stand before the
//! door. So a room can hold a few more than its capacity, but nobody who takes part is let in beyond
//! it. Who sits beside somebody at one computer has no connection and needs no seat.
//!
//! Who is cut keeps the seat, or the place in the queue or the lobby, for [`SEAT_GRACE`]. A place is
//! passed over meanwhile, so that no seat stays empty for somebody who may never come; a seat is not.
//! Who says goodbye gives it up at once. Waiting is not attending.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::event::Life;
use super::super::state::{Led, State, Status};
use super::people::{People, Person};
use super::{Audience, Outcome, everybody, lobby};

/// How long who was cut keeps the seat. A client takes the line for cut when it heard nothing for 50
/// seconds, and then tries again at most half a minute later; the rest is for its handshake on a bad
/// line. Longer, and those who wait outside would wait for nobody.
pub const SEAT_GRACE: TimeDelta = TimeDelta::seconds(90);
/// How long a room is without who leads before everybody is told: a shorter cut of a host is as much
/// worth a word as anybody else's.
pub const LED_GRACE: TimeDelta = TimeDelta::seconds(15);
/// People who take a seat with one entry: a frame with it stays small.
pub const SEATED_LIMIT: usize = 500;

/// What somebody waits for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomWaitsFor)]
pub enum WaitsFor {
    /// In the lobby, until a host admits the person.
    #[default]
    Admission,
    /// In the queue, until a seat is free.
    Seat,
}

impl WaitsFor {
    pub(super) fn is_admission(&self) -> bool {
        *self == Self::Admission
    }
}

impl State {
    /// How many seats are free at a time, in a room of this capacity.
    pub(super) fn free_seats(&self, at: DateTime<Utc>, capacity: u32) -> usize {
        let taken = self.people.present + self.people.held_at(at);
        usize::try_from(capacity.saturating_sub(taken)).unwrap_or(usize::MAX)
    }

    /// What a person waits for, and the place from 1.
    #[must_use]
    pub fn place(&self, person: Uuid) -> Option<(WaitsFor, usize)> {
        let place = |line: &[Uuid]| line.iter().position(|one| *one == person);
        let people = &self.people;
        let lobby = place(&people.lobby).map(|place| (WaitsFor::Admission, place + 1));
        lobby.or_else(|| place(&people.queue).map(|place| (WaitsFor::Seat, place + 1)))
    }

    /// Everybody who waits, with the place from 1.
    pub fn places(&self) -> impl Iterator<Item = (Uuid, WaitsFor, usize)> {
        let lobby = self.people.lobby.iter().zip(1..);
        let queue = self.people.queue.iter().zip(1..);
        let lobby = lobby.map(|(person, place)| (*person, WaitsFor::Admission, place));
        lobby.chain(queue.map(|(person, place)| (*person, WaitsFor::Seat, place)))
    }
}

impl People {
    /// How many seats are kept at a time for who was cut.
    fn held_at(&self, at: DateTime<Utc>) -> u32 {
        let over = self
            .away
            .iter()
            .take_while(|(since, _)| is_over(*since, at));
        let seats = over.filter(|(_, id)| self.get(*id).is_some_and(|one| one.has_seat));
        let over = u32::try_from(seats.count()).unwrap_or(u32::MAX);
        self.held.saturating_sub(over)
    }

    /// Whether a seat is the person's at a time.
    pub(super) fn has_seat(&self, person: Uuid, at: DateTime<Utc>) -> bool {
        self.get(person).is_some_and(|known| {
            known.has_seat && known.away_since.is_none_or(|since| !is_over(since, at))
        })
    }

    /// Whether somebody who is here waits for a seat, other than this person.
    pub(super) fn has_queue_besides(&self, person: Uuid) -> bool {
        let mut waiting = self.queue.iter().filter(|one| **one != person);
        waiting.any(|one| self.is_waiting(*one))
    }

    /// How many wait, those included who were cut.
    pub(in super::super) fn waiting(&self) -> usize {
        self.lobby.len() + self.queue.len()
    }

    /// How many wait with an open connection.
    pub(in super::super) fn waiting_here(&self) -> usize {
        let held = usize::try_from(self.held).unwrap_or(usize::MAX);
        let away = self.away.len().saturating_sub(held);
        self.waiting().saturating_sub(away)
    }

    /// Somebody is gone who has a seat or waits.
    pub(super) fn keep(&mut self, id: Uuid, at: DateTime<Utc>) {
        if let Some(person) = self.all.get_mut(&id) {
            person.away_since = Some(at);
            self.held += u32::from(person.has_seat);
            self.away.insert((at, id));
        }
    }

    /// Somebody is back, or is kept nothing any more.
    pub(super) fn come_back(&mut self, id: Uuid) {
        let Some(person) = self.all.get_mut(&id) else {
            return;
        };
        if let Some(since) = person.away_since.take() {
            self.away.remove(&(since, id));
            self.held -= u32::from(person.has_seat);
        }
    }

    /// Somebody is gone for good.
    pub(super) fn give_up(&mut self, id: Uuid) {
        self.come_back(id);
        if let Some(person) = self.all.get_mut(&id) {
            person.has_seat = false;
        }
        self.line_up(id, None);
    }

    /// Puts somebody at the end of the line for what the person waits for, and out of any other. Who
    /// stands there already keeps the place.
    pub(super) fn line_up(&mut self, id: Uuid, waits_for: Option<WaitsFor>) {
        for (line, one) in [
            (&mut self.lobby, WaitsFor::Admission),
            (&mut self.queue, WaitsFor::Seat),
        ] {
            if waits_for != Some(one) {
                line.retain(|waiting| *waiting != id);
            } else if !line.contains(&id) {
                line.push(id);
            }
        }
    }

    /// Takes the seat or the place of everybody who has been gone for too long.
    pub(in super::super) fn expire(&mut self, at: DateTime<Utc>) {
        let mut gone = BTreeSet::new();
        while let Some((since, id)) = self.away.first().copied()
            && is_over(since, at)
        {
            self.come_back(id);
            if let Some(person) = self.all.get_mut(&id) {
                person.has_seat = false;
            }
            gone.insert(id);
        }
        if !gone.is_empty() {
            self.lobby.retain(|id| !gone.contains(id));
            self.queue.retain(|id| !gone.contains(id));
        }
    }

    /// Lets in a person of the lobby, or everybody: all take a seat, but who was cut just now waits for
    /// one when back.
    pub(super) fn admit(&mut self, whom: Option<Uuid>) {
        let admitted = self.leave_lobby(whom);
        self.queue.extend(&admitted);
        self.sit(&admitted);
    }

    /// Lets a person of the lobby into the queue, or everybody.
    pub(super) fn admit_to_queue(&mut self, whom: Option<Uuid>) {
        let admitted = self.leave_lobby(whom);
        self.queue.extend(admitted);
    }

    fn leave_lobby(&mut self, whom: Option<Uuid>) -> Vec<Uuid> {
        let is_meant = |one: &mut Uuid| whom.is_none_or(|whom| whom == *one);
        let admitted: Vec<Uuid> = self.lobby.extract_if(.., is_meant).collect();
        for id in &admitted {
            if let Some(person) = self.all.get_mut(id) {
                person.is_admitted = true;
            }
        }
        admitted
    }

    /// Gives seats to people of the queue who are here.
    pub(super) fn sit(&mut self, whom: &[Uuid]) {
        let mut seated = BTreeSet::new();
        for id in whom {
            let known = self.all.get_mut(id).filter(|one| one.is_connected());
            if let Some(person) = known.filter(|one| !one.has_seat) {
                person.has_seat = true;
                self.present += 1;
                seated.insert(*id);
            }
        }
        self.queue.retain(|id| !seated.contains(id));
    }
}

fn is_over(since: DateTime<Utc>, at: DateTime<Utc>) -> bool {
    at - since >= SEAT_GRACE
}

/// What follows by itself, one thing after the other, until nothing does: who waits takes a free seat,
/// and a room that lost who leads it says so.
pub(super) fn settle(state: &State, at: DateTime<Utc>) -> Option<Outcome> {
    if state.status.is_over() {
        return None;
    }
    let free = state.free_seats(at, state.rules.capacity);
    if free > 0 && !state.people.queue.is_empty() {
        let here = state.people.queue.iter().copied();
        let here = here.filter(|person| state.people.is_waiting(*person));
        let people: Vec<Uuid> = here.take(free.min(SEATED_LIMIT)).collect();
        if !people.is_empty() {
            return Some(Ok((
                lobby::Event::Seated { people }.into(),
                Audience::Hosts,
            )));
        }
    }
    if state.status != Status::Live {
        return None;
    }
    match state.led {
        Led::Yes if !is_led_at(state, at) => Some(everybody(Life::HostMissing)),
        Led::Missing if state.is_led() => Some(everybody(Life::HostBack)),
        Led::NotYet | Led::Yes | Led::Missing => None,
    }
}

/// Whether somebody leads, or was cut a moment ago.
fn is_led_at(state: &State, at: DateTime<Utc>) -> bool {
    let is_near = |known: &Person| {
        known.is_present() || known.away_since.is_some_and(|since| at - since < LED_GRACE)
    };
    state.has_leader(is_near)
}

#[cfg(test)]
mod tests;
