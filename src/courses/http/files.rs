//! Files: uploading them to a course, reading them whole or in part, and deleting them.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, delete, get, head, post, web};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::views::File;
use crate::app::App;
use crate::courses::tables::file;
use crate::courses::{files, store};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::download::{self, Offered};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::upload::{Received, Upload, receive_once};
use crate::http::{IdempotencyKey, Page, PageQuery};
use crate::policy::{Action, Actor};
use crate::quizzes::bank;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(upload)
        .service(list)
        .service(read)
        .service(read_head)
        .service(remove);
}

/// Uploads a file to a course. Name it in a lesson's `files` to offer it beside the lesson, or in
/// its text as `/api/v1/files/{id}`.
#[utoipa::path(tag = "files", operation_id = "upload_file",
    request_body(content = Upload, content_type = "multipart/form-data"),
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Stored", body = File)))]
#[post("/courses/{id}/files")]
async fn upload(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    key: IdempotencyKey,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    store::head(app.database.reader(), &actor, *course_id).await?;
    keep(&app, &actor, Some(*course_id), &key, &request, form).await
}

/// Stores the file of a form as one of a course or, without one, of the question bank.
pub(super) async fn keep(
    app: &App,
    actor: &Actor,
    course_id: Option<Uuid>,
    key: &IdempotencyKey,
    request: &HttpRequest,
    form: Multipart,
) -> Result<HttpResponse> {
    let limit = app.config.files.limit_bytes;
    let save = async |transaction: &Transaction, id, received: Received| {
        let row = file::ActiveModel {
            id: Set(id),
            course_id: Set(course_id),
            name: Set(received.name),
            media_type: Set(received.media_type),
            size: Set(i64::try_from(received.stored.size).map_err(Error::internal)?),
            sha256: Set(received.stored.sha256),
            uploaded_by: Set(actor.person_id),
            created_at: Set(app.clock.now()),
        };
        Ok(File::from(row.insert(transaction).await?))
    };
    receive_once(app, actor, key, request, (form, limit), save).await
}

/// The files of a course.
#[utoipa::path(tag = "files", operation_id = "list_files",
    params(("id" = Uuid, Path, description = "The course"), PageQuery),
    responses((status = 200, description = "A page of files", body = Page<File>)))]
#[get("/courses/{id}/files")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<File>>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    store::head(reader, &actor, *course_id).await?;
    let files = file::Entity::find().filter(file::Column::CourseId.eq(*course_id));
    let found = page.load(reader, files, file::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(File::from)))
}

/// A file of a course that one writes or takes, whole or in part.
#[utoipa::path(tag = "files", operation_id = "read_file",
    params(("id" = Uuid, Path, description = "The file"),
        ("Range" = Option<String>, Header, description = "One range of bytes, for example `bytes=0-1023`"),
        ("If-Range" = Option<String>, Header, description = "The ETag that the range is a part of"),
        ("If-None-Match" = Option<String>, Header, description = "The ETags one has already")),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "*/*",
            headers(("ETag" = String, description = "Of the bytes"),
                ("Content-Disposition" = String, description = "The file's name"))),
        (status = 206, description = "A part of it", body = Vec<u8>, content_type = "*/*",
            headers(("Content-Range" = String, description = "Which part"))),
        (status = 304, description = "One has it already"),
        (status = 416, description = "It has no such bytes", body = Problem,
            content_type = "application/problem+json")))]
#[get("/files/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let file = store::file_open_to(app.database.reader(), &actor, *id).await?;
    download::answer(&app, &request, offered(&file)).await
}

/// What reading a file would answer, without the file.
#[utoipa::path(tag = "files", operation_id = "read_file_head",
    params(("id" = Uuid, Path, description = "The file"),
        ("If-None-Match" = Option<String>, Header, description = "The ETags one has already")),
    responses(
        (status = 200, description = "The file is there",
            headers(("ETag" = String, description = "Of the bytes"),
                ("Content-Disposition" = String, description = "The file's name"))),
        (status = 304, description = "One has it already")))]
#[head("/files/{id}")]
async fn read_head(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let file = store::file_open_to(app.database.reader(), &actor, *id).await?;
    download::answer(&app, &request, offered(&file)).await
}

fn offered(file: &file::Model) -> Offered<'_> {
    Offered {
        id: file.id,
        name: &file.name,
        media_type: &file.media_type,
        size: file.size,
        sha256: &file.sha256,
    }
}

/// Deletes a file that neither the draft nor a published version of its course uses; a file of the
/// question bank when no version of a question and no course uses it.
#[utoipa::path(tag = "files", operation_id = "delete_file",
    params(("id" = Uuid, Path, description = "The file")),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "It is in use", body = Problem,
            content_type = "application/problem+json")))]
#[delete("/files/{id}")]
async fn remove(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let file = store::file_open_to(&transaction, &actor, *id).await?;
    let is_used = match file.course_id {
        Some(course_id) => is_used_by_course(&app, &transaction, file.id, course_id).await?,
        None => bank::store::is_file_used(&transaction, file.id).await?,
    };
    if is_used {
        return Err(Code::InUse.into());
    }
    file::Entity::delete_by_id(file.id)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    files::discard(&*app.files, file.id).await;
    Ok(HttpResponse::NoContent().finish())
}

async fn is_used_by_course(
    app: &App,
    transaction: &Transaction,
    file_id: Uuid,
    course_id: Uuid,
) -> Result<bool> {
    // Locked: nobody names the file in the draft while we look.
    let course = store::lock(transaction, course_id).await?;
    let mut is_used = course.draft.uses_file(file_id);
    for version in store::version_ids(transaction, course.id).await? {
        let version = app.versions.get(transaction, version).await?;
        is_used |= version.document.uses_file(file_id);
    }
    Ok(is_used)
}
