//! Files handed in as answers: uploading them to an open attempt, and reading them.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::IdempotencyKey;
use crate::http::download::{self, Offered};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::upload::{Received, Upload, receive_once};
use crate::messages::Arguments;
use crate::policy::Actor;
use crate::quizzes::attempt::State;
use crate::quizzes::response::Response;
use crate::quizzes::tables::attempt;
use crate::quizzes::tables::marking::attempt_file;
use crate::quizzes::{finish, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(hand_in).service(list).service(read);
}

/// A file that was uploaded to an attempt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000040", "name": "зураг.png", "media_type": "image/png",
    "size": 48213, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "created_at": "2026-01-15T01:10:00Z"
}))]
pub struct AnswerFile {
    /// The identifier, to be named in the answer.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub size: i64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
}

impl From<attempt_file::Model> for AnswerFile {
    fn from(row: attempt_file::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            created_at: row.created_at,
        }
    }
}

/// Uploads a file to one's own open attempt. It counts as an answer once it is named in one.
#[utoipa::path(tag = "quizzes", operation_id = "upload_answer_file",
    request_body(content = Upload, content_type = "multipart/form-data"),
    params(("id" = Uuid, Path, description = "The attempt"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Stored", body = AnswerFile),
        (status = 409, description = "`attempt_closed`; `attempt_not_started`; `too_many_files`: the attempt has as many as it may",
            body = Problem, content_type = "application/problem+json")))]
#[post("/attempts/{id}/files")]
async fn hand_in(
    app: web::Data<App>,
    actor: Actor,
    attempt_id: web::Path<Uuid>,
    key: IdempotencyKey,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse> {
    let now = app.clock.now();
    let row = store::own(app.database.reader(), &actor, *attempt_id).await?;
    // Before the bytes are read: they may be many.
    finish::require_running(&row, now)?;
    let limit = app.config.quizzes.answer_file_limit_bytes;
    let save = async |transaction: &Transaction, id, received| {
        let place = (*attempt_id, actor.person_id);
        let row = save(&app, transaction, place, id, received).await?;
        Ok(AnswerFile::from(row))
    };
    receive_once(&app, &actor, &key, &request, (form, limit), save).await
}

async fn save(
    app: &App,
    transaction: &Transaction,
    (attempt_id, person_id): (Uuid, Uuid),
    id: Uuid,
    received: Received,
) -> Result<attempt_file::Model> {
    let now = app.clock.now();
    // Locked: of two that are uploaded at once the second sees the first, and the submission.
    let row = store::lock(transaction, attempt_id).await?;
    finish::require_running(&row, now)?;
    let known = store::marking::files(transaction, attempt_id).await?;
    if known.len() >= app.config.quizzes.answer_files_per_attempt {
        return Err(Code::TooManyFiles.into());
    }
    let row = attempt_file::ActiveModel {
        id: Set(id),
        attempt_id: Set(attempt_id),
        name: Set(received.name),
        media_type: Set(received.media_type),
        size: Set(i64::try_from(received.stored.size).map_err(Error::internal)?),
        sha256: Set(received.stored.sha256),
        uploaded_by: Set(person_id),
        created_at: Set(now),
    };
    Ok(row.insert(transaction).await?)
}

/// Goes on when the files that an answer names, if it names any, have been uploaded to the attempt by
/// the person who answers; `place` is where the answer stands in the body.
///
/// # Errors
/// [`Code::Invalid`] with every file that was not.
pub async fn require_uploaded(
    app: &App,
    actor: &Actor,
    attempt_id: Uuid,
    (response, place): (&Response, &str),
) -> Result<()> {
    let Response::File { files } = response else {
        return Ok(());
    };
    let reader = app.database.reader();
    let missing = store::marking::missing_files(reader, attempt_id, actor.person_id, files).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let field = |id: &Uuid| {
        let at = files.iter().position(|file| file == id).unwrap_or_default();
        FieldError {
            field: format!("{place}files[{at}]"),
            key: "field-file-missing".to_owned(),
            arguments: Arguments::none().with("file", id),
        }
    };
    Err(Error::fields(missing.iter().map(field).collect()))
}

/// The files of an attempt, the first first; an attempt has a few at most.
#[utoipa::path(tag = "quizzes", operation_id = "list_answer_files",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The files", body = Vec<AnswerFile>)))]
#[get("/attempts/{id}/files")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<AnswerFile>>> {
    let reader = app.database.reader();
    let row = readable(&app, &actor, *id).await?;
    let files = store::marking::files(reader, row.id).await?;
    Ok(web::Json(files.into_iter().map(AnswerFile::from).collect()))
}

/// A file of one's own attempt, or of one that one grades, whole or in part.
#[utoipa::path(tag = "quizzes", operation_id = "read_answer_file",
    params(("id" = Uuid, Path, description = "The attempt"),
        ("file_id" = Uuid, Path, description = "The file"),
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
#[get("/attempts/{id}/files/{file_id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (id, file_id) = path.into_inner();
    let row = readable(&app, &actor, id).await?;
    let files = store::marking::files(app.database.reader(), row.id).await?;
    let file = files.iter().find(|file| file.id == file_id);
    let file = file.ok_or(Code::NotFound)?;
    let offered = Offered {
        id: file.id,
        name: &file.name,
        media_type: &file.media_type,
        size: file.size,
        sha256: &file.sha256,
    };
    download::answer(&app, &request, offered).await
}

/// What is still being written is nobody else's business.
async fn readable(app: &App, actor: &Actor, id: Uuid) -> Result<attempt::Model> {
    let reader = app.database.reader();
    match store::own(reader, actor, id).await {
        Err(error) if error.code == Code::NotFound => {
            let row = store::marking::own_or_gradable(reader, actor, id).await?;
            let is_closed = is_closed(&row, app.clock.now());
            is_closed.then_some(row).ok_or(Code::NotFound.into())
        }
        found => found,
    }
}

fn is_closed(row: &attempt::Model, now: DateTime<Utc>) -> bool {
    let state = store::life(row).as_of(now).state;
    !matches!(state, State::Created | State::Open | State::Overdue)
}
