//! Series of webinars: several planned at once by a rule, changed together, called off together.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::planning::title;
use super::series_views::{NewSeries, Series, SeriesChange, occurrences, require_to_come};
use super::views::{self, planned_times};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, etag, idempotency};
use crate::ids;
use crate::messages::dates;
use crate::policy::{Action, Actor};
use crate::programmes::store::groups::require_known as require_groups;
use crate::webinars::jobs;
use crate::webinars::room::Status;
use crate::webinars::series::Occurrence;
use crate::webinars::series::reconcile::{Session, Standing, Step, reconcile};
use crate::webinars::store::{self, attendance::read as from_json, groups};
use crate::webinars::tables::{webinar, webinar_series};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(plan)
        .service(read_one)
        .service(change)
        .service(call_off);
}

/// Plans a series of webinars, each a webinar of its own; everybody for whom they are held is told by
/// one mail with all their times. Whoever plans it hosts them.
#[utoipa::path(tag = "webinars", operation_id = "plan_webinar_series", request_body = NewSeries,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Planned", body = Series)))]
#[post("/webinar-series")]
async fn plan(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewSeries>,
) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let now = app.clock.now();
    let time_zone = new.time_zone;
    let time_zone = time_zone.unwrap_or_else(|| app.config.webinars.time_zone.clone());
    let sessions = occurrences(&new.rule, &time_zone)?;
    if let Some(first) = sessions.first() {
        let fits = planned_times(first.starts_at, first.ends_at, now);
        fits.map_err(|_| Error::field("rule.starts_on", "field-invalid"))?;
    }
    let work = async |transaction: &Transaction| {
        require_groups(transaction, new.course_id, &new.groups).await?;
        let row = webinar_series::ActiveModel {
            id: Set(ids::new_id()),
            course_id: Set(new.course_id),
            item_id: Set(new.item_id),
            host_id: Set(actor.person_id),
            title: Set(title(transaction, new.course_id, new.item_id, new.title).await?),
            time_zone: Set(time_zone),
            rule: Set(serde_json::to_value(&new.rule).map_err(Error::internal)?),
            groups: Set(serde_json::to_value(&new.groups).map_err(Error::internal)?),
            called_off: Set(false),
            revision: Set(0),
            created_at: Set(now),
        };
        let series = row.insert(transaction).await?;
        for session in sessions {
            add(&app, transaction, &series, &new.groups, session).await?;
        }
        jobs::plan_series(&app, transaction, &series).await?;
        show(transaction, series).await
    };
    let answer = idempotency::once(&app, &actor, &key, StatusCode::CREATED, work).await?;
    app.outbox.wake();
    Ok(answer)
}

/// Plans one session of a series.
async fn add(
    app: &App,
    transaction: &Transaction,
    series: &webinar_series::Model,
    groups: &[Uuid],
    session: Occurrence,
) -> Result<()> {
    let row = webinar::ActiveModel {
        id: Set(ids::new_id()),
        course_id: Set(series.course_id),
        item_id: Set(series.item_id),
        host_id: Set(series.host_id),
        title: Set(series.title.clone()),
        starts_at: Set(session.starts_at),
        ends_at: Set(session.ends_at),
        status: Set(Status::Scheduled),
        revision: Set(0),
        created_at: Set(app.clock.now()),
        time_zone: Set(series.time_zone.clone()),
        series_id: Set(Some(series.id)),
        series_day: Set(Some(session.day)),
        apart: Set(false),
    };
    let webinar = row.insert(transaction).await?;
    groups::set(transaction, webinar.id, groups).await?;
    jobs::follow(app, transaction, &webinar).await
}

async fn show(connection: &impl ConnectionTrait, series: webinar_series::Model) -> Result<Series> {
    let rows = store::series::sessions(connection, series.id).await?;
    let webinars = views::show(connection, rows).await?;
    Series::of(series, webinars)
}

async fn shown(
    connection: &impl ConnectionTrait,
    series: webinar_series::Model,
) -> Result<HttpResponse> {
    let tag = etag::of(series.revision);
    let series = show(connection, series).await?;
    Ok(HttpResponse::Ok().insert_header(tag).json(series))
}

