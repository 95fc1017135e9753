//! One person at the quiz: what a device does for its learner, and what it has been promised.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use surgalt::quizzes::questions::Question;
use surgalt::quizzes::recording::Answer;
use surgalt::quizzes::response::Response;
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use crate::client::{Connection, Reply};
use crate::content;
use crate::ledger::{Acknowledged, Sheet};
use crate::moments::{Random, spread};
use crate::seed::Learner;

/// What is the same for everybody.
#[derive(Debug)]
pub struct Sitting {
    /// Where the server listens.
    pub address: SocketAddr,
    /// The quiz.
    pub item_id: Uuid,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Whether the paper is sealed and fetched before the start.
    pub sealed: bool,
}

/// How long requests took, in microseconds, each counted from the moment at which it was due: what
/// waits for a busy server, or for the answer before, waits visibly.
#[derive(Debug, Default)]
pub struct Times {
    /// Starts.
    pub start: Vec<u32>,
    /// Saves.
    pub save: Vec<u32>,
    /// Submissions.
    pub submit: Vec<u32>,
}

/// Somebody who takes the quiz.
#[derive(Debug)]
pub struct Person {
    /// What the server has acknowledged.
    pub sheet: Sheet,
    /// How long it took.
    pub times: Times,
    /// Saves that were acknowledged while the server was kept busy on purpose.
    pub saturated: u32,
    /// What went wrong.
    pub errors: Vec<String>,
    /// The key that opened the paper, and the paper, for a look whether they fit.
    pub opened: Option<(String, Vec<u8>)>,
    sitting: Arc<Sitting>,
    connection: Connection,
    random: Random,
    paper: Vec<u8>,
    client_number: i64,
}

#[derive(Deserialize)]
struct Begun {
    attempt: BegunAttempt,
    #[serde(default)]
    sealed: Option<BegunSealed>,
}

#[derive(Deserialize)]
struct BegunAttempt {
    id: Uuid,
}

#[derive(Deserialize)]
struct BegunSealed {
    key: String,
}

#[derive(Deserialize)]
struct Saved {
    receipt: SavedReceipt,
}

#[derive(Deserialize)]
struct SavedReceipt {
    number: i64,
    hash: String,
    kind: String,
}

impl Person {
    /// A person who has not done anything yet.
    pub fn new(sitting: Arc<Sitting>, learner: &Learner, seed: i64) -> Self {
        Self {
            sheet: Sheet::new(learner.enrolment_id),
            times: Times::default(),
            saturated: 0,
            errors: Vec::new(),
            opened: None,
            connection: Connection::new(sitting.address, &learner.token),
            random: Random::new(seed),
            paper: Vec::new(),
            client_number: 0,
            sitting,
        }
    }

    /// Makes the attempt and fetches the sealed paper, before the start.
    pub async fn fetch(mut self, at: Instant) -> Self {
        sleep_until(at).await;
        let path = format!("{}?step=create&paper=sealed", self.attempts());
        let created = self.send("POST", &path, &[]).await;
        if created.is_some() {
            let path = self.attempts().replace("/attempts", "/sealed-paper");
            if let Some(reply) = self.send("GET", &path, &[]).await {
                self.paper = reply.body;
            }
        }
        self
    }

    /// Starts the attempt.
    pub async fn start(mut self, at: Instant) -> Self {
        sleep_until(at).await;
        let form = if self.sitting.sealed {
            "sealed"
        } else {
            "open"
        };
        let path = format!("{}?paper={form}", self.attempts());
        let reply = self.send("POST", &path, &[]).await;
        if let Some(begun) = reply.and_then(|reply| self.read::<Begun>(&reply)) {
            self.times.start.push(microseconds(at));
            self.sheet.attempt_id = Some(begun.attempt.id);
            let paper = std::mem::take(&mut self.paper);
            self.opened = begun.sealed.map(|sealed| (sealed.key, paper));
        }
        self
    }

