//! Proof of what was saved and when, and what becomes of answers from two devices.

use chrono::TimeDelta;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use surgalt::policy::Role;
use surgalt::quizzes::tables::attempt_entry;

use super::{Learning, answer_path, asked, attempt_path, submission_path, true_or_false};
use crate::support::{Client, House, PASSWORD};

stories![
    a_teacher_proves_what_was_saved_and_when,
    an_answer_sent_again_has_the_receipt_it_had,
    two_devices_that_disagree_are_merged_for_all_to_see,
    a_device_that_comes_back_hands_in_everything_at_once_or_nothing,
    what_the_device_noticed_and_where_it_was_stand_in_the_history,
];

async fn history(client: &Client, attempt: &Value) -> Vec<Value> {
    let path = format!("{}/history", attempt_path(attempt));
    let page = client.get(&path).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

fn kinds(history: &[Value]) -> Vec<&str> {
    history
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect()
}

async fn proof(client: &Client, attempt: &Value, receipt: &Value) -> Value {
    let (number, hash) = (&receipt["number"], receipt["hash"].as_str().unwrap());
    let path = format!(
        "{}/history/proof?number={number}&hash={hash}",
        attempt_path(attempt)
    );
    client.get(&path).await.expect(200)
}

async fn a_teacher_proves_what_was_saved_and_when(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = answer_path(&attempt, asked(&attempt, "true_false"));
    let body = json!({"client_number": 1, "response": true_or_false(true)});
    let saved = learning.teacher.put(&path, body).await.expect(200);
    learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    let found = proof(&learning.teacher, &attempt, &saved["receipt"]).await;
    let expected = json!({"entries": 3, "intact": true, "broken_at": null, "receipt": true});
    assert_eq!(found, expected);
    assert_eq!(
        kinds(&history(&learning.teacher, &attempt).await),
        ["started", "answered", "submitted"]
    );

    // Who grades may check it as well, and nobody else.
    let grader = house.person(&[Role::Methodologist]).await;
    assert_eq!(proof(&grader, &attempt, &saved["receipt"]).await, expected);
    for other in [Role::Learner, Role::Officer, Role::Registrar] {
        let other = house.person(&[other]).await;
        let path = format!("{}/history", attempt_path(&attempt));
        other.get(&path).await.refused(404, "not_found");
        other
            .get(&format!("{path}/proof"))
            .await
            .refused(404, "not_found");
    }

    let invented = json!({"number": 2, "hash": "0".repeat(64)});
    assert_eq!(
        proof(&learning.teacher, &attempt, &invented).await["receipt"],
        false
    );

    // Somebody with the key to the database changes what was answered.
    let app = house.app.clone();
    house
        .look(async move {
            let transaction = app.database.begin().await.unwrap();
            attempt_entry::Entity::update_many()
                .col_expr(attempt_entry::Column::Body, Expr::value("{}"))
                .filter(attempt_entry::Column::Number.eq(2))
                .exec(&transaction)
                .await
                .unwrap();
            transaction.commit().await.unwrap();
        })
        .await;
    let found = proof(&learning.teacher, &attempt, &saved["receipt"]).await;
    assert_eq!(
        (&found["intact"], &found["broken_at"]),
        (&json!(false), &json!(2))
    );
}

async fn an_answer_sent_again_has_the_receipt_it_had(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = answer_path(&attempt, asked(&attempt, "short_text"));
    let answer = |number: i64, text: &str| json!({"client_number": number, "response": {"kind": "short_text", "text": text}});
    let send = async |number, text| {
        learning
            .teacher
            .put(&path, answer(number, text))
            .await
            .expect(200)["receipt"]
            .clone()
    };
    let first = send(1, "Дархан").await;
    let second = send(2, "Улаанбаатар").await;
    assert_eq!(
        send(1, "Дархан").await,
        first,
        "although a newer one counts"
    );
    assert_eq!(send(2, "Улаанбаатар").await, second);
    learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(
        send(2, "Улаанбаатар").await,
        second,
        "also after it was submitted"
    );
    let entries = history(&learning.teacher, &attempt).await;
    assert_eq!(
        kinds(&entries),
        ["started", "answered", "answered", "submitted"]
    );
}

async fn two_devices_that_disagree_are_merged_for_all_to_see(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let mut computer = learning.teacher.clone();
    computer.sign_in(PASSWORD).await;
    let path = answer_path(&attempt, asked(&attempt, "short_text"));
    let now = house.clock.now();
    let answer = |text: &str, minutes: i64| {
        json!({"client_number": 1, "claimed_at": (now - TimeDelta::minutes(minutes)).to_rfc3339(),
            "response": {"kind": "short_text", "text": text}})
    };
    // Both had no line and gave their first answer; the one made later counts, though it comes first.
    let later = computer
        .put(&path, answer("Улаанбаатар", 1))
        .await
        .expect(200);
    let earlier = learning
        .teacher
        .put(&path, answer("Дархан", 2))
        .await
        .expect(200);
    assert_eq!(
        (&later["counts"], &earlier["counts"]),
        (&json!(true), &json!(false))
    );
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"][0]["response"]["text"], "Улаанбаатар");
    let entries = history(&learning.teacher, &attempt).await;
    assert_eq!(kinds(&entries), ["started", "answered", "superseded"]);
    assert!(
        entries[2]["body"].as_str().unwrap().contains("Дархан"),
        "nothing is lost"
    );
    assert_ne!(entries[1]["device_id"], entries[2]["device_id"]);
}

async fn a_device_that_comes_back_hands_in_everything_at_once_or_nothing(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = format!("{}/synchronisation", attempt_path(&attempt));
    let now = house.clock.now().to_rfc3339();
    let entry = |kind: &str, response: Value| {
        json!({"kind": "answer", "question_id": asked(&attempt, kind)["id"], "client_number": 1,
            "claimed_at": now, "response": response})
    };
    let right = entry("true_false", true_or_false(true));
    let wrong = entry("number", json!({"kind": "number", "text": "гурав"}));
    let refused = learning
        .teacher
        .post(&path, json!({"entries": [right, wrong]}))
        .await;
    let refused = refused.refused(422, "invalid");
    assert_eq!(refused["fields"][0]["field"], "entries[1].response.text");
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"], json!([]));

    let number = entry("number", json!({"kind": "number", "text": "2,5"}));
    let gathered = json!({"entries": [right, number, right]});
    let done = learning
        .teacher
        .post(&path, gathered.clone())
        .await
        .expect(200);
    let receipts = done["receipts"].as_array().unwrap();
    assert_eq!(receipts.len(), 3);
    assert_eq!(receipts[0], receipts[2], "the very same is one entry");
    let again = learning.teacher.post(&path, gathered).await.expect(200);
    assert_eq!(again, done, "sent again it gets the receipts it had");
    let entries = history(&learning.teacher, &attempt).await;
    assert_eq!(kinds(&entries), ["started", "answered", "answered"]);
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"].as_array().unwrap().len(), 2);
}

async fn what_the_device_noticed_and_where_it_was_stand_in_the_history(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = format!("{}/synchronisation", attempt_path(&attempt));
    let now = house.clock.now().to_rfc3339();
    let lost = json!({"kind": "observation", "client_number": 1, "observed": "focus_lost", "claimed_at": now});
    learning
        .teacher
        .post(&path, json!({"entries": [lost]}))
        .await
        .expect(200);
    learning
        .teacher
        .post(&path, json!({"entries": [lost]}))
        .await
        .expect(200);
    let entries = history(&learning.teacher, &attempt).await;
    assert_eq!(
        kinds(&entries),
        ["started", "observed"],
        "once, however often it is sent"
    );
    assert_eq!(entries[1]["body"], "\"focus_lost\"");
    assert_eq!(entries[1]["address"], "127.0.0.1");
    let spying =
        json!({"kind": "observation", "client_number": 2, "observed": "camera", "claimed_at": now});
    learning
        .teacher
        .post(&path, json!({"entries": [spying]}))
        .await
        .refused(422, "invalid");
}
