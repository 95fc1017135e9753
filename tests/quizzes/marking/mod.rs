//! People who mark, correct and decide: essays, files, wrong questions, appeals.

mod appeals;
mod corrections;
mod double;
mod essays;
mod files;
mod regrading;

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{Learning, answer_path, asked, attempt_path, submission_path};
use crate::support::{Answer, Client, House};

fn sheet_path(attempt: &Value) -> String {
    format!("{}/grading-sheet", attempt_path(attempt))
}

fn marks_path(attempt: &Value, kind: &str) -> String {
    format!("{}/marks", answer_path(attempt, asked(attempt, kind)))
}

/// Somebody else who takes the same course, with an attempt that has just been begun.
async fn another(house: &House, learning: &Learning) -> (Client, Value) {
    let teacher = house.person(&[Role::Learner]).await;
    let enrolment = house.enrol(&teacher, &learning.course).await;
    let path = format!(
        "/api/v1/enrolments/{enrolment}/items/{}/attempts",
        learning.item
    );
    let attempt = teacher.post(&path, json!(null)).await.expect(200);
    (teacher, attempt)
}

/// Answers the question of this kind, and submits.
async fn hand_in(teacher: &Client, attempt: &Value, response: Value) -> Value {
    let kind = response["kind"].as_str().unwrap();
    let path = answer_path(attempt, asked(attempt, kind));
    let body = json!({"client_number": 1, "response": response});
    teacher.put(&path, body).await.expect(200);
    let path = submission_path(attempt);
    teacher.post(&path, json!(null)).await.expect(200)
}

/// Reads the sheet and marks the question of this kind by it.
async fn mark(marker: &Client, attempt: &Value, kind: &str, given: Value) -> Answer {
    let tag = marker.get(&sheet_path(attempt)).await.header("etag");
    let path = marks_path(attempt, kind);
    marker.put_if_match(&path, &tag, given).await
}

/// What waits for this person, asked for with these conditions.
async fn queue(marker: &Client, conditions: &str) -> Vec<Value> {
    let path = format!("/api/v1/grading-queue?{conditions}");
    let page = marker.get(&path).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

async fn changes(reader: &Client, attempt: &Value) -> Vec<Value> {
    let path = format!("{}/mark-changes", attempt_path(attempt));
    let changes = reader.get(&path).await.expect(200);
    changes.as_array().unwrap().clone()
}

fn essay_text(text: &str) -> Value {
    json!({"kind": "essay", "text": text})
}

/// A quiz of one essay, worth ten marks and passed from 60 per cent.
fn one_essay(quiz: &mut Value) {
    quiz["questions"] = json!([{"text": "Яагаад?", "marks": 10,
        "answer": {"kind": "essay", "guidance": "Хоёр шалтгаан"}}]);
}
