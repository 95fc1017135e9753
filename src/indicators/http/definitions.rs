//! What is measured of a programme, and what is aimed at.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, put, web};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel, ModelTrait};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::db;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::indicators::figure::Figure;
use crate::indicators::kind::{Kind, Query};
use crate::indicators::period::YEARS;
use crate::indicators::store;
use crate::indicators::tables::indicator;
use crate::people::registration::written_name;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(replace)
        .service(remove);
}

/// What is aimed at in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = IndicatorTarget, example = json!({"year": 2026, "target": 80.0}))]
struct Target {
    /// The year.
    #[garde(range(min = *YEARS.start(), max = *YEARS.end()))]
    year: i32,
    /// The figure.
    #[garde(skip)]
    target: Figure,
}

/// An indicator of a programme.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000091",
    "programme_id": "0199a000-0000-7000-8000-000000000001", "code": "9.7a",
    "title": "Хүүхэд хөгжүүлэх арга зүй эзэмшсэн багш", "kind": "percent", "unit": "%",
    "query": null, "targets": [{"year": 2026, "target": 80.0}]
}))]
struct Indicator {
    /// The identifier.
    id: Uuid,
    /// The programme.
    programme_id: Uuid,
    /// By which documents name it.
    code: String,
    /// What it measures.
    title: String,
    /// What kind of figure it is.
    kind: Kind,
    /// In what it is counted.
    unit: String,
    /// What fills it; null when people do.
    query: Option<Query>,
    /// What is aimed at for the programme as a whole, year by year.
    targets: Vec<Target>,
}

impl Indicator {
    fn new(row: indicator::Model, targets: Vec<(i32, Figure)>) -> Self {
        let targets = targets.into_iter();
        Self {
            id: row.id,
            programme_id: row.programme_id,
            code: row.code,
            title: row.title,
            kind: row.kind,
            unit: row.unit,
            query: row.query,
            targets: targets
                .map(|(year, target)| Target { year, target })
                .collect(),
        }
    }
}

/// An indicator as it shall be.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "9.7a", "title": "Хүүхэд хөгжүүлэх арга зүй эзэмшсэн багш", "kind": "percent",
    "unit": "%", "targets": [{"year": 2026, "target": 80.0}]
}))]
struct NewIndicator {
    /// By which documents name it; no two indicators of a programme have the same.
    #[garde(length(chars, min = 1, max = 50), custom(written_name))]
    code: String,
    /// What it measures.
    #[garde(length(chars, min = 1, max = 500))]
    title: String,
    /// What kind of figure it is.
    #[garde(skip)]
    kind: Kind,
    /// In what it is counted: `%`, teachers, schools, ₮.
    #[serde(default)]
    #[garde(length(chars, max = 50))]
    unit: String,
    /// What fills it; absent when people do.
    #[garde(skip)]
    query: Option<Query>,
    /// What is aimed at for the programme as a whole, year by year.
    #[serde(default)]
    #[garde(length(max = 50), dive)]
    targets: Vec<Target>,
}

impl NewIndicator {
    /// The targets, by year.
    ///
    /// # Errors
    /// [`Code::Invalid`] when a query gives another kind of figure, a year has two targets, or a target
    /// does not fit the kind.
    fn targets(&self) -> Result<Vec<(i32, Figure)>> {
        if self.query.is_some_and(|query| query.kind() != self.kind) {
            return Err(Error::field("query", "field-invalid"));
        }
        let mut targets: Vec<(i32, Figure)> = Vec::with_capacity(self.targets.len());
        for (at, new) in self.targets.iter().enumerate() {
            if targets.iter().any(|(year, _)| *year == new.year) {
                return Err(Error::field(format!("targets[{at}].year"), "field-invalid"));
            }
            let fits = match self.kind {
                Kind::Count => new.target.is_whole(),
                Kind::Percent => new.target <= Figure::WHOLE,
                Kind::Amount => true,
            };
            if !fits {
                return Err(Error::field(
                    format!("targets[{at}].target"),
                    "field-invalid",
                ));
            }
            targets.push((new.year, new.target));
        }
        targets.sort_by_key(|(year, _)| *year);
        Ok(targets)
    }
}

/// The indicators of a programme.
#[utoipa::path(tag = "indicators", operation_id = "list_indicators",
    params(("id" = Uuid, Path, description = "The programme"), PageQuery),
    responses((status = 200, description = "A page of indicators", body = Page<Indicator>)))]
