//! Cohorts: who comes into one, what is open when, and who is reminded of what.

mod behind;
mod feeds;
mod inviting;
mod joining;
mod keeping;
mod reminding;
mod windows;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::tables::{organisation, person, placement};
use surgalt::policy::Role;
use uuid::Uuid;

use crate::support::{Client, Course, House, PASSWORD, short_course};

/// A course for a cohort whose window begins in ten days, and who makes it.
struct Season {
    house: House,
    methodologist: Client,
    course: Course,
    /// The first day.
    begins: NaiveDate,
}

impl Season {
    async fn open(house: House) -> Self {
        let methodologist = house.person(&[Role::Methodologist]).await;
        let course = house
            .course(&methodologist, short_course("Манлайлал", "mn"))
            .await;
        let today = (house.clock.now() + TimeDelta::hours(8)).date_naive();
        Self {
            house,
            methodologist,
            course,
            begins: today + Days::new(10),
        }
    }

    /// A day of the season, the first being 0.
    fn day(&self, number: u64) -> NaiveDate {
        self.begins + Days::new(number)
    }

    /// A moment of the season, on the clock of Ulaanbaatar.
    fn at(&self, day: u64, hour: u32) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        self.day(day).and_time(time).and_utc() - TimeDelta::hours(8)
    }

    /// Time passes until then; whoever is named signs in again.
    async fn until(&self, day: u64, hour: u32, people: &mut [&mut Client]) {
        let at = self.at(day, hour);
        self.house.clock.advance(at - self.house.clock.now());
        for one in people {
            one.sign_in(PASSWORD).await;
        }
    }

    /// A cohort of ten days with the course, changed as the story wishes.
    fn cohort(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut new = json!({
            "programme_id": Uuid::nil(), "title": "Арав дахь жил", "courses": [self.course.id],
            "self_paced": {"from": self.begins, "until": self.day(9)},
        });
        change(&mut new);
        new
    }

    /// Makes that cohort; gives its address.
    async fn make(&self, change: impl FnOnce(&mut Value)) -> String {
        let mut new = self.cohort(change);
        let programmes = self
            .methodologist
            .get("/api/v1/programmes")
            .await
            .expect(200);
        new["programme_id"] = programmes["items"][0]["id"].clone();
        let made = self
            .methodologist
            .post("/api/v1/cohorts", new)
            .await
            .expect(201);
        format!("/api/v1/cohorts/{}", made["id"].as_str().unwrap())
    }

    /// Invites everybody who belongs, and waits until that is done.
    async fn invite(&self, cohort: &str) {
        let path = format!("{cohort}/invitations");
        let begun = self
            .methodologist
            .post(&path, json!(null))
            .await
            .expect(202);
        assert_eq!(begun["invitations_done_at"], json!(null));
        self.house.outbox_is_empty().await;
        let done = self.methodologist.get(cohort).await.expect(200);
        assert!(done["invitations_done_at"].is_string(), "{done}");
    }

    /// The people of a cohort whom somebody sees, with their states, by identifier.
    async fn members(&self, cohort: &str, seen_by: &Client) -> Vec<(Uuid, String)> {
        let list = seen_by.get(&format!("{cohort}/members")).await.expect(200);
        let member = |one: &Value| {
            let id = one["person"]["id"].as_str().unwrap().parse().unwrap();
            (id, one["state"].as_str().unwrap().to_owned())
        };
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(member)
            .collect()
    }

    /// The lesson, the quiz and the webinar of the course.
    fn items(&self) -> [Uuid; 3] {
        let items: Vec<Uuid> = self.course.document.items().map(|item| item.id).collect();
        items.try_into().unwrap()
    }

    /// The enrolment that somebody has in the course.
    async fn enrolment(&self, learner: &Client) -> Uuid {
        let own = learner.get("/api/v1/me/enrolments").await.expect(200);
        own["items"][0]["id"].as_str().unwrap().parse().unwrap()
    }

    /// Mails to somebody, decoded.
    async fn letters_to(&self, whom: &Client) -> Vec<String> {
        let mails = self.house.mails().await;
        let own = mails.iter().filter(|mail| mail.contains(&whom.email));
        own.map(|mail| {
            let mail = crate::mail::read(mail);
            let text = mail.body_text(0).unwrap_or_default();
            format!("{}\n{text}", mail.subject().unwrap_or_default())
        })
        .collect()
    }
}

/// An organisation, below another one.
async fn organisation(house: &House, name: &str, parent: Option<(Uuid, &str)>) -> (Uuid, String) {
    let id = ids::new_id();
    let path = format!("{}{id}/", parent.map_or("", |parent| parent.1));
    house
        .save(organisation::ActiveModel {
            id: Set(id),
            parent_id: Set(parent.map(|parent| parent.0)),
            path: Set(path.clone()),
            name: Set(name.to_owned()),
            created_at: Set(house.clock.now()),
            ..Default::default()
        })
        .await;
    (id, path)
}

/// Puts somebody into an organisation, as this, for so many full years by now.
async fn place(house: &House, whom: &Client, at: Uuid, position: &str, years: u32) {
    let began = house.clock.now().date_naive() - chrono::Months::new(12 * years + 2);
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(whom.id()),
        organisation_id: Set(Some(at)),
        service_began_on: Set(Some(began)),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    placed(house, whom, at, position, (began, None)).await;
}

/// Notes that somebody was there from one day until another.
async fn placed(
    house: &House,
    whom: &Client,
    at: Uuid,
    position: &str,
    (since, until): (NaiveDate, Option<NaiveDate>),
) {
    house
        .save(placement::ActiveModel {
            id: Set(ids::new_id()),
            person_id: Set(whom.id()),
            organisation_id: Set(at),
            position: Set(position.to_owned()),
            subject: Set(String::new()),
            since: Set(since),
            until: Set(until),
            created_at: Set(house.clock.now()),
        })
        .await;
}

/// A new teacher of a school with so many full years of service.
async fn teacher(house: &House, school: Uuid, years: u32) -> Client {
    let teacher = house.person(&[Role::Learner]).await;
    place(house, &teacher, school, "teacher", years).await;
    teacher
}

/// A new officer of an organisation.
async fn officer(house: &House, at: Uuid) -> Client {
    let officer = house.person(&[Role::Officer]).await;
    place(house, &officer, at, "education_office_specialist", 20).await;
    officer
}
