//! Files handed in as answers.

use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{another, hand_in, mark, sheet_path};
use crate::quizzes::{Learning, answer_path, asked, attempt_path, submission_path};
use crate::support::{Answer, Backend, Client, House};

stories![
    a_picture_is_handed_in_and_marked,
    only_files_of_ones_own_attempt_are_an_answer,
    nobody_else_reads_what_is_handed_in,
];

/// A house with bounds of its own.
mod bounded {
    use super::uploads_are_bounded;

    stories_on![uploads_are_bounded];
}

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn one_file(quiz: &mut Value) {
    quiz["questions"] = json!([
        {"text": "Зургаа оруул.", "marks": 4, "answer": {"kind": "file", "most_files": 2}},
    ]);
}

/// Uploads these bytes under this name to an attempt.
async fn upload(
    client: &Client,
    attempt: &Value,
    (name, media_type): (&str, &str),
    bytes: &[u8],
    headers: &[(&str, &str)],
) -> Answer {
    let head = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: {media_type}\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--line--\r\n"].concat();
    let mut all = vec![("content-type", "multipart/form-data; boundary=line")];
    all.extend_from_slice(headers);
    let path = format!("{}/files", attempt_path(attempt));
    client.send(Method::POST, &path, &all, body).await
}

async fn picture(client: &Client, attempt: &Value) -> Value {
    let name = ("зураг.png", "image/png");
    upload(client, attempt, name, PICTURE, &[])
        .await
        .expect(201)
}

fn files(ids: &[&Value]) -> Value {
    json!({"kind": "file", "files": ids})
}

async fn a_picture_is_handed_in_and_marked(house: House) {
    let learning = Learning::begin(&house, one_file).await;
    let teacher = &learning.teacher;
    let attempt = learning.start().await;
    let stored = picture(teacher, &attempt).await;
    assert_eq!(
        (&stored["name"], &stored["size"]),
        (&json!("зураг.png"), &json!(PICTURE.len()))
    );
    let unused = picture(teacher, &attempt).await;
    // On another device the learner finds what was uploaded.
    let path = format!("{}/files", attempt_path(&attempt));
    let known = teacher.get(&path).await.expect(200);
    assert_eq!(
        (&known[0]["id"], &known[1]["id"]),
        (&stored["id"], &unused["id"])
    );

    let submitted = hand_in(teacher, &attempt, files(&[&stored["id"]])).await;
    assert_eq!(
        submitted["attempt"]["state"], "submitted",
        "a person has to look"
    );
    let marker = house.person(&[Role::Methodologist]).await;
    let sheet = marker.get(&sheet_path(&attempt)).await.expect(200);
    let handed_in = sheet["essays"][0]["files"].as_array().unwrap();
    assert_eq!(handed_in.len(), 1, "only what the answer names");
    assert_eq!(handed_in[0], stored);
    let path = format!("{path}/{}", stored["id"].as_str().unwrap());
    let read = marker.get(&path).await;
    assert_eq!(
        (read.status.as_u16(), read.bytes.as_slice()),
        (200, PICTURE)
    );
    assert_eq!(read.header("content-type"), "image/png");
    let part = marker
        .send(Method::GET, &path, &[("range", "bytes=1-3")], Vec::new())
        .await;
    assert_eq!(
        (part.status.as_u16(), part.bytes.as_slice()),
        (206, &b"PNG"[..])
    );
    mark(&marker, &attempt, "file", json!({"marks": 4}))
        .await
        .expect(200);
    let read = teacher.get(&attempt_path(&attempt)).await.expect(200);
    assert_eq!(read["attempt"]["outcome"]["marks"], 4.0);
}

async fn only_files_of_ones_own_attempt_are_an_answer(house: House) {
    let learning = Learning::begin(&house, one_file).await;
    let attempt = learning.start().await;
    let own = picture(&learning.teacher, &attempt).await;
    let (friend, of_friend) = another(&house, &learning).await;
    let borrowed = picture(&friend, &of_friend).await;
    let path = answer_path(&attempt, asked(&attempt, "file"));
    let nothing = json!("0199a000-0000-7000-8000-000000000099");
    let save = async |number: u32, response: Value| {
        let body = json!({"client_number": number, "response": response});
        learning.teacher.put(&path, body).await
    };
    for (ids, field) in [
        (vec![&borrowed["id"]], "response.files[0]"),
        (vec![&own["id"], &nothing], "response.files[1]"),
    ] {
        let problem = save(1, files(&ids)).await.refused(422, "invalid");
        assert_eq!(problem["fields"][0]["field"], field, "{problem}");
    }
    let read = learning
        .teacher
        .get(&attempt_path(&attempt))
        .await
        .expect(200);
    assert_eq!(read["answers"], json!([]), "nothing of that was saved");
    save(2, files(&[&own["id"]])).await.expect(200);
}

async fn nobody_else_reads_what_is_handed_in(house: House) {
    let learning = Learning::begin(&house, one_file).await;
    let attempt = learning.start().await;
    let stored = picture(&learning.teacher, &attempt).await;
    let (friend, _) = another(&house, &learning).await;
    let marker = house.person(&[Role::Methodologist]).await;
    let officer = house.person(&[Role::Officer]).await;
    let list = format!("{}/files", attempt_path(&attempt));
    let file = format!("{list}/{}", stored["id"].as_str().unwrap());
    for path in [&list, &file] {
        for other in [&friend, &officer] {
            other.get(path).await.refused(404, "not_found");
        }
        // Not even who will mark it, as long as it is being written.
        marker.get(path).await.refused(404, "not_found");
    }
    let name = ("зураг.png", "image/png");
    upload(&friend, &attempt, name, PICTURE, &[])
        .await
        .refused(404, "not_found");
    upload(&marker, &attempt, name, PICTURE, &[])
        .await
        .refused(404, "not_found");
    let path = submission_path(&attempt);
    learning.teacher.post(&path, json!(null)).await.expect(200);
    marker.get(&file).await.expect(200);
    friend.get(&file).await.refused(404, "not_found");
    // What has been handed in is handed in.
    upload(&learning.teacher, &attempt, name, PICTURE, &[])
        .await
        .refused(409, "attempt_closed");
}

async fn uploads_are_bounded(backend: Backend) {
    let house = House::open_with(backend, |config| {
        config.quizzes.answer_file_limit_bytes = 100;
        config.quizzes.answer_files_per_attempt = 2;
    })
    .await;
    let mut learning = Learning::begin(&house, one_file).await;
    let attempt = learning.start().await;
    let png = ("a.png", "image/png");
    let send =
        async |name, bytes: &[u8]| upload(&learning.teacher, &attempt, name, bytes, &[]).await;
    send(png, &[PICTURE, &[0; 100]].concat())
        .await
        .refused(413, "too_large");
    send(("a.exe", "application/x-msdownload"), b"MZ")
        .await
        .refused(415, "unsupported_media_type");
    send(png, b"<!DOCTYPE html>").await.refused(422, "invalid");
    // Sent again over a bad line it is there once.
    let key = [("idempotency-key", "picture-1")];
    let first = upload(&learning.teacher, &attempt, png, PICTURE, &key)
        .await
        .expect(201);
    let again = upload(&learning.teacher, &attempt, png, PICTURE, &key)
        .await
        .expect(201);
    assert_eq!(first, again);
    send(png, PICTURE).await.expect(201);
    send(png, PICTURE).await.refused(409, "too_many_files");
    learning.minutes_pass(&house, 31).await;
    let late = upload(&learning.teacher, &attempt, png, PICTURE, &[]).await;
    late.refused(409, "attempt_closed");
}
