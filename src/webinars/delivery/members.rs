//! Who is in the room: taking connections in, learning what they may see, letting them go.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::close::Close;
use super::super::command::Refusal;
use super::super::event::Reader;
use super::super::message::{Joined, Joining, Missed, Outgoing, Reply};
use super::super::protocol::{EVENTS_BYTES, Snapshot, TAIL_LIMIT};
use super::super::room::State;
use super::super::wire::{Address, Mailbox, Order, Slot};
use super::{Delivery, Member, Post};

/// Bytes of recent entries that are sent to who comes back at once; more is read from the log page
/// by page.
const RECENT_BYTES: usize = 4 * EVENTS_BYTES;

impl Delivery {
    /// Learns anew who may see what; lets go of who was removed, and tells the room to who waited
    /// and is in.
    pub(in super::super) fn refresh(&mut self, state: &State) {
        let connections: Vec<u64> = self.members.keys().copied().collect();
        self.refresh_all(connections, state);
    }

    /// The same for some people.
    pub(in super::super) fn refresh_people(&mut self, people: &BTreeSet<Uuid>, state: &State) {
        let connections = people.iter().filter_map(|person| self.people.get(person));
        let connections: Vec<u64> = connections.flatten().copied().collect();
        self.refresh_all(connections, state);
    }

    fn refresh_all(&mut self, connections: Vec<u64>, state: &State) {
        for connection in connections {
            let Some(member) = self.members.get_mut(&connection) else {
                continue;
            };
            let (post, to) = (member.post, member.slot);
            if state.is_removed(member.person) {
                self.leave(connection);
                let what = Outgoing::Close(Close::Removed);
                self.order(post, Order::One { to, what });
                continue;
            }
            let waited = member.reader.is_waiting;
            member.reader = Reader {
                is_thin: member.reader.is_thin,
                ..state.reader(member.person, member.policy)
            };
            if waited && !member.reader.is_waiting {
                (member.told, member.told_at) = (state.last, state.last_at);
                let joined = Joined {
                    webinar_id: self.webinar_id,
                    session: member.session,
                    connection,
                    heard_at: state.last_at,
                    through: state.last,
                    present: state.present(),
                    missed: Missed::Snapshot(Box::new(Snapshot::of(state, &member.reader))),
                    reader: member.reader.clone(),
                };
                let is_thin = member.reader.is_thin;
                self.crowd(is_thin).standing.insert(state.last);
                let what = Outgoing::Admitted(Box::new(joined));
                self.order(post, Order::One { to, what });
            }
            self.sort(connection);
        }
    }

    /// Tells who waits the place, when it is another than was told before. Gives how many were told.
    pub(in super::super) fn tell_places(&mut self, state: &State) -> u32 {
        let mut orders = Vec::new();
        for (person, waits_for, place) in state.places() {
            for connection in self.people.get(&person).into_iter().flatten() {
                let member = self.members.get_mut(connection);
                let Some(member) = member.filter(|one| one.place != Some((waits_for, place)))
                else {
                    continue;
                };
                member.place = Some((waits_for, place));
                let (to, what) = (member.slot, Outgoing::Placed { place, waits_for });
                orders.push((member.post, Order::One { to, what }));
            }
        }
        let told = u32::try_from(orders.len()).unwrap_or(u32::MAX);
        for (post, order) in orders {
            self.order(post, order);
        }
        told
    }

    /// Puts a connection among those who wait, those who may see more than most, or neither.
    fn sort(&mut self, connection: u64) {
        let Some(member) = self.members.get(&connection) else {
            return;
        };
        let reader = &member.reader;
        set(&mut self.aside, connection, reader.is_waiting);
        set(&mut self.apart, connection, reader.role.presents());
        set(&mut self.grouped, connection, !reader.groups.is_empty());
    }

    /// Who is served by a thread that has died: of those whom it had not taken in yet nobody says that
    /// they have gone. With when each was told last, on its own or with all.
    pub(in super::super) fn orphans(&self) -> Vec<(Uuid, u64, DateTime<Utc>)> {
        if self.posts.iter().all(|post| !post.mailbox.is_closed()) {
            return Vec::new();
        }
        let is_dead = |post: usize| {
            let post = self.posts.get(post);
            post.is_some_and(|post| post.mailbox.is_closed())
        };
        let members = self.members.iter();
        let orphans = members.filter(|(_, member)| is_dead(member.post));
        orphans
            .map(|(connection, member)| {
                let crowd = if member.reader.is_thin {
                    &self.thin
                } else {
                    &self.broad
                };
                let told_at = if member.reader.is_waiting {
                    member.told_at
                } else {
                    member.told_at.max(crowd.told_at)
                };
                (member.person, *connection, told_at)
            })
            .collect()
    }

    /// Closes every connection.
    pub(in super::super) fn close_all(&mut self, close: Close) {
        let webinar_id = self.webinar_id;
        self.order_all(|| Order::CloseAll { webinar_id, close });
    }

