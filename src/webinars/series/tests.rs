//! Series on the calendar, and against a day-by-day reading of the standard.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn rule(mut with: serde_json::Value) -> Rule {
    let mut rule =
        json!({"every": "week", "starts_on": "2026-03-02", "at": "18:30", "minutes": 90});
    let all = rule.as_object_mut().unwrap();
    all.append(with.as_object_mut().unwrap());
    serde_json::from_value(rule).unwrap()
}

fn days_of(rule: &Rule) -> Vec<String> {
    let sessions = expand(rule, Tz::Asia__Ulaanbaatar).unwrap();
    sessions
        .iter()
        .map(|one| one.day.format("%m-%d").to_string())
        .collect()
}

#[test]
fn the_days_of_a_series() {
    for (with, days) in [
        (json!({"count": 3}), vec!["03-02", "03-09", "03-16"]),
        (
            json!({"until": "2026-03-16"}),
            vec!["03-02", "03-09", "03-16"],
        ),
        (
            json!({"count": 3, "except": ["2026-03-09"]}),
            vec!["03-02", "03-16"],
        ),
        // From a Wednesday on: the first Monday is that of the week after.
        (
            json!({"starts_on": "2026-03-04", "weekdays": ["monday", "friday"], "count": 3}),
            vec!["03-06", "03-09", "03-13"],
        ),
        // Every second week, counted from the week of the first day.
        (
            json!({"starts_on": "2026-03-04", "weekdays": ["tuesday", "wednesday"], "interval": 2,
            "count": 4}),
            vec!["03-04", "03-17", "03-18", "03-31"],
        ),
        (
            json!({"every": "day", "count": 3}),
            vec!["03-02", "03-03", "03-04"],
        ),
        (
            json!({"every": "day", "interval": 3, "count": 3}),
            vec!["03-02", "03-05", "03-08"],
        ),
        (
            json!({"every": "day", "weekdays": ["saturday", "sunday"], "count": 3}),
            vec!["03-07", "03-08", "03-14"],
        ),
    ] {
        assert_eq!(days_of(&rule(with.clone())), days, "{with}");
    }
}

#[test]
fn what_does_not_fit_is_named() {
    for (with, field, key) in [
        (json!({}), "rule.count", "field-count-or-until"),
        (
            json!({"count": 2, "until": "2026-04-01"}),
            "rule.count",
            "field-count-or-until",
        ),
        (json!({"count": 0}), "rule.count", "field-invalid"),
        (json!({"count": 101}), "rule.count", "field-series-too-long"),
        (
            json!({"every": "day", "until": "2026-07-01"}),
            "rule.until",
            "field-series-too-long",
        ),
        (
            json!({"until": "2026-03-01"}),
            "rule.until",
            "field-not-after",
        ),
        (
            json!({"interval": 52, "until": "2036-03-01"}),
            "rule.until",
            "field-series-too-far",
        ),
        (
            json!({"interval": 52, "count": 9}),
            "rule.count",
            "field-series-too-far",
        ),
        (
            json!({"count": 1, "except": ["2026-03-02"]}),
            "rule.count",
            "field-series-empty",
        ),
        (
            json!({"count": 1, "interval": 53}),
            "rule.interval",
            "field-invalid",
        ),
        (
            json!({"count": 1, "minutes": 1_441}),
            "rule.minutes",
            "field-invalid",
        ),
        (
            json!({"count": 1, "starts_on": "9999-12-31"}),
            "rule.starts_on",
            "field-invalid",
        ),
    ] {
        assert_eq!(
            expand(&rule(with.clone()), Tz::UTC),
            Err((field, key)),
            "{with}"
        );
    }
}

#[test]
fn a_time_of_the_day_is_read_as_people_write_it() {
    let read = |at: &str| {
        let mut rule = serde_json::to_value(rule(json!({"count": 1}))).unwrap();
        assert_eq!(rule["at"], "18:30");
        rule["at"] = json!(at);
        serde_json::from_value::<Rule>(rule).is_ok()
    };
    for (at, fits) in [
        ("07:05", true),
        ("7:5", false),
        ("24:00", false),
        ("07:05:00", false),
    ] {
        assert_eq!(read(at), fits, "{at}");
    }
}

