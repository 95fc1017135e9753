//! Surveys: forms, who is asked when, answers on a bad line, anonymity, certificates that wait, and
//! what came of it.

mod anonymous;
mod answering;
mod certificates;
mod forms;
mod results;

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::tables::{organisation, person};
use surgalt::policy::Role;
use uuid::Uuid;

use crate::support::{Client, Course, House, PASSWORD, short_course};

/// The satisfaction survey of the house.
pub const SATISFACTION: &str = "0199a000-0000-7000-8000-000000000a01";

/// A course with a methodologist, and what surveys of it need.
pub struct Study {
    pub house: House,
    pub author: Client,
    pub course: Course,
}

impl Study {
    pub async fn begin(house: House) -> Self {
        let author = house.person(&[Role::Methodologist]).await;
        let course = house.course(&author, short_course("Манлайлал", "mn")).await;
        Self {
            house,
            author,
            course,
        }
    }

    /// Days pass, and what falls due in them is done.
    pub async fn days_pass(&mut self, days: i64) {
        self.house.clock.advance(TimeDelta::days(days));
        self.house.outbox_is_empty().await;
        self.author.sign_in(PASSWORD).await;
    }

    /// Places the satisfaction survey for a week, as `change` wishes; gives its identifier.
    pub async fn place(&self, change: Value) -> String {
        let closes_at = self.house.clock.now() + TimeDelta::days(7);
        let mut new = json!({"form_id": SATISFACTION, "moment": "link", "anonymous": false,
            "closes_at": closes_at});
        for (name, value) in change.as_object().unwrap() {
            new[name] = value.clone();
        }
        let path = format!("/api/v1/courses/{}/surveys", self.course.id);
        let placed = self.author.post(&path, new).await.expect(201);
        placed["id"].as_str().unwrap().to_owned()
    }

    /// Somebody who takes the course, at this place.
    pub async fn learner(&self, place: Option<Uuid>) -> Client {
        let learner = self.house.person(&[Role::Learner]).await;
        self.house.enrol(&learner, &self.course).await;
        if let Some(place) = place {
            put(&self.house, &learner, place).await;
        }
        learner
    }
}

/// A place in the organisation tree.
pub async fn place(
    house: &House,
    name: &str,
    above: Option<&organisation::Model>,
) -> organisation::Model {
    let id = ids::new_id();
    let before = above.map_or(String::new(), |above| above.path.clone());
    let row = organisation::Model {
        id,
        parent_id: above.map(|above| above.id),
        path: format!("{before}{id}/"),
        name: name.to_owned(),
        created_at: house.clock.now(),
        kind: "other".to_owned(),
        code: None,
        revision: 0,
        name_key: surgalt::people::names::key(name),
    };
    house
        .save(organisation::ActiveModel::from(row.clone()).reset_all())
        .await;
    row
}

/// Puts somebody there.
pub async fn put(house: &House, who: &Client, place: Uuid) {
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(who.id()),
        organisation_id: Set(Some(place)),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

/// An officer of a place.
pub async fn officer(house: &House, place: Uuid) -> Client {
    let officer = house.person(&[Role::Officer]).await;
    put(house, &officer, place).await;
    officer
}

/// Answers a survey.
pub async fn answer(who: &Client, survey: &str, overall: &str) -> Value {
    let path = format!("/api/v1/me/surveys/{survey}/answer");
    who.post(&path, json!({"answers": {"overall": overall}}))
        .await
        .expect(200)
}

/// The surveys that wait for somebody.
pub async fn waiting(who: &Client) -> Vec<String> {
    let list = who.get("/api/v1/me/surveys").await.expect(200);
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}
