use serde_json::json;
use surgalt::policy::Role;

use crate::support::{Client, House};

stories![
    a_request_sent_again_registers_a_person_once,
    every_bad_field_is_named_in_the_language_of_the_person,
    a_role_that_is_taken_away_is_gone_at_once,
    two_administrators_cannot_take_the_role_from_each_other,
    somebody_who_was_switched_off_cannot_go_on,
    a_change_made_from_an_older_state_is_refused,
    an_officer_sees_the_own_part_of_the_tree_only,
    replacing_the_signing_key_signs_nobody_out,
];

fn somebody(email: &str) -> serde_json::Value {
    json!({"email": email, "surname": "Дорж", "given_name": "Бат"})
}

async fn a_request_sent_again_registers_a_person_once(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let headers = [("idempotency-key", "one")];
    let post = async |body| {
        let method = actix_web::http::Method::POST;
        administrator
            .send_json(method, "/api/v1/people", &headers, body)
            .await
    };
    let first = post(somebody("Bat@Example.mn")).await.expect(201);
    let second = post(somebody("Bat@Example.mn")).await.expect(201);
    assert_eq!(first, second);
    assert_eq!(first["email"], "bat@example.mn");
    post(somebody("other@example.mn"))
        .await
        .refused(409, "idempotency_key_reused");

    let again = administrator
        .post("/api/v1/people", somebody("bat@example.mn"))
        .await;
    again.refused(409, "email_taken");
    let people = administrator.get("/api/v1/people").await.expect(200);
    assert_eq!(people["items"].as_array().unwrap().len(), 2);
}

async fn every_bad_field_is_named_in_the_language_of_the_person(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let bad = json!({"email": "nobody", "surname": "", "given_name": " Бат", "time_zone": "Mars"});
    for (language, word) in [
        ("mn", "хоосон"),
        ("en", "empty"),
        ("ru", "заполнено"),
        ("ky", "бош"),
    ] {
        let method = actix_web::http::Method::POST;
        let headers = [("accept-language", language)];
        let answer = administrator
            .send_json(method, "/api/v1/people", &headers, bad.clone())
            .await;
        assert_eq!(answer.header("content-language"), language);
        let problem = answer.refused(422, "invalid");
        let fields = problem["fields"].as_array().unwrap();
        let mut named: Vec<&str> = fields
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        named.sort_unstable();
        assert_eq!(named, ["email", "given_name", "surname", "time_zone"]);
        let surname = fields.iter().find(|one| one["field"] == "surname").unwrap();
        assert!(
            surname["message"].as_str().unwrap().contains(word),
            "{surname}"
        );
    }
    let unknown = json!({"email": "a@example.mn", "surname": "Д", "given_name": "Б", "age": 3});
    let problem = administrator
        .post("/api/v1/people", unknown)
        .await
        .refused(422, "invalid");
    assert!(
        problem["fields"][0]["message"]
            .as_str()
            .unwrap()
            .contains("age"),
        "{problem}"
    );
    let headers = [("content-type", "application/json")];
    let post = actix_web::http::Method::POST;
    for broken in [
        &b"{\"email\": \"a"[..],
        b"{\"email\": \"\xff\xfe\"}",
        b"\0",
        b"",
    ] {
        let answer = administrator
            .send(post.clone(), "/api/v1/people", &headers, broken.to_vec())
            .await;
        answer.refused(400, "malformed");
    }
    let huge = vec![b' '; house.app.config.server.json_limit_bytes + 1];
    administrator
        .send(post.clone(), "/api/v1/people", &headers, huge)
        .await
        .refused(413, "too_large");
    let plain = [("content-type", "text/plain")];
    let answer = administrator
        .send(post, "/api/v1/people", &plain, b"{}".to_vec())
        .await;
    answer.refused(415, "unsupported_media_type");
}

/// The roles of a person, changed by somebody.
async fn give(by: &Client, to: &Client, roles: &[&str]) -> crate::support::Answer {
    let path = format!("/api/v1/people/{}", to.id());
    let tag = by.get(&path).await.header("etag");
    by.put_if_match(&format!("{path}/roles"), &tag, json!({"roles": roles}))
        .await
}

async fn a_role_that_is_taken_away_is_gone_at_once(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let registrar = house.person(&[Role::Registrar]).await;
    registrar.get("/api/v1/people").await.expect(200);
    give(&administrator, &registrar, &["learner"])
        .await
        .expect(200);
    registrar
        .get("/api/v1/people")
        .await
        .refused(403, "forbidden");
}

