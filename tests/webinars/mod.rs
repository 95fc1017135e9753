//! Webinars: planning them, getting in, keeping the line, and what counts afterwards.

mod attendance;
mod cluster;
mod entrance;
mod evidence;
mod groups;
mod happenings;
mod line;
mod planning;
mod polling;
mod polls;
mod queue;
mod removed;
mod replay;
mod series;
mod slides;
mod staying_away;
mod thin;
mod troublemakers;

use chrono::TimeDelta;
use serde_json::{Value, json};
use surgalt::policy::Role;
use uuid::Uuid;

use crate::support::{Client, Course, House};

/// A course with one webinar item, its host, and a webinar planned from now on for an hour.
pub struct Hall {
    pub house: House,
    pub host: Client,
    pub course: Course,
    pub webinar: String,
}

impl Hall {
    pub async fn open(house: House) -> Self {
        let host = house.person(&[Role::Methodologist]).await;
        let course = house.course(&host, document()).await;
        let plan = plan(&house, &course, 0, 60);
        let webinar = host.post("/api/v1/webinars", plan).await.expect(201);
        let webinar = webinar["id"].as_str().unwrap().to_owned();
        Self {
            house,
            host,
            course,
            webinar,
        }
    }

    /// A teacher who takes the course.
    pub async fn teacher(&self) -> Client {
        let teacher = self.house.person(&[Role::Learner]).await;
        self.house.enrol(&teacher, &self.course).await;
        teacher
    }

    pub async fn start(&self) {
        self.host
            .post(&self.path("/start"), json!(null))
            .await
            .expect(200);
    }

    pub async fn end(&self) {
        self.host
            .post(&self.path("/end"), json!(null))
            .await
            .expect(200);
    }

    /// An address of this webinar.
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/webinars/{}{rest}", self.webinar)
    }

    pub fn id(&self) -> Uuid {
        self.webinar.parse().unwrap()
    }

    /// The whole log as the API gives it.
    pub async fn log(&self) -> Vec<Value> {
        self.log_for(&self.host).await
    }

    /// The log as the API gives it to somebody.
    pub async fn log_for(&self, reader: &Client) -> Vec<Value> {
        let mut entries = Vec::new();
        let mut next = json!(0);
        while !next.is_null() {
            let path = self.path(&format!("/events?limit=50&after={next}"));
            let page = reader.get(&path).await.expect(200);
            entries.extend(page["items"].as_array().unwrap().iter().cloned());
            next = page["next"].clone();
        }
        entries
    }

    /// Waits until the log has an entry of this kind.
    pub async fn logs(&self, kind: &str) {
        for _ in 0..200 {
            if self
                .log()
                .await
                .iter()
                .any(|entry| entry["event"]["type"] == kind)
            {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("no {kind} in the log");
    }

    /// What the API says of a person's attendance.
    pub async fn attendance(&self, of: &Client) -> Value {
        let page = self.host.get(&self.path("/attendance")).await.expect(200);
        let people = page["items"].as_array().unwrap();
        let id = json!(of.id());
        people
            .iter()
            .find(|one| one["person"] == id)
            .expect("is in the list")
            .clone()
    }
}

fn document() -> Value {
    json!({"title": "Хувь хүний хөгжил", "language": "mn", "hours": 4, "modules": [
        {"title": "Уулзалт", "items": [
            {"title": "Хэлэлцүүлэг", "content": {"kind": "webinar", "minutes": 60}},
            {"title": "Унших", "content": {"kind": "lesson", "markdown": "# Сайн уу"}},
        ]},
    ]})
}

/// A webinar of the course that begins after so many minutes and lasts so many.
fn plan(house: &House, course: &Course, after: i64, minutes: i64) -> Value {
    let starts_at = house.clock.now() + TimeDelta::minutes(after);
    json!({"course_id": course.id, "item_id": course.document.modules[0].items[0].id,
        "starts_at": starts_at, "ends_at": starts_at + TimeDelta::minutes(minutes)})
}
