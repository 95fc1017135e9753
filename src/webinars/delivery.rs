//! How one entry reaches every connection of a room: encoded once, its bytes shared.
//!
//! Nearly everything is told to everybody. That costs the room one order for each thread that serves
//! sockets, however many people are in it; the thread passes it to the room's connections. Who sees
//! more than the others (who leads, who did it, whom it is for) is told apart. Nothing here waits for
//! a client: how much may wait for one, and what then, is the business of `wire/`.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::event::{Audience, Reader, Role};
use super::log::Line;
use super::room::State;
use super::room::seats::WaitsFor;
use super::wire::{Frame, Mailbox, Order, Slot};
use encoding::encode;
pub(super) use encoding::{Variant, seen_by};

mod encoding;
mod members;

/// Entries a room keeps in memory for who comes back soon; the rest is read from the log.
const RECENT_LIMIT: usize = 512;
/// How long a connection is told nothing while only entries are written that do not concern it. A
/// client takes a line for cut that is silent for longer than a checkpoint can be.
const QUIET_LIMIT: TimeDelta = TimeDelta::seconds(15);
/// The same for a thin line: less than one and a half frames a minute.
const QUIET_LIMIT_THIN: TimeDelta = TimeDelta::seconds(60);
/// How often those who wait are looked through for whom it was quiet for too long.
const ASIDE_EVERY: TimeDelta = TimeDelta::seconds(5);
/// Numbers at which connections may stand. When there are more, everybody is told that nothing
/// happened, and stands at the same again: each number costs an encoding of its own.
const VARIANTS_LIMIT: usize = 256;

/// The connections of a room, and what they may have missed.
#[derive(Debug)]
pub(super) struct Delivery {
    webinar_id: Uuid,
    members: HashMap<u64, Member>,
    /// The connections of each person.
    people: HashMap<Uuid, Vec<u64>>,
    /// Who may see more than most: who presents.
    apart: BTreeSet<u64>,
    /// Who waits, and hears only the house; and when these were last looked through.
    aside: BTreeSet<u64>,
    aside_at: DateTime<Utc>,
    /// Who is or was in a breakout group.
    grouped: BTreeSet<u64>,
    /// Who has a line as they should be, and who has a thin one.
    broad: Crowd,
    thin: Crowd,
    /// How many were present when everybody was told last.
    all_told_present: u32,
    recent: VecDeque<Arc<Line>>,
    /// The threads that serve the members.
    posts: Vec<Post>,
}

/// The connections that are told the same at the same time.
#[derive(Debug, Default)]
struct Crowd {
    members: usize,
    /// The numbers at which connections stand that do not wait in the lobby, and perhaps some at
    /// which none stands any more.
    standing: BTreeSet<u64>,
    /// What all of them were told last: through which number, and when that was written.
    told: u64,
    told_at: DateTime<Utc>,
}

/// A thread that serves members, and what it is to be told.
#[derive(Debug)]
struct Post {
    mailbox: Arc<Mailbox>,
    members: usize,
    orders: Vec<Order>,
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
    /// The number through which it was told the room, unless everybody was told more since; and
    /// when that was written.
    told: u64,
    told_at: DateTime<Utc>,
    /// The place it was told, while it waits.
    place: Option<(WaitsFor, usize)>,
    /// The place of its thread, and its own place there.
    post: usize,
    slot: Slot,
}

impl Delivery {
    /// A room without connections.
    pub(super) fn new(webinar_id: Uuid) -> Self {
        Self {
            webinar_id,
            members: HashMap::new(),
            people: HashMap::new(),
            apart: BTreeSet::new(),
            aside: BTreeSet::new(),
            aside_at: DateTime::UNIX_EPOCH,
            grouped: BTreeSet::new(),
            broad: Crowd::default(),
            thin: Crowd::default(),
            all_told_present: 0,
            recent: VecDeque::new(),
            posts: Vec::new(),
        }
    }

    /// Whether no connection is in the room.
    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether another number of people is present than everybody was told.
    pub(super) fn owes_presence(&self, present: u32) -> bool {
        !self.members.is_empty() && self.all_told_present != present
    }

    /// Remembers an entry for who comes back soon.
    pub(super) fn keep(&mut self, line: Arc<Line>) {
        self.recent.push_back(line);
        if self.recent.len() > RECENT_LIMIT {
            self.recent.pop_front();
        }
    }

    /// Tells entries that have become durable, each connection those that concern it; with `to_all`
    /// also to those whom none concerns.
    pub(super) fn broadcast(&mut self, lines: Vec<Arc<Line>>, state: &State, to_all: bool) {
        let (for_all, for_some): (Vec<_>, Vec<_>) =
            lines.iter().partition(|line| line.to.is_everybody());
        let present = state.present();
        self.tell_apart(&lines, &for_some, state, present);
        for is_thin in [false, true] {
            let crowd = self.crowd(is_thin);
            let is_quiet = state.last_at - crowd.told_at >= quiet_limit(is_thin);
            let is_due = to_all && !is_thin
                || !lines.is_empty() && is_quiet
                || crowd.standing.len() > VARIANTS_LIMIT;
            let is_told = |line: &&&Arc<Line>| !(is_thin && line.is_decoration);
            let for_all: Vec<_> = for_all
                .iter()
                .copied()
                .filter(|line| is_told(&line))
                .collect();
            if is_due || !for_all.is_empty() {
                self.tell_all_standing(&for_all, state, present, is_thin);
            }
        }
        for line in lines {
            self.keep(line);
        }
    }