#[test]
fn the_clock_on_the_wall_counts_through_summer_time() {
    let zone = Tz::Europe__Berlin;
    let sessions = |at: &str, starts_on: &str| {
        let with = json!({"every": "day", "starts_on": starts_on, "at": at, "count": 3});
        let sessions = expand(&rule(with), zone).unwrap();
        let told = sessions.iter().map(|one| {
            assert_eq!(one.ends_at - one.starts_at, TimeDelta::minutes(90));
            let local = one.starts_at.with_timezone(&zone);
            (
                one.starts_at.format("%d %H:%M").to_string(),
                local.format("%H:%M").to_string(),
            )
        });
        told.collect::<Vec<_>>()
    };
    let expect = |table: [(&str, &str); 3]| {
        table
            .map(|(utc, local)| (utc.to_owned(), local.to_owned()))
            .to_vec()
    };
    // Clocks are put forward in the night to 29 March 2026, at 02:00.
    assert_eq!(
        sessions("18:30", "2026-03-28"),
        expect([
            ("28 17:30", "18:30"),
            ("29 16:30", "18:30"),
            ("30 16:30", "18:30")
        ])
    );
    // Half past two does not occur on that day.
    assert_eq!(
        sessions("02:30", "2026-03-28"),
        expect([
            ("28 01:30", "02:30"),
            ("29 01:30", "03:30"),
            ("30 00:30", "02:30")
        ])
    );
    // And occurs twice on 25 October: it is the first.
    assert_eq!(
        sessions("02:30", "2026-10-24"),
        expect([
            ("24 00:30", "02:30"),
            ("25 00:30", "02:30"),
            ("26 01:30", "02:30")
        ])
    );
}

#[test]
fn a_day_that_never_was_is_the_next() {
    let local = "2011-12-30T09:00:00".parse().unwrap();
    let at = instant(Tz::Pacific__Apia, local).unwrap();
    assert_eq!(
        at.with_timezone(&Tz::Pacific__Apia)
            .naive_local()
            .to_string(),
        "2011-12-31 09:00:00"
    );
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let all = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let weekdays = proptest::sample::subsequence(all.to_vec(), 0..=7);
    let bound = prop_oneof![(1..=100_u32).prop_map(Ok), (0..400_u64).prop_map(Err)];
    let except = proptest::collection::vec(0..300_u64, 0..10);
    (
        any::<bool>(),
        1..=4_u32,
        weekdays,
        0..800_u64,
        0..1_440_u32,
        bound,
        except,
    )
        .prop_map(
            |(by_day, interval, weekdays, start, minute, bound, except)| {
                let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(start);
                Rule {
                    every: if by_day { Every::Day } else { Every::Week },
                    interval,
                    weekdays,
                    starts_on: first,
                    at: NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap(),
                    minutes: 60,
                    count: bound.ok(),
                    until: bound.err().map(|days| first + Days::new(days)),
                    except: except
                        .into_iter()
                        .map(|day| first + Days::new(day))
                        .collect(),
                }
            },
        )
}

fn any_zone() -> impl Strategy<Value = Tz> {
    proptest::sample::select(vec![
        Tz::Asia__Ulaanbaatar,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::Africa__Casablanca,
        Tz::UTC,
    ])
}

proptest! {
    #[test]
    fn sessions_are_on_the_days_of_the_rule_in_order_and_at_its_time(
        rule in any_rule(), zone in any_zone(),
    ) {
        let Ok(sessions) = expand(&rule, zone) else { return Ok(()) };
        prop_assert!(sessions.len() <= SESSIONS_LIMIT);
        prop_assert!(rule.count.is_none_or(|count| sessions.len() <= usize::try_from(count).unwrap()));
        for pair in sessions.windows(2) {
            prop_assert!(pair[0].day < pair[1].day && pair[0].starts_at < pair[1].starts_at);
        }
        for one in &sessions {
            prop_assert!(one.day >= rule.starts_on && rule.until.is_none_or(|until| one.day <= until));
            prop_assert!(!rule.except.contains(&one.day));
            prop_assert!(rule.weekdays.is_empty() || rule.weekdays.contains(&one.day.weekday().into()));
            let local = one.starts_at.with_timezone(&zone).naive_local();
            let planned = one.day.and_time(rule.at);
            let occurs = zone.from_local_datetime(&planned).earliest().is_some();
            prop_assert_eq!(occurs, local == planned);
            prop_assert!(local >= planned && local - planned <= TimeDelta::hours(1));
        }
    }

    #[test]
    fn no_day_of_the_rule_is_forgotten(rule in any_rule()) {
        let Ok(sessions) = expand(&Rule { except: Vec::new(), ..rule.clone() }, Tz::UTC) else {
            return Ok(());
        };
        // Read once more from the calendar: ISO weeks, and days counted one by one.
        let last = sessions.last().unwrap().day;
        let mut days = Vec::new();
        let (mut week, mut weeks, mut passed) = (rule.starts_on.iso_week(), 0_u32, 0_u32);
        for day in rule.starts_on.iter_days().take_while(|day| *day <= last) {
            if day.iso_week() != week {
                (week, weeks) = (day.iso_week(), weeks + 1);
            }
            let weekdays = &rule.weekdays;
            let is_named = weekdays.contains(&day.weekday().into());
            let is_one = match rule.every {
                Every::Day => passed % rule.interval == 0 && (weekdays.is_empty() || is_named),
                Every::Week if weekdays.is_empty() => {
                    weeks % rule.interval == 0 && day.weekday() == rule.starts_on.weekday()
                }
                Every::Week => weeks % rule.interval == 0 && is_named,
            };
            if is_one {
                days.push(day);
            }
            passed += 1;
        }
        let told: Vec<NaiveDate> = sessions.iter().map(|one| one.day).collect();
        prop_assert_eq!(told, days);
    }
}
