//! Quizzes where there is no line: papers fetched before, packages taken along, answers handed in
//! late.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::quizzes::paper::Paper;
use surgalt::quizzes::sealing;

use super::{Learning, answer_path, asked, attempt_path, submission_path, true_or_false};
use crate::support::House;

stories![
    a_cohort_has_its_papers_before_the_quiz_opens_and_can_read_them_only_then,
    a_teacher_takes_the_package_to_a_place_without_a_line,
    what_was_made_in_time_counts_when_the_author_wishes_it,
    what_comes_after_the_deadline_is_kept_and_marked_late,
    questions_that_come_one_after_the_other_have_no_way_back,
];

async fn a_cohort_has_its_papers_before_the_quiz_opens_and_can_read_them_only_then(house: House) {
    let opens_at = house.clock.now() + TimeDelta::hours(3);
    let mut learning = Learning::begin(&house, |quiz| quiz["opens_at"] = json!(opens_at)).await;
    let teacher = &learning.teacher;
    let sealed_path = learning.attempts().replace("attempts", "sealed-paper");
    let fetched = teacher.get(&sealed_path).await;
    assert_eq!(fetched.status, 200);
    assert!(
        serde_json::from_slice::<Value>(&fetched.bytes).is_err(),
        "nobody can read it yet"
    );
    let known = fetched.header("etag");
    let again = teacher
        .send(
            actix_web::http::Method::GET,
            &sealed_path,
            &[("if-none-match", &known)],
            Vec::new(),
        )
        .await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));

    let create = format!("{}?step=create&paper=sealed", learning.attempts());
    let created = teacher.post(&create, json!(null)).await.expect(200);
    assert_eq!(created["attempt"]["state"], "created");
    assert_eq!(
        (&created["paper"], &created["sealed"]),
        (&Value::Null, &Value::Null)
    );
    let start = format!("{}?paper=sealed", learning.attempts());
    teacher
        .post(&start, json!(null))
        .await
        .refused(409, "quiz_not_open");
    let answer = format!(
        "{}/answers/{}",
        attempt_path(&created),
        learning.quiz().questions[2].id
    );
    let body = json!({"client_number": 1, "response": true_or_false(true)});
    teacher
        .put(&answer, body)
        .await
        .refused(409, "attempt_not_started");

    learning.minutes_pass(&house, 180).await;
    let teacher = &learning.teacher;
    let started = teacher.post(&start, json!(null)).await.expect(200);
    assert_eq!(started["attempt"]["id"], created["attempt"]["id"]);
    assert_eq!(started["attempt"]["state"], "open");
    assert_eq!(
        started["paper"],
        Value::Null,
        "only what opens it comes over the line"
    );
    let size = started.to_string().len();
    assert!(size < 2_500, "a start is tiny: {size} bytes");

    let key = STANDARD
        .decode(started["sealed"]["key"].as_str().unwrap())
        .unwrap();
    let opened = sealing::open(key.as_slice().try_into().unwrap(), &fetched.bytes).unwrap();
    let common: Paper = serde_json::from_slice(&opened).unwrap();
    let arrangement =
        serde_json::from_value::<Vec<sealing::Arranged>>(started["sealed"]["arrangement"].clone());
    let own = sealing::arrange(&common, &arrangement.unwrap());
    let read = teacher.get(&attempt_path(&started)).await.expect(200);
    assert_eq!(serde_json::to_value(own).unwrap(), read["paper"]);
}

async fn a_teacher_takes_the_package_to_a_place_without_a_line(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = format!("{}/package", attempt_path(&attempt));
    let taken = learning.teacher.get(&path).await.expect(200);
    assert_eq!(taken["package"]["paper"], attempt["paper"]);
    assert_eq!(taken["package"]["deadline"], attempt["attempt"]["deadline"]);
    let signed: Vec<&str> = taken["signed"].as_str().unwrap().split('.').collect();
    let payload = URL_SAFE_NO_PAD.decode(signed[1]).unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&payload).unwrap(),
        taken["package"]
    );
    assert!(
        !taken["package"].to_string().contains("seed"),
        "it would tell the right order"
    );

    learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    learning
        .teacher
        .get(&path)
        .await
        .refused(409, "attempt_closed");
}