    /// Answers every question, at random moments spread over a time.
    pub async fn answer(mut self, at: Instant, within: Duration) -> Self {
        let moments = spread(self.sitting.questions.len(), within, &mut self.random);
        for (place, moment) in moments.into_iter().enumerate() {
            sleep_until(at + moment).await;
            if self.save(place).await {
                self.times.save.push(microseconds(at + moment));
            }
        }
        self
    }

    /// Saves answers as fast as they are acknowledged.
    pub async fn saturate(mut self, at: Instant, within: Duration) -> Self {
        sleep_until(at).await;
        let end = at + within;
        let places = self.sitting.questions.len();
        for place in (0..places).cycle() {
            if Instant::now() >= end || !self.save(place).await {
                break;
            }
            // What was acknowledged later belongs to no second of the measurement.
            if Instant::now() <= end {
                self.saturated += 1;
            }
        }
        self
    }

    /// Submits the attempt.
    pub async fn submit(mut self, at: Instant) -> Self {
        sleep_until(at).await;
        if let Some(attempt_id) = self.sheet.attempt_id {
            let path = format!("/api/v1/attempts/{attempt_id}/submission");
            if self.send("POST", &path, &[]).await.is_some() {
                self.times.submit.push(microseconds(at));
                self.sheet.submitted = true;
            }
        }
        self
    }

    /// Answers a question, and writes the receipt into the ledger.
    async fn save(&mut self, place: usize) -> bool {
        let (Some(attempt_id), Some(question)) =
            (self.sheet.attempt_id, self.sitting.questions.get(place))
        else {
            return false;
        };
        let question_id = question.id;
        let response = content::response(question, &mut self.random);
        self.client_number += 1;
        let client_number = self.client_number;
        let Some(body) = body(client_number, &response) else {
            return false;
        };
        let path = format!("/api/v1/attempts/{attempt_id}/answers/{question_id}");
        let Some(reply) = self.send("PUT", &path, &body).await else {
            return false;
        };
        let Some(saved) = self.read::<Saved>(&reply) else {
            return false;
        };
        if saved.receipt.kind != "answered" {
            let kind = saved.receipt.kind;
            self.errors.push(format!("an answer in time was {kind}"));
        }
        self.sheet.entries.push(Acknowledged {
            question_id,
            client_number,
            answer: Answer {
                response,
                certainty: None,
            },
            number: saved.receipt.number,
            hash: saved.receipt.hash,
        });
        true
    }

    fn attempts(&self) -> String {
        let (enrolment_id, item_id) = (self.sheet.enrolment_id, self.sitting.item_id);
        format!("/api/v1/enrolments/{enrolment_id}/items/{item_id}/attempts")
    }

    /// The answer, when it is one of success.
    async fn send(&mut self, method: &str, path: &str, body: &[u8]) -> Option<Reply> {
        match self.connection.send(method, path, body).await {
            Ok(reply) if reply.status == 200 => return Some(reply),
            Ok(reply) => {
                let said = String::from_utf8_lossy(&reply.body);
                self.errors
                    .push(format!("{method} {path}: {} {said}", reply.status));
            }
            Err(error) => self.errors.push(format!("{method} {path}: {error}")),
        }
        None
    }

    fn read<'a, T: Deserialize<'a>>(&mut self, reply: &'a Reply) -> Option<T> {
        match serde_json::from_slice(&reply.body) {
            Ok(read) => Some(read),
            Err(error) => {
                self.errors
                    .push(format!("an answer cannot be read: {error}"));
                None
            }
        }
    }
}

/// What is sent to save an answer.
fn body(client_number: i64, response: &Response) -> Option<Vec<u8>> {
    #[derive(serde::Serialize)]
    struct Body<'a> {
        client_number: i64,
        response: &'a Response,
    }
    let body = Body {
        client_number,
        response,
    };
    serde_json::to_vec(&body).ok()
}

fn microseconds(since: Instant) -> u32 {
    u32::try_from(since.elapsed().as_micros()).unwrap_or(u32::MAX)
}
