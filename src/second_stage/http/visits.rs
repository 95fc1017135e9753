//! Visits: planned, one or many at once, moved, called off, and listed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::{self, Visit, VisitChange};
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::policy::{Action, Actor};
use crate::second_stage::planning::{self, NewVisit};
use crate::second_stage::store;
use crate::second_stage::store::seen::Seen;
use crate::second_stage::tables::visit;
use crate::second_stage::visit::{Deed, Refusal, State, follows};
use crate::surveys;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(plan)
        .service(plan_many)
        .service(read)
        .service(change)
        .service(call_off);
}

/// Which visits are asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VisitQuery {
    /// Those that this person makes.
    visitor_id: Option<Uuid>,
    /// Those that this person has.
    person_id: Option<Uuid>,
    /// Those that follow this course.
    course_id: Option<Uuid>,
    /// Those of people in this organisation, with everything below it.
    organisation_id: Option<Uuid>,
    /// Those that are so far.
    #[param(inline)]
    state: Option<State>,
    /// Those that begin then or later.
    from: Option<DateTime<Utc>>,
    /// Those that begin earlier.
    to: Option<DateTime<Utc>>,
}

impl VisitQuery {
    /// The visits that somebody may see and that are asked for.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the organisation is none of the actor's business.
    pub async fn seen(&self, connection: &impl ConnectionTrait, actor: &Actor) -> Result<Seen> {
        let mut found = Condition::all();
        if self.organisation_id.is_some() {
            let part = surveys::store::part(connection, actor, self.organisation_id).await?;
            if let Some(part) = part {
                found = found.add(store::is_within(&part));
            }
        }
        let equal = [
            (visit::Column::VisitorId, self.visitor_id),
            (visit::Column::PersonId, self.person_id),
            (visit::Column::CourseId, self.course_id),
        ];
        for (column, id) in equal {
            if let Some(id) = id {
                found = found.add(column.eq(id));
            }
        }
        if let Some(state) = self.state {
            found = found.add(visit::Column::State.eq(state));
        }
        if let Some(from) = self.from {
            found = found.add(visit::Column::StartsAt.gte(from));
        }
        if let Some(to) = self.to {
            found = found.add(visit::Column::StartsAt.lt(to));
        }
        Ok(Seen {
            own: store::own_visit(actor),
            wanted: found,
        })
    }
}

/// The visits that one makes or has, and those of the people whom one watches over.
#[utoipa::path(tag = "second stage", operation_id = "list_visits", params(PageQuery, VisitQuery),
    responses((status = 200, description = "A page of visits", body = Page<Visit>)))]
#[get("/visits")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    query: web::Query<VisitQuery>,
) -> Result<web::Json<Page<Visit>>> {
    let reader = app.database.reader();
    let seen = query.seen(reader, &actor).await?;
    let found = seen.page::<visit::Entity>(&page, reader, &actor, |row| row.id);
    let found = found.await?;
    Ok(web::Json(Page {
        items: views::visits(reader, &actor, found.items).await?,
        next: found.next,
    }))
}

