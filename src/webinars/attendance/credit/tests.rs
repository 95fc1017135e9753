use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const HOUR: i64 = 3_600;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

fn interval(from: i64, to: i64) -> Interval {
    Interval {
        from: at(from),
        to: at(to),
    }
}

/// An hour was held, and an hour was planned.
fn an_hour() -> Held {
    Held {
        live: interval(0, HOUR),
        of_seconds: 3_600,
    }
}

fn added(from: i64, to: i64) -> Correction {
    let (from, to) = (at(from), at(to));
    Correction::Added { from, to }
}

fn taken(from: i64, to: i64) -> Correction {
    let (from, to) = (at(from), at(to));
    Correction::TakenAway { from, to }
}

fn person(
    connected: &[(i64, i64)],
    active: &[(i64, i64)],
    seen: &[(i64, i64)],
) -> PersonAttendance {
    let list = |list: &[(i64, i64)]| list.iter().map(|one| interval(one.0, one.1)).collect();
    let mut person = PersonAttendance::absent(Uuid::nil(), String::new());
    person.intervals = list(connected);
    person.active.intervals = list(active);
    person.watched = list(seen);
    person
}

#[test]
fn the_rule_is_reached_exactly_at_its_share() {
    for (present_seconds, of_seconds, percent) in [
        (2_880, 3_600, 80),
        (2_879, 3_600, 79),
        (0, 3_600, 0),
        (3_599, 3_600, 99),
        (3_600, 3_600, 100),
        (9_999, 3_600, 100),
        (0, 0, 0),
    ] {
        let share = Share {
            present_seconds,
            of_seconds,
        };
        assert_eq!(share.percent(), percent, "{share:?}");
    }
}

#[test]
fn corrections_stand_beside_what_the_log_says() {
    for (corrections, counted, corrected) in [
        (vec![], 1_800, 0),
        (vec![Correction::Seconds { seconds: 600 }], 2_400, 600),
        (vec![Correction::Seconds { seconds: -2_000 }], 0, -1_800),
        (vec![Correction::Seconds { seconds: 80_000 }], 3_600, 1_800),
        // What was counted already is not counted again.
        (vec![added(900, 2_700)], 2_700, 900),
        (vec![added(900, 2_700), added(900, 2_700)], 2_700, 900),
        (vec![taken(0, 600)], 1_200, -600),
        (vec![taken(0, 600), added(0, 600)], 1_800, 0),
        (vec![added(0, 600), taken(0, 600)], 1_200, -600),
    ] {
        let mut bat = person(&[(0, 1_800)], &[], &[]);
        bat.settle(an_hour(), &corrections);
        assert_eq!(bat.share.present_seconds, counted, "{corrections:?}");
        assert_eq!(bat.corrected_seconds, corrected, "{corrections:?}");
        assert_eq!(bat.connected_seconds, 1_800, "the log stays");
    }
}

#[test]
fn what_was_attended_and_watched_counts_once_where_the_course_counts_both() {
    let mut bat = person(&[(-500, 1_800)], &[(1_200, 1_900)], &[(900, 2_700)]);
    bat.settle(an_hour(), &[]);
    let counts = [
        WebinarCounts::Connected,
        WebinarCounts::Active,
        WebinarCounts::ConnectedOrWatched,
    ];
    assert_eq!(counts.map(|counts| bat.shares.of(counts)), [50, 16, 75]);
    assert_eq!(bat.watched_seconds, 1_800);
}

#[test]
fn a_correction_fits_what_was_held() {
    let live = interval(0, HOUR);
    let seconds = |seconds| Correction::Seconds { seconds };
    for (correction, fault) in [
        (seconds(1), None),
        (seconds(-86_400), None),
        (seconds(0), Some("change.seconds")),
        (seconds(86_401), Some("change.seconds")),
        (seconds(i64::MIN), Some("change.seconds")),
        (added(0, HOUR), None),
        (added(-1, 10), Some("change.to")),
        (taken(10, HOUR + 1), Some("change.to")),
        (taken(10, 10), Some("change.to")),
    ] {
        assert_eq!(correction.fault(live), fault, "{correction:?}");
    }
}

