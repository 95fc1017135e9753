use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{course, draft, fields, id, question};
use crate::support::House;

stories![
    an_author_writes_a_course_part_by_part,
    two_authors_at_once_never_overwrite_each_other,
    an_author_puts_the_course_in_another_order,
    identifiers_are_given_by_the_server_and_stay,
    what_is_refused_in_a_draft_is_named_where_it_stands,
    a_part_that_is_added_twice_over_a_bad_line_is_there_once,
    only_authors_write,
];

async fn an_author_writes_a_course_part_by_part(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let module = json!({"title": "Гуравдугаар модуль"});
    let module = author
        .post(&format!("{course}/modules"), module)
        .await
        .expect(201);
    let lesson = json!({"title": "Хичээл", "content": {"kind": "lesson", "markdown": "**Нэг**"}});
    let items = format!("{course}/modules/{}/items", id(&module));
    let lesson = author.post(&items, lesson).await.expect(201);
    let quiz = json!({"title": "Сорил", "content":
        {"kind": "quiz", "pass_percent": 50, "questions": [question()]}});
    let quiz = author.post(&items, quiz).await.expect(201);
    let questions = format!("{course}/items/{}/questions", id(&quiz));
    let second = author.post(&questions, question()).await.expect(201);

    let preview = author
        .get(&format!("{course}/items/{}/preview", id(&lesson)))
        .await;
    assert_eq!(preview.expect(200)["html"], "<p><strong>Нэг</strong></p>\n");

    let (tag, _) = draft(&author, &course).await;
    let mut changed = lesson.clone();
    changed["content"]["markdown"] = json!("Хоёр");
    let item = format!("{course}/items/{}", id(&lesson));
    let answer = author.put_if_match(&item, &tag, changed.clone()).await;
    let tag = answer.header("etag");
    assert_eq!(answer.expect(200), changed);
    let mut changed = second.clone();
    changed["text"] = json!("Өөр асуулт");
    let path = format!("{course}/questions/{}", id(&second));
    let answer = author.put_if_match(&path, &tag, changed.clone()).await;
    let tag = answer.header("etag");
    assert_eq!(answer.expect(200), changed);
    let answer = author.delete_if_match(&path, &tag).await;
    let tag = answer.header("etag");
    answer.expect(204);
    let answer = author.delete_if_match(&item, &tag).await;
    let tag = answer.header("etag");
    answer.expect(204);

    let (now, whole) = draft(&author, &course).await;
    assert_eq!(now, tag);
    assert_eq!(whole["modules"][2]["items"], json!([quiz]));
    let path = format!("{course}/modules/{}", id(&module));
    let renamed = json!({"title": "Сүүлчийн модуль"});
    let answer = author.put_if_match(&path, &tag, renamed).await;
    let tag = answer.header("etag");
    assert_eq!(answer.expect(200)["id"], module["id"]);
    author.delete_if_match(&path, &tag).await.expect(204);
    let (tag, whole) = draft(&author, &course).await;
    assert_eq!(whole["modules"].as_array().unwrap().len(), 2);
    author
        .delete_if_match(&path, &tag)
        .await
        .refused(404, "not_found");
}

async fn two_authors_at_once_never_overwrite_each_other(house: House) {
    let first = house.person(&[Role::Methodologist]).await;
    let second = house.person(&[Role::Methodologist]).await;
    let course = course(&first).await;
    let (tag, read) = draft(&first, &course).await;
    let with_title = |title: &str| {
        let mut document = read.clone();
        document["title"] = json!(title);
        document
    };
    let path = format!("{course}/draft");
    let one = first.put_if_match(&path, &tag, with_title("Нэгний нэр"));
    let other = second.put_if_match(&path, &tag, with_title("Хоёрын нэр"));
    let (one, other) = futures_util::join!(one, other);
    let (kept, refused) = match one.status.as_u16() {
        200 => (one, other),
        _ => (other, one),
    };
    let kept = kept.expect(200);
    refused.refused(412, "changed");
    assert_eq!(draft(&first, &course).await.1, kept);
    let blind = first.put(&path, kept).await;
    blind.refused(428, "if_match_required");
}

async fn an_author_puts_the_course_in_another_order(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let (tag, before) = draft(&author, &course).await;
    let modules = &before["modules"];
    let entry = |item: &Value| json!({"id": item["id"]});
    let (lesson, quiz) = (&modules[0]["items"][0], &modules[0]["items"][1]);
    let webinar = &modules[1]["items"][0];
    let order = json!({"modules": [
        {"id": modules[1]["id"], "items": [entry(quiz), entry(webinar)]},
        {"id": modules[0]["id"], "items": [entry(lesson)]}]});
    let path = format!("{course}/outline");
    let mut forgets = order.clone();
    forgets["modules"][1]["items"] = json!([]);
    let refused = author.put_if_match(&path, &tag, forgets).await;
    assert_eq!(
        fields(&refused.refused(422, "invalid")),
        [("modules", "incomplete")]
    );
    assert_eq!(draft(&author, &course).await, (tag.clone(), before.clone()));
    let after = author.put_if_match(&path, &tag, order).await.expect(200);
    assert_eq!(after["modules"][0]["items"], json!([quiz, webinar]));
    assert_eq!(after["modules"][1]["items"], json!([lesson]));
}

