//! Planning webinars, and what is written to whom.

use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::json;
use surgalt::outbox::tables::outbox_job;
use surgalt::outbox::{Job, Letter};
use surgalt::policy::Role;

use super::{Hall, plan};
use crate::support::House;

stories![
    everybody_who_takes_the_course_is_told_once_and_reminded_once,
    everybody_is_told_again_whatever_was_changed_and_reminded_once,
    a_webinar_is_moved_only_from_the_state_that_was_read,
    a_webinar_called_off_sends_everybody_home,
    a_plan_that_does_not_fit_is_refused_by_its_field,
    starting_and_ending_again_changes_nothing,
];

/// Who gets letters like this one.
async fn letters(house: &House, letter: &Letter) -> Vec<uuid::Uuid> {
    house.outbox_is_empty().await;
    let (all, app) = (outbox_job::Entity::find(), house.app.clone());
    let jobs = house.look(async move { all.all(app.database.reader()).await.unwrap() });
    let jobs = jobs.await;
    let mut people: Vec<_> = jobs
        .into_iter()
        .filter_map(|row| match row.job {
            Job::Letter {
                person_id,
                letter: one,
            } if one == *letter => Some(person_id),
            _ => None,
        })
        .collect();
    people.sort();
    people
}

async fn everybody_who_takes_the_course_is_told_once_and_reminded_once(house: House) {
    let hall = Hall::open(house).await;
    let (bat, sarnai) = (hall.teacher().await, hall.teacher().await);
    let plan = plan(&hall.house, &hall.course, 24 * 60, 60);
    let key = [("idempotency-key", "one plan")];
    let mut ids = Vec::new();
    for _ in 0..2 {
        let post = actix_web::http::Method::POST;
        let made = hall
            .host
            .send_json(post, "/api/v1/webinars", &key, plan.clone())
            .await;
        ids.push(made.expect(201)["id"].clone());
    }
    assert_eq!(ids[0], ids[1], "sent again, planned once");
    let webinar_id = ids[0].as_str().unwrap().parse().unwrap();
    let mut everybody = vec![hall.host.id(), bat.id(), sarnai.id()];
    everybody.sort();
    assert_eq!(
        letters(&hall.house, &Letter::WebinarScheduled { webinar_id }).await,
        everybody
    );

    let soon = Letter::WebinarSoon { webinar_id };
    assert!(letters(&hall.house, &soon).await.is_empty());
    let early = hall.house.app.config.mail.webinar_reminder_minutes;
    hall.house
        .clock
        .advance(TimeDelta::minutes(24 * 60 - early));
    assert_eq!(letters(&hall.house, &soon).await, everybody);
    hall.house.clock.advance(TimeDelta::minutes(early));
    assert_eq!(letters(&hall.house, &soon).await, everybody);
}

async fn everybody_is_told_again_whatever_was_changed_and_reminded_once(house: House) {
    let hall = Hall::open(house).await;
    let plan = plan(&hall.house, &hall.course, 24 * 60, 60);
    let made = hall.host.post("/api/v1/webinars", plan.clone()).await;
    let webinar_id = made.expect(201)["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/api/v1/webinars/{webinar_id}");
    let told = Letter::WebinarScheduled { webinar_id };
    assert_eq!(letters(&hall.house, &told).await.len(), 1);
    let later = hall.house.clock.now() + TimeDelta::hours(30);
    let moved = json!({"starts_at": later, "ends_at": later + TimeDelta::hours(1)});
    let back = json!({"starts_at": plan["starts_at"], "ends_at": plan["ends_at"]});
    let changes = [
        json!({"title": "Шинэ нэр"}),
        json!({"time_zone": "Asia/Hovd"}),
        moved,
        back,
    ];
    for (before, change) in (1..).zip(changes) {
        let tag = hall.host.get(&path).await.header("etag");
        let changed = hall.host.patch_if_match(&path, &tag, change.clone()).await;
        changed.expect(200);
        let letters = letters(&hall.house, &told).await;
        assert_eq!(letters.len(), before + 1, "{change}");
    }
    let early = hall.house.app.config.mail.webinar_reminder_minutes;
    hall.house
        .clock
        .advance(TimeDelta::minutes(24 * 60 - early));
    let soon = Letter::WebinarSoon { webinar_id };
    assert_eq!(letters(&hall.house, &soon).await, [hall.host.id()]);
}

