use actix_web::http::Method;
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{QUESTIONS, category, course, id, path, publish, start};
use crate::support::{Answer, Client, House};

stories![
    a_picture_of_the_bank_is_shown_to_whoever_is_asked_about_it_and_to_nobody_else,
    a_file_that_something_names_is_not_deleted,
];

const FILES: &str = "/api/v1/question-bank/files";

/// The beginning of every PNG, and nothing after it.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

async fn upload(author: &Client, bytes: &[u8]) -> Answer {
    let head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"map.png\"\r\n\
                Content-Type: image/png\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--line--\r\n"].concat();
    let headers = [("content-type", "multipart/form-data; boundary=line")];
    author.send(Method::POST, FILES, &headers, body).await
}

/// A question about a picture, in a category of its own.
async fn about(author: &Client, file: &Value) -> (Value, Value) {
    let category = category(author, &surgalt::ids::new_code(), None).await;
    let new = json!({"category_id": category["id"], "question": {
        "text": format!("![газрын зураг]({})", file["address"].as_str().unwrap()),
        "answer": {"kind": "hotspot",
            "picture": {"file": file["id"], "width": 100, "height": 50},
            "zones": [{"correct": true,
                "shape": {"kind": "circle", "x": 10, "y": 10, "radius": 5}}]}}});
    let question = author.post(QUESTIONS, new).await.expect(201);
    (category, question)
}

async fn a_picture_of_the_bank_is_shown_to_whoever_is_asked_about_it_and_to_nobody_else(
    house: House,
) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let other = house.person(&[Role::Learner, Role::Officer]).await;
    let file = upload(&author, PNG).await.expect(201);
    let unused = upload(&author, PNG).await.expect(201);
    let address = file["address"].as_str().unwrap();
    let (category, _) = about(&author, &file).await;
    let draws = json!([{"count": 1, "pool": {"category_id": category["id"]}}]);
    let quiz = json!({"kind": "quiz", "pass_percent": 60, "draws": draws});
    let course = course(&author, quiz).await;
    publish(&author, &course).await.expect(201);
    teacher.get(address).await.refused(404, "not_found");
    let attempt = start(&teacher, &course).await;
    let asked = &attempt["paper"]["questions"][0]["asked"];
    assert_eq!(asked["picture"]["file"], file["id"]);
    assert_eq!(teacher.get(address).await.bytes, PNG);
    teacher
        .get(unused["address"].as_str().unwrap())
        .await
        .refused(404, "not_found");
    other.get(address).await.refused(404, "not_found");
    assert_eq!(author.get(address).await.bytes, PNG);
    let listed = author.get(FILES).await.expect(200);
    assert_eq!(listed["items"], json!([file, unused]));
    for somebody in [&teacher, &other] {
        upload(somebody, PNG).await.refused(403, "forbidden");
        somebody.delete(address).await.refused(403, "forbidden");
    }
}

async fn a_file_that_something_names_is_not_deleted(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let file = upload(&author, PNG).await.expect(201);
    let address = file["address"].as_str().unwrap();
    let (_, question) = about(&author, &file).await;
    author.delete(address).await.refused(409, "in_use");
    // Also when only an older version names it.
    super::revise(&author, &question, "Зураггүй").await;
    author.delete(address).await.refused(409, "in_use");
    let old = author
        .get(&format!("{}/versions/1", path(&question)))
        .await
        .expect(200);
    assert_eq!(old["question"]["answer"]["picture"]["file"], file["id"]);

    let drafted = upload(&author, PNG).await.expect(201);
    let text = format!("![зураг]({})", drafted["address"].as_str().unwrap());
    let quiz = json!({"kind": "quiz", "pass_percent": 60, "questions": [super::statement(&text)]});
    course(&author, quiz).await;
    author
        .delete(drafted["address"].as_str().unwrap())
        .await
        .refused(409, "in_use");
    let free = upload(&author, PNG).await.expect(201);
    assert_ne!(id(&free), id(&file));
    author
        .delete(free["address"].as_str().unwrap())
        .await
        .expect(204);
    author
        .get(free["address"].as_str().unwrap())
        .await
        .refused(404, "not_found");
}
