use serde_json::json;
use surgalt::policy::Role;

use super::{course, draft, enrol_oneself, fields, id, publish, published_course};
use crate::support::House;

stories![
    publishing_freezes_the_draft,
    there_must_be_something_to_learn,
    a_learner_stays_on_a_version_until_moved_and_keeps_what_was_done,
    only_who_enrols_moves,
];

async fn publishing_freezes_the_draft(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let (tag, first) = draft(&author, &course).await;
    let version = publish(&author, &course).await;
    assert_eq!(version["number"], 1);
    // The draft is the same as before: whoever was editing it goes on.
    let mut changed = first.clone();
    changed["title"] = json!("Шинэ нэр");
    let path = format!("{course}/draft");
    author
        .put_if_match(&path, &tag, changed.clone())
        .await
        .expect(200);
    let seen = author.get(&course).await.expect(200);
    assert_eq!(
        (&seen["title"], &seen["version"]),
        (&first["title"], &json!(1))
    );
    publish(&author, &course).await;
    for (number, document) in [(1, first), (2, changed)] {
        let version = author
            .get(&format!("{course}/versions/{number}"))
            .await
            .expect(200);
        assert_eq!(version["document"], document);
        assert_eq!(version["published_by"], json!(author.id()));
    }
    let all = author.get(&format!("{course}/versions")).await.expect(200);
    let numbers: Vec<_> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["number"])
        .collect();
    assert_eq!(numbers, [1, 2]);
    author
        .get(&format!("{course}/versions/3"))
        .await
        .refused(404, "not_found");
}

async fn there_must_be_something_to_learn(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let new = json!({
        "programme_id": super::programme(&author).await,
        "draft": {"title": "Хоосон", "language": "mn", "hours": 1},
    });
    let course = author.post("/api/v1/courses", new).await.expect(201);
    let course = format!("/api/v1/courses/{}", id(&course));
    let versions = format!("{course}/versions");
    let refused = author
        .post(&versions, json!(null))
        .await
        .refused(422, "invalid");
    assert_eq!(fields(&refused), [("modules", "empty")]);
    let module = json!({"title": "Хоосон модуль"});
    author
        .post(&format!("{course}/modules"), module)
        .await
        .expect(201);
    let refused = author
        .post(&versions, json!(null))
        .await
        .refused(422, "invalid");
    assert_eq!(fields(&refused), [("modules[0].items", "empty")]);
    let seen = author.get(&course).await.expect(200);
    assert_eq!(seen["version"], json!(null));
}

async fn a_learner_stays_on_a_version_until_moved_and_keeps_what_was_done(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = published_course(&author).await;
    let enrolment = enrol_oneself(&teacher, &course).await;
    let (tag, mut changed) = draft(&author, &course).await;
    let lesson = id(&changed["modules"][0]["items"][0]).to_owned();
    let read = format!("{enrolment}/items/{lesson}/read");
    teacher.put(&read, json!(null)).await.expect(204);

    changed["title"] = json!("Манлайлал, шинэчилсэн");
    changed["modules"][0]["items"][0]["content"]["markdown"] = json!("Шинэ бичвэр");
    let new = json!({"title": "Нэмэлт", "content": {"kind": "lesson", "markdown": "Нэмэлт"}});
    changed["modules"][0]["items"]
        .as_array_mut()
        .unwrap()
        .push(new);
    let path = format!("{course}/draft");
    author.put_if_match(&path, &tag, changed).await.expect(200);
    publish(&author, &course).await;

    let before = teacher.get(&enrolment).await.expect(200);
    assert_eq!(
        (&before["version"], &before["title"]),
        (&json!(1), &json!("Манлайлал"))
    );
    assert_eq!(before["modules"][0]["items"].as_array().unwrap().len(), 2);
    let item = teacher
        .get(&format!("{enrolment}/items/{lesson}"))
        .await
        .expect(200);
    assert_eq!(item["html"], "<p>Сайн <em>байна</em> уу</p>\n");

    let path = format!("{enrolment}/move");
    let moved = author.post(&path, json!({})).await.expect(200);
    assert_eq!(moved["version"], 2);
    let after = teacher.get(&enrolment).await.expect(200);
    assert_eq!(after["title"], "Манлайлал, шинэчилсэн");
    assert_eq!(after["modules"][0]["items"][0]["state"], "read");
    assert_eq!(after["modules"][0]["items"][2]["state"], "open");
    let item = teacher
        .get(&format!("{enrolment}/items/{lesson}"))
        .await
        .expect(200);
    assert_eq!(item["html"], "<p>Шинэ бичвэр</p>\n");
    // And back, by number.
    let moved = author.post(&path, json!({"version": 1})).await.expect(200);
    assert_eq!(moved["version"], 1);
    let refused = author
        .post(&path, json!({"version": 7}))
        .await
        .refused(422, "invalid");
    assert_eq!(fields(&refused), [("version", "unknown")]);
}

async fn only_who_enrols_moves(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let officer = house.person(&[Role::Officer, Role::Registrar]).await;
    let course = published_course(&author).await;
    let enrolment = enrol_oneself(&teacher, &course).await;
    let path = format!("{enrolment}/move");
    for person in [&teacher, &officer] {
        person
            .post(&path, json!({}))
            .await
            .refused(403, "forbidden");
    }
    let nobody = format!("/api/v1/enrolments/{}/move", surgalt::ids::new_id());
    author
        .post(&nobody, json!({}))
        .await
        .refused(404, "not_found");
}
