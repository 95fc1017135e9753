//! Planning webinars: scheduling, moving, calling off; beginning and ending them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use super::views::{self, NewWebinar, Webinar, WebinarChange, planned_times};
use crate::app::App;
use crate::courses::document::Content;
use crate::courses::tables::course;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::programmes::store::groups::require_known as require_groups;
use crate::webinars::command::{Refusal, Request};
use crate::webinars::event::Role;
use crate::webinars::hub::AskError;
use crate::webinars::room::Status;
use crate::webinars::store::groups;
use crate::webinars::tables::webinar;
use crate::webinars::{jobs, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(schedule)
        .service(read)
        .service(change)
        .service(call_off)
        .service(start)
        .service(end);
}

/// The webinars that one may see: those of the courses one takes, for all or for one's own groups, or
/// all for who hosts or watches.
#[utoipa::path(tag = "webinars", operation_id = "list_webinars", params(PageQuery),
    responses((status = 200, description = "A page of webinars", body = Page<Webinar>)))]
#[get("/webinars")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Webinar>>> {
    let selection = store::visible_to(&actor);
    let reader = app.database.reader();
    let found = page
        .load(reader, selection, webinar::Column::Id, |row| row.id)
        .await?;
    Ok(web::Json(Page {
        items: views::show(reader, found.items).await?,
        next: found.next,
    }))
}

/// Schedules a webinar; everybody for whom it is held is told by mail.
#[utoipa::path(tag = "webinars", operation_id = "schedule_webinar", request_body = NewWebinar,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Scheduled", body = Webinar)))]
#[post("/webinars")]
async fn schedule(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewWebinar>,
) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let now = app.clock.now();
    let (starts_at, ends_at) = planned_times(new.starts_at, new.ends_at, now)?;
    let work = async |transaction: &Transaction| {
        let row = webinar::ActiveModel {
            id: Set(ids::new_id()),
            course_id: Set(new.course_id),
            item_id: Set(new.item_id),
            host_id: Set(actor.person_id),
            title: Set(title(transaction, new.course_id, new.item_id, new.title).await?),
            starts_at: Set(starts_at),
            ends_at: Set(ends_at),
            status: Set(Status::Scheduled),
            revision: Set(0),
            created_at: Set(now),
            time_zone: Set(new
                .time_zone
                .unwrap_or_else(|| app.config.webinars.time_zone.clone())),
            series_id: Set(None),
            series_day: Set(None),
            apart: Set(false),
        };
        require_groups(transaction, new.course_id, &new.groups).await?;
        let webinar = row.insert(transaction).await?;
        groups::set(transaction, webinar.id, &new.groups).await?;
        jobs::plan(&app, transaction, &webinar).await?;
        views::show_one(transaction, webinar).await
    };
    let answer = idempotency::once(&app, &actor, &key, StatusCode::CREATED, work).await?;
    app.outbox.wake();
    Ok(answer)
}

/// The webinar's title, if its course has such an item.
pub(super) async fn title(
    transaction: &Transaction,
    course_id: Uuid,
    item_id: Uuid,
    title: Option<String>,
) -> Result<String> {
    let course = course::Entity::find_by_id(course_id)
        .one(transaction)
        .await?;
    let course = course.ok_or_else(|| Error::field("course_id", "field-unknown"))?;
    let item = course
        .draft
        .item(item_id)
        .filter(|item| matches!(item.content, Content::Webinar(_)));
    let item = item.ok_or_else(|| Error::field("item_id", "field-unknown"))?;
    Ok(title.unwrap_or_else(|| item.title.clone()))
}

/// A webinar that one may see.
#[utoipa::path(tag = "webinars", operation_id = "read_webinar",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "The webinar", body = Webinar,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/webinars/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let reader = app.database.reader();
    shown(reader, store::find(reader, &actor, *id).await?).await
}

async fn shown(connection: &impl ConnectionTrait, webinar: webinar::Model) -> Result<HttpResponse> {
    let tag = etag::of(webinar.revision);
    let webinar = views::show_one(connection, webinar).await?;
    Ok(HttpResponse::Ok().insert_header(tag).json(webinar))
}

