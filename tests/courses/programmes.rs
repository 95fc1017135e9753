use serde_json::json;
use surgalt::policy::Role;

use super::{course, fields};
use crate::support::House;

stories![
    a_methodologist_makes_programmes_and_everybody_reads_them,
    a_programme_has_parts_and_is_no_part_of_itself,
    a_course_is_seen_by_its_authors_first_and_by_all_once_it_is_open,
    settings_change_only_from_the_state_that_was_read,
];

async fn a_methodologist_makes_programmes_and_everybody_reads_them(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let path = "/api/v1/programmes";
    let new = json!({"code": "5.2", "title": "Манлайлал", "description": "Дэд хөтөлбөр"});
    teacher
        .post(path, new.clone())
        .await
        .refused(403, "forbidden");
    let made = methodologist.post(path, new.clone()).await.expect(201);
    methodologist
        .post(path, new)
        .await
        .refused(409, "already_exists");

    let one = format!("{path}/{}", super::id(&made));
    let read = teacher.get(&one).await;
    let tag = read.header("etag");
    assert_eq!(read.expect(200), made);
    let change = json!({"title": "Манлайлал 2"});
    let changed = methodologist
        .patch_if_match(&one, &tag, change.clone())
        .await
        .expect(200);
    assert_eq!(
        (&changed["title"], &changed["code"]),
        (&json!("Манлайлал 2"), &json!("5.2"))
    );
    methodologist
        .patch_if_match(&one, &tag, change)
        .await
        .refused(412, "changed");
    let all = teacher.get(path).await.expect(200);
    assert_eq!(all["items"], json!([changed]));
}

async fn a_programme_has_parts_and_is_no_part_of_itself(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let path = "/api/v1/programmes";
    let whole = json!({"code": "1000", "title": "1000 багш", "provider": "Мэргэжлийн хөгжлийн төв",
        "first_year": 2021, "last_year": 2023, "legal_basis": "А/12 тушаал", "credits": 1.25, "hours": 40});
    let whole = methodologist.post(path, whole).await.expect(201);
    assert_eq!(
        (&whole["credits"], &whole["hours"], &whole["parent_id"]),
        (&json!(1.25), &json!(40), &json!(null))
    );
    let part = json!({"code": "1000.1", "title": "Дэд хөтөлбөр", "parent_id": whole["id"]});
    let part = methodologist.post(path, part).await.expect(201);
    let below = json!({"code": "1000.1.1", "title": "Хэсэг", "parent_id": part["id"]});
    let below = methodologist.post(path, below).await.expect(201);
    let parts = methodologist
        .get(&format!("{path}?parent={}", super::id(&whole)))
        .await
        .expect(200);
    assert_eq!(parts["items"], json!([part]));
    methodologist
        .get(&format!("{path}?parent=7"))
        .await
        .refused(422, "invalid");
    for (field, value) in [
        ("parent_id", json!(surgalt::ids::new_id())),
        ("credits", json!(-1)),
        ("credits", json!(1.234)),
        ("hours", json!(-1)),
        ("last_year", json!(2020)),
    ] {
        let mut new = json!({"code": "?", "title": "?", "first_year": 2021});
        new[field] = value;
        let refused = methodologist.post(path, new).await.refused(422, "invalid");
        assert_eq!(fields(&refused)[0].0, field);
    }

    let one = format!("{path}/{}", super::id(&whole));
    let tag = methodologist.get(&one).await.header("etag");
    for above in [&whole, &part, &below] {
        let circle = json!({"parent_id": above["id"]});
        let refused = methodologist.patch_if_match(&one, &tag, circle).await;
        let refused = refused.refused(422, "invalid");
        assert_eq!(fields(&refused), [("parent_id", "not_below_itself")]);
    }
    let free = format!("{path}/{}", super::id(&part));
    let tag = methodologist.get(&free).await.header("etag");
    let change = json!({"parent_id": null, "credits": 2, "first_year": 2022});
    let changed = methodologist
        .patch_if_match(&free, &tag, change)
        .await
        .expect(200);
    assert_eq!(
        (
            &changed["parent_id"],
            &changed["credits"],
            &changed["first_year"]
        ),
        (&json!(null), &json!(2.0), &json!(2022))
    );
}

async fn a_course_is_seen_by_its_authors_first_and_by_all_once_it_is_open(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let colleague = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let address = course(&methodologist).await;
    teacher.get(&address).await.refused(404, "not_found");
    let seen = colleague.get(&address).await.expect(200);
    assert_eq!(
        (&seen["title"], &seen["version"]),
        (&json!("Манлайлал"), &json!(null))
    );
    assert_eq!(
        seen["description_html"],
        "<p>Багш нарт <strong>зориулав</strong>.</p>\n"
    );

    super::publish(&methodologist, &address).await;
    let seen = teacher.get("/api/v1/courses").await.expect(200);
    assert_eq!(seen["items"][0]["version"], 1);
    assert_eq!(seen["items"][0]["hours"], 8);
    let tag = methodologist.get(&address).await.header("etag");
    let closed = json!({"self_enrolment": false});
    methodologist
        .patch_if_match(&address, &tag, closed)
        .await
        .expect(200);
    teacher.get(&address).await.refused(404, "not_found");
    let seen = teacher.get("/api/v1/courses").await.expect(200);
    assert_eq!(seen["items"], json!([]));
    for part in ["/draft", "/versions", "/versions/1", "/files"] {
        let refused = teacher.get(&format!("{address}{part}")).await;
        refused.refused(403, "forbidden");
    }
    house
        .stranger()
        .get(&address)
        .await
        .refused(401, "unauthenticated");
}

async fn settings_change_only_from_the_state_that_was_read(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let address = course(&methodologist).await;
    let tag = methodologist.get(&address).await.header("etag");
    let change = json!({"self_enrolment": false});
    let refused = teacher.patch_if_match(&address, &tag, change.clone()).await;
    refused.refused(403, "forbidden");
    let moved = json!({"programme_id": surgalt::ids::new_id()});
    let refused = methodologist.patch_if_match(&address, &tag, moved).await;
    assert_eq!(
        fields(&refused.refused(422, "invalid")),
        [("programme_id", "unknown")]
    );
    methodologist
        .patch_if_match(&address, &tag, change.clone())
        .await
        .expect(200);
    methodologist
        .patch_if_match(&address, &tag, change)
        .await
        .refused(412, "changed");
}
