//! Batches for the sector's information system: making one, watching it, and its file.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::certificates::exported::{self, Exported, Wanted};
use crate::certificates::exporting;
use crate::certificates::store::exports as store;
use crate::certificates::store::register;
use crate::certificates::tables::exports::export;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::sheets::{self, WORKBOOK};
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(create)
        .service(list)
        .service(read)
        .service(file);
}

/// How far a batch is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExportProgress)]
enum Progress {
    /// It is being frozen.
    Preparing,
    /// It waits for answers.
    Open,
    /// Every row has been answered.
    Closed,
}

/// A batch of certificates for the sector's information system.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CertificateExport, example = json!({
    "id": "0199a000-0000-7000-8000-000000000071", "progress": "open", "wanted": {"year": 2026},
    "expected": 6165, "rows": 6165, "accepted": 6000, "refused": 3, "waiting": 162,
    "made_by": "0199a000-0000-7000-8000-000000000009", "made_at": "2026-06-30T01:00:00Z",
    "prepared_at": "2026-06-30T01:00:04Z", "closed_at": null
}))]
struct Export {
    /// The identifier.
    id: Uuid,
    /// How far it is.
    progress: Progress,
    /// Which certificates were asked for.
    wanted: Wanted,
    /// How many there were when it was made.
    expected: i32,
    /// How many it has taken.
    rows: i32,
    /// How many were registered.
    accepted: i32,
    /// How many were refused.
    refused: i32,
    /// How many have not been answered.
    waiting: i32,
    /// Who made it.
    made_by: Uuid,
    /// When it was made.
    made_at: DateTime<Utc>,
    /// When it had taken all; from then on its file can be read.
    prepared_at: Option<DateTime<Utc>>,
    /// When the last row was answered.
    closed_at: Option<DateTime<Utc>>,
}

impl From<export::Model> for Export {
    fn from(row: export::Model) -> Self {
        let progress = match (row.prepared_at, row.closed_at) {
            (None, _) => Progress::Preparing,
            (Some(_), None) => Progress::Open,
            (Some(_), Some(_)) => Progress::Closed,
        };
        Self {
            id: row.id,
            progress,
            wanted: row.wanted,
            expected: row.expected,
            rows: row.rows,
            accepted: row.accepted,
            refused: row.refused,
            waiting: row.rows - row.accepted - row.refused,
            made_by: row.made_by,
            made_at: row.made_at,
            prepared_at: row.prepared_at,
            closed_at: row.closed_at,
        }
    }
}

/// Which certificates a batch shall take, of those that are due; without any wish, all.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCertificateExport, example = json!({"year": 2026}))]
struct NewExport {
    /// Those of this programme.
    #[garde(skip)]
    programme_id: Option<Uuid>,
    /// Those of this course.
    #[garde(skip)]
    course_id: Option<Uuid>,
    /// Those of courses that were completed in this year.
    #[garde(skip)]
    year: Option<i32>,
    /// Those of people who were in this organisation, or below it, when they completed the course.
    #[garde(skip)]
    organisation_id: Option<Uuid>,
}

/// Makes a batch of every certificate that the sector's information system has to be told of: those
/// that are not registered yet, and those that were corrected or revoked since they were. It is frozen
/// in the background; no certificate is in two batches that wait for answers.
#[utoipa::path(tag = "certificate-exports", operation_id = "create_certificate_export",
    request_body = NewExport,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made; it is being frozen", body = Export)))]
#[post("/certificate-exports")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewExport>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    let wanted = Wanted {
        programme_id: new.programme_id,
        course_id: new.course_id,
        year: new.year,
        organisation_id: new.organisation_id,
    };
    let reader = app.database.reader();
    let filter = register::Filter {
        wanted: wanted.clone(),
        ..register::Filter::default()
    };
    register::find(reader, &actor, &filter).await?;
    let expected = store::count_due(reader, &wanted).await?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let now = app.clock.now();
        let by = (actor.person_id, now);
        let row = exporting::begin(transaction, wanted, by, expected).await?;
        let line = Line::new(&actor, Deed::CertificatesExported, row.id, now)
            .in_organisation(new.organisation_id)
            .with(json!({"certificates": expected}));
        audit::record(transaction, line).await?;
        Ok(Export::from(row))
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// The batches there have been.
#[utoipa::path(tag = "certificate-exports", operation_id = "list_certificate_exports",
    params(PageQuery),
    responses((status = 200, description = "A page of batches", body = Page<Export>)))]
#[get("/certificate-exports")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Export>>> {
    actor.require(Action::ManageCertificates)?;
    let all = export::Entity::find();
    let found = page.load(app.database.reader(), all, export::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Export::from)))
}

/// A batch, and how far it is.
#[utoipa::path(tag = "certificate-exports", operation_id = "read_certificate_export",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "The batch", body = Export)))]
#[get("/certificate-exports/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<web::Json<Export>> {
    actor.require(Action::ManageCertificates)?;
    let found = store::get(app.database.reader(), *id).await?;
    Ok(web::Json(found.into()))
}

/// In which form the file is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// The form of the file; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// A form of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values, UTF-8 with its mark.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The rows of a batch.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CertificateExportFile)]
struct File {
    /// The batch.
    export_id: Uuid,
    /// Its rows, by their keys.
    rows: Vec<Exported>,
}

/// The file of a batch: the same whenever it is read. What is answered to it names rows by their `key`.
#[utoipa::path(tag = "certificate-exports", operation_id = "read_certificate_export_file",
    params(("id" = Uuid, Path, description = "The batch"), FileQuery),
    responses((status = 200, description = "The file", content(
            (File = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 409, description = "`export_not_ready`: it is being frozen", body = Problem,
            content_type = "application/problem+json")))]
#[get("/certificate-exports/{id}/file")]
async fn file(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: web::Query<FileQuery>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    let reader = app.database.reader();
    let batch = store::get(reader, *id).await?;
    if batch.prepared_at.is_none() {
        return Err(Code::ExportNotReady.into());
    }
    let rows = store::contents(reader, batch.id).await?;
    let format = query.format.unwrap_or_default();
    let export_id = batch.id;
    // Off the threads that answer: ten thousand rows take a while.
    let work = move || match format {
        Format::Json => serde_json::to_vec(&File { export_id, rows }).map_err(Error::internal),
        Format::Csv => sheets::csv_alone(&exported::table(&rows)),
        Format::Xlsx => sheets::workbook(&[exported::table(&rows)]),
    };
    let body = tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)??;
    let (media_type, ending) = match format {
        Format::Json => ("application/json", "json"),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => (WORKBOOK, "xlsx"),
    };
    let disposition = format!("attachment; filename=\"certificates-{export_id}.{ending}\"");
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(body))
}
