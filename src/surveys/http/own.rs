//! What waits for somebody to be answered, and answering it.

use actix_web::{HttpResponse, get, post, put, web};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::views::{Given, Own, Waiting};
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page};
use crate::policy::Actor;
use crate::programmes::tables::enrolment;
use crate::surveys::tables::{survey_answer, survey_participation, survey_placement};
use crate::surveys::{answering, gate, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(waiting)
        .service(read)
        .service(save)
        .service(submit);
}

/// The surveys that wait for one's answer, those that close first before the others.
#[utoipa::path(tag = "surveys", operation_id = "list_own_surveys",
    responses((status = 200, description = "All of them, on one page", body = Page<Waiting>)))]
#[get("/me/surveys")]
async fn waiting(app: web::Data<App>, actor: Actor) -> Result<web::Json<Page<Waiting>>> {
    let reader = app.database.reader();
    let now = app.clock.now();
    let taken = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.eq(actor.person_id))
        .select_only()
        .column(enrolment::Column::CourseId)
        .into_query();
    let answered = survey_participation::Entity::find()
        .filter(survey_participation::Column::PersonId.eq(actor.person_id))
        .filter(survey_participation::Column::Answered.eq(true))
        .select_only()
        .column(survey_participation::Column::PlacementId)
        .into_query();
    let is_open = Condition::all()
        .add(survey_placement::Column::OpensAt.lte(now))
        .add(survey_placement::Column::ClosesAt.gt(now))
        .add(survey_placement::Column::ClosedAt.is_null());
    let found = survey_placement::Entity::find()
        .filter(survey_placement::Column::CourseId.in_subquery(taken))
        .filter(survey_placement::Column::Id.not_in_subquery(answered))
        .filter(is_open)
        .order_by_asc(survey_placement::Column::ClosesAt)
        .all(reader)
        .await?;
    let mut items = Vec::new();
    for placement in found {
        match answering::asked_as(reader, &actor, &placement).await {
            Ok(_) => {}
            Err(error) if error.code == Code::NotFound => continue,
            Err(error) => return Err(error),
        }
        let version = store::version(reader, placement.version_id).await?;
        items.push(Waiting::of(&placement, &version.document));
    }
    Ok(web::Json(Page { items, next: None }))
}

/// A survey that one is asked, and what one has answered.
#[utoipa::path(tag = "surveys", operation_id = "read_own_survey",
    params(("id" = Uuid, Path, description = "The survey")),
    responses((status = 200, description = "The survey", body = Own)))]
#[get("/me/surveys/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let placement = asked(&app, &actor, *id).await?;
    shown(&app, &actor, &placement).await
}

async fn asked(app: &App, actor: &Actor, id: Uuid) -> Result<survey_placement::Model> {
    let reader = app.database.reader();
    let found = survey_placement::Entity::find_by_id(id).one(reader).await?;
    let placement = found.ok_or(Code::NotFound)?;
    answering::asked_as(reader, actor, &placement).await?;
    Ok(placement)
}

async fn shown(
    app: &App,
    actor: &Actor,
    placement: &survey_placement::Model,
) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let own = store::participation(reader, placement.id, actor.person_id).await?;
    let answers = match own.as_ref().and_then(|own| own.answer_id) {
        Some(id) => survey_answer::Entity::find_by_id(id).one(reader).await?,
        None => None,
    };
    let document = store::version(reader, placement.version_id).await?.document;
    let open = gate::is_open(placement, app.clock.now());
    let answers = answers.map(|answer| answer.answers);
    Ok(HttpResponse::Ok().json(Own::of(placement, document, open, own, answers)))
}

/// Saves what one has answered so far. An anonymous survey keeps no drafts: there is nobody whose
/// they would be.
#[utoipa::path(tag = "surveys", operation_id = "save_own_survey", request_body = Given,
    params(("id" = Uuid, Path, description = "The survey")),
    responses((status = 200, description = "Saved", body = Own),
        (status = 409, description = "`survey_anonymous`, `survey_answered`, `survey_closed`",
            body = Problem, content_type = "application/problem+json")))]
#[put("/me/surveys/{id}/answer")]
async fn save(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Json(given): Json<Given>,
) -> Result<HttpResponse> {
    let placement = asked(&app, &actor, *id).await?;
    answering::save_draft(&app, &actor, &placement, &given.answers).await?;
    shown(&app, &actor, &placement).await
}

/// Answers a survey, once. With an `Idempotency-Key` the request may be sent again: it is answered as
/// the first was. A certificate that waits for the survey is issued in the same moment.
#[utoipa::path(tag = "surveys", operation_id = "answer_survey", request_body = Given,
    params(("id" = Uuid, Path, description = "The survey"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "Answered", body = Own),
        (status = 409, description = "`survey_answered`, `survey_closed`", body = Problem,
            content_type = "application/problem+json")))]
#[post("/me/surveys/{id}/answer")]
async fn submit(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(given): Json<Given>,
) -> Result<HttpResponse> {
    let placement = asked(&app, &actor, *id).await?;
    answering::submit(&app, &actor, &placement, key.text(), &given.answers).await?;
    shown(&app, &actor, &placement).await
}
