//! Being active, answering checks, and sharing a computer.

use super::super::super::room::{chat, checks, companions};
use super::*;

const SARNAI: u128 = 3;

fn by(person: u128) -> Option<Author> {
    Some(Author {
        person: Uuid::from_u128(person),
        name: format!("person {person}"),
        role: Role::Participant,
        sent: None,
    })
}

impl Log {
    fn does(mut self, seconds: i64, person: u128, event: impl Into<Event>) -> Self {
        self.push(seconds, by(person), event.into());
        self
    }

    fn says(self, seconds: i64, person: u128) -> Self {
        let text = "a".to_owned();
        let reply_to = None;
        self.does(seconds, person, chat::Event::Said { text, reply_to })
    }

    fn checks_in(self, seconds: i64, person: u128, with: u128) -> Self {
        let (person, name) = (Uuid::from_u128(person), format!("person {person}"));
        self.does(seconds, with, companions::Event::CheckedIn { person, name })
    }

    fn checks_out(self, seconds: i64, person: u128, with: u128) -> Self {
        let person = Uuid::from_u128(person);
        self.does(seconds, with, companions::Event::CheckedOut { person })
    }

    fn opens_check(self, seconds: i64, until: i64) -> Self {
        let until = second(until);
        self.at(seconds, checks::Event::CheckOpened { until })
    }

    fn person(&self, person: u128) -> PersonAttendance {
        let people = Attendance::of(&self.0).people(TimeDelta::seconds(HOUR));
        let is_meant = |one: &PersonAttendance| one.person == Uuid::from_u128(person);
        people.into_iter().find(is_meant).unwrap()
    }
}

#[test]
fn a_deed_vouches_for_five_minutes_around_it_while_connected_and_live() {
    let log = Log::default()
        .joined(0, BAT, 1)
        .says(50, BAT)
        .at(100, Started)
        .says(200, BAT)
        .says(400, BAT)
        .says(2_000, BAT)
        .left(2_100, BAT, 1, 2_100)
        .at(HOUR + 100, Ended);
    let bat = log.person(BAT);
    assert_eq!(bat.active.moments, 3, "before the start nothing counts");
    // From the start to five minutes after the second line, and 300 + 100 seconds around the third.
    assert_eq!(bat.active.seconds, (700 - 100) + (2_100 - 1_700));
    assert_eq!(bat.connected_seconds, 2_000);
    assert_eq!((bat.shares.connected, bat.shares.active), (55, 27));
}

#[test]
fn who_only_looked_on_was_connected_and_not_active() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .at(HOUR, Ended);
    let bat = log.person(BAT);
    assert_eq!((bat.active.moments, bat.active.seconds), (0, 0));
    assert_eq!((bat.shares.connected, bat.shares.active), (100, 0));
}

#[test]
fn checks_are_counted_that_were_open_while_one_was_there() {
    let answered = |check| checks::Event::CheckAnswered { check };
    let log = Log::default()
        .at(0, Started)
        .opens_check(10, 40)
        .joined(50, BAT, 3)
        .opens_check(100, 160)
        .does(120, BAT, answered(4))
        .opens_check(300, 600)
        .at(
            310,
            checks::Event::CheckClosed {
                check: 6,
                people: 0,
            },
        )
        .left(320, BAT, 3, 320)
        .opens_check(400, 460)
        .at(HOUR, Ended);
    let expected = Answered { answered: 1, of: 2 };
    assert_eq!(log.person(BAT).checks, expected);
}

#[test]
fn three_at_one_computer_attend_while_it_is_connected() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .checks_in(100, SARNAI, BAT)
        .checks_in(110, 4, BAT)
        .left(1_000, BAT, 2, 990)
        // A cut line is no reason to type the codes again.
        .joined(1_500, BAT, 2)
        .checks_out(2_000, 4, BAT)
        .at(HOUR, Ended);
    let sarnai = log.person(SARNAI);
    assert_eq!(
        sarnai.intervals,
        [interval(100, 990), interval(1_500, HOUR)]
    );
    assert!(!sarnai.is_present, "no connection is theirs");
    assert_eq!(
        log.person(4).intervals,
        [interval(110, 990), interval(1_500, 2_000)]
    );
    assert_eq!(log.person(BAT).share.present_seconds, 990 + 2_100);
}

