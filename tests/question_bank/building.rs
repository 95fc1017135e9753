use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{CATEGORIES, QUESTIONS, category, fields, id, path, question, revise, statement};
use crate::support::{Client, House};

stories![
    an_author_builds_a_tree_of_categories,
    a_question_keeps_every_version_it_has_had,
    an_author_finds_questions_by_what_is_kept_beside_them,
    a_question_is_tried_out_and_nothing_is_kept,
    what_does_not_fit_is_refused_by_name,
    whoever_only_learns_or_watches_sees_nothing_of_the_bank,
];

async fn an_author_builds_a_tree_of_categories(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let leading = category(&author, "Манлайлал", None).await;
    let within = category(&author, "Нөлөөлөл", Some(&leading)).await;
    let deepest = category(&author, "Ёс зүй", Some(&within)).await;
    let other = category(&author, "Арга зүй", None).await;
    let again = json!({"name": "нөлөөлөл", "parent_id": leading["id"]});
    author
        .post(CATEGORIES, again)
        .await
        .refused(409, "already_exists");
    // The same name elsewhere is another category.
    category(&author, "Нөлөөлөл", Some(&other)).await;

    let of = |category: &Value| format!("{CATEGORIES}/{}", id(category));
    let moved = json!({"parent_id": other["id"], "name": "Нөлөө"});
    author
        .patch_if_match(&of(&within), "\"0\"", moved.clone())
        .await
        .expect(200);
    author
        .patch_if_match(&of(&within), "\"0\"", moved)
        .await
        .refused(412, "changed");
    // What lies within has come along.
    question(&author, &deepest, "Зөв үү?").await;
    let found = |category: &Value| format!("{QUESTIONS}?category_id={}", id(category));
    assert_eq!(texts(&author, &found(&other)).await, ["Зөв үү?"]);
    assert_eq!(texts(&author, &found(&leading)).await, [""; 0]);
    let round = json!({"parent_id": deepest["id"]});
    let refused = author.patch_if_match(&of(&other), "*", round).await;
    let refused = refused.refused(422, "invalid");
    assert_eq!(fields(&refused), [("parent_id", "within_itself")]);

    author.delete(&of(&other)).await.refused(409, "in_use");
    author.delete(&of(&deepest)).await.refused(409, "in_use");
    author.delete(&of(&leading)).await.expect(204);
    author.get(&of(&leading)).await.refused(404, "not_found");
}

async fn a_question_keeps_every_version_it_has_had(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let category = category(&author, "Манлайлал", None).await;
    let first = question(&author, &category, "Манлайлал бол албан тушаал.").await;
    assert_eq!(
        (&first["version"], &first["identifier"]),
        (&json!(1), &first["id"])
    );
    let second = revise(&author, &first, "Манлайлал бол зөвхөн албан тушаал.").await;
    assert_eq!(
        (&second["version"], &second["id"]),
        (&json!(2), &first["id"])
    );
    let headers = [("if-match", "\"0\"")];
    let late = json!({"question": statement("Хоцорсон")});
    let versions = format!("{}/versions", path(&first));
    let late = author
        .send_json(Method::POST, &versions, &headers, late)
        .await;
    late.refused(412, "changed");

    let whole = author.get(&path(&first)).await.expect(200);
    let kept = whole["versions"].as_array().unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(
        (&kept[0]["number"], &kept[0]["note"]),
        (&json!(2), &json!("Илүү тодорхой"))
    );
    let old = author.get(&format!("{versions}/1")).await.expect(200);
    assert_eq!(old["question"]["text"], "Манлайлал бол албан тушаал.");
    assert_eq!(
        whole["question"]["text"],
        "Манлайлал бол зөвхөн албан тушаал."
    );
    author
        .get(&format!("{versions}/3"))
        .await
        .refused(404, "not_found");
}

async fn an_author_finds_questions_by_what_is_kept_beside_them(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let leading = category(&author, "Манлайлал", None).await;
    let within = category(&author, "Нөлөөлөл", Some(&leading)).await;
    let put = async |category: &Value, text: &str, beside: Value| {
        let mut new = json!({"category_id": id(category), "question": statement(text)});
        new.as_object_mut()
            .unwrap()
            .extend(beside.as_object().unwrap().clone());
        author.post(QUESTIONS, new).await.expect(201)
    };
    let easy = json!({"tags": ["Улирал", "байгаль"], "difficulty": 1, "language": "mn"});
    put(&leading, "ӨВӨЛ хүйтэн 100%", easy).await;
    let hard = json!({"tags": ["улирал"], "difficulty": 4, "language": "mn"});
    let hard = put(&within, "Зун дулаан_сайхан", hard).await;
    put(&within, "Winter is cold", json!({"language": "en"})).await;

    let found = async |query: &str| texts(&author, &format!("{QUESTIONS}?{query}")).await;
    let [winter, summer, english] = ["ӨВӨЛ хүйтэн 100%", "Зун дулаан_сайхан", "Winter is cold"];
    let all = format!("category_id={}", id(&leading));
    assert_eq!(found(&all).await, [winter, summer, english]);
    let part = format!("category_id={}", id(&within));
    assert_eq!(found(&part).await, [summer, english]);
    assert_eq!(
        found("tags=%D0%A3%D0%9B%D0%98%D0%A0%D0%90%D0%9B").await,
        [winter, summer]
    );
    assert_eq!(
        found(
            "tags=%D1%83%D0%BB%D0%B8%D1%80%D0%B0%D0%BB,%D0%B1%D0%B0%D0%B9%D0%B3%D0%B0%D0%BB%D1%8C"
        )
        .await,
        [winter]
    );
    assert_eq!(found("least_difficulty=2").await, [summer]);
    assert_eq!(found("most_difficulty=3").await, [winter]);
    assert_eq!(found("language=en").await, [english]);
    assert_eq!(found("kind=true_false&limit=2").await, [winter, summer]);
    assert_eq!(found("kind=essay").await, [""; 0]);
    // Capital letters of Cyrillic as well, several words, and signs that mean something to a
    // database.
    assert_eq!(
        found("text=%D3%A9%D0%B2%D3%A9%D0%BB+100%25").await,
        [winter]
    );
    assert_eq!(
        found("text=%D0%B4%D1%83%D0%BB%D0%B0%D0%B0%D0%BD_").await,
        [summer]
    );
    assert_eq!(found("text=_x").await, [""; 0]);

    let retired = json!({"retired": true, "tags": ["зун"], "difficulty": 5});
    let tag = author.get(&path(&hard)).await.header("etag");
    let changed = author
        .patch_if_match(&path(&hard), &tag, retired)
        .await
        .expect(200);
    assert_eq!(
        (&changed["tags"], &changed["version"]),
        (&json!(["зун"]), &json!(1))
    );
    assert_eq!(found("retired=true").await, [summer]);
    assert_eq!(found("retired=false").await, [winter, english]);
    let unknown = format!("{QUESTIONS}?category_id={}", surgalt::ids::new_id());
    let unknown = author.get(&unknown).await.refused(422, "invalid");
    assert_eq!(fields(&unknown), [("category_id", "unknown")]);
}

