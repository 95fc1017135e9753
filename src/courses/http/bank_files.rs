//! Files of the question bank: pictures and sound that questions name. They are read and deleted
//! under `/files/{id}` like those of courses.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::files;
use super::views::File;
use crate::app::App;
use crate::courses::tables::file;
use crate::error::Result;
use crate::http::routes::Routes;
use crate::http::upload::Upload;
use crate::http::{IdempotencyKey, Page, PageQuery};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(upload).service(list);
}

/// Uploads a file to the question bank. Name it in a question's text as `/api/v1/files/{id}`, or as
/// the picture that the question works on. Whoever takes a course that asks the question may read
/// it.
#[utoipa::path(tag = "question bank", operation_id = "upload_bank_file",
    request_body(content = Upload, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Stored", body = File)))]
#[post("/question-bank/files")]
async fn upload(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    files::keep(&app, &actor, None, &key, &request, form).await
}

/// The files of the question bank.
#[utoipa::path(tag = "question bank", operation_id = "list_bank_files", params(PageQuery),
    responses((status = 200, description = "A page of files", body = Page<File>)))]
#[get("/question-bank/files")]
async fn list(app: web::Data<App>, actor: Actor, page: PageQuery) -> Result<web::Json<Page<File>>> {
    actor.require(Action::Author)?;
    let files = file::Entity::find().filter(file::Column::CourseId.is_null());
    let reader = app.database.reader();
    let found = page.load(reader, files, file::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(File::from)))
}
