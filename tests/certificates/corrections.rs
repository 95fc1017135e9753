use actix_web::http::Method;
use futures_util::future::join;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::path;
use crate::support::{Client, House, short_course};

stories![
    a_corrected_name_is_a_new_version_under_the_same_number,
    the_paper_from_before_says_that_another_holds_and_not_what_it_says,
    what_no_longer_holds_cannot_be_corrected,
    a_correction_sent_twice_over_a_bad_line_happens_once,
];

/// A teacher with a certificate, and a registrar.
async fn certified(house: &House) -> (Client, Client, Value) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    (teacher, registrar, certificate)
}

fn correction(version: i32, given_name: &str) -> Value {
    json!({"version": version, "given_name": given_name, "reason": "Нэр буруу бичигдсэн"})
}

async fn correct(registrar: &Client, certificate: &Value, correction: Value) -> Value {
    let corrections = format!("{}/corrections", path(certificate));
    registrar.post(&corrections, correction).await.expect(201)
}

async fn a_corrected_name_is_a_new_version_under_the_same_number(house: House) {
    let (teacher, registrar, first) = certified(&house).await;
    let before = teacher.get(&format!("{}/pdf", path(&first))).await;
    let mails = house.mails().await.len();

    let second = correct(&registrar, &first, correction(1, "Батбаяр")).await;
    assert_eq!(house.deeds("certificate_corrected").await, 1);
    assert_eq!(second["serial_number"], first["serial_number"]);
    assert_eq!(second["version"], 2);
    assert_eq!(second["given_name"], "Батбаяр");
    assert_eq!(second["surname"], first["surname"]);
    assert_eq!(second["completed_on"], first["completed_on"]);
    assert_eq!(second["issued_at"], first["issued_at"]);
    assert_ne!(second["code"], first["code"]);
    // The same certificate, drawn anew.
    assert_eq!(second["id"], first["id"]);
    let after = teacher.get(&format!("{}/pdf", path(&first))).await;
    assert!(after.bytes.starts_with(b"%PDF-") && after.bytes != before.bytes);
    assert_ne!(after.header("etag"), before.header("etag"));
    let own = teacher.get("/api/v1/me/certificates").await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assert_eq!(own["items"][0]["given_name"], "Батбаяр");

    let letters = house.mails().await.split_off(mails);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains(&teacher.email));
    assert!(letters[0].contains("application/pdf"));

    let third = json!({"version": 2, "surname": "Дорждэрэм", "course": "Манлайлал 1",
        "reason": "Овог"});
    let third = correct(&registrar, &first, third).await;
    assert_eq!(
        (&third["version"], &third["given_name"]),
        (&json!(3), &json!("Батбаяр"))
    );
    let versions = format!("{}/versions", path(&first));
    let versions = teacher.get(&versions).await.expect(200);
    let versions = versions.as_array().unwrap();
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[0]["version"], 2);
    assert_eq!(versions[1]["version"], 1);
    assert_eq!(versions[1]["given_name"], first["given_name"]);
    assert_eq!(versions[1]["code"], first["code"]);
    assert_eq!(versions[1]["superseded_by"], json!(registrar.id()));
    assert_eq!(versions[1]["reason"], "Нэр буруу бичигдсэн");
    let superseded = registrar.get("/api/v1/certificates?state=superseded");
    let superseded = superseded.await.expect(200);
    let superseded = superseded["items"].as_array().unwrap();
    assert_eq!(superseded.len(), 2);
    assert_eq!(superseded[0]["superseded"], true);
    assert_eq!(superseded[0]["given_name"], first["given_name"]);
}

