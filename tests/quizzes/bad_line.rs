//! Two hundred people answer over a line that loses, delays, doubles, reorders and cuts, while the
//! server is killed twenty times. Whatever was acknowledged is found again, once; every receipt
//! verifies, and every mark is the pure rule's.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use surgalt::db::Database;
use surgalt::ids;
use surgalt::quizzes::grading::{Given, Grade, MarkingRules, grade};
use surgalt::quizzes::hundredths::Hundredths;
use surgalt::quizzes::paper::{part_order, questions_of};
use surgalt::quizzes::quiz::Quiz;
use surgalt::quizzes::response::Response;
use surgalt::quizzes::tables::{attempt, attempt_entry};
use surgalt::quizzes::{chains, receipts};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use super::Learning;
use crate::support::{Backend, BadLine, House, Installation, ask, free_port};

const PEOPLE: usize = 200;
const KILLS: u32 = 20;
/// Nothing here waits for longer than this.
const PATIENCE: Duration = Duration::from_secs(900);

#[actix_web::test]
async fn two_hundred_people_on_a_bad_line_keep_every_answer_on_sqlite() {
    besieged(Backend::Sqlite).await;
}

#[actix_web::test]
async fn two_hundred_people_on_a_bad_line_keep_every_answer_on_postgresql() {
    besieged(Backend::Postgresql).await;
}

/// What a person needs to answer.
#[derive(Clone)]
struct Person {
    token: String,
    attempts: String,
}

/// What was acknowledged to one person.
#[derive(Debug, Default)]
struct Ledger {
    attempt: Uuid,
    /// Each answer with its receipt.
    answers: Vec<Acknowledged>,
    marks: f64,
}

#[derive(Debug)]
struct Acknowledged {
    question: Uuid,
    client_number: i64,
    response: Value,
    number: i64,
    hash: String,
}

async fn besieged(backend: Backend) {
    let house = House::open_with(backend, |config| {
        config.sign_in.access_token_seconds = 7_200;
    })
    .await;
    let (quiz, people) = seed(&house).await;
    let database = house.app.config.database.clone();
    let (folder, data) = house.leave().await;
    let installation = Installation {
        folder: data.clone(),
        database: database.url.reveal().to_owned(),
        port: free_port(),
    };

    let over = Arc::new(AtomicBool::new(false));
    let killer = keep_killing(installation.clone(), over.clone());
    let line = BadLine::open(installation.port, ids::new_seed().cast_unsigned()).await;
    let begun = Instant::now();
    let tasks: Vec<_> = people
        .into_iter()
        .enumerate()
        .map(|(at, person)| tokio::spawn(take_the_quiz(person, line.port, at)))
        .collect();
    let mut ledgers = Vec::with_capacity(PEOPLE);
    for task in tasks {
        let left = PATIENCE.saturating_sub(begun.elapsed());
        let done = timeout(left, task).await;
        if done.is_err() {
            over.store(true, Ordering::SeqCst);
        }
        ledgers.push(done.expect("everybody finishes in time").unwrap());
    }
    over.store(true, Ordering::SeqCst);
    let kills = tokio::task::spawn_blocking(move || killer.join().unwrap())
        .await
        .unwrap();
    assert_eq!(kills, KILLS, "people kept on while the server was killed");

    let database = Database::connect(&database, &data).await.unwrap();
    let mut checked = 0;
    for ledger in &ledgers {
        checked += check(&database, &quiz, ledger).await;
    }
    database.close().await.unwrap();
    println!(
        "{PEOPLE} attempts, {checked} acknowledged answers, {kills} kills, {:?}",
        begun.elapsed()
    );
    drop(folder);
}

