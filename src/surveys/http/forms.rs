//! Forms: drafted, changed, and published in versions.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, put, web};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::views::{Form, NewForm, Version, VersionSummary};
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::surveys::document::{FormDocument, Purpose};
use crate::surveys::forms;
use crate::surveys::tables::{form, form_version};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(replace)
        .service(discard)
        .service(publish)
        .service(list_versions)
        .service(read_version);
}

/// Which forms are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FormQuery {
    /// Those for this purpose; all when absent.
    #[param(inline)]
    purpose: Option<Purpose>,
}

/// The forms of surveys and observations, those that the house brings along as well.
#[utoipa::path(tag = "surveys", operation_id = "list_forms", params(PageQuery, FormQuery),
    responses((status = 200, description = "A page of forms", body = Page<Form>)))]
#[get("/forms")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    query: web::Query<FormQuery>,
) -> Result<web::Json<Page<Form>>> {
    actor.require(Action::Author)?;
    let mut all = form::Entity::find();
    if let Some(purpose) = query.purpose {
        all = all.filter(form::Column::Purpose.eq(purpose));
    }
    let reader = app.database.reader();
    let found = page.load(reader, all, form::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Form::from)))
}

/// Begins a form.
#[utoipa::path(tag = "surveys", operation_id = "create_form", request_body = NewForm,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Begun", body = Form)))]
#[post("/forms")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewForm>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    forms::require_fit(&new.draft, "draft.")?;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let row = form::ActiveModel {
                id: Set(ids::new_id()),
                purpose: Set(new.purpose),
                draft: Set(new.draft),
                revision: Set(0),
                published_version_id: Set(None),
                author_id: Set(Some(actor.person_id)),
                created_at: Set(app.clock.now()),
            };
            Ok(Form::from(row.insert(transaction).await?))
        },
    )
    .await
}

/// A form with its draft.
#[utoipa::path(tag = "surveys", operation_id = "read_form",
    params(("id" = Uuid, Path, description = "The form")),
    responses((status = 200, description = "The form", body = Form,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/forms/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let found = form::Entity::find_by_id(*id).one(app.database.reader());
    Ok(shown(found.await?.ok_or(Code::NotFound)?))
}

fn shown(form: form::Model) -> HttpResponse {
    let tag = etag::of(form.revision);
    HttpResponse::Ok().insert_header(tag).json(Form::from(form))
}

/// Replaces the draft of a form. What has been published stays as it is.
#[utoipa::path(tag = "surveys", operation_id = "replace_form", request_body = FormDocument,
    params(("id" = Uuid, Path, description = "The form"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Form,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`form_built_in`: the house brings it along", body = Problem,
            content_type = "application/problem+json")))]
#[put("/forms/{id}")]
async fn replace(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(draft): Json<FormDocument>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    forms::require_fit(&draft, "")?;
    let transaction = app.database.begin().await?;
    let before = forms::lock(&transaction, *id, Some(&if_match)).await?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.draft = Set(draft);
    row.revision = Set(revision);
    let form = row.update(&transaction).await?;
    transaction.commit().await?;
    Ok(shown(form))
}

/// Deletes a form of which nothing has been published.
#[utoipa::path(tag = "surveys", operation_id = "delete_form",
    params(("id" = Uuid, Path, description = "The form")),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`in_use`: a version has been published; `form_built_in`",
            body = Problem, content_type = "application/problem+json")))]
#[delete("/forms/{id}")]
async fn discard(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let form = forms::lock(&transaction, *id, None).await?;
    if form.published_version_id.is_some() {
        return Err(Code::InUse.into());
    }
    form::Entity::delete_by_id(form.id)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Publishes the draft as the next version. Surveys that have been placed stay on theirs.
#[utoipa::path(tag = "surveys", operation_id = "publish_form",
    params(("id" = Uuid, Path, description = "The form"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Published", body = Version),
        (status = 409, description = "`form_built_in`: the house brings it along", body = Problem,
            content_type = "application/problem+json")))]
#[post("/forms/{id}/versions")]
async fn publish(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            let form = forms::lock(transaction, *id, None).await?;
            let by = Some(actor.person_id);
            let version = forms::publish(transaction, &form, by, app.clock.now()).await?;
            Ok(Version::from(version))
        },
    )
    .await
}

/// The versions of a form.
#[utoipa::path(tag = "surveys", operation_id = "list_form_versions",
    params(("id" = Uuid, Path, description = "The form"), PageQuery),
    responses((status = 200, description = "A page of versions", body = Page<VersionSummary>)))]
#[get("/forms/{id}/versions")]
async fn list_versions(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<VersionSummary>>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let form = form::Entity::find_by_id(*id).one(reader).await?;
    let form = form.ok_or(Code::NotFound)?;
    let versions = form_version::Entity::find()
        .filter(form_version::Column::FormId.eq(form.id))
        .select_only()
        .columns([
            form_version::Column::Id,
            form_version::Column::Number,
            form_version::Column::PublishedBy,
            form_version::Column::PublishedAt,
        ]);
    let id_of = |version: &VersionSummary| version.id;
    let found = page.load_as(reader, versions, form_version::Column::Id, id_of);
    Ok(web::Json(found.await?))
}

/// A version of a form.
#[utoipa::path(tag = "surveys", operation_id = "read_form_version",
    params(("id" = Uuid, Path, description = "The form"),
        ("number" = i32, Path, description = "The number of the version", minimum = 1)),
    responses((status = 200, description = "The version", body = Version)))]
#[get("/forms/{id}/versions/{number}")]
async fn read_version(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, i32)>,
) -> Result<web::Json<Version>> {
    actor.require(Action::Author)?;
    let (id, number) = *path;
    let found = form_version::Entity::find()
        .filter(form_version::Column::FormId.eq(id))
        .filter(form_version::Column::Number.eq(number))
        .one(app.database.reader())
        .await?;
    Ok(web::Json(Version::from(found.ok_or(Code::NotFound)?)))
}
