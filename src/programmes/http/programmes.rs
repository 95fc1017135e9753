//! Programmes: courses that belong together, under one code.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::db;
use crate::error::{Code, Result};
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::people::registration::written_name;
use crate::policy::{Action, Actor};
use crate::programmes::tables::programme;

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(change);
}

/// A programme.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000001", "code": "5.2",
    "title": "Хувь хүний хөгжлийн манлайлал", "description": "“1000 багш” хөтөлбөрийн дэд хөтөлбөр",
    "created_at": "2026-01-15T01:00:00Z"
}))]
pub struct Programme {
    /// The identifier.
    id: Uuid,
    /// The code by which documents name it.
    code: String,
    /// What it is called.
    title: String,
    /// What it is for.
    description: String,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<programme::Model> for Programme {
    fn from(row: programme::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            title: row.title,
            description: row.description,
            created_at: row.created_at,
        }
    }
}

/// A programme to be made.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "5.2", "title": "Хувь хүний хөгжлийн манлайлал"}))]
pub struct NewProgramme {
    /// The code by which documents name it; no two programmes have the same.
    #[garde(length(chars, min = 1, max = 50), custom(written_name))]
    code: String,
    /// What it is called.
    #[garde(length(chars, min = 1, max = 300))]
    title: String,
    /// What it is for.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    description: String,
}

/// What changes of a programme; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Хувь хүний хөгжлийн манлайлал"}))]
pub struct ProgrammeChange {
    /// The code by which documents name it.
    #[garde(inner(length(chars, min = 1, max = 50), custom(written_name)))]
    code: Option<String>,
    /// What it is called.
    #[garde(inner(length(chars, min = 1, max = 300)))]
    title: Option<String>,
    /// What it is for.
    #[garde(inner(length(chars, max = 20_000)))]
    description: Option<String>,
}

/// The programmes.
#[utoipa::path(tag = "programmes", operation_id = "list_programmes", params(PageQuery),
    responses((status = 200, description = "A page of programmes", body = Page<Programme>)))]
#[get("/programmes")]
async fn list(
    app: web::Data<App>,
    _actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Programme>>> {
    let reader = app.database.reader();
    let all = programme::Entity::find();
    let found = page.load(reader, all, programme::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Programme::from)))
}

/// Makes a programme.
#[utoipa::path(tag = "programmes", operation_id = "create_programme", request_body = NewProgramme,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made", body = Programme)))]
#[post("/programmes")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewProgramme>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let row = programme::ActiveModel {
            id: Set(ids::new_id()),
            code: Set(new.code),
            title: Set(new.title),
            description: Set(new.description),
            revision: Set(0),
            created_at: Set(app.clock.now()),
            ..Default::default()
        };
        let row = row
            .insert(transaction)
            .await
            .map_err(db::taken(Code::AlreadyExists))?;
        Ok(Programme::from(row))
    })
    .await
}

/// A programme.
#[utoipa::path(tag = "programmes", operation_id = "read_programme",
    params(("id" = Uuid, Path, description = "The programme")),
    responses((status = 200, description = "The programme", body = Programme,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/programmes/{id}")]
async fn read(app: web::Data<App>, _actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let found = programme::Entity::find_by_id(*id)
        .one(app.database.reader())
        .await?;
    Ok(answer(found.ok_or(Code::NotFound)?))
}

/// Changes a programme.
#[utoipa::path(tag = "programmes", operation_id = "change_programme",
    request_body = ProgrammeChange,
    params(("id" = Uuid, Path, description = "The programme"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Programme,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/programmes/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<ProgrammeChange>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let found = programme::Entity::find_by_id(*id)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let before = found.ok_or(Code::NotFound)?;
    if_match.require(before.revision)?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    if let Some(code) = change.code {
        row.code = Set(code);
    }
    if let Some(title) = change.title {
        row.title = Set(title);
    }
    if let Some(description) = change.description {
        row.description = Set(description);
    }
    row.revision = Set(revision);
    let programme = row
        .update(&transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    transaction.commit().await?;
    Ok(answer(programme))
}

fn answer(programme: programme::Model) -> HttpResponse {
    let tag = etag::of(programme.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(Programme::from(programme))
}
