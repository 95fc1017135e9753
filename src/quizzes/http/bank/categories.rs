//! The categories of the question bank.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::policy::{Action, Actor};
use crate::quizzes::bank::tables::{bank_question, category};
use crate::quizzes::bank::{store, writing};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(change)
        .service(remove);
}

/// A category of questions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000040", "parent_id": null, "name": "Манлайлал",
    "description": "", "created_at": "2026-01-10T01:00:00Z"
}))]
pub struct QuestionCategory {
    /// The identifier.
    id: Uuid,
    /// The category it lies in; null for one at the root.
    parent_id: Option<Uuid>,
    /// What it is called.
    name: String,
    /// What is in it.
    description: String,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<category::Model> for QuestionCategory {
    fn from(row: category::Model) -> Self {
        Self {
            id: row.id,
            parent_id: row.parent_id,
            name: row.name,
            description: row.description,
            created_at: row.created_at,
        }
    }
}

/// A category to be made.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Манлайлал"}))]
pub struct NewCategory {
    /// The category it lies in; absent for one at the root.
    #[garde(skip)]
    parent_id: Option<Uuid>,
    /// What it is called; no two of one parent are called the same.
    #[garde(length(chars, min = 1, max = 200))]
    name: String,
    /// What is in it.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    description: String,
}

/// What changes of a category; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Манлайлал ба нөлөөлөл"}))]
pub struct CategoryChange {
    /// The category it lies in, everything within it as well.
    #[garde(skip)]
    parent_id: Option<Uuid>,
    /// What it is called.
    #[garde(inner(length(chars, min = 1, max = 200)))]
    name: Option<String>,
    /// What is in it.
    #[garde(inner(length(chars, max = 2_000)))]
    description: Option<String>,
}

/// The categories of the question bank.
#[utoipa::path(tag = "question bank", operation_id = "list_question_categories", params(PageQuery),
    responses((status = 200, description = "A page of categories", body = Page<QuestionCategory>)))]
#[get("/question-bank/categories")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<QuestionCategory>>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let found = page.load(
        reader,
        category::Entity::find(),
        category::Column::Id,
        |row| row.id,
    );
    Ok(web::Json(found.await?.map(QuestionCategory::from)))
}

/// Makes a category.
#[utoipa::path(tag = "question bank", operation_id = "create_question_category",
    request_body = NewCategory,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made", body = QuestionCategory),
        (status = 409, description = "Its parent has one of this name", body = Problem,
            content_type = "application/problem+json")))]
#[post("/question-bank/categories")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewCategory>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let parent = match new.parent_id {
                None => None,
                Some(id) => Some(store::named_category(transaction, "parent_id", id).await?),
            };
            let (name, now) = (new.name.trim(), app.clock.now());
            let row =
                writing::create_category(transaction, parent.as_ref(), name, &new.description, now);
            Ok(QuestionCategory::from(row.await?))
        },
    )
    .await
}

/// A category.
#[utoipa::path(tag = "question bank", operation_id = "read_question_category",
    params(("id" = Uuid, Path, description = "The category")),
    responses((status = 200, description = "The category", body = QuestionCategory,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/question-bank/categories/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    Ok(answer(store::category(app.database.reader(), *id).await?))
}

fn answer(row: category::Model) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag::of(row.revision))
        .json(QuestionCategory::from(row))
}

/// Renames a category or moves it into another, with everything in it.
#[utoipa::path(tag = "question bank", operation_id = "change_question_category",
    request_body = CategoryChange,
    params(("id" = Uuid, Path, description = "The category"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = QuestionCategory,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/question-bank/categories/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<CategoryChange>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let row = store::lock_category(&transaction, *id).await?;
    if_match.require(row.revision)?;
    let name = change.name.map(|name| name.trim().to_owned());
    let (description, parent_id) = (change.description, change.parent_id);
    let row = writing::change_category(&transaction, row, name, description, parent_id).await?;
    transaction.commit().await?;
    Ok(answer(row))
}

/// Deletes a category that is empty: without categories, without questions, also retired ones, and
/// named by no draw of a draft.
#[utoipa::path(tag = "question bank", operation_id = "delete_question_category",
    params(("id" = Uuid, Path, description = "The category")),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "It is not empty, or a draft draws from it", body = Problem,
            content_type = "application/problem+json")))]
#[delete("/question-bank/categories/{id}")]
async fn remove(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let row = store::lock_category(&transaction, *id).await?;
    let within = category::Entity::find().filter(category::Column::ParentId.eq(row.id));
    let questions = bank_question::Entity::find();
    let questions = questions.filter(bank_question::Column::CategoryId.eq(row.id));
    let is_used = within.count(&transaction).await? > 0
        || questions.count(&transaction).await? > 0
        || !store::courses_whose_draft_mentions(&transaction, row.id)
            .await?
            .is_empty();
    if is_used {
        return Err(Code::InUse.into());
    }
    category::Entity::delete_by_id(row.id)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
