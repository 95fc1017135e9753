//! The routes of the audit log.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::deed::Deed;
use super::store::{self, Wanted};
use super::views::{self, AuditEntry};
use super::{Line, record};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::http::routes::Routes;
use crate::http::sheets::{self, WORKBOOK};
use crate::http::{Page, PageQuery, language};
use crate::messages::{Arguments, dates};
use crate::people;
use crate::policy::{Action, Actor};

/// The most lines of one export; a longer one is asked for in parts of time.
const EXPORT_LIMIT: usize = 100_000;

/// How many lines an export reads at once.
const AT_ONCE: u64 = 5_000;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    config.service(export).service(list);
}

/// What is looked for; what is absent does not matter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// From this moment on.
    from: Option<DateTime<Utc>>,
    /// Before this moment.
    to: Option<DateTime<Utc>>,
    /// Only what this person did.
    actor: Option<Uuid>,
    /// Only what concerns this person.
    person: Option<Uuid>,
    /// Only this kind of action.
    #[param(inline)]
    action: Option<Deed>,
    /// Only what was done to this thing.
    subject: Option<Uuid>,
}

impl Filter {
    fn wanted(query: Option<web::Query<Self>>) -> Result<Wanted> {
        let web::Query(filter) =
            query.ok_or_else(|| Error::field("from, to, action", "field-invalid"))?;
        Ok(Wanted {
            from: filter.from,
            to: filter.to,
            actor: filter.actor,
            person: filter.person,
            deed: filter.action,
            subject: filter.subject,
        })
    }
}

/// Who did what to whom, the newest first: what concerned people who belonged to one's part of the
/// organisation tree then, and what one did oneself.
#[utoipa::path(tag = "audit log", operation_id = "read_audit_log", params(PageQuery, Filter),
    responses((status = 200, description = "A page of the log; `after` leads to older lines",
        body = Page<AuditEntry>)))]
#[get("/audit-log")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<AuditEntry>>> {
    let actor = actor.in_roles_for(Action::SeeAuditLog)?;
    let wanted = Filter::wanted(filter)?;
    let reader = app.database.reader();
    let most = u64::try_from(page.limit() + 1).unwrap_or(u64::MAX);
    let mut lines = store::visible_to(reader, &actor, &wanted, page.after(), most).await?;
    let more = lines.len() > page.limit();
    lines.truncate(page.limit());
    let last = lines.last().map(|line| line.id);
    Ok(web::Json(Page {
        items: views::show(reader, lines).await?,
        next: last.filter(|_| more),
    }))
}

/// In which form the table is wished for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ExportQuery {
    /// The form of the answer; CSV when absent.
    #[param(inline)]
    format: Option<Format>,
}

/// A form of the answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// Comma-separated values, UTF-8 with its mark.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
}

/// The same lines as a table in the reader's language and time zone; at most 100,000. The export is
/// itself in the log.
#[utoipa::path(tag = "audit log", operation_id = "export_audit_log", params(Filter, ExportQuery),
    responses((status = 200, description = "The table", content((String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 422, description = "`invalid`: a filter that cannot be read, or too many lines: ask for a shorter time",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/audit-log/export")]
async fn export(
    app: web::Data<App>,
    actor: Actor,
    filter: Option<web::Query<Filter>>,
    format: Option<web::Query<ExportQuery>>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let actor = actor.in_roles_for(Action::SeeAuditLog)?;
    let wanted = Filter::wanted(filter)?;
    let format = format.ok_or_else(|| Error::field("format", "field-invalid"))?;
    let format = format.format.unwrap_or_default();
    let reader = app.database.reader();
    let own = people::store::get(reader, actor.person_id).await?;
    let language = language::wished(request.headers()).unwrap_or(own.language);
    let zone = dates::zone(&own.time_zone);
    let lines = all(&app, &actor, &wanted).await?;
    let entries = views::show(reader, lines).await?;
    let count = entries.len();
    // Off the threads that answer: a hundred thousand lines take a while.
    let work = move || {
        let sheet = views::sheet(&entries, language, zone);
        match format {
            Format::Csv => sheets::csv_alone(&sheet),
            Format::Xlsx => sheets::workbook(&[sheet]),
        }
    };
    let body = tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)??;
    let transaction = app.database.begin().await?;
    let line = Line::new(&actor, Deed::DataExported, None, app.clock.now())
        .in_organisation(own.organisation_id)
        .with(json!({"what": "audit_log", "lines": count}));
    record(&transaction, line).await?;
    transaction.commit().await?;
    let (media_type, name) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "audit-log.csv"),
        Format::Xlsx => (WORKBOOK, "audit-log.xlsx"),
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(body))
}

/// Every line that is wanted, read in parts.
async fn all(
    app: &App,
    actor: &Actor,
    wanted: &Wanted,
) -> Result<Vec<super::tables::audit_entry::Model>> {
    let reader = app.database.reader();
    let mut lines = Vec::new();
    loop {
        let before = lines
            .last()
            .map(|line: &super::tables::audit_entry::Model| line.id);
        let some = store::visible_to(reader, actor, wanted, before, AT_ONCE).await?;
        let is_last = u64::try_from(some.len()).is_ok_and(|count| count < AT_ONCE);
        lines.extend(some);
        if lines.len() > EXPORT_LIMIT {
            let arguments = Arguments::none().with("most", EXPORT_LIMIT.to_string());
            return Err(Error::fields(vec![FieldError {
                arguments,
                ..FieldError::new("from, to", "field-too-many-lines")
            }]));
        }
        if is_last {
            return Ok(lines);
        }
    }
}
