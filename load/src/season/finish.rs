//! How somebody finishes: who missed the webinar watches it, whoever has done everything answers the survey,
//! and the certificate is there. In the end the registrar tells the sector's information system.

use serde_json::{Value, json};
use uuid::Uuid;

use super::api::{at, id};
use super::cast::Fate;
use super::letters::Kind;
use super::person::Person;
use super::time::Time;
use super::world::{Cohort, Staff, World};
use crate::Failure;

/// How many rows are acknowledged at once.
const AT_ONCE: usize = 2_000;

/// Who missed the webinar watches all of it.
///
/// # Errors
/// When the server does not take it.
pub async fn watch(
    world: &World,
    cohort: &Cohort,
    (webinar, held): (Uuid, &Value),
    person: &mut Person,
) -> Result<(), Failure> {
    if person.part.fate != Fate::Later {
        return Ok(());
    }
    let token = person.token(&world.api, &world.clock).await?;
    let path = format!("/api/v1/webinars/{webinar}");
    let body = json!({"intervals": [held]});
    world
        .api
        .post(&token, &format!("{path}/watched"), &body)
        .await?
        .expect(200)?;
    person.record.watched = true;
    person.record.done.insert(cohort.course.webinar);
    Ok(())
}

/// The attendance of a webinar as whoever hosts it exports it.
///
/// # Errors
/// When the server refuses.
pub async fn attendance(world: &World, staff: &Staff, webinar: Uuid) -> Result<Value, Failure> {
    let host = staff.methodologist.token(world).await?;
    let path = format!("/api/v1/webinars/{webinar}/attendance/export?format=json");
    world.api.get(&host, &path).await?.expect(200)
}

/// Whether somebody has done everything and has not answered the survey.
pub fn is_due(cohort: &Cohort, person: &Person) -> bool {
    let record = &person.record;
    record.answered.is_none()
        && cohort
            .course
            .items()
            .all(|item| record.done.contains(&item))
}

/// Answers the survey, and finds the certificate.
///
/// # Errors
/// When the survey does not wait for the person, or the certificate is not there once.
pub async fn answer(world: &World, cohort: &Cohort, person: &mut Person) -> Result<(), Failure> {
    let token = person.token(&world.api, &world.clock).await?;
    let waiting = world
        .api
        .get(&token, "/api/v1/me/surveys")
        .await?
        .expect(200)?;
    let waiting = at(&waiting, "/items").as_array().into_iter().flatten();
    let survey = json!(cohort.survey_id);
    if !waiting.clone().any(|one| *at(one, "/id") == survey) {
        return Err("the survey does not wait for somebody who has done everything".into());
    }
    let opinion = person.part.opinion;
    let body = json!({"answers": {"overall": opinion.name()}});
    let path = format!("/api/v1/me/surveys/{}/answer", cohort.survey_id);
    world.api.post(&token, &path, &body).await?.expect(200)?;
    person.record.answered = Some(opinion);
    let own = world
        .api
        .get(&token, "/api/v1/me/certificates")
        .await?
        .expect(200)?;
    match at(&own, "/items").as_array().map(Vec::as_slice) {
        Some([one]) => person.record.certificate = Some(id(one, "id")?),
        _ => return Err(format!("there should be one certificate: {own}").into()),
    }
    world.expects(&person.email(), Kind::CertificateIssued);
    Ok(())
}

/// The registrar exports all certificates of the season, and acknowledges each; gives their identifiers.
///
/// # Errors
/// When the server refuses, or a second batch has anything left to tell.
pub async fn export(world: &World, staff: &Staff, time: &mut Time) -> Result<Vec<Uuid>, Failure> {
    let mut all = Vec::new();
    loop {
        let registrar = staff.registrar.token(world).await?;
        let path = "/api/v1/certificate-exports";
        let made = world
            .api
            .post(&registrar, path, &json!({}))
            .await?
            .expect(201)?;
        time.settle().await?;
        let path = format!("{path}/{}", id(&made, "id")?);
        let file = world
            .api
            .get(&registrar, &format!("{path}/file"))
            .await?
            .expect(200)?;
        let rows = at(&file, "/rows").as_array().cloned().unwrap_or_default();
        if rows.is_empty() {
            return Ok(all);
        }
        if !all.is_empty() {
            return Err(format!("{} certificates are told of twice", rows.len()).into());
        }
        for rows in rows.chunks(AT_ONCE) {
            let accepted = |row: &Value| json!({"key": at(row, "/key"), "outcome": "accepted"});
            let accepted: Vec<Value> = rows.iter().map(accepted).collect();
            let body = json!({"rows": accepted});
            let path = format!("{path}/acknowledgement");
            let taken = world
                .api
                .post(&registrar, &path, &body)
                .await?
                .expect(200)?;
            if at(&taken, "/accepted") != rows.len() {
                return Err(format!("an acknowledgement was not taken: {taken}").into());
            }
        }
        for row in &rows {
            all.push(id(row, "key")?);
        }
        let closed = world.api.get(&registrar, &path).await?.expect(200)?;
        if at(&closed, "/progress") != "closed" {
            return Err(format!("a batch that was answered is not closed: {closed}").into());
        }
    }
}
