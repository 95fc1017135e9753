use proptest::prelude::*;

use super::*;
use crate::quizzes::questions::rubric::{Criterion, Level};

const MOST: Hundredths = Hundredths::MAX;

fn marks(count: i32) -> Hundredths {
    Hundredths::from_count(count)
}

fn person(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn given(number: u128, stage: Stage, count: i32) -> Given {
    Given {
        marker: person(number),
        stage,
        marks: marks(count),
    }
}

fn rule(markers: u8, difference_percent: u8) -> Marking {
    Marking {
        anonymous: false,
        markers,
        difference_percent,
    }
}

#[test]
fn two_who_are_near_come_to_their_mean_and_two_who_are_far_apart_wait_for_a_third() {
    use Stage::{Appeal, Marking, Reconciliation};
    use Standing::{Settled, Waits};
    let one = |count| given(1, Marking, count);
    let other = |count| given(2, Marking, count);
    let settled = |count, why| Settled(marks(count), why);
    // The question is worth 10 marks, and the two may differ by 10 per cent: one mark.
    for (markers, all, expected) in [
        (1, vec![], Waits(WaitingFor::First)),
        (1, vec![one(700)], settled(700, Why::Marked)),
        (1, vec![one(700), other(300)], settled(300, Why::Marked)),
        (2, vec![], Waits(WaitingFor::First)),
        (2, vec![one(700)], Waits(WaitingFor::Second)),
        (2, vec![one(700), other(700)], settled(700, Why::Marked)),
        (2, vec![one(700), other(800)], settled(750, Why::Marked)),
        (2, vec![one(800), other(700)], settled(750, Why::Marked)),
        (2, vec![one(700), other(701)], settled(701, Why::Marked)),
        (
            2,
            vec![one(700), other(801)],
            Waits(WaitingFor::Reconciliation),
        ),
        (
            2,
            vec![one(0), other(1_000)],
            Waits(WaitingFor::Reconciliation),
        ),
        (
            2,
            vec![one(0), other(1_000), given(3, Reconciliation, 900)],
            settled(900, Why::Reconciled),
        ),
        (
            2,
            vec![one(700), other(700), given(3, Appeal, 1_000)],
            settled(1_000, Why::Appeal),
        ),
        (
            1,
            vec![one(700), given(3, Appeal, 0)],
            settled(0, Why::Appeal),
        ),
    ] {
        let rule = rule(markers, 10);
        assert_eq!(standing(&all, &rule, marks(1_000)), expected, "{all:?}");
    }
}

#[test]
fn nobody_marks_twice_and_nobody_sees_what_another_thinks_before_it_is_settled() {
    use Stage::{Marking, Reconciliation};
    let near = vec![given(1, Marking, 700), given(2, Marking, 700)];
    let far = vec![given(1, Marking, 0), given(2, Marking, 1_000)];
    let single = vec![given(1, Marking, 700)];
    let two = rule(2, 10);
    let most = marks(1_000);
    for (marker, all, stage, turn, sees_the_first) in [
        (1, &single, Some(Marking), None, true),
        (2, &single, Some(Marking), Some(WaitingFor::Second), false),
        (1, &near, None, None, true),
        (3, &near, None, None, true),
        (1, &far, None, None, true),
        (2, &far, None, None, false),
        (
            3,
            &far,
            Some(Reconciliation),
            Some(WaitingFor::Reconciliation),
            true,
        ),
    ] {
        let marker = person(marker);
        assert_eq!(
            stage_for(marker, all, &two, most),
            stage,
            "{marker} {all:?}"
        );
        assert_eq!(waits_for(marker, all, &two, most), turn, "{marker} {all:?}");
        let sees = may_see(marker, person(1), all, &two, most);
        assert_eq!(sees, sees_the_first, "{marker} {all:?}");
    }
    assert_eq!(
        stage_for(person(2), &single, &rule(1, 10), most),
        Some(Marking)
    );
}

fn rubric(points: &[&[u16]]) -> Rubric {
    let level = |points: &u16| Level {
        title: "level".to_owned(),
        points: *points,
    };
    let criterion = |levels: &&[u16]| Criterion {
        title: "criterion".to_owned(),
        levels: levels.iter().map(level).collect(),
    };
    Rubric {
        criteria: points.iter().map(criterion).collect(),
    }
}

#[test]
fn levels_earn_their_share_of_the_most_points() {
    let of = |points: &[&[u16]], levels: &[u16], most| {
        rubric_marks(&rubric(points), levels, marks(most)).map(Hundredths::count)
    };
    assert_eq!(of(&[&[0, 1, 2]], &[1], 400), Ok(200));
    assert_eq!(of(&[&[0, 1, 2], &[0, 1]], &[2, 0], 400), Ok(267));
    assert_eq!(of(&[&[0, 3], &[5, 0]], &[1, 0], 500), Ok(500));
    assert_eq!(
        of(&[&[1, 3]], &[0], 300),
        Ok(100),
        "the least level may count"
    );
    assert_eq!(of(&[&[0, 0]], &[1], 400), Ok(0));
    assert_eq!(of(&[&[0, 1]], &[], 400), Err(LevelsProblem::OneForEach));
    assert_eq!(of(&[&[0, 1]], &[0, 0], 400), Err(LevelsProblem::OneForEach));
    assert_eq!(
        of(&[&[0, 1], &[0, 1]], &[1, 2], 400),
        Err(LevelsProblem::Unknown(1))
    );
}

#[test]
fn a_pseudonym_is_the_same_each_time_and_another_for_each_attempt() {
    let names: std::collections::BTreeSet<_> =
        (0..2_000).map(|number| pseudonym(person(number))).collect();
    assert_eq!(names.len(), 2_000);
    assert!(names.iter().all(|name| name.len() == 8));
    assert_eq!(pseudonym(person(7)), pseudonym(person(7)));
}

proptest! {
    #[test]
    fn what_two_come_to_lies_between_them(one in 0..=1_000i32, other in 0..=1_000i32, percent in 0..=100u8) {
        let all = [given(1, Stage::Marking, one), given(2, Stage::Marking, other)];
        match standing(&all, &rule(2, percent), marks(1_000)) {
            Standing::Settled(mean, Why::Marked) => {
                prop_assert!((one - other).abs() * 100 <= 1_000 * i32::from(percent));
                prop_assert!(one.min(other) <= mean.count() && mean.count() <= one.max(other));
            }
            Standing::Waits(WaitingFor::Reconciliation) => {
                prop_assert!((one - other).abs() * 100 > 1_000 * i32::from(percent));
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_mark_keeps_its_share_when_the_question_is_worth_more(count in 0..=1_000i32, factor in 1..=20u16) {
        let after = scaled(marks(count), 10, 10 * factor);
        prop_assert_eq!(after.count(), count * i32::from(factor));
        prop_assert!(after <= MOST);
        prop_assert_eq!(scaled(after, 10 * factor, 10), marks(count));
    }
}