#[get("/programmes/{id}/indicators")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    programme_id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<Indicator>>> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let programme = store::programme(reader, *programme_id).await?;
    let all = store::of_programme(programme.id);
    let found = page.load(reader, all, indicator::Column::Id, |row| row.id);
    let found = found.await?;
    let ids: Vec<Uuid> = found.items.iter().map(|row| row.id).collect();
    let mut targets = store::targets(reader, ids).await?;
    Ok(web::Json(found.map(|row| {
        let targets = targets.remove(&row.id).unwrap_or_default();
        Indicator::new(row, targets)
    })))
}

/// Adds an indicator to a programme.
#[utoipa::path(tag = "indicators", operation_id = "create_indicator", request_body = NewIndicator,
    params(("id" = Uuid, Path, description = "The programme"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Indicator),
        (status = 409, description = "`already_exists`: another indicator of the programme has that code",
            body = Problem, content_type = "application/problem+json")))]
#[post("/programmes/{id}/indicators")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    programme_id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewIndicator>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let programme = store::programme(app.database.reader(), *programme_id).await?;
    let targets = new.targets()?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let row = indicator::ActiveModel {
            id: Set(ids::new_id()),
            programme_id: Set(programme.id),
            code: Set(new.code),
            title: Set(new.title),
            kind: Set(new.kind),
            unit: Set(new.unit),
            query: Set(new.query),
            revision: Set(0),
            created_at: Set(app.clock.now()),
        };
        let row = row
            .insert(transaction)
            .await
            .map_err(db::taken(Code::AlreadyExists))?;
        store::set_targets(transaction, row.id, &targets).await?;
        Ok(Indicator::new(row, targets))
    })
    .await
}

/// An indicator.
#[utoipa::path(tag = "indicators", operation_id = "read_indicator",
    params(("id" = Uuid, Path, description = "The indicator")),
    responses((status = 200, description = "The indicator", body = Indicator,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/indicators/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let row = store::get(reader, *id).await?;
    let mut targets = store::targets(reader, [row.id]).await?;
    let targets = targets.remove(&row.id).unwrap_or_default();
    Ok(shown(row, targets))
}

/// Changes an indicator, and gives it exactly these targets. When something has been entered for it,
/// its kind stays, and so does who fills it: what was found would mean something else.
#[utoipa::path(tag = "indicators", operation_id = "replace_indicator", request_body = NewIndicator,
    params(("id" = Uuid, Path, description = "The indicator"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Indicator,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`already_exists`: another indicator of the programme has that code; \
            `in_use`: something has been entered for it",
            body = Problem, content_type = "application/problem+json")))]
#[put("/indicators/{id}")]
async fn replace(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(new): Json<NewIndicator>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let targets = new.targets()?;
    let transaction = app.database.begin().await?;
    let before = store::lock(&transaction, *id).await?;
    if_match.require(before.revision)?;
    let means_another = (before.kind, before.query) != (new.kind, new.query);
    if means_another && store::has_values(&transaction, before.id).await? {
        return Err(Code::InUse.into());
    }
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.code = Set(new.code);
    row.title = Set(new.title);
    row.kind = Set(new.kind);
    row.unit = Set(new.unit);
    row.query = Set(new.query);
    row.revision = Set(revision);
    let row = row
        .update(&transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    store::set_targets(&transaction, row.id, &targets).await?;
    transaction.commit().await?;
    Ok(shown(row, targets))
}

/// Takes an indicator away, unless something has been entered for it.
#[utoipa::path(tag = "indicators", operation_id = "delete_indicator",
    params(("id" = Uuid, Path, description = "The indicator"),
        ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204, description = "Gone"),
        (status = 409, description = "`in_use`: something has been entered for it",
            body = Problem, content_type = "application/problem+json")))]
#[delete("/indicators/{id}")]
async fn remove(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let row = store::lock(&transaction, *id).await?;
    if_match.require(row.revision)?;
    if store::has_values(&transaction, row.id).await? {
        return Err(Code::InUse.into());
    }
    row.delete(&transaction).await?;
    transaction.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

fn shown(row: indicator::Model, targets: Vec<(i32, Figure)>) -> HttpResponse {
    let tag = etag::of(row.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(Indicator::new(row, targets))
}