#[test]
fn whoever_was_away_for_long_may_have_gone_home() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .checks_in(100, SARNAI, BAT)
        .left(1_000, BAT, 2, 1_000)
        .joined(1_000 + CUT_GRACE.num_seconds() + 1, BAT, 2);
    let alone = log.at(HOUR, Ended);
    assert_eq!(alone.person(SARNAI).intervals, [interval(100, 1_000)]);
}

#[test]
fn a_check_in_elsewhere_and_an_own_telephone_count_once() {
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .joined(0, 4, 3)
        .checks_in(100, SARNAI, BAT)
        .joined(200, SARNAI, 5)
        .checks_in(500, SARNAI, 4)
        .left(600, 4, 3, 600)
        .left(900, SARNAI, 5, 900)
        .at(HOUR, Ended);
    assert_eq!(log.person(SARNAI).intervals, [interval(100, 900)]);
}

#[test]
fn who_is_removed_takes_the_companions_along() {
    let removed = staff::Event::Removed {
        person: Uuid::from_u128(BAT),
    };
    let log = Log::default()
        .at(0, Started)
        .joined(0, BAT, 2)
        .checks_in(100, SARNAI, BAT)
        .at(700, removed)
        .joined(750, BAT, 2)
        .at(HOUR, Ended);
    assert_eq!(log.person(SARNAI).intervals, [interval(100, 700)]);
}

proptest! {
    /// Two computers come and go, companions check in and out at them; a plain count of the seconds
    /// must agree, and nobody's time is ever counted twice.
    #[test]
    fn companions_attend_the_seconds_in_which_their_computer_was_connected(
        moves in proptest::collection::vec((0..6_usize, 1..90_i64), 0..40),
    ) {
        let computers = [BAT, 4];
        let mut log = Log::default().at(0, Started);
        let mut open: [Option<u64>; 2] = [None; 2];
        let mut with: Option<usize> = None;
        let (mut now, mut expected) = (0, 0_i64);
        let mut away = 0_i64;
        let count = |open: &[Option<u64>; 2], with: &mut Option<usize>, away: &mut i64, wait: i64| {
            let Some(at) = *with else { return 0 };
            if open[at].is_some() {
                return wait;
            }
            *away += wait;
            0
        };
        for (kind, wait) in moves {
            now += wait;
            expected += count(&open, &mut with, &mut away, wait);
            let at = kind % 2;
            match kind {
                0 | 1 => {
                    if let Some(connection) = open[at].take() {
                        log = log.left(now, computers[at], connection, now);
                        if with == Some(at) {
                            away = 0;
                        }
                    } else {
                        let number = u64::try_from(log.0.len()).unwrap() + 1;
                        open[at] = Some(number);
                        log = log.joined(now, computers[at], number);
                        if with == Some(at) && away > CUT_GRACE.num_seconds() {
                            with = None;
                        }
                    }
                }
                2 | 3 if open[at].is_some() => {
                    log = log.checks_in(now, SARNAI, computers[at]);
                    (with, away) = (Some(at), 0);
                }
                4 if with.is_some() => {
                    log = log.checks_out(now, SARNAI, BAT);
                    with = None;
                }
                _ => {}
            }
        }
        expected += count(&open, &mut with, &mut away, 10);
        log = log.at(now + 10, Ended);
        let people = Attendance::of(&log.0).people(TimeDelta::seconds(HOUR));
        let sarnai = people.iter().find(|one| one.person == Uuid::from_u128(SARNAI));
        let counted = sarnai.map_or(0, |one| one.share.present_seconds);
        prop_assert_eq!(i64::try_from(counted).unwrap(), expected);
    }
}
