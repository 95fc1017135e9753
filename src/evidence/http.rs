//! Uploading evidence, and reading it.

use actix_multipart::Multipart;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use super::tables::evidence_file;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Error, Result};
use crate::http::IdempotencyKey;
use crate::http::download::{self, Offered};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::upload::{Received, Upload, receive_once};
use crate::policy::{Action, Actor};

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    config.service(upload).service(read);
}

/// A file that proves something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000082", "name": "гэрчилгээ.pdf",
    "media_type": "application/pdf", "size": 48213,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "uploaded_by": "0199a000-0000-7000-8000-000000000009", "created_at": "2026-03-10T01:00:00Z"
}))]
struct EvidenceFile {
    /// The identifier, to be named by what it proves.
    id: Uuid,
    /// What it is called.
    name: String,
    /// Its media type.
    media_type: String,
    /// How many bytes it has.
    size: i64,
    /// Their SHA-256, in hexadecimal.
    sha256: String,
    /// Who uploaded it.
    uploaded_by: Uuid,
    /// When.
    created_at: DateTime<Utc>,
}

impl From<evidence_file::Model> for EvidenceFile {
    fn from(row: evidence_file::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            uploaded_by: row.uploaded_by,
            created_at: row.created_at,
        }
    }
}

/// Uploads a file that proves something: credits that were earned elsewhere, or a value of an
/// indicator. Name it there as `evidence_file_id`; until then, only who uploaded it reads it, and who
/// sees everybody.
#[utoipa::path(tag = "evidence", operation_id = "upload_evidence_file",
    request_body(content = Upload, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Stored", body = EvidenceFile)))]
#[post("/evidence-files")]
async fn upload(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse> {
    if !actor.may(Action::ManageCertificates) {
        actor.require(Action::EnterIndicators)?;
    }
    let limit = app.config.files.limit_bytes;
    let save = async |transaction: &Transaction, id, received: Received| {
        let row = evidence_file::ActiveModel {
            id: Set(id),
            name: Set(received.name),
            media_type: Set(received.media_type),
            size: Set(i64::try_from(received.stored.size).map_err(Error::internal)?),
            sha256: Set(received.stored.sha256),
            uploaded_by: Set(actor.person_id),
            created_at: Set(app.clock.now()),
        };
        Ok(EvidenceFile::from(row.insert(transaction).await?))
    };
    receive_once(&app, &actor, &key, &request, (form, limit), save).await
}

/// A file that proves something which one sees, whole or in part.
#[utoipa::path(tag = "evidence", operation_id = "read_evidence_file",
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
#[get("/evidence-files/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let file = store::find(app.database.reader(), &actor, *id).await?;
    let offered = Offered {
        id: file.id,
        name: &file.name,
        media_type: &file.media_type,
        size: file.size,
        sha256: &file.sha256,
    };
    download::answer(&app, &request, offered).await
}
