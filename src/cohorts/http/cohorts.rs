//! Cohorts: making them, changing them, and inviting whom they are for.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, get, post, put, web};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::checks;
use super::views::{self, Cohort, NewCohort};
use crate::app::App;
use crate::cohorts::membership::State;
use crate::cohorts::tables::{cohort, cohort_member};
use crate::cohorts::{following, inviting, store};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(replace)
        .service(remove)
        .service(invite);
}

/// Which cohorts are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only those of this programme.
    programme: Option<Uuid>,
}

/// A cohort, and how many are in it of those whom one may see.
#[derive(Debug, Serialize, ToSchema)]
struct CohortWithCounts {
    /// The cohort.
    #[serde(flatten)]
    cohort: Cohort,
    /// How many there are in each state; empty for whoever does not watch over others.
    members: Vec<Count>,
}

/// How many there are in a state.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortCount, example = json!({"state": "invited", "people": 3210}))]
struct Count {
    /// The state.
    state: State,
    /// How many.
    people: i64,
}

/// The cohorts that one may see: all for whoever watches over others; else one's own, and those to which one may
/// come by oneself.
#[utoipa::path(tag = "cohorts", operation_id = "list_cohorts", params(PageQuery, Filter),
    responses((status = 200, description = "A page of cohorts", body = Page<Cohort>)))]
#[get("/cohorts")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<Cohort>>> {
    let filter = filter.ok_or_else(|| Error::field("programme", "field-invalid"))?;
    let mut all = store::visible_to(&actor);
    if let Some(programme_id) = filter.programme {
        all = all.filter(cohort::Column::ProgrammeId.eq(programme_id));
    }
    let reader = app.database.reader();
    let found = page.load(reader, all, cohort::Column::Id, |row| row.id);
    let found = found.await?;
    Ok(web::Json(Page {
        items: views::show(reader, &actor, found.items).await?,
        next: found.next,
    }))
}

/// Makes a cohort. Nobody is in it before invitations are asked for or people come by themselves.
#[utoipa::path(tag = "cohorts", operation_id = "create_cohort", request_body = NewCohort,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made", body = Cohort)))]
#[post("/cohorts")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewCohort>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let created = StatusCode::CREATED;
    let answer = idempotency::once(&app, &actor, &key, created, async |transaction| {
        let mut row = row(&app, transaction, &new).await?;
        row.id = Set(ids::new_id());
        row.revision = Set(0);
        row.created_by = Set(actor.person_id);
        row.created_at = Set(app.clock.now());
        let cohort = row.insert(transaction).await?;
        let cohort = set_the_rest(transaction, cohort, &new).await?;
        views::show_one(transaction, &actor, cohort).await
    })
    .await?;
    app.schedules.forget();
    Ok(answer)
}

/// What is written down of a cohort, when it makes sense.
async fn row(app: &App, transaction: &Transaction, new: &NewCohort) -> Result<cohort::ActiveModel> {
    let time_zone = new.time_zone.clone();
    let time_zone = time_zone.unwrap_or_else(|| app.config.webinars.time_zone.clone());
    checks::require(app, transaction, new, &time_zone).await?;
    let json = |value: serde_json::Result<_>| value.map_err(Error::internal);
    Ok(cohort::ActiveModel {
        programme_id: Set(new.programme_id),
        title: Set(new.title.clone()),
        time_zone: Set(time_zone),
        rule: Set(json(serde_json::to_value(&new.rule))?),
        capacity: Set(new.capacity),
        self_enrolment: Set(new.self_enrolment),
        self_paced_from: Set(new.self_paced.map(|window| window.from)),
        self_paced_until: Set(new.self_paced.map(|window| window.until)),
        webinars_from: Set(new.webinars.map(|window| window.from)),
        webinars_until: Set(new.webinars.map(|window| window.until)),
        deadlines: Set(json(serde_json::to_value(&new.deadlines))?),
        grace_days: Set(i32::try_from(new.grace_days).unwrap_or_default()),
        timetable: Set(json(serde_json::to_value(&new.timetable))?),
        ..Default::default()
    })
}

/// What follows from the row of a cohort: its courses, and within which moments people may have to be reminded.
async fn set_the_rest(
    transaction: &Transaction,
    cohort: cohort::Model,
    new: &NewCohort,
) -> Result<cohort::Model> {
    store::set_courses(transaction, cohort.id, &new.courses).await?;
    let (from, until) = following::reminded_within(&cohort, &[])?;
    let row = cohort::ActiveModel {
        id: Set(cohort.id),
        remind_from: Set(from),
        remind_until: Set(until),
        ..Default::default()
    };
    Ok(row.update(transaction).await?)
}

