//! Corrections: who makes them, what they complete, and that they stay.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use serde_json::{Value, json};
use surgalt::policy::Role;
use surgalt::webinars::tables::attendance_correction;

use super::{Hall, certificates, enter, id, lasts};
use crate::support::{Client, House, PASSWORD};

stories![
    a_correction_completes_the_course_at_once,
    who_may_not_correct,
    what_was_corrected_stays_on_record,
    a_webinar_counted_before_the_upgrade_is_corrected_after_it,
];

fn change(of: &Client, change: Value) -> Value {
    json!({"person_id": id(of), "change": change, "reason": "Цахилгаан тасарсан"})
}

fn seconds(of: &Client, seconds: i64) -> Value {
    change(of, json!({"kind": "seconds", "seconds": seconds}))
}

/// A webinar of an hour, of which the teacher attended forty minutes.
async fn attended_too_little(house: House) -> (Hall, Client) {
    let mut hall = Hall::open(house).await;
    let mut teacher = hall.nearly_done().await;
    hall.start().await;
    let mut room = enter(&hall, &teacher).await;
    hall.wait(40, &mut [&mut teacher]).await;
    room.says("цахилгаан…").await;
    drop(room);
    hall.logs("left").await;
    hall.wait(20, &mut [&mut teacher]).await;
    hall.is_counted().await;
    (hall, teacher)
}

async fn a_correction_completes_the_course_at_once(house: House) {
    let (hall, teacher) = attended_too_little(house).await;
    assert_eq!(hall.attendance(&teacher).await["shares"]["connected"], 66);
    assert_eq!(certificates(&teacher).await, 0);
    let path = hall.path("/attendance/corrections");
    let registrar = hall.house.person(&[Role::Registrar]).await;
    let done = registrar.post(&path, seconds(&teacher, 600)).await;
    let done = done.expect(201);
    lasts(&done["attendance"]["share"]["present_seconds"], 50);
    assert_eq!(done["attendance"]["corrected_seconds"], 600);
    assert_eq!(done["correction"]["made_by"], json!(id(&registrar)));
    assert_eq!(certificates(&teacher).await, 1, "with the correction");

    // What was completed stays, whatever is corrected afterwards.
    let log = hall.log().await;
    let started = log.iter().find(|entry| entry["event"]["type"] == "started");
    let from: chrono::DateTime<chrono::Utc> =
        started.unwrap()["at"].as_str().unwrap().parse().unwrap();
    let to = from + chrono::TimeDelta::minutes(20);
    let away = json!({"kind": "taken_away", "from": from, "to": to});
    let away = hall.host.post(&path, change(&teacher, away)).await;
    lasts(
        &away.expect(201)["attendance"]["share"]["present_seconds"],
        30,
    );
    let shown = hall.attendance(&teacher).await;
    lasts(&shown["connected_seconds"], 40);
    lasts(&shown["corrected_seconds"], -10);
    assert_eq!(certificates(&teacher).await, 1);

    // Somebody who takes the course and could not come at all.
    let absent = hall.nearly_done().await;
    let all = json!({"kind": "added", "from": from, "to": from + chrono::TimeDelta::minutes(55)});
    let all = registrar
        .post(&path, change(&absent, all))
        .await
        .expect(201);
    assert_eq!(all["attendance"]["shares"]["connected"], 91);
    assert_eq!(certificates(&absent).await, 1);
    assert_eq!(hall.house.deeds("attendance_corrected").await, 3);
}

