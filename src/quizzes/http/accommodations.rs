//! Granting a person or a school other terms for a quiz.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::courses::tables::course;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::people::tables::organisation;
use crate::policy::{Action, Actor};
use crate::quizzes::tables::accommodation;
use crate::quizzes::{accommodations, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(grant).service(withdraw);
}

/// What is to be granted: to one person, or to everybody of an organisation and of those below it.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person_id": "0199a000-0000-7000-8000-000000000001",
    "extra_minutes": 15, "reason": "Хараа муу"}))]
pub struct NewAccommodation {
    /// The person.
    #[serde(default)]
    #[garde(skip)]
    person_id: Option<Uuid>,
    /// The organisation.
    #[serde(default)]
    #[garde(skip)]
    organisation_id: Option<Uuid>,
    /// More minutes for each try, also for the one that runs.
    #[serde(default)]
    #[garde(range(max = 10_080))]
    extra_minutes: u16,
    /// More tries.
    #[serde(default)]
    #[garde(range(max = 100))]
    extra_tries: u16,
    /// A later end of the quiz.
    #[serde(default)]
    #[garde(skip)]
    closes_at: Option<DateTime<Utc>>,
    /// Why.
    #[garde(length(chars, min = 1, max = 1_000))]
    reason: String,
}

/// What has been granted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "0199a000-0000-7000-8000-000000000040",
    "person_id": "0199a000-0000-7000-8000-000000000001", "organisation_id": null,
    "extra_minutes": 15, "extra_tries": 0, "closes_at": null, "reason": "Хараа муу",
    "created_by": "0199a000-0000-7000-8000-000000000002", "created_at": "2026-01-15T01:00:00Z"}))]
pub struct Accommodation {
    /// The identifier.
    id: Uuid,
    /// The person.
    person_id: Option<Uuid>,
    /// The organisation.
    organisation_id: Option<Uuid>,
    /// More minutes for each try.
    extra_minutes: i32,
    /// More tries.
    extra_tries: i32,
    /// A later end of the quiz.
    closes_at: Option<DateTime<Utc>>,
    /// Why.
    reason: String,
    /// Who granted it.
    created_by: Uuid,
    /// When.
    created_at: DateTime<Utc>,
}

impl From<accommodation::Model> for Accommodation {
    fn from(row: accommodation::Model) -> Self {
        Self {
            id: row.id,
            person_id: row.person_id,
            organisation_id: row.organisation_id,
            extra_minutes: row.extra_minutes,
            extra_tries: row.extra_tries,
            closes_at: row.closes_at,
            reason: row.reason,
            created_by: row.created_by,
            created_at: row.created_at,
        }
    }
}

/// What has been granted for a quiz.
#[utoipa::path(tag = "quizzes", operation_id = "list_accommodations",
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz"), PageQuery),
    responses((status = 200, description = "A page of them", body = Page<Accommodation>)))]
#[get("/courses/{id}/items/{item_id}/accommodations")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    page: PageQuery,
) -> Result<web::Json<Page<Accommodation>>> {
    actor.require(Action::Enrol)?;
    let (course_id, item_id) = path.into_inner();
    require_quiz(&app, course_id, item_id).await?;
    let selection = accommodation::Entity::find()
        .filter(accommodation::Column::CourseId.eq(course_id))
        .filter(accommodation::Column::ItemId.eq(item_id));
    let found = page
        .load(
            app.database.reader(),
            selection,
            accommodation::Column::Id,
            |row| row.id,
        )
        .await?;
    Ok(web::Json(found.map(Accommodation::from)))
}

/// Grants a person or an organisation other terms. A try that runs gets its time at once.
#[utoipa::path(tag = "quizzes", operation_id = "grant_accommodation", request_body = NewAccommodation,
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Granted", body = Accommodation)))]
#[post("/courses/{id}/items/{item_id}/accommodations")]
async fn grant(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
    Json(new): Json<NewAccommodation>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let (course_id, item_id) = path.into_inner();
    require_quiz(&app, course_id, item_id).await?;
    require_somebody(&app, &actor, course_id, &new).await?;
    let now = app.clock.now();
    let row = accommodation::ActiveModel {
        id: Set(ids::new_id()),
        course_id: Set(course_id),
        item_id: Set(item_id),
        person_id: Set(new.person_id),
        organisation_id: Set(new.organisation_id),
        extra_minutes: Set(new.extra_minutes.into()),
        extra_tries: Set(new.extra_tries.into()),
        closes_at: Set(new.closes_at),
        reason: Set(new.reason),
        created_by: Set(actor.person_id),
        created_at: Set(now),
    };
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let row = row.insert(transaction).await?;
        accommodations::apply_to_running(&app, transaction, item_id, now).await?;
        Ok(Accommodation::from(row))
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// Takes back what was granted: from now on the quiz's own terms hold, also in a try that runs.
#[utoipa::path(tag = "quizzes", operation_id = "withdraw_accommodation",
    params(("id" = Uuid, Path, description = "The accommodation")),
    responses((status = 204, description = "Withdrawn")))]
#[delete("/accommodations/{id}")]
async fn withdraw(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let transaction = app.database.begin().await?;
    let row = accommodation::Entity::find_by_id(*id)
        .one(&transaction)
        .await?
        .ok_or(Code::NotFound)?;
    accommodation::Entity::delete_by_id(row.id)
        .exec(&transaction)
        .await?;
    accommodations::apply_to_running(&app, &transaction, row.item_id, app.clock.now()).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

/// The course exists, and the item is a quiz of its published version or of its draft.
async fn require_quiz(app: &App, course_id: Uuid, item_id: Uuid) -> Result<()> {
    let reader = app.database.reader();
    let course = course::Entity::find_by_id(course_id).one(reader).await?;
    let course = course.ok_or(Code::NotFound)?;
    let in_draft = course.draft.item(item_id).is_some();
    match course.published_version_id {
        Some(version_id) => {
            let version = app.versions.get(reader, version_id).await?;
            store::quiz_at(&version, item_id).map(drop)
        }
        None if in_draft => Ok(()),
        None => Err(Code::NotFound.into()),
    }
}

async fn require_somebody(
    app: &App,
    actor: &Actor,
    course_id: Uuid,
    new: &NewAccommodation,
) -> Result<()> {
    let reader = app.database.reader();
    match (new.person_id, new.organisation_id) {
        (Some(person), None) => {
            let known = accommodations::require_visible(reader, actor, course_id, person).await;
            known.map_err(|error| match error.code {
                Code::NotFound => Error::field("person_id", "field-unknown"),
                _ => error,
            })
        }
        (None, Some(id)) => {
            let found = organisation::Entity::find_by_id(id).one(reader).await?;
            found
                .map(drop)
                .ok_or_else(|| Error::field("organisation_id", "field-unknown"))
        }
        _ => Err(Error::field(
            "person_id",
            "field-one-of-person-and-organisation",
        )),
    }
}
