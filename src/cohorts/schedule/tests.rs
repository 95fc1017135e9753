use proptest::prelude::*;

use super::*;

const ITEM: (Uuid, ItemKind) = (Uuid::from_u128(1), ItemKind::Lesson);
const OTHER: (Uuid, ItemKind) = (Uuid::from_u128(2), ItemKind::Quiz);
const WEBINAR: (Uuid, ItemKind) = (Uuid::from_u128(3), ItemKind::Webinar);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn season() -> Schedule {
    Schedule {
        zone: Tz::Asia__Ulaanbaatar,
        self_paced: Some(Window {
            from: day("2021-01-15"),
            until: day("2021-02-05"),
        }),
        webinars: Some(Window {
            from: day("2021-02-08"),
            until: day("2021-03-01"),
        }),
        deadlines: BTreeMap::from([(OTHER.0, day("2021-01-31"))]),
        grace_days: 2,
    }
}

#[test]
fn a_window_is_days_on_the_clock_of_the_cohort() {
    use Availability::{Closed, Grace, NotYet, Open};
    // Eight hours before UTC: the fifteenth begins at four in the afternoon of the fourteenth.
    let [opens, ends, closes] =
        ["2021-01-14", "2021-02-05", "2021-02-07"].map(|day| at(&format!("{day}T16:00:00Z")));
    for (now, item, expected) in [
        ("2021-01-14T15:59:59Z", ITEM, NotYet(opens)),
        ("2021-01-14T16:00:00Z", ITEM, Open(Some(ends))),
        ("2021-02-05T15:59:59Z", ITEM, Open(Some(ends))),
        ("2021-02-05T16:00:00Z", ITEM, Grace(closes)),
        ("2021-02-07T16:00:00Z", ITEM, Closed(closes)),
        // The quiz has a day of its own, and the same grace after it.
        (
            "2021-01-31T15:59:59Z",
            OTHER,
            Open(Some(at("2021-01-31T16:00:00Z"))),
        ),
        (
            "2021-01-31T16:00:00Z",
            OTHER,
            Grace(at("2021-02-02T16:00:00Z")),
        ),
        (
            "2021-02-02T16:00:00Z",
            OTHER,
            Closed(at("2021-02-02T16:00:00Z")),
        ),
        // A webinar has its own window, and no grace.
        (
            "2021-02-07T15:00:00Z",
            WEBINAR,
            NotYet(at("2021-02-07T16:00:00Z")),
        ),
        (
            "2021-03-01T15:00:00Z",
            WEBINAR,
            Open(Some(at("2021-03-01T16:00:00Z"))),
        ),
        (
            "2021-03-01T16:00:00Z",
            WEBINAR,
            Closed(at("2021-03-01T16:00:00Z")),
        ),
    ] {
        assert_eq!(
            availability(&season(), &[], item, at(now)),
            expected,
            "{now}"
        );
    }
}

#[test]
fn an_extension_is_for_one_item_or_for_all_and_takes_nothing_away() {
    use Availability::{Closed, Grace, Open};
    let until = |text: &str| Some(at(&format!("{text}T16:00:00Z")));
    let all = Extension {
        item_id: None,
        until: day("2021-02-20"),
    };
    let one = Extension {
        item_id: Some(OTHER.0),
        until: day("2021-02-10"),
    };
    let earlier = Extension {
        item_id: None,
        until: day("2021-01-20"),
    };
    let now = at("2021-02-06T00:00:00Z");
    for (granted, item, expected) in [
        (vec![all], ITEM, Open(until("2021-02-20"))),
        (vec![all, one], OTHER, Open(until("2021-02-20"))),
        (vec![one], OTHER, Open(until("2021-02-10"))),
        (vec![one], ITEM, Grace(until("2021-02-07").unwrap())),
        (vec![earlier], ITEM, Grace(until("2021-02-07").unwrap())),
        (vec![earlier], OTHER, Closed(until("2021-02-02").unwrap())),
    ] {
        assert_eq!(availability(&season(), &granted, item, now), expected);
    }
    let whole = season().self_paced_times(&[all, one]);
    assert_eq!(whole.ends_at, until("2021-02-20"));
    assert_eq!(
        season().self_paced_times(&[one]).ends_at,
        until("2021-02-05")
    );
}

#[test]
fn clocks_that_are_changed_move_no_day() {
    let at_midnight = Schedule {
        // Clocks are put forward at midnight, so that the first day begins at one o'clock, and put back to eleven
        // in the evening of the last day, which is an hour longer.
        zone: Tz::Asia__Beirut,
        self_paced: Some(Window {
            from: day("2022-03-27"),
            until: day("2022-10-29"),
        }),
        webinars: None,
        deadlines: BTreeMap::new(),
        grace_days: 0,
    };
    let times = at_midnight.times(&[], ITEM);
    assert_eq!(times.opens_at, Some(at("2022-03-26T22:00:00Z")));
    assert_eq!(times.ends_at, Some(at("2022-10-29T22:00:00Z")));
}

