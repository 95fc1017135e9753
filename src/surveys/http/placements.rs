//! Surveys: where a form is placed, from when until when.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::views::{NewPlacement, Placement, PlacementChange};
use crate::app::App;
use crate::courses;
use crate::courses::document::Content;
use crate::courses::tables::course;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::surveys::document::Purpose;
use crate::surveys::tables::{
    Moment, survey_participation, survey_placement, withheld_certificate,
};
use crate::surveys::{closing, forms, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(place)
        .service(read)
        .service(change)
        .service(take_away);
}

/// Which surveys are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PlacementQuery {
    /// Those of this course; all when absent.
    course_id: Option<Uuid>,
}

/// The surveys whose results one may see something of.
#[utoipa::path(tag = "surveys", operation_id = "list_surveys", params(PageQuery, PlacementQuery),
    responses((status = 200, description = "A page of surveys", body = Page<Placement>)))]
#[get("/surveys")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    query: web::Query<PlacementQuery>,
) -> Result<web::Json<Page<Placement>>> {
    actor.require(Action::SeeProgress)?;
    let mut all = store::visible_to(&actor);
    if let Some(course_id) = query.course_id {
        all = all.filter(survey_placement::Column::CourseId.eq(course_id));
    }
    let reader = app.database.reader();
    let found = page.load(reader, all, survey_placement::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Placement::from)))
}

/// Places the newest version of a form in a course.
#[utoipa::path(tag = "surveys", operation_id = "place_survey", request_body = NewPlacement,
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Placed", body = Placement)))]
#[post("/courses/{id}/surveys")]
async fn place(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewPlacement>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let now = app.clock.now();
    let opens_at = new.opens_at.unwrap_or(now);
    require_window(opens_at, new.closes_at, now)?;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let course = courses::store::head(transaction, &actor, *course_id).await?;
            require_item(transaction, course.id, &new).await?;
            let survey = Purpose::Survey;
            let version = forms::published(transaction, "form_id", new.form_id, survey).await?;
            let row = survey_placement::ActiveModel {
                id: Set(ids::new_id()),
                course_id: Set(course.id),
                version_id: Set(version.id),
                moment: Set(new.moment),
                item_id: Set(new.item_id),
                anonymous: Set(new.anonymous),
                opens_at: Set(opens_at),
                closes_at: Set(new.closes_at),
                closed_at: Set(None),
                settled_at: Set(None),
                smallest_group: Set(app.config.surveys.smallest_group),
                revision: Set(0),
                placed_by: Set(actor.person_id),
                created_at: Set(now),
            };
            let placement = row.insert(transaction).await?;
            closing::close_later(&app, transaction, &placement).await?;
            Ok(Placement::from(placement))
        },
    )
    .await
}

fn require_window(
    opens_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    if closes_at > opens_at && closes_at > now {
        Ok(())
    } else {
        Err(Error::field("closes_at", "field-not-after"))
    }
}

/// A survey that closes a webinar names its item; another names none.
async fn require_item(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
    new: &NewPlacement,
) -> Result<()> {
    let unknown = || Error::field("item_id", "field-unknown");
    match (new.moment, new.item_id) {
        (Moment::Webinar, Some(item_id)) => {
            let course = course::Entity::find_by_id(course_id)
                .one(connection)
                .await?;
            let course = course.ok_or(Code::NotFound)?;
            let item = course.draft.item(item_id).ok_or_else(unknown)?;
            match item.content {
                Content::Webinar(_) => Ok(()),
                _ => Err(unknown()),
            }
        }
        (Moment::Webinar, None) => Err(Error::field("item_id", "field-empty")),
        (_, None) => Ok(()),
        (_, Some(_)) => Err(Error::field("item_id", "field-invalid")),
    }
}

/// A survey.
#[utoipa::path(tag = "surveys", operation_id = "read_survey",
    params(("id" = Uuid, Path, description = "The survey")),
    responses((status = 200, description = "The survey", body = Placement,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/surveys/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let placement = store::find(app.database.reader(), &actor, *id).await?;
    Ok(shown(placement))
}

fn shown(placement: survey_placement::Model) -> HttpResponse {
    let tag = etag::of(placement.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(Placement::from(placement))
}

/// Changes the window of a survey that has not closed.
#[utoipa::path(tag = "surveys", operation_id = "change_survey", request_body = PlacementChange,
    params(("id" = Uuid, Path, description = "The survey"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Placement,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`survey_closed`", body = Problem,
            content_type = "application/problem+json")))]
#[patch("/surveys/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<PlacementChange>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let before = store::lock(&transaction, *id).await?;
    if_match.require(before.revision)?;
    if before.closed_at.is_some() || before.closes_at <= now {
        return Err(Code::SurveyClosed.into());
    }
    let opens_at = change.opens_at.unwrap_or(before.opens_at);
    let closes_at = change.closes_at.unwrap_or(before.closes_at);
    require_window(opens_at, closes_at, now)?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.opens_at = Set(opens_at);
    row.closes_at = Set(closes_at);
    row.revision = Set(revision);
    let placement = row.update(&transaction).await?;
    closing::close_later(&app, &transaction, &placement).await?;
    transaction.commit().await?;
    Ok(shown(placement))
}

/// Takes a survey away that nobody has answered or begun to answer.
#[utoipa::path(tag = "surveys", operation_id = "delete_survey",
    params(("id" = Uuid, Path, description = "The survey")),
    responses((status = 204, description = "Taken away"),
        (status = 409, description = "`in_use`: somebody has answered, or a certificate waits for it",
            body = Problem, content_type = "application/problem+json")))]
#[delete("/surveys/{id}")]
async fn take_away(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let placement = store::lock(&transaction, *id).await?;
    let entered = survey_participation::Entity::find()
        .filter(survey_participation::Column::PlacementId.eq(placement.id))
        .count(&transaction);
    let withheld = withheld_certificate::Entity::find()
        .filter(withheld_certificate::Column::PlacementId.eq(placement.id))
        .count(&transaction);
    if entered.await? > 0 || withheld.await? > 0 {
        return Err(Code::InUse.into());
    }
    survey_placement::Entity::delete_by_id(placement.id)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