async fn a_question_is_tried_out_and_nothing_is_kept(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let category = category(&author, "Манлайлал", None).await;
    let options = json!([{"text": "нэг", "correct": true, "comment": "Зөв"}, {"text": "хоёр"}, {"text": "гурав"}]);
    let new = json!({"category_id": category["id"], "question": {"text": "Аль нь?", "marks": 3,
        "answer": {"kind": "single_choice", "options": options}}});
    let question = author.post(QUESTIONS, new).await.expect(201);
    let preview = format!("{}/preview", path(&question));
    let seen = author.post(&preview, json!({"seed": 7})).await.expect(200);
    assert_eq!(
        (&seen["marks"], &seen["needs_person"]),
        (&json!(null), &json!(false))
    );
    let shown = seen["question"]["asked"]["options"].as_array().unwrap();
    let right = shown.iter().find(|option| option["text"] == "нэг").unwrap();
    let answer =
        json!({"seed": 7, "response": {"kind": "single_choice", "option": right["number"]}});
    let graded = author.post(&preview, answer).await.expect(200);
    assert_eq!(graded["question"], seen["question"]);
    assert_eq!(graded["marks"], json!(3.0));
    assert_eq!(graded["feedback"]["option_comments"][0]["text"], "Зөв");
    let other = json!({"seed": 7, "response": {"kind": "single_choice", "option": 3}});
    author.post(&preview, other).await.refused(422, "invalid");
    author
        .post(&preview, json!({"version": 2}))
        .await
        .refused(404, "not_found");
    let tag = author.get(&path(&question)).await.header("etag");
    assert_eq!(tag, "\"0\"");
}

async fn what_does_not_fit_is_refused_by_name(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let category = category(&author, "Манлайлал", None).await;
    let refused = async |change: Value| {
        let mut new = json!({"category_id": id(&category), "question": statement("Зөв үү?")});
        new.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        author.post(QUESTIONS, new).await.refused(422, "invalid")
    };
    let nowhere = refused(json!({"category_id": surgalt::ids::new_id()})).await;
    assert_eq!(fields(&nowhere), [("category_id", "unknown")]);
    let tagged = refused(json!({"tags": ["а,б"], "difficulty": 6, "language": "монгол"})).await;
    let named: Vec<_> = fields(&tagged)
        .iter()
        .map(|(field, _)| (*field).to_owned())
        .collect();
    assert_eq!(named, ["tags[0]", "difficulty", "language"]);
    let two = json!([{"text": "а", "correct": true}, {"text": "б", "correct": true}]);
    let two = json!({"text": "?", "answer": {"kind": "single_choice", "options": two}});
    let two = refused(json!({"question": two})).await;
    assert_eq!(
        fields(&two),
        [("question.answer.options", "exactly_one_correct")]
    );
    let picture = format!("![x](/api/v1/files/{})", surgalt::ids::new_id());
    let picture = refused(json!({"question": statement(&picture)})).await;
    assert_eq!(
        fields(&picture),
        [("question.text", "not_a_file_of_the_bank")]
    );

    let named =
        json!({"category_id": category["id"], "identifier": "q1", "question": statement("?")});
    author.post(QUESTIONS, named.clone()).await.expect(201);
    author
        .post(QUESTIONS, named)
        .await
        .refused(409, "already_exists");
    let found = author.get(QUESTIONS).await.expect(200);
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

async fn whoever_only_learns_or_watches_sees_nothing_of_the_bank(house: House) {
    let author = house.person(&[Role::Administrator]).await;
    let category = category(&author, "Манлайлал", None).await;
    let question = question(&author, &category, "Зөв үү?").await;
    for role in [Role::Learner, Role::Officer, Role::Registrar] {
        let somebody = house.person(&[Role::Learner, role]).await;
        for path in [
            QUESTIONS,
            CATEGORIES,
            &path(&question),
            "/api/v1/question-bank/template",
        ] {
            somebody.get(path).await.refused(403, "forbidden");
        }
        let new = json!({"category_id": category["id"], "question": statement("?")});
        somebody
            .post(QUESTIONS, new)
            .await
            .refused(403, "forbidden");
    }
}

async fn texts(author: &Client, path: &str) -> Vec<String> {
    let page = author.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["question"]["text"].as_str().unwrap().to_owned())
        .collect()
}
