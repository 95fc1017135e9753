//! Puts the people, the course and a webinar into a fresh demo.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use super::people::{METHODOLOGIST, OFFICER, PASSWORD, TEACHERS, everybody};
use super::walk::WalkError;
use super::walk::device::Device;
use crate::app::App;
use crate::courses::document::CourseDocument;
use crate::error::{Error, Result};
use crate::ids;
use crate::people::registration::{NewPerson, register_person};
use crate::people::tables::organisation;

/// The people, with their password set, in one school of one province.
///
/// # Errors
/// When the database fails.
pub async fn people(app: &App) -> Result<()> {
    let hash = app.passwords.hash(PASSWORD.to_owned()).await?;
    let transaction = app.database.begin().await?;
    let now = app.clock.now();
    let province = ids::new_id();
    let school = ids::new_id();
    for (id, parent_id, path, name) in [
        (province, None, format!("{province}/"), "Жишээ аймаг"),
        (
            school,
            Some(province),
            format!("{province}/{school}/"),
            "Жишээ сургууль",
        ),
    ] {
        let name = Set(name.to_owned());
        let (id, parent_id, path) = (Set(id), Set(parent_id), Set(path));
        organisation::ActiveModel {
            id,
            parent_id,
            path,
            name,
            created_at: Set(now),
            ..Default::default()
        }
        .insert(&transaction)
        .await?;
    }
    for one in everybody() {
        let place = if one.email == OFFICER.email {
            province
        } else {
            school
        };
        let new: NewPerson = serde_json::from_value(json!({
            "email": one.email, "surname": one.surname, "given_name": one.given_name,
            "roles": ["learner", one.role], "organisation_id": place,
        }))
        .map_err(Error::internal)?;
        register_person(&transaction, &new, Some(hash.clone()), now).await?;
        tracing::debug!(email = one.email, "registered for the demo");
    }
    Ok(transaction.commit().await?)
}

/// The course, published, with the teachers enrolled and a webinar in ten minutes; all of it over
/// the API, as a methodologist does it.
///
/// # Errors
/// Naming the request that failed.
pub async fn course(base: &str, app: &App, document: &CourseDocument) -> Result<(), WalkError> {
    let patience = std::time::Duration::from_secs(10);
    let methodologist = Device::new(base, METHODOLOGIST.email, PASSWORD, patience);
    let programme = json!({"code": "5.2", "title": "Хувь хүний хөгжлийн манлайлал хөтөлбөр"});
    let programme = methodologist.post("/api/v1/programmes", programme).await?;
    let course = json!({
        "programme_id": programme["id"], "self_enrolment": true, "draft": document,
    });
    let course = methodologist.post("/api/v1/courses", course).await?;
    let path = format!(
        "/api/v1/courses/{}",
        course["id"].as_str().unwrap_or_default()
    );
    methodologist
        .post(&format!("{path}/versions"), Value::Null)
        .await?;
    let mut people = Vec::new();
    for teacher in TEACHERS {
        let device = Device::new(base, teacher.email, PASSWORD, patience);
        people.push(device.get("/api/v1/me").await?["id"].clone());
    }
    methodologist
        .post(&format!("{path}/enrolments"), json!({"people": people}))
        .await?;
    let draft = methodologist.get(&format!("{path}/draft")).await?;
    let modules = draft["modules"].as_array().into_iter().flatten();
    let mut items = modules.flat_map(|module| module["items"].as_array().into_iter().flatten());
    let Some(item) = items.find(|item| item["content"]["kind"] == "webinar") else {
        return Ok(());
    };
    let starts_at = app.clock.now() + TimeDelta::minutes(10);
    let webinar = json!({
        "course_id": course["id"], "item_id": item["id"],
        "starts_at": starts_at, "ends_at": starts_at + TimeDelta::hours(1),
    });
    methodologist.post("/api/v1/webinars", webinar).await?;
    Ok(())
}
