//! Whatever happens before a full door: nobody is let in beyond the seats, passed over, or left
//! outside an empty one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::super::super::super::attendance::Attendance;
use super::super::super::super::command::{Command, Decision};
use super::super::super::super::event::{Event, Role};
use super::super::super::hall::{HOST, Hall, id, join, live_hall};
use super::super::super::rules::{self, Admission};
use super::super::super::{Entry, Refusal, apply, staff};
use super::super::*;

/// What may happen before a full door.
#[derive(Debug, Clone)]
enum Step {
    Comes(u128),
    Goes(u128, bool),
    Rules(u32, bool),
    Admits(Option<u128>),
    Removes(u128),
    Restarts,
}

fn step() -> impl Strategy<Value = (Step, i64)> {
    let person = || 2..=9_u128;
    let step = prop_oneof![
        8 => person().prop_map(Step::Comes),
        6 => (person(), any::<bool>()).prop_map(|(person, goodbye)| Step::Goes(person, goodbye)),
        2 => (1..6_u32, any::<bool>()).prop_map(|(capacity, open)| Step::Rules(capacity, open)),
        2 => proptest::option::of(person()).prop_map(Step::Admits),
        1 => person().prop_map(Step::Removes),
        1 => Just(Step::Restarts),
    ];
    (step, prop_oneof![4 => 0..10_i64, 1 => 60..120_i64])
}

/// Everybody's connections and turn, told from the log alone.
#[derive(Default)]
struct Model {
    connections: BTreeMap<Uuid, Vec<u64>>,
    /// When each began to wait for a seat, as the number of the entry and the order within it.
    turns: BTreeMap<Uuid, (u64, usize)>,
    lobby: Vec<Uuid>,
    cut: BTreeMap<Uuid, DateTime<Utc>>,
}

impl Model {
    fn gone(&mut self, person: Uuid, at: Option<DateTime<Utc>>) {
        match at {
            Some(at) => {
                self.cut.insert(person, at);
            }
            None => {
                self.turns.remove(&person);
                self.lobby.retain(|one| *one != person);
            }
        }
    }

    fn is_here(&self, person: Uuid) -> bool {
        self.connections
            .get(&person)
            .is_some_and(|open| !open.is_empty())
    }

    fn take(&mut self, entry: &Entry) {
        let late: Vec<_> = self
            .cut
            .iter()
            .filter(|cut| entry.at - *cut.1 >= SEAT_GRACE)
            .collect();
        for person in late.into_iter().map(|cut| *cut.0).collect::<Vec<_>>() {
            self.cut.remove(&person);
            self.gone(person, None);
        }
        let by = entry.by.as_ref().map(|by| by.person);
        match (&entry.event, by) {
            (Event::Life(Life::Joined { .. }), Some(person)) => {
                self.connections
                    .entry(person)
                    .or_default()
                    .push(entry.number);
                self.cut.remove(&person);
                self.gone(person, None);
            }
            (Event::Lobby(lobby::Event::Waiting { waits_for, .. }), Some(person)) => {
                self.connections
                    .entry(person)
                    .or_default()
                    .push(entry.number);
                self.cut.remove(&person);
                match waits_for {
                    WaitsFor::Seat => {
                        self.turns.entry(person).or_insert((entry.number, 0));
                    }
                    WaitsFor::Admission if self.lobby.contains(&person) => {}
                    WaitsFor::Admission => self.lobby.push(person),
                }
            }
            (
                Event::Life(Life::Left {
                    person,
                    connection,
                    goodbye,
                    ..
                }),
                _,
            ) => {
                let open = self.connections.entry(*person).or_default();
                open.retain(|one| one != connection);
                if open.is_empty() {
                    self.gone(*person, (!goodbye).then_some(entry.at));
                }
            }
            (Event::Life(Life::Restarted), _) => {
                for (person, open) in std::mem::take(&mut self.connections) {
                    if !open.is_empty() {
                        self.gone(person, Some(entry.at));
                    }
                }
            }
            (Event::Staff(staff::Event::Removed { person }), _) => {
                self.connections.remove(person);
                self.cut.remove(person);
                self.gone(*person, None);
            }
            (Event::Lobby(lobby::Event::Queued { person }), _) => self.queue(entry, *person),
            (Event::Rules(rules), _) => {
                let rules::Event::RulesSet { rules, queued } = rules;
                if *queued {
                    self.queue(entry, None);
                } else if rules.admission == Admission::Open {
                    self.admit(entry, None);
                }
            }
            (Event::Lobby(lobby::Event::Admitted { person }), _) => self.admit(entry, *person),
            _ => {}
        }
    }

