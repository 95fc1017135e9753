//! Forms are drafted, checked, published in versions, and then stay as they are.

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::SATISFACTION;
use crate::support::House;

stories![
    a_form_stays_as_it_was_published,
    a_form_that_does_not_fit_together_is_refused_by_name,
    the_forms_of_the_house_are_there_and_stay,
];

fn draft(key: &str) -> Value {
    json!({"languages": ["mn"], "title": {"mn": "Хичээлийн санал"},
        "questions": [{"key": key, "text": {"mn": "Хурд ямар байв?"},
            "asks": {"kind": "scale", "steps": 5}}]})
}

async fn a_form_stays_as_it_was_published(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let new = json!({"purpose": "survey", "draft": draft("pace")});
    let form = author.post("/api/v1/forms", new).await.expect(201);
    let path = format!("/api/v1/forms/{}", form["id"].as_str().unwrap());
    let tag = author.get(&path).await.header("etag");
    let version = author
        .post(&format!("{path}/versions"), json!(null))
        .await
        .expect(201);
    assert_eq!(version["number"], 1);
    author
        .put_if_match(&path, &tag, draft("speed"))
        .await
        .expect(200);
    let stale = author.put_if_match(&path, &tag, draft("haste")).await;
    stale.refused(412, "changed");
    let first = author.get(&format!("{path}/versions/1")).await.expect(200);
    assert_eq!(first["document"]["questions"][0]["key"], "pace");
    let second = author
        .post(&format!("{path}/versions"), json!(null))
        .await
        .expect(201);
    assert_eq!(second["document"]["questions"][0]["key"], "speed");
    let versions = author.get(&format!("{path}/versions")).await.expect(200);
    assert_eq!(versions["items"].as_array().unwrap().len(), 2);
    author.delete(&path).await.refused(409, "in_use");

    let new = json!({"purpose": "observation", "draft": draft("pace")});
    let unused = author.post("/api/v1/forms", new).await.expect(201);
    let unused = format!("/api/v1/forms/{}", unused["id"].as_str().unwrap());
    author.delete(&unused).await.expect(204);
    author.get(&unused).await.refused(404, "not_found");
    let learner = house.person(&[Role::Learner]).await;
    learner.get("/api/v1/forms").await.refused(403, "forbidden");
}

async fn a_form_that_does_not_fit_together_is_refused_by_name(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let mut wrong = draft("pace");
    wrong["questions"][0]["shown_if"] = json!({"question": "later", "chosen": ["x"]});
    wrong["languages"] = json!(["mn", "en"]);
    let new = json!({"purpose": "survey", "draft": wrong});
    let refused = author
        .post("/api/v1/forms", new)
        .await
        .refused(422, "invalid");
    let fields = refused["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["field"].clone());
    let expected = [
        "draft.title.en",
        "draft.questions[0].text.en",
        "draft.questions[0].shown_if.question",
    ];
    assert_eq!(fields.collect::<Vec<_>>(), expected);
    let mut empty = draft("pace");
    empty["questions"] = json!([]);
    let new = json!({"purpose": "survey", "draft": empty});
    let form = author.post("/api/v1/forms", new).await.expect(201);
    let path = format!("/api/v1/forms/{}/versions", form["id"].as_str().unwrap());
    let refused = author
        .post(&path, json!(null))
        .await
        .refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "questions");
}

async fn the_forms_of_the_house_are_there_and_stay(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let forms = author.get("/api/v1/forms?purpose=survey").await.expect(200);
    assert_eq!(forms["items"].as_array().unwrap().len(), 1);
    let path = format!("/api/v1/forms/{SATISFACTION}");
    let form = author.get(&path).await;
    let tag = form.header("etag");
    let form = form.expect(200);
    assert_eq!(
        (&form["built_in"], &form["published"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(form["draft"]["title"]["en"], "Satisfaction survey");
    let refused = author.put_if_match(&path, &tag, draft("pace")).await;
    refused.refused(409, "form_built_in");
    author.delete(&path).await.refused(409, "form_built_in");
    // Another start brings nothing along that is there.
    surgalt::surveys::forms::keep_built_in(&house.app)
        .await
        .unwrap();
    let versions = author.get(&format!("{path}/versions")).await.expect(200);
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
}
