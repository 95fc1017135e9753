//! How a cohort or a season is getting on: as JSON, as tables, and as a letter for each district.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, DispositionType,
};
use actix_web::{HttpRequest, HttpResponse, get, web};
use futures_util::future::try_join_all;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{named, part, path};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::attachment::disposition;
use crate::http::language;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::sheets::{self, WORKBOOK};
use crate::messages::{Language, dates};
use crate::people;
use crate::people::tables::organisation;
use crate::policy::{Action, Actor};
use crate::reports::cube::{Cube, Place, fold};
use crate::reports::letter::{self, Mailing};
use crate::reports::report::{Against, Figures, Organisation, Report};
use crate::reports::subject::{self, Earlier, Subject};
use crate::reports::table;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(of_cohort).service(of_programme);
}

/// Of which part a cohort's report is, with what it is compared, and in which form it is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CohortQuery {
    /// Of those who came from this organisation or from below it; of all that one sees when absent.
    organisation: Option<Uuid>,
    /// The cohort it is compared with; the one that meant the same people a year before when absent.
    against: Option<Uuid>,
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// Of which season and part a programme's report is, and in which form it is wished for.
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

/// A form of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values, UTF-8 with its mark: the tables one below the other.
    Csv,
    /// A workbook, a sheet for each table.
    Xlsx,
    /// A letter to be printed for each organisation directly below.
    Pdf,
}

/// How a cohort is getting on, in the part of the tree that one sees or an organisation in it. As PDF a letter for
/// each organisation directly below it, ready to be sent: for a province one a district. Who came from where
/// counts, as it was then; who is behind by name tells `/cohorts/{id}/behind`. Tables and letters speak the language of `Accept-Language`, else one's own.
#[utoipa::path(tag = "reports", operation_id = "read_cohort_report",
    params(("id" = Uuid, Path, description = "The cohort"), CohortQuery),
    responses((status = 200, description = "The report", content(
            (Report = "application/json"), (String = "text/csv"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 422, description = "One may not see the organisation, or there is no such cohort to \
            compare with", body = Problem, content_type = "application/problem+json")))]
#[get("/cohorts/{id}/report")]
async fn of_cohort(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: Option<web::Query<CohortQuery>>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let invalid = || Error::field("organisation, against, format", "field-invalid");
    let query = query.ok_or_else(invalid)?;
    let subject = subject::cohort(&app, &actor, *id, query.against).await?;
    let part = part(app.database.reader(), &actor, query.organisation).await?;
    let language = spoken(&app, &actor, &request).await?;
    answer(&app, subject, part, (query.format, language)).await
}

/// How the season of a programme is getting on: all cohorts of it and of its parts that begin in one year,
/// compared with those of the year before. As PDF a letter for each organisation directly below the one that is
/// asked about, ready to be sent: for a province one a district. Whoever is in two of them counts twice.
#[utoipa::path(tag = "reports", operation_id = "read_programme_report",
    params(("id" = Uuid, Path, description = "The programme"), ProgrammeQuery),
    responses((status = 200, description = "The report", content(
            (Report = "application/json"), (String = "text/csv"), (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 422, description = "One may not see the organisation",
            body = Problem, content_type = "application/problem+json")))]
#[get("/programmes/{id}/report")]
async fn of_programme(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: Option<web::Query<ProgrammeQuery>>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let invalid = || Error::field("year, organisation, format", "field-invalid");
    let query = query.ok_or_else(invalid)?;
    let subject = subject::programme(&app, *id, query.year).await?;
    let part = part(app.database.reader(), &actor, query.organisation).await?;
    let language = spoken(&app, &actor, &request).await?;
    answer(&app, subject, part, (query.format, language)).await
}

async fn spoken(app: &App, actor: &Actor, request: &HttpRequest) -> Result<Language> {
    match language::wished(request.headers()) {
        Some(language) => Ok(language),
        None => {
            let own = people::store::get(app.database.reader(), actor.person_id).await?;
            Ok(own.language)
        }
    }
}