    fn admit(&mut self, entry: &Entry, whom: Option<Uuid>) {
        self.queue(entry, whom);
        // Who is here has a seat; who was cut has a turn.
        let here: Vec<Uuid> = self
            .turns
            .iter()
            .filter(|(person, turn)| turn.0 == entry.number && self.is_here(**person))
            .map(|(person, _)| *person)
            .collect();
        for person in here {
            self.turns.remove(&person);
        }
    }

    fn queue(&mut self, entry: &Entry, whom: Option<Uuid>) {
        let meant = self
            .lobby
            .extract_if(.., |one| whom.is_none_or(|whom| whom == *one));
        for (order, person) in meant.enumerate() {
            self.turns.insert(person, (entry.number, order));
        }
    }
}

/// Plays a step as a client would, and what follows by itself.
fn play(hall: &mut Hall, step: Step, model: &Model) -> Result<Decision, Refusal> {
    let decision = match step {
        Step::Comes(person) => hall.try_do(join(person, None)),
        Step::Goes(person, goodbye) => {
            let (person, last_heard) = (id(person), hall.now);
            let open = model.connections.get(&person).and_then(|open| open.first());
            let connection = open.copied().unwrap_or_default();
            hall.try_do(Command::Leave {
                person,
                connection,
                last_heard,
                goodbye,
            })
        }
        Step::Rules(capacity, open) => {
            let admission = if open { "open" } else { "by_host" };
            let rules = json!({"type": "set_rules", "capacity": capacity, "admission": admission});
            hall.asks(HOST, rules).map(Decision::Append)
        }
        Step::Admits(person) => {
            let admit = json!({"type": "admit", "person": person.map(id)});
            hall.asks(HOST, admit).map(Decision::Append)
        }
        Step::Removes(person) => {
            let remove = json!({"type": "remove", "person": id(person)});
            let _ = hall.asks(HOST, remove);
            hall.asks(HOST, json!({"type": "let_back", "person": id(person)}))
                .map(Decision::Append)
        }
        Step::Restarts => hall.try_do(Command::Restart),
    };
    hall.settles();
    decision
}

proptest! {
    #[test]
    fn nobody_is_let_in_beyond_the_seats_passed_over_or_left_outside_an_empty_one(
        history in proptest::collection::vec(step(), 0..100),
    ) {
        let mut hall = live_hall();
        let (mut model, mut state) = (Model::default(), State::default());
        let mut read = 0;
        let taken = |state: &State| state.people.present + state.people.held;
        for (step, seconds) in history {
            let _ = play(hall.wait(seconds), step, &model);
            for entry in &hall.log[read..] {
                let before = taken(&state);
                if let Event::Lobby(lobby::Event::Seated { people: seated }) = &entry.event {
                    let turns: Vec<_> = seated.iter().map(|one| model.turns[one]).collect();
                    prop_assert!(turns.is_sorted(), "out of turn: {entry:?}");
                    for (person, turn) in &model.turns {
                        let is_passed = model.is_here(*person)
                            && *turn < *turns.last().unwrap() && !seated.contains(person);
                        prop_assert!(!is_passed, "{person} passed over: {entry:?}");
                    }
                    for person in seated {
                        model.turns.remove(person);
                    }
                }
                let never_waits = entry.by.as_ref().is_some_and(|by| by.role != Role::Participant);
                apply(&mut state, entry);
                model.take(entry);
                let is_more = taken(&state) > state.rules.capacity && taken(&state) > before;
                let may = never_waits && matches!(entry.event, Event::Life(Life::Joined { .. }));
                prop_assert!(!is_more || may, "beyond the seats: {entry:?}");
            }
            read = hall.log.len();
            prop_assert_eq!(&state, &hall.state);
            for person in Attendance::of(&hall.log).people(TimeDelta::hours(1)) {
                let is_in = hall.state.is_present(person.person);
                prop_assert_eq!(person.is_present, is_in, "counted: {}", person.person);
            }
            let waits = hall.state.people.queue.iter().any(|one| model.is_here(*one));
            let free = hall.state.free_seats(hall.now, hall.state.rules.capacity);
            prop_assert!(!waits || free == 0, "outside an empty seat");
            let here = model.turns.keys().filter(|one| model.is_here(**one)).count();
            let told = hall.state.people.queue.iter().filter(|one| model.is_here(**one)).count();
            prop_assert_eq!(here, told);
        }
    }
}