/// Plans a visit of somebody in one's sight; both who makes it and who has it are told by mail, at once
/// and a day before.
#[utoipa::path(tag = "second stage", operation_id = "plan_visit", request_body = NewVisit,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Planned", body = Visit)))]
#[post("/visits")]
async fn plan(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewVisit>,
) -> Result<HttpResponse> {
    actor.require(Action::PlanSecondStage)?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let place = |_| String::new();
        let mut rows = planning::plan(&app, transaction, &actor, vec![new], place).await?;
        let row = rows.pop().ok_or_else(|| Error::internal("no visit"))?;
        views::visit(transaction, &actor, row).await
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// Many visits to be planned.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewVisits, example = json!({"visits": []}))]
struct NewVisits {
    /// The visits.
    #[garde(length(max = 500), dive)]
    visits: Vec<NewVisit>,
}

/// Visits that were planned together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlannedVisits)]
struct PlannedVisits {
    /// The visits, in the order in which they were sent.
    visits: Vec<Visit>,
}

/// Plans up to 500 visits, all of them or none.
#[utoipa::path(tag = "second stage", operation_id = "plan_visits", request_body = NewVisits,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Planned", body = PlannedVisits)))]
#[post("/visits/batch")]
async fn plan_many(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewVisits>,
) -> Result<HttpResponse> {
    actor.require(Action::PlanSecondStage)?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let place = |number| format!("visits[{number}].");
        let rows = planning::plan(&app, transaction, &actor, new.visits, place).await?;
        let visits = views::visits(transaction, &actor, rows).await?;
        Ok(PlannedVisits { visits })
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// A visit.
#[utoipa::path(tag = "second stage", operation_id = "read_visit",
    params(("id" = Uuid, Path, description = "The visit")),
    responses((status = 200, description = "The visit", body = Visit,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/visits/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let reader = app.database.reader();
    shown(reader, &actor, store::find(reader, &actor, *id).await?).await
}

/// A visit with its tag.
pub(super) async fn shown(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    visit: visit::Model,
) -> Result<HttpResponse> {
    let tag = etag::of(visit.revision);
    let visit = views::visit(connection, actor, visit).await?;
    Ok(HttpResponse::Ok().insert_header(tag).json(visit))
}

/// How a refusal is told.
pub(super) fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotYours => Code::Forbidden.into(),
        Refusal::NotNow => Code::VisitNotOpen.into(),
    }
}

/// Moves a visit that is to come, or lets somebody else make it; those whom it concerns are told again.
#[utoipa::path(tag = "second stage", operation_id = "change_visit", request_body = VisitChange,
    params(("id" = Uuid, Path, description = "The visit"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Visit,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`visit_not_open`: it was held or called off", body = Problem,
            content_type = "application/problem+json")))]
#[patch("/visits/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<VisitChange>,
) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let (before, part) = store::lock(&transaction, &actor, *id).await?;
    let state = follows(before.state, part, Deed::Move).map_err(refused)?;
    if_match.require(before.revision)?;
    let starts_at = change.starts_at.unwrap_or(before.starts_at);
    let ends_at = change.ends_at.unwrap_or(before.ends_at);
    let fault = planning::fault_of_times(starts_at, ends_at, app.clock.now());
    if let Some((field, key)) = fault {
        return Err(Error::field(field, key));
    }
    let (person_id, revision) = (before.person_id, before.revision + 1);
    let mut row = before.into_active_model();
    if let Some(visitor_id) = change.visitor_id {
        if !part.is_planner {
            return Err(Code::Forbidden.into());
        }
        let seen = planning::seen(&transaction, &actor, [visitor_id]).await?;
        if !seen.contains(&visitor_id) {
            return Err(Error::field("visitor_id", "field-unknown"));
        }
        if visitor_id == person_id {
            return Err(Error::field("visitor_id", "field-invalid"));
        }
        row.visitor_id = Set(visitor_id);
    }
    if let Some(place) = change.place {
        row.place = Set(place);
    }
    row.state = Set(state);
    row.starts_at = Set(starts_at);
    row.ends_at = Set(ends_at);
    row.revision = Set(revision);
    let visit = row.update(&transaction).await?;
    planning::tell(&app, &transaction, std::slice::from_ref(&visit)).await?;
    transaction.commit().await?;
    app.outbox.wake();
    shown(app.database.reader(), &actor, visit).await
}

/// Calls a visit off that is to come. Calling it off again changes nothing.
#[utoipa::path(tag = "second stage", operation_id = "call_visit_off",
    params(("id" = Uuid, Path, description = "The visit")),
    responses((status = 200, description = "Called off", body = Visit,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`visit_not_open`: it was held", body = Problem,
            content_type = "application/problem+json")))]
#[delete("/visits/{id}")]
async fn call_off(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let transaction = app.database.begin().await?;
    let (before, part) = store::lock(&transaction, &actor, *id).await?;
    let state = follows(before.state, part, Deed::CallOff).map_err(refused)?;
    if state == before.state {
        return shown(&transaction, &actor, before).await;
    }
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.state = Set(state);
    row.revision = Set(revision);
    let visit = row.update(&transaction).await?;
    transaction.commit().await?;
    shown(app.database.reader(), &actor, visit).await
}
