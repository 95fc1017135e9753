//! Certificates: whose they are, what anybody may check, what correcting and revoking one means, what the
//! sector's information system is told of them, and what they are worth.

mod batch;
mod checking;
mod corrections;
mod credits;
mod exports;
mod large_export;
mod looking_up;
mod numbering;
mod paper;
mod register;

use chrono::Datelike;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::Value;
use surgalt::courses::tables::course;
use surgalt::programmes::tables::programme;
use uuid::Uuid;

use crate::support::{Client, Course, House};

/// The address of a certificate.
fn path(certificate: &Value) -> String {
    format!(
        "/api/v1/certificates/{}",
        certificate["id"].as_str().unwrap()
    )
}

/// The year on the clock on the wall, which stands in serial numbers.
fn this_year(house: &House) -> i32 {
    let zone = chrono_tz::Asia::Ulaanbaatar;
    house.clock.now().with_timezone(&zone).year()
}

/// The programme of a course.
async fn programme_of(house: &House, course: &Course) -> Uuid {
    let found = course::Entity::find_by_id(course.id)
        .one(house.app.database.reader())
        .await;
    found.unwrap().unwrap().programme_id
}

/// Gives the programme of a course a code, and credits in hundredths.
async fn name_programme(house: &House, course: &Course, code: &str, credits: i32) -> Uuid {
    let id = programme_of(house, course).await;
    let transaction = house.app.database.begin().await.unwrap();
    let row = programme::ActiveModel {
        id: Set(id),
        code: Set(code.to_owned()),
        credits: Set(credits),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

/// The items of a list.
async fn items(client: &Client, path: &str) -> Vec<Value> {
    let list = client.get(path).await.expect(200);
    assert_eq!(list["next"], Value::Null, "one page");
    list["items"].as_array().unwrap().clone()
}

/// The identifiers of what a list has.
async fn ids(client: &Client, path: &str) -> Vec<Value> {
    let items = items(client, path).await.into_iter();
    items.map(|one| one["id"].clone()).collect()
}
