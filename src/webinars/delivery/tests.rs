//! Frames: how they are cut, and who is told what.

use mio::{Poll, Token, Waker};
use proptest::prelude::*;
use serde_json::Value;

use super::super::wire::Waiting;
use super::*;
use crate::webinars::event::Author;
use crate::webinars::message::{Joining, Outgoing};
use crate::webinars::wire::Address;

mod orphans;
mod places;
mod thin;

fn lines(count: u64, length: usize) -> Vec<Line> {
    (1..=count)
        .map(|number| Line {
            number,
            at: DateTime::UNIX_EPOCH,
            by: None,
            to: Audience::Everybody,
            is_decoration: false,
            json: "0".repeat(length),
        })
        .collect()
}

/// The JSON of a frame, without its head.
fn payload(frame: &Frame) -> String {
    let text = String::from_utf8_lossy(&frame.bytes);
    text[text.find(r#"{"type""#).unwrap()..].to_owned()
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
        let encoded = encode(&lines(count, length), 0, count, 1);
        let through: Vec<u64> = encoded.iter().filter_map(|frame| frame.through).collect();
        assert_eq!(through, frames, "{count} entries of {length} bytes");
        let mut after = 0;
        for frame in encoded {
            let through = frame.through.unwrap();
            let head = format!(r#"{{"type":"events","after":{after},"through":{through},"#);
            assert!(payload(&frame).starts_with(&head));
            after = through;
        }
    }
}

#[test]
fn what_is_left_out_is_spoken_for_by_the_frame_around_it() {
    let lines = lines(5, 10);
    let range = |lines: &[&Line]| {
        let frames = encode(lines, 2, 9, 1);
        let only = frames.first().unwrap();
        assert_eq!((frames.len(), only.through), (1, Some(9)));
        assert!(payload(only).starts_with(r#"{"type":"events","after":2,"through":9,"#));
    };
    range(&[]);
    range(&[&lines[3]]);
    range(&[&lines[2], &lines[4]]);
}

/// A room of a host, a presenter and participants, and what a thread makes of what it is told.
struct Hall {
    delivery: Delivery,
    mailbox: Arc<Mailbox>,
    state: State,
    /// What each connection has: who it is, where it stands, what it was told.
    clients: BTreeMap<u64, (Reader, u64, Vec<u64>)>,
    log: Vec<Arc<Line>>,
    /// Whether some of the lines are thin.
    has_thin_lines: bool,
}

/// Who does nothing but what a thin line is spared.
const DECORATOR: u64 = 19;

impl Hall {
    fn new() -> Self {
        let poll = Poll::new().unwrap();
        Self {
            delivery: Delivery::new(Uuid::nil()),
            mailbox: Arc::new(Mailbox::new(Waker::new(poll.registry(), Token(0)).unwrap())),
            state: State::default(),
            clients: BTreeMap::new(),
            log: Vec::new(),
            has_thin_lines: false,
        }
    }

    /// A presenter, a host and some others, where there are thin lines.
    fn is_thin(&self, number: u64) -> bool {
        self.has_thin_lines && (number.is_multiple_of(5) || number == 14)
    }

    fn person(number: u64) -> (Uuid, Role) {
        let role = match number % 7 {
            0 => Role::Host,
            1 => Role::Presenter,
            _ => Role::Participant,
        };
        (Uuid::from_u128(number.into()), role)
    }

    fn joins(&mut self, number: u64) {
        let connection = 1_000 + number;
        if self.clients.contains_key(&connection) {
            return;
        }
        let (person, role) = Self::person(number);
        let slot = Slot::new(usize::try_from(connection).unwrap());
        let address = Address {
            mailbox: Arc::clone(&self.mailbox),
            slot,
        };
        let author = Author {
            person,
            name: String::new(),
            role,
            sent: None,
        };
        let joining = Joining {
            author,
            session: None,
            last: None,
            is_thin: self.is_thin(number),
            heard_at: DateTime::UNIX_EPOCH,
            waiting: Waiting::new(address),
        };
        self.delivery
            .admit(connection, number, joining, &self.state);
        let mut reader = Reader::new(person, role);
        reader.is_thin = self.is_thin(number);
        let client = (reader, self.state.last, Vec::new());
        self.clients.insert(connection, client);
        self.obeys();
    }

    fn leaves(&mut self, number: u64) {
        self.clients.remove(&(1_000 + number));
        self.delivery.leave(1_000 + number);
    }

    fn happens(&mut self, entries: &[(u64, Audience)], seconds: i64) {
        self.state.last_at += TimeDelta::seconds(seconds);
        let mut lines = Vec::new();
        for (by, to) in entries {
            self.state.last += 1;
            let number = self.state.last;
            lines.push(Arc::new(Line {
                number,
                at: self.state.last_at,
                by: (*by > 0).then(|| Self::person(*by).0),
                to: *to,
                is_decoration: *by == DECORATOR,
                json: format!(r#"{{"number":{number}}}"#),
            }));
        }
        self.log.extend(lines.iter().cloned());
        self.delivery.broadcast(lines, &self.state, false);
        self.obeys();
    }

    /// Does with the orders what a thread does.
    fn obeys(&mut self) {
        let orders: Vec<_> = self
            .delivery
            .posts
            .iter_mut()
            .flat_map(|post| post.orders.drain(..))
            .collect();
        for order in orders {
            match order {
                Order::All {
                    variants,
                    through,
                    is_thin,
                    ..
                } => {
                    assert!(variants.is_sorted_by_key(|variant| variant.after));
                    let clients = self.clients.values_mut();
                    for client in clients.filter(|client| client.0.is_thin == is_thin) {
                        if let Some(variant) = variants.iter().find(|one| one.after == client.1) {
                            read(client, &variant.frames, through);
                        }
                    }
                }
                Order::Several {
                    to,
                    frames,
                    through,
                } => {
                    for slot in to {
                        let connection = u64::try_from(slot.place()).unwrap();
                        if let Some(client) = self.clients.get_mut(&connection) {
                            read(client, &frames, through);
                        }
                    }
                }
                Order::One {
                    what: Outgoing::Joined(_),
                    ..
                } => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

fn read(client: &mut (Reader, u64, Vec<u64>), frames: &[Frame], through: u64) {
    for frame in frames {
        let frame: Value = serde_json::from_str(&payload(frame)).unwrap();
        assert_eq!(frame["after"], client.1, "a gap or an overlap");
        client.1 = frame["through"].as_u64().unwrap();
        let entries = frame["events"].as_array().unwrap();
        client.2.extend(
            entries
                .iter()
                .map(|entry| entry["number"].as_u64().unwrap()),
        );
    }
    assert_eq!(client.1, through);
}

#[test]
fn each_is_told_what_concerns_them_and_where_it_goes_on_from() {
    let mut hall = Hall::new();
    // A host, and two participants.
    for person in [7, 2, 3] {
        hall.joins(person);
    }
    hall.happens(&[(2, Audience::Staff)], 0);
    let stands = |hall: &Hall, person: u64| hall.clients[&(1_000 + person)].1;
    assert_eq!(
        [stands(&hall, 7), stands(&hall, 2), stands(&hall, 3)],
        [1, 1, 0]
    );
    hall.happens(&[(2, Audience::Everybody), (2, Audience::Hosts)], 1);
    assert_eq!(
        [stands(&hall, 7), stands(&hall, 2), stands(&hall, 3)],
        [3, 3, 3]
    );
    hall.happens(&[(2, Audience::Staff)], 1);
    assert_eq!(stands(&hall, 3), 3);
    // Nothing at first, and after a while an empty frame that says the line is alive.
    hall.happens(&[(2, Audience::Staff)], 15);
    assert_eq!(stands(&hall, 3), 5);
    assert_eq!(hall.clients[&1_003].2, [2]);
    assert_eq!(hall.clients[&1_007].2, [1, 2, 3, 4, 5]);
    assert_eq!(hall.clients[&1_002].2, [1, 2, 3, 4, 5]);
}

#[test]
fn everybody_is_one_order_however_many_they_are() {
    let mut hall = Hall::new();
    for person in 1..=500 {
        hall.joins(person);
    }
    hall.state.last += 1;
    let line = lines(1, 5).remove(0);
    hall.delivery
        .broadcast(vec![Arc::new(line)], &hall.state, false);
    assert_eq!(hall.delivery.posts[0].orders.len(), 1);
    // However long only some are told something, not more encodings are made than the bound.
    hall.obeys_nothing();
    for _ in 0..2_000 {
        hall.happens(&[(2, Audience::Staff)], 0);
        assert!(hall.delivery.broad.standing.len() <= VARIANTS_LIMIT + 1);
    }
}

impl Hall {
    fn obeys_nothing(&mut self) {
        self.delivery.posts[0].orders.clear();
        for client in self.clients.values_mut() {
            client.1 = self.state.last;
        }
    }
}

#[derive(Debug, Clone)]
enum Step {
    Joins(u64),
    Leaves(u64),
    Happens(Vec<(u64, Audience)>, i64),
}

fn step() -> impl Strategy<Value = Step> {
    let audience = prop_oneof![
        4 => Just(Audience::Everybody),
        1 => Just(Audience::Hosts),
        1 => Just(Audience::Staff),
        2 => (1..20_u64).prop_map(|person| Audience::Person(Hall::person(person).0)),
    ];
    prop_oneof![
        2 => (1..20_u64).prop_map(Step::Joins),
        1 => (1..20_u64).prop_map(Step::Leaves),
        4 => (proptest::collection::vec((0..20_u64, audience), 1..6), 0..20_i64)
            .prop_map(|(entries, seconds)| Step::Happens(entries, seconds)),
    ]
}

proptest! {
    #[test]
    fn nobody_misses_what_concerns_them_and_nobody_sees_more(
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut hall = Hall::new();
        hall.has_thin_lines = true;
        let mut joined = BTreeMap::new();
        for step in steps {
            match step {
                Step::Joins(person) => {
                    if !hall.clients.contains_key(&(1_000 + person)) {
                        joined.insert(1_000 + person, hall.state.last);
                    }
                    hall.joins(person);
                }
                Step::Leaves(person) => hall.leaves(person),
                Step::Happens(entries, seconds) => hall.happens(&entries, seconds),
            }
            for (connection, (reader, stands, seen)) in &hall.clients {
                let concerns = |line: &&Arc<Line>| {
                    line.number > joined[connection] && reader.sees(line.aim())
                };
                let expected = hall.log.iter().filter(concerns).map(|line| line.number);
                let expected: Vec<u64> = expected.collect();
                prop_assert_eq!(seen, &expected, "connection {}", connection);
                prop_assert!(seen.last().is_none_or(|last| last <= stands));
            }
        }
    }
}
