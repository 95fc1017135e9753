//! What a person has, so that a route is asked for something that exists: an enrolment in a
//! course, with all that hangs on it.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::tables::{organisation, person};
use surgalt::policy::Role;
use surgalt::webinars::room::Status;
use surgalt::webinars::tables::webinar;
use uuid::Uuid;

use crate::support::{Client, Course, House};

/// Things of one person, and the course that the person takes.
pub struct Belongings {
    person: Uuid,
    device: Uuid,
    organisation: Uuid,
    course: Course,
    enrolment: Uuid,
    webinar: Uuid,
}

impl Belongings {
    /// The things of a new person who stands where `watcher` watches.
    pub async fn of_somebody(house: &House, watcher: &Client) -> Self {
        let root = organisation(house, None).await;
        belongs_to(house, watcher.id(), root).await;
        let somebody = house.person(&[Role::Learner]).await;
        let school = organisation(house, Some(root)).await;
        belongs_to(house, somebody.id(), school).await;
        Self::of(house, &somebody).await
    }

    /// The things of this person, who also hosts the webinar.
    pub async fn of(house: &House, owner: &Client) -> Self {
        let methodologist = house.person(&[Role::Methodologist]).await;
        let course = house.course(&methodologist, document()).await;
        let devices = owner.get("/api/v1/me/devices").await.expect(200);
        Self {
            person: owner.id(),
            device: devices[0]["id"].as_str().unwrap().parse().unwrap(),
            organisation: organisation(house, None).await,
            enrolment: house.enrol(owner, &course).await,
            webinar: webinar(house, owner, &course).await,
            course,
        }
    }

    /// The address of a route, with these things in the places of its parameters.
    pub fn address(&self, path: &str) -> String {
        let places = [
            ("/me/devices/{id}", self.device.to_string()),
            ("/people/{id}", self.person.to_string()),
            ("/organisations/{id}", self.organisation.to_string()),
            ("/enrolments/{id}", self.enrolment.to_string()),
            ("/courses/{id}", self.course.id.to_string()),
            ("/webinars/{id}", self.webinar.to_string()),
        ];
        let address = places
            .into_iter()
            .fold(path.to_owned(), |address, (place, id)| {
                let filled = place.replace("{id}", &id);
                address.replace(place, &filled)
            });
        assert!(
            !address.contains('{'),
            "what stands for {address}? name it in Belongings"
        );
        address
    }

    /// A body, about these things.
    pub fn named_in(&self, mut body: Value) -> Value {
        let names = [
            ("person_id", self.person),
            ("organisation_id", self.organisation),
            ("course_id", self.course.id),
            ("version_id", self.course.version_id),
        ];
        for (name, id) in names {
            if body.get(name).is_some_and(Value::is_string) {
                body[name] = json!(id);
            }
        }
        body
    }
}

fn document() -> Value {
    json!({
        "title": "Шинэ зуун, шинэ ур чадвар", "language": "mn", "hours": 16,
        "modules": [{"title": "Нэгдүгээр модуль", "items": [
            {"title": "Унших", "content": {"kind": "lesson", "markdown": "Сайн байна уу"}},
            {"title": "Уулзах", "content": {"kind": "webinar", "minutes": 60}},
        ]}],
    })
}

async fn organisation(house: &House, parent: Option<Uuid>) -> Uuid {
    let id = ids::new_id();
    let above = parent
        .map(|parent| format!("{parent}/"))
        .unwrap_or_default();
    let transaction = house.database.begin().await.unwrap();
    organisation::ActiveModel {
        id: Set(id),
        parent_id: Set(parent),
        path: Set(format!("{above}{id}/")),
        name: Set("Архангай аймаг".to_owned()),
        created_at: Set(house.clock.now()),
    }
    .insert(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    id
}

async fn belongs_to(house: &House, person_id: Uuid, organisation_id: Uuid) {
    let transaction = house.database.begin().await.unwrap();
    person::ActiveModel {
        id: Set(person_id),
        organisation_id: Set(Some(organisation_id)),
        ..Default::default()
    }
    .update(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
}

async fn webinar(house: &House, host: &Client, course: &Course) -> Uuid {
    let id = ids::new_id();
    let starts_at = house.clock.now() + TimeDelta::hours(1);
    let transaction = house.database.begin().await.unwrap();
    webinar::ActiveModel {
        id: Set(id),
        course_id: Set(course.id),
        item_id: Set(course.document.modules[0].items[1].id),
        host_id: Set(host.id()),
        title: Set("Уулзах".to_owned()),
        starts_at: Set(starts_at),
        ends_at: Set(starts_at + TimeDelta::hours(1)),
        status: Set(Status::Scheduled),
        revision: Set(0),
        created_at: Set(house.clock.now()),
    }
    .insert(&transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    id
}
