use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn counted(answers: Value) -> Tally {
    Tally::of(&serde_json::from_value(answers).unwrap())
}

#[test]
fn people_options_steps_and_numbers_are_counted() {
    let mut tally = counted(json!({"overall": "good", "liked": ["chat", "polls"],
        "parts": {"host": 4, "content": 5}, "pace": 3}));
    tally.add(counted(
        json!({"overall": "bad", "parts": {"host": 2}, "pace": 3}),
    ));
    assert_eq!(tally.people(), 2);
    for (cell, value, count) in [
        ("overall", "", 2),
        ("overall", "good", 1),
        ("liked", "", 1),
        ("liked", "chat", 1),
        ("parts/host", "400", 1),
        ("pace", "300", 2),
        ("pace", "400", 0),
    ] {
        assert_eq!(tally.count(cell, value), count, "{cell} {value}");
    }
    assert_eq!(tally.numbers("parts/host"), [(2.0, 1), (4.0, 1)]);
    assert_eq!(tally.numbers("parts"), []);
    assert_eq!(mean(&tally.numbers("pace")), Some(3.0));
}

#[test]
fn the_season_of_2021_is_told_to_a_tenth_of_a_percent() {
    let mut tally = Tally::default();
    tally
        .0
        .insert(("overall".to_owned(), "very_good".to_owned()), 5_758);
    tally.0.insert(("overall".to_owned(), String::new()), 6_165);
    let share = share(
        tally.count("overall", "very_good"),
        tally.count("overall", ""),
    )
    .unwrap();
    assert_eq!((share * 1_000.0).round(), 934.0);
}

#[test]
fn texts_of_ones_own_are_counted_only_as_answers() {
    let mut tally = counted(json!({"why": "Холбоо муу", "overall": "bad"}));
    tally.leave_out(|question| question == "why");
    assert_eq!(tally.count("why", ""), 1);
    assert_eq!(tally.count("why", "Холбоо муу"), 0);
    assert_eq!(tally.count("overall", "bad"), 1);
}

#[test]
fn the_middle_is_told_of_few_and_of_none() {
    assert_eq!(median(&[]), None);
    assert_eq!(mean(&[]), None);
    assert_eq!(median(&[(3.0, 1)]), Some(3.0));
    assert_eq!(median(&[(1.0, 1), (4.0, 1)]), Some(2.5));
    assert_eq!(median(&[(1.0, 3), (5.0, 2)]), Some(1.0));
}

proptest! {
    #[test]
    fn figures_of_counts_are_those_of_the_numbers_one_by_one(
        numbers in prop::collection::vec(-1_000_000..1_000_000_i32, 1..60)
    ) {
        let mut tally = Tally::default();
        for number in &numbers {
            tally.add(counted(json!({"n": f64::from(*number) / 100.0})));
        }
        let mut numbers: Vec<f64> = numbers.iter().map(|one| f64::from(*one) / 100.0).collect();
        numbers.sort_by(f64::total_cmp);
        let half = numbers.len() / 2;
        let middle = f64::midpoint(numbers[half], numbers[(numbers.len() - 1) / 2]);
        let found = tally.numbers("n");
        prop_assert!((median(&found).unwrap() - middle).abs() < 1e-9);
        let sum: f64 = numbers.iter().sum();
        let count = f64::from(u32::try_from(numbers.len()).unwrap());
        prop_assert!((mean(&found).unwrap() - sum / count).abs() < 1e-6);
    }

    #[test]
    fn the_order_in_which_counts_are_added_does_not_matter(steps in prop::collection::vec(1..6_u8, 0..20)) {
        let each: Vec<Tally> = steps.iter().map(|step| counted(json!({"pace": step}))).collect();
        let (mut there, mut back) = (Tally::default(), Tally::default());
        each.iter().for_each(|one| there.add(one.clone()));
        each.iter().rev().for_each(|one| back.add(one.clone()));
        prop_assert_eq!(there, back);
    }
}
