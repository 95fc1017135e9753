//! An essay, and the person who reads it.

use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{Learning, answer_path, asked, attempt_path, essay, submission_path};
use crate::support::House;

stories![
    an_essay_waits_for_a_person_and_then_the_attempt_counts,
    of_two_people_who_grade_at_once_the_second_reads_again,
    only_a_submitted_essay_of_somebody_else_can_be_graded,
    an_attempt_without_its_essay_waits_for_nobody,
];

fn sheet_path(attempt: &Value) -> String {
    format!("{}/grading-sheet", attempt_path(attempt))
}

fn marks_path(attempt: &Value, kind: &str) -> String {
    format!("{}/marks", answer_path(attempt, asked(attempt, kind)))
}

/// A quiz whose essay alone is worth 4 of 11 marks, and which is passed from 80 per cent.
async fn with_an_essay(house: &House) -> Learning {
    Learning::begin(house, |quiz| {
        quiz["questions"].as_array_mut().unwrap().push(essay());
        quiz["pass_percent"] = json!(80);
    })
    .await
}

async fn an_essay_waits_for_a_person_and_then_the_attempt_counts(house: House) {
    let learning = with_an_essay(&house).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    let waiting = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(waiting["attempt"]["state"], "submitted");
    assert_eq!(waiting["attempt"]["passed"], Value::Null);
    assert_eq!(
        (&waiting["feedback"], &waiting["attempt"]["outcome"]),
        (&Value::Null, &Value::Null)
    );

    let grader = house.person(&[Role::Methodologist]).await;
    let queue = grader.get("/api/v1/grading-queue").await.expect(200);
    assert_eq!(queue["items"].as_array().unwrap().len(), 1);
    assert_eq!(queue["items"][0]["attempt_id"], attempt["attempt"]["id"]);
    assert_eq!(queue["items"][0]["item_title"], "Сорил");
    assert_eq!(queue["items"][0]["person"]["surname"], "Дорж");

    let read = grader.get(&sheet_path(&attempt)).await;
    let tag = read.header("etag");
    let sheet = read.expect(200);
    assert_eq!(sheet["essays"].as_array().unwrap().len(), 1);
    assert_eq!(
        sheet["essays"][0]["guidance"],
        "Хоёр шалтгаан нэрлэсэн эсэх"
    );
    assert_eq!(sheet["essays"][0]["text"], "Учир нь хоёр шалтгаан бий.");
    assert_eq!(
        (&sheet["essays"][0]["most"], &sheet["essays"][0]["marks"]),
        (&json!(4.0), &Value::Null)
    );

    let given = json!({"marks": 3.25, "comment": "Нэг шалтгаан дутуу."});
    let written = grader
        .put_if_match(&marks_path(&attempt, "essay"), &tag, given)
        .await
        .expect(200);
    assert_eq!(written["essays"][0]["marks"], 3.25);
    assert!(written["graded_at"].is_string());
    let queue = grader.get("/api/v1/grading-queue").await.expect(200);
    assert_eq!(queue["items"], json!([]));

    let graded = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    let outcome = json!({"marks": 10.25, "most": 11.0, "percent": 93.18, "passed": true});
    assert_eq!(graded["attempt"]["outcome"], outcome);
    let questions = graded["feedback"]["questions"].as_array().unwrap();
    let id = &asked(&attempt, "essay")["id"];
    let mut questions = questions.iter();
    let of_essay = questions.find(|one| one["question_id"] == *id).unwrap();
    assert_eq!(
        (&of_essay["marks"], &of_essay["grader_comment"]),
        (&json!(3.25), &json!("Нэг шалтгаан дутуу."))
    );
}

async fn of_two_people_who_grade_at_once_the_second_reads_again(house: House) {
    let learning = with_an_essay(&house).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    let one = house.person(&[Role::Methodologist]).await;
    let other = house.person(&[Role::Administrator]).await;
    let tag = one.get(&sheet_path(&attempt)).await.header("etag");
    let path = marks_path(&attempt, "essay");
    one.put_if_match(&path, &tag, json!({"marks": 4}))
        .await
        .expect(200);
    other
        .put_if_match(&path, &tag, json!({"marks": 1}))
        .await
        .refused(412, "changed");
    other
        .put(&path, json!({"marks": 1}))
        .await
        .refused(428, "if_match_required");

    // A correction is made knowingly, and the outcome follows.
    let tag = other.get(&sheet_path(&attempt)).await.header("etag");
    other
        .put_if_match(&path, &tag, json!({"marks": 0}))
        .await
        .expect(200);
    let graded = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(graded["attempt"]["outcome"]["marks"], 7.0);
    assert_eq!(graded["attempt"]["passed"], false);
}

async fn only_a_submitted_essay_of_somebody_else_can_be_graded(house: House) {
    let mut learning = with_an_essay(&house).await;
    let attempt = learning.start().await;
    learning.answer_everything(&attempt).await;
    let grader = house.person(&[Role::Methodologist]).await;
    let give = async |kind: &str, marks: Value| {
        let body = json!({"marks": marks});
        grader
            .put_if_match(&marks_path(&attempt, kind), "*", body)
            .await
    };
    let sheet = grader.get(&sheet_path(&attempt)).await.expect(200);
    assert_eq!(
        sheet["essays"],
        json!([]),
        "an essay is not read while it is being written"
    );
    give("essay", json!(1)).await.refused(409, "not_gradable");

    learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    give("true_false", json!(1))
        .await
        .refused(409, "not_gradable");
    for marks in [json!(4.01), json!(-1), json!(1.234), json!("4")] {
        let problem = give("essay", marks).await.refused(422, "invalid");
        assert_eq!(problem["fields"][0]["field"], "marks", "{problem}");
    }
    for roles in [[Role::Learner], [Role::Officer], [Role::Registrar]] {
        let other = house.person(&roles).await;
        other
            .get("/api/v1/grading-queue")
            .await
            .refused(403, "forbidden");
        other
            .get(&sheet_path(&attempt))
            .await
            .refused(403, "forbidden");
        let headers = [("if-match", "*")];
        let body = json!({"marks": 4});
        let path = marks_path(&attempt, "essay");
        other
            .send_json(Method::PUT, &path, &headers, body)
            .await
            .refused(403, "forbidden");
    }

    // A methodologist who learns as well does not grade oneself.
    learning.teacher = grader;
    learning.enrolment = house.enrol(&learning.teacher, &learning.course).await;
    let own = learning.start().await;
    learning.answer_everything(&own).await;
    learning
        .teacher
        .post(&submission_path(&own), json!(null))
        .await
        .expect(200);
    learning
        .teacher
        .get(&sheet_path(&own))
        .await
        .refused(404, "not_found");
    let queue = learning
        .teacher
        .get("/api/v1/grading-queue")
        .await
        .expect(200);
    assert_eq!(
        queue["items"].as_array().unwrap().len(),
        1,
        "only the other's"
    );
}

async fn an_attempt_without_its_essay_waits_for_nobody(house: House) {
    let learning = with_an_essay(&house).await;
    let attempt = learning.start().await;
    let graded = learning
        .teacher
        .post(&submission_path(&attempt), json!(null))
        .await
        .expect(200);
    assert_eq!(graded["attempt"]["state"], "graded");
}
