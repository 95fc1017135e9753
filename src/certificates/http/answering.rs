//! What the sector's information system has answered to a batch.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::certificates::acknowledgement::{self, Acknowledgement, Answer};
use crate::certificates::acknowledging::{self, Taken};
use crate::certificates::exported::{Exported, Outcome};
use crate::certificates::store::exports as store;
use crate::certificates::tables::exports::export_row;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{Json, Page, PageQuery};
use crate::messages::Arguments;
use crate::policy::{Action, Actor};

/// The most bytes of an acknowledgement: a hundred thousand rows as a table, and more.
const MOST_BYTES: usize = 32 << 20;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list_rows)
        .service(acknowledge)
        .service(release);
}

/// Which rows are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RowFilter {
    /// Only those that were answered so, or not at all.
    #[param(inline)]
    outcome: Option<Outcome>,
}

/// A row of a batch, and what was answered to it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CertificateExportRow)]
struct Row {
    /// What was sent.
    #[serde(flatten)]
    content: Exported,
    /// What was answered.
    outcome: Outcome,
    /// Why it was refused.
    reason: Option<String>,
    /// Who has brought the answer.
    answered_by: Option<Uuid>,
    /// When.
    answered_at: Option<DateTime<Utc>>,
}

impl From<export_row::Model> for Row {
    fn from(row: export_row::Model) -> Self {
        Self {
            content: row.content,
            outcome: row.outcome,
            reason: row.reason,
            answered_by: row.answered_by,
            answered_at: row.answered_at,
        }
    }
}

/// The rows of a batch, with what was answered to them.
#[utoipa::path(tag = "certificate-exports", operation_id = "list_certificate_export_rows",
    params(("id" = Uuid, Path, description = "The batch"), PageQuery, RowFilter),
    responses((status = 200, description = "A page of rows", body = Page<Row>)))]
#[get("/certificate-exports/{id}/rows")]
async fn list_rows(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
    filter: Option<web::Query<RowFilter>>,
) -> Result<web::Json<Page<Row>>> {
    actor.require(Action::ManageCertificates)?;
    let filter = filter.ok_or_else(|| Error::field("outcome", "field-invalid"))?;
    let reader = app.database.reader();
    let batch = store::get(reader, *id).await?;
    let mut rows = store::rows(batch.id);
    if let Some(outcome) = filter.outcome {
        rows = rows.filter(export_row::Column::Outcome.eq(outcome));
    }
    let key = export_row::Column::CertificateId;
    let found = page.load(reader, rows, key, |row| row.certificate_id);
    Ok(web::Json(found.await?.map(Row::from)))
}

/// What an acknowledgement has changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AcknowledgementTaken, example = json!({
    "accepted": 6000, "refused": 3, "unchanged": 0, "contradicting": []
}))]
struct Answered {
    /// Rows that are registered now.
    accepted: usize,
    /// Rows that are refused now.
    refused: usize,
    /// Rows that had been answered before.
    unchanged: usize,
    /// Of these, the keys of the first hundred whose earlier answer was another one, which stands.
    contradicting: Vec<Uuid>,
}

impl From<Taken> for Answered {
    fn from(taken: Taken) -> Self {
        Self {
            accepted: taken.accepted,
            refused: taken.refused,
            unchanged: taken.unchanged,
            contradicting: taken.contradicting,
        }
    }
}

/// Writes down what was answered to a batch, or to a part of it: as JSON, or as a table with the columns
/// `key`, `outcome` (`accepted` or `refused`) and `reason`, for which the file of the batch itself can be
/// used. The first answer to a row stands; the same acknowledgement may be sent again, and changes
/// nothing. What was refused comes into a later batch when it has been corrected or released.
#[utoipa::path(tag = "certificate-exports", operation_id = "acknowledge_certificate_export",
    request_body(content((Acknowledgement = "application/json"), (String = "text/csv"))),
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "What it has changed", body = Answered),
        (status = 409, description = "`export_not_ready`: the batch is being frozen",
            body = Problem, content_type = "application/problem+json")))]
#[post("/certificate-exports/{id}/acknowledgement")]
async fn acknowledge(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<web::Json<Answered>> {
    actor.require(Action::ManageCertificates)?;
    let batch = store::get(app.database.reader(), *id).await?;
    let rows = received(&request, payload).await?;
    let answers = acknowledgement::checked(rows)?;
    let taken = acknowledging::acknowledge(&app, batch.id, answers, actor.person_id).await?;
    Ok(web::Json(taken.into()))
}

/// The answers of a body, in whichever form they come.
async fn received(request: &HttpRequest, payload: web::Payload) -> Result<Vec<Answer>> {
    let media_type = request.headers().get(CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or_default().split(';').next();
    let is_json = match media_type.unwrap_or_default().trim() {
        "application/json" => true,
        "text/csv" => false,
        _ => return Err(Code::UnsupportedMediaType.into()),
    };
    let bytes = payload.to_bytes_limited(MOST_BYTES).await;
    let bytes = bytes.map_err(|_| Error::from(Code::TooLarge))?;
    let bytes = bytes.map_err(|_| Error::from(Code::Malformed))?;
    // Ten thousand rows take a while.
    let read = move || match is_json {
        true => from_json(&bytes),
        false => acknowledgement::read(&bytes),
    };
    tokio::task::spawn_blocking(read)
        .await
        .map_err(Error::internal)?
}

fn from_json(bytes: &[u8]) -> Result<Vec<Answer>> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read: Result<Acknowledgement, _> = serde_path_to_error::deserialize(&mut reader);
    let read = read.map_err(|error| {
        let field = error.path().to_string();
        let error = error.into_inner();
        if !error.is_data() {
            return Error::from(Code::Malformed);
        }
        Error::fields(vec![FieldError {
            field,
            key: "field-unreadable".to_owned(),
            arguments: Arguments::none().with("reason", &error),
        }])
    })?;
    reader.end().map_err(|_| Error::from(Code::Malformed))?;
    Ok(read.rows)
}

/// Which of the rows that were refused may be sent again.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCertificateRelease,
    example = json!({"keys": ["0199a000-0000-7000-8000-000000000001"]}))]
struct NewRelease {
    /// Those with these keys; absent for all that the batch brought back refused.
    #[garde(inner(length(min = 1, max = 10_000)))]
    keys: Option<Vec<Uuid>>,
}

/// What was released.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CertificatesReleased, example = json!({"released": 3}))]
struct Released {
    /// How many certificates the next batch takes again.
    released: usize,
}

/// Lets what was refused be sent again as it is, for example because the other side was at fault, or a
/// register number was added. What was corrected since comes again by itself.
#[utoipa::path(tag = "certificate-exports", operation_id = "release_certificate_export",
    request_body = NewRelease, params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "Released; sent again, nothing more happens",
        body = Released)))]
#[post("/certificate-exports/{id}/releases")]
async fn release(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Json(new): Json<NewRelease>,
) -> Result<HttpResponse> {
    actor.require(Action::ManageCertificates)?;
    let released = acknowledging::release(&app, *id, new.keys).await?;
    Ok(HttpResponse::build(StatusCode::OK).json(Released { released }))
}
