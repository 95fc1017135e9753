use serde_json::json;
use surgalt::policy::Role;

use super::exchange::{counts, import, rows};
use super::{QUESTIONS, category, id, path};
use crate::support::House;

stories![
    what_is_exported_comes_back_the_same_in_every_format_that_holds_it,
    a_picture_comes_with_the_questions_and_is_kept_once,
];

async fn what_is_exported_comes_back_the_same_in_every_format_that_holds_it(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let within = category(&author, "Улирал", Some(&bank)).await;
    let options = json!([{"text": "Өвөл", "correct": true}, {"text": "Даваа"}, {"text": "Улаан"}]);
    for (number, answer) in [
        json!({"kind": "single_choice", "options": options}),
        json!({"kind": "short_text", "accepted": ["Улаанбаатар"]}),
        json!({"kind": "essay"}),
    ]
    .into_iter()
    .enumerate()
    {
        let new = json!({"category_id": within["id"], "identifier": format!("q{number}"),
            "question": {"title": format!("q{number}"), "text": "Аль нь вэ?", "answer": answer}});
        author.post(QUESTIONS, new).await.expect(201);
    }
    let query = |format: &str| format!("format={format}&category_id={}", id(&bank));
    for (format, remarked) in [
        ("gift", 0),
        ("aiken", 2),
        ("moodle_xml", 0),
        ("qti2", 0),
        ("qti3", 0),
        ("xlsx", 0),
    ] {
        let exports = "/api/v1/question-bank/exports";
        let report = author
            .get(&format!("{exports}/report?{}", query(format)))
            .await
            .expect(200);
        assert_eq!(report["questions"], 3, "{format}");
        assert_eq!(report["refused"], remarked, "{format}: {report}");
        let exported = author.get(&format!("{exports}?{}", query(format))).await;
        assert_eq!(exported.status, 200, "{format}");
        let remarks = report["remarks"].as_array().unwrap().len();
        assert_eq!(exported.header("export-remarks"), remarks.to_string());
        assert!(
            exported
                .header("content-disposition")
                .starts_with("attachment")
        );
        let trial = [
            ("category_id", id(&bank)),
            ("dry_run", "true"),
            ("format", format),
        ];
        let same = import(&author, "a", &exported.bytes, &trial)
            .await
            .expect(200);
        let taken = 3 - remarked;
        if format != "aiken" {
            assert_eq!(counts(&same), [0, 0, taken, 0], "{format}: {same}");
        } else {
            // Aiken has no room for identifiers.
            assert_eq!(counts(&same), [taken, 0, 0, 0], "{format}: {same}");
        }
        let elsewhere = category(&author, format, None).await;
        let beside = [("category_id", id(&elsewhere))];
        let report = import(&author, "a", &exported.bytes, &beside)
            .await
            .expect(200);
        assert_eq!(
            (counts(&report), &report["format"]),
            ([taken, 0, 0, 0], &json!(format))
        );
    }
    let unknown = author
        .get("/api/v1/question-bank/exports?format=word")
        .await;
    unknown.refused(422, "invalid");
    let template = author.get("/api/v1/question-bank/template").await;
    assert!(template.bytes.starts_with(b"PK"));
    let written = category(&author, "Загвар", None).await;
    let beside = [("category_id", id(&written))];
    let report = import(&author, "a.xlsx", &template.bytes, &beside)
        .await
        .expect(200);
    assert!(
        counts(&report)[0] > 5 && counts(&report)[3] == 0,
        "{report}"
    );
}

async fn a_picture_comes_with_the_questions_and_is_kept_once(house: House) {
    let author = house.person(&[Role::Methodologist]).await;
    let bank = category(&author, "Сан", None).await;
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let quiz = |text: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><quiz><question type=\"truefalse\">\
             <name><text>Зураг</text></name><questiontext format=\"html\">\
             <text><![CDATA[<p>{text} <img src=\"@@PLUGINFILE@@/a.png\" alt=\"улаан цэг\"></p>]]></text>\
             <file name=\"a.png\" path=\"/\" encoding=\"base64\">{png}</file></questiontext>\
             <answer fraction=\"100\"><text>true</text></answer>\
             <answer fraction=\"0\"><text>false</text></answer></question></quiz>"
        )
    };
    let beside = [("category_id", id(&bank))];
    let trial = [("category_id", id(&bank)), ("dry_run", "true")];
    let report = import(&author, "a.xml", quiz("Улаан уу?").as_bytes(), &trial)
        .await
        .expect(200);
    assert_eq!(
        (counts(&report), &report["files"][0]["new"]),
        ([1, 0, 0, 0], &json!(true))
    );
    assert_eq!(rows(&house).await, [1, 0, 0, 0]);
    let report = import(&author, "a.xml", quiz("Улаан уу?").as_bytes(), &beside)
        .await
        .expect(200);
    let file = &report["files"][0];
    assert_eq!(
        (counts(&report), &file["media_type"]),
        ([1, 0, 0, 0], &json!("image/png"))
    );
    let address = format!("/api/v1/files/{}", id(file));
    let question = json!({"id": report["questions"][0]["question_id"]});
    let kept = author.get(&path(&question)).await.expect(200);
    let text = kept["question"]["text"].as_str().unwrap();
    assert!(text.contains(&address), "{text}");
    assert!(author.get(&address).await.bytes.starts_with(b"\x89PNG"));
    let again = import(&author, "a.xml", quiz("Улаан уу?").as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(
        (counts(&again), &again["files"][0]["id"]),
        ([0, 0, 1, 0], &file["id"])
    );
    let other = import(&author, "a.xml", quiz("Тэгэх үү?").as_bytes(), &beside)
        .await
        .expect(200);
    assert_eq!(
        (counts(&other), &other["files"][0]["new"]),
        ([0, 1, 0, 0], &json!(false))
    );
    assert_eq!(rows(&house).await, [1, 1, 2, 1]);
}
