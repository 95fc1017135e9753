//! Writing courses, publishing them, taking them, and the files beside them.

mod authoring;
mod buckets;
mod downloads;
mod enrolling;
mod import;
mod learning;
mod programmes;
mod publishing;
mod uploads;

use actix_web::http::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::support::{Answer, Client, House};

/// A programme of a methodologist's; its identifier.
async fn programme(methodologist: &Client) -> Value {
    let code = surgalt::ids::new_code();
    let new = json!({"code": code, "title": "Хөгжлийн төлөө хамтдаа"});
    let programme = methodologist.post("/api/v1/programmes", new).await;
    programme.expect(201)["id"].clone()
}

/// A small course: a lesson, a quiz of one question and a webinar.
fn document() -> Value {
    json!({
        "title": "Манлайлал", "description": "Багш нарт **зориулав**.", "language": "mn",
        "hours": 8, "modules": [
            {"title": "Нэгдүгээр модуль", "items": [
                {"title": "Манлайлал гэж юу вэ?",
                    "content": {"kind": "lesson", "markdown": "Сайн *байна* уу", "minutes": 5}},
                {"title": "Сорил", "content": {"kind": "quiz", "pass_percent": 60,
                    "questions": [question()]}}]},
            {"title": "Хоёрдугаар модуль", "items": [
                {"title": "Вебинар", "content": {"kind": "webinar", "minutes": 60}}]}]
    })
}

fn question() -> Value {
    json!({"text": "Манлайлал бол нөлөөлөл.", "answer": {"kind": "true_false", "correct": true}})
}

/// Begins a course with that document, open to anybody; its address.
async fn course(methodologist: &Client) -> String {
    let new = json!({
        "programme_id": programme(methodologist).await,
        "self_enrolment": true, "draft": document(),
    });
    let course = methodologist.post("/api/v1/courses", new).await.expect(201);
    format!("/api/v1/courses/{}", course["id"].as_str().unwrap())
}

/// Begins a course with that document and publishes it; its address.
async fn published_course(methodologist: &Client) -> String {
    let course = course(methodologist).await;
    publish(methodologist, &course).await;
    course
}

async fn publish(methodologist: &Client, course: &str) -> Value {
    let path = format!("{course}/versions");
    methodologist.post(&path, json!(null)).await.expect(201)
}

/// The draft and its entity tag.
async fn draft(methodologist: &Client, course: &str) -> (String, Value) {
    let answer = methodologist.get(&format!("{course}/draft")).await;
    (answer.header("etag"), answer.expect(200))
}

/// Takes a course oneself; the address of the enrolment.
async fn enrol_oneself(learner: &Client, course: &str) -> String {
    let path = format!("{course}/enrolment");
    let enrolment = learner.post(&path, json!(null)).await.expect(200);
    format!("/api/v1/enrolments/{}", enrolment["id"].as_str().unwrap())
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
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

/// A form with one field, as a browser sends it.
fn form(field: &str, name: &str, media_type: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; \
         filename=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n"
    );
    [
        head.as_bytes(),
        bytes,
        format!("\r\n--{BOUNDARY}--\r\n").as_bytes(),
    ]
    .concat()
}

const BOUNDARY: &str = "--------surgalt";

/// Sends a form to a course's files.
async fn send_form(author: &Client, course: &str, form: Vec<u8>) -> Answer {
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [("content-type", content_type.as_str())];
    author
        .send(Method::POST, &format!("{course}/files"), &headers, form)
        .await
}

async fn upload(
    author: &Client,
    course: &str,
    name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Value {
    let form = form("file", name, media_type, bytes);
    send_form(author, course, form).await.expect(201)
}

/// Every row of a table.
async fn rows<E>(house: &House) -> Vec<E::Model>
where
    E: EntityTrait,
    E::Model: Send + 'static,
{
    let app = house.app.clone();
    let query = async move { E::find().all(app.database.reader()).await.unwrap() };
    house.look(query).await
}