async fn a_webinar_is_moved_only_from_the_state_that_was_read(house: House) {
    let hall = Hall::open(house).await;
    let read = hall.host.get(&hall.path("")).await;
    let tag = read.header("etag");
    assert_eq!(read.expect(200)["title"], "Хэлэлцүүлэг");
    let later = hall.house.clock.now() + TimeDelta::hours(30);
    let change = json!({"starts_at": later, "ends_at": later + TimeDelta::hours(2)});
    let path = hall.path("");
    let moved = hall.host.patch_if_match(&path, &tag, change.clone()).await;
    let new_tag = moved.header("etag");
    moved.expect(200);
    let stale = hall.host.patch_if_match(&path, &tag, change.clone()).await;
    stale.refused(412, "changed");
    let patch = actix_web::http::Method::PATCH;
    let blind = hall.host.send_json(patch, &path, &[], change.clone()).await;
    blind.refused(428, "if_match_required");
    let teacher = hall.teacher().await;
    teacher
        .patch_if_match(&path, &new_tag, change.clone())
        .await
        .refused(403, "forbidden");

    hall.start().await;
    let tag = hall.host.get(&path).await.header("etag");
    assert_ne!(tag, new_tag);
    hall.host
        .patch_if_match(&path, &tag, change)
        .await
        .refused(409, "webinar_closed");
    hall.host.delete(&path).await.refused(409, "webinar_closed");
}

async fn a_webinar_called_off_sends_everybody_home(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let mut room = teacher.enter(&hall.webinar).await;
    assert_eq!(room.snapshot.clone().unwrap()["status"], "scheduled");
    teacher
        .delete(&hall.path(""))
        .await
        .refused(403, "forbidden");
    for _ in 0..2 {
        let off = hall.host.delete(&hall.path("")).await.expect(200);
        assert_eq!(off["status"], "cancelled");
    }
    assert_eq!(room.is_closed().await, 4002);
    teacher
        .post(&hall.path("/tickets"), json!(null))
        .await
        .refused(409, "webinar_closed");
    hall.host
        .post(&hall.path("/start"), json!(null))
        .await
        .refused(409, "webinar_closed");
}

async fn a_plan_that_does_not_fit_is_refused_by_its_field(house: House) {
    let hall = Hall::open(house).await;
    let good = plan(&hall.house, &hall.course, 10, 60);
    let lesson = hall.course.document.modules[0].items[1].id;
    let long_ago = hall.house.clock.now() - TimeDelta::days(2);
    for (field, value) in [
        ("course_id", json!(hall.id())),
        ("item_id", json!(lesson)),
        ("ends_at", json!(long_ago)),
        ("ends_at", good["starts_at"].clone()),
        ("starts_at", json!("9999-12-31T00:00:00Z")),
        ("title", json!("")),
        ("starts_at", json!("маргааш")),
    ] {
        let mut plan = good.clone();
        plan[field] = value;
        let refused = hall
            .host
            .post("/api/v1/webinars", plan)
            .await
            .refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    let teacher = hall.teacher().await;
    teacher
        .post("/api/v1/webinars", good.clone())
        .await
        .refused(403, "forbidden");
    hall.host.post("/api/v1/webinars", good).await.expect(201);
}

async fn starting_and_ending_again_changes_nothing(house: House) {
    let hall = Hall::open(house).await;
    hall.host
        .post(&hall.path("/end"), json!(null))
        .await
        .refused(409, "webinar_closed");
    for (verb, status) in [("/start", "live"), ("/end", "ended")] {
        for _ in 0..2 {
            let now = hall
                .host
                .post(&hall.path(verb), json!(null))
                .await
                .expect(200);
            assert_eq!(now["status"], status);
        }
    }
    hall.host
        .post(&hall.path("/start"), json!(null))
        .await
        .refused(409, "webinar_closed");
    let log = hall.log().await;
    let kinds: Vec<_> = log
        .iter()
        .map(|entry| entry["event"]["type"].clone())
        .collect();
    assert_eq!(kinds, [json!("started"), json!("ended")]);
    let learner = hall.house.person(&[Role::Learner]).await;
    hall.house.enrol(&learner, &hall.course).await;
    learner
        .post(&hall.path("/tickets"), json!(null))
        .await
        .refused(409, "webinar_closed");
}
