//! An officer's roster is about the own part of the tree, and tells nothing of the rest.

use serde_json::json;
use surgalt::policy::Role;

use super::{PATH, Register, apply, organisation, outcome, path_of, rows, send};
use crate::support::{Client, House};

stories![
    an_officer_imports_a_list_of_the_own_part_only,
    an_officers_imports_are_nobody_elses,
    an_officer_who_watches_another_part_by_now_applies_nothing_of_the_former,
];

async fn officer(register: &Register, place: &str) -> Client {
    let officer = register.house.person(&[Role::Officer]).await;
    let path = format!("/api/v1/people/{}/placements", officer.id());
    let fact = json!({"organisation_id": place, "position": "education_office_specialist",
        "since": "2019-09-01"});
    register.administrator.post(&path, fact).await.expect(201);
    officer
}

async fn an_officer_imports_a_list_of_the_own_part_only(house: House) {
    let register = Register::open(house).await;
    let neighbour = organisation(&register.administrator, "Увс аймаг", None).await;
    let elsewhere = organisation(&register.administrator, "Увсын сургууль", Some(&neighbour)).await;
    let far = json!({"organisation_id": elsewhere, "register_number": "УБ85011234",
        "email": "far@example.mn"});
    register.teacher("Дорж", "Бат", far).await;
    let own = register.teacher("Лхагва", "Болд", json!({})).await;
    let officer = officer(&register, &register.province).await;
    let list = "Овог,Нэр,РД,Сургууль,Албан тушаал,И-мэйл\n\
        Дорж,Бат,УБ85011234,1-р сургууль,Багш,\n\
        Дорж,Бат,,1-р сургууль,Багш,\n\
        Хэн,Нэгэн,,1-р сургууль,Багш,far@example.mn\n\
        Пүрэв,Оюун,,Увсын сургууль,Багш,\n\
        Пүрэв,Оюун,,Байхгүй сургууль,Багш,\n\
        Лхагва,Болд,,1-р сургууль,Захирал,\n";
    let sent = send(&officer, list.as_bytes(), &[("complete", "true")]).await;
    let path = path_of(&sent.expect(201));
    register.house.outbox_is_empty().await;
    // Whether there is such a school elsewhere, or such a teacher, is not told.
    assert_eq!(
        rows(&officer, &path, "").await,
        [
            "2 error Бат outside",
            "3 new Бат",
            "4 error Нэгэн outside",
            "5 error Оюун outside",
            "6 error Оюун outside",
            "7 changed Болд",
        ]
    );
    let errors = officer
        .get(&format!("{path}/rows?difference=error"))
        .await
        .expect(200);
    let errors = errors.to_string();
    assert!(
        !errors.contains(&elsewhere) && !errors.contains("person_id\":\""),
        "{errors}"
    );
    let import = apply(&register, &officer, &path).await;
    assert_eq!(outcome(&import, "applied"), 2);
    let own = register
        .administrator
        .get(&format!("/api/v1/people/{own}"))
        .await;
    assert_eq!(own.expect(200)["position"], "director");
    // The organisation beside a list is one's own as well.
    let list = "Овог,Нэр\nДорж,Бат\n".as_bytes();
    let named = send(&officer, list, &[("organisation_id", elsewhere.as_str())]).await;
    named.refused(422, "invalid");
}

async fn an_officers_imports_are_nobody_elses(house: House) {
    let register = Register::open(house).await;
    let one = officer(&register, &register.school).await;
    let other = officer(&register, &register.other).await;
    let list = "Овог,Нэр,Сургууль\nДорж,Бат,1-р сургууль\n".as_bytes();
    let path = path_of(&send(&one, list, &[]).await.expect(201));
    register.house.outbox_is_empty().await;
    other.get(&path).await.refused(404, "not_found");
    other
        .get(&format!("{path}/rows"))
        .await
        .refused(404, "not_found");
    for deed in ["application", "undoing"] {
        let asked = other.post(&format!("{path}/{deed}"), json!(null)).await;
        asked.refused(404, "not_found");
    }
    let decision = json!({"decision": "leave_out"});
    let decided = other
        .put(&format!("{path}/rows/1/decision"), decision)
        .await;
    decided.refused(404, "not_found");
    let seen = other.get(PATH).await.expect(200);
    assert_eq!(seen["items"], json!([]));
    let seen = register.registrar.get(PATH).await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    let teacher = register.house.person(&[Role::Learner]).await;
    let refused = send(&teacher, list, &[]).await;
    refused.refused(403, "forbidden");
    // Who is no longer an officer can apply nothing.
    let roles = format!("/api/v1/people/{}", one.id());
    let tag = register.administrator.get(&roles).await.header("etag");
    let roles = format!("{roles}/roles");
    let taken = json!({"roles": ["learner"]});
    register
        .administrator
        .put_if_match(&roles, &tag, taken)
        .await
        .expect(200);
    let late = one.post(&format!("{path}/application"), json!(null)).await;
    late.refused(403, "forbidden");
}

async fn an_officer_who_watches_another_part_by_now_applies_nothing_of_the_former(house: House) {
    let register = Register::open(house).await;
    let officer = officer(&register, &register.school).await;
    let list = "Овог,Нэр,Сургууль\nДорж,Бат,1-р сургууль\n".as_bytes();
    let path = path_of(&send(&officer, list, &[]).await.expect(201));
    register.house.outbox_is_empty().await;
    let place = format!("/api/v1/people/{}/placements", officer.id());
    let fact = json!({"organisation_id": register.other, "since": "2021-09-01",
        "position": "education_office_specialist"});
    register.administrator.post(&place, fact).await.expect(201);
    let import = apply(&register, &officer, &path).await;
    assert_eq!(outcome(&import, "skipped"), 1);
    assert_eq!(rows(&officer, &path, "").await, ["2 new Бат outside"]);
    assert!(register.person("Бат Дорж").await.is_none());
}