async fn identifiers_are_given_by_the_server_and_stay(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let path = format!("{course}/draft");
    let (tag, before) = draft(&author, &course).await;
    let mut document = before.clone();
    let new = json!({"title": "Шинэ", "content": {"kind": "lesson", "markdown": ""}});
    document["modules"][0]["items"]
        .as_array_mut()
        .unwrap()
        .insert(0, new);
    let answer = author.put_if_match(&path, &tag, document).await;
    let tag = answer.header("etag");
    let after = answer.expect(200);
    assert_eq!(
        after["modules"][0]["items"][1],
        before["modules"][0]["items"][0]
    );
    let given = id(&after["modules"][0]["items"][0]).to_owned();
    assert_ne!(given, "00000000-0000-0000-0000-000000000000");

    let mut doubled = after.clone();
    doubled["modules"][1]["id"] = after["modules"][0]["id"].clone();
    doubled["modules"][1]["items"][0]["id"] = json!(surgalt::ids::new_id());
    let refused = author
        .put_if_match(&path, &tag, doubled)
        .await
        .refused(422, "invalid");
    assert_eq!(
        fields(&refused),
        [
            ("modules[1].id", "duplicate_identifier"),
            ("modules[1].items[0].id", "unknown")
        ]
    );
    // A lesson that learners have read cannot become a quiz that they have not answered.
    let item = format!("{course}/items/{given}");
    let quiz = json!({"title": "Сорил", "content":
        {"kind": "quiz", "pass_percent": 50, "questions": [question()]}});
    let refused = author
        .put_if_match(&item, &tag, quiz)
        .await
        .refused(422, "invalid");
    assert_eq!(fields(&refused), [("id", "identifier_jumps")]);
    // What a published version has may come back into the draft.
    super::publish(&author, &course).await;
    let answer = author.delete_if_match(&item, &tag).await;
    let tag = answer.header("etag");
    answer.expect(204);
    author.put_if_match(&path, &tag, after).await.expect(200);
}

async fn what_is_refused_in_a_draft_is_named_where_it_stands(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let (tag, read) = draft(&author, &course).await;
    let path = format!("{course}/draft");
    let mut document = read.clone();
    document["title"] = json!("");
    document["modules"][0]["items"][1]["content"]["questions"] = json!([]);
    document["modules"][1]["items"][0]["content"]["minutes"] = json!(0);
    let refused = author
        .put_if_match(&path, &tag, document)
        .await
        .refused(422, "invalid");
    let mut named = fields(&refused);
    named.sort_unstable();
    let expected = [
        ("modules[0].items[1].content.questions", "empty"),
        ("modules[1].items[0].content.minutes", "too_small"),
        ("title", "empty"),
    ];
    assert_eq!(named, expected);
    let mut document = read.clone();
    document["modules"][0]["items"][0]["content"]["files"] = json!([surgalt::ids::new_id()]);
    let refused = author.put_if_match(&path, &tag, document.clone()).await;
    let file = ("modules[0].items[0].content.files[0]", "unknown");
    assert_eq!(fields(&refused.refused(422, "invalid")), [file]);
    // Of one item, the field is named from the item.
    let item = &document["modules"][0]["items"][0];
    let path = format!("{course}/items/{}", id(item));
    let refused = author.put_if_match(&path, &tag, item.clone()).await;
    assert_eq!(
        fields(&refused.refused(422, "invalid")),
        [("content.files[0]", "unknown")]
    );
    let quiz = &read["modules"][0]["items"][1]["content"]["questions"][0];
    let path = format!("{course}/questions/{}", id(quiz));
    author
        .delete_if_match(&path, &tag)
        .await
        .refused(422, "invalid");
    assert_eq!(draft(&author, &course).await, (tag, read));
}

async fn a_part_that_is_added_twice_over_a_bad_line_is_there_once(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let path = format!("{course}/modules");
    let module = json!({"title": "Гуравдугаар модуль"});
    let key = [("idempotency-key", "module-3")];
    let first = author
        .send_json(Method::POST, &path, &key, module.clone())
        .await
        .expect(201);
    let again = author
        .send_json(Method::POST, &path, &key, module)
        .await
        .expect(201);
    assert_eq!(first, again);
    let (_, whole) = draft(&author, &course).await;
    assert_eq!(whole["modules"].as_array().unwrap().len(), 3);
}

async fn only_authors_write(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house
        .person(&[Role::Learner, Role::Officer, Role::Registrar])
        .await;
    let course = super::published_course(&author).await;
    let (tag, read) = draft(&author, &course).await;
    let (module, item) = (id(&read["modules"][0]), id(&read["modules"][0]["items"][1]));
    let question = id(&read["modules"][0]["items"][1]["content"]["questions"][0]);
    for path in [
        format!("{course}/modules/{module}"),
        format!("{course}/items/{item}"),
        format!("{course}/questions/{question}"),
    ] {
        teacher
            .delete_if_match(&path, &tag)
            .await
            .refused(403, "forbidden");
    }
    for (path, body) in [
        (format!("{course}/modules"), &read["modules"][0]),
        (
            format!("{course}/modules/{module}/items"),
            &read["modules"][0]["items"][0],
        ),
        (
            format!("{course}/items/{item}/questions"),
            &super::question(),
        ),
    ] {
        teacher
            .post(&path, body.clone())
            .await
            .refused(403, "forbidden");
    }
    let path = format!("{course}/versions");
    teacher
        .post(&path, json!(null))
        .await
        .refused(403, "forbidden");
    let path = format!("{course}/draft");
    teacher
        .put_if_match(&path, &tag, read.clone())
        .await
        .refused(403, "forbidden");
    let preview = teacher.get(&format!("{course}/items/{item}/preview")).await;
    preview.refused(403, "forbidden");
    assert_eq!(draft(&author, &course).await, (tag, read));
}
