//! What the server has acknowledged to the walkers, to be found again afterwards, once each.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::WalkError;
use super::device::Device;
use super::seat::{Seat, read_log};

/// From when to when.
pub type Span = (DateTime<Utc>, DateTime<Utc>);

/// Everything that was acknowledged.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Lessons marked as read: enrolment and item.
    pub lessons: Vec<(String, String)>,
    /// Answers saved: by attempt, by question, the response.
    pub answers: BTreeMap<String, BTreeMap<String, Value>>,
    /// Lines of chat: webinar, the entry's number, the text.
    pub chat: Vec<(String, u64, String)>,
    /// Presence: webinar, person, and from when to when the server said so.
    pub presence: Vec<(String, String, Vec<Span>)>,
}

impl Ledger {
    /// Notes what a seat was told of its presence.
    pub fn note_presence(&mut self, webinar: &str, person: &str, seat: &Seat) {
        self.presence
            .push((webinar.to_owned(), person.to_owned(), seat.present.clone()));
    }

    /// Looks every entry up again. `learner` is the walker whose answers and lessons they are,
    /// `host` may read the log and the attendance. Returns how many entries were checked.
    ///
    /// # Errors
    /// Naming the first entry that is missing, doubled or different.
    pub async fn check(&self, learner: &Device, host: &Device) -> Result<usize, WalkError> {
        let mut checked = 0;
        for (attempt, answers) in &self.answers {
            let found = learner.get(&format!("/api/v1/attempts/{attempt}")).await?;
            for (question, response) in answers {
                let mut saved = found["answers"].as_array().into_iter().flatten();
                let kept = saved.find(|answer| answer["question_id"] == **question);
                if kept.map(|answer| &answer["response"]) != Some(response) {
                    return lost(format!("answer to {question} of attempt {attempt}"));
                }
                checked += 1;
            }
        }
        for (enrolment, item) in &self.lessons {
            let found = learner
                .get(&format!("/api/v1/enrolments/{enrolment}"))
                .await?;
            if !is_read(&found, item) {
                return lost(format!("lesson {item}, marked as read"));
            }
            checked += 1;
        }
        checked += self.check_chat(host).await?;
        checked += self.check_presence(host).await?;
        Ok(checked)
    }

    async fn check_chat(&self, host: &Device) -> Result<usize, WalkError> {
        for (webinar, number, text) in &self.chat {
            let log = read_log(host, webinar).await?;
            let numbers: Vec<u64> = log
                .iter()
                .filter(|(_, entry)| entry["event"]["text"] == **text)
                .map(|(number, _)| *number)
                .collect();
            if numbers != [*number] {
                return lost(format!(
                    "line {text:?}, entry {number}: found as {numbers:?}"
                ));
            }
        }
        Ok(self.chat.len())
    }

    async fn check_presence(&self, host: &Device) -> Result<usize, WalkError> {
        for (webinar, person, told) in &self.presence {
            let log = read_log(host, webinar).await?;
            let (Some(started), Some(ended)) = (at(&log, "started"), at(&log, "ended")) else {
                return lost(format!("beginning or end of webinar {webinar}"));
            };
            let known: i64 = told
                .iter()
                .map(|(from, to)| {
                    (*to.min(&ended) - *from.max(&started))
                        .num_milliseconds()
                        .max(0)
                })
                .sum();
            let path = format!("/api/v1/webinars/{webinar}/attendance?limit=200");
            let page = host.get(&path).await?;
            let mut people = page["items"].as_array().into_iter().flatten();
            let counted = people.find(|one| one["person"] == **person);
            let seconds = counted
                .and_then(|one| one["share"]["present_seconds"].as_i64())
                .unwrap_or(0);
            // Whole seconds are counted, and what the walker was told is in milliseconds.
            if seconds + 1 < known / 1_000 {
                return lost(format!("attendance of {person}: {seconds} s of {known} ms"));
            }
        }
        Ok(self.presence.len())
    }
}

fn lost<T>(what: String) -> Result<T, WalkError> {
    Err(WalkError(format!(
        "the server acknowledged this and does not have it: {what}"
    )))
}

fn is_read(enrolment: &Value, item: &str) -> bool {
    let modules = enrolment["modules"].as_array().into_iter().flatten();
    let mut items = modules.flat_map(|module| module["items"].as_array().into_iter().flatten());
    items.any(|found| found["id"] == item && found["state"] == "read")
}

fn at(log: &BTreeMap<u64, Value>, kind: &str) -> Option<DateTime<Utc>> {
    let entry = log.values().find(|entry| entry["event"]["type"] == kind)?;
    entry["at"].as_str()?.parse().ok()
}
