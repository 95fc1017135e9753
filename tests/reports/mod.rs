//! Reports: how a cohort is getting on, for whoever asks in whichever part of the tree.

mod figures;
mod forms;
mod keeping;
mod seasons;

use actix_web::http::Method;
use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::tables::{person, placement};
use surgalt::policy::Role;
use uuid::Uuid;

use crate::support::{Answer, Client, Course, House, PASSWORD, short_course};

/// The tree of a province with two districts, and the next province.
struct Tree {
    province: Uuid,
    districts: [Uuid; 2],
    schools: [Uuid; 3],
    neighbour: Uuid,
}

/// A course, a cohort of teachers in their tenth year with it, and who made it.
struct Season {
    house: House,
    methodologist: Client,
    course: Course,
    tree: Tree,
    programme: Uuid,
    /// The address of the cohort.
    cohort: String,
    /// The first day of its window, which is today.
    begins: NaiveDate,
}

impl Season {
    /// Nobody is in the cohort yet; `change` makes it the story's own.
    async fn open(house: House, document: Value, change: impl FnOnce(&mut Value)) -> Self {
        let methodologist = house.person(&[Role::Methodologist]).await;
        let course = house.course(&methodologist, document).await;
        let province = house.organisation("Архангай", None).await;
        let first = house.organisation("Их-Уул сум", Some(province)).await;
        let second = house.organisation("Хайрхан сум", Some(province)).await;
        let tree = Tree {
            province,
            districts: [first, second],
            schools: [
                house.organisation("1-р сургууль", Some(first)).await,
                house.organisation("2-р сургууль", Some(first)).await,
                house.organisation("3-р сургууль", Some(second)).await,
            ],
            neighbour: house.organisation("Ховд", None).await,
        };
        let programmes = methodologist.get("/api/v1/programmes").await.expect(200);
        let programme = programmes["items"][0]["id"].as_str().unwrap();
        let begins = (house.clock.now() + TimeDelta::hours(8)).date_naive();
        let mut season = Self {
            programme: programme.parse().unwrap(),
            cohort: String::new(),
            house,
            methodologist,
            course,
            tree,
            begins,
        };
        season.cohort = season.cohort("Арав дахь жил", change).await;
        season
    }

    /// Makes another cohort whose window of ten days begins today.
    async fn cohort(&self, title: &str, change: impl FnOnce(&mut Value)) -> String {
        let today = (self.house.clock.now() + TimeDelta::hours(8)).date_naive();
        let mut new = json!({
            "programme_id": self.programme, "title": title, "courses": [self.course.id],
            "time_zone": "Asia/Ulaanbaatar",
            "rule": {"positions": ["teacher"], "years_of_service": [10]},
            "self_paced": {"from": today, "until": today + chrono::Days::new(9)},
        });
        change(&mut new);
        let made = self.methodologist.post("/api/v1/cohorts", new).await;
        format!(
            "/api/v1/cohorts/{}",
            made.expect(201)["id"].as_str().unwrap()
        )
    }

    /// A teacher of a school in the tenth year of service.
    async fn teacher(&self, school: Uuid) -> Client {
        let teacher = self.house.person(&[Role::Learner]).await;
        let now = self.house.clock.now();
        let began = now.date_naive() - chrono::Months::new(12 * 9 + 2);
        let transaction = self.house.app.database.begin().await.unwrap();
        person::ActiveModel {
            id: Set(teacher.id()),
            organisation_id: Set(Some(school)),
            service_began_on: Set(Some(began)),
            ..Default::default()
        }
        .update(&transaction)
        .await
        .unwrap();
        placement::ActiveModel {
            id: Set(ids::new_id()),
            person_id: Set(teacher.id()),
            organisation_id: Set(school),
            position: Set("teacher".to_owned()),
            subject: Set(String::new()),
            since: Set(began),
            until: Set(None),
            created_at: Set(now),
        }
        .insert(&transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        teacher
    }

    /// So many teachers of a school.
    async fn teachers(&self, school: Uuid, count: usize) -> Vec<Client> {
        let mut teachers = Vec::new();
        for _ in 0..count {
            teachers.push(self.teacher(school).await);
        }
        teachers
    }

    /// Invites whom the rule of a cohort means.
    async fn invite(&self, cohort: &str) {
        let path = format!("{cohort}/invitations");
        self.methodologist
            .post(&path, json!(null))
            .await
            .expect(202);
        self.house.outbox_is_empty().await;
    }

    /// So much time passes; whoever is named signs in again.
    async fn passes(&mut self, by: TimeDelta, people: &mut [&mut Client]) {
        self.house.clock.advance(by);
        self.house.outbox_is_empty().await;
        self.methodologist.sign_in(PASSWORD).await;
        for one in people {
            one.sign_in(PASSWORD).await;
        }
    }

    /// The enrolment that somebody has in the course.
    async fn enrolment(&self, learner: &Client) -> Uuid {
        let own = learner.get("/api/v1/me/enrolments").await.expect(200);
        own["items"][0]["id"].as_str().unwrap().parse().unwrap()
    }

    /// The item of the course at this place.
    fn item(&self, number: usize) -> Uuid {
        self.course.document.items().nth(number).unwrap().id
    }

    /// Somebody reads the lesson.
    async fn reads(&self, learner: &Client) {
        let enrolment = self.enrolment(learner).await;
        self.house.read(enrolment, self.item(0)).await;
    }

    /// Somebody does everything that the short course asks for.
    async fn finishes(&self, learner: &Client) {
        let enrolment = self.enrolment(learner).await;
        self.reads(learner).await;
        let (house, course) = (&self.house, &self.course);
        house.graded(enrolment, course, self.item(1), true).await;
        let host = &self.methodologist;
        let webinar = house.webinar(host, course, self.item(2)).await;
        house.attended(learner, enrolment, webinar.id, 90).await;
        house.outbox_is_empty().await;
    }

    /// An officer of an organisation.
    async fn officer(&self, at: Uuid) -> Client {
        self.house.person_in(&[Role::Officer], at).await
    }

    /// The report as somebody sees it, when what was kept is too old.
    async fn report(&self, who: &Client, query: &str) -> Value {
        self.house.clock.advance(TimeDelta::minutes(2));
        who.get(&format!("{}/report{query}", self.cohort))
            .await
            .expect(200)
    }

    /// The report in another form.
    async fn form(&self, who: &Client, query: &str, language: &str) -> Answer {
        let path = format!("{}/report?{query}", self.cohort);
        let headers = [("accept-language", language)];
        let answer = who.send(Method::GET, &path, &headers, Vec::new()).await;
        assert_eq!(answer.status, 200, "{:?}", answer.json());
        answer
    }
}

/// Some figures of a report, by their names.
fn some(figures: &Value, names: &[&str]) -> Vec<i64> {
    let figure = |name: &&str| figures[name].as_i64().unwrap_or(-1);
    names.iter().map(figure).collect()
}

/// What it says of an organisation below.
fn below(report: &Value, id: Uuid) -> Value {
    let id = id.to_string();
    let all = report["below"].as_array().unwrap();
    let found = all.iter().find(|one| one["organisation"]["id"] == *id);
    found.map_or(Value::Null, |one| one["figures"].clone())
}