async fn who_may_not_correct(house: House) {
    let hall = Hall::open(house).await;
    let teacher = hall.teacher().await;
    let path = hall.path("/attendance/corrections");
    let early = hall.host.post(&path, seconds(&teacher, 60)).await;
    early.refused(409, "attendance_not_counted");
    hall.start().await;
    hall.is_counted().await;
    let officer = hall.house.person(&[Role::Officer]).await;
    hall.house.in_one_school(&[&officer, &teacher]).await;
    for other in [&teacher, &officer] {
        let answer = other.post(&path, seconds(&teacher, 60)).await;
        answer.refused(403, "forbidden");
    }
    let colleague = hall.house.person(&[Role::Methodologist]).await;
    hall.house.enrol(&colleague, &hall.course).await;
    let own = colleague.post(&path, seconds(&colleague, 60)).await;
    own.refused(403, "forbidden");
    let stranger = hall.house.person(&[Role::Learner]).await;
    let strange = hall.host.post(&path, seconds(&stranger, 60)).await;
    assert_eq!(
        strange.refused(422, "invalid")["fields"][0]["field"],
        "person_id"
    );
    for (wrong, field) in [
        (json!({"kind": "seconds", "seconds": 0}), "change.seconds"),
        (
            json!({"kind": "added", "from": "2020-01-01T00:00:00Z", "to": "2020-01-01T01:00:00Z"}),
            "change.to",
        ),
    ] {
        let refused = hall.host.post(&path, change(&teacher, wrong)).await;
        assert_eq!(refused.refused(422, "invalid")["fields"][0]["field"], field);
    }
    assert_eq!(hall.house.deeds("attendance_corrected").await, 0);
}

async fn what_was_corrected_stays_on_record(house: House) {
    let (hall, mut teacher) = attended_too_little(house).await;
    let path = hall.path("/attendance/corrections");
    let key = [("idempotency-key", "once")];
    let post = actix_web::http::Method::POST;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let body = seconds(&teacher, 120);
        let answer = hall.host.send_json(post.clone(), &path, &key, body).await;
        answers.push(answer.expect(201));
    }
    assert_eq!(answers[0], answers[1]);
    hall.host
        .post(&path, seconds(&teacher, -30))
        .await
        .expect(201);
    teacher.sign_in(PASSWORD).await;
    let list = teacher.get(&path).await.expect(200);
    let list = list["items"].as_array().unwrap();
    assert_eq!(list.len(), 2, "the same request twice is one correction");
    assert_eq!(list[0]["reason"], "Цахилгаан тасарсан");
    assert_eq!(list[0]["made_by"], json!(id(&hall.host)));
    assert_eq!(list[1]["change"]["seconds"], -30);
    let other = hall.teacher().await;
    let none = other.get(&path).await.expect(200);
    assert_eq!(none["items"], json!([]), "of others nothing");

    let row = attendance_correction::ActiveModel {
        id: Set(list[0]["id"].as_str().unwrap().parse().unwrap()),
        reason: Set("Өөр".to_owned()),
        ..Default::default()
    };
    let transaction = hall.house.app.database.begin().await.unwrap();
    assert!(row.update(&transaction).await.is_err(), "by no program");
    drop(transaction);
    // Counting again keeps what people have decided.
    let before = hall.attendance(&teacher).await;
    assert_eq!(before["corrected_seconds"], 90);
    let app = hall.house.app.clone();
    let webinar = hall.id();
    let again = async move { surgalt::webinars::count_attendance(&app, webinar).await };
    hall.house.look(again).await.unwrap();
    assert_eq!(hall.attendance(&teacher).await, before);
}

async fn a_webinar_counted_before_the_upgrade_is_corrected_after_it(house: House) {
    let (hall, teacher) = attended_too_little(house).await;
    let path = hall.path("/attendance/corrections");
    let app = hall.house.app.clone();
    // As a server left it that knew of no sheets.
    let as_before = async move {
        let transaction = app.database.begin().await.unwrap();
        for statement in [
            "DELETE FROM attendance_sheets",
            "DELETE FROM seaql_migrations WHERE version = 'm0014_attendance_sheets'",
        ] {
            transaction.execute_unprepared(statement).await.unwrap();
        }
        transaction.commit().await.unwrap();
    };
    hall.house.look(as_before).await;
    let without = hall.host.post(&path, seconds(&teacher, 600)).await;
    without.refused(409, "attendance_not_counted");
    let app = hall.house.app.clone();
    let upgrade = async move { app.database.migrate().await };
    hall.house.look(upgrade).await.unwrap();
    hall.house.outbox_is_empty().await;
    let done = hall.host.post(&path, seconds(&teacher, 600)).await;
    done.expect(201);
    assert_eq!(certificates(&teacher).await, 1);
}
