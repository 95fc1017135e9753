//! A programme's indicators: what it promised and what was found, over the years and up the tree.

mod entering;
mod queries;
mod real_programme;

use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use surgalt::ids;
use surgalt::people::tables::{organisation, person};
use surgalt::programmes::tables::programme;
use uuid::Uuid;

use crate::support::{Client, House};

/// A programme of these years; a part of another when that is named.
async fn programme(house: &House, code: &str, parent_id: Option<Uuid>) -> Uuid {
    let id = ids::new_id();
    house
        .save(programme::ActiveModel {
            id: Set(id),
            code: Set(code.to_owned()),
            title: Set("Хөгжлийн төлөө хамтдаа".to_owned()),
            description: Set(String::new()),
            revision: Set(0),
            created_at: Set(house.clock.now()),
            parent_id: Set(parent_id),
            ..Default::default()
        })
        .await;
    id
}

/// An organisation below another: its identifier and path.
async fn organisation(house: &House, above: Option<&(Uuid, String)>) -> (Uuid, String) {
    let id = ids::new_id();
    let path = format!(
        "{}{id}/",
        above.map(|above| above.1.as_str()).unwrap_or_default()
    );
    house
        .save(organisation::ActiveModel {
            id: Set(id),
            parent_id: Set(above.map(|above| above.0)),
            path: Set(path.clone()),
            name: Set("Архангай аймаг".to_owned()),
            created_at: Set(house.clock.now()),
            ..Default::default()
        })
        .await;
    (id, path)
}

async fn belongs_to(house: &House, who: &Client, organisation_id: Uuid) {
    let transaction = house.app.database.begin().await.unwrap();
    let row = person::ActiveModel {
        id: Set(who.id()),
        organisation_id: Set(Some(organisation_id)),
        ..Default::default()
    };
    row.update(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Adds an indicator to a programme; gives its address.
async fn indicator(client: &Client, programme: Uuid, new: Value) -> String {
    let path = format!("/api/v1/programmes/{programme}/indicators");
    let made = client.post(&path, new).await.expect(201);
    format!("/api/v1/indicators/{}", made["id"].as_str().unwrap())
}

/// A value that is entered for an organisation.
fn value(period: &str, organisation_id: Option<Uuid>, figure: Value) -> Value {
    let mut value = json!({"period": period, "organisation_id": organisation_id,
        "note": "Үнэлгээний хуудсаар", "found_on": "2016-12-20"});
    for (name, number) in figure.as_object().unwrap() {
        value[name] = number.clone();
    }
    value
}

/// The points of the one indicator of a programme's report.
async fn points(client: &Client, programme: Uuid, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/programmes/{programme}/indicators/report?{query}");
    let report = client.get(&path).await.expect(200);
    let lines = report["indicators"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{report}");
    lines[0]["points"].as_array().unwrap().clone()
}