/// A series, and its sessions in the order in which they begin.
#[utoipa::path(tag = "webinars", operation_id = "read_webinar_series",
    params(("id" = Uuid, Path, description = "The series")),
    responses((status = 200, description = "The series", body = Series,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/webinar-series/{id}")]
async fn read_one(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let reader = app.database.reader();
    shown(reader, store::series::get(reader, *id).await?).await
}

/// Changes a series that one hosts: the sessions that have not begun follow, but those that were moved or called off
/// by themselves. A session is moved or called off as the rule wants it, and planned when the rule or
/// the time zone changes; everybody for whom they are held is told again. A series that was called off
/// stays so.
#[utoipa::path(tag = "webinars", operation_id = "change_webinar_series", request_body = SeriesChange,
    params(("id" = Uuid, Path, description = "The series"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Series,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "It was called off", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[patch("/webinar-series/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<SeriesChange>,
) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let transaction = app.database.begin().await?;
    let before = lock_own(&transaction, &actor, *id).await?;
    if_match.require(before.revision)?;
    if before.called_off {
        return Err(Code::WebinarClosed.into());
    }
    let groups = match change.groups {
        Some(groups) => {
            require_groups(&transaction, before.course_id, &groups).await?;
            groups
        }
        None => from_json(&before.groups)?,
    };
    let has_new_rule = change.rule.is_some();
    let is_planned_anew = has_new_rule || change.time_zone.is_some();
    let rule = match change.rule {
        Some(rule) => rule,
        None => from_json(&before.rule)?,
    };
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    if let Some(title) = change.title {
        row.title = Set(title);
    }
    if let Some(time_zone) = change.time_zone {
        row.time_zone = Set(time_zone);
    }
    row.groups = Set(serde_json::to_value(&groups).map_err(Error::internal)?);
    row.rule = Set(serde_json::to_value(&rule).map_err(Error::internal)?);
    row.revision = Set(revision);
    let series = row.update(&transaction).await?;
    let wanted = occurrences(&rule, &series.time_zone)?;
    if has_new_rule {
        require_to_come(&wanted, app.clock.now())?;
    }
    let sessions = store::series::lock_sessions(&transaction, series.id).await?;
    let mut steps = steps(&series, &sessions, &wanted, app.clock.now());
    if !is_planned_anew {
        // A new name does not bring back what was called off.
        steps.retain(|step| !matches!(step, Step::Plan(_)));
    }
    follow(&app, &transaction, (&series, &groups), sessions, steps).await?;
    jobs::plan_series(&app, &transaction, &series).await?;
    transaction.commit().await?;
    app.outbox.wake();
    shown(app.database.reader(), series).await
}

/// Calls off every session that has not begun of a series that one hosts. Calling it off again changes nothing.
#[utoipa::path(tag = "webinars", operation_id = "call_webinar_series_off",
    params(("id" = Uuid, Path, description = "The series")),
    responses((status = 202, description = "Its sessions are called off one after the other",
        body = Series)))]
#[delete("/webinar-series/{id}")]
async fn call_off(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let transaction = app.database.begin().await?;
    let series = lock_own(&transaction, &actor, *id).await?;
    if series.called_off {
        let series = show(&transaction, series).await?;
        return Ok(HttpResponse::Accepted().json(series));
    }
    for webinar in store::series::lock_sessions(&transaction, *id).await? {
        if webinar.status == Status::Scheduled {
            jobs::call_off_later(&app, &transaction, webinar).await?;
        }
    }
    let mut row = series.into_active_model();
    row.called_off = Set(true);
    let series = row.update(&transaction).await?;
    transaction.commit().await?;
    app.outbox.wake();
    let series = show(app.database.reader(), series).await?;
    Ok(HttpResponse::Accepted().json(series))
}

/// The row of a series, locked, if it is the actor's own: its rooms hear nobody but their host.
async fn lock_own(
    transaction: &Transaction,
    actor: &Actor,
    id: Uuid,
) -> Result<webinar_series::Model> {
    let series = store::series::lock(transaction, id).await?;
    if series.host_id != actor.person_id {
        return Err(Code::Forbidden.into());
    }
    Ok(series)
}

/// What is to be done so that the sessions follow the rule as it is now.
fn steps(
    series: &webinar_series::Model,
    rows: &[webinar::Model],
    wanted: &[Occurrence],
    now: DateTime<Utc>,
) -> Vec<Step> {
    let now_there = now.with_timezone(&dates::zone(&series.time_zone));
    let sessions = rows.iter().filter_map(|row| session(row, now_there));
    reconcile(&sessions.collect::<Vec<_>>(), wanted, now)
}

/// Does it.
async fn follow(
    app: &App,
    transaction: &Transaction,
    (series, groups): (&webinar_series::Model, &[Uuid]),
    rows: Vec<webinar::Model>,
    steps: Vec<Step>,
) -> Result<()> {
    let mut rows: HashMap<Uuid, webinar::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    for step in steps {
        match step {
            Step::Plan(session) => add(app, transaction, series, groups, session).await?,
            Step::Move(id, session) => {
                if let Some(row) = rows.remove(&id) {
                    move_to(app, transaction, series, row, session).await?;
                    groups::set(transaction, id, groups).await?;
                }
            }
            Step::StandFor(id, day) => {
                let row = webinar::ActiveModel {
                    id: Set(id),
                    series_day: Set(Some(day)),
                    ..Default::default()
                };
                webinar::Entity::update(row).exec(transaction).await?;
            }
            Step::CallOff(id) => {
                if let Some(row) = rows.remove(&id) {
                    jobs::call_off_later(app, transaction, row).await?;
                }
            }
        }
    }
    Ok(())
}

/// What may become of a session; nothing of one that the series itself has called off.
fn session(row: &webinar::Model, now: DateTime<Tz>) -> Option<Session> {
    let has_begun = match row.status {
        Status::Cancelled if !row.apart => return None,
        Status::Scheduled | Status::Cancelled => row.starts_at <= now,
        _ => true,
    };
    let day = row.series_day?;
    Some(Session {
        id: row.id,
        day,
        standing: Standing::of(day, row.apart, has_begun, now.date_naive()),
    })
}

async fn move_to(
    app: &App,
    transaction: &Transaction,
    series: &webinar_series::Model,
    row: webinar::Model,
    session: Occurrence,
) -> Result<()> {
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.title = Set(series.title.clone());
    row.time_zone = Set(series.time_zone.clone());
    row.series_day = Set(Some(session.day));
    row.starts_at = Set(session.starts_at);
    row.ends_at = Set(session.ends_at);
    row.revision = Set(revision);
    let webinar = row.update(transaction).await?;
    jobs::follow(app, transaction, &webinar).await
}
