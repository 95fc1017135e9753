//! How a quiz has worked: for its authors, and for officers who watch over a part of the tree.

mod samples;
mod tables;

use serde_json::{Value, json};
use surgalt::policy::Role;
use uuid::Uuid;

use super::{answer_path, submission_path};
use crate::support::{Client, Course, House};

stories![
    a_methodologist_sees_how_each_question_has_worked,
    an_officer_sees_the_figures_of_the_own_part_and_no_question,
];

/// A quiz of three questions worth a mark each.
fn quiz() -> Value {
    let option = |text: &str, correct: bool| json!({"text": text, "correct": correct});
    json!({"kind": "quiz", "pass_percent": 60, "shuffle_questions": true, "shuffle_options": true,
    "questions": [
        {"text": "Аль нь улирал вэ?", "answer": {"kind": "single_choice",
            "options": [option("Өвөл", true), option("Даваа", false), option("Улаан", false)]}},
        {"text": "Хөвсгөл бол нуур.", "title": "Нуур",
            "answer": {"kind": "true_false", "correct": true}},
        {"text": "Монголын нийслэл?",
            "answer": {"kind": "short_text", "accepted": ["Улаанбаатар"]}},
    ]})
}

fn document(quiz: Value) -> Value {
    json!({"title": "Багшийн хөгжил", "language": "mn", "hours": 24,
        "modules": [{"title": "Модуль", "items": [{"title": "Сорил", "content": quiz}]}]})
}

async fn published(house: &House, quiz: Value) -> (Client, Course, Uuid) {
    let author = house.person(&[Role::Methodologist]).await;
    let course = house.course(&author, document(quiz)).await;
    let item = course.document.items().next().unwrap().id;
    (author, course, item)
}

