//! One teacher, a phone, and a line that comes and goes.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::{Learning, answer_path, asked, attempt_path, rows, submission_path, true_or_false};
use crate::support::{House, PASSWORD};

stories![
    a_teacher_who_loses_the_line_keeps_every_answer,
    a_teacher_who_knows_everything_gets_every_mark,
    an_answer_sent_again_or_late_on_the_way_changes_nothing,
    the_newest_number_wins_whichever_device_it_comes_from,
    an_answer_after_the_deadline_is_kept_and_what_was_saved_counts,
    an_attempt_that_nobody_opens_again_is_closed_at_its_deadline,
    an_attempt_that_was_submitted_takes_no_answers,
    a_teacher_has_as_many_tries_as_the_author_gives_and_the_best_counts,
    a_start_that_is_sent_again_starts_nothing_twice,
    an_author_who_shows_no_marks_shows_only_whether_it_was_passed,
];

async fn a_teacher_who_loses_the_line_keeps_every_answer(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    assert_eq!(attempt["attempt"]["state"], "open");
    assert!((1_790..=1_800).contains(&attempt["attempt"]["seconds_left"].as_i64().unwrap()));
    learning.answer_everything(&attempt).await;

    // The phone is dead; a borrowed computer goes on.
    let mut computer = learning.teacher.clone();
    computer.sign_in(PASSWORD).await;
    let again = computer
        .post(&learning.attempts(), json!(null))
        .await
        .expect(200);
    assert_eq!(again["attempt"]["id"], attempt["attempt"]["id"]);
    assert_eq!(
        again["paper"], attempt["paper"],
        "the same paper in the same order"
    );
    assert_eq!(again["answers"].as_array().unwrap().len(), 7);
    assert_eq!(again["feedback"], Value::Null);
    let read = computer.get(&attempt_path(&attempt)).await.expect(200);
    assert_eq!(read["answers"], again["answers"]);
}

async fn a_teacher_who_knows_everything_gets_every_mark(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let paper = attempt["paper"].to_string();
    for secret in ["correct", "comment", "accepted", "tolerance"] {
        assert!(!paper.contains(secret), "{secret} is on the paper");
    }
    learning.answer_everything(&attempt).await;
    let graded = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(graded["attempt"]["state"], "graded");
    let outcome = json!({"marks": 7.0, "most": 7.0, "percent": 100.0, "passed": true});
    assert_eq!(graded["attempt"]["outcome"], outcome);
    assert_eq!(graded["attempt"]["counts"], true);
    let on = |kind: &str| {
        let question = &asked(&attempt, kind)["id"];
        let mut questions = graded["feedback"]["questions"].as_array().unwrap().iter();
        questions
            .find(|one| one["question_id"] == *question)
            .unwrap()
    };
    assert_eq!(on("single_choice")["option_comments"][0]["text"], "Өвөл?");
    assert_eq!(
        on("true_false")["comment"],
        "Хөвсгөл нуур Монголын хамгийн гүн нуур."
    );
    assert_eq!(
        on("single_choice")["right_answer"],
        Value::Null,
        "the author shows comments, not answers"
    );

    let again = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(again["attempt"], graded["attempt"]);
}

async fn an_answer_sent_again_or_late_on_the_way_changes_nothing(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let path = answer_path(&attempt, asked(&attempt, "true_false"));
    let send = async |number: i64, value: bool| {
        let body = json!({"client_number": number, "response": true_or_false(value)});
        learning.teacher.put(&path, body).await
    };
    let first = send(1, true).await.expect(200);
    assert_eq!(first["counts"], true);
    let again = send(1, true).await.expect(200);
    assert_eq!(again, first, "confirmed again, with the receipt it had");
    assert_eq!(send(3, false).await.expect(200)["counts"], true);
    let overtaken = send(2, true).await.expect(200);
    assert_eq!(overtaken["counts"], false, "kept, but a newer one counts");
    assert_eq!(overtaken["receipt"]["kind"], "superseded");
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"][0]["response"], true_or_false(false));
    assert_eq!(read["answers"][0]["client_number"], 3);
}

async fn the_newest_number_wins_whichever_device_it_comes_from(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let mut computer = learning.teacher.clone();
    computer.sign_in(PASSWORD).await;
    let path = answer_path(&attempt, asked(&attempt, "short_text"));
    let body = |number: i64, text: &str| json!({"client_number": number, "response": {"kind": "short_text", "text": text}});
    learning
        .teacher
        .put(&path, body(1, "Дархан"))
        .await
        .expect(200);
    let read = computer.get(&attempt_path(&attempt)).await.expect(200);
    let known = read["answers"][0]["client_number"].as_i64().unwrap();
    computer
        .put(&path, body(known + 1, "Улаанбаатар"))
        .await
        .expect(200);
    // The phone has not heard of it, and answered before: it is told, and overwrites nothing.
    let before = house.clock.now() - chrono::TimeDelta::minutes(5);
    let mut late = body(2, "Эрдэнэт");
    late["claimed_at"] = json!(before.to_rfc3339());
    let told = learning.teacher.put(&path, late).await.expect(200);
    assert_eq!(told["counts"], false);
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"][0]["response"]["text"], "Улаанбаатар");
}

