//! What holds for any history of a room.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::super::attendance::Attendance;
use super::super::event::{DECORATION, Reader};
use super::hall::{BAT, HOST, Hall, SARNAI, join, live_hall};
use super::*;
use anything::{KINDS, Step, anything};

mod anything;

/// A room with a host and two others, in which anything then happens.
fn after(history: Vec<(Step, i64)>) -> Hall {
    let mut hall = live_hall();
    hall.joins(BAT);
    hall.joins(SARNAI);
    for (step, seconds) in history {
        let _ = hall.wait(seconds).plays(step);
    }
    hall
}

/// The words in the first columns of the tables of a part of the document.
fn described(from: &str, to: &str) -> BTreeSet<String> {
    let document = include_str!("../../../docs/protocol.md");
    let part = document
        .split(from)
        .nth(1)
        .unwrap()
        .split(to)
        .next()
        .unwrap();
    let rows = part.lines().filter(|line| line.starts_with("| `"));
    let words = rows.flat_map(|line| line.split('|').nth(1).unwrap().split(','));
    let words = words.map(|word| word.trim().trim_matches('`').to_owned());
    words.filter(|word| !word.ends_with("type")).collect()
}

#[test]
fn everything_that_can_be_asked_is_described() {
    let mut asked: BTreeSet<String> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    asked.extend(["hello", "clock", "end"].map(str::to_owned));
    assert_eq!(described("### 3.1", "### 3.2"), asked);
    let for_programs = include_str!("../../../docs/asyncapi.yaml");
    for kind in asked {
        assert!(
            for_programs.contains(&format!("type: {{const: {kind}}}")),
            "{kind}"
        );
    }
}

/// What holds for any history is worth as much as what the histories reach.
#[test]
fn the_histories_reach_everything_that_can_happen() {
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..1_200 {
        let history = proptest::collection::vec(anything(), 120);
        let history = history.new_tree(&mut runner).unwrap().current();
        for entry in after(history).log {
            let event = serde_json::to_value(&entry.event).unwrap();
            let kind = event["type"].as_str().unwrap();
            let is_decoration = entry.event.is_decoration();
            assert_eq!(DECORATION.contains(&kind), is_decoration, "{kind}");
            reached.insert(kind.to_owned());
        }
    }
    let described = described("### 3.3", "### 3.4");
    let for_programs = include_str!("../../../docs/asyncapi.yaml");
    let (_, events) = for_programs.split_once("    event:\n").unwrap();
    for kind in &described {
        let is_word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()) == kind;
        assert!(events.split_whitespace().any(is_word), "{kind}");
    }
    let missed: Vec<_> = described.difference(&reached).collect();
    assert_eq!(
        missed,
        ["cancelled"],
        "a webinar that has begun is not called off"
    );
    assert!(
        reached.is_subset(&described),
        "not described: {:?}",
        reached.difference(&described)
    );
}

