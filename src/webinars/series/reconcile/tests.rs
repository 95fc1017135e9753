//! A series that changes, in small stories and whatever comes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn at(day_of: u32) -> Occurrence {
    let starts_at = day(day_of).and_hms_opt(10, 0, 0).unwrap().and_utc();
    Occurrence {
        day: day(day_of),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
    }
}

fn session(day_of: u32, standing: Standing) -> Session {
    Session {
        id: Uuid::from_u128(day_of.into()),
        day: day(day_of),
        standing,
    }
}

/// What is done as a table: the day for which the session was planned, and what becomes of it.
fn done(sessions: &[(u32, Standing)], rule: &[u32], today: u32) -> Vec<String> {
    let sessions: Vec<_> = sessions.iter().map(|one| session(one.0, one.1)).collect();
    let rule: Vec<_> = rule.iter().copied().map(at).collect();
    let now = day(today).and_hms_opt(0, 0, 0).unwrap().and_utc();
    let steps = reconcile(&sessions, &rule, now).into_iter();
    let told = steps.map(|step| match step {
        Step::Move(id, one) => format!("{} to {}", id.as_u128(), one.day.format("%-d")),
        Step::StandFor(id, day) => format!("{} for {}", id.as_u128(), day.format("%-d")),
        Step::Plan(one) => format!("new {}", one.day.format("%-d")),
        Step::CallOff(id) => format!("{} off", id.as_u128()),
    });
    told.collect()
}

#[test]
fn what_becomes_of_the_sessions() {
    use Standing::{Apart, Follows, Past};
    let follow = |days: &[u32]| days.iter().map(|day| (*day, Follows)).collect::<Vec<_>>();
    for (sessions, rule, today, steps) in [
        // From Mondays to Tuesdays: each moves by a day.
        (
            follow(&[2, 9, 16]),
            vec![3, 10, 17],
            1,
            vec!["2 to 3", "9 to 10", "16 to 17"],
        ),
        // What was held stays, and is not held again.
        (
            vec![(2, Past), (9, Follows)],
            vec![3, 10],
            5,
            vec!["9 to 10"],
        ),
        // Mondays, and now Thursdays as well.
        (
            follow(&[2, 9]),
            vec![2, 5, 9, 12],
            1,
            vec!["2 to 2", "9 to 9", "new 5", "new 12"],
        ),
        // Fewer.
        (
            follow(&[2, 9, 16]),
            vec![2],
            1,
            vec!["2 to 2", "9 off", "16 off"],
        ),
        // The one that was moved by itself stays and stands for the one of its week.
        (
            vec![(2, Follows), (9, Apart), (16, Follows)],
            vec![3, 10, 17],
            1,
            vec!["2 to 3", "9 for 10", "16 to 17"],
        ),
        (
            vec![(2, Follows), (9, Apart)],
            vec![2, 9],
            1,
            vec!["2 to 2"],
        ),
        (vec![(9, Apart)], vec![], 1, vec![]),
    ] {
        assert_eq!(
            done(&sessions, &rule, today),
            steps,
            "{sessions:?} by {rule:?}"
        );
    }
}

#[test]
fn a_session_that_was_held_before_its_day_is_not_planned_again() {
    // Mondays become Tuesdays on the 5th. That of the 9th was moved forward, and held on the 4th.
    let held = |of: u32, is_apart: bool| (of, Standing::of(day(of), is_apart, true, day(5)));
    let to_come = |of: u32, is_apart: bool| (of, Standing::of(day(of), is_apart, false, day(5)));
    for (sessions, steps) in [
        (
            [held(2, false), held(9, true), to_come(16, false)],
            vec!["9 for 10", "16 to 17"],
        ),
        // That of its own day was moved and held as well: that day has passed.
        (
            [held(2, true), held(9, true), to_come(16, true)],
            vec!["9 for 10", "16 for 17"],
        ),
        // The series itself moved it: it was held on its day.
        (
            [held(2, false), held(4, false), to_come(16, false)],
            vec!["16 to 10", "new 17"],
        ),
    ] {
        assert_eq!(done(&sessions, &[3, 10, 17], 5), steps, "{sessions:?}");
    }
}

fn any_standing() -> impl Strategy<Value = Standing> {
    proptest::sample::select(vec![Standing::Follows, Standing::Follows, Standing::Apart])
}

proptest! {
    #[test]
    fn every_session_to_come_is_there_once_and_what_was_done_by_hand_stays(
        days in proptest::collection::btree_map(1..=30_u32, any_standing(), 0..20),
        rule in proptest::collection::btree_set(1..=30_u32, 0..20),
        today in 1..=30_u32,
    ) {
        let sessions: Vec<Session> = days.iter().map(|(day, standing)| {
            session(*day, if *day < today { Standing::Past } else { *standing })
        }).collect();
        let wanted: Vec<Occurrence> = rule.iter().copied().map(at).collect();
        let now = day(today).and_hms_opt(0, 0, 0).unwrap().and_utc();
        let steps = reconcile(&sessions, &wanted, now);
        let standing: BTreeMap<Uuid, Standing> =
            sessions.iter().map(|one| (one.id, one.standing)).collect();
        // What each session stands for afterwards.
        let mut after: BTreeMap<Uuid, NaiveDate> =
            sessions.iter().map(|one| (one.id, one.day)).collect();
        let mut new = Vec::new();
        for step in &steps {
            match step {
                Step::Move(id, one) => {
                    prop_assert_eq!(standing[id], Standing::Follows);
                    prop_assert!(one.starts_at > now);
                    after.insert(*id, one.day);
                }
                Step::StandFor(id, day) => {
                    prop_assert_eq!(standing[id], Standing::Apart);
                    after.insert(*id, *day);
                }
                Step::Plan(one) => new.push(one.day),
                Step::CallOff(id) => {
                    prop_assert_eq!(standing[id], Standing::Follows);
                    after.remove(id);
                }
            }
        }
        let held: Vec<NaiveDate> = after.values().copied().chain(new).collect();
        let once: BTreeSet<NaiveDate> = held.iter().copied().collect();
        prop_assert_eq!(held.len(), once.len(), "a day is held twice");
        for one in wanted.iter().filter(|one| one.starts_at > now) {
            prop_assert!(once.contains(&one.day), "{} is missing", one.day);
        }
        // Nothing is held on other days, but what was done by hand and what has passed.
        for (id, day) in &after {
            let by_rule = wanted.iter().any(|one| one.day == *day);
            prop_assert!(by_rule || standing[id] != Standing::Follows);
        }
        // Doing it again changes nothing.
        let again: Vec<Session> = after.iter().map(|(id, day)| Session {
            id: *id, day: *day, standing: standing[id],
        }).chain(held.iter().filter(|day| !after.values().any(|one| one == *day)).map(|day| Session {
            id: Uuid::from_u128(1_000), day: *day, standing: Standing::Follows,
        })).collect();
        let is_change = |step: &Step| match step {
            Step::Move(id, one) => again.iter().any(|was| was.id == *id && was.day != one.day)
                && *id != Uuid::from_u128(1_000),
            _ => true,
        };
        prop_assert!(!reconcile(&again, &wanted, now).iter().any(is_change));
    }
}