    /// Takes a connection in. It is told the room through the last entry; what comes later it is
    /// told with the others.
    pub(in super::super) fn admit(
        &mut self,
        connection: u64,
        session: u64,
        joining: Joining,
        state: &State,
    ) {
        // A host may have removed the person in the very turn in which they came.
        if state.is_removed(joining.author.person) {
            return self.turn_away(joining, Refusal::Removed);
        }
        let Some(Address { mailbox, slot: to }) = joining.waiting.answered() else {
            return;
        };
        let (person, policy) = (joining.author.person, joining.author.role);
        self.replace(person, session);
        let reader = Reader {
            is_thin: joining.is_thin,
            ..state.reader(person, policy)
        };
        let post = self.post(mailbox);
        let crowd = self.crowd(reader.is_thin);
        crowd.members += 1;
        if !reader.is_waiting {
            crowd.standing.insert(state.last);
        }
        let member = Member {
            person,
            policy,
            session,
            reader: reader.clone(),
            told: state.last,
            told_at: state.last_at,
            place: reader.is_waiting.then(|| state.place(person)).flatten(),
            post,
            slot: to,
        };
        self.members.insert(connection, member);
        self.people.entry(person).or_default().push(connection);
        self.sort(connection);
        let joined = Joined {
            webinar_id: self.webinar_id,
            session,
            connection,
            heard_at: joining.heard_at,
            through: state.last,
            present: state.present(),
            missed: self.missed(joining.last, state, &reader),
            reader,
        };
        let what = Outgoing::Joined(Box::new(joined));
        self.order(post, Order::One { to, what });
    }

    /// Lets go of the connection of a device that came back before it was missed.
    pub(in super::super) fn replace(&mut self, person: Uuid, session: u64) {
        let others = self.people.get(&person).into_iter().flatten().copied();
        let is_same = |other: &u64| {
            self.members
                .get(other)
                .is_some_and(|one| one.session == session)
        };
        let replaced: Vec<u64> = others.filter(is_same).collect();
        for old in replaced {
            if let Some((post, to)) = self.remove(old) {
                let what = Outgoing::Close(Close::Replaced);
                self.order(post, Order::One { to, what });
            }
        }
    }

    /// Tells a connection that it is not let in.
    pub(in super::super) fn turn_away(&mut self, joining: Joining, refusal: Refusal) {
        if let Some(Address { mailbox, slot: to }) = joining.waiting.answered() {
            let post = self.post(mailbox);
            if let Some(one) = self.posts.get_mut(post) {
                // It is not among the members.
                one.members -= 1;
            }
            let what = Outgoing::TurnedAway(refusal);
            self.order(post, Order::One { to, what });
        }
    }

    fn missed(&self, last: Option<u64>, state: &State, reader: &Reader) -> Missed {
        let snapshot = || Missed::Snapshot(Box::new(Snapshot::of(state, reader)));
        // Who waits is told the place each time.
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
            let lines = self.recent.iter().filter(|line| line.number > last);
            let bytes: usize = lines.clone().map(|line| line.json.len()).sum();
            if bytes <= RECENT_BYTES {
                return Missed::Lines(last, lines.cloned().collect());
            }
        }
        Missed::Log(last)
    }

    /// Tells who asked what became of it.
    pub(in super::super) fn answer(&mut self, reply: Reply, outcome: Result<u64, Refusal>) {
        match reply {
            Reply::Once(asker) => {
                // Who asked may have gone.
                let _ = asker.send(outcome);
            }
            Reply::Done(done) => {
                let _ = done.send(());
            }
            // Other servers are told together.
            Reply::Node { .. } => {}
            Reply::Connection {
                connection,
                command,
            } => {
                if let Some(member) = self.members.get(&connection) {
                    let (post, to) = (member.post, member.slot);
                    let what = Outgoing::Answered { command, outcome };
                    self.order(post, Order::One { to, what });
                }
            }
        }
    }

    /// Forgets a connection that has gone.
    pub(in super::super) fn leave(&mut self, connection: u64) {
        self.remove(connection);
    }

    fn remove(&mut self, connection: u64) -> Option<(usize, Slot)> {
        let member = self.members.remove(&connection)?;
        self.crowd(member.reader.is_thin).members -= 1;
        self.apart.remove(&connection);
        self.aside.remove(&connection);
        self.grouped.remove(&connection);
        if let Some(connections) = self.people.get_mut(&member.person) {
            connections.retain(|one| *one != connection);
            if connections.is_empty() {
                self.people.remove(&member.person);
            }
        }
        if let Some(post) = self.posts.get_mut(member.post) {
            post.members -= 1;
        }
        Some((member.post, member.slot))
    }

    /// Lets go of every connection.
    pub(in super::super) fn clear(&mut self) {
        let connections: Vec<u64> = self.members.keys().copied().collect();
        for connection in connections {
            self.leave(connection);
        }
    }

    /// The place of a thread that has one member more.
    fn post(&mut self, mailbox: Arc<Mailbox>) -> usize {
        let known = |post: &Post| Arc::ptr_eq(&post.mailbox, &mailbox);
        let place = self.posts.iter().position(known).unwrap_or_else(|| {
            self.posts.push(Post {
                mailbox,
                members: 0,
                orders: Vec::new(),
            });
            self.posts.len() - 1
        });
        if let Some(post) = self.posts.get_mut(place) {
            post.members += 1;
        }
        place
    }
}

fn set(set: &mut BTreeSet<u64>, connection: u64, is_in: bool) {
    if is_in {
        set.insert(connection);
    } else {
        set.remove(&connection);
    }
}
