//! Attendance in small stories on a timetable of seconds, and against a plain count second by second.

use proptest::prelude::*;

use super::super::event::Life::{self, Checkpoint, Ended, Restarted, Started};
use super::super::event::{Audience, Through};
use super::*;

mod beside;
mod servers;

const BAT: u128 = 2;
const HOUR: i64 = 3_600;

fn second(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn interval(from: i64, to: i64) -> Interval {
    Interval {
        from: second(from),
        to: second(to),
    }
}

/// A log written as a table: second, and what happened then.
#[derive(Default)]
struct Log(Vec<Entry>);

impl Log {
    fn at(mut self, seconds: i64, event: impl Into<Event>) -> Self {
        self.push(seconds, None, event.into());
        self
    }

    fn joined(mut self, seconds: i64, person: u128, session: u64) -> Self {
        let name = format!("person {person}");
        let person = Uuid::from_u128(person);
        let by = Author {
            person,
            name,
            role: Role::Participant,
            sent: None,
        };
        self.push(
            seconds,
            Some(by),
            Life::Joined {
                session,
                policy: None,
            },
        );
        self
    }

    /// The last entry is of a connection that came through this server.
    fn through(mut self, node: u128) -> Self {
        let node = Uuid::from_u128(node);
        self.0.last_mut().unwrap().through = Some(Through { node, number: 1 });
        self
    }

    fn left(self, seconds: i64, person: u128, connection: u64, last_heard: i64) -> Self {
        let (person, last_heard) = (Uuid::from_u128(person), second(last_heard));
        self.at(
            seconds,
            Life::Left {
                person,
                connection,
                last_heard,
                goodbye: false,
            },
        )
    }

    fn push(&mut self, seconds: i64, by: Option<Author>, event: impl Into<Event>) {
        let number = u64::try_from(self.0.len()).unwrap() + 1;
        self.0.push(Entry {
            number,
            at: second(seconds),
            by,
            to: Audience::Everybody,
            through: None,
            event: event.into(),
        });
    }

    fn only_person(&self, planned: i64) -> PersonAttendance {
        let mut people = Attendance::of(&self.0).people(TimeDelta::seconds(planned));
        assert_eq!(people.len(), 1);
        people.remove(0)
    }
}

#[test]
fn who_waits_in_the_lobby_counts_from_when_they_are_let_in_until_they_are_removed() {
    let person = Uuid::from_u128(BAT);
    let by = |role| {
        let name = "person 2".to_owned();
        let sent = None;
        Some(Author {
            person,
            name,
            role,
            sent,
        })
    };
    let mut log = Log::default().at(0, Started);
    log.push(
        100,
        by(Role::Participant),
        lobby::Event::Waiting {
            session: 2,
            waits_for: WaitsFor::Admission,
        },
    );
    log.push(
        400,
        None,
        lobby::Event::Admitted {
            person: Some(person),
        },
    );
    log = log.left(900, BAT, 2, 900);
    // A role given in the room takes nothing from who attends.
    let policy = Some(Role::Participant);
    log.push(
        1_000,
        by(Role::Presenter),
        Life::Joined { session: 2, policy },
    );
    log.push(1_200, None, staff::Event::Removed { person });
    let log = log.at(HOUR, Ended);
    let bat = log.only_person(HOUR);
    assert_eq!(bat.intervals, [interval(400, 900), interval(1_000, 1_200)]);
    assert_eq!((bat.role, bat.is_present), (Role::Participant, false));
}

#[test]
fn a_telephone_beside_a_computer_counts_once() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .joined(600, BAT, 3)
        .left(1_800, BAT, 2, 1_800)
        .left(3_000, BAT, 3, 3_000)
        .at(HOUR, Ended);
    let bat = log.only_person(HOUR);
    assert_eq!(bat.intervals, [interval(0, 3_000)]);
    assert_eq!(
        bat.share,
        Share {
            present_seconds: 3_000,
            of_seconds: 3_600
        }
    );
}

#[test]
fn a_cut_line_costs_only_the_cut_from_when_it_was_last_heard() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .left(1_050, BAT, 2, 1_000)
        .joined(1_100, BAT, 2)
        .at(HOUR, Ended);
    let bat = log.only_person(HOUR);
    assert_eq!(bat.intervals, [interval(0, 1_000), interval(1_100, HOUR)]);
    assert_eq!(bat.share.present_seconds, 3_500);
}

#[test]
fn a_device_back_before_it_was_missed_lost_nothing() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .joined(1_000, BAT, 2)
        .left(1_050, BAT, 2, 990)
        .at(HOUR, Ended);
    assert_eq!(log.only_person(HOUR).intervals, [interval(0, HOUR)]);
}