/// A cohort that one may see, and how many are in it.
#[utoipa::path(tag = "cohorts", operation_id = "read_cohort",
    params(("id" = Uuid, Path, description = "The cohort")),
    responses((status = 200, description = "The cohort", body = CohortWithCounts,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/cohorts/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let cohort = store::find(reader, &actor, *id).await?;
    shown(reader, &actor, cohort).await
}

async fn shown(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    cohort: cohort::Model,
) -> Result<HttpResponse> {
    let mut members = Vec::new();
    if actor.may(Action::SeeProgress) {
        let counted = store::count_members(connection, actor, cohort.id).await?;
        let counts = counted
            .into_iter()
            .map(|(state, people)| Count { state, people });
        members.extend(counts);
        members.sort_by_key(|count| count.state);
    }
    let tag = etag::of(cohort.revision);
    let cohort = views::show_one(connection, actor, cohort).await?;
    let shown = CohortWithCounts { cohort, members };
    Ok(HttpResponse::Ok().insert_header(tag).json(shown))
}

/// Changes a cohort: what is sent is what it is from now on. Its people are enrolled in courses that were added,
/// those who wait move up to new places, and tries at quizzes that run get the time that the windows leave. What
/// people have done stays.
#[utoipa::path(tag = "cohorts", operation_id = "replace_cohort", request_body = NewCohort,
    params(("id" = Uuid, Path, description = "The cohort"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = CohortWithCounts,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`not_published`: people are in it, and a course has not been published",
            body = Problem, content_type = "application/problem+json")))]
#[put("/cohorts/{id}")]
async fn replace(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(new): Json<NewCohort>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let before = store::lock(&transaction, *id).await?;
    if_match.require(before.revision)?;
    let mut row = row(&app, &transaction, &new).await?;
    row.id = Set(before.id);
    row.revision = Set(before.revision + 1);
    let cohort = row.update(&transaction).await?;
    let cohort = set_the_rest(&transaction, cohort, &new).await?;
    if has_members(&transaction, cohort.id).await? {
        store::published_courses(&transaction, cohort.id).await?;
        following::follow_later(&transaction, &cohort, now).await?;
    }
    transaction.commit().await?;
    app.schedules.forget();
    app.outbox.wake();
    shown(app.database.reader(), &actor, cohort).await
}

/// Deletes a cohort in which nobody has ever been.
#[utoipa::path(tag = "cohorts", operation_id = "delete_cohort",
    params(("id" = Uuid, Path, description = "The cohort"),
        ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204, description = "Deleted"),
        (status = 409, description = "`in_use`: somebody is or was in it", body = Problem,
            content_type = "application/problem+json")))]
#[delete("/cohorts/{id}")]
async fn remove(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let transaction = app.database.begin().await?;
    let cohort = store::lock(&transaction, *id).await?;
    if_match.require(cohort.revision)?;
    if has_members(&transaction, cohort.id).await? {
        return Err(Code::InUse.into());
    }
    cohort::Entity::delete_by_id(cohort.id)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    app.schedules.forget();
    Ok(HttpResponse::NoContent().finish())
}

async fn has_members(connection: &impl ConnectionTrait, cohort_id: Uuid) -> Result<bool> {
    let somebody = cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .one(connection)
        .await?;
    Ok(somebody.is_some())
}

/// Invites everybody who belongs by the cohort's rule and is not in it, in the background: each is enrolled in
/// its courses and told by one mail. Who is in it, or has left it, stays as they are; when all places are taken,
/// whoever comes waits.
#[utoipa::path(tag = "cohorts", operation_id = "invite_cohort",
    params(("id" = Uuid, Path, description = "The cohort"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 202, description = "Begun: `invitations_done_at` says when it is done", body = Cohort),
        (status = 409, description = "`not_published`: a course has not been published",
            body = Problem, content_type = "application/problem+json")))]
#[post("/cohorts/{id}/invitations")]
async fn invite(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let accepted = StatusCode::ACCEPTED;
    let answer = idempotency::once(&app, &actor, &key, accepted, async |transaction| {
        let cohort = store::lock(transaction, *id).await?;
        store::published_courses(transaction, cohort.id).await?;
        let cohort = inviting::invite_later(transaction, &cohort, app.clock.now()).await?;
        views::show_one(transaction, &actor, cohort).await
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}
