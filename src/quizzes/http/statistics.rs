//! The statistics of a quiz: how it and its questions have worked, as JSON or as a table.

mod views;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Spoken;
use crate::http::routes::Routes;
use crate::http::sheets::{self, WORKBOOK};
use crate::policy::{Action, Actor};
use crate::quizzes::statistics::sampling::Tries;
use crate::quizzes::statistics::statistics;
use crate::quizzes::store::statistics as store;
use views::QuizReport;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read);
}

/// Which attempts are asked about, and in which form the answer is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StatisticsQuery {
    /// The number of the version of the course; the newest with attempts when absent.
    #[param(minimum = 1)]
    version: Option<i32>,
    /// Which tries of a learner are counted; the one that counts when absent.
    #[param(inline)]
    tries: Option<Tries>,
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// A form of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values: the quiz, its questions and their answers one below the other.
    Csv,
    /// A workbook: the quiz, its questions and their answers on a sheet each.
    Xlsx,
}

/// How a quiz and its questions have worked, over the graded attempts of the people whom one may
/// see. Versions of the course whose quiz asks the same are one sample; others are told apart. What
/// the questions and their answers say is for those who write or grade them. Tables speak the language
/// of `Accept-Language`.
#[utoipa::path(tag = "quizzes", operation_id = "read_quiz_statistics",
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz"), StatisticsQuery),
    responses((status = 200, description = "The statistics", content(
        (QuizReport = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 404, description = "There is no such quiz, or none of that version",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/courses/{id}/items/{item_id}/statistics")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    query: web::Query<StatisticsQuery>,
    Spoken(language): Spoken,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let (place, tries) = (path.into_inner(), query.tries.unwrap_or_default());
    let samples = store::samples(&app, &actor, place).await?;
    let sample = store::sample(&app, &actor, place, query.version, &samples).await?;
    let (table, questions) = store::table(&app, &actor, place, &sample, tries).await?;
    let reads_questions = actor.may(Action::Author) || actor.may(Action::Grade);
    let format = query.format.unwrap_or_default();
    // Off the threads that answer: of a large quiz this is half a million marks.
    let work = move || -> Result<HttpResponseParts> {
        let found = statistics(&table);
        let report = QuizReport::new(
            place,
            &samples,
            &sample,
            tries,
            found,
            questions,
            reads_questions,
        )?;
        Ok(match format {
            Format::Json => (
                "application/json",
                serde_json::to_vec(&report).map_err(Error::internal)?,
            ),
            Format::Csv => (
                "text/csv; charset=utf-8",
                sheets::csv(&report.sheets(language))?,
            ),
            Format::Xlsx => (WORKBOOK, sheets::workbook(&report.sheets(language))?),
        })
    };
    let (media_type, body) = tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)??;
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-cache"));
    let name = match format {
        Format::Json => return Ok(answer.body(body)),
        Format::Csv => "statistics.csv",
        Format::Xlsx => "statistics.xlsx",
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(answer
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(body))
}

/// The media type and the body of an answer.
type HttpResponseParts = (&'static str, Vec<u8>);
