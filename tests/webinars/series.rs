//! Series: several webinars planned at once, changed together, and each by itself.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

mod called_off;

use super::Hall;
use crate::mail::read;
use crate::support::House;

stories![
    a_series_is_planned_at_once_and_told_in_one_mail,
    a_change_moves_what_has_not_begun_and_leaves_what_was_moved_by_itself,
    a_session_over_midnight_and_over_summer_time_is_told_on_its_own_clock,
    a_rule_that_does_not_fit_is_refused_by_its_field,
];

/// The first Monday that is at least a week away.
fn monday(hall: &Hall) -> NaiveDate {
    let soon = hall.house.clock.now().date_naive() + Days::new(7);
    soon.iter_days()
        .find(|day| day.format("%u").to_string() == "1")
        .unwrap()
}

fn rule(first: NaiveDate, count: u32) -> Value {
    json!({"every": "week", "starts_on": first, "at": "18:30", "minutes": 90, "count": count})
}

async fn planned(hall: &Hall, time_zone: &str, rule: Value) -> Value {
    let item = hall.course.document.modules[0].items[0].id;
    let new = json!({"course_id": hall.course.id, "item_id": item, "time_zone": time_zone,
        "rule": rule});
    hall.host
        .post("/api/v1/webinar-series", new)
        .await
        .expect(201)
}

fn path(series: &Value) -> String {
    format!("/api/v1/webinar-series/{}", series["id"].as_str().unwrap())
}

/// When the sessions that are still planned begin, on the clock of a time zone.
fn times(series: &Value, zone: Tz) -> Vec<String> {
    let sessions = series["webinars"].as_array().unwrap().iter();
    let planned = sessions.filter(|one| one["status"] == "scheduled");
    let times = planned.map(|one| {
        let at: DateTime<Utc> = serde_json::from_value(one["starts_at"].clone()).unwrap();
        at.with_timezone(&zone).format("%a %H:%M").to_string()
    });
    times.collect()
}

async fn change(hall: &Hall, series: &Value, change: Value) -> Value {
    let path = path(series);
    let tag = hall.host.get(&path).await.header("etag");
    hall.host
        .patch_if_match(&path, &tag, change)
        .await
        .expect(200);
    hall.house.outbox_is_empty().await;
    hall.host.get(&path).await.expect(200)
}

async fn a_series_is_planned_at_once_and_told_in_one_mail(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.house.outbox_is_empty().await;
    let before = hall.house.mails().await.len();
    let zone = Tz::Asia__Hovd;
    let series = planned(&hall, zone.name(), rule(monday(&hall), 4)).await;
    assert_eq!(times(&series, zone), ["Mon 18:30"; 4]);
    let sessions = series["webinars"].as_array().unwrap();
    assert!(sessions.iter().all(|one| one["series_id"] == series["id"]));
    // The learner sees them as any webinar, and the officer of nobody here sees none.
    let seen = teacher.get("/api/v1/webinars").await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 5);
    teacher.get(&path(&series)).await.refused(403, "forbidden");

    hall.house.outbox_is_empty().await;
    let mails = hall.house.mails().await.split_off(before);
    assert_eq!(mails.len(), 2, "one to the host and one to the teacher");
    for mail in mails {
        let mail = read(&mail);
        let plain = mail.body_text(0).unwrap();
        assert!(
            plain.contains("Asia/Hovd") && plain.contains("18:30"),
            "{plain}"
        );
        let calendar = mail.parts.iter().find_map(|part| {
            part.text_contents()
                .filter(|text| text.starts_with("BEGIN:VCALENDAR"))
        });
        let calendar = calendar.unwrap();
        assert!(calendar.contains("METHOD:PUBLISH") && !calendar.contains("ATTENDEE"));
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 4);
        for one in sessions {
            assert!(calendar.contains(one["id"].as_str().unwrap()));
        }
    }
    // Each is a webinar with a room of its own.
    let id = sessions[0]["id"].as_str().unwrap();
    assert_eq!(teacher.enter(id).await.role, "participant");
}

