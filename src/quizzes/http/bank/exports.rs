//! Exporting questions of the bank, and the template for people who write questions in a
//! spreadsheet.

use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_TYPE, DispositionType, HeaderName, HeaderValue,
    X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpResponse, get, web};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::reports::ReportedRemark;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{Spoken, attachment};
use crate::messages::Language;
use crate::policy::{Action, Actor};
use crate::quizzes::bank::exporting;
use crate::quizzes::bank::import_report::Note;
use crate::quizzes::bank::store;
use crate::quizzes::bank::tables::category;
use crate::quizzes::formats::{Format, Severity, Written, door};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(export).service(report).service(template);
}

/// How many things the format could not hold.
const REMARKS: HeaderName = HeaderName::from_static("export-remarks");

/// What is to be exported.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wish {
    /// The format.
    #[param(inline)]
    format: Format,
    /// The category, with those within it.
    category_id: Uuid,
}

/// What a format cannot hold of the questions of a category.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportReport {
    /// How many questions there are.
    questions: usize,
    /// How many of them the format cannot hold at all.
    refused: usize,
    /// What is changed, left out or refused, question by question.
    remarks: Vec<ReportedRemark>,
}

/// The questions of a category and those within it, in their current versions, as a file. Retired
/// ones are left out.
#[utoipa::path(tag = "question bank", operation_id = "export_questions", params(Wish),
    responses((status = 200, description = "The file", body = Vec<u8>, content_type = "*/*",
            headers(("Content-Disposition" = String, description = "The file's name"),
                ("Export-Remarks" = u32, description = "How many things the format could not hold; the report names them"))),
        (status = 413, description = "The files that the questions name are too large together: export a smaller category",
            body = crate::http::problem::Problem, content_type = "application/problem+json"),
        (status = 422, description = "There is no such format or category",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/question-bank/exports")]
async fn export(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    wish: Option<web::Query<Wish>>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let (format, category) = wished(app.database.reader(), wish).await?;
    let (_, written) = write(&app, format, &category, spoken.0).await?;
    let mut answer = file(
        door::media_type(format),
        &name(&category, format),
        written.bytes,
    );
    answer
        .headers_mut()
        .insert(REMARKS, HeaderValue::from(written.remarks.len()));
    Ok(answer)
}

/// What a format cannot hold of the questions of a category, before they are exported.
#[utoipa::path(tag = "question bank", operation_id = "report_export", params(Wish),
    responses((status = 200, description = "What it cannot hold", body = ExportReport),
        (status = 413, description = "The files that the questions name are too large together: export a smaller category",
            body = crate::http::problem::Problem, content_type = "application/problem+json"),
        (status = 422, description = "There is no such format or category",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/question-bank/exports/report")]
async fn report(
    app: web::Data<App>,
    actor: Actor,
    spoken: Spoken,
    wish: Option<web::Query<Wish>>,
) -> Result<web::Json<ExportReport>> {
    actor.require(Action::Author)?;
    let (format, category) = wished(app.database.reader(), wish).await?;
    let (questions, written) = write(&app, format, &category, spoken.0).await?;
    let is_refused = |severity| severity == Severity::Refused;
    let refused = written
        .remarks
        .iter()
        .filter(|remark| is_refused(remark.severity))
        .count();
    let remarks = written.remarks.into_iter().map(Note::from);
    Ok(web::Json(ExportReport {
        questions,
        refused,
        remarks: remarks
            .map(|note| ReportedRemark::new(note, spoken.0))
            .collect(),
    }))
}

async fn wished(
    connection: &impl ConnectionTrait,
    wish: Option<web::Query<Wish>>,
) -> Result<(Format, category::Model)> {
    let wish = wish.ok_or_else(|| Error::field("format, category_id", "field-invalid"))?;
    let category = store::named_category(connection, "category_id", wish.category_id).await?;
    Ok((wish.format, category))
}

/// How many questions there are, and what became of them.
async fn write(
    app: &App,
    format: Format,
    category: &category::Model,
    language: Language,
) -> Result<(usize, Written)> {
    let limit = app.config.question_bank.import_limit_bytes;
    let limit = door::holds_files(format).then_some(limit);
    let part = exporting::read(app, category, limit).await?;
    let write = move || {
        let questions = part.exported();
        (
            questions.len(),
            door::write(format, &questions, &part.files, language),
        )
    };
    // Writing is work for a processor, not for the threads that answer.
    web::block(write).await.map_err(Error::internal)
}

fn name(category: &category::Model, format: Format) -> String {
    format!("{}.{}", category.name, door::ending(format))
}

/// A spreadsheet to write questions in, with an example of each kind and explanations.
#[utoipa::path(tag = "question bank", operation_id = "read_question_template",
    responses((status = 200, description = "The spreadsheet", body = Vec<u8>, content_type = "*/*",
        headers(("Content-Disposition" = String, description = "The file's name")))))]
#[get("/question-bank/template")]
async fn template(actor: Actor, spoken: Spoken) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let bytes = web::block(move || door::template(spoken.0)).await;
    let bytes = bytes.map_err(Error::internal)?;
    let ending = door::ending(Format::Xlsx);
    Ok(file(
        door::media_type(Format::Xlsx),
        &format!("questions.{ending}"),
        bytes,
    ))
}

/// A file to be saved under this name.
fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    let disposition = attachment::disposition(DispositionType::Attachment, name);
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, disposition.to_string()))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(bytes)
}