async fn answer(
    app: &App,
    subject: Subject,
    part: Option<organisation::Model>,
    (format, language): (Option<Format>, Language),
) -> Result<HttpResponse> {
    let now = subject.cohorts.iter().map(|one| app.reports.now(app, one));
    let cubes = Cubes(try_join_all(now).await?);
    let title = subject.title.clone();
    let mut report = cubes.report(app, title, path(part.as_ref()), named(part.as_ref()));
    if let Some(earlier) = &subject.against {
        report.against = Some(compare(app, earlier, path(part.as_ref())).await?);
    }
    let (media_type, ending, body) = match format.unwrap_or_default() {
        Format::Json => return Ok(HttpResponse::Ok().json(report)),
        Format::Csv => {
            let body = sheets::csv(&table::sheets(&report, language))?;
            ("text/csv; charset=utf-8", "csv", body)
        }
        Format::Xlsx => {
            let body = sheets::workbook(&table::sheets(&report, language))?;
            (WORKBOOK, "xlsx", body)
        }
        Format::Pdf => {
            let below = cubes.districts(app, &report);
            let zone = subject.cohorts.first().map(|one| one.time_zone.as_str());
            let mailing = Mailing {
                due: subject.due(report.as_of)?,
                zone: dates::zone(zone.unwrap_or(&app.config.webinars.time_zone)),
                below,
                report,
                language,
            };
            let draw = move || letter::page::render(&letter::letters(&mailing), &mailing);
            let drawn = tokio::task::spawn_blocking(draw).await;
            let body = drawn.map_err(Error::internal)?.map_err(Error::internal)?;
            ("application/pdf", "pdf", body)
        }
    };
    let name = format!("{}.{ending}", subject.title);
    let named = disposition(DispositionType::Attachment, &name);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((CONTENT_LANGUAGE, language.code()))
        .insert_header((CONTENT_DISPOSITION, named))
        .body(body))
}

/// The season before, as it was on the same day and in the end.
async fn compare(app: &App, earlier: &Earlier, path: &str) -> Result<Against> {
    let cohorts = || earlier.cohorts.iter();
    let then = cohorts().map(|one| app.reports.then(app, one, earlier.then));
    let then = Cubes(try_join_all(then).await?);
    let end = cohorts().map(|one| app.reports.now(app, one));
    let end = Cubes(try_join_all(end).await?);
    Ok(Against {
        title: earlier.title.clone(),
        then: Figures::then(fold(then.all(), path).total),
        in_the_end: fold(end.all(), path).total.into(),
    })
}

/// Some cohorts, added up.
struct Cubes(Vec<Arc<Cube>>);

impl Cubes {
    fn all(&self) -> impl Iterator<Item = &Cube> {
        self.0.iter().map(|cube| &**cube)
    }

    fn places(&self) -> HashMap<Uuid, &Place> {
        let places = self.all().flat_map(|cube| &cube.places);
        places.map(|(id, place)| (*id, place)).collect()
    }

    /// What is told of a part of the tree; it is as old as the oldest of what it is told from.
    fn report(
        &self,
        app: &App,
        title: String,
        path: &str,
        organisation: Option<Organisation>,
    ) -> Report {
        let oldest = self.all().map(|cube| cube.as_of).min();
        let as_of = oldest.unwrap_or_else(|| app.clock.now());
        let fold = fold(self.all(), path);
        Report::of(fold, (title, as_of), organisation, &self.places())
    }

    /// The same of each organisation directly below.
    fn districts(&self, app: &App, report: &Report) -> Vec<Report> {
        let places = self.places();
        let below = report
            .below
            .iter()
            .filter_map(|one| one.organisation.as_ref());
        below
            .filter_map(|one| {
                let path = &places.get(&one.id)?.path;
                Some(self.report(app, report.title.clone(), path, Some(one.clone())))
            })
            .collect()
    }
}