async fn the_paper_from_before_says_that_another_holds_and_not_what_it_says(house: House) {
    let (_, registrar, first) = certified(&house).await;
    let second = correct(&registrar, &first, correction(1, "Батбаяр")).await;
    let verify = |certificate: &Value| {
        let code = certificate["code"].as_str().unwrap().to_owned();
        let stranger = house.stranger();
        async move {
            let seen = stranger.get(&format!("/api/v1/verify/{code}")).await;
            let page = stranger.get(&format!("/verify/{code}?lang=mn")).await;
            assert_eq!(page.status, 200);
            (seen.expect(200), String::from_utf8(page.bytes).unwrap())
        }
    };
    let (seen, page) = verify(&first).await;
    assert_eq!(seen["revoked"], false);
    assert_eq!(
        (&seen["version"], &seen["superseded_by"]["version"]),
        (&json!(1), &json!(2))
    );
    assert!(page.contains("Гэрчилгээг залруулсан"), "{page}");
    assert!(page.contains("2 дугаар хувилбар"), "{page}");
    assert!(!page.contains("хүчинтэй байна"), "{page}");
    // Neither the new name nor the new code, nor why.
    let code = second["code"].as_str().unwrap();
    for secret in ["Батбаяр", code, "буруу"] {
        assert!(!seen.to_string().contains(secret), "{seen}");
        assert!(!page.contains(secret), "{page}");
    }
    let (seen, page) = verify(&second).await;
    assert_eq!(seen["superseded_by"], Value::Null);
    assert_eq!(seen["version"], 2);
    assert!(seen["name"].as_str().unwrap().ends_with("Батбаяр"));
    assert!(page.contains("хүчинтэй байна"), "{page}");

    // Revoking takes the number, whatever the version.
    let revocation = format!("{}/revocation", path(&first));
    let reason = json!({"reason": "Давхар олгосон"});
    registrar.post(&revocation, reason).await.expect(201);
    for certificate in [&first, &second] {
        let (seen, page) = verify(certificate).await;
        assert_eq!(seen["revoked"], true);
        assert!(page.contains("Гэрчилгээг хүчингүй болгосон"), "{page}");
    }
}

async fn what_no_longer_holds_cannot_be_corrected(house: House) {
    let (teacher, registrar, certificate) = certified(&house).await;
    let corrections = format!("{}/corrections", path(&certificate));
    let refused = teacher.post(&corrections, correction(1, "Баатар")).await;
    refused.refused(403, "forbidden");
    for (wrong, field) in [
        (
            json!({"version": 1, "reason": "?"}),
            "surname, given_name, course",
        ),
        (
            json!({"version": 1, "given_name": certificate["given_name"], "reason": "?"}),
            "surname, given_name, course",
        ),
        (
            json!({"version": 1, "given_name": "Баатар", "reason": ""}),
            "reason",
        ),
        (
            json!({"version": 1, "given_name": " Баатар", "reason": "?"}),
            "given_name",
        ),
        (json!({"version": 1, "hours": 48, "reason": "?"}), "hours"),
    ] {
        let refused = registrar.post(&corrections, wrong).await;
        let refused = refused.refused(422, "invalid");
        assert_eq!(refused["fields"][0]["field"], field, "{refused}");
    }
    correct(&registrar, &certificate, correction(1, "Баатар")).await;
    let stale = registrar.post(&corrections, correction(1, "Батаа")).await;
    stale.refused(409, "certificate_superseded");
    let revocation = format!("{}/revocation", path(&certificate));
    let reason = json!({"reason": "Давхар олгосон"});
    registrar
        .post(&revocation, reason.clone())
        .await
        .expect(201);
    let refused = registrar.post(&corrections, correction(2, "Батаа")).await;
    refused.refused(409, "certificate_revoked");
    let refused = registrar.post(&revocation, reason).await;
    refused.refused(409, "certificate_revoked");
    let nowhere = format!("/api/v1/certificates/{}/corrections", registrar.id());
    let refused = registrar.post(&nowhere, correction(1, "Батаа")).await;
    refused.refused(404, "not_found");
}

async fn a_correction_sent_twice_over_a_bad_line_happens_once(house: House) {
    let (_, registrar, certificate) = certified(&house).await;
    let corrections = format!("{}/corrections", path(&certificate));
    let headers = [("idempotency-key", "bad-line-1")];
    let mut answers = Vec::new();
    for _ in 0..2 {
        let body = correction(1, "Батбаяр");
        let sent = registrar.send_json(Method::POST, &corrections, &headers, body);
        answers.push(sent.await.expect(201));
    }
    assert_eq!(answers[0], answers[1]);
    // Of two registrars who correct at the same moment, one is told that it was corrected.
    let other = house.person(&[Role::Registrar]).await;
    let (one, two) = join(
        registrar.post(&corrections, correction(2, "Батаа")),
        other.post(&corrections, correction(2, "Батболд")),
    )
    .await;
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}
