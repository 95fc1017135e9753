//! How a cohort or a season came along, day by day.

use actix_web::{HttpResponse, get, web};
use futures_util::future::try_join_all;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{named, part, path};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::Spoken;
use crate::http::export::{self, Format};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::people::tables::organisation;
use crate::policy::{Action, Actor};
use crate::reports::report::{DailyReport, Day};
use crate::reports::subject::{self, Subject};
use crate::reports::table;
use crate::reports::trend::{Trend, cumulative};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(of_cohort).service(of_programme);
}

/// Of which part it is, and in which form it is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CohortQuery {
    /// Of those who came from this organisation or from below it; of all that one sees when absent.
    organisation: Option<Uuid>,
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// Of which season and part it is, and in which form it is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ProgrammeQuery {
    /// The year in which its cohorts begin; the latest in which any does when absent.
    year: Option<i32>,
    /// Of those who came from this organisation or from below it; of all that one sees when absent.
    organisation: Option<Uuid>,
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// How many of a cohort had begun, finished and been certified at the end of each day of its windows, on its own
/// calendar, until today.
#[utoipa::path(tag = "reports", operation_id = "read_cohort_report_trend",
    params(("id" = Uuid, Path, description = "The cohort"), CohortQuery),
    responses((status = 200, description = "Day by day", content(
            (DailyReport = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 422, description = "One may not see the organisation",
            body = Problem, content_type = "application/problem+json")))]
#[get("/cohorts/{id}/report/trend")]
async fn of_cohort(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: Option<web::Query<CohortQuery>>,
    spoken: Spoken,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let query = query.ok_or_else(|| Error::field("organisation, format", "field-invalid"))?;
    let subject = subject::cohort(&app, &actor, *id, None).await?;
    let part = part(app.database.reader(), &actor, query.organisation).await?;
    answer(&app, subject, part, (query.format, spoken)).await
}

/// The same of all cohorts of a programme and its parts that begin in one year.
#[utoipa::path(tag = "reports", operation_id = "read_programme_report_trend",
    params(("id" = Uuid, Path, description = "The programme"), ProgrammeQuery),
    responses((status = 200, description = "Day by day", content(
            (DailyReport = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 422, description = "One may not see the organisation",
            body = Problem, content_type = "application/problem+json")))]
#[get("/programmes/{id}/report/trend")]
async fn of_programme(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: Option<web::Query<ProgrammeQuery>>,
    spoken: Spoken,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let query = query.ok_or_else(|| Error::field("year, organisation, format", "field-invalid"))?;
    let subject = subject::programme(&app, *id, query.year).await?;
    let part = part(app.database.reader(), &actor, query.organisation).await?;
    answer(&app, subject, part, (query.format, spoken)).await
}

async fn answer(
    app: &App,
    subject: Subject,
    part: Option<organisation::Model>,
    (format, Spoken(language)): (Option<Format>, Spoken),
) -> Result<HttpResponse> {
    let trends = subject
        .cohorts
        .iter()
        .map(|one| app.reports.trend(app, one));
    let trends = try_join_all(trends).await?;
    let trends: Vec<&Trend> = trends.iter().map(|trend| &**trend).collect();
    let oldest = trends.iter().map(|trend| trend.as_of).min();
    let days = cumulative(&trends, path(part.as_ref())).into_iter();
    let days = days.map(|(day, steps)| Day {
        day,
        started: steps.started,
        finished: steps.finished,
        certified: steps.certified,
    });
    let report = DailyReport {
        as_of: oldest.unwrap_or_else(|| app.clock.now()),
        title: subject.title,
        organisation: named(part.as_ref()),
        days: days.collect(),
    };
    let sheet = move |report: &DailyReport| table::daily(report, language);
    export::answer(format.unwrap_or_default(), "report-trend", report, sheet).await
}
