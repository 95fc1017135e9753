//! A visit is planned, told, moved, held, read and closed; nobody next door hears of it.

use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{District, put};
use crate::support::{Client, House, PASSWORD};

stories![
    a_visit_is_told_moved_and_reminded_of,
    what_was_agreed_is_read_and_done,
    many_visits_are_planned_at_once_or_none,
    nobody_next_door_hears_of_a_visit,
    visits_are_found_and_exported,
];

async fn planned(district: &District, hours: i64) -> String {
    let visit = district
        .officer
        .post("/api/v1/visits", district.plan(hours))
        .await
        .expect(201);
    assert_eq!(visit["state"], "planned");
    format!("/api/v1/visits/{}", visit["id"].as_str().unwrap())
}

async fn mails_to(house: &House, who: &Client) -> Vec<String> {
    let mails = house.mails().await.into_iter();
    mails
        .filter(|mail| mail.contains(&format!("<{}>", who.email)))
        .collect()
}

async fn a_visit_is_told_moved_and_reminded_of(house: House) {
    let mut district = District::of(house).await;
    let path = planned(&district, 72).await;
    for who in [&district.teacher, &district.visitor] {
        let mails = mails_to(&district.house, who).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("text/calendar"));
    }
    // The visitor moves it by two days; a teacher may not.
    let read = district.visitor.get(&path).await;
    let tag = read.header("etag");
    let starts_at = district.house.clock.now() + TimeDelta::hours(120);
    let change = json!({"starts_at": starts_at, "ends_at": starts_at + TimeDelta::hours(1)});
    let refused = district
        .teacher
        .patch_if_match(&path, &tag, change.clone())
        .await;
    refused.refused(403, "forbidden");
    district
        .visitor
        .patch_if_match(&path, &tag, change.clone())
        .await
        .expect(200);
    district
        .visitor
        .patch_if_match(&path, &tag, change)
        .await
        .refused(412, "changed");
    assert_eq!(mails_to(&district.house, &district.teacher).await.len(), 2);
    // A day before the time at which it was first, nobody is reminded; a day before it is held, once.
    district.house.clock.advance(TimeDelta::hours(50));
    assert_eq!(mails_to(&district.house, &district.teacher).await.len(), 2);
    district.house.clock.advance(TimeDelta::hours(50));
    assert_eq!(mails_to(&district.house, &district.teacher).await.len(), 3);
    assert_eq!(mails_to(&district.house, &district.visitor).await.len(), 3);

    district.officer.sign_in(PASSWORD).await;
    let off = district.officer.delete(&path).await.expect(200);
    assert_eq!(off["state"], "called_off");
    district.officer.delete(&path).await.expect(200);
    district.visitor.sign_in(PASSWORD).await;
    let record = json!({"observation": {}});
    let refused = district.visitor.put_if_match(&path, "*", record).await;
    assert_eq!(refused.status, 405);
    let refused = district
        .visitor
        .put_if_match(&format!("{path}/record"), "*", json!({}))
        .await;
    refused.refused(409, "visit_not_open");
}

fn record() -> Value {
    json!({"observation": {"lesson": "Математик, 5-р анги", "practice": {"aim": 4}},
        "steps": [{"text": "Бүлгийн ажил", "who": "participant", "until": "2030-11-01"},
            {"text": "Дахин ирэх", "who": "visitor"}], "follow_up_on": "2030-12-02"})
}

