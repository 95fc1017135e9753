use std::collections::BTreeSet;
use std::io::Write;

use actix_web::http::Method;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use surgalt::courses::tables::file;
use surgalt::policy::Role;
use surgalt::quizzes::bank::tables::{bank_question, category as categories, question_version};

use super::{category, fields, id, path, revise};
use crate::support::{Answer, Client, House};

stories![
    a_dry_run_tells_everything_and_changes_nothing,
    importing_the_same_file_twice_changes_nothing,
    a_question_that_has_changed_in_the_file_gets_a_new_version,
    what_cannot_be_read_is_refused_in_the_language_of_the_person,
];

const IMPORTS: &str = "/api/v1/question-bank/imports";

pub const GIFT: &str = "$CATEGORY: Байгаль/Улирал\n\n\
    ::өвөл:: Өвөл хүйтэн. {T}\n\n\
    ::нийслэл:: Монголын нийслэл? {=Улаанбаатар =Ulaanbaatar}\n\n\
    ::улирал:: Аль нь улирал вэ? {=Зун ~Даваа ~Улаан}\n";

/// Sends a file with the short fields of the form.
pub async fn import(author: &Client, name: &str, bytes: &[u8], beside: &[(&str, &str)]) -> Answer {
    send(author, name, bytes, beside, &[]).await
}