/// A course whose quiz takes any time, and everybody enrolled in it and signed in.
async fn seed(house: &House) -> (Quiz, Vec<Person>) {
    let learning = Learning::begin(house, |quiz| quiz["minutes"] = json!(60)).await;
    let mut people = Vec::with_capacity(PEOPLE);
    for _ in 0..PEOPLE {
        let person = house.person(&[surgalt::policy::Role::Learner]).await;
        let enrolment = house.enrol(&person, &learning.course).await;
        people.push(Person {
            token: person.access_token.unwrap(),
            attempts: format!(
                "/api/v1/enrolments/{enrolment}/items/{}/attempts",
                learning.item
            ),
        });
    }
    (learning.quiz().clone(), people)
}

/// Starts the server, kills it at a random moment, and again, so often; then lets it run until
/// everybody has finished. How often it was killed.
fn keep_killing(installation: Installation, over: Arc<AtomicBool>) -> std::thread::JoinHandle<u32> {
    std::thread::spawn(move || {
        let mut kills = 0;
        loop {
            let mut server = installation.start();
            if kills == KILLS {
                while !over.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(20));
                }
                assert!(server.is_alive(), "the server ended by itself");
                return kills;
            }
            let moment = 100 + ids::new_seed().unsigned_abs() % 900;
            std::thread::sleep(Duration::from_millis(moment));
            assert!(server.is_alive(), "the server ended by itself");
            drop(server);
            kills += 1;
            if over.load(Ordering::SeqCst) {
                return kills;
            }
        }
    })
}

/// One person's quiz: every question is answered, some are answered anew, and the attempt is
/// submitted; each is sent again until it is acknowledged.
async fn take_the_quiz(person: Person, port: u16, at: usize) -> Ledger {
    // Not all in one moment, or the first kills would meet nobody but those who start.
    tokio::time::sleep(Duration::from_millis(40) * u32::try_from(at).unwrap()).await;
    let started = until_acknowledged(&person, port, "POST", &person.attempts, &json!(null)).await;
    let id = started["attempt"]["id"].as_str().unwrap().to_owned();
    let mut ledger = Ledger {
        attempt: id.parse().unwrap(),
        ..Ledger::default()
    };
    let questions = started["paper"]["questions"].as_array().unwrap();
    for round in 1..=3 {
        for (place, asked) in questions.iter().enumerate() {
            if round > 1 && !(place + at + round).is_multiple_of(3) {
                continue;
            }
            let question = asked["id"].as_str().unwrap();
            let path = format!("/api/v1/attempts/{id}/answers/{question}");
            let response = some_response(&asked["asked"], at + round);
            let body = json!({"client_number": round, "response": response});
            let saved = until_acknowledged(&person, port, "PUT", &path, &body).await;
            ledger.answers.push(Acknowledged {
                question: question.parse().unwrap(),
                client_number: i64::try_from(round).unwrap(),
                response,
                number: saved["receipt"]["number"].as_i64().unwrap(),
                hash: saved["receipt"]["hash"].as_str().unwrap().to_owned(),
            });
        }
    }
    let path = format!("/api/v1/attempts/{id}/submission");
    let submitted = until_acknowledged(&person, port, "POST", &path, &json!(null)).await;
    ledger.marks = submitted["attempt"]["outcome"]["marks"].as_f64().unwrap();
    ledger
}

/// An answer that fits, right for some and wrong for others.
fn some_response(asked: &Value, turn: usize) -> Value {
    let count = |list: &str| asked[list].as_array().map_or(1, Vec::len);
    match asked["kind"].as_str().unwrap() {
        "single_choice" => json!({"kind": "single_choice", "option": turn % count("options")}),
        "multiple_choice" => {
            json!({"kind": "multiple_choice", "options": [turn % count("options")]})
        }
        "true_false" => json!({"kind": "true_false", "value": turn.is_multiple_of(2)}),
        "short_text" => {
            let text = ["Улаанбаатар", "Дархан"][turn % 2];
            json!({"kind": "short_text", "text": text})
        }
        "number" => {
            let text = ["2,5", "3"][turn % 2];
            json!({"kind": "number", "text": text})
        }
        "matching" => json!({"kind": "matching",
            "pairs": [{"prompt": 0, "match": turn % count("matches")}]}),
        "ordering" => {
            let mut items: Vec<usize> = (0..count("items")).collect();
            items.rotate_left(turn % count("items"));
            json!({"kind": "ordering", "items": items})
        }
        kind => panic!("the quiz has no {kind}"),
    }
}

