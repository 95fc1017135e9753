//! A learner's attempts: starting, answering, submitting, and seeing what came of it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::answer_files::require_uploaded;
use super::views::{AttemptDetail, AttemptSummary, SavedAnswer};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::messages::Arguments;
use crate::policy::Actor;
use crate::programmes;
use crate::programmes::tables::enrolment;
use crate::quizzes::attempt::{Attempt, Saving, State, best};
use crate::quizzes::grading::marks_possible;
use crate::quizzes::paper::questions_of;
use crate::quizzes::questions::Question;
use crate::quizzes::response::Response;
use crate::quizzes::tables::{answer, attempt};
use crate::quizzes::{finish, set_marks, store};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(start)
        .service(list)
        .service(read)
        .service(save)
        .service(submit);
}

/// Starts an attempt at a quiz of one's own course. An attempt that is still open is given back
/// instead of starting another, with all that has been saved in it.
#[utoipa::path(tag = "quizzes", operation_id = "start_attempt",
    params(("id" = Uuid, Path, description = "The enrolment"),
        ("item_id" = Uuid, Path, description = "The quiz, an item of the course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "The open attempt", body = AttemptDetail),
        (status = 409, description = "`no_tries_left`; `idempotency_key_reused`",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[post("/enrolments/{id}/items/{item_id}/attempts")]
async fn start(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let (enrolment_id, item_id) = path.into_inner();
    programmes::store::own(app.database.reader(), &actor, enrolment_id).await?;
    let now = app.clock.now();
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        // Locked: of two devices that start together the second finds the attempt of the first.
        let enrolment = programmes::store::lock(transaction, enrolment_id).await?;
        let attempt = open_attempt(&app, transaction, &enrolment, item_id, now).await?;
        detail(&app, transaction, &attempt, now).await
    })
    .await?;
    Ok(answer)
}

/// The attempt that is open, or a new one.
async fn open_attempt(
    app: &App,
    transaction: &Transaction,
    enrolment: &enrolment::Model,
    item_id: Uuid,
    now: DateTime<Utc>,
) -> Result<attempt::Model> {
    let made = store::of_item(transaction, enrolment.id, item_id).await?;
    if let Some(last) = made.last().filter(|last| last.submitted_at.is_none()) {
        let last = store::lock(transaction, last.id).await?;
        let life = store::life(&last).closed_if_overdue(now);
        if life.state == State::Open {
            return Ok(last);
        }
        finish::finish(app, transaction, last, life, now).await?;
    }
    let version = app.versions.get(transaction, enrolment.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, item_id)?;
    let attempt = Attempt::start(quiz, made.len(), now)?;
    let seed = ids::new_seed();
    let row = attempt::ActiveModel {
        id: Set(ids::new_id()),
        enrolment_id: Set(enrolment.id),
        item_id: Set(item_id),
        version_id: Set(enrolment.version_id),
        number: Set(made.last().map_or(1, |last| last.number + 1)),
        seed: Set(seed),
        started_at: Set(attempt.started_at),
        deadline: Set(attempt.deadline),
        submitted_at: Set(None),
        graded_at: Set(None),
        marks: Set(None),
        marks_possible: Set(marks_possible(&questions_of(quiz, seed)).count()),
        passed: Set(None),
        revision: Set(0),
    };
    let row = row.insert(transaction).await?;
    finish::close_at_deadline(transaction, &row).await?;
    Ok(row)
}

/// One's own attempts at a quiz, the first first.
#[utoipa::path(tag = "quizzes", operation_id = "list_attempts",
    params(("id" = Uuid, Path, description = "The enrolment"),
        ("item_id" = Uuid, Path, description = "The quiz, an item of the course"), PageQuery),
    responses((status = 200, description = "A page of attempts", body = Page<AttemptSummary>)))]
#[get("/enrolments/{id}/items/{item_id}/attempts")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    page: PageQuery,
) -> Result<web::Json<Page<AttemptSummary>>> {
    let (enrolment_id, item_id) = path.into_inner();
    let reader = app.database.reader();
    let enrolment = programmes::store::own(reader, &actor, enrolment_id).await?;
    let now = app.clock.now();
    let made = store::of_item(reader, enrolment.id, item_id).await?;
    if made.is_empty() {
        let version = app.versions.get(reader, enrolment.version_id).await?;
        store::quiz_at(&version, item_id)?;
    }
    for row in made {
        finish::close_if_overdue(&app, row, now).await?;
    }
    let best = best_of(reader, enrolment.id, item_id).await?;
    let selection = attempt::Entity::find()
        .filter(attempt::Column::EnrolmentId.eq(enrolment.id))
        .filter(attempt::Column::ItemId.eq(item_id));
    let found = page
        .load(reader, selection, attempt::Column::Id, |row| row.id)
        .await?;
    let mut items = Vec::with_capacity(found.items.len());
    for row in &found.items {
        let version = app.versions.get(reader, row.version_id).await?;
        let (_, quiz) = store::quiz_at(&version, row.item_id)?;
        items.push(AttemptSummary::new(row, quiz, best, now));
    }
    Ok(web::Json(Page {
        items,
        next: found.next,
    }))
}

