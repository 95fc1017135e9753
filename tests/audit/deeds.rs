use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{actions, lines};
use crate::support::{Client, House, short_course};

stories![
    each_deed_about_people_leaves_one_line_and_a_refused_one_none,
    each_way_in_leaves_one_line_and_no_secret,
    each_deed_about_what_people_learn_leaves_one_line,
];

/// What the log says was done to somebody, the first first.
async fn done_to(house: &House, whom: &str) -> Vec<String> {
    let administrator = house.person(&[Role::Administrator]).await;
    let mut seen = lines(&administrator, &format!("person={whom}")).await;
    seen.reverse();
    actions(&seen).into_iter().map(str::to_owned).collect()
}

async fn each_deed_about_people_leaves_one_line_and_a_refused_one_none(house: House) {
    let administrator = house.person(&[Role::Administrator]).await;
    let officer = house.person(&[Role::Officer]).await;
    let school = json!({"name": "1-р сургууль"});
    officer
        .post("/api/v1/organisations", school.clone())
        .await
        .expect(403);
    let school = administrator
        .post("/api/v1/organisations", school)
        .await
        .expect(201);
    assert_eq!(house.deeds("organisation_created").await, 1);

    let new = json!({"email": "bat@example.mn", "surname": "Дорж", "given_name": "Бат"});
    officer
        .post("/api/v1/people", new.clone())
        .await
        .expect(403);
    let headers = [("idempotency-key", "one")];
    let path = "/api/v1/people";
    let register = async || {
        let post = Method::POST;
        administrator
            .send_json(post, path, &headers, new.clone())
            .await
    };
    let person = register().await.expect(201);
    register().await.expect(201);
    administrator.post(path, new.clone()).await.expect(409);
    let id = person["id"].as_str().unwrap();
    let path = format!("/api/v1/people/{id}");
    let change = async |change: Value| administrator.patch_if_match(&path, "*", change).await;
    change(json!({"surname": "Болд", "organisation_id": school["id"]}))
        .await
        .expect(200);
    change(json!({"email": "nobody"})).await.expect(422);
    change(json!({"active": false})).await.expect(200);
    change(json!({"active": true})).await.expect(200);
    let roles = format!("{path}/roles");
    let give = json!({"roles": ["learner", "registrar"]});
    administrator
        .put_if_match(&roles, "\"0\"", give.clone())
        .await
        .expect(412);
    administrator
        .put_if_match(&roles, "*", give)
        .await
        .expect(200);
    let invitation = format!("{path}/invitation");
    officer.post(&invitation, json!(null)).await.expect(403);
    administrator
        .post(&invitation, json!(null))
        .await
        .expect(202);
    assert_eq!(
        done_to(&house, id).await,
        [
            "person_registered",
            "person_changed",
            "person_switched_off",
            "person_switched_on",
            "roles_given",
            "person_invited",
        ]
    );
    let changed = lines(&administrator, "action=person_changed").await;
    let surname = &changed[0]["details"]["changed"]["surname"];
    assert_eq!(surname, &json!({"before": "Дорж", "after": "Болд"}));

    administrator
        .post("/api/v1/signing-keys", json!(null))
        .await
        .expect(201);
    officer
        .post("/api/v1/signing-keys", json!(null))
        .await
        .expect(403);
    assert_eq!(house.deeds("signing_key_replaced").await, 1);
}

async fn each_way_in_leaves_one_line_and_no_secret(house: House) {
    let tree = house.tree().await;
    let path = format!("/api/v1/people/{}", tree.teacher.id());
    let new = json!({"kind": "telephone", "value": "99001122"});
    let contacts = format!("{path}/contacts");
    tree.officer.post(&contacts, new.clone()).await.expect(201);
    tree.officer.post(&contacts, new.clone()).await.expect(409);
    tree.neighbour.post(&contacts, new).await.expect(404);
    // What one does to the own account is one's own affair.
    let own = json!({"kind": "telephone", "value": "99001123"});
    tree.teacher
        .post("/api/v1/me/contacts", own)
        .await
        .expect(201);

    let codes = format!("{path}/recovery-codes");
    tree.neighbour.post(&codes, json!(null)).await.expect(404);
    let issued = tree.officer.post(&codes, json!(null)).await.expect(201);
    let code = issued["code"].as_str().unwrap();
    let body = json!({"code": code, "name": "99001122", "password": "шинэ нууц үг"});
    let use_it = async || {
        house
            .stranger()
            .post("/api/v1/recovery-codes/use", body.clone())
            .await
    };
    use_it().await.expect(200);
    use_it().await.expect(401);

    let cards = json!({"organisation_id": tree.school});
    tree.neighbour
        .post("/api/v1/sign-in-cards", cards.clone())
        .await
        .expect(422);
    let printed = tree.officer.post("/api/v1/sign-in-cards", cards).await;
    assert_eq!(printed.status, 201);
    for _ in 0..2 {
        tree.officer
            .delete(&printed.header("location"))
            .await
            .expect(200);
    }
    let teacher = tree.teacher.id().to_string();
    assert_eq!(
        done_to(&house, &teacher).await,
        [
            "contact_added",
            "recovery_code_issued",
            "recovery_code_used",
            "sign_in_card_issued",
        ]
    );
    assert_eq!(house.deeds("sign_in_cards_revoked").await, 1);
    let told = serde_json::to_string(&lines(&tree.officer, "").await).unwrap();
    assert!(!told.contains(code) && !told.contains(&code.replace('-', "")));
    assert!(!told.contains("шинэ нууц үг"));
    // Whoever used the code did so on a device that is named.
    let used = &lines(&tree.officer, "action=recovery_code_used").await[0];
    assert_eq!(used["actor"]["id"], json!(teacher));
    assert_eq!(used["details"]["issued_by"], json!(tree.officer.id()));
}

async fn each_deed_about_what_people_learn_leaves_one_line(house: House) {
    let tree = house.tree().await;
    let author = house.person(&[Role::Methodologist]).await;
    let course = house.course(&author, short_course("Манлайлал", "mn")).await;
    let path = format!("/api/v1/courses/{}/enrolments", course.id);
    let enrol = async |by: &Client, people: Value| by.post(&path, json!({"people": people})).await;
    let (teacher, own) = (json!(tree.teacher.id()), json!(author.id()));
    enrol(&tree.teacher, json!([teacher])).await.expect(403);
    enrol(&author, json!([teacher, surgalt::ids::new_id()]))
        .await
        .expect(422);
    enrol(&author, json!([teacher, own])).await.expect(200);
    enrol(&author, json!([teacher])).await.expect(200);
    assert_eq!(house.deeds("person_enrolled").await, 1);

    let other = house.course(&author, short_course("Үнэлгээ", "mn")).await;
    let certificate = house.certificate(&author, &tree.teacher, &other).await;
    let registrar = house.person(&[Role::Registrar]).await;
    let id = certificate["id"].as_str().unwrap();
    let path = format!("/api/v1/certificates/{id}/revocation");
    let reason = json!({"reason": "Алдаатай"});
    tree.officer.post(&path, reason.clone()).await.expect(403);
    registrar.post(&path, reason.clone()).await.expect(201);
    registrar.post(&path, reason).await.expect(409);
    let teacher = tree.teacher.id().to_string();
    let done = ["person_enrolled", "certificate_revoked"];
    assert_eq!(done_to(&house, &teacher).await, done);
    assert_eq!(lines(&tree.officer, "").await.len(), 2);
    assert!(lines(&tree.neighbour, "").await.is_empty());
}
