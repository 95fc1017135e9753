//! Where a person is and was: dated facts, kept by those who keep the register.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use sea_orm::{EntityTrait, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, etag, idempotency};
use crate::people::placements::{self, NewPlacement};
use crate::people::placing::Placement;
use crate::people::position::Position;
use crate::people::registration::written_name;
use crate::people::tables::person;
use crate::people::{store, tree};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(add)
        .service(correct)
        .service(remove);
}

/// Where a person is or was, and as what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Placement, example = json!({"id": "0199a000-0000-7000-8000-000000000061",
    "organisation_id": "0199a000-0000-7000-8000-000000000005", "position": "teacher",
    "subject": "Математик", "since": "2021-09-01", "until": null}))]
struct PlacementView {
    /// The identifier.
    id: Uuid,
    /// Where.
    organisation_id: Uuid,
    /// As what.
    position: Position,
    /// What the person teaches or looks after; may be empty.
    subject: String,
    /// The first day.
    since: NaiveDate,
    /// The first day on which it was no longer so; null for where the person is now.
    until: Option<NaiveDate>,
}

impl From<Placement> for PlacementView {
    fn from(one: Placement) -> Self {
        Self {
            id: one.id,
            organisation_id: one.organisation_id,
            position: one.position,
            subject: one.subject,
            since: one.since,
            until: one.until,
        }
    }
}

/// Where a person is or was, as it shall be known.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPlacement, example = json!({
    "organisation_id": "0199a000-0000-7000-8000-000000000005", "position": "teacher",
    "subject": "Математик", "since": "2021-09-01"}))]
struct Fact {
    /// Where.
    #[garde(skip)]
    organisation_id: Uuid,
    /// As what.
    #[garde(skip)]
    position: Position,
    /// What the person teaches or looks after.
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(written_name))]
    subject: String,
    /// The first day.
    #[garde(skip)]
    since: NaiveDate,
    /// The first day on which it was no longer so; absent for a place that lasts until the next one,
    /// or until now.
    #[garde(skip)]
    until: Option<NaiveDate>,
}

impl From<Fact> for NewPlacement {
    fn from(fact: Fact) -> Self {
        Self {
            organisation_id: fact.organisation_id,
            position: fact.position,
            subject: fact.subject,
            since: fact.since,
            until: fact.until,
        }
    }
}

/// Where a person whom one may see is and was, the oldest first.
#[utoipa::path(tag = "people", operation_id = "list_placements",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 200, description = "All of them", body = Vec<PlacementView>,
        headers(("ETag" = String, description = "The person's, for If-Match")))))]
#[get("/people/{id}/placements")]
async fn list(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::SeePeople)?;
    let reader = app.database.reader();
    let person = store::find(reader, &actor, *id).await?;
    let all = placements::of(reader, person.id).await?;
    Ok(shown(person.revision, all))
}

/// Says where a person is from a day on, or was: the placement before it ends there, and goes on after
/// its last day, if it has one. Days of the past find their place.
#[utoipa::path(tag = "people", operation_id = "add_placement", request_body = Fact,
    params(("id" = Uuid, Path, description = "The person"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "All of them, as they are now", body = Vec<PlacementView>),
        (status = 409, description = "`already_exists`: another begins on that day; `placement_overlaps`: it does not fit the others",
            body = Problem, content_type = "application/problem+json")))]
#[post("/people/{id}/placements")]
async fn add(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(fact): Json<Fact>,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let person = kept(transaction, &actor, *id).await?;
        let place = fact.organisation_id;
        tree::require_in_sight(transaction, &actor, "organisation_id", place).await?;
        let now = app.clock.now();
        let line = line(&actor, Deed::PlacementAdded, (*id, None), &fact, now);
        placements::add(transaction, person, fact.into(), now).await?;
        audit::record(transaction, line).await?;
        let all = placements::of(transaction, *id).await?;
        Ok(all.into_iter().map(PlacementView::from).collect::<Vec<_>>())
    })
    .await
}

