//! Later last days for single people: who, until when, and why.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::cohorts::schedule::Extension as Granted;
use crate::cohorts::tables::{cohort, cohort_extension, cohort_member};
use crate::cohorts::{following, store};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};

/// The longest a day can be put off.
const FARTHEST: i64 = 366;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(grant).service(withdraw);
}

/// A later last day to be granted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCohortExtension, example = json!({"person_id": "0199a000-0000-7000-8000-000000000007",
    "until": "2021-02-12", "reason": "Сургуульд нь цахилгаан тасарсан"}))]
struct NewExtension {
    /// Who is granted it: somebody in the cohort.
    #[garde(skip)]
    person_id: Uuid,
    /// For which item; absent for all.
    #[garde(skip)]
    item_id: Option<Uuid>,
    /// The last day, in the cohort's time zone.
    #[garde(skip)]
    until: NaiveDate,
    /// Why.
    #[garde(length(chars, min = 1, max = 1_000))]
    reason: String,
}

/// A later last day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortExtension, example = json!({"id": "0199a000-0000-7000-8000-000000000062",
    "cohort_id": "0199a000-0000-7000-8000-000000000060",
    "person_id": "0199a000-0000-7000-8000-000000000007", "item_id": null, "until": "2021-02-12",
    "reason": "Сургуульд нь цахилгаан тасарсан", "granted_by": "0199a000-0000-7000-8000-000000000002",
    "granted_at": "2021-02-05T01:00:00Z"}))]
struct Extension {
    /// The identifier.
    id: Uuid,
    /// The cohort.
    cohort_id: Uuid,
    /// Who is granted it.
    person_id: Uuid,
    /// For which item; null for all.
    item_id: Option<Uuid>,
    /// The last day, in the cohort's time zone.
    until: NaiveDate,
    /// Why.
    reason: String,
    /// Who granted it.
    granted_by: Uuid,
    /// When.
    granted_at: DateTime<Utc>,
}

impl From<cohort_extension::Model> for Extension {
    fn from(row: cohort_extension::Model) -> Self {
        Self {
            id: row.id,
            cohort_id: row.cohort_id,
            person_id: row.person_id,
            item_id: row.item_id,
            until: row.until,
            reason: row.reason,
            granted_by: row.granted_by,
            granted_at: row.granted_at,
        }
    }
}

/// What has been granted in a cohort, to the people whom one may see.
#[utoipa::path(tag = "cohorts", operation_id = "list_cohort_extensions",
    params(("id" = Uuid, Path, description = "The cohort"), PageQuery),
    responses((status = 200, description = "A page of them", body = Page<Extension>)))]
#[get("/cohorts/{id}/extensions")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<Extension>>> {
    actor.require(Action::SeeProgress)?;
    let reader = app.database.reader();
    let cohort = store::find(reader, &actor, *id).await?;
    let seen = store::members_visible_to(&actor, cohort.id)
        .select_only()
        .column(cohort_member::Column::PersonId)
        .into_query();
    let granted = cohort_extension::Entity::find()
        .filter(cohort_extension::Column::CohortId.eq(cohort.id))
        .filter(cohort_extension::Column::PersonId.in_subquery(seen));
    let found = page.load(reader, granted, cohort_extension::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Extension::from)))
}

/// Grants somebody in a cohort a later last day, for one item or for all. A try at a quiz that runs gets its
/// time at once. Of several the latest counts; none takes away what the cohort allows everybody.
#[utoipa::path(tag = "cohorts", operation_id = "grant_cohort_extension", request_body = NewExtension,
    params(("id" = Uuid, Path, description = "The cohort"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Granted", body = Extension)))]
#[post("/cohorts/{id}/extensions")]
async fn grant(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewExtension>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let now = app.clock.now();
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let cohort = store::lock(transaction, *id).await?;
        require(transaction, &actor, &cohort, &new).await?;
        let row = cohort_extension::ActiveModel {
            id: Set(ids::new_id()),
            cohort_id: Set(cohort.id),
            person_id: Set(new.person_id),
            item_id: Set(new.item_id),
            until: Set(new.until),
            reason: Set(new.reason),
            granted_by: Set(actor.person_id),
            granted_at: Set(now),
        };
        let row = row.insert(transaction).await?;
        let granted = Granted {
            item_id: row.item_id,
            until: row.until,
        };
        let (_, until) = following::reminded_within(&cohort, &[granted])?;
        let changed = cohort::ActiveModel {
            id: Set(cohort.id),
            remind_until: Set(until),
            ..Default::default()
        };
        changed.update(transaction).await?;
        apply(&app, transaction, &row, now).await?;
        audit::record(transaction, line(&actor, Deed::ExtensionGranted, &row, now)).await?;
        Ok(Extension::from(row))
    })
    .await?;
    app.schedules.forget();
    app.outbox.wake();
    Ok(answer)
}

/// The person is in the cohort, the item is one of its courses, and the day is not out of this world.
async fn require(
    transaction: &Transaction,
    actor: &Actor,
    cohort: &cohort::Model,
    new: &NewExtension,
) -> Result<()> {
    let member = store::members_visible_to(actor, cohort.id)
        .filter(cohort_member::Column::PersonId.eq(new.person_id))
        .one(transaction)
        .await?;
    if member.is_none() {
        return Err(Error::field("person_id", "field-unknown"));
    }
    let Some(window) = cohort.schedule()?.self_paced else {
        return Err(Error::field("until", "field-outside-window"));
    };
    let days = (new.until - window.from).num_days();
    match (0..=2 * FARTHEST).contains(&days) {
        true => Ok(()),
        false => Err(Error::field("until", "field-invalid")),
    }
}

/// Takes back what was granted: from now on the cohort's own days hold, also in a try that runs.
#[utoipa::path(tag = "cohorts", operation_id = "withdraw_cohort_extension",
    params(("id" = Uuid, Path, description = "What was granted")),
    responses((status = 204, description = "Withdrawn")))]
#[delete("/cohort-extensions/{id}")]
async fn withdraw(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let transaction = app.database.begin().await?;
    let row = cohort_extension::Entity::find_by_id(*id)
        .one(&transaction)
        .await?;
    let row = row.ok_or(Code::NotFound)?;
    cohort_extension::Entity::delete_by_id(row.id)
        .exec(&transaction)
        .await?;
    let now = app.clock.now();
    apply(&app, &transaction, &row, now).await?;
    let line = line(&actor, Deed::ExtensionWithdrawn, &row, now);
    audit::record(&transaction, line).await?;
    transaction.commit().await?;
    app.schedules.forget();
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

fn line(actor: &Actor, deed: Deed, row: &cohort_extension::Model, now: DateTime<Utc>) -> Line {
    let details = json!({
        "cohort_id": row.cohort_id, "item_id": row.item_id, "until": row.until, "reason": row.reason,
    });
    Line::new(actor, deed, row.id, now)
        .about(row.person_id)
        .with(details)
}

/// Gives the tries of the person that run the time which the windows leave from now on.
async fn apply(
    app: &App,
    transaction: &Transaction,
    row: &cohort_extension::Model,
    now: DateTime<Utc>,
) -> Result<()> {
    // What is kept in memory does not know of it; what is read now does.
    app.schedules.forget();
    let courses = store::courses_of(transaction, row.cohort_id).await?;
    following::apply(app, transaction, courses, vec![row.person_id], now).await
}