async fn what_was_agreed_is_read_and_done(house: House) {
    let district = District::of(house).await;
    let path = planned(&district, 1).await;
    let at = |rest: &str| format!("{path}/{rest}");
    let (visitor, teacher, officer) = (&district.visitor, &district.teacher, &district.officer);
    let early = teacher.post(&at("acknowledgement"), json!(null)).await;
    early.refused(409, "visit_not_open");
    officer
        .put_if_match(&at("record"), "*", record())
        .await
        .refused(403, "forbidden");
    let mut wrong = record();
    wrong["observation"]["practice"]["aim"] = json!(9);
    let refused = visitor
        .put_if_match(&at("record"), "*", wrong)
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "observation.practice");
    let held = visitor
        .put_if_match(&at("record"), "*", record())
        .await
        .expect(200);
    assert_eq!(
        (&held["state"], &held["observation"]["practice"]["aim"]),
        (&json!("held"), &json!(4))
    );

    // The teacher reads what was agreed, not what was observed.
    let read = teacher.get(&path).await.expect(200);
    assert_eq!(
        (&read["observation"], &read["steps"][0]["text"]),
        (&json!(null), &json!("Бүлгийн ажил"))
    );
    let read = teacher
        .post(&at("acknowledgement"), json!(null))
        .await
        .expect(200);
    let again = teacher
        .post(&at("acknowledgement"), json!(null))
        .await
        .expect(200);
    assert_eq!(read["acknowledged_at"], again["acknowledged_at"]);
    let done = teacher
        .put(&at("steps/1"), json!({"done": true}))
        .await
        .expect(200);
    assert!(done["steps"][0]["done_on"].is_string());
    teacher
        .put(&at("steps/3"), json!({"done": true}))
        .await
        .refused(404, "not_found");
    officer
        .put(&at("steps/1"), json!({"done": false}))
        .await
        .refused(403, "forbidden");

    // What the form requires is missing; then something else is agreed, which is to be read again.
    let refused = officer
        .post(&at("close"), json!(null))
        .await
        .refused(422, "invalid");
    let fields = refused["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].clone());
    assert_eq!(
        fields.collect::<Vec<_>>(),
        ["observation.practice", "observation.advice"]
    );
    let mut whole = record();
    whole["observation"]["advice"] = json!("Асуултуудаа нээлттэй болгох");
    whole["observation"]["practice"] =
        json!({"aim": 4, "activity": 5, "questions": 3, "feedback": 4, "tools": 2});
    whole["steps"][1]["text"] = json!("Хичээлд хамт суух");
    let stale = visitor
        .put_if_match(&at("record"), "\"1\"", whole.clone())
        .await;
    stale.refused(412, "changed");
    let held = visitor
        .put_if_match(&at("record"), "*", whole.clone())
        .await
        .expect(200);
    assert_eq!(held["acknowledged_at"], json!(null));
    let closed = visitor.post(&at("close"), json!(null)).await.expect(200);
    assert_eq!(closed["state"], "closed");
    visitor
        .put_if_match(&at("record"), "*", whole)
        .await
        .refused(409, "visit_not_open");
    teacher
        .put(&at("steps/1"), json!({"done": true}))
        .await
        .expect(200);
    teacher
        .post(&at("acknowledgement"), json!(null))
        .await
        .expect(200);
}

