//! A programme's indicators over time: targets and values side by side.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, get, web};
use chrono::Datelike;
use sea_orm::QueryOrder;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::report_views::{Report, ReportLine};
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::Spoken;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::sheets::{self, WORKBOOK};
use crate::indicators::kind::Kind;
use crate::indicators::period::Period;
use crate::indicators::report::{Line, Point, Source, periods, table};
use crate::indicators::rolling_up::{Found, at};
use crate::indicators::store;
use crate::indicators::store::queries::Scope;
use crate::indicators::tables::indicator;
use crate::messages::dates;
use crate::people;
use crate::people::tables::organisation;
use crate::policy::{Action, Actor, Sight};
use crate::programmes::tables::programme;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read);
}

/// What the report is of, and in which form it is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReportQuery {
    /// The organisation it is of, with all below it; all that one sees when absent.
    organisation_id: Option<Uuid>,
    /// The first year; the programme's when absent.
    from: Option<i32>,
    /// The last year; the programme's when absent, or this year.
    to: Option<i32>,
    /// Years or their quarters; years when absent. At most sixteen periods.
    #[param(inline)]
    by: Option<By>,
    /// The form of the answer; JSON when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// How long the periods are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum By {
    /// Years.
    #[default]
    Year,
    /// Quarters.
    Quarter,
}

/// A form of the answer.
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

/// A programme's indicators over time, for the part of the tree that one sees or an organisation in it.
/// Tables speak the language of `Accept-Language`.
#[utoipa::path(tag = "indicators", operation_id = "read_indicator_report",
    params(("id" = Uuid, Path, description = "The programme"), ReportQuery),
    responses((status = 200, description = "The report", content(
            (Report = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 422, description = "There is no such year, or there are more than sixteen periods",
            body = Problem, content_type = "application/problem+json")))]
#[get("/programmes/{id}/indicators/report")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    programme_id: web::Path<Uuid>,
    query: Option<web::Query<ReportQuery>>,
    Spoken(language): Spoken,
) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let invalid = || Error::field("organisation_id, from, to, by, format", "field-invalid");
    let query = query.ok_or_else(invalid)?;
    let programme = store::programme(app.database.reader(), *programme_id).await?;
    let part = part(&app, &actor, query.organisation_id).await?;
    let this_year = app.clock.now().year();
    let (from, to) = years(&programme, (query.from, query.to), this_year);
    let by_quarter = query.by.unwrap_or_default() == By::Quarter;
    let periods =
        periods(from, to, by_quarter).ok_or_else(|| Error::field("from, to", "field-invalid"))?;
    let lines = lines(&app, &programme, part.as_ref(), &periods).await?;
    let format = query.format.unwrap_or_default();
    let (media_type, ending, body) = match format {
        Format::Json => {
            let report = Report {
                programme_id: programme.id,
                organisation_id: part.as_ref().map(|part| part.id),
                organisation: part.map(|part| part.name),
                periods,
                indicators: lines.into_iter().map(ReportLine::from).collect(),
            };
            let body = serde_json::to_vec(&report).map_err(Error::internal)?;
            ("application/json", "json", body)
        }
        Format::Csv => {
            let body = sheets::csv_alone(&table(&lines, &periods, language))?;
            ("text/csv; charset=utf-8", "csv", body)
        }
        Format::Xlsx => {
            let body = sheets::workbook(&[table(&lines, &periods, language)])?;
            (WORKBOOK, "xlsx", body)
        }
    };
    let disposition = format!("attachment; filename=\"indicators.{ending}\"");
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(body))
}

/// The part of the tree that is asked about: the organisation that is named, or else the root of what the
/// actor sees; nothing for all.
async fn part(
    app: &App,
    actor: &Actor,
    named: Option<Uuid>,
) -> Result<Option<organisation::Model>> {
    let reader = app.database.reader();
    let id = match (named, actor.sight()) {
        (Some(id), _) => id,
        (None, Sight::Everyone) => return Ok(None),
        (None, Sight::Part(path)) => {
            let last = path.trim_end_matches('/').rsplit('/').next();
            let id = last.and_then(|id| id.parse().ok());
            id.ok_or(Code::NotFound)?
        }
        (None, Sight::Self_) => return Err(Code::NotFound.into()),
    };
    Ok(Some(people::store::part::find(reader, actor, id).await?))
}

/// The years that are asked about: those of the programme, as far as they are known; else the last five.
fn years(
    programme: &programme::Model,
    (from, to): (Option<i32>, Option<i32>),
    this_year: i32,
) -> (i32, i32) {
    let to = to.or(programme.last_year).unwrap_or(this_year);
    let from = from.or(programme.first_year);
    (from.unwrap_or_else(|| to.saturating_sub(4)), to)
}

async fn lines(
    app: &App,
    programme: &programme::Model,
    part: Option<&organisation::Model>,
    periods: &[Period],
) -> Result<Vec<Line>> {
    let reader = app.database.reader();
    let indicators = store::of_programme(programme.id)
        .order_by_asc(indicator::Column::Code)
        .all(reader)
        .await?;
    let ids: Vec<Uuid> = indicators.iter().map(|row| row.id).collect();
    let targets = store::targets(reader, ids.iter().copied()).await?;
    let path = part.map(|part| part.path.clone()).unwrap_or_default();
    let entered = store::entered(reader, &ids, periods, &path).await?;
    let scope = Scope {
        programmes: store::with_parts(reader, programme.id).await?,
        path,
        zone: dates::zone(&app.config.webinars.time_zone),
    };
    let queries = indicators.iter().filter_map(|row| row.query).collect();
    let counted = app.counts.of(app, &scope, queries, periods).await?;
    let mut lines = Vec::with_capacity(indicators.len());
    for row in indicators {
        let mut points = Vec::with_capacity(periods.len());
        for period in periods {
            // A count that the whole programme aims at is no aim of one of its schools.
            let has_target = period.is_year() && (part.is_none() || row.kind == Kind::Percent);
            let targets = targets.get(&row.id).filter(|_| has_target);
            let target = targets
                .into_iter()
                .flatten()
                .find(|(year, _)| *year == period.year());
            let mut point = Point {
                period: *period,
                target: target.map(|(_, target)| *target),
                entry: None,
                source: None,
            };
            if let Some(query) = row.query {
                point.entry = counted.get(&(query, *period)).copied();
                point.source = point.entry.map(|_| Source::Query);
            } else if let Some(entered) = entered.get(&(row.id, *period)) {
                match at(&scope.path, row.kind, entered) {
                    Some(Found::Own(own)) => {
                        point.entry = Some(own.entry);
                        let value_id = own.about.id;
                        point.source = Some(Source::Entered { value_id });
                    }
                    Some(Found::Below { entry, entries }) => {
                        point.entry = Some(entry);
                        point.source = Some(Source::Below { entries });
                    }
                    None => {}
                }
            }
            points.push(point);
        }
        lines.push(Line {
            indicator_id: row.id,
            code: row.code,
            title: row.title,
            kind: row.kind,
            unit: row.unit,
            query: row.query,
            points,
        });
    }
    Ok(lines)
}
