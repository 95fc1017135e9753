//! The statistics as tables, and without any attempt.

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use surgalt::policy::Role;

use super::{CLASS, path, published, quiz, takes};
use crate::support::House;

stories![
    tables_speak_the_readers_language_and_compute_nothing,
    before_anybody_has_tried_there_are_questions_without_figures,
];

async fn tables_speak_the_readers_language_and_compute_nothing(house: House) {
    let (author, course, item) = published(&house, quiz()).await;
    takes(
        &house,
        &course,
        &[["Өвөл", "true", "=HYPERLINK(\"http://example.mn\")"]],
    )
    .await;
    takes(&house, &course, &[CLASS[0]]).await;
    let read = async |format: &str, language: &str| {
        let place = path(&course, item, &format!("?format={format}"));
        let headers = [("accept-language", language)];
        let get = actix_web::http::Method::GET;
        let answer = author.send(get, &place, &headers, Vec::new()).await;
        assert_eq!(answer.status, 200);
        let saved = format!("attachment; filename=\"statistics.{format}\"");
        assert_eq!(answer.header("content-disposition"), saved);
        answer
    };
    for (language, expected) in [
        ("mn", ["Хялбарын индекс (0–1)", "Кронбахын альфа", "үнэн"]),
        ("ru", ["Индекс лёгкости (0–1)", "Альфа Кронбаха", "верно"]),
        (
            "ky",
            ["Жеңилдик индекси (0–1)", "Кронбахтын альфасы", "туура"],
        ),
        (
            "en",
            ["Facility index (0 to 1)", "Cronbach’s alpha", "true"],
        ),
    ] {
        let answer = read("csv", language).await;
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        let text = String::from_utf8(answer.bytes).unwrap();
        assert!(text.starts_with('\u{feff}'));
        for wanted in expected {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
        assert!(text.contains("\"'=hyperlink("), "{text}");
        assert!(text.contains("Аль нь улирал вэ?"), "{text}");
    }

    let bytes = read("xlsx", "mn").await.bytes;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Сорил", "Асуулт", "Хариулт"]);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
    let questions = book.worksheet_range("Асуулт").unwrap();
    assert_eq!(
        questions.get((0, 6)),
        Some(&Data::String("Хялбарын индекс (0–1)".to_owned()))
    );
    assert_eq!(questions.get((1, 6)), Some(&Data::Float(1.0)));
    assert_eq!(questions.get((3, 6)), Some(&Data::Float(0.5)));
    let answers = book.worksheet_range("Хариулт").unwrap();
    let typed: Vec<&Data> = answers.rows().filter_map(|row| row.get(3)).collect();
    let formula = Data::String("=hyperlink(\"http://example.mn\")".to_owned());
    assert!(typed.contains(&&formula), "{typed:?}");
}

async fn before_anybody_has_tried_there_are_questions_without_figures(house: House) {
    let (author, course, item) = published(&house, quiz()).await;
    let learner = house.person(&[Role::Learner]).await;
    let enrolment = house.enrol(&learner, &course).await;
    let start = format!("/api/v1/enrolments/{enrolment}/items/{item}/attempts");
    learner.post(&start, json!(null)).await.expect(200);
    for query in ["", "?version=1"] {
        let report = author.get(&path(&course, item, query)).await.expect(200);
        assert_eq!(
            (&report["versions"], &report["samples"]),
            (&json!([1]), &json!([]))
        );
        assert_eq!(
            report["quiz"]["attempts"], 0,
            "an open attempt is nobody's business"
        );
        assert_eq!(report["quiz"]["mean"], Value::Null);
        let questions = report["questions"].as_array().unwrap();
        assert_eq!(questions.len(), 3);
        assert_eq!(questions[0]["figures"]["facility_index"], Value::Null);
    }
    for format in ["csv", "xlsx"] {
        let query = format!("?format={format}");
        let answer = author.get(&path(&course, item, &query)).await;
        assert_eq!(answer.status, 200);
    }
}