/// What a learner answers to the three questions; nothing where it is empty.
type Answers = [&'static str; 3];

/// A learner takes the course and answers the quiz, once for each of these tries.
async fn takes(house: &House, course: &Course, tries: &[Answers]) -> Client {
    let learner = house.person(&[Role::Learner]).await;
    let enrolment = house.enrol(&learner, course).await;
    let item = course.document.items().next().unwrap().id;
    for answers in tries {
        let path = format!("/api/v1/enrolments/{enrolment}/items/{item}/attempts");
        let attempt = learner.post(&path, json!(null)).await.expect(200);
        for shown in attempt["paper"]["questions"].as_array().unwrap() {
            let Some(response) = response(&shown["asked"], answers) else {
                continue;
            };
            let body = json!({"client_number": 1, "response": response});
            let path = answer_path(&attempt, shown);
            learner.put(&path, body).await.expect(200);
        }
        let path = submission_path(&attempt);
        learner.post(&path, json!(null)).await.expect(200);
    }
    learner
}

fn response(asked: &Value, answers: &Answers) -> Option<Value> {
    let kind = asked["kind"].as_str().unwrap();
    let answer = match kind {
        "single_choice" => answers[0],
        "true_false" => answers[1],
        _ => answers[2],
    };
    if answer.is_empty() {
        return None;
    }
    Some(match kind {
        "single_choice" => {
            let options = asked["options"].as_array().unwrap();
            let option = options.iter().find(|option| option["text"] == answer);
            json!({"kind": kind, "option": option.unwrap()["number"]})
        }
        "true_false" => json!({"kind": kind, "value": answer == "true"}),
        _ => json!({"kind": kind, "text": answer}),
    })
}

fn path(course: &Course, item: Uuid, query: &str) -> String {
    format!(
        "/api/v1/courses/{}/items/{item}/statistics{query}",
        course.id
    )
}

/// Four learners: totals 3, 2, 1 and 0.
const CLASS: [Answers; 4] = [
    ["Өвөл", "true", "улаанбаатар"],
    ["Өвөл", "true", "Дархан"],
    ["Өвөл", "false", ""],
    ["Даваа", "false", " дархан "],
];

async fn a_methodologist_sees_how_each_question_has_worked(house: House) {
    let (author, course, item) = published(&house, quiz()).await;
    for answers in CLASS {
        takes(&house, &course, &[answers]).await;
    }
    let report = author.get(&path(&course, item, "")).await.expect(200);
    assert_eq!(report["title"], "Сорил");
    assert_eq!(report["versions"], json!([1]));
    assert_eq!(report["samples"], json!([{"versions": [1], "attempts": 4}]));
    assert_eq!(report["tries"], "counting");
    let figure = |value: &Value, expected: f64| {
        let found = value.as_f64().unwrap();
        assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
    };
    let quiz = &report["quiz"];
    assert_eq!((&quiz["attempts"], &quiz["mean"]), (&json!(4), &json!(1.5)));
    figure(&quiz["standard_deviation"], (5.0_f64 / 3.0).sqrt());
    // Squares of the questions sum up to .75, 1 and .75, those of the totals to 5.
    figure(&quiz["cronbach_alpha"], 1.5 * (1.0 - 2.5 / 5.0));

    let questions = report["questions"].as_array().unwrap();
    let texts: Vec<&Value> = questions.iter().map(|question| &question["text"]).collect();
    assert_eq!(
        texts,
        [
            "Аль нь улирал вэ?",
            "Хөвсгөл бол нуур.",
            "Монголын нийслэл?"
        ]
    );
    assert_eq!(questions[1]["title"], "Нуур");
    let season = &questions[0]["figures"];
    assert_eq!(
        (&season["shown"], &season["answered"]),
        (&json!(4), &json!(4))
    );
    figure(&season["facility_index"], 0.75);
    figure(&season["random_guess_score"], 1.0 / 3.0);
    // Marks 1 1 1 0 against 2 1 0 0: the products of the deviations sum up to .75, squares to .75
    // and 2.75.
    figure(
        &season["discrimination_index"],
        100.0 * 0.75 / (0.75_f64 * 2.75).sqrt(),
    );
    let capital = &questions[2]["figures"];
    assert_eq!(
        (&capital["shown"], &capital["answered"]),
        (&json!(4), &json!(3))
    );

    let told = |number: usize| -> Vec<(Value, Value, Value, Value)> {
        let answers = questions[number]["answers"].as_array().unwrap();
        let parts = ["text", "right", "count", "mean_total"];
        let row = |answer: &Value| parts.map(|part| answer[part].clone()).into();
        answers.iter().map(row).collect()
    };
    let row = |text: &str, right: bool, count: usize, mean: Option<f64>| {
        (json!(text), json!(right), json!(count), json!(mean))
    };
    assert_eq!(
        told(0),
        [
            row("Өвөл", true, 3, Some(2.0)),
            row("Даваа", false, 1, Some(0.0)),
            row("Улаан", false, 0, None),
        ],
        "in the author's order, whatever the papers looked like"
    );
    assert_eq!(
        told(1),
        [
            row("true", true, 2, Some(2.5)),
            row("false", false, 2, Some(0.5))
        ]
    );
    assert_eq!(
        told(2),
        [
            row("дархан", false, 2, Some(1.0)),
            row("улаанбаатар", true, 1, Some(3.0))
        ]
    );
}

async fn an_officer_sees_the_figures_of_the_own_part_and_no_question(house: House) {
    let (author, course, item) = published(&house, quiz()).await;
    let mut learners = Vec::new();
    for answers in CLASS {
        learners.push(takes(&house, &course, &[answers]).await);
    }
    let officer = house.person(&[Role::Officer]).await;
    house
        .in_one_school(&[&officer, &learners[0], &learners[3]])
        .await;

    let report = officer.get(&path(&course, item, "")).await.expect(200);
    assert_eq!(report["samples"], json!([{"versions": [1], "attempts": 2}]));
    assert_eq!(report["quiz"]["attempts"], 2);
    assert_eq!(report["quiz"]["mean"], 1.5);
    for question in report["questions"].as_array().unwrap() {
        assert_eq!(question["figures"]["shown"], 2);
        for part in ["title", "text", "answers"] {
            assert_eq!(question[part], Value::Null, "{part}");
        }
    }
    for format in ["json", "csv"] {
        let query = format!("?format={format}");
        let answer = officer.get(&path(&course, item, &query)).await;
        assert_eq!(answer.status, 200);
        let text = String::from_utf8(answer.bytes).unwrap().to_lowercase();
        for secret in ["өвөл", "нуур", "улаанбаатар", "дархан"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    let report = author.get(&path(&course, item, "")).await.expect(200);
    assert_eq!(report["quiz"]["attempts"], 4);

    let registrar = house.person(&[Role::Registrar]).await;
    let report = registrar.get(&path(&course, item, "")).await.expect(200);
    assert_eq!(report["quiz"]["attempts"], 4);
    assert_eq!(report["questions"][0]["answers"], Value::Null);

    // An officer of another school finds nobody.
    let elsewhere = house.person(&[Role::Officer]).await;
    house.in_one_school(&[&elsewhere]).await;
    let report = elsewhere.get(&path(&course, item, "")).await.expect(200);
    assert_eq!(
        (&report["samples"], &report["quiz"]["attempts"]),
        (&json!([]), &json!(0))
    );

    let refused = learners[0].get(&path(&course, item, "")).await;
    refused.refused(403, "forbidden");
}
