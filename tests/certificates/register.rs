use serde_json::json;
use surgalt::policy::Role;

use crate::support::{House, short_course};

stories![
    a_stranger_gets_nothing_of_anothers_certificate,
    the_registrar_revokes_a_certificate_once_and_for_all,
    a_revocation_sent_twice_over_a_bad_line_happens_once,
    the_registrar_turns_the_pages_of_the_register,
];

async fn a_stranger_gets_nothing_of_anothers_certificate(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let path = format!(
        "/api/v1/certificates/{}",
        certificate["id"].as_str().unwrap()
    );
    let pdf = format!("{path}/pdf");
    teacher.get(&path).await.expect(200);

    let reason = json!({"reason": "Атаархал"});
    for roles in [Role::Learner, Role::Officer, Role::Methodologist] {
        let other = house.person(&[roles]).await;
        other.get(&path).await.refused(404, "not_found");
        other.get(&pdf).await.refused(404, "not_found");
        let register = other.get("/api/v1/certificates").await;
        match roles {
            // An officer of nothing sees nothing of others.
            Role::Officer => assert_eq!(register.expect(200)["items"], json!([])),
            _ => {
                register.refused(403, "forbidden");
            }
        }
        let revocation = format!("{path}/revocation");
        let refused = other.post(&revocation, reason.clone()).await;
        refused.refused(403, "forbidden");
        let own = other.get("/api/v1/me/certificates").await.expect(200);
        assert_eq!(own["items"], json!([]));
    }
    for path in [
        &path,
        &pdf,
        "/api/v1/me/certificates",
        "/api/v1/certificates",
    ] {
        let refused = house.stranger().get(path).await;
        refused.refused(401, "unauthenticated");
    }
    let registrar = house.person(&[Role::Registrar]).await;
    assert_eq!(
        registrar.get(&path).await.expect(200),
        teacher.get(&path).await.expect(200)
    );
}

async fn the_registrar_revokes_a_certificate_once_and_for_all(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let path = format!(
        "/api/v1/certificates/{}",
        certificate["id"].as_str().unwrap()
    );
    let revocation = format!("{path}/revocation");
    registrar
        .post(&revocation, json!({"reason": ""}))
        .await
        .refused(422, "invalid");
    let reason = json!({"reason": "Нэр буруу бичигдсэн"});
    let revoked = registrar
        .post(&revocation, reason.clone())
        .await
        .expect(201);
    assert_eq!(revoked["revocation_reason"], "Нэр буруу бичигдсэн");
    assert_eq!(revoked["revoked_by"], json!(registrar.id()));
    let again = registrar.post(&revocation, reason.clone()).await;
    again.refused(409, "certificate_revoked");
    let nowhere = format!("/api/v1/certificates/{}/revocation", registrar.id());
    registrar
        .post(&nowhere, reason)
        .await
        .refused(404, "not_found");

    let pdf = teacher.get(&format!("{path}/pdf")).await;
    pdf.refused(409, "certificate_revoked");
    let code = certificate["code"].as_str().unwrap();
    let seen = house
        .stranger()
        .get(&format!("/api/v1/verify/{code}"))
        .await;
    let seen = seen.expect(200);
    assert_eq!(seen["revoked"], true);
    assert!(!seen.to_string().contains("буруу"), "{seen}");
    let page = house.stranger().get(&format!("/verify/{code}")).await;
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("Гэрчилгээг хүчингүй болгосон"), "{page}");
    assert!(!page.contains("хүчинтэй байна") && !page.contains("буруу"));
}

async fn a_revocation_sent_twice_over_a_bad_line_happens_once(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    let certificate = house.certificate(&host, &teacher, &course).await;
    let id = certificate["id"].as_str().unwrap();
    let path = format!("/api/v1/certificates/{id}/revocation");
    let post = || {
        let headers = [("idempotency-key", "bad-line-1")];
        let body = json!({"reason": "Давхар олгосон"});
        let method = actix_web::http::Method::POST;
        let registrar = registrar.clone();
        let path = path.clone();
        async move { registrar.send_json(method, &path, &headers, body).await }
    };
    let first = post().await.expect(201);
    assert_eq!(post().await.expect(201), first);
}

async fn the_registrar_turns_the_pages_of_the_register(house: House) {
    let host = house.person(&[Role::Methodologist]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let course = house.course(&host, short_course("Манлайлал", "mn")).await;
    for _ in 0..3 {
        let teacher = house.person(&[Role::Learner]).await;
        house.certificate(&host, &teacher, &course).await;
    }
    let first = registrar.get("/api/v1/certificates?limit=2").await;
    let first = first.expect(200);
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let next = first["next"].as_str().unwrap();
    let path = format!("/api/v1/certificates?limit=2&after={next}");
    let last = registrar.get(&path).await.expect(200);
    assert_eq!(last["items"].as_array().unwrap().len(), 1);
    assert_eq!(last["next"], json!(null));
}