async fn an_answer_after_the_deadline_is_kept_and_what_was_saved_counts(house: House) {
    let mut learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    learning.minutes_pass(&house, 30).await;
    let question = asked(&attempt, "true_false");
    let late = json!({"client_number": 2, "response": true_or_false(false)});
    let kept = learning
        .teacher
        .put(&answer_path(&attempt, question), late)
        .await
        .expect(200);
    assert_eq!(
        (&kept["late"], &kept["counts"]),
        (&json!(true), &json!(false))
    );
    let resent = json!({"client_number": 1, "response": true_or_false(true)});
    let resent = learning
        .teacher
        .put(&answer_path(&attempt, question), resent)
        .await;
    resent.expect(200);

    let read = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(
        read["attempt"]["submitted_at"],
        attempt["attempt"]["deadline"]
    );
    assert_eq!(read["attempt"]["outcome"]["percent"], 100.0);
}

async fn an_attempt_that_nobody_opens_again_is_closed_at_its_deadline(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    house.outbox_is_empty().await;
    assert_eq!(rows(&house).await[0].submitted_at, None);
    house.clock.advance(chrono::TimeDelta::minutes(31));
    house.outbox_is_empty().await;
    let closed = rows(&house).await.remove(0);
    assert_eq!(closed.submitted_at, closed.deadline);
    assert_eq!((closed.marks, closed.passed), (Some(700), Some(true)));
}

async fn an_attempt_that_was_submitted_takes_no_answers(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let attempt = learning.start().await;
    let submitted = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(submitted["attempt"]["passed"], false);
    assert_eq!(submitted["attempt"]["outcome"]["marks"], 0.0);
    let body = json!({"client_number": 1, "response": true_or_false(true)});
    let refused = learning
        .teacher
        .put(&answer_path(&attempt, asked(&attempt, "true_false")), body)
        .await;
    refused.refused(409, "attempt_closed");
}

async fn a_teacher_has_as_many_tries_as_the_author_gives_and_the_best_counts(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    assert_eq!(learning.list().await, Vec::<Value>::new());
    let first = learning.start().await;
    learning.answer_everything(&first).await;
    learning
        .teacher
        .post(&submission_path(&first), json!(null))
        .await
        .expect(200);
    let second = learning.start().await;
    assert_ne!(second["attempt"]["id"], first["attempt"]["id"]);
    assert_eq!(second["attempt"]["number"], 2);
    learning
        .teacher
        .post(&submission_path(&second), json!(null))
        .await
        .expect(200);
    let refused = learning
        .teacher
        .post(&learning.attempts(), json!(null))
        .await;
    refused.refused(409, "no_tries_left");

    let list = learning.list().await;
    let counts: Vec<&Value> = list.iter().map(|attempt| &attempt["counts"]).collect();
    assert_eq!(counts, [true, false]);
    assert_eq!(list[0]["outcome"]["percent"], 100.0);
    assert_eq!(list[1]["passed"], false);
}

async fn a_start_that_is_sent_again_starts_nothing_twice(house: House) {
    let learning = Learning::begin(&house, |_| {}).await;
    let start = async |key: &str| {
        let headers = [("idempotency-key", key)];
        learning
            .teacher
            .send(Method::POST, &learning.attempts(), &headers, Vec::new())
            .await
    };
    let first = start("one").await.expect(200);
    learning
        .teacher
        .post(&submission_path(&first), json!(null))
        .await
        .expect(200);
    // The network delivers the old request once more.
    let again = start("one").await.expect(200);
    assert_eq!(again["attempt"]["id"], first["attempt"]["id"]);
    assert_eq!(learning.list().await.len(), 1);
    let second = start("two").await.expect(200);
    assert_ne!(second["attempt"]["id"], first["attempt"]["id"]);
}

async fn an_author_who_shows_no_marks_shows_only_whether_it_was_passed(house: House) {
    let learning = Learning::begin(&house, |quiz| quiz["feedback"] = json!("outcome")).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    let graded = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(graded["attempt"]["passed"], true);
    assert_eq!(graded["attempt"]["outcome"], Value::Null);
    assert_eq!(
        graded["feedback"],
        json!({"passed": true, "outcome": null, "questions": []})
    );
    assert_eq!(learning.list().await[0]["outcome"], Value::Null);
}
