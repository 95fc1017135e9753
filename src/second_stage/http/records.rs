//! What was observed at a visit and agreed, read, done and closed.

use actix_web::{HttpResponse, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use uuid::Uuid;

use super::views::{Done, Record, Visit};
use super::visits::{refused, shown};
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IfMatch, Json};
use crate::messages::dates;
use crate::policy::Actor;
use crate::second_stage::store;
use crate::second_stage::tables::visit;
use crate::second_stage::visit::{Deed, Doer, Steps, follows};
use crate::surveys;
use crate::surveys::answers::{Answers, Extent, fitting};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(record)
        .service(acknowledge)
        .service(tick)
        .service(close);
}

/// Records a visit that one makes: what was observed, and what was agreed. It may be recorded again
/// until it is closed; when something else is agreed, it is to be acknowledged again.
#[utoipa::path(tag = "second stage", operation_id = "record_visit", request_body = Record,
    params(("id" = Uuid, Path, description = "The visit"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Visit,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`visit_not_open`: it was closed or called off", body = Problem,
            content_type = "application/problem+json")))]
#[put("/visits/{id}/record")]
async fn record(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(record): Json<Record>,
) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let (before, part) = store::lock(&transaction, &actor, *id).await?;
    let state = follows(before.state, part, Deed::Record).map_err(refused)?;
    if_match.require(before.revision)?;
    let kept = checked(&transaction, &before, &record.observation, Extent::Draft).await?;
    let steps = Steps(record.steps);
    let revision = before.revision + 1;
    let held_at = before.held_at.unwrap_or_else(|| app.clock.now());
    let is_agreed_anew = agreed(&before.steps) != agreed(&steps);
    let mut row = before.into_active_model();
    if is_agreed_anew {
        row.acknowledged_at = Set(None);
    }
    row.state = Set(state);
    row.observation = Set(kept);
    row.steps = Set(steps);
    row.follow_up_on = Set(record.follow_up_on);
    row.held_at = Set(Some(held_at));
    row.revision = Set(revision);
    let visit = row.update(&transaction).await?;
    transaction.commit().await?;
    shown(app.database.reader(), &actor, visit).await
}

/// What was agreed, whether it is done or not.
fn agreed(steps: &Steps) -> Vec<(&str, Doer, Option<NaiveDate>)> {
    let each = steps.0.iter();
    each.map(|step| (step.text.as_str(), step.who, step.until))
        .collect()
}

/// What of an observation is kept, when it fits the form; without a form there is nothing to fill in.
async fn checked(
    connection: &impl ConnectionTrait,
    visit: &visit::Model,
    given: &Answers,
    extent: Extent,
) -> Result<Answers> {
    let Some(version_id) = visit.form_version_id else {
        return match given.0.is_empty() {
            true => Ok(Answers::default()),
            false => Err(Error::field("observation", "field-unknown")),
        };
    };
    let version = surveys::store::version(connection, version_id).await?;
    fitting(&version.document, given, extent).map_err(|mut faults| {
        for fault in &mut faults {
            fault.field = fault.field.replacen("answers.", "observation.", 1);
        }
        Error::fields(faults)
    })
}

/// Says that one has read what was agreed at one's visit. Saying it again changes nothing.
#[utoipa::path(tag = "second stage", operation_id = "acknowledge_visit",
    params(("id" = Uuid, Path, description = "The visit")),
    responses((status = 200, description = "Acknowledged", body = Visit,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`visit_not_open`: it has not been held", body = Problem,
            content_type = "application/problem+json")))]
#[post("/visits/{id}/acknowledgement")]
async fn acknowledge(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let (before, part) = store::lock(&transaction, &actor, *id).await?;
    follows(before.state, part, Deed::Acknowledge).map_err(refused)?;
    if before.acknowledged_at.is_some() {
        return shown(&transaction, &actor, before).await;
    }
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.acknowledged_at = Set(Some(app.clock.now()));
    row.revision = Set(revision);
    let visit = row.update(&transaction).await?;
    transaction.commit().await?;
    shown(app.database.reader(), &actor, visit).await
}

/// Says that a step that was agreed is done, or is not: either side may.
#[utoipa::path(tag = "second stage", operation_id = "tick_visit_step", request_body = Done,
    params(("id" = Uuid, Path, description = "The visit"),
        ("number" = usize, Path, description = "The step, from 1", minimum = 1)),
    responses((status = 200, description = "As it is now", body = Visit,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`visit_not_open`: it has not been held", body = Problem,
            content_type = "application/problem+json")))]
#[put("/visits/{id}/steps/{number}")]
async fn tick(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, usize)>,
    Json(done): Json<Done>,
) -> Result<HttpResponse> {
    let (id, number) = *path;
    let transaction = app.database.begin().await?;
    let (before, part) = store::lock(&transaction, &actor, id).await?;
    follows(before.state, part, Deed::Tick).map_err(refused)?;
    let today = day(&before, app.clock.now());
    let mut steps = before.steps.clone();
    if !steps.tick(number, done.done.then_some(today)) {
        return Err(Code::NotFound.into());
    }
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.steps = Set(steps);
    row.revision = Set(revision);
    let visit = row.update(&transaction).await?;
    transaction.commit().await?;
    shown(app.database.reader(), &actor, visit).await
}

/// The day, where the visit is.
fn day(visit: &visit::Model, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&dates::zone(&visit.time_zone))
        .date_naive()
}

/// Closes a visit that was held, once everything that the form requires is filled in. Closing it again
/// changes nothing; what was agreed is followed on.
#[utoipa::path(tag = "second stage", operation_id = "close_visit",
    params(("id" = Uuid, Path, description = "The visit")),
    responses((status = 200, description = "Closed", body = Visit,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`visit_not_open`: it has not been held", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Something that the form requires is not filled in",
            body = Problem, content_type = "application/problem+json")))]
#[post("/visits/{id}/close")]
async fn close(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let (before, part) = store::lock(&transaction, &actor, *id).await?;
    let state = follows(before.state, part, Deed::Close).map_err(refused)?;
    if state == before.state {
        return shown(&transaction, &actor, before).await;
    }
    checked(&transaction, &before, &before.observation, Extent::Whole).await?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.state = Set(state);
    row.closed_at = Set(Some(app.clock.now()));
    row.revision = Set(revision);
    let visit = row.update(&transaction).await?;
    transaction.commit().await?;
    shown(app.database.reader(), &actor, visit).await
}