/// One of one's own attempts: the questions, the saved answers and, once it is graded, what the
/// author shows of the result.
#[utoipa::path(tag = "quizzes", operation_id = "read_attempt",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The attempt", body = AttemptDetail)))]
#[get("/attempts/{id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<AttemptDetail>> {
    let now = app.clock.now();
    let row = store::own(app.database.reader(), &actor, *id).await?;
    let row = finish::close_if_overdue(&app, row, now).await?;
    Ok(web::Json(
        detail(&app, app.database.reader(), &row, now).await?,
    ))
}

/// An answer to be saved.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "client_number": 3, "response": {"kind": "multiple_choice", "options": [0, 2]}
}))]
pub struct NewAnswer {
    /// The client's own number, which grows with every answer to the question: one more than the
    /// greatest it knows of. The greatest number wins, whichever device it comes from.
    #[garde(range(min = 1, max = 9_007_199_254_740_991))]
    client_number: i64,
    /// What is answered.
    #[garde(dive)]
    response: Response,
}

/// Saves the answer to one question. It is on disk before this is answered. Sent again it is
/// confirmed again; an older answer never takes the place of a newer one.
#[utoipa::path(tag = "quizzes", operation_id = "save_answer", request_body = NewAnswer,
    params(("id" = Uuid, Path, description = "The attempt"),
        ("question_id" = Uuid, Path, description = "The question")),
    responses((status = 200, description = "Saved", body = SavedAnswer),
        (status = 409, description = "`answer_superseded`: a newer answer, or another one of the same number, is saved; `deadline_passed`; `attempt_closed`: it has been submitted",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[put("/attempts/{id}/answers/{question_id}")]
async fn save(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    Json(new): Json<NewAnswer>,
) -> Result<web::Json<SavedAnswer>> {
    // When it arrived counts, not when the lock was had.
    let now = app.clock.now();
    let (id, question_id) = path.into_inner();
    let row = store::own(app.database.reader(), &actor, id).await?;
    let version = app
        .versions
        .get(app.database.reader(), row.version_id)
        .await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    require_fit(&questions_of(quiz, row.seed), question_id, &new.response)?;
    require_uploaded(&app, &actor, id, &new.response).await?;

    let transaction = app.database.begin().await?;
    let row = store::lock(&transaction, id).await?;
    let key = (id, question_id);
    let saved = answer::Entity::find_by_id(key).one(&transaction).await?;
    let saved = saved.as_ref().map(SavedAnswer::new).transpose()?;
    let known = saved
        .as_ref()
        .map(|saved| (saved.client_number, &saved.response));
    let arrived = (new.client_number, &new.response);
    match (store::life(&row).save(known, arrived, now)?, saved) {
        (Saving::AlreadySaved, Some(saved)) => Ok(web::Json(saved)),
        _ => {
            store::save_answer(&transaction, key, arrived, now).await?;
            transaction.commit().await?;
            let NewAnswer {
                client_number,
                response,
            } = new;
            Ok(web::Json(SavedAnswer {
                question_id,
                client_number,
                response,
                saved_at: now,
            }))
        }
    }
}

/// Goes on when the response can be an answer to the question.
fn require_fit(questions: &[Question], question_id: Uuid, response: &Response) -> Result<()> {
    let question = questions.iter().find(|question| question.id == question_id);
    let problems = response.problems(&question.ok_or(Code::NotFound)?.answer);
    if problems.is_empty() {
        return Ok(());
    }
    let field = |problem: crate::quizzes::response::ResponseProblem| FieldError {
        field: format!("response.{}", problem.field),
        key: problem.message.to_owned(),
        arguments: Arguments::none(),
    };
    Err(Error::fields(problems.into_iter().map(field).collect()))
}

/// Submits an attempt with what has been saved. Submitting again changes nothing and gives the
/// same result; after the deadline it counts as submitted at the deadline.
#[utoipa::path(tag = "quizzes", operation_id = "submit_attempt",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The attempt as it is now", body = AttemptDetail)))]
#[post("/attempts/{id}/submission")]
async fn submit(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<AttemptDetail>> {
    let now = app.clock.now();
    let row = store::own(app.database.reader(), &actor, *id).await?;
    let row = finish::submit(&app, row, now).await?;
    Ok(web::Json(
        detail(&app, app.database.reader(), &row, now).await?,
    ))
}

async fn detail(
    app: &App,
    connection: &impl ConnectionTrait,
    row: &attempt::Model,
    now: DateTime<Utc>,
) -> Result<AttemptDetail> {
    let version = app.versions.get(connection, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let answers = store::answers(connection, row.id).await?;
    let best = best_of(connection, row.enrolment_id, row.item_id).await?;
    let levels = set_marks::chosen_levels(connection, row, quiz, &answers).await?;
    AttemptDetail::new(row, quiz, &answers, &levels, best, now)
}

/// The attempt that counts.
async fn best_of(
    connection: &impl ConnectionTrait,
    enrolment_id: Uuid,
    item_id: Uuid,
) -> Result<Option<Uuid>> {
    let made = store::of_item(connection, enrolment_id, item_id).await?;
    let graded = made
        .iter()
        .filter_map(|row| Some((row.id, store::outcome(row)?)));
    Ok(best(graded).map(|(id, _)| id))
}