/// Changes a webinar that has not begun; everybody for whom it is held is told again. One of a series
/// no longer follows the series then: it stays as it is, whatever becomes of the others.
#[utoipa::path(tag = "webinars", operation_id = "change_webinar", request_body = WebinarChange,
    params(("id" = Uuid, Path, description = "The webinar"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Webinar,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/webinars/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<WebinarChange>,
) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let transaction = app.database.begin().await?;
    let before = store::lock(&transaction, &actor, *id).await?;
    if_match.require(before.revision)?;
    if before.status != Status::Scheduled {
        return Err(Code::WebinarClosed.into());
    }
    let starts_at = change.starts_at.unwrap_or(before.starts_at);
    let ends_at = change.ends_at.unwrap_or(before.ends_at);
    let (starts_at, ends_at) = planned_times(starts_at, ends_at, app.clock.now())?;
    if let Some(groups) = &change.groups {
        require_groups(&transaction, before.course_id, groups).await?;
        groups::set(&transaction, before.id, groups).await?;
    }
    let revision = before.revision + 1;
    let is_of_series = before.series_id.is_some();
    let mut row = before.into_active_model();
    if let Some(title) = change.title {
        row.title = Set(title);
    }
    if let Some(time_zone) = change.time_zone {
        row.time_zone = Set(time_zone);
    }
    row.apart = Set(is_of_series);
    row.starts_at = Set(starts_at);
    row.ends_at = Set(ends_at);
    row.revision = Set(revision);
    let webinar = row.update(&transaction).await?;
    jobs::plan(&app, &transaction, &webinar).await?;
    transaction.commit().await?;
    app.outbox.wake();
    shown(app.database.reader(), webinar).await
}

/// Calls a webinar off that has not begun. Calling it off again changes nothing. One of a series stays
/// called off, whatever becomes of the others.
#[utoipa::path(tag = "webinars", operation_id = "call_webinar_off",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "Called off", body = Webinar,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "It has begun", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[delete("/webinars/{id}")]
async fn call_off(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    stand_apart(&app, &actor, *id).await?;
    ask(&app, &actor, *id, Request::Cancel, Refusal::Cancelled).await
}

/// Notes that a session no longer follows its series, if the actor may do so: before its room writes
/// down that it is called off, because a change of the series must not come in between.
async fn stand_apart(app: &App, actor: &Actor, id: Uuid) -> Result<()> {
    let transaction = app.database.begin().await?;
    let webinar = store::lock(&transaction, actor, id).await?;
    let may = store::role_in_room(&transaction, &webinar, actor.person_id, &actor.roles).await?;
    let follows = webinar.series_id.is_some() && webinar.status == Status::Scheduled;
    if may == Role::Host && follows {
        let mut row = webinar.into_active_model();
        row.apart = Set(true);
        row.update(&transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Begins a webinar that one hosts. Beginning it again changes nothing.
#[utoipa::path(tag = "webinars", operation_id = "start_webinar",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "It is live", body = Webinar,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "It is over", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/start")]
async fn start(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    ask(
        &app,
        &actor,
        *id,
        Request::Start {},
        Refusal::AlreadyStarted,
    )
    .await
}

/// Ends a webinar that one hosts, for all. Ending it again changes nothing.
#[utoipa::path(tag = "webinars", operation_id = "end_webinar",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "It is over", body = Webinar,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "It has not begun", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/end")]
async fn end(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    ask(&app, &actor, *id, Request::End {}, Refusal::Ended).await
}

/// Asks the room. Only the room decides what a webinar's status is, so that a start over REST and
/// one over a socket never pass each other; `done` is its refusal that says it is so already.
async fn ask(
    app: &App,
    actor: &Actor,
    id: Uuid,
    request: Request,
    done: Refusal,
) -> Result<HttpResponse> {
    actor.require(Action::HostWebinars)?;
    let reader = app.database.reader();
    let webinar = store::find(reader, actor, id).await?;
    let author = store::author(reader, &webinar, actor.person_id, &actor.roles).await?;
    match app.hub.ask(id, author, request).await {
        Ok(_) => {}
        Err(AskError::Refused(refusal)) if refusal == done => {}
        Err(AskError::Refused(Refusal::NotAllowed)) => return Err(Code::Forbidden.into()),
        Err(AskError::Refused(_)) => return Err(Code::WebinarClosed.into()),
        Err(error @ AskError::Unavailable) => return Err(Error::unavailable(error)),
    }
    shown(reader, store::get(reader, id).await?).await
}
