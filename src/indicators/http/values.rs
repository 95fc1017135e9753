//! What was found, entered by hand with evidence: appended, never overwritten.

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::{Ready, ready};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::error::{Code, Error, Result};
use crate::evidence;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::indicators::figure::Figure;
use crate::indicators::kind;
use crate::indicators::period::Period;
use crate::indicators::store;
use crate::indicators::tables::indicator_value;
use crate::people;
use crate::policy::{Action, Actor, Sight};

/// The most people or things that a share is of.
const MOST: i64 = 1_000_000_000;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(enter);
}

/// Which values are asked for; what is absent does not matter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ValueFilter {
    /// Those of this organisation.
    organisation_id: Option<Uuid>,
    /// Those of this period.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
}

impl FromRequest for ValueFilter {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = web::Query::<Self>::from_query(request.query_string());
        let query = query.map(web::Query::into_inner);
        ready(query.map_err(|_| Error::field("organisation_id, period", "field-invalid")))
    }
}

/// A value of an indicator, as it was entered.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000092",
    "indicator_id": "0199a000-0000-7000-8000-000000000091", "period": "2026",
    "organisation_id": "0199a000-0000-7000-8000-000000000051", "value": 64.0, "part": 64,
    "whole": 100, "note": "Үнэлгээний хуудсаар", "evidence_file_id": null,
    "found_on": "2026-12-20", "entered_by": "0199a000-0000-7000-8000-000000000009",
    "entered_at": "2026-12-21T01:00:00Z"
}))]
struct IndicatorValue {
    /// The identifier.
    id: Uuid,
    /// The indicator.
    indicator_id: Uuid,
    /// The period: a year, or a quarter of one.
    period: String,
    /// The organisation it is of, with all below it; null for the programme as a whole.
    organisation_id: Option<Uuid>,
    /// The figure.
    value: Figure,
    /// Of a percentage, the part.
    part: Option<i64>,
    /// Of a percentage, the whole.
    whole: Option<i64>,
    /// How it was found.
    note: String,
    /// The file that proves it.
    evidence_file_id: Option<Uuid>,
    /// The day on which it was found.
    found_on: NaiveDate,
    /// Who entered it.
    entered_by: Uuid,
    /// When.
    entered_at: DateTime<Utc>,
}

impl From<indicator_value::Model> for IndicatorValue {
    fn from(row: indicator_value::Model) -> Self {
        Self {
            id: row.id,
            indicator_id: row.indicator_id,
            period: row.period,
            organisation_id: row.organisation_id,
            value: Figure::from_hundredths(row.value),
            part: row.part,
            whole: row.whole,
            note: row.note,
            evidence_file_id: row.evidence_file_id,
            found_on: row.found_on,
            entered_by: row.entered_by,
            entered_at: row.entered_at,
        }
    }
}

/// A value to be entered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "period": "2026", "organisation_id": "0199a000-0000-7000-8000-000000000051", "part": 64,
    "whole": 100, "note": "Үнэлгээний хуудсаар", "found_on": "2026-01-20"
}))]
struct NewValue {
    /// The period: a year, or a quarter of one.
    #[garde(skip)]
    #[schema(value_type = String, pattern = r"^[0-9]{4}(-Q[1-4])?$", example = "2026-Q2")]
    period: Period,
    /// The organisation it is of, with all below it; absent for the programme as a whole, which is for
    /// those who see everybody.
    #[garde(skip)]
    organisation_id: Option<Uuid>,
    /// The figure; of a percentage better the part and the whole, from which shares of larger parts of
    /// the tree are made.
    #[garde(skip)]
    value: Option<Figure>,
    /// Of a percentage, the part.
    #[garde(inner(range(min = 0, max = MOST)))]
    part: Option<i64>,
    /// Of a percentage, the whole.
    #[garde(inner(range(min = 0, max = MOST)))]
    whole: Option<i64>,
    /// How it was found.
    #[garde(length(chars, min = 1, max = 2_000))]
    note: String,
    /// The file that proves it, uploaded before.
    #[garde(skip)]
    evidence_file_id: Option<Uuid>,
    /// The day on which it was found, not later than today.
    #[garde(skip)]
    found_on: NaiveDate,
}

