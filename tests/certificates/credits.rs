use chrono::{Datelike, Months, NaiveDate};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::people::tables::person;
use surgalt::policy::Role;
use surgalt::quizzes::hundredths::Hundredths;

use super::{name_programme, path};
use crate::support::{Backend, Client, House, short_course};

stories_on![
    a_teacher_sees_what_is_missing_for_the_next_attestation,
    without_a_rule_nobody_is_told_that_something_is_missing,
    credits_that_were_earned_elsewhere_count_until_they_are_withdrawn,
    the_file_that_proves_credits_is_for_those_who_see_the_person,
];

async fn house_with_a_rule(backend: Backend) -> House {
    House::open_with(backend, |config| {
        config.attestation.credits = Hundredths::from_whole(5);
        config.attestation.years = 5;
    })
    .await
}

fn today(house: &House) -> NaiveDate {
    let zone = chrono_tz::Asia::Ulaanbaatar;
    house.clock.now().with_timezone(&zone).date_naive()
}

async fn service_began(house: &House, teacher: &Client, on: NaiveDate) {
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(teacher.id()),
        service_began_on: Set(Some(on)),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

fn elsewhere(earned_on: NaiveDate, credits: f64) -> Value {
    json!({"title": "Хүүхэд хамгааллын сургалт", "provider": "Их сургууль",
        "earned_on": earned_on, "credits": credits, "hours": 48, "reason": "Эх хувийг үзсэн"})
}

async fn a_teacher_sees_what_is_missing_for_the_next_attestation(backend: Backend) {
    let house = house_with_a_rule(backend).await;
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    name_programme(&house, &course, "5.2", 150).await;
    house.certificate(&host, &teacher, &course).await;
    let today = today(&house);
    // In her fourth year of service: the attestation is when five are full.
    let began = today - Months::new(40);
    service_began(&house, &teacher, began).await;
    let path = format!("/api/v1/people/{}/earned-credits", teacher.id());
    let new = elsewhere(today - Months::new(14), 2.0);
    registrar.post(&path, new).await.expect(201);
    // Before her service began: it is seen, and does not count for this attestation.
    let new = elsewhere(today - Months::new(48), 10.0);
    registrar.post(&path, new).await.expect(201);

    let own = teacher.get("/api/v1/me/credits").await.expect(200);
    assert_eq!(
        (&own["credits"], &own["hours"]),
        (&json!(13.5), &json!(120))
    );
    let years = own["years"].as_array().unwrap();
    let last = years.last().unwrap();
    assert_eq!(last["year"], today.year());
    assert_eq!(last["programmes"][0]["code"], "5.2");
    assert_eq!(last["programmes"][0]["credits"], 1.5);
    assert_eq!(last["programmes"][0]["certificates"], 1);
    let attestation = &own["attestation"];
    assert_eq!(attestation["until"], json!(began + Months::new(60)));
    assert_eq!(
        (&attestation["needed"], &attestation["earned"]),
        (&json!(5.0), &json!(3.5))
    );
    assert_eq!(attestation["missing"], 1.5);
    let theirs = format!("/api/v1/people/{}/credits", teacher.id());
    assert_eq!(registrar.get(&theirs).await.expect(200), own);

    // The day of the attestation may be another one.
    let day = today + Months::new(60);
    let asked = format!("/api/v1/me/credits?attestation_on={day}");
    let asked = teacher.get(&asked).await.expect(200);
    assert_eq!(asked["attestation"]["until"], json!(day));
    assert_eq!(asked["attestation"]["missing"], 5.0);
    let wrong = teacher.get("/api/v1/me/credits?attestation_on=soon").await;
    wrong.refused(422, "invalid");
}

async fn without_a_rule_nobody_is_told_that_something_is_missing(backend: Backend) {
    let house = House::open(backend).await;
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    name_programme(&house, &course, "5.2", 150).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let own = teacher.get("/api/v1/me/credits").await.expect(200);
    assert_eq!(own["attestation"], Value::Null);
    assert_eq!(own["credits"], 1.5);
    // What was revoked is worth nothing.
    let revocation = format!("{}/revocation", path(&certificate));
    let reason = json!({"reason": "Давхар олгосон"});
    registrar.post(&revocation, reason).await.expect(201);
    let own = teacher.get("/api/v1/me/credits").await.expect(200);
    assert_eq!((&own["credits"], &own["years"]), (&json!(0.0), &json!([])));
}

async fn credits_that_were_earned_elsewhere_count_until_they_are_withdrawn(backend: Backend) {
    let house = House::open(backend).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let entries = format!("/api/v1/people/{}/earned-credits", teacher.id());
    let today = today(&house);
    let refused = teacher.post(&entries, elsewhere(today, 2.0)).await;
    refused.refused(403, "forbidden");
    let changed = |field: &str, value: Value| {
        let mut entry = elsewhere(today, 2.0);
        entry[field] = value;
        entry
    };
    let mut nothing = elsewhere(today, 0.0);
    nothing["hours"] = json!(0);
    for (wrong, field) in [
        (
            changed("earned_on", json!(today.succ_opt().unwrap())),
            "earned_on",
        ),
        (changed("credits", json!(100.01)), "credits"),
        (changed("credits", json!(-1)), "credits"),
        (changed("credits", json!(1.001)), "credits"),
        (changed("reason", json!("")), "reason"),
        (
            changed("evidence_file_id", json!(teacher.id())),
            "evidence_file_id",
        ),
        (nothing, "credits"),
    ] {
        let refused = registrar
            .post(&entries, wrong)
            .await
            .refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    let entered = registrar.post(&entries, elsewhere(today, 2.5)).await;
    let entered = entered.expect(201);
    assert_eq!(entered["entered_by"], json!(registrar.id()));
    let own = teacher.get("/api/v1/me/credits").await.expect(200);
    assert_eq!((&own["credits"], &own["hours"]), (&json!(2.5), &json!(48)));
    assert_eq!(own["years"][0]["elsewhere"]["credits"], 2.5);

    let withdrawal = format!("{entries}/{}/withdrawal", entered["id"].as_str().unwrap());
    let reason = json!({"reason": "Хуурамч гэрчилгээ"});
    let withdrawn = registrar
        .post(&withdrawal, reason.clone())
        .await
        .expect(201);
    assert_eq!(withdrawn["withdrawal_reason"], "Хуурамч гэрчилгээ");
    let again = registrar.post(&withdrawal, reason.clone()).await;
    again.refused(409, "already_withdrawn");
    let own = teacher.get("/api/v1/me/credits").await.expect(200);
    assert_eq!(own["credits"], 0.0);
    // It stays to be seen.
    assert_eq!(own["earned_elsewhere"][0]["id"], entered["id"]);
    // Not by way of another person.
    let other = format!("/api/v1/people/{}/earned-credits", registrar.id());
    let other = format!("{other}/{}/withdrawal", entered["id"].as_str().unwrap());
    registrar
        .post(&other, reason)
        .await
        .refused(404, "not_found");
}

async fn the_file_that_proves_credits_is_for_those_who_see_the_person(backend: Backend) {
    let house = House::open(backend).await;
    let teacher = house.person(&[Role::Learner]).await;
    let colleague = house.person(&[Role::Learner]).await;
    let (officer, neighbour) = (
        house.person(&[Role::Officer]).await,
        house.person(&[Role::Officer]).await,
    );
    house.in_one_school(&[&teacher, &officer, &colleague]).await;
    house.in_one_school(&[&neighbour]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let refused = upload(&teacher).await;
    refused.refused(403, "forbidden");
    let file = upload(&registrar).await.expect(201);
    let address = format!("/api/v1/evidence-files/{}", file["id"].as_str().unwrap());
    // Until it proves something it is nobody else's business.
    for other in [&teacher, &officer] {
        other.get(&address).await.refused(404, "not_found");
    }
    let mut entry = elsewhere(today(&house), 2.0);
    entry["evidence_file_id"] = file["id"].clone();
    let entries = format!("/api/v1/people/{}/earned-credits", teacher.id());
    registrar.post(&entries, entry).await.expect(201);
    for reader in [&registrar, &teacher, &officer] {
        let read = reader.get(&address).await;
        assert_eq!(read.status, 200);
        assert_eq!(read.bytes, "Сайн байна уу".as_bytes());
        assert!(read.header("content-disposition").starts_with("attachment"));
    }
    for other in [&colleague, &neighbour] {
        other.get(&address).await.refused(404, "not_found");
    }
    house
        .stranger()
        .get(&address)
        .await
        .refused(401, "unauthenticated");
}

async fn upload(client: &Client) -> crate::support::Answer {
    let body = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
                Content-Type: text/plain\r\n\r\nСайн байна уу\r\n--line--\r\n";
    let headers = [("content-type", "multipart/form-data; boundary=line")];
    let method = actix_web::http::Method::POST;
    client
        .send(method, "/api/v1/evidence-files", &headers, body.into())
        .await
}
