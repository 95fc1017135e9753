use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{fields, programme};
use crate::support::{Client, House};

stories![
    a_methodologist_imports_a_course_typed_in_an_old_font,
    a_course_with_a_fault_is_not_imported_at_all,
    an_operator_imports_the_demo_course,
];

/// What a methodologist found on an old computer.
fn old_course() -> Value {
    json!({
        "title": "Ìîíãîë õýë", "language": "mn", "hours": 8, "modules": [
            {"title": "Нэг", "items": [
                {"title": "Хичээл", "lesson": {"markdown": "Сайн байна уу.\n\n**Ñóðãóóëü** дээр"},
                    "minutes": 10},
                {"title": "Сорил", "quiz": {"pass_percent": 60, "questions": [super::question()]}},
                {"title": "Вебинар", "webinar": {"minutes": 60}}]}]
    })
}

async fn courses(methodologist: &Client) -> Vec<Value> {
    let all = methodologist.get("/api/v1/courses").await.expect(200);
    all["items"].as_array().unwrap().clone()
}

async fn a_methodologist_imports_a_course_typed_in_an_old_font(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let teacher = house.person(&[Role::Learner]).await;
    let body = json!({
        "programme_id": programme(&methodologist).await, "self_enrolment": true, "publish": true,
        "course": old_course(),
    });
    let path = "/api/v1/course-imports";
    teacher
        .post(path, body.clone())
        .await
        .refused(403, "forbidden");
    let imported = methodologist.post(path, body).await.expect(201);
    assert_eq!(imported["course"]["title"], "Монгол хэл");
    assert_eq!(imported["course"]["version"], 1);
    let repaired = imported["repaired"].as_array().unwrap();
    assert!(repaired.contains(&json!({
        "file": "course", "place": "title", "before": "Ìîíãîë õýë", "after": "Монгол хэл"
    })));
    let course = format!("/api/v1/courses/{}", super::id(&imported["course"]));
    let (_, draft) = super::draft(&methodologist, &course).await;
    let items = draft["modules"][0]["items"].as_array().unwrap();
    assert_eq!(
        items[0]["content"]["markdown"],
        "Сайн байна уу.\n\n**Сургууль** дээр"
    );
    assert_eq!(items[0]["content"]["minutes"], 10);
    let kinds: Vec<_> = items.iter().map(|item| &item["content"]["kind"]).collect();
    assert_eq!(kinds, ["lesson", "quiz", "webinar"]);
    super::enrol_oneself(&teacher, &course).await;
}

async fn a_course_with_a_fault_is_not_imported_at_all(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let programme = programme(&methodologist).await;
    let path = "/api/v1/course-imports";
    let mut course = old_course();
    course["modules"][0]["items"][0]["lesson"] = json!("lessons/1.md");
    let body = json!({"programme_id": programme, "course": course});
    let refused = methodologist.post(path, body).await.refused(422, "invalid");
    let missing = ("course.modules[0].items[0].lesson", "file_missing");
    assert_eq!(fields(&refused), [missing]);
    let mut course = old_course();
    course["modules"][0]["items"][1]["quiz"]["pass_percent"] = json!(101);
    let body = json!({"programme_id": programme, "course": course});
    let refused = methodologist.post(path, body).await.refused(422, "invalid");
    let field = ("course.modules[0].items[1].quiz.pass_percent", "too_great");
    assert_eq!(fields(&refused), [field]);
    // What cannot be published is not left behind as a draft either.
    let mut course = old_course();
    course["modules"] = json!([]);
    let body = json!({"programme_id": programme, "publish": true, "course": course});
    let refused = methodologist.post(path, body).await.refused(422, "invalid");
    assert_eq!(fields(&refused), [("modules", "empty")]);
    assert_eq!(courses(&methodologist).await, Vec::<Value>::new());
}

async fn an_operator_imports_the_demo_course(house: House) {
    let methodologist = house.person(&[Role::Methodologist]).await;
    let new = json!({"code": "5.2", "title": "Манлайлал"});
    methodologist
        .post("/api/v1/programmes", new)
        .await
        .expect(201);
    let import = |programme: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/course");
        Command::new(env!("CARGO_BIN_EXE_surgalt"))
            .args(["import", "--publish", "--author", &methodologist.email])
            .args(["--programme", programme])
            .arg(folder)
            .env("SURGALT_DATA_FOLDER", &house.app.config.data_folder)
            .env(
                "SURGALT_DATABASE__URL",
                house.app.config.database.url.reveal(),
            )
            .output()
            .unwrap()
    };
    let refused = import("9.9");
    assert!(!refused.status.success());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("--programme: does not exist"), "{said}");
    assert_eq!(courses(&methodologist).await, Vec::<Value>::new());

    let imported = import("5.2");
    let said = String::from_utf8(imported.stdout).unwrap();
    assert!(imported.status.success(), "{said}");
    assert!(
        said.contains("published as version 1") && !said.contains("repaired"),
        "{said}"
    );
    let course = &courses(&methodologist).await[0];
    assert_eq!(course["title"], "Хувь хүний хөгжлийн манлайлал");
    assert_eq!(
        (&course["version"], &course["hours"]),
        (&json!(1), &json!(24))
    );
}
