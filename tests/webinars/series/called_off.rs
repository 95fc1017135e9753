//! Series that are called off, and who may do that.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use surgalt::outbox::tables::outbox_job;
use surgalt::outbox::{self, Job, Letter};
use surgalt::policy::Role;
use surgalt::webinars::room::Status;
use surgalt::webinars::tables::webinar;
use uuid::Uuid;

use super::{Hall, change, monday, path, planned, rule};
use crate::mail::read;
use crate::support::House;

/// How many mails about a series were caused.
async fn told(house: &House) -> usize {
    house.outbox_is_empty().await;
    let (all, app) = (outbox_job::Entity::find(), house.app.clone());
    let jobs = house.look(async move { all.all(app.database.reader()).await.unwrap() });
    let is_told = |job: &Job| {
        let Job::Letter { letter, .. } = job else {
            return false;
        };
        matches!(letter, Letter::SeriesScheduled { .. })
    };
    let jobs = jobs.await;
    jobs.iter().filter(|row| is_told(&row.job)).count()
}

/// Calls a session off as nothing but its room does.
async fn call_off(house: &House, webinar_id: Uuid) {
    let transaction = house.app.database.begin().await.unwrap();
    let row = webinar::ActiveModel {
        id: Set(webinar_id),
        status: Set(Status::Cancelled),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

stories![
    a_series_is_called_off_at_once,
    a_series_is_its_hosts_own,
    what_was_called_off_does_not_come_back,
    a_session_about_to_be_called_off_is_not_told,
];

async fn a_series_is_called_off_at_once(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let series = planned(&hall, "UTC", rule(monday(&hall), 3)).await;
    let id = series["webinars"][1]["id"].as_str().unwrap();
    let mut room = teacher.enter(id).await;
    teacher
        .delete(&path(&series))
        .await
        .refused(403, "forbidden");
    let other = hall.house.person(&[Role::Learner]).await;
    other.delete(&path(&series)).await.refused(403, "forbidden");
    hall.host.delete(&path(&series)).await.expect(202);
    hall.house.outbox_is_empty().await;
    assert_eq!(room.is_closed().await, 4002);
    let series = hall.host.get(&path(&series)).await.expect(200);
    let sessions = series["webinars"].as_array().unwrap();
    assert!(sessions.iter().all(|one| one["status"] == "cancelled"));
}

async fn a_series_is_its_hosts_own(house: House) {
    let hall = Hall::open(house).await;
    let series = planned(&hall, "UTC", rule(monday(&hall), 2)).await;
    let path = path(&series);
    for role in [Role::Methodologist, Role::Administrator] {
        let colleague = hall.house.person(&[role]).await;
        let read = colleague.get(&path).await;
        let tag = read.header("etag");
        read.expect(200);
        let own_name = json!({"title": "Миний цуврал"});
        let changed = colleague.patch_if_match(&path, &tag, own_name).await;
        changed.refused(403, "forbidden");
        colleague.delete(&path).await.refused(403, "forbidden");
    }
    hall.house.outbox_is_empty().await;
    let after = hall.host.get(&path).await.expect(200);
    assert_eq!(after, series, "as it was planned");
}

async fn what_was_called_off_does_not_come_back(house: House) {
    let hall = Hall::open(house).await;
    let monday = monday(&hall);
    let series = planned(&hall, "UTC", rule(monday, 3)).await;
    let path = path(&series);
    let count = |series: &Value| series["webinars"].as_array().unwrap().len();
    // The room of the last one has called it off: a new name does not plan it again, a rule does.
    let last = series["webinars"][2]["id"].as_str().unwrap();
    call_off(&hall.house, last.parse().unwrap()).await;
    let named = change(&hall, &series, json!({"title": "Шинэ нэр"})).await;
    assert_eq!(count(&named), 3);
    let again = change(&hall, &series, json!({"rule": rule(monday, 3)})).await;
    assert_eq!(count(&again), 4);

    let tag = hall.host.get(&path).await.header("etag");
    hall.host.delete(&path).await.expect(202);
    let told_before = told(&hall.house).await;
    for what in [
        json!({"title": "?"}),
        json!({"time_zone": "Asia/Hovd"}),
        json!({"rule": rule(monday, 5)}),
    ] {
        let changed = hall.host.patch_if_match(&path, &tag, what).await;
        changed.refused(409, "webinar_closed");
    }
    assert_eq!(told(&hall.house).await, told_before);
    let after = hall.host.get(&path).await.expect(200);
    let is_off = |one: &Value| one["status"] == "cancelled";
    assert!(count(&after) == 4 && after["webinars"].as_array().unwrap().iter().all(is_off));
}

async fn a_session_about_to_be_called_off_is_not_told(house: House) {
    let hall = Hall::open(house).await;
    let monday = monday(&hall);
    let series = planned(&hall, "UTC", rule(monday, 3)).await;
    let before = hall.house.mails().await.len();
    // The job that calls off the second, which the rule no longer has, has not been done yet. The
    // third was moved by itself.
    for (place, apart) in [(1, false), (2, true)] {
        let id = series["webinars"][place]["id"].as_str().unwrap();
        stray(&hall.house, id.parse().unwrap(), apart).await;
    }
    let transaction = hall.house.app.database.begin().await.unwrap();
    let series_id = series["id"].as_str().unwrap().parse().unwrap();
    let job = Job::Letter {
        person_id: hall.host.id(),
        letter: Letter::SeriesScheduled { series_id },
    };
    let now = hall.house.clock.now();
    let key = "as a change does".to_owned();
    outbox::enqueue(&transaction, key, job, now, now)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let mails = hall.house.mails().await.split_off(before);
    let mail = read(&mails[0]);
    let calendar = mail.parts.iter().find_map(|part| {
        part.text_contents()
            .filter(|text| text.starts_with("BEGIN:VCALENDAR"))
    });
    let calendar = calendar.unwrap();
    let is_told = [0, 1, 2].map(|place: usize| {
        let id = series["webinars"][place]["id"].as_str().unwrap();
        calendar.contains(id)
    });
    assert_eq!(is_told, [true, false, true]);
}

/// Puts a session on a day that its series does not have.
async fn stray(house: &House, webinar_id: Uuid, apart: bool) {
    let day = house.clock.now().date_naive();
    let row = webinar::ActiveModel {
        id: Set(webinar_id),
        series_day: Set(Some(day)),
        apart: Set(apart),
        ..Default::default()
    };
    let transaction = house.app.database.begin().await.unwrap();
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}