/// Sends a request again and again until it is answered with success. What is lost, cut or answered
/// by a server that is just starting is sent again; a refusal is a fault of the story.
async fn until_acknowledged(
    person: &Person,
    port: u16,
    method: &str,
    path: &str,
    body: &Value,
) -> Value {
    let body = body.to_string();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        person.token,
        body.len()
    );
    loop {
        let answered = timeout(Duration::from_secs(5), ask(port, request.as_bytes())).await;
        if let Ok(Ok(answer)) = answered
            && let Some((status, body)) = read_answer(&answer)
        {
            match status {
                200 => return body,
                503 => {}
                other => panic!("{method} {path} answered {other}: {body}"),
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The status and the body, when the answer is whole.
fn read_answer(answer: &[u8]) -> Option<(u16, Value)> {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let text = std::str::from_utf8(&answer[..head]).ok()?;
    let status = text.split(' ').nth(1)?.parse().ok()?;
    let body = serde_json::from_slice(&answer[head + 4..]).ok()?;
    Some((status, body))
}

/// Holds what was acknowledged against the database; how many answers it were.
async fn check(database: &Database, quiz: &Quiz, ledger: &Ledger) -> usize {
    let rows = attempt_entry::Entity::find()
        .filter(attempt_entry::Column::AttemptId.eq(ledger.attempt))
        .order_by_asc(attempt_entry::Column::Number)
        .all(database.reader())
        .await
        .unwrap();
    let mut seen: HashMap<(Uuid, i64), usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.question_id.is_some()) {
        let key = (row.question_id.unwrap(), row.client_number.unwrap());
        *seen.entry(key).or_default() += 1;
    }
    assert!(
        seen.values().all(|count| *count == 1),
        "an answer stands twice: {seen:?}"
    );
    for answer in &ledger.answers {
        let row = rows.iter().find(|row| row.number == answer.number);
        let row = row.unwrap_or_else(|| panic!("{answer:?} was lost"));
        assert_eq!(row.hash, answer.hash);
        assert_eq!(row.client_number, Some(answer.client_number));
        let body: Value = serde_json::from_str(&row.body).unwrap();
        assert_eq!(body["response"], answer.response);
    }
    let submissions = rows.iter().filter(|row| row.kind == "submitted").count();
    assert_eq!(submissions, 1);
    let chain: Vec<_> = rows.into_iter().map(chains::entry).collect();
    assert_eq!(receipts::verify(ledger.attempt, &chain), Ok(()));

    let row = attempt::Entity::find_by_id(ledger.attempt)
        .one(database.reader())
        .await
        .unwrap()
        .unwrap();
    let expected = marks(quiz, row.seed, ledger);
    assert_eq!(row.marks, Some(expected.count()));
    assert_eq!(f64::from(expected), ledger.marks);
    ledger.answers.len()
}

/// The marks by the pure rule alone: of each question the answer with the greatest number.
fn marks(quiz: &Quiz, seed: i64, ledger: &Ledger) -> Hundredths {
    let mut last: BTreeMap<Uuid, &Acknowledged> = BTreeMap::new();
    for answer in &ledger.answers {
        last.insert(answer.question, answer);
    }
    let earned = questions_of(quiz, seed).into_iter().map(|question| {
        let answer = last[&question.id];
        let response: Response = serde_json::from_value(answer.response.clone()).unwrap();
        let response = response.renumbered(&part_order(quiz, &question, seed));
        let given = Given {
            response: &response,
            certainty: None,
        };
        match grade(&question, Some(given), MarkingRules::of(quiz)) {
            Grade::Marked(marks) => marks,
            Grade::NeedsPerson => panic!("nobody has to grade this quiz"),
        }
    });
    earned.sum()
}
