use std::path::PathBuf;

use actix_web::http::Method;
use serde_json::json;
use surgalt::courses::tables::file;
use surgalt::policy::Role;

use super::{BOUNDARY, course, draft, fields, form, id, publish, rows, send_form, upload};
use crate::support::{Backend, House};

stories![
    a_file_is_uploaded_and_offered_beside_a_lesson,
    what_is_not_what_it_says_is_refused_and_leaves_nothing,
    a_form_that_breaks_off_leaves_nothing,
    a_file_sent_again_over_a_bad_line_is_there_once,
    a_storage_that_fails_is_said_and_leaves_nothing,
    a_file_that_a_course_uses_is_not_deleted,
    only_authors_upload_and_delete,
];

/// The files in the storage, also those that are half done.
fn stored(house: &House) -> Vec<PathBuf> {
    let folder = house.app.config.data_folder.join("files/courses");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Waits until nothing is stored: what a request has left is cleared away beside it.
async fn nothing_is_stored(house: &House) {
    for _ in 0..100 {
        if stored(house).is_empty() {
            assert_eq!(rows::<file::Entity>(house).await, []);
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{:?} is left", stored(house));
}

async fn a_file_is_uploaded_and_offered_beside_a_lesson(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let course = course(&author).await;
    // More than one part of the storage's, so that nothing hangs on the first.
    let bytes: Vec<u8> = b"%PDF-1.7\n"
        .iter()
        .copied()
        .chain((0..6_000_000_u32).map(|at| at.to_le_bytes()[1]))
        .collect();
    let file = upload(
        &author,
        &course,
        "Төлөвлөгөө.pdf",
        "application/pdf",
        &bytes,
    )
    .await;
    assert_eq!(file["name"], "Төлөвлөгөө.pdf");
    assert_eq!(file["size"], json!(bytes.len()));
    assert_eq!(stored(&house).len(), 1);
    let all = author.get(&format!("{course}/files")).await.expect(200);
    assert_eq!(all["items"], json!([file]));

    let (tag, mut document) = draft(&author, &course).await;
    document["modules"][0]["items"][0]["content"]["files"] = json!([file["id"]]);
    let path = format!("{course}/draft");
    author
        .put_if_match(&path, &tag, document.clone())
        .await
        .expect(200);
    publish(&author, &course).await;
    let enrolment = super::enrol_oneself(&teacher, &course).await;
    let lesson = format!(
        "{enrolment}/items/{}",
        id(&document["modules"][0]["items"][0])
    );
    let lesson = teacher.get(&lesson).await.expect(200);
    assert_eq!(lesson["files"], json!([file]));
    let read = teacher.get(file["address"].as_str().unwrap()).await;
    assert_eq!(read.status, 200);
    assert!(read.bytes == bytes);
}

async fn what_is_not_what_it_says_is_refused_and_leaves_nothing(_: House) {
    let house = House::open_with(Backend::Sqlite, |config| config.files.limit_bytes = 1_000).await;
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let page = b"<!DOCTYPE html><script>alert(1)</script>";
    let refused = send_form(&author, &course, form("file", "a.png", "image/png", page)).await;
    assert_eq!(
        fields(&refused.refused(422, "invalid")),
        [("file", "media_type")]
    );
    let refused = send_form(&author, &course, form("file", "a.html", "text/html", page)).await;
    refused.refused(415, "unsupported_media_type");
    let large = send_form(
        &author,
        &course,
        form("file", "a.txt", "text/plain", &[b'a'; 1_001]),
    );
    large.await.refused(413, "too_large");
    let fits = send_form(
        &author,
        &course,
        form("file", "a.txt", "text/plain", &[b'a'; 1_000]),
    );
    let fits = fits.await.expect(201);
    author
        .delete(fits["address"].as_str().unwrap())
        .await
        .expect(204);
    for name in ["", "a\tb.txt", &"а".repeat(256)] {
        let refused = send_form(&author, &course, form("file", name, "text/plain", b"a")).await;
        assert_eq!(
            fields(&refused.refused(422, "invalid")),
            [("file.name", "name")],
            "{name}"
        );
    }
    let refused = send_form(&author, &course, form("photo", "a.txt", "text/plain", b"a")).await;
    assert_eq!(
        fields(&refused.refused(422, "invalid")),
        [("photo", "unknown")]
    );
    let mut two = form("file", "a.txt", "text/plain", b"a");
    two.truncate(two.len() - "--\r\n".len());
    two.extend(b"\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\nb\r\n");
    two.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    let refused = send_form(&author, &course, two).await;
    assert_eq!(
        fields(&refused.refused(422, "invalid")),
        [("more", "unknown")]
    );
    let path = format!("{course}/files");
    author
        .post(&path, json!({}))
        .await
        .refused(415, "unsupported_media_type");
    let elsewhere = format!("/api/v1/courses/{}", surgalt::ids::new_id());
    let refused = send_form(
        &author,
        &elsewhere,
        form("file", "a.txt", "text/plain", b"a"),
    )
    .await;
    refused.refused(404, "not_found");
    nothing_is_stored(&house).await;
}

async fn a_form_that_breaks_off_leaves_nothing(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let whole = form("file", "a.txt", "text/plain", &[b'a'; 100_000]);
    for length in [0, 10, 130, 50_000, whole.len() - 6] {
        let refused = send_form(&author, &course, whole[..length].to_vec()).await;
        refused.refused(400, "malformed");
    }
    // The line is cut: the rest of what was announced never comes.
    let address = house.base.strip_prefix("http://").unwrap().to_owned();
    let token = author.access_token.clone().unwrap();
    let head = format!(
        "POST {course}/files HTTP/1.1\r\nhost: surgalt\r\nauthorization: Bearer {token}\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\n\
         content-length: {}\r\n\r\n",
        whole.len()
    );
    use tokio::io::AsyncWriteExt;
    let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&whole[..60_000]).await.unwrap();
    for _ in 0..100 {
        if !stored(&house).is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    drop(line);
    nothing_is_stored(&house).await;
}

async fn a_file_sent_again_over_a_bad_line_is_there_once(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [
        ("content-type", content_type.as_str()),
        ("idempotency-key", "file-1"),
    ];
    let path = format!("{course}/files");
    let send = |bytes: &[u8]| {
        let form = form("file", "a.txt", "text/plain", bytes);
        author.send(Method::POST, &path, &headers, form)
    };
    let first = send("нэг".as_bytes()).await.expect(201);
    assert_eq!(send("нэг".as_bytes()).await.expect(201), first);
    send("хоёр".as_bytes())
        .await
        .refused(409, "idempotency_key_reused");
    assert_eq!(stored(&house).len(), 1);
    let all = author.get(&path).await.expect(200);
    assert_eq!(all["items"], json!([first]));
}

async fn a_storage_that_fails_is_said_and_leaves_nothing(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let folder = house.app.config.data_folder.join("files");
    std::fs::remove_dir(&folder).unwrap();
    std::fs::write(&folder, "not a folder").unwrap();
    let refused = send_form(&author, &course, form("file", "a.txt", "text/plain", b"a")).await;
    refused.refused(503, "unavailable");
    let all = author.get(&format!("{course}/files")).await.expect(200);
    assert_eq!(all["items"], json!([]));
    std::fs::remove_file(&folder).unwrap();
    std::fs::create_dir(&folder).unwrap();
    upload(&author, &course, "a.txt", "text/plain", b"a").await;
}

async fn a_file_that_a_course_uses_is_not_deleted(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = course(&author).await;
    let beside = upload(&author, &course, "a.txt", "text/plain", b"a").await;
    let within = upload(&author, &course, "b.gif", "image/gif", b"GIF89a").await;
    let unused = upload(&author, &course, "c.txt", "text/plain", b"c").await;
    let (tag, mut document) = draft(&author, &course).await;
    let original = document.clone();
    let address = |file: &serde_json::Value| file["address"].as_str().unwrap().to_owned();
    document["modules"][0]["items"][0]["content"]["files"] = json!([beside["id"]]);
    document["description"] = json!(format!("![зураг]({})", address(&within)));
    let path = format!("{course}/draft");
    let answer = author.put_if_match(&path, &tag, document).await;
    let tag = answer.header("etag");
    answer.expect(200);
    publish(&author, &course).await;
    // The draft lets go of them, the published version does not.
    author.put_if_match(&path, &tag, original).await.expect(200);
    for file in [&beside, &within] {
        author.delete(&address(file)).await.refused(409, "in_use");
    }
    author.delete(&address(&unused)).await.expect(204);
    author
        .delete(&address(&unused))
        .await
        .refused(404, "not_found");
    assert_eq!(stored(&house).len(), 2);
}

async fn only_authors_upload_and_delete(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let teacher = house
        .person(&[Role::Learner, Role::Officer, Role::Registrar])
        .await;
    let course = super::published_course(&author).await;
    super::enrol_oneself(&teacher, &course).await;
    let file = upload(&author, &course, "a.txt", "text/plain", b"a").await;
    let refused = send_form(&teacher, &course, form("file", "a.txt", "text/plain", b"a")).await;
    refused.refused(403, "forbidden");
    let address = file["address"].as_str().unwrap();
    teacher.delete(address).await.refused(403, "forbidden");
    assert_eq!(stored(&house).len(), 1);
}