/// Corrects a placement. The person's ETag counts: it changes with each placement.
#[utoipa::path(tag = "people", operation_id = "correct_placement", request_body = Fact,
    params(("id" = Uuid, Path, description = "The person"),
        ("placement_id" = Uuid, Path, description = "The placement"),
        ("If-Match" = String, Header, description = "The person's ETag that the change was made from")),
    responses((status = 200, description = "All of them, as they are now", body = Vec<PlacementView>,
            headers(("ETag" = String, description = "The person's, for If-Match"))),
        (status = 409, description = "`already_exists`: another begins on that day; `placement_overlaps`: it does not fit the others",
            body = Problem, content_type = "application/problem+json")))]
#[put("/people/{id}/placements/{placement_id}")]
async fn correct(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(fact): Json<Fact>,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let (id, placement_id) = *path;
    let transaction = app.database.begin().await?;
    let person = kept(&transaction, &actor, id).await?;
    if_match.require(person.revision)?;
    in_sight(&transaction, &actor, id, placement_id).await?;
    let place = fact.organisation_id;
    tree::require_in_sight(&transaction, &actor, "organisation_id", place).await?;
    let now = app.clock.now();
    let about = (id, Some(placement_id));
    let line = line(&actor, Deed::PlacementCorrected, about, &fact, now);
    let person = placements::correct(&transaction, person, placement_id, fact.into(), now).await?;
    audit::record(&transaction, line).await?;
    let all = placements::of(&transaction, id).await?;
    transaction.commit().await?;
    Ok(shown(person.revision, all))
}

/// Takes a placement back that was never so. The one before it goes on in its place.
#[utoipa::path(tag = "people", operation_id = "remove_placement",
    params(("id" = Uuid, Path, description = "The person"),
        ("placement_id" = Uuid, Path, description = "The placement"),
        ("If-Match" = String, Header, description = "The person's ETag that the change was made from")),
    responses((status = 200, description = "Those that are left", body = Vec<PlacementView>,
        headers(("ETag" = String, description = "The person's, for If-Match")))))]
#[delete("/people/{id}/placements/{placement_id}")]
async fn remove(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    actor.require(Action::KeepRegister)?;
    let (id, placement_id) = *path;
    let transaction = app.database.begin().await?;
    let person = kept(&transaction, &actor, id).await?;
    if_match.require(person.revision)?;
    in_sight(&transaction, &actor, id, placement_id).await?;
    let now = app.clock.now();
    let person = placements::remove(&transaction, person, placement_id, now).await?;
    let line = Line::new(&actor, Deed::PlacementRemoved, placement_id, now).about(id);
    audit::record(&transaction, line).await?;
    let all = placements::of(&transaction, id).await?;
    transaction.commit().await?;
    Ok(shown(person.revision, all))
}

/// The line that tells where a person is or was, seen from there.
fn line(
    actor: &Actor,
    deed: Deed,
    (person_id, placement_id): (Uuid, Option<Uuid>),
    fact: &Fact,
    now: DateTime<Utc>,
) -> Line {
    let details = json!({
        "organisation_id": fact.organisation_id, "position": fact.position,
        "since": fact.since, "until": fact.until,
    });
    Line::new(actor, deed, placement_id, now)
        .about(person_id)
        .in_organisation(Some(fact.organisation_id))
        .with(details)
}

/// The person, locked, when the actor sees and may change what the register says of the person.
async fn kept(transaction: &Transaction, actor: &Actor, id: Uuid) -> Result<person::Model> {
    let seen = store::find(transaction, actor, id).await?;
    let roles = store::roles_of(transaction, seen.id).await?;
    if !actor.may_keep(&roles) {
        return Err(Code::Forbidden.into());
    }
    let locked = person::Entity::find_by_id(seen.id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    locked.ok_or(Code::NotFound.into())
}

/// Goes on when the placement is the person's and its organisation is in the actor's sight.
async fn in_sight(
    transaction: &Transaction,
    actor: &Actor,
    id: Uuid,
    placement: Uuid,
) -> Result<()> {
    let all = placements::of(transaction, id).await?;
    let found = all.iter().find(|one| one.id == placement);
    let place = found.ok_or(Code::NotFound)?.organisation_id;
    tree::find(transaction, actor, place).await?;
    Ok(())
}

fn shown(revision: i32, all: Vec<Placement>) -> HttpResponse {
    let all: Vec<_> = all.into_iter().map(PlacementView::from).collect();
    HttpResponse::Ok()
        .insert_header(etag::of(revision))
        .json(all)
}