async fn a_change_moves_what_has_not_begun_and_leaves_what_was_moved_by_itself(house: House) {
    let hall = Hall::open(house).await;
    let zone = Tz::Asia__Ulaanbaatar;
    let first = monday(&hall);
    let series = planned(&hall, zone.name(), rule(first, 5)).await;
    let tag_of_first = hall.host.get(&path(&series)).await.header("etag");
    let ids: Vec<String> = series["webinars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    // The second is moved by itself, the third is called off by itself.
    let own = format!("/api/v1/webinars/{}", ids[1]);
    let tag = hall.host.get(&own).await.header("etag");
    let later = (first + Days::new(9))
        .and_hms_opt(2, 0, 0)
        .unwrap()
        .and_utc();
    let moved = json!({"starts_at": later, "ends_at": later + TimeDelta::hours(2)});
    hall.host
        .patch_if_match(&own, &tag, moved)
        .await
        .expect(200);
    hall.host
        .delete(&format!("/api/v1/webinars/{}", ids[2]))
        .await
        .expect(200);

    let mut tuesdays = rule(first, 5);
    tuesdays["weekdays"] = json!(["tuesday"]);
    tuesdays["at"] = json!("09:00");
    let changed = change(
        &hall,
        &series,
        json!({"rule": tuesdays, "title": "Мягмар гаригт"}),
    )
    .await;
    assert_eq!(
        times(&changed, zone),
        ["Tue 09:00", "Wed 10:00", "Tue 09:00", "Tue 09:00"]
    );
    let titles: Vec<_> = changed["webinars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["title"].as_str().unwrap() == "Мягмар гаригт")
        .collect();
    assert_eq!(titles.iter().filter(|is_new| **is_new).count(), 3);
    // Nobody lost a webinar: each is the one it was.
    let mut now: Vec<String> = changed["webinars"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    let mut before = ids.clone();
    now.sort();
    before.sort();
    assert_eq!(now, before);

    // Fewer, and then more: what is too much is called off, what is missing is planned.
    let mut fewer = tuesdays.clone();
    fewer["count"] = json!(4);
    let changed = change(&hall, &series, json!({"rule": fewer})).await;
    assert_eq!(times(&changed, zone).len(), 3);
    let changed = change(&hall, &series, json!({"rule": tuesdays})).await;
    assert_eq!(
        times(&changed, zone),
        ["Tue 09:00", "Wed 10:00", "Tue 09:00", "Tue 09:00"]
    );

    // What has begun stays as it was.
    hall.host
        .post(&format!("/api/v1/webinars/{}/start", ids[0]), json!(null))
        .await
        .expect(200);
    let changed = change(&hall, &series, json!({"title": "Шинэ нэр"})).await;
    let titled = |title: &str| {
        let sessions = changed["webinars"].as_array().unwrap().iter();
        sessions
            .filter(|one| one["title"] == title && one["status"] != "cancelled")
            .count()
    };
    assert_eq!((titled("Мягмар гаригт"), titled("Шинэ нэр")), (1, 2));
    let (path, blind) = (path(&series), json!({"title": "?"}));
    let stale = hall.host.patch_if_match(&path, &tag_of_first, blind).await;
    stale.refused(412, "changed");
}

async fn a_session_over_midnight_and_over_summer_time_is_told_on_its_own_clock(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    hall.house.outbox_is_empty().await;
    let before = hall.house.mails().await.len();
    // The nights around the next time that clocks are put forward in Berlin.
    let zone = Tz::Europe__Berlin;
    let offset = |day: NaiveDate| {
        use chrono::{Offset, TimeZone};
        zone.offset_from_utc_date(&day).fix().local_minus_utc()
    };
    let soon = hall.house.clock.now().date_naive() + Days::new(4);
    let change = soon
        .iter_days()
        .find(|day| offset(*day + Days::new(1)) > offset(*day))
        .unwrap();
    let nights = json!({"every": "day", "starts_on": change - Days::new(2), "at": "23:00",
        "minutes": 240, "count": 2});
    let series = planned(&hall, zone.name(), nights).await;
    let sessions = series["webinars"].as_array().unwrap();
    let span = |place: usize| {
        let at = |name: &str| {
            let at = sessions[place][name].clone();
            serde_json::from_value::<DateTime<Utc>>(at).unwrap()
        };
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).format("%H:%M").to_string();
        assert_eq!(at("ends_at") - at("starts_at"), TimeDelta::hours(4));
        (local(at("starts_at")), local(at("ends_at")))
    };
    assert_eq!(span(0), ("23:00".to_owned(), "03:00".to_owned()));
    assert_eq!(
        span(1),
        ("23:00".to_owned(), "04:00".to_owned()),
        "the night is an hour shorter"
    );
    hall.house.outbox_is_empty().await;
    let mails = hall.house.mails().await.split_off(before);
    let to_teacher = mails
        .iter()
        .find(|mail| mail.contains(&teacher.email))
        .unwrap();
    let mail = read(to_teacher);
    let plain = mail.body_text(0).unwrap();
    for told in [
        "23:00 (UTC+1)",
        "03:00 (UTC+1)",
        "04:00 (UTC+2)",
        "Europe/Berlin",
    ] {
        assert!(plain.contains(told), "{told}: {plain}");
    }
}

async fn a_rule_that_does_not_fit_is_refused_by_its_field(house: House) {
    let hall = Hall::open(house).await;
    let item = hall.course.document.modules[0].items[0].id;
    let first = monday(&hall);
    let long_ago = first - Days::new(60);
    for (field, path, value) in [
        ("rule.count", "/rule/count", json!(101)),
        ("rule.count", "/rule/until", json!(first)),
        ("rule.minutes", "/rule/minutes", json!(0)),
        ("rule.starts_on", "/rule/starts_on", json!(long_ago)),
        ("time_zone", "/time_zone", json!("Asia/Gobi")),
        ("item_id", "/item_id", json!(hall.course.id)),
        ("groups[0]", "/groups", json!([item])),
    ] {
        let mut new = json!({"course_id": hall.course.id, "item_id": item, "time_zone": "UTC",
            "groups": [], "rule": rule(first, 3)});
        new["rule"]["until"] = json!(null);
        *new.pointer_mut(path).unwrap() = value;
        let refused = hall
            .host
            .post("/api/v1/webinar-series", new)
            .await
            .refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    let list = hall.host.get("/api/v1/webinars").await.expect(200);
    assert_eq!(
        list["items"].as_array().unwrap().len(),
        1,
        "nothing was planned"
    );
    // A year typed wrong does not call everything off.
    let series = planned(&hall, "UTC", rule(first, 2)).await;
    let path = path(&series);
    let tag = hall.host.get(&path).await.header("etag");
    let passed = json!({"rule": rule(long_ago, 2)});
    let refused = hall.host.patch_if_match(&path, &tag, passed).await;
    let refused = refused.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "rule.starts_on");
}
