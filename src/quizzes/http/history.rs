//! What happened in an attempt: its chain, and the proof of a receipt.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::policy::{Action, Actor};
use crate::quizzes::tables::{attempt, attempt_entry};
use crate::quizzes::{chains, receipts, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(history).service(prove);
}

/// Which part of a history is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// The `next` of the page before; absent for the first page.
    #[serde(default)]
    #[param(minimum = 0)]
    after: i64,
}

/// A page of a history.
#[derive(Debug, Serialize, ToSchema)]
pub struct History {
    /// What happened, in order.
    items: Vec<HistoryEntry>,
    /// What to ask for the next page with, as `after`; null on the last page.
    next: Option<i64>,
}

/// Something that happened in an attempt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"number": 3, "kind": "answered",
    "question_id": "0199a000-0000-7000-8000-000000000020", "client_number": 1,
    "body": "{\"response\":{\"kind\":\"true_false\",\"value\":true}}",
    "device_id": "0199a000-0000-7000-8000-000000000030", "address": "192.0.2.7",
    "claimed_at": null, "recorded_at": "2026-01-15T01:05:00.123456Z",
    "hash": "ba33908a83a998b8f2f452622a5b7311e59c202326f6ed858c0a5bcedd91f9af"}))]
pub struct HistoryEntry {
    /// Counted from 1.
    number: i64,
    /// What happened: `created`, `started`, `answered`, `superseded` (kept, but a newer answer
    /// counts), `late` (kept, but came too late to count), `observed`, `extended`, `submitted`,
    /// `closed`.
    kind: String,
    /// The question, for an answer.
    question_id: Option<Uuid>,
    /// The client's own number.
    client_number: Option<i64>,
    /// What was answered or noticed: JSON, letter by letter as it was hashed.
    body: String,
    /// The session of the device; null for what the server did by itself.
    device_id: Option<Uuid>,
    /// The address it came from; empty for what the server did by itself.
    address: String,
    /// When the device says that it was made.
    claimed_at: Option<DateTime<Utc>>,
    /// When the server wrote it down.
    recorded_at: DateTime<Utc>,
    /// The hash over this entry and the hash before it; docs/receipts.md tells how.
    hash: String,
}

/// How many entries a page has.
const PAGE: u64 = 200;

/// What happened in an attempt, of one's own or, for who grades, of somebody whom one may see.
#[utoipa::path(tag = "quizzes", operation_id = "read_attempt_history",
    params(("id" = Uuid, Path, description = "The attempt"), HistoryQuery),
    responses((status = 200, description = "A page of the history", body = History),
        (status = 422, description = "`invalid`: the query",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/attempts/{id}/history")]
async fn history(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: actix_web::HttpRequest,
) -> Result<web::Json<History>> {
    let query = web::Query::<HistoryQuery>::from_query(request.query_string())
        .map_err(|_| Error::field("after", "field-invalid"))?;
    let row = visible(&app, &actor, *id).await?;
    let mut rows = attempt_entry::Entity::find()
        .filter(attempt_entry::Column::AttemptId.eq(row.id))
        .filter(attempt_entry::Column::Number.gt(query.after))
        .order_by_asc(attempt_entry::Column::Number)
        .limit(PAGE + 1)
        .all(app.database.reader())
        .await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    let next = rows.last().map(|row| row.number).filter(|_| more);
    let items = rows.into_iter().map(HistoryEntry::from).collect();
    Ok(web::Json(History { items, next }))
}

/// One's own attempt, or one that one may grade.
async fn visible(app: &App, actor: &Actor, id: Uuid) -> Result<attempt::Model> {
    let reader = app.database.reader();
    match store::own(reader, actor, id).await {
        Err(error) if error.code == Code::NotFound && actor.may(Action::Grade) => {
            store::find_gradable(reader, actor, id).await
        }
        found => found,
    }
}

/// The receipt that is to be proved.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProofQuery {
    /// The number of the entry; absent to check the chain alone.
    #[serde(default)]
    number: Option<i64>,
    /// The hash that the receipt shows.
    #[serde(default)]
    #[param(max_length = 64)]
    hash: Option<String>,
}

/// Whether a history is what it was, and a receipt one of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"entries": 12, "intact": true, "broken_at": null, "receipt": true}))]
pub struct Proof {
    /// How many entries there are.
    entries: usize,
    /// Whether every entry is what it was when it was hashed.
    intact: bool,
    /// The number of the first that is not.
    broken_at: Option<i64>,
    /// Whether the receipt belongs to the history; null when none was given.
    receipt: Option<bool>,
}

/// Checks the history of an attempt from its beginning, and a receipt against it.
#[utoipa::path(tag = "quizzes", operation_id = "prove_receipt",
    params(("id" = Uuid, Path, description = "The attempt"), ProofQuery),
    responses((status = 200, description = "What was found", body = Proof),
        (status = 422, description = "`invalid`: the query",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/attempts/{id}/history/proof")]
async fn prove(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: actix_web::HttpRequest,
) -> Result<web::Json<Proof>> {
    let query = web::Query::<ProofQuery>::from_query(request.query_string())
        .map_err(|_| Error::field("number, hash", "field-invalid"))?;
    let row = visible(&app, &actor, *id).await?;
    let rows = attempt_entry::Entity::find()
        .filter(attempt_entry::Column::AttemptId.eq(row.id))
        .order_by_asc(attempt_entry::Column::Number)
        .all(app.database.reader())
        .await?;
    let chain: Vec<_> = rows.into_iter().map(chains::entry).collect();
    let verified = receipts::verify(row.id, &chain);
    let belongs = |number: i64, hash: &str| {
        let found = chain.iter().find(|(entry, _)| entry.number == number);
        found.is_some_and(|(_, kept)| kept == hash)
    };
    let receipt = query.number.zip(query.hash.as_deref());
    Ok(web::Json(Proof {
        entries: chain.len(),
        intact: verified.is_ok(),
        broken_at: verified.err(),
        receipt: receipt.map(|(number, hash)| belongs(number, hash)),
    }))
}

impl From<attempt_entry::Model> for HistoryEntry {
    fn from(row: attempt_entry::Model) -> Self {
        Self {
            number: row.number,
            kind: row.kind,
            question_id: row.question_id,
            client_number: row.client_number,
            body: row.body,
            device_id: row.device_id,
            address: row.address,
            claimed_at: row.claimed_at,
            recorded_at: row.recorded_at,
            hash: row.hash,
        }
    }
}