#[test]
fn days_that_make_no_sense_are_refused_by_name() {
    let with = |change: fn(&mut Schedule)| {
        let mut schedule = season();
        change(&mut schedule);
        schedule.require().map_err(|(field, _)| field)
    };
    assert_eq!(with(|_| {}), Ok(()));
    let refused = |field: &str| Err(field.to_owned());
    assert_eq!(
        with(|one| one.self_paced.as_mut().unwrap().until = day("2021-01-14")),
        refused("self_paced.until")
    );
    assert_eq!(
        with(|one| one.webinars.as_mut().unwrap().until = day("2023-01-14")),
        refused("webinars.until")
    );
    assert_eq!(
        with(|one| one.self_paced.as_mut().unwrap().from = day("0021-01-15")),
        refused("self_paced.from")
    );
    assert_eq!(with(|one| one.grace_days = 91), refused("grace_days"));
    assert_eq!(with(|one| one.self_paced = None), refused("deadlines"));
}

#[test]
fn of_several_cohorts_the_one_counts_that_helps_most() {
    let now = at("2021-01-20T00:00:00Z");
    let times = |from: &str, until: &str| Times {
        opens_at: Some(at(from)),
        ends_at: Some(at(until)),
        closes_at: Some(at(until)),
    };
    let past = times("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z");
    let open = times("2021-01-01T00:00:00Z", "2021-02-01T00:00:00Z");
    let longer = times("2021-01-15T00:00:00Z", "2021-03-01T00:00:00Z");
    let soon = times("2021-02-01T00:00:00Z", "2021-03-01T00:00:00Z");
    let later = times("2021-04-01T00:00:00Z", "2021-05-01T00:00:00Z");
    for (all, expected) in [
        (vec![], None),
        (vec![past], Some(past)),
        (vec![past, later, soon], Some(soon)),
        (vec![soon, open, past], Some(open)),
        (vec![longer, open], Some(longer)),
        (vec![open, Times::default()], Some(Times::default())),
    ] {
        assert_eq!(Times::best(all, now), expected);
    }
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(&chrono_tz::TZ_VARIANTS[..])
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..36_000).prop_map(|days| day("1972-01-01") + Days::new(days))
}

prop_compose! {
    fn schedules()(
        zone in zones(),
        from in some_day(),
        length in 0_u64..60,
        grace_days in 0_u32..20,
        deadline in prop::option::of(0_u64..60),
    ) -> Schedule {
        let until = from + Days::new(length);
        let deadline = deadline.map(|days| (ITEM.0, (from + Days::new(days)).min(until)));
        Schedule {
            zone,
            self_paced: Some(Window { from, until }),
            webinars: None,
            deadlines: deadline.into_iter().collect(),
            grace_days,
        }
    }
}

proptest! {
    #[test]
    fn time_goes_one_way(schedule in schedules(), hours in prop::collection::vec(-100_i64..2_500, 2)) {
        let begin = schedule.times(&[], ITEM).opens_at.unwrap();
        let mut moments: Vec<_> = hours.iter().map(|one| begin + chrono::TimeDelta::hours(*one)).collect();
        moments.sort();
        let stage = |now| match availability(&schedule, &[], ITEM, now) {
            Availability::NotYet(_) => 0,
            Availability::Open(_) => 1,
            Availability::Grace(_) => 2,
            Availability::Closed(_) => 3,
        };
        prop_assert!(stage(moments[0]) <= stage(moments[1]));
    }

    #[test]
    fn every_instant_of_a_day_within_is_open_wherever_it_is(
        schedule in schedules(),
        day in 0_u64..60,
        second in 0_u32..86_400,
    ) {
        let window = schedule.self_paced.unwrap();
        let last = schedule.deadlines.get(&ITEM.0).copied().unwrap_or(window.until);
        let day = (window.from + Days::new(day)).min(last);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
        // A time that this day does not have belongs to none.
        if let Some(now) = chrono::TimeZone::from_local_datetime(&schedule.zone, &day.and_time(time)).earliest() {
            let found = availability(&schedule, &[], ITEM, now.to_utc());
            prop_assert!(matches!(found, Availability::Open(Some(_))), "{found:?}");
        }
    }

    #[test]
    fn an_extension_closes_nothing_that_was_open(
        schedule in schedules(),
        granted in some_day(),
        hours in -100_i64..3_000,
    ) {
        let own = schedule.times(&[], ITEM);
        let extended = schedule.times(&[Extension { item_id: None, until: granted }], ITEM);
        prop_assert_eq!(own.opens_at, extended.opens_at);
        prop_assert!(own.ends_at <= extended.ends_at && own.closes_at <= extended.closes_at);
        let now = own.opens_at.unwrap() + chrono::TimeDelta::hours(hours);
        let was_open = matches!(own.at(now), Availability::Open(_));
        prop_assert!(!was_open || matches!(extended.at(now), Availability::Open(_)));
    }
}