#[test]
fn a_killed_server_ends_everything_at_its_last_sign_of_life() {
    let log = Log::default()
        .at(0, Started)
        .joined(10, BAT, 2)
        .at(1_000, Checkpoint)
        .at(2_000, Restarted)
        .joined(2_005, BAT, 2)
        .at(HOUR, Ended);
    let bat = log.only_person(HOUR);
    assert_eq!(bat.intervals, [interval(10, 1_000), interval(2_005, HOUR)]);
    assert_eq!(bat.share.present_seconds, 990 + 1_595);
}

#[test]
fn a_short_outage_of_the_server_is_not_the_teachers_absence() {
    let back_after = |seconds: i64, session| {
        Log::default()
            .at(0, Started)
            .joined(0, BAT, 2)
            .at(1_000, Checkpoint)
            .at(1_010, Restarted)
            .at(1_020, Restarted)
            .joined(1_000 + seconds, BAT, session)
            .at(HOUR, Ended)
            .only_person(HOUR)
            .share
            .present_seconds
    };
    assert_eq!(back_after(120, 2), 3_600);
    assert_eq!(
        back_after(121, 2),
        3_600 - 121,
        "away for longer than an outage takes"
    );
    assert_eq!(
        back_after(60, 5),
        3_600 - 60,
        "another device proves nothing"
    );
}

#[test]
fn waiting_before_the_start_is_seen_but_not_counted() {
    let log = Log::default()
        .joined(0, BAT, 1)
        .at(900, Started)
        .at(1_900, Ended);
    let bat = log.only_person(HOUR);
    assert_eq!(bat.intervals, [interval(0, 1_900)]);
    assert_eq!(
        bat.share,
        Share {
            present_seconds: 1_000,
            of_seconds: 1_000
        }
    );
}

#[test]
fn time_held_beyond_the_plan_is_nobodys_duty() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .left(3_000, BAT, 2, 3_000)
        .at(2 * HOUR, Ended);
    assert_eq!(
        log.only_person(HOUR).share,
        Share {
            present_seconds: 3_000,
            of_seconds: 3_600
        }
    );
}

#[test]
fn a_webinar_still_live_counts_up_to_the_last_entry() {
    let log = Log::default()
        .at(0, Started)
        .joined(60, BAT, 2)
        .at(120, Checkpoint);
    let bat = log.only_person(HOUR);
    assert!(bat.is_present);
    assert_eq!(
        bat.share,
        Share {
            present_seconds: 60,
            of_seconds: 3_600
        }
    );
}

#[test]
fn a_webinar_never_begun_was_attended_by_nobody() {
    let log = Log::default().joined(0, BAT, 1).left(500, BAT, 1, 500);
    let bat = log.only_person(HOUR);
    assert_eq!(bat.share.present_seconds, 0);
    assert_eq!(bat.share.percent(), 0);
}

proptest! {
    /// Three devices of one person come and go, and servers are killed; a plain count of the seconds
    /// in which any of them was connected must agree.
    #[test]
    fn attendance_is_the_seconds_with_any_device_connected(
        moves in proptest::collection::vec((0..4_usize, 1..40_i64), 0..40),
    ) {
        let mut log = Log::default().at(0, Started);
        let mut open: [Option<u64>; 3] = [None; 3];
        let (mut now, mut last_entry, mut expected) = (0, 0, 0_u64);
        let mut connected_since: Option<i64> = None;
        for (device, wait) in moves {
            now += wait;
            if device == 3 {
                // The killed server's people are credited to its last entry.
                if let Some(since) = connected_since.take() {
                    expected += u64::try_from(last_entry - since).unwrap();
                }
                open = [None; 3];
                log = log.at(now, Restarted);
            } else if let Some(connection) = open[device].take() {
                log = log.left(now, BAT, connection, now);
                if open.iter().all(Option::is_none) && let Some(since) = connected_since.take() {
                    expected += u64::try_from(now - since).unwrap();
                }
            } else {
                let number = u64::try_from(log.0.len()).unwrap() + 1;
                open[device] = Some(number);
                log = log.joined(now, BAT, number);
                connected_since.get_or_insert(now);
            }
            last_entry = now;
        }
        log = log.at(now + 10, Ended);
        if let Some(since) = connected_since {
            expected += u64::try_from(now + 10 - since).unwrap();
        }
        let people = Attendance::of(&log.0).people(TimeDelta::seconds(HOUR));
        let counted = people.first().map_or(0, |bat| bat.share.present_seconds);
        prop_assert_eq!(counted, expected);
        prop_assert!(counted <= u64::try_from(now + 10).unwrap());
    }
}