/// What a device hands in: an answer to the statement, made so many minutes after the start.
fn made(attempt: &Value, number: i64, value: bool, minutes: i64) -> Value {
    let started = attempt["attempt"]["started_at"].as_str().unwrap();
    let started: chrono::DateTime<chrono::Utc> = started.parse().unwrap();
    json!({"entries": [{"kind": "answer", "question_id": asked(attempt, "true_false")["id"],
        "client_number": number, "claimed_at": (started + TimeDelta::minutes(minutes)).to_rfc3339(),
        "response": true_or_false(value)}]})
}

async fn what_was_made_in_time_counts_when_the_author_wishes_it(house: House) {
    let mut learning = Learning::begin(&house, |quiz| {
        quiz["late_answers"] = json!("count_if_made_in_time");
        quiz["late_hours"] = json!(2);
    })
    .await;
    let attempt = learning.start().await;
    let path = format!("{}/synchronisation", attempt_path(&attempt));
    learning.minutes_pass(&house, 60).await;
    let teacher = &learning.teacher;
    let read = teacher.get(&attempt_path(&attempt)).await.expect(200);
    assert_eq!(read["attempt"]["state"], "overdue");
    let done = teacher
        .post(&path, made(&attempt, 1, true, 20))
        .await
        .expect(200);
    assert_eq!(done["receipts"][0]["kind"], "answered");
    let late = teacher
        .post(&path, made(&attempt, 2, false, 31))
        .await
        .expect(200);
    assert_eq!(
        late["receipts"][0]["kind"], "late",
        "made after the deadline"
    );
    let read = teacher.get(&attempt_path(&attempt)).await.expect(200);
    assert_eq!(read["answers"][0]["late"], true);

    learning.minutes_pass(&house, 90).await;
    let teacher = &learning.teacher;
    let read = teacher.get(&attempt_path(&attempt)).await.expect(200);
    assert_eq!(
        read["attempt"]["state"], "graded",
        "nothing is awaited any more"
    );
    assert_eq!(read["attempt"]["outcome"]["marks"], 1.0);
    assert_eq!(
        read["attempt"]["submitted_at"],
        attempt["attempt"]["deadline"]
    );
    let after = teacher
        .post(&path, made(&attempt, 3, true, 20))
        .await
        .expect(200);
    assert_eq!(
        after["receipts"][0]["kind"], "late",
        "it comes too late to count"
    );
}

async fn what_comes_after_the_deadline_is_kept_and_marked_late(house: House) {
    let mut learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = format!("{}/synchronisation", attempt_path(&attempt));
    learning.minutes_pass(&house, 31).await;
    let done = learning
        .teacher
        .post(&path, made(&attempt, 1, true, 10))
        .await
        .expect(200);
    assert_eq!(done["receipts"][0]["kind"], "late");
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(
        read["attempt"]["state"], "abandoned",
        "nothing had been answered in time"
    );
    let history = format!("{}/history", attempt_path(&attempt));
    let history = learning.teacher.get(&history).await.expect(200);
    assert!(history["items"].to_string().contains("claimed_at"));
    let kinds: Vec<&str> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    // The house closes it by itself at the deadline: just before the answer came, or just after.
    let orders = [["started", "late", "closed"], ["started", "closed", "late"]];
    assert!(orders.iter().any(|order| kinds == order), "{kinds:?}");
}

async fn questions_that_come_one_after_the_other_have_no_way_back(house: House) {
    let learning = Learning::begin(&house, |quiz| {
        quiz["navigation"] = json!("sequential");
        quiz["shuffle_questions"] = json!(false);
    })
    .await;
    let attempt = learning.start().await;
    let (statement, text) = (asked(&attempt, "true_false"), asked(&attempt, "short_text"));
    let later =
        json!({"client_number": 1, "response": {"kind": "short_text", "text": "Улаанбаатар"}});
    let earlier = |number: i64| json!({"client_number": number, "response": true_or_false(true)});
    let teacher = &learning.teacher;
    teacher
        .put(&answer_path(&attempt, statement), earlier(1))
        .await
        .expect(200);
    teacher
        .put(&answer_path(&attempt, statement), earlier(2))
        .await
        .expect(200);
    teacher
        .put(&answer_path(&attempt, text), later)
        .await
        .expect(200);
    let refused = teacher
        .put(&answer_path(&attempt, statement), earlier(3))
        .await;
    refused.refused(409, "no_way_back");
    let resent = teacher
        .put(&answer_path(&attempt, statement), earlier(2))
        .await
        .expect(200);
    assert_eq!(
        resent["counts"], true,
        "what had been saved is confirmed again"
    );
}
