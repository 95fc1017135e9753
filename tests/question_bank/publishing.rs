use std::collections::BTreeSet;

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{
    category, course, draft, fields, id, path, publish, question, quiz, revise, start, statement,
    texts, the_quiz,
};
use crate::support::{Client, House};

stories![
    a_quiz_drawn_from_the_bank_stays_on_its_versions_although_the_bank_changes,
    two_teachers_are_given_different_questions,
    a_draw_that_wants_more_than_there_is_is_told_how_many_there_are,
    copies_stay_as_they_are_until_their_author_brings_them_up_to_date,
    what_a_draft_names_of_the_bank_must_be_there,
    sections_and_draws_survive_another_order,
];

/// A category with so many questions, each tagged and as difficult as its number.
async fn stocked(author: &Client, name: &str, count: usize) -> (Value, Vec<Value>) {
    let category = category(author, name, None).await;
    let mut questions = Vec::new();
    for number in 1..=count {
        let new = json!({"category_id": category["id"], "tags": [name, format!("№{number}")],
            "difficulty": number.min(5), "question": statement(&format!("{name} {number}"))});
        questions.push(author.post(super::QUESTIONS, new).await.expect(201));
    }
    (category, questions)
}

async fn a_quiz_drawn_from_the_bank_stays_on_its_versions_although_the_bank_changes(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let (category, questions) = stocked(&author, "Манлайлал", 3).await;
    let draws = json!([{"count": 3, "marks": 5, "pool": {"category_id": category["id"]}}]);
    let course = course(&author, quiz(draws)).await;
    let published = publish(&author, &course).await.expect(201);
    // After that, the bank goes on.
    revise(&author, &questions[0], "Өөрчилсөн").await;
    let retired = json!({"retired": true});
    author
        .patch_if_match(&path(&questions[1]), "*", retired)
        .await
        .expect(200);
    super::question(&author, &category, "Шинэ").await;

    let attempt = start(&teacher, &course).await;
    let shown: BTreeSet<String> = texts(&attempt).into_iter().collect();
    let expected = [
        "Манлайлал 1",
        "Манлайлал 2",
        "Манлайлал 3",
        "Хүн бүрээс асуух асуулт",
    ];
    assert_eq!(shown, expected.map(str::to_owned).into());
    let whole = author
        .get(&format!("{course}/versions/{}", published["number"]))
        .await
        .expect(200);
    let draw = &whole["document"]["modules"][0]["items"][0]["content"]["draws"][0];
    let fixed = &draw["questions"][0];
    assert_eq!(
        fixed["source"],
        json!({"question_id": questions[0]["id"], "version": 1})
    );
    assert_eq!(
        (&fixed["id"], &fixed["marks"]),
        (&questions[0]["id"], &json!(5))
    );
    // The draft draws from the bank as it will be.
    let (_, drafted) = draft(&author, &course).await;
    let drafted = &drafted["modules"][0]["items"][0]["content"]["draws"][0];
    assert_eq!(
        (&drafted["questions"], &drafted["id"]),
        (&Value::Null, &draw["id"])
    );

    let uses = author
        .get(&format!("{}/uses", path(&questions[0])))
        .await
        .expect(200);
    let uses = uses.as_array().unwrap();
    assert_eq!(uses.len(), 1);
    assert_eq!(
        (&uses[0]["course_version"], &uses[0]["drawn"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(uses[0]["question_version"], 1);
    let again = publish(&author, &course).await.expect(201);
    let whole = author
        .get(&format!("{course}/versions/{}", again["number"]))
        .await
        .expect(200);
    let draw = &whole["document"]["modules"][0]["items"][0]["content"]["draws"][0];
    let now = texts_of(draw);
    assert_eq!(
        now,
        ["Манлайлал 3", "Шинэ", "Өөрчилсөн"]
            .map(str::to_owned)
            .into()
    );
}

fn texts_of(draw: &Value) -> BTreeSet<String> {
    let questions = draw["questions"].as_array().unwrap().iter();
    questions
        .map(|question| question["text"].as_str().unwrap().to_owned())
        .collect()
}

async fn two_teachers_are_given_different_questions(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let (category, _) = stocked(&author, "Манлайлал", 12).await;
    let draws = json!([{"count": 3, "pool": {"category_id": category["id"]}}]);
    let course = course(&author, quiz(draws)).await;
    publish(&author, &course).await.expect(201);
    let mut papers = BTreeSet::new();
    for _ in 0..4 {
        let teacher = house.person(&[Role::Learner]).await;
        let attempt = start(&teacher, &course).await;
        assert_eq!(texts(&attempt).len(), 4);
        // Coming back shows the same.
        assert_eq!(start(&teacher, &course).await["paper"], attempt["paper"]);
        let shown: BTreeSet<String> = texts(&attempt).into_iter().collect();
        assert_eq!(shown.len(), 4);
        papers.insert(shown);
        let answer = json!({"client_number": 1, "response": {"kind": "true_false", "value": true}});
        for asked in attempt["paper"]["questions"].as_array().unwrap() {
            let path = format!(
                "/api/v1/attempts/{}/answers/{}",
                id(&attempt["attempt"]),
                id(asked)
            );
            teacher.put(&path, answer.clone()).await.expect(200);
        }
        let path = format!("/api/v1/attempts/{}/submission", id(&attempt["attempt"]));
        let graded = teacher.post(&path, json!(null)).await.expect(200);
        assert_eq!(
            graded["feedback"]["outcome"]["percent"],
            json!(100.0),
            "{graded}"
        );
    }
    // Of 220 papers, four people do not draw the same one.
    assert!(papers.len() > 1);
}

async fn a_draw_that_wants_more_than_there_is_is_told_how_many_there_are(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let (category, questions) = stocked(&author, "Манлайлал", 4).await;
    let pool = |more: Value| {
        let mut pool = json!({"category_id": category["id"]});
        pool.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        pool
    };
    let draws = json!([
        {"count": 2, "pool": pool(json!({"difficulty": {"least": 2, "most": 3}}))},
        {"count": 2, "pool": pool(json!({}))},
        {"count": 1, "pool": pool(json!({"tags": ["МАНЛАЙЛАЛ", "№1"]}))},
    ]);
    let course = course(&author, quiz(draws)).await;
    let problem = publish(&author, &course).await.refused(422, "invalid");
    let place = "modules[0].items[0].content.draws[2].count";
    assert_eq!(fields(&problem), [(place, "too_few_candidates")]);
    let message = problem["fields"][0]["message"].as_str().unwrap();
    assert!(message.contains('0'), "{message}");
    let versions = author.get(&format!("{course}/versions")).await.expect(200);
    assert_eq!(versions["items"], json!([]));
    // One more question that fits, and all three have theirs, each time.
    super::question(&author, &category, "Манлайлал 5").await;
    publish(&author, &course).await.expect(201);
    for _ in 0..3 {
        let teacher = house.person(&[Role::Learner]).await;
        let shown: BTreeSet<String> = texts(&start(&teacher, &course).await).into_iter().collect();
        assert_eq!(shown.len(), 6);
    }
    // What is asked of everybody is not drawn as well.
    let (_, drafted) = draft(&author, &course).await;
    let item = the_quiz(&drafted);
    let copies = json!({"questions": [{"question_id": questions[0]["id"]}]});
    let copy = format!("{course}/items/{item}/questions/from-bank");
    author.post(&copy, copies).await.expect(201);
    let problem = publish(&author, &course).await.refused(422, "invalid");
    assert_eq!(fields(&problem), [(place, "too_few_candidates")]);
}

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

async fn sections_and_draws_survive_another_order(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Манлайлал", None).await;
    let mut content =
        quiz(json!([{"count": 1, "section": 1, "pool": {"category_id": bank["id"]}}]));
    content["sections"] = json!([{"title": "Нэг"}, {"title": "Хоёр"}]);
    content["questions"] = json!([statement("Нэг"), statement("Хоёр")]);
    content["questions"][1]["section"] = json!(1);
    let course = course(&author, content).await;
    let (tag, document) = draft(&author, &course).await;
    let module = &document["modules"][0];
    let item = &module["items"][0];
    let questions = item["content"]["questions"].as_array().unwrap();
    let order = json!({"modules": [{"id": module["id"], "items": [{"id": item["id"],
        "questions": [questions[1]["id"], questions[0]["id"]]}]}]});
    let path = format!("{course}/outline");
    let ordered = author.put_if_match(&path, &tag, order).await.expect(200);
    let ordered = &ordered["modules"][0]["items"][0]["content"];
    assert_eq!(ordered["draws"], item["content"]["draws"]);
    assert_eq!(ordered["sections"], item["content"]["sections"]);
    assert_eq!(ordered["questions"], json!([questions[1], questions[0]]));
    // A draw keeps its identifier, and nothing else may take it.
    let (tag, mut document) = draft(&author, &course).await;
    let draw = ordered["draws"][0]["id"].clone();
    document["modules"][0]["items"][0]["content"]["questions"][0]["id"] = draw;
    document["modules"][0]["items"][0]["content"]["draws"] = json!([]);
    let path = format!("{course}/draft");
    let problem = author
        .put_if_match(&path, &tag, document)
        .await
        .refused(422, "invalid");
    let place = "modules[0].items[0].content.questions[0].id";
    assert_eq!(fields(&problem), [(place, "identifier_jumps")]);
}