    /// Tells those to whom some entry is not what it is to everybody.
    fn tell_apart(
        &mut self,
        lines: &[Arc<Line>],
        for_some: &[&Arc<Line>],
        state: &State,
        present: u32,
    ) {
        let last = state.last;
        // Connections that were told as much and see the same share one encoding. Who votes in one
        // turn was told as much as all others who did, so there are few different ones.
        let mut together: BTreeMap<(u64, Vec<u64>), BTreeMap<usize, Vec<Slot>>> = BTreeMap::new();
        for connection in self.concerned(lines, for_some, state) {
            let Some(member) = self.members.get_mut(&connection) else {
                continue;
            };
            let (reader, waits) = (&member.reader, member.reader.is_waiting);
            let crowd = if reader.is_thin {
                &mut self.thin
            } else {
                &mut self.broad
            };
            let told = if waits {
                member.told
            } else {
                member.told.max(crowd.told)
            };
            if told >= last {
                continue;
            }
            let concerns = |line: &&Arc<Line>| reader.sees(line.aim());
            if !waits && !for_some.iter().copied().any(|line| concerns(&line)) {
                continue;
            }
            let seen = lines.iter().filter(concerns).map(|line| line.number);
            let seen: Vec<u64> = seen.collect();
            if seen.is_empty() && state.last_at - member.told_at < quiet_limit(reader.is_thin) {
                continue;
            }
            (member.told, member.told_at) = (last, state.last_at);
            if !waits {
                crowd.standing.insert(last);
            }
            let by_post = together.entry((told, seen)).or_default();
            by_post.entry(member.post).or_default().push(member.slot);
        }
        for ((after, seen), by_post) in together {
            let sees = |line: &&Arc<Line>| seen.binary_search(&line.number).is_ok();
            let lines: Vec<_> = lines.iter().filter(sees).collect();
            let frames: Arc<[Frame]> = encode(&lines, after, last, present).into();
            for (post, to) in by_post {
                self.order(
                    post,
                    Order::Several {
                        to,
                        frames: Arc::clone(&frames),
                        through: last,
                    },
                );
            }
        }
    }

    /// Who may be concerned by entries that are not for everybody, or waits.
    fn concerned(
        &mut self,
        lines: &[Arc<Line>],
        for_some: &[&Arc<Line>],
        state: &State,
    ) -> BTreeSet<u64> {
        let mut concerned = self.apart.clone();
        // What the hall does is no reason to look through thousands who hear nothing of it.
        let is_of_house = |line: &Arc<Line>| line.by.is_none() && line.to.is_everybody();
        if lines.iter().any(is_of_house) || state.last_at - self.aside_at >= ASIDE_EVERY {
            concerned.extend(&self.aside);
            self.aside_at = state.last_at;
        }
        for line in for_some {
            let whom = match line.to {
                Audience::Person(person) => Some(person),
                Audience::Group(_) => {
                    concerned.extend(&self.grouped);
                    None
                }
                Audience::Everybody | Audience::Staff | Audience::Hosts => None,
            };
            let people = [line.by, whom].into_iter().flatten();
            concerned.extend(
                people
                    .filter_map(|person| self.people.get(&person))
                    .flatten(),
            );
        }
        concerned
    }

    /// Tells everybody with such a line who was not told apart and does not wait.
    fn tell_all_standing(
        &mut self,
        for_all: &[&Arc<Line>],
        state: &State,
        present: u32,
        is_thin: bool,
    ) {
        let (last, crowd) = (state.last, self.crowd(is_thin));
        let behind = crowd.standing.iter().filter(|after| **after < last);
        let variants = behind.map(|after| Variant {
            after: *after,
            frames: encode(for_all, *after, last, present),
        });
        let variants: Arc<[Variant]> = variants.collect();
        if !variants.is_empty() {
            let webinar_id = self.webinar_id;
            self.order_all(|| Order::All {
                webinar_id,
                is_thin,
                variants: Arc::clone(&variants),
                through: last,
            });
        }
        let crowd = self.crowd(is_thin);
        (crowd.told, crowd.told_at) = (last, state.last_at);
        // Nobody is told where nobody is.
        let stands = (crowd.members > 0).then_some(last);
        crowd.standing = stands.into_iter().collect();
        if !is_thin {
            self.all_told_present = present;
        }
    }

    fn crowd(&mut self, is_thin: bool) -> &mut Crowd {
        if is_thin {
            &mut self.thin
        } else {
            &mut self.broad
        }
    }

    /// Leaves what is to be told with the threads that serve the connections; waits when one of
    /// them is far behind.
    pub(super) async fn send(&mut self) {
        for post in &mut self.posts {
            if !post.orders.is_empty() {
                post.mailbox.tell(std::mem::take(&mut post.orders)).await;
            }
        }
    }

    fn order(&mut self, post: usize, order: Order) {
        if let Some(post) = self.posts.get_mut(post) {
            post.orders.push(order);
        }
    }

    fn order_all(&mut self, order: impl Fn() -> Order) {
        for post in self.posts.iter_mut().filter(|post| post.members > 0) {
            post.orders.push(order());
        }
    }
}

/// How long a connection is told nothing while nothing concerns it.
const fn quiet_limit(is_thin: bool) -> TimeDelta {
    if is_thin {
        QUIET_LIMIT_THIN
    } else {
        QUIET_LIMIT
    }
}

impl Drop for Delivery {
    /// A room that stops without a word, because its log failed, leaves nobody waiting for it.
    fn drop(&mut self) {
        for post in self.posts.iter().filter(|post| post.members > 0) {
            post.mailbox.abandon(self.webinar_id);
        }
    }
}

#[cfg(test)]
mod tests;
