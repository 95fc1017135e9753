//! Ten thousand certificates in one batch.

use chrono::Datelike;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::certificates::standing::ExportState;
use surgalt::certificates::tables::{Snapshot, certificate};
use surgalt::db;
use surgalt::ids;
use surgalt::messages::Language;
use surgalt::people::tables::person;
use surgalt::policy::Role;
use surgalt::programmes::tables::enrolment;
use uuid::Uuid;

use super::programme_of;
use crate::support::{Course, House, short_course};

stories![ten_thousand_certificates_are_one_batch,];

const CERTIFICATES: usize = 10_000;

async fn ten_thousand_certificates_are_one_batch(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    // One more than whole chunks.
    issue(&house, &course, CERTIFICATES + 1).await;

    let made = registrar
        .post("/api/v1/certificate-exports", json!({}))
        .await;
    let made = made.expect(201);
    assert_eq!(made["expected"], CERTIFICATES + 1);
    house.outbox_is_empty().await;
    let batch = format!(
        "/api/v1/certificate-exports/{}",
        made["id"].as_str().unwrap()
    );
    let read = registrar.get(&batch).await.expect(200);
    assert_eq!(
        (&read["progress"], &read["rows"]),
        (&json!("open"), &made["expected"])
    );
    let file = registrar.get(&format!("{batch}/file")).await.expect(200);
    let rows = file["rows"].as_array().unwrap();
    assert_eq!(rows.len(), CERTIFICATES + 1);
    assert!(rows.iter().all(|row| row["register_number"].is_string()));

    // Every hundredth is refused, for one of two reasons.
    let answers: Vec<Value> = rows
        .iter()
        .enumerate()
        .map(|(number, row)| match number % 200 {
            0 => json!({"key": row["key"], "outcome": "refused", "reason": "number"}),
            100 => json!({"key": row["key"], "outcome": "refused", "reason": "name"}),
            _ => json!({"key": row["key"], "outcome": "accepted"}),
        })
        .collect();
    let refused = answers
        .iter()
        .filter(|row| row["outcome"] == "refused")
        .count();
    let acknowledgement = format!("{batch}/acknowledgement");
    let answers = json!({"rows": answers});
    let taken = registrar
        .post(&acknowledgement, answers.clone())
        .await
        .expect(200);
    assert_eq!(taken["accepted"], CERTIFICATES + 1 - refused);
    assert_eq!(taken["refused"], refused);
    let again = registrar.post(&acknowledgement, answers).await.expect(200);
    assert_eq!(again["unchanged"], CERTIFICATES + 1);
    let read = registrar.get(&batch).await.expect(200);
    assert_eq!(
        (&read["progress"], &read["refused"]),
        (&json!("closed"), &json!(refused))
    );
    let released = registrar
        .post(&format!("{batch}/releases"), json!({}))
        .await;
    assert_eq!(released.expect(200)["released"], refused);
}

/// Certificates of one course, as many as are asked for, each of a person of its own.
async fn issue(house: &House, course: &Course, count: usize) {
    let programme_id = programme_of(house, course).await;
    let now = house.clock.now();
    let [enrolments, people]: [Vec<Uuid>; 2] =
        std::array::from_fn(|_| (0..count).map(|_| ids::new_id()).collect());
    let transaction = house.app.database.begin().await.unwrap();
    let rows = people.iter().enumerate();
    let rows = rows.map(|(number, id)| person::ActiveModel {
        id: Set(*id),
        surname: Set("Дорж".to_owned()),
        given_name: Set(format!("Бат {number}")),
        language: Set(Language::Mn),
        time_zone: Set("Asia/Ulaanbaatar".to_owned()),
        active: Set(true),
        revision: Set(0),
        created_at: Set(now),
        register_number: Set(Some(format!("УБ{number:08}"))),
        ..Default::default()
    });
    db::insert_all(&transaction, rows, None).await.unwrap();
    let rows = enrolments.iter().zip(&people);
    let rows = rows.map(|(id, person_id)| enrolment::ActiveModel {
        id: Set(*id),
        person_id: Set(*person_id),
        course_id: Set(course.id),
        version_id: Set(course.version_id),
        revision: Set(0),
        created_at: Set(now),
        completed_at: Set(Some(now)),
        ..Default::default()
    });
    db::insert_all(&transaction, rows, None).await.unwrap();
    let rows = enrolments.iter().zip(&people).enumerate();
    let rows = rows.map(
        |(number, (enrolment_id, person_id))| certificate::ActiveModel {
            id: Set(ids::new_id()),
            enrolment_id: Set(*enrolment_id),
            person_id: Set(*person_id),
            serial_number: Set(format!("SG-5.2-2026-{number:06}")),
            code: Set(ids::new_code()),
            snapshot: Set(Snapshot {
                surname: "Дорж".to_owned(),
                given_name: format!("Бат {number}"),
                course_title: "Манлайлал".to_owned(),
                hours: 24,
                completed_on: now.date_naive(),
                issuer: "Сургалт".to_owned(),
                signatory: "Сүрэн".to_owned(),
                signatory_position: String::new(),
                language: Language::Mn,
                credits: 150,
                programme_code: "5.2".to_owned(),
                programme_title: "Манлайлал".to_owned(),
            }),
            issued_at: Set(now),
            version: Set(1),
            course_id: Set(course.id),
            programme_id: Set(programme_id),
            year: Set(now.year()),
            stamp: Set(1),
            export_state: Set(ExportState::Waiting),
            surname_key: Set("дорж".to_owned()),
            given_name_key: Set(format!("бат {number}")),
            ..Default::default()
        },
    );
    db::insert_all(&transaction, rows, None).await.unwrap();
    transaction.commit().await.unwrap();
}
