use std::collections::BTreeSet;

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{
    category, course, draft, fields, id, path, publish, quiz, revise, start, statement, texts,
    the_quiz,
};
use crate::support::{Client, House};

stories![
    a_quiz_drawn_from_the_bank_stays_on_its_versions_although_the_bank_changes,
    two_teachers_are_given_different_questions,
    a_draw_that_wants_more_than_there_is_is_told_how_many_there_are,
    sections_and_draws_survive_another_order,
];

/// A category with so many questions, each tagged and as difficult as its number.
pub async fn stocked(author: &Client, name: &str, count: usize) -> (Value, Vec<Value>) {
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