#[test]
fn nobody_has_watched_what_there_was_no_time_to_watch() {
    let live = interval(0, HOUR);
    let watch = |before: &[Interval], reported: &[Interval], now| {
        watched(before, reported, live, at(HOUR + now))
    };
    let half = [interval(0, 1_800)];
    assert_eq!(watch(&[], &half, 899), None);
    assert_eq!(watch(&[], &half, 900).unwrap(), half);
    assert_eq!(watch(&half, &half, 900).unwrap(), half, "again is nothing");
    let over = [interval(-900, 1_800)];
    assert_eq!(watch(&[], &over, 900).unwrap(), half, "only the webinar");
    assert_eq!(watch(&[], &[interval(9, 8)], HOUR), None);
    let crumbs: Vec<Interval> = (0..1_001).map(|n| interval(3 * n, 3 * n + 1)).collect();
    assert_eq!(watch(&[], &crumbs, HOUR), None);
    assert!(watch(&[], &crumbs[..1_000], HOUR).is_some());
}

/// Any intervals as a log may have them.
fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let piece = (-600..4_200_i64, 0..900_i64).prop_map(|(from, long)| interval(from, from + long));
    proptest::collection::vec(piece, 0..8).prop_map(union)
}

fn correction() -> impl Strategy<Value = Correction> {
    prop_oneof![
        (-90_000..90_000_i64).prop_map(|seconds| Correction::Seconds { seconds }),
        (0..3_000_i64, 1..900_i64).prop_map(|(from, long)| added(from, from + long)),
        (0..3_000_i64, 1..900_i64).prop_map(|(from, long)| taken(from, from + long)),
    ]
}

proptest! {
    /// Whatever the log says, people correct and clients report, nobody attended longer than it was,
    /// active is within connected, and what was watched takes nothing away.
    #[test]
    fn nothing_credited_exceeds_the_time(
        connected in intervals(), active in intervals(), seen in intervals(),
        corrections in proptest::collection::vec(correction(), 0..6),
        held in 0..3_600_i64, planned in 0..7_200_u64,
    ) {
        let held = Held { live: interval(0, held), of_seconds: planned };
        let mut one = PersonAttendance::absent(Uuid::nil(), String::new());
        (one.intervals, one.active.intervals, one.watched) = (connected, active, seen);
        one.settle(held, &corrections);
        let most = seconds(length(&[held.live]));
        prop_assert!(one.connected_seconds <= most);
        prop_assert!(one.active.seconds <= one.connected_seconds);
        prop_assert!(one.watched_seconds <= most);
        prop_assert!(one.share.present_seconds <= most);
        let Shares { connected, active, connected_or_watched } = one.shares;
        prop_assert!(active <= connected && connected <= connected_or_watched);
        prop_assert!(connected_or_watched <= 100);
        let before = one.clone();
        one.settle(held, &corrections);
        prop_assert_eq!(one, before, "counting again gives the same");
    }

    /// Reports come in any order, twice, and in pieces: their union is what was watched.
    #[test]
    fn reports_are_a_union_in_whatever_order(reports in proptest::collection::vec(intervals(), 0..5)) {
        let (live, now) = (interval(0, HOUR), at(3 * HOUR));
        let tell = |before: Vec<Interval>, report: &Vec<Interval>| {
            watched(&before, report, live, now).unwrap()
        };
        let forwards = reports.iter().fold(Vec::new(), tell);
        let backwards = reports.iter().rev().chain(&reports).fold(Vec::new(), tell);
        prop_assert_eq!(&forwards, &backwards);
        prop_assert!(length(&forwards) <= length(&[live]));
    }
}
