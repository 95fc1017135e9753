//! What is none of a person's business, and what is no answer.

use actix_web::http::Method;
use serde_json::json;
use surgalt::policy::Role;
use uuid::Uuid;

use super::{Learning, answer_path, asked, attempt_path, submission_path, true_or_false};
use crate::support::House;

stories![
    somebody_elses_attempt_does_not_exist,
    an_answer_that_does_not_fit_is_refused_by_name,
    what_is_no_quiz_cannot_be_attempted,
];

async fn somebody_elses_attempt_does_not_exist(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let answer = json!({"client_number": 1, "response": true_or_false(true)});
    let answer_path = answer_path(&attempt, asked(&attempt, "true_false"));
    for roles in [
        vec![Role::Learner],
        vec![Role::Officer],
        vec![Role::Methodologist],
    ] {
        let other = house.person(&roles).await;
        other
            .get(&attempt_path(&attempt))
            .await
            .refused(404, "not_found");
        other
            .get(&learning.attempts())
            .await
            .refused(404, "not_found");
        other
            .post(&learning.attempts(), json!(null))
            .await
            .refused(404, "not_found");
        other
            .post(&submission_path(&attempt), json!(null))
            .await
            .refused(404, "not_found");
        other
            .put(&answer_path, answer.clone())
            .await
            .refused(404, "not_found");
    }
    let stranger = house.stranger();
    stranger
        .get(&attempt_path(&attempt))
        .await
        .refused(401, "unauthenticated");
    let untouched = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(untouched["answers"], json!([]));
    assert_eq!(untouched["attempt"]["state"], "open");
}

async fn an_answer_that_does_not_fit_is_refused_by_name(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let cases = [
        (
            "single_choice",
            json!({"kind": "single_choice", "option": 3}),
            "response.option",
            "unknown_choice",
        ),
        (
            "single_choice",
            true_or_false(true),
            "response.kind",
            "not_the_questions_kind",
        ),
        (
            "multiple_choice",
            json!({"kind": "multiple_choice", "options": [1, 1]}),
            "response.options",
            "repeated_choice",
        ),
        (
            "number",
            json!({"kind": "number", "text": "гурав"}),
            "response.text",
            "not_a_number",
        ),
        (
            "short_text",
            json!({"kind": "short_text", "text": "а".repeat(501)}),
            "response.text",
            "too_long",
        ),
        (
            "matching",
            json!({"kind": "matching", "pairs": [{"prompt": 0, "match": 9}]}),
            "response.pairs",
            "unknown_choice",
        ),
        (
            "ordering",
            json!({"kind": "ordering", "items": [0, 1]}),
            "response.items",
            "order_incomplete",
        ),
        (
            "ordering",
            json!({"kind": "hotspot"}),
            "response",
            "unreadable",
        ),
    ];
    for (kind, response, field, code) in cases {
        let path = answer_path(&attempt, asked(&attempt, kind));
        let body = json!({"client_number": 1, "response": response});
        let problem = learning
            .teacher
            .put(&path, body)
            .await
            .refused(422, "invalid");
        assert_eq!(problem["fields"][0]["code"], code, "{problem}");
        assert!(
            problem["fields"][0]["field"]
                .as_str()
                .unwrap()
                .starts_with(field),
            "{problem}"
        );
    }
    let path = answer_path(&attempt, asked(&attempt, "true_false"));
    let zero = json!({"client_number": 0, "response": true_or_false(true)});
    learning
        .teacher
        .put(&path, zero)
        .await
        .refused(422, "invalid");
    let more = json!({"client_number": 1, "response": true_or_false(true), "certainty": 3});
    learning
        .teacher
        .put(&path, more)
        .await
        .refused(422, "invalid");
    let json = [("content-type", "application/json")];
    let broken = learning
        .teacher
        .send(Method::PUT, &path, &json, b"{\"client".to_vec())
        .await;
    broken.refused(400, "malformed");
    let unknown = format!("{}/answers/{}", attempt_path(&attempt), Uuid::nil());
    let body = json!({"client_number": 1, "response": true_or_false(true)});
    learning
        .teacher
        .put(&unknown, body)
        .await
        .refused(404, "not_found");
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"], json!([]), "nothing was half saved");
}

async fn what_is_no_quiz_cannot_be_attempted(house: House) {
    let learning = Learning::begin(&house, |quiz| {
        *quiz = json!({"kind": "lesson", "markdown": "Уншина уу."});
    })
    .await;
    learning
        .teacher
        .post(&learning.attempts(), json!(null))
        .await
        .refused(404, "not_found");
    learning
        .teacher
        .get(&learning.attempts())
        .await
        .refused(404, "not_found");
}
