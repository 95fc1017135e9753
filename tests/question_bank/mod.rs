//! The question bank: building it, drawing quizzes from it, and carrying questions in and out.

mod building;
mod copies;
mod exchange;

mod files;
mod limits;
mod publishing;
mod round_trip;

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Client};

const QUESTIONS: &str = "/api/v1/question-bank/questions";
const CATEGORIES: &str = "/api/v1/question-bank/categories";

fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap()
}

/// The fields that were refused, with why.
fn fields(problem: &Value) -> Vec<(&str, &str)> {
    let fields = problem["fields"].as_array().unwrap().iter();
    fields
        .map(|field| {
            (
                field["field"].as_str().unwrap(),
                field["code"].as_str().unwrap(),
            )
        })
        .collect()
}

fn statement(text: &str) -> Value {
    json!({"text": text, "answer": {"kind": "true_false", "correct": true}})
}

/// A category, at the root or within another.
async fn category(author: &Client, name: &str, parent: Option<&Value>) -> Value {
    let new = json!({"name": name, "parent_id": parent.map(id)});
    author.post(CATEGORIES, new).await.expect(201)
}

/// A question of the bank that holds a statement to be true or false.
async fn question(author: &Client, category: &Value, text: &str) -> Value {
    let new = json!({"category_id": id(category), "question": statement(text)});
    author.post(QUESTIONS, new).await.expect(201)
}

fn path(question: &Value) -> String {
    format!("{QUESTIONS}/{}", id(question))
}

/// Writes the next version of a question.
async fn revise(author: &Client, question: &Value, text: &str) -> Value {
    let tag = author.get(&path(question)).await.header("etag");
    let new = json!({"question": statement(text), "note": "Илүү тодорхой"});
    let headers = [("if-match", tag.as_str())];
    let versions = format!("{}/versions", path(question));
    author
        .send_json(Method::POST, &versions, &headers, new)
        .await
        .expect(201)
}

/// A course of one quiz; its address.
async fn course(author: &Client, quiz: Value) -> String {
    let code = surgalt::ids::new_code();
    let programme = json!({"code": code, "title": "Хөгжлийн төлөө хамтдаа"});
    let programme = author
        .post("/api/v1/programmes", programme)
        .await
        .expect(201);
    let new = json!({
        "programme_id": programme["id"], "self_enrolment": true,
        "draft": {"title": "Манлайлал", "language": "mn", "hours": 8, "modules": [
            {"title": "Нэгдүгээр модуль", "items": [{"title": "Сорил", "content": quiz}]}]}
    });
    let course = author.post("/api/v1/courses", new).await.expect(201);
    format!("/api/v1/courses/{}", id(&course))
}

/// A quiz with these draws and one fixed question.
fn quiz(draws: Value) -> Value {
    json!({"kind": "quiz", "pass_percent": 60, "feedback": "answers", "draws": draws,
        "questions": [statement("Хүн бүрээс асуух асуулт")]})
}

async fn draft(author: &Client, course: &str) -> (String, Value) {
    let answer = author.get(&format!("{course}/draft")).await;
    (answer.header("etag"), answer.expect(200))
}

async fn publish(author: &Client, course: &str) -> Answer {
    author
        .post(&format!("{course}/versions"), json!(null))
        .await
}

/// Takes the course and starts the quiz.
async fn start(learner: &Client, course: &str) -> Value {
    let enrolment = learner
        .post(&format!("{course}/enrolment"), json!(null))
        .await
        .expect(200);
    let enrolment = format!("/api/v1/enrolments/{}", id(&enrolment));
    let progress = learner
        .get(&format!("{enrolment}/progress"))
        .await
        .expect(200);
    let item = progress["missing"][0]["item_id"].as_str().unwrap();
    let attempts = format!("{enrolment}/items/{item}/attempts");
    learner.post(&attempts, json!(null)).await.expect(200)
}

/// The quiz of a draft.
fn the_quiz(draft: &Value) -> &str {
    id(&draft["modules"][0]["items"][0])
}

/// The texts of an attempt's questions.
fn texts(attempt: &Value) -> Vec<String> {
    let questions = attempt["paper"]["questions"].as_array().unwrap().iter();
    questions
        .map(|question| question["text"].as_str().unwrap().to_owned())
        .collect()
}