async fn many_visits_are_planned_at_once_or_none(house: House) {
    let district = District::of(house).await;
    let mut visits: Vec<Value> = (0..500).map(|at| district.plan(48 + at)).collect();
    let path = "/api/v1/visits/batch";
    visits[7]["person_id"] = json!(district.visitor.id());
    visits[9]["ends_at"] = visits[9]["starts_at"].clone();
    visits[11]["form_id"] = json!("0199a000-0000-7000-8000-000000000a01");
    let refused = district
        .officer
        .post(path, json!({"visits": visits}))
        .await
        .refused(422, "invalid");
    let fields = refused["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].clone());
    let expected = [
        "visits[7].person_id",
        "visits[7].visitor_id",
        "visits[9].ends_at",
        "visits[11].form_id",
    ];
    assert_eq!(fields.collect::<Vec<_>>(), expected);
    let listed = district.officer.get("/api/v1/visits").await.expect(200);
    assert_eq!(listed["items"], json!([]));

    let visits: Vec<Value> = (0..500).map(|at| district.plan(48 + at)).collect();
    let body = json!({"visits": visits});
    let headers = [("idempotency-key", "season")];
    let send = async || {
        district
            .officer
            .send_json(Method::POST, path, &headers, body.clone())
            .await
    };
    let first = send().await.expect(201);
    assert_eq!(send().await.expect(201), first);
    assert_eq!(first["visits"].as_array().unwrap().len(), 500);
    let table = district
        .officer
        .get("/api/v1/visits/export")
        .await
        .expect(200);
    assert_eq!(table["visits"].as_array().unwrap().len(), 500);
    let mut many = visits;
    many.push(district.plan(1));
    let refused = district.officer.post(path, json!({"visits": many})).await;
    refused.refused(422, "invalid");
}

async fn nobody_next_door_hears_of_a_visit(house: House) {
    let district = District::of(house).await;
    let path = planned(&district, 30).await;
    let neighbour = district.neighbour().await;
    let bystander = district.house.person(&[Role::Learner]).await;
    for who in [&neighbour, &bystander] {
        who.get(&path).await.refused(404, "not_found");
        who.delete(&path).await.refused(404, "not_found");
        who.patch_if_match(&path, "*", json!({"place": "Өөр"}))
            .await
            .refused(404, "not_found");
        who.put_if_match(&format!("{path}/record"), "*", record())
            .await
            .refused(404, "not_found");
        let listed = who.get("/api/v1/visits").await.expect(200);
        assert_eq!(listed["items"], json!([]));
        let table = who.get("/api/v1/visits/export").await.expect(200);
        assert_eq!(table["visits"], json!([]));
    }
    // The neighbour can neither plan for this district's people nor send them.
    let refused = neighbour
        .post("/api/v1/visits", district.plan(30))
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "person_id");
    bystander
        .post("/api/v1/visits", district.plan(30))
        .await
        .refused(403, "forbidden");
    let part = district.path.trim_end_matches('/');
    let filter = format!("/api/v1/visits?organisation_id={part}");
    neighbour.get(&filter).await.refused(404, "not_found");
    let listed = district.officer.get(&filter).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let change = json!({"visitor_id": neighbour.id()});
    let refused = district
        .officer
        .patch_if_match(&path, "*", change)
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "visitor_id");
}

async fn visits_are_found_and_exported(house: House) {
    let district = District::of(house).await;
    let first = planned(&district, 10).await;
    planned(&district, 100).await;
    let other = district.house.person(&[Role::Learner]).await;
    put(
        &district.house,
        &other,
        district.path.trim_end_matches('/').parse().unwrap(),
    )
    .await;
    let change = json!({"visitor_id": other.id()});
    let refused = district
        .visitor
        .patch_if_match(&first, "*", change.clone())
        .await;
    refused.refused(403, "forbidden");
    district
        .officer
        .patch_if_match(&first, "*", change)
        .await
        .expect(200);
    let from = (district.house.clock.now() + TimeDelta::hours(50)).format("%Y-%m-%dT%H:%M:%SZ");
    for (query, count) in [
        (String::new(), 2),
        (format!("visitor_id={}", other.id()), 1),
        (format!("person_id={}", district.teacher.id()), 2),
        (format!("course_id={}", district.course.id), 2),
        (format!("course_id={}", other.id()), 0),
        ("state=planned".to_owned(), 2),
        ("state=held".to_owned(), 0),
        (format!("from={from}"), 1),
        (format!("to={from}"), 1),
    ] {
        let listed = district
            .officer
            .get(&format!("/api/v1/visits?{query}"))
            .await
            .expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), count, "{query}");
        let table = district
            .officer
            .get(&format!("/api/v1/visits/export?{query}&format=csv"))
            .await;
        let table = String::from_utf8(table.bytes).unwrap();
        assert_eq!(table.lines().count(), count + 1, "{query}");
    }
    let wrong = district.officer.get("/api/v1/visits?state=lost").await;
    assert!(wrong.status.is_client_error());
    let mine = other.get("/api/v1/visits").await.expect(200);
    assert_eq!(mine["items"].as_array().unwrap().len(), 1);
    let book = district
        .officer
        .get("/api/v1/visits/export?format=xlsx")
        .await;
    assert_eq!((book.status.as_u16(), &book.bytes[..2]), (200, &b"PK"[..]));
}