async fn send(
    author: &Client,
    name: &str,
    bytes: &[u8],
    beside: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> Answer {
    let mut body = Vec::new();
    for (field, value) in beside {
        write!(
            body,
            "--line\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        )
        .unwrap();
    }
    write!(
        body,
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .unwrap();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--line--\r\n");
    let mut all = vec![("content-type", "multipart/form-data; boundary=line")];
    all.extend_from_slice(headers);
    author.send(Method::POST, IMPORTS, &all, body).await
}

pub fn counts(report: &Value) -> [u64; 4] {
    ["new", "changed", "unchanged", "refused"].map(|name| report[name].as_u64().unwrap())
}

/// How many categories, questions, versions and files there are.
pub async fn rows(house: &House) -> [usize; 4] {
    let app = house.app.clone();
    let query = async move {
        let reader = app.database.reader();
        [
            categories::Entity::find().all(reader).await.unwrap().len(),
            bank_question::Entity::find()
                .all(reader)
                .await
                .unwrap()
                .len(),
            question_version::Entity::find()
                .all(reader)
                .await
                .unwrap()
                .len(),
            file::Entity::find().all(reader).await.unwrap().len(),
        ]
    };
    house.look(query).await
}

async fn a_dry_run_tells_everything_and_changes_nothing(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let beside = [("category_id", id(&bank)), ("dry_run", "true")];
    let report = import(&author, "a.txt", GIFT.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(
        (&report["format"], &report["dry_run"]),
        (&json!("gift"), &json!(true))
    );
    assert_eq!(counts(&report), [3, 0, 0, 0]);
    let first = &report["questions"][0];
    assert_eq!(first["category"], json!(["Байгаль", "Улирал"]));
    assert_eq!(
        (&first["outcome"], &first["version"]),
        (&json!("new"), &json!(1))
    );
    assert_eq!(rows(&house).await, [1, 0, 0, 0]);
    let done = [("category_id", id(&bank)), ("dry_run", "false")];
    let done = import(&author, "a.txt", GIFT.as_bytes(), &done)
        .await
        .expect(200);
    assert_eq!(counts(&done), counts(&report));
    assert_eq!(rows(&house).await, [3, 3, 3, 0]);
}

async fn importing_the_same_file_twice_changes_nothing(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let beside = [("category_id", id(&bank))];
    // Sent twice over a bad line with one key: the first answer stands.
    let key = [("idempotency-key", "once")];
    let first = send(&author, "a.gift", GIFT.as_bytes(), &beside, &key)
        .await
        .expect(200);
    let again = send(&author, "a.gift", GIFT.as_bytes(), &beside, &key)
        .await
        .expect(200);
    assert_eq!(first, again);
    let other = send(&author, "a.gift", b"Is it? {T}", &beside, &key).await;
    other.refused(409, "idempotency_key_reused");
    assert_eq!(counts(&first), [3, 0, 0, 0]);
    let before = rows(&house).await;
    let second = import(&author, "a.gift", GIFT.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(counts(&second), [0, 0, 3, 0]);
    assert_eq!(
        second["questions"][0]["question_id"],
        first["questions"][0]["question_id"]
    );
    assert_eq!(rows(&house).await, before);
    // Two questions of one name are told apart, at every import alike.
    let twice = "::Q:: Нэг? {T}\n\n::Q:: Хоёр? {F}\n";
    let report = import(&author, "b.gift", twice.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(counts(&report), [2, 0, 0, 0]);
    assert_eq!(report["remarks"][0]["code"], "identifier_repeated");
    let report = import(&author, "b.gift", twice.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(counts(&report), [0, 0, 2, 0]);
}

async fn a_question_that_has_changed_in_the_file_gets_a_new_version(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let beside = [("category_id", id(&bank))];
    let first = import(&author, "a.gift", GIFT.as_bytes(), &beside)
        .await
        .expect(200);
    let question = json!({"id": first["questions"][0]["question_id"]});
    let tags = json!({"tags": ["улирал"], "difficulty": 2});
    author
        .patch_if_match(&path(&question), "*", tags)
        .await
        .expect(200);
    let changed = GIFT.replace("Өвөл хүйтэн.", "Өвөл маш хүйтэн.");
    let report = import(&author, "a.gift", changed.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(counts(&report), [0, 1, 2, 0]);
    let now = author.get(&path(&question)).await.expect(200);
    assert_eq!(
        (&now["version"], &now["question"]["text"]),
        (&json!(2), &json!("Өвөл маш хүйтэн."))
    );
    // What the format cannot say is left as it was.
    assert_eq!(
        (&now["tags"], &now["difficulty"]),
        (&json!(["улирал"]), &json!(2))
    );
    // An edit in the bank is another version, which the file takes back.
    revise(&author, &question, "Банкинд засав.").await;
    let report = import(&author, "a.gift", changed.as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(counts(&report), [0, 1, 2, 0]);
    assert_eq!(author.get(&path(&question)).await.expect(200)["version"], 4);
}

async fn what_cannot_be_read_is_refused_in_the_language_of_the_person(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let beside = [("category_id", id(&bank))];
    let mut told = BTreeSet::new();
    for language in ["mn", "en", "ru", "ky"] {
        let headers = [("accept-language", language)];
        let refused = send(&author, "a.pdf", b"%PDF-1.7", &beside, &headers).await;
        let refused = refused.refused(422, "invalid");
        assert_eq!(fields(&refused), [("file", "import_format_unknown")]);
        told.insert(refused["fields"][0]["message"].as_str().unwrap().to_owned());
    }
    assert_eq!(told.len(), 4);
    let nowhere = import(&author, "a.gift", GIFT.as_bytes(), &[]).await;
    assert_eq!(
        fields(&nowhere.refused(422, "invalid")),
        [("category_id", "empty")]
    );
    let unknown = surgalt::ids::new_id().to_string();
    let nowhere = import(
        &author,
        "a.gift",
        GIFT.as_bytes(),
        &[("category_id", &unknown)],
    )
    .await;
    assert_eq!(
        fields(&nowhere.refused(422, "invalid")),
        [("category_id", "unknown")]
    );
    for wrong in [
        ("format", "word"),
        ("dry_run", "perhaps"),
        ("colour", "blue"),
    ] {
        let form = [("category_id", id(&bank)), wrong];
        let refused = import(&author, "a.gift", GIFT.as_bytes(), &form).await;
        assert_eq!(fields(&refused.refused(422, "invalid"))[0].0, wrong.0);
    }
    let entities = "<!DOCTYPE quiz [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><quiz>&a;</quiz>";
    let refused = import(&author, "a.xml", entities.as_bytes(), &beside).await;
    refused.refused(422, "invalid");
    let learner = house.person(&[Role::Learner, Role::Officer]).await;
    let refused = import(&learner, "a.gift", GIFT.as_bytes(), &beside).await;
    refused.refused(403, "forbidden");
    assert_eq!(rows(&house).await, [1, 0, 0, 0]);
}