/// The values that were entered for an indicator, in the part of the tree that one sees, the oldest
/// first: of those for one organisation and period the newest counts.
#[utoipa::path(tag = "indicators", operation_id = "list_indicator_values",
    params(("id" = Uuid, Path, description = "The indicator"), PageQuery, ValueFilter),
    responses((status = 200, description = "A page of values", body = Page<IndicatorValue>)))]
#[get("/indicators/{id}/values")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
    filter: ValueFilter,
) -> Result<web::Json<Page<IndicatorValue>>> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let indicator = store::get(reader, *id).await?;
    let mut values = store::values_visible_to(&actor)
        .filter(indicator_value::Column::IndicatorId.eq(indicator.id));
    if let Some(organisation_id) = filter.organisation_id {
        values = values.filter(indicator_value::Column::OrganisationId.eq(organisation_id));
    }
    if let Some(period) = filter.period {
        values = values.filter(indicator_value::Column::Period.eq(period.to_string()));
    }
    let found = page.load(reader, values, indicator_value::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(IndicatorValue::from)))
}

/// Enters a value of an indicator that no query fills, for an organisation that one sees, with all below
/// it. What was entered for the same period before stays to be seen.
#[utoipa::path(tag = "indicators", operation_id = "enter_indicator_value",
    request_body = NewValue,
    params(("id" = Uuid, Path, description = "The indicator"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Entered", body = IndicatorValue),
        (status = 409, description = "`filled_by_query`: the platform counts it itself",
            body = Problem, content_type = "application/problem+json")))]
#[post("/indicators/{id}/values")]
async fn enter(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewValue>,
) -> Result<HttpResponse> {
    actor.require(Action::EnterIndicators)?;
    let reader = app.database.reader();
    let indicator = store::get(reader, *id).await?;
    let now = app.clock.now();
    require_organisation(&app, &actor, new.organisation_id).await?;
    // Tomorrow has begun somewhere already.
    if new.found_on > now.date_naive() + chrono::TimeDelta::days(1) {
        return Err(Error::field("found_on", "field-in-the-future"));
    }
    evidence::store::require(reader, &actor, new.evidence_file_id).await?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        // Locked: its kind does not change while this is entered.
        let indicator = store::lock(transaction, indicator.id).await?;
        if indicator.query.is_some() {
            return Err(Code::FilledByQuery.into());
        }
        let entry = kind::entry(indicator.kind, new.value, new.part, new.whole)
            .map_err(|(field, key)| Error::field(field, key))?;
        let row = indicator_value::ActiveModel {
            id: Set(ids::new_id()),
            indicator_id: Set(indicator.id),
            period: Set(new.period.to_string()),
            organisation_id: Set(new.organisation_id),
            value: Set(entry.value.hundredths()),
            part: Set(entry.of.map(|of| of.0)),
            whole: Set(entry.of.map(|of| of.1)),
            note: Set(new.note),
            evidence_file_id: Set(new.evidence_file_id),
            found_on: Set(new.found_on),
            entered_by: Set(actor.person_id),
            entered_at: Set(now),
        };
        let row = row.insert(transaction).await?;
        let details = json!({
            "indicator_id": row.indicator_id, "period": row.period, "hundredths": row.value,
        });
        let line = Line::new(&actor, Deed::IndicatorValueEntered, row.id, now)
            .in_organisation(row.organisation_id)
            .with(details);
        audit::record(transaction, line).await?;
        Ok(IndicatorValue::from(row))
    })
    .await
}

async fn require_organisation(app: &App, actor: &Actor, id: Option<Uuid>) -> Result<()> {
    let unknown = || Error::field("organisation_id", "field-unknown");
    match id {
        None if actor.sight() == Sight::Everyone => Ok(()),
        None => Err(Error::field("organisation_id", "field-empty")),
        Some(id) => match people::store::part::find(app.database.reader(), actor, id).await {
            Err(error) if error.code == Code::NotFound => Err(unknown()),
            other => other.map(|_| ()),
        },
    }
}