async fn two_administrators_cannot_take_the_role_from_each_other(house: House) {
    let first = house.person(&[Role::Administrator]).await;
    let second = house.person(&[Role::Administrator]).await;
    let learner = ["learner"];
    let (one, other) = tokio::join!(
        give(&first, &second, &learner),
        give(&second, &first, &learner)
    );
    // Whoever came second is either no longer an administrator or would take the last one away.
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(matches!(statuses[1], 403 | 409), "{statuses:?}");
}

async fn somebody_who_was_switched_off_cannot_go_on(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let path = format!("/api/v1/people/{}", teacher.id());
    let tag = administrator.get(&path).await.header("etag");
    let off = json!({"active": false});
    administrator
        .patch_if_match(&path, &tag, off.clone())
        .await
        .expect(200);

    teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
    let renew = json!({"token": teacher.refresh_token});
    teacher
        .post("/api/v1/tokens", renew)
        .await
        .refused(401, "token_invalid");
    let credentials = json!({"email": teacher.email, "password": crate::support::PASSWORD});
    teacher
        .post("/api/v1/sign-in", credentials)
        .await
        .refused(401, "wrong_credentials");

    let own = format!("/api/v1/people/{}", administrator.id());
    let tag = administrator.get(&own).await.header("etag");
    administrator
        .patch_if_match(&own, &tag, off)
        .await
        .refused(409, "last_administrator");
}

async fn a_change_made_from_an_older_state_is_refused(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let path = format!("/api/v1/people/{}", teacher.id());
    let tag = administrator.get(&path).await.header("etag");
    let name = |name: &str| json!({"given_name": name});
    administrator
        .patch_if_match(&path, &tag, name("Өлзий"))
        .await
        .expect(200);
    administrator
        .patch_if_match(&path, &tag, name("Болд"))
        .await
        .refused(412, "changed");
    let method = actix_web::http::Method::PATCH;
    let without = administrator
        .send_json(method, &path, &[], name("Болд"))
        .await;
    without.refused(428, "if_match_required");
    assert_eq!(
        administrator.get(&path).await.expect(200)["given_name"],
        "Өлзий"
    );
}

async fn an_officer_sees_the_own_part_of_the_tree_only(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let organisation = async |name: &str, parent: Option<&str>| {
        let body = json!({"name": name, "parent_id": parent});
        let answer = administrator
            .post("/api/v1/organisations", body)
            .await
            .expect(201);
        answer["id"].as_str().unwrap().to_owned()
    };
    let province = organisation("Архангай", None).await;
    let school = organisation("1-р сургууль", Some(&province)).await;
    let elsewhere = organisation("Увс", None).await;
    let put = async |who: &Client, place: &str| {
        let path = format!("/api/v1/people/{}", who.id());
        let tag = administrator.get(&path).await.header("etag");
        let change = json!({"organisation_id": place});
        administrator
            .patch_if_match(&path, &tag, change)
            .await
            .expect(200);
    };
    let officer = house.person(&[Role::Learner, Role::Officer]).await;
    let near = house.person(&[Role::Learner]).await;
    let far = house.person(&[Role::Learner]).await;
    put(&officer, &province).await;
    put(&near, &school).await;
    put(&far, &elsewhere).await;

    let people = officer.get("/api/v1/people").await.expect(200);
    let mut seen: Vec<&str> = people["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    seen.sort_unstable();
    let mut expected = [officer.id().to_string(), near.id().to_string()];
    expected.sort_unstable();
    assert_eq!(seen, expected);
    officer
        .get(&format!("/api/v1/people/{}", near.id()))
        .await
        .expect(200);
    officer
        .get(&format!("/api/v1/people/{}", far.id()))
        .await
        .refused(404, "not_found");
    let organisations = officer.get("/api/v1/organisations").await.expect(200);
    assert_eq!(organisations["items"].as_array().unwrap().len(), 2);
}

async fn replacing_the_signing_key_signs_nobody_out(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let key = administrator
        .post("/api/v1/signing-keys", json!(null))
        .await
        .expect(201);
    teacher.get("/api/v1/me").await.expect(200);
    let mut again = teacher.clone();
    again.sign_in(crate::support::PASSWORD).await;
    let header = again.access_token.clone().unwrap();
    let header = jsonwebtoken::decode_header(header).unwrap();
    assert_eq!(header.kid.as_deref(), key["id"].as_str());

    // A key that has been replaced is deleted once no token of it can be valid any more.
    house.clock.advance(chrono::TimeDelta::hours(1));
    let mut administrator = administrator;
    administrator.sign_in(crate::support::PASSWORD).await;
    administrator
        .post("/api/v1/signing-keys", json!(null))
        .await
        .expect(201);
    teacher
        .get("/api/v1/me")
        .await
        .refused(401, "unauthenticated");
}