proptest! {
    #[test]
    fn replaying_the_stored_log_gives_the_same_room(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = live_hall();
        hall.joins(BAT);
        for (step, seconds) in history {
            let before = hall.state.clone();
            let outcome = hall.wait(seconds).plays(step);
            if !matches!(outcome, Ok(Decision::Append(_))) {
                prop_assert_eq!(&before, &hall.state, "only an entry changes the room");
            }
        }
        let stored: Vec<String> =
            hall.log.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
        let read: Vec<Entry> =
            stored.iter().map(|entry| serde_json::from_str(entry).unwrap()).collect();
        prop_assert_eq!(&read, &hall.log);
        prop_assert_eq!(State::replay(&read), hall.state);
        for (place, pair) in (1_u64..).zip(hall.log.windows(2)) {
            prop_assert_eq!((pair[0].number, pair[1].number), (place, place + 1));
            prop_assert!(pair[0].at <= pair[1].at);
        }
    }

    #[test]
    fn the_count_of_people_is_the_count_of_people(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = Hall::new();
        for (step, seconds) in history {
            let _ = hall.wait(seconds).plays(step);
            let present = Attendance::of(&hall.log).people(TimeDelta::hours(1));
            let counted = present.iter().filter(|person| person.is_present).count();
            prop_assert_eq!(u32::try_from(counted).unwrap(), hall.state.present());
        }
    }

    #[test]
    fn nobody_attends_longer_than_the_webinar_was_live_nor_one_moment_twice(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let mut hall = Hall::new();
        for (step, seconds) in history {
            let _ = hall.wait(seconds).plays(step);
        }
        let started = hall.log.iter().find(|entry| entry.event == Life::Started.into());
        let live = started.map_or(0, |entry| (hall.state.last_at - entry.at).num_seconds());
        for person in Attendance::of(&hall.log).people(TimeDelta::hours(1)) {
            prop_assert!(person.share.present_seconds <= u64::try_from(live).unwrap());
            prop_assert!(person.intervals.windows(2).all(|pair| pair[0].to < pair[1].from));
        }
    }

    #[test]
    fn what_only_some_may_no_other_ever_did(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let hall = after(history);
        let mut given: BTreeMap<Uuid, Role> = BTreeMap::new();
        for entry in &hall.log {
            let Some(author) = &entry.by else { continue };
            // Counted along from the log alone: what the policy gave, and what was given here.
            let policy = super::hall::author(author.person.as_u128(), None).role;
            let role = given.get(&author.person).map_or(policy, |role| policy.joined_with(*role));
            prop_assert_eq!(author.role, role, "an author's role is the one that holds");
            let kind = serde_json::to_value(&entry.event).unwrap()["type"].clone();
            let allowed = match kind.as_str().unwrap() {
                "started" | "ended" | "removed" | "let_back" | "line_removed" | "line_pinned"
                | "line_unpinned" | "question_approved" | "question_answered"
                | "question_dismissed" | "check_opened" | "check_closed" | "announced"
                | "announcement_taken_down" | "rules_set" | "admitted" | "queued" | "groups_opened"
                | "groups_filled" | "groups_recalled" | "role_given" | "deck_ready"
                | "deck_removed" => role.leads(),
                "handed_over" => role == Role::Host,
                "slide_shown" | "poll_opened" | "right_options_set" | "poll_closed"
                | "results_shown" | "timer_started" | "timer_stopped" | "note_written" | "note_edited"
                | "note_deleted" | "drawn" | "drawing_undone" | "drawing_cleared" | "pointed" => role.presents(),
                "joined" | "waiting" => true,
                _ => role.takes_part()
                    || matches!(&entry.event, Event::Hands(hands::Event::HandLowered { person })
                        if *person == author.person),
            };
            prop_assert!(allowed, "{:?}: {}", role, kind);
            match &entry.event {
                Event::Staff(staff::Event::RoleGiven { person, role: now }) => {
                    let before = given.insert(*person, *now);
                    let is_leading = now.leads() || before.is_some_and(Role::leads);
                    prop_assert!(role == Role::Host || !is_leading);
                }
                Event::Staff(staff::Event::HandedOver { person }) => {
                    given.insert(*person, Role::Host);
                    let own = given.get_mut(&author.person);
                    if let Some(own) = own.filter(|own| **own == Role::Host) {
                        *own = Role::CoHost;
                    }
                }
                Event::Staff(staff::Event::Removed { person }) => {
                    given.remove(person);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn nobody_sees_what_is_not_for_them_and_who_is_removed_does_nothing(
        history in proptest::collection::vec(anything(), 0..120),
    ) {
        let hall = after(history);
        let mut removed = BTreeSet::new();
        for entry in &hall.log {
            if let Some(author) = &entry.by {
                prop_assert!(!removed.contains(&author.person), "{:?}", entry.event);
            }
            match &entry.event {
                Event::Staff(staff::Event::Removed { person }) => {
                    removed.insert(*person);
                }
                Event::Staff(staff::Event::LetBack { person }) => {
                    removed.remove(person);
                }
                _ => {}
            }
            let is_secret = match &entry.event {
                Event::Polls(polls::Event::Voted { .. } | polls::Event::RightOptionsSet { .. })
                | Event::Questions(questions::Event::QuestionAsked { moderated: true, .. })
                | Event::Checks(checks::Event::CheckAnswered { .. })
                | Event::Lobby(lobby::Event::Waiting { .. }) => true,
                _ => entry.to == Audience::Hosts,
            };
            for person in [BAT, SARNAI, 5] {
                let reader = Reader::new(Uuid::from_u128(person), Role::Participant);
                let own = entry.by.as_ref().is_some_and(|author| author.person == reader.person);
                prop_assert!(!is_secret || own || !reader.sees(entry.aim()), "{:?}", entry);
            }
            let host = Reader::new(Uuid::from_u128(HOST), Role::Host);
            prop_assert!(host.sees(entry.aim()), "nothing is hidden from a host");
        }
    }

    /// Two devices with numbered lines to say, on a line that loses commands, loses answers and is
    /// cut at any moment: every line is in the log once, each device's lines in their order.
    #[test]
    fn cuts_and_resends_leave_every_line_once_and_in_order(
        troubles in proptest::collection::vec((0..2_usize, 0..6_u8, 1..=16_usize), 0..150),
    ) {
        const LINES: u64 = 40;
        let mut hall = live_hall();
        let sessions = [hall.joins(BAT), hall.joins(SARNAI)];
        let mut unacknowledged = [1_u64, 1];
        let calm = (0..60).map(|turn| (turn % 2, 5, 16));
        for (device, trouble, burst) in troubles.into_iter().chain(calm) {
            let (person, session) = ([BAT, SARNAI][device], sessions[device]);
            hall.wait(20);
            if trouble == 0 {
                hall.number(join(person, Some(session)));
            }
            let first = unacknowledged[device];
            let in_flight = first..=LINES.min(first + u64::try_from(burst).unwrap() - 1);
            for command in in_flight {
                // The line may go dead in the middle of what was sent.
                if trouble == 1 && command % 3 == 0 {
                    break;
                }
                hall.wait(1).says(person, (session, command), &format!("{command}")).unwrap();
                // The answer may be lost although the line was written down.
                if trouble > 2 {
                    unacknowledged[device] = command + 1;
                }
            }
        }
        for person in [BAT, SARNAI].map(Uuid::from_u128) {
            let said: Vec<String> = hall.log.iter()
                .filter(|entry| entry.by.as_ref().is_some_and(|author| author.person == person))
                .filter_map(|entry| match &entry.event {
                    Event::Chat(chat::Event::Said { text, .. }) => Some(text.clone()),
                    _ => None,
                })
                .collect();
            let expected: Vec<String> = (1..=LINES).map(|line| line.to_string()).collect();
            prop_assert_eq!(said, expected);
        }
    }
}
