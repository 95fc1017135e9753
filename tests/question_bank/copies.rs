use serde_json::{Value, json};
use surgalt::policy::Role;

use super::publishing::stocked;
use super::{
    category, course, draft, fields, id, path, question, quiz, revise, statement, the_quiz,
};
use crate::support::House;

stories![
    copies_stay_as_they_are_until_their_author_brings_them_up_to_date,
    what_a_draft_names_of_the_bank_must_be_there,
];

async fn copies_stay_as_they_are_until_their_author_brings_them_up_to_date(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let (_, questions) = stocked(&author, "Манлайлал", 3).await;
    let course = course(&author, quiz(json!([]))).await;
    let (_, drafted) = draft(&author, &course).await;
    let item = the_quiz(&drafted);
    revise(&author, &questions[1], "Манлайлал 2б").await;
    let copies = json!({"questions": [{"question_id": questions[0]["id"]},
        {"question_id": questions[1]["id"], "version": 1}, {"question_id": questions[2]["id"]}]});
    let path_of_copies = format!("{course}/items/{item}/questions/from-bank");
    let copied = author.post(&path_of_copies, copies).await.expect(201);
    let copied = copied.as_array().unwrap();
    assert_eq!(copied.len(), 3);
    assert_eq!(copied[1]["text"], "Манлайлал 2");
    assert_ne!(copied[0]["id"], questions[0]["id"]);

    // The quiz makes the first its own, and the bank revises the first and the last.
    let (tag, _) = draft(&author, &course).await;
    let mut own = copied[0].clone();
    own["text"] = json!("Манлайлал 1, өөрөөр");
    let own_path = format!("{course}/questions/{}", id(&copied[0]));
    author.put_if_match(&own_path, &tag, own).await.expect(200);
    revise(&author, &questions[0], "Манлайлал 1б").await;
    let report = format!("{course}/draft/bank-copies");
    let listed = author.get(&report).await.expect(200);
    let told = |name: &str| -> Vec<bool> {
        listed
            .as_array()
            .unwrap()
            .iter()
            .map(|copy| copy[name].as_bool().unwrap())
            .collect()
    };
    assert_eq!(told("outdated"), [true, true, false]);
    assert_eq!(told("edited"), [true, false, false]);

    let update = format!("{report}/update");
    let headers = |tag: &str| [("if-match".to_owned(), tag.to_owned())];
    let send = async |tag: &str, body: Value| {
        let headers = headers(tag);
        let headers: Vec<_> = headers
            .iter()
            .map(|(name, tag)| (name.as_str(), tag.as_str()))
            .collect();
        author
            .send_json(actix_web::http::Method::POST, &update, &headers, body)
            .await
    };
    send(&tag, json!({})).await.refused(412, "changed");
    let (tag, _) = draft(&author, &course).await;
    let changed = send(&tag, json!({})).await.expect(200);
    assert_eq!(changed[0]["text"], "Манлайлал 2б");
    assert_eq!(
        (&changed[0]["id"], &changed[1]),
        (&copied[1]["id"], &Value::Null)
    );
    // The edited one changes when its author names it.
    let (tag, _) = draft(&author, &course).await;
    let named = json!({"questions": [copied[0]["id"]]});
    let changed = send(&tag, named).await.expect(200);
    assert_eq!(changed[0]["text"], "Манлайлал 1б");
    assert_eq!(changed[0]["source"]["version"], 2);
    let (tag, _) = draft(&author, &course).await;
    let unknown = json!({"questions": [surgalt::ids::new_id()]});
    let unknown = send(&tag, unknown).await.refused(422, "invalid");
    assert_eq!(fields(&unknown), [("questions[0]", "unknown")]);
    let uses = author
        .get(&format!("{}/uses", path(&questions[0])))
        .await
        .expect(200);
    assert_eq!(
        (&uses[0]["course_version"], &uses[0]["drawn"]),
        (&Value::Null, &json!(false))
    );
}

async fn what_a_draft_names_of_the_bank_must_be_there(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Манлайлал", None).await;
    let kept = question(&author, &bank, "Зөв үү?").await;
    let course = course(&author, quiz(json!([]))).await;
    let (_, drafted) = draft(&author, &course).await;
    let item = the_quiz(&drafted);
    let copy = format!("{course}/items/{item}/questions/from-bank");
    let missing = json!({"questions": [{"question_id": surgalt::ids::new_id()},
        {"question_id": kept["id"], "version": 9}]});
    let problem = author.post(&copy, missing).await.refused(422, "invalid");
    let expected = [
        ("questions[0].question_id", "unknown"),
        ("questions[1].version", "unknown"),
    ];
    assert_eq!(fields(&problem), expected);
    author
        .patch_if_match(&path(&kept), "*", json!({"retired": true}))
        .await
        .expect(200);
    let retired = json!({"questions": [{"question_id": kept["id"]}]});
    let problem = author.post(&copy, retired).await.refused(422, "invalid");
    assert_eq!(fields(&problem), [("questions[0].question_id", "retired")]);

    let (tag, mut document) = draft(&author, &course).await;
    let content = &mut document["modules"][0]["items"][0]["content"];
    content["draws"] = json!([{"count": 1, "pool": {"category_id": surgalt::ids::new_id()}}]);
    content["questions"][0]["source"] = json!({"question_id": kept["id"], "version": 7});
    let path = format!("{course}/draft");
    let problem = author
        .put_if_match(&path, &tag, document.clone())
        .await
        .refused(422, "invalid");
    let place = "modules[0].items[0].content";
    let expected = [
        (format!("{place}.draws[0].pool.category_id"), "unknown"),
        (format!("{place}.questions[0].source"), "unknown"),
    ];
    let expected = expected
        .each_ref()
        .map(|(field, code)| (field.as_str(), *code));
    assert_eq!(fields(&problem), expected);
    let content = &mut document["modules"][0]["items"][0]["content"];
    content["draws"] = json!([{"count": 1, "pool": {"category_id": bank["id"]}, "section": 1}]);
    content["questions"][0] = statement("Зөв үү?");
    let problem = author
        .put_if_match(&path, &tag, document.clone())
        .await
        .refused(422, "invalid");
    let section = format!("{place}.draws[0].section");
    assert_eq!(fields(&problem), [(section.as_str(), "unknown")]);
    document["modules"][0]["items"][0]["content"]["draws"][0]["section"] = json!(0);
    author.put_if_match(&path, &tag, document).await.expect(200);
    // A category that a draft draws from stays.
    author
        .patch_if_match(&super::path(&kept), "*", json!({"retired": false}))
        .await
        .expect(200);
    let emptied = category(&author, "Өөр", None).await;
    let moved = json!({"category_id": emptied["id"]});
    author
        .patch_if_match(&super::path(&kept), "*", moved)
        .await
        .expect(200);
    let bank = format!("{}/{}", super::CATEGORIES, id(&bank));
    author.delete(&bank).await.refused(409, "in_use");
}
