//! What a person has of surveys and of the second stage: a form, a survey of the course, visits that the
//! person has and makes, and a mentor.

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::second_stage::tables::{mentorship, visit};
use surgalt::second_stage::visit::{State, Steps};
use surgalt::surveys::answers::Answers;
use surgalt::surveys::built_in::SATISFACTION;
use uuid::Uuid;

use crate::support::{Client, Course, House};

/// The things of one person.
pub struct Studies {
    form: Uuid,
    survey: Uuid,
    visit: Uuid,
    visit_that_one_makes: Uuid,
    pair: Uuid,
    teacher: Uuid,
    other: Uuid,
}

impl Studies {
    pub async fn of(house: &House, owner: &Client, course: &Course, author: &Client) -> Self {
        let (me, other) = (owner.id(), author.id());
        Self {
            form: form(author).await,
            survey: survey(author, course).await,
            visit: visit(house, course, me, other).await,
            visit_that_one_makes: visit(house, course, other, me).await,
            pair: pair(house, me, other).await,
            teacher: me,
            other,
        }
    }

    /// What stands in an address; see `belongings.rs`.
    pub fn places(&self) -> [(&'static str, String); 6] {
        [
            ("forms", self.form.to_string()),
            ("surveys", self.survey.to_string()),
            ("visits", self.visit.to_string()),
            ("visits/record", self.visit_that_one_makes.to_string()),
            ("steps", "1".to_owned()),
            ("mentorships", self.pair.to_string()),
        ]
    }

    /// What stands in a body.
    pub fn names(&self) -> [(&'static str, Uuid); 3] {
        [
            ("visitor_id", self.other),
            ("mentor_id", self.other),
            ("teacher_id", self.teacher),
        ]
    }
}

fn id(thing: &Value) -> Uuid {
    thing["id"].as_str().unwrap().parse().unwrap()
}

async fn form(author: &Client) -> Uuid {
    let question = json!({"key": "pace", "text": {"mn": "?"}, "asks": {"kind": "short_text"}});
    let draft = json!({"languages": ["mn"], "title": {"mn": "Санал"}, "questions": [question]});
    let new = json!({"purpose": "survey", "draft": draft});
    let form = id(&author.post("/api/v1/forms", new).await.expect(201));
    let path = format!("/api/v1/forms/{form}/versions");
    author.post(&path, json!(null)).await.expect(201);
    form
}

async fn survey(author: &Client, course: &Course) -> Uuid {
    let new = json!({"form_id": SATISFACTION, "moment": "link", "anonymous": false,
        "closes_at": "2030-06-15T00:00:00Z"});
    let path = format!("/api/v1/courses/{}/surveys", course.id);
    id(&author.post(&path, new).await.expect(201))
}

async fn visit(house: &House, course: &Course, person: Uuid, visitor: Uuid) -> Uuid {
    let (id, now) = (ids::new_id(), house.clock.now());
    let row = visit::ActiveModel {
        id: Set(id),
        course_id: Set(course.id),
        person_id: Set(person),
        visitor_id: Set(visitor),
        form_version_id: Set(None),
        place: Set("1-р сургууль".to_owned()),
        time_zone: Set("Asia/Ulaanbaatar".to_owned()),
        starts_at: Set(now + TimeDelta::hours(1)),
        ends_at: Set(now + TimeDelta::hours(2)),
        state: Set(State::Planned),
        observation: Set(Answers::default()),
        steps: Set(Steps::default()),
        follow_up_on: Set(None),
        held_at: Set(None),
        acknowledged_at: Set(None),
        closed_at: Set(None),
        revision: Set(0),
        planned_by: Set(visitor),
        created_at: Set(now),
    };
    house.save(row).await;
    id
}

async fn pair(house: &House, teacher: Uuid, mentor: Uuid) -> Uuid {
    let id = ids::new_id();
    let row = mentorship::ActiveModel {
        id: Set(id),
        mentor_id: Set(mentor),
        teacher_id: Set(teacher),
        course_id: Set(None),
        since: Set("2026-01-01".parse().unwrap()),
        until: Set(None),
        revision: Set(0),
        paired_by: Set(mentor),
        created_at: Set(house.clock.now()),
    };
    house.save(row).await;
    id
}
