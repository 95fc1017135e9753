use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn placement(id: u128, since: &str, until: Option<&str>) -> Placement {
    Placement {
        id: Uuid::from_u128(id),
        organisation_id: Uuid::from_u128(id + 1_000),
        position: Position::Teacher,
        subject: String::new(),
        since: day(since),
        until: until.map(day),
    }
}

/// The placements as `identifier of the organisation: since..until`.
fn told(placements: &[Placement]) -> Vec<String> {
    let told = placements.iter().map(|one| {
        let until = one.until.map(|day| day.to_string()).unwrap_or_default();
        format!(
            "{}: {}..{until}",
            one.organisation_id.as_u128() - 1_000,
            one.since
        )
    });
    told.collect()
}

const REST: Uuid = Uuid::from_u128(99);

#[test]
fn a_new_place_ends_the_one_before_it() {
    let before = [placement(1, "2015-09-01", None)];
    let after = with(&before, placement(2, "2020-09-01", None), REST).unwrap();
    assert_eq!(
        told(&after),
        ["1: 2015-09-01..2020-09-01", "2: 2020-09-01.."]
    );
    assert_eq!(open(&after).unwrap().id, Uuid::from_u128(2));
    let was = |text: &str| on(&after, day(text)).map(|one| one.id.as_u128());
    assert_eq!(was("2020-08-31"), Some(1));
    assert_eq!(was("2020-09-01"), Some(2));
    assert_eq!(was("2015-08-31"), None);
}

#[test]
fn a_fact_of_the_past_finds_its_place() {
    let known = [
        placement(1, "2010-01-01", Some("2014-01-01")),
        placement(2, "2015-01-01", None),
    ];
    for (new, expected) in [
        (
            placement(3, "2008-01-01", None),
            "3: 2008-01-01..2010-01-01",
        ),
        (
            placement(3, "2014-06-01", None),
            "3: 2014-06-01..2015-01-01",
        ),
        (
            placement(3, "2014-02-01", Some("2014-05-01")),
            "3: 2014-02-01..2014-05-01",
        ),
        (
            placement(3, "2012-01-01", None),
            "3: 2012-01-01..2015-01-01",
        ),
    ] {
        let after = with(&known, new, REST).unwrap();
        assert!(told(&after).contains(&expected.to_owned()), "{after:?}");
        assert_eq!(open(&after).unwrap().id, Uuid::from_u128(2));
    }
    // A year elsewhere, and back.
    let lent = placement(3, "2016-01-01", Some("2017-01-01"));
    assert_eq!(
        told(&with(&known, lent, REST).unwrap())[1..],
        [
            "2: 2015-01-01..2016-01-01",
            "3: 2016-01-01..2017-01-01",
            "2: 2017-01-01.."
        ]
    );
}

#[test]
fn what_contradicts_the_others_is_refused() {
    let known = [
        placement(1, "2010-01-01", Some("2014-01-01")),
        placement(2, "2015-01-01", None),
    ];
    for (new, refusal) in [
        (placement(3, "2010-01-01", None), Refusal::SameDay),
        (
            placement(3, "2009-01-01", Some("2009-01-01")),
            Refusal::EndsTooEarly,
        ),
        (
            placement(3, "2009-01-01", Some("2011-01-01")),
            Refusal::Overlaps,
        ),
    ] {
        assert_eq!(with(&known, new, REST), Err(refusal));
    }
    let later = placement(1, "2011-01-01", Some("2014-06-01"));
    assert_eq!(
        told(&corrected(&known, later).unwrap())[0],
        "1: 2011-01-01..2014-06-01"
    );
    for (right, refusal) in [
        (placement(1, "2010-01-01", None), Refusal::Overlaps),
        (placement(1, "2015-01-01", None), Refusal::SameDay),
        (
            placement(2, "2015-01-01", Some("2014-01-01")),
            Refusal::EndsTooEarly,
        ),
    ] {
        assert_eq!(corrected(&known, right), Err(refusal));
    }
}

#[test]
fn who_leaves_is_nowhere_from_that_day_on() {
    let known = [placement(1, "2015-01-01", None)];
    let left = ended(&known, day("2021-06-01"));
    assert_eq!(told(&left), ["1: 2015-01-01..2021-06-01"]);
    assert!(open(&left).is_none());
    assert_eq!(ended(&left, day("2022-01-01")), left);
    // A list from before the person came.
    let odd = ended(&known, day("2014-01-01"));
    assert_eq!(told(&odd), ["1: 2015-01-01..2015-01-02"]);
}

#[test]
fn years_of_service_are_counted_from_one() {
    for (began, on, year) in [
        ("2016-09-01", "2016-08-31", None),
        ("2016-09-01", "2016-09-01", Some(1)),
        ("2016-09-01", "2017-08-31", Some(1)),
        ("2016-09-01", "2017-09-01", Some(2)),
        ("2012-09-01", "2021-10-01", Some(10)),
        ("2020-02-29", "2021-02-28", Some(1)),
        ("2020-02-29", "2021-03-01", Some(2)),
    ] {
        assert_eq!(
            year_of_service(day(began), day(on)),
            year,
            "{began} on {on}"
        );
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..20_000_i32).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(725_000 + days).unwrap())
}

proptest! {
    #[test]
    fn a_year_of_service_and_the_days_that_lead_to_it_agree(began in any_day(), day in any_day(), year in 1..40_u32) {
        let (after, until) = began_between(year, day).unwrap();
        let is_between = after < began && began <= until;
        prop_assert_eq!(year_of_service(began, day) == Some(year), is_between, "{} {}", after, until);
    }

    #[test]
    fn nobody_is_in_two_places_and_taking_a_fact_back_is_as_if_it_had_never_been(
        facts in prop::collection::vec((any_day(), prop::option::of(1..4_000_u64)), 1..12)
    ) {
        let mut all: Vec<Placement> = Vec::new();
        for (number, (since, days)) in (1_u128..).zip(facts) {
            let new = Placement {
                id: Uuid::from_u128(number),
                organisation_id: Uuid::from_u128(number),
                position: Position::Other,
                subject: String::new(),
                since,
                until: days.map(|days| since + chrono::Days::new(days)),
            };
            let lasts = new.until.is_none();
            let Ok(after) = with(&all, new, Uuid::from_u128(number + 100)) else {
                continue;
            };
            for pair in after.windows(2) {
                prop_assert!(pair[0].until.is_some_and(|until| until <= pair[1].since));
            }
            prop_assert!(after.iter().all(|one| one.until.is_none_or(|until| until > one.since)));
            let open_before = open(&all).is_some();
            prop_assert!(!open_before || open(&after).is_some(), "nobody is lost");
            // What lasts until the next one takes over from the one before, when that was so long.
            let there = on(&all, since).cloned();
            let next = after.iter().map(|one| one.since).find(|day| *day > since);
            if lasts && there.is_none_or(|there| there.until == next) && !all.iter().any(|one| one.until == Some(since)) {
                prop_assert_eq!(without(&after, Uuid::from_u128(number)), all.clone());
            }
            all = after;
        }
    }
}
