//! Everything at once: devices that start, answer and submit together.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::json;

use super::{Learning, answer_path, asked, attempt_path, rows, submission_path};
use crate::support::House;

stories![
    devices_that_start_together_share_one_attempt,
    answers_that_arrive_together_leave_the_newest,
    an_attempt_submitted_many_times_at_once_has_one_result,
    an_answer_that_races_with_the_submission_is_kept_or_refused_but_never_lost,
];

async fn devices_that_start_together_share_one_attempt(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let started = join_all((0..12).map(|_| learning.start())).await;
    let ids: BTreeSet<&str> = started
        .iter()
        .map(|attempt| attempt["attempt"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(rows(&house).await.len(), 1);
}

async fn answers_that_arrive_together_leave_the_newest(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = answer_path(&attempt, asked(&attempt, "short_text"));
    // Every number twice, in no order: 7 and 41 have no common divisor.
    let numbers = (0..80).map(|n| (n * 7) % 40 + 1);
    let sent = join_all(numbers.map(|number| {
        let response = json!({"kind": "short_text", "text": format!("хариулт {number}")});
        let body = json!({"client_number": number, "response": response});
        let (teacher, path) = (&learning.teacher, &path);
        async move { (number, teacher.put(path, body).await) }
    }))
    .await;
    for (number, answer) in sent {
        let saved = answer.expect(200);
        assert_eq!(saved["client_number"], number);
        assert!(
            saved["receipt"]["hash"].is_string(),
            "kept, whether it counts or not"
        );
    }
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"].as_array().unwrap().len(), 1);
    assert_eq!(read["answers"][0]["client_number"], 40);
    assert_eq!(read["answers"][0]["response"]["text"], "хариулт 40");
}

async fn an_attempt_submitted_many_times_at_once_has_one_result(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    let path = submission_path(&attempt);
    let submit = || async { learning.teacher.post(&path, json!(null)).await.expect(200) };
    let results = join_all((0..12).map(|_| submit())).await;
    for result in &results {
        assert_eq!(result["attempt"], results[0]["attempt"]);
    }
    let row = rows(&house).await.remove(0);
    assert_eq!((row.revision, row.marks), (1, Some(700)), "graded once");
}

async fn an_answer_that_races_with_the_submission_is_kept_or_refused_but_never_lost(house: House) {
    let learning = Learning::begin(&house, |quiz| quiz["tries"] = json!(null)).await;
    for _ in 0..10 {
        let attempt = learning.start().await;
        let path = answer_path(&attempt, asked(&attempt, "true_false"));
        let right = json!({"client_number": 1, "response": {"kind": "true_false", "value": true}});
        let submission = submission_path(&attempt);
        let (saved, submitted) = futures_util::join!(
            learning.teacher.put(&path, right),
            learning.teacher.post(&submission, json!(null)),
        );
        let marks = submitted.expect(200)["attempt"]["outcome"]["marks"].clone();
        match saved.status.as_u16() {
            200 => assert_eq!(marks, 1.0, "what was confirmed counts"),
            _ => {
                saved.refused(409, "attempt_closed");
                assert_eq!(marks, 0.0);
            }
        }
    }
}
