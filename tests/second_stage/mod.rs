//! The second stage: visits at the workplace, and mentors of new teachers.

mod mentors;
mod visits;

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::tables::{organisation, person};
use surgalt::policy::Role;
use uuid::Uuid;

use crate::support::{Client, Course, House, short_course};

/// The observation of a lesson of the house.
const OBSERVATION: &str = "0199a000-0000-7000-8000-000000000a02";

/// A district with an officer who plans, a visitor and a teacher who takes a course.
struct District {
    house: House,
    course: Course,
    officer: Client,
    visitor: Client,
    teacher: Client,
    path: String,
}

impl District {
    async fn of(house: House) -> Self {
        let author = house.person(&[Role::Methodologist]).await;
        let course = house.course(&author, short_course("Манлайлал", "mn")).await;
        let (district, path) = place(&house, None).await;
        let (school, _) = place(&house, Some(&path)).await;
        let officer = house.person(&[Role::Officer]).await;
        let [visitor, teacher] = [
            house.person(&[Role::Learner]).await,
            house.person(&[Role::Learner]).await,
        ];
        for (who, place) in [
            (&officer, district),
            (&visitor, district),
            (&teacher, school),
        ] {
            put(&house, who, place).await;
        }
        house.enrol(&teacher, &course).await;
        Self {
            house,
            course,
            officer,
            visitor,
            teacher,
            path,
        }
    }

    /// A visit of the teacher, so many hours from now.
    fn plan(&self, hours: i64) -> Value {
        let starts_at = self.house.clock.now() + TimeDelta::hours(hours);
        json!({"course_id": self.course.id, "person_id": self.teacher.id(),
            "visitor_id": self.visitor.id(), "form_id": OBSERVATION, "place": "1-р сургууль, 305 тоот",
            "starts_at": starts_at, "ends_at": starts_at + TimeDelta::hours(2)})
    }

    /// An officer of the district next to it.
    async fn neighbour(&self) -> Client {
        let (elsewhere, _) = place(&self.house, None).await;
        let officer = self.house.person(&[Role::Officer]).await;
        put(&self.house, &officer, elsewhere).await;
        officer
    }
}

async fn place(house: &House, above: Option<&str>) -> (Uuid, String) {
    let id = ids::new_id();
    let path = format!("{}{id}/", above.unwrap_or_default());
    let row = organisation::ActiveModel {
        id: Set(id),
        parent_id: Set(None),
        path: Set(path.clone()),
        name: Set("Ихтамир сум".to_owned()),
        created_at: Set(house.clock.now()),
        ..Default::default()
    };
    house.save(row).await;
    (id, path)
}

async fn put(house: &House, who: &Client, place: Uuid) {
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(who.id()),
        organisation_id: Set(Some(place)),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}
