//! A learner's attempts: beginning, seeing and submitting them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::{AttemptDetail, AttemptSummary, SealedStart};
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Page, PageQuery, actor, idempotency};
use crate::policy::Actor;
use crate::programmes;
use crate::quizzes::chains::Origin;
use crate::quizzes::counting::counted;
use crate::quizzes::finish::{self, Submission};
use crate::quizzes::own_attempts::OwnAttempt;
use crate::quizzes::quiz::Quiz;
use crate::quizzes::starting::{self, Beginning, Begun, Step};
use crate::quizzes::store::Answers;
use crate::quizzes::tables::attempt;
use crate::quizzes::{sealing, set_marks, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(start)
        .service(list)
        .service(read)
        .service(submit);
}

/// How an attempt is begun.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct BeginQuery {
    /// `create` makes the attempt without starting it, so that no time runs: for fetching the
    /// sealed paper before the quiz opens. `start`, which is meant when absent, starts it.
    #[param(inline)]
    step: StepAsked,
    /// `sealed` answers with the key of the sealed paper and an arrangement instead of the paper;
    /// `open`, which is meant when absent, with the paper.
    #[param(inline)]
    paper: PaperAsked,
}

/// How far an attempt is begun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepAsked {
    /// It is made.
    Create,
    /// It is started.
    #[default]
    Start,
}

/// In which form the paper is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperAsked {
    /// As it is.
    #[default]
    Open,
    /// Only what opens and arranges the sealed paper that was fetched before.
    Sealed,
}

/// From where a request comes.
pub(super) fn origin(app: &App, actor: &Actor, request: &HttpRequest) -> Origin {
    Origin {
        device_id: Some(actor.session_id),
        address: actor::address(request, app.config.server.trust_proxy),
    }
}

/// Starts an attempt at a quiz of one's own course. An attempt that is not finished is given back
/// instead of starting another, with all that has been saved in it.
#[utoipa::path(tag = "quizzes", operation_id = "start_attempt",
    params(("id" = Uuid, Path, description = "The enrolment"),
        ("item_id" = Uuid, Path, description = "The quiz, an item of the course"), BeginQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "The attempt", body = AttemptDetail),
        (status = 409, description = "`no_tries_left`; `quiz_not_open`; `quiz_closed`; `try_too_soon`; `window_not_open`; `window_closed`; `idempotency_key_reused`",
            body = crate::http::problem::Problem, content_type = "application/problem+json"),
        (status = 422, description = "`invalid`: the query, or the key",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[post("/enrolments/{id}/items/{item_id}/attempts")]
async fn start(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (enrolment_id, item_id) = path.into_inner();
    let query = web::Query::<BeginQuery>::from_query(request.query_string())
        .map_err(|_| Error::field("step, paper", "field-invalid"))?;
    let now = app.clock.now();
    let beginning = Beginning {
        enrolment_id,
        person_id: actor.person_id,
        item_id,
        step: match query.step {
            StepAsked::Create => Step::Create,
            StepAsked::Start => Step::Start,
        },
        origin: origin(&app, &actor, &request),
        now,
    };
    if key.is_absent() {
        let begun = app.starts.ask(beginning).await?;
        let detail = begun_detail(&app, app.database.reader(), &begun, query.paper, now).await?;
        return Ok(HttpResponse::Ok().json(detail));
    }
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        let begun = starting::begin(&app, transaction, std::slice::from_ref(&beginning)).await?;
        let begun = begun
            .into_iter()
            .next()
            .unwrap_or_else(|| Err(Error::internal("an attempt was begun and not given back")))?;
        begun_detail(&app, transaction, &begun, query.paper, now).await
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
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
    let version = app.versions.get(reader, enrolment.version_id).await?;
    let made = store::of_item(reader, enrolment.id, item_id).await?;
    if made.is_empty() {
        store::quiz_at(&version, item_id)?;
    }
    for row in made {
        finish::close_if_overdue(&app, row, now).await?;
    }
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
        let counts = counts(reader, row, quiz).await?;
        items.push(AttemptSummary::new(row, quiz, counts, now));
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
    let reader = app.database.reader();
    let row = store::own(reader, &actor, *id).await?;
    let row = finish::close_if_overdue(&app, row, now).await?;
    let answers = store::answers(reader, row.id).await?;
    Ok(web::Json(
        detail(&app, reader, &row, &answers, PaperAsked::Open, now).await?,
    ))
}

/// Submits an attempt with what has been saved. Submitting again changes nothing and gives the
/// same result; after the deadline it counts as submitted at the deadline.
#[utoipa::path(tag = "quizzes", operation_id = "submit_attempt",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The attempt as it is now", body = AttemptDetail),
        (status = 409, description = "`attempt_not_started`",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[post("/attempts/{id}/submission")]
async fn submit(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<web::Json<AttemptDetail>> {
    let now = app.clock.now();
    let asked = OwnAttempt {
        id: *id,
        person_id: actor.person_id,
    };
    let row = app.own_attempts.ask(asked).await?;
    let submission = Submission {
        attempt_id: row.id,
        enrolment_id: row.enrolment_id,
        origin: origin(&app, &actor, &request),
        now,
    };
    let row = app.submissions.ask(submission).await?;
    let reader = app.database.reader();
    let answers = store::answers(reader, row.id).await?;
    Ok(web::Json(
        detail(&app, reader, &row, &answers, PaperAsked::Open, now).await?,
    ))
}

async fn begun_detail(
    app: &App,
    connection: &impl ConnectionTrait,
    begun: &Begun,
    asked: PaperAsked,
    now: DateTime<Utc>,
) -> Result<AttemptDetail> {
    let answers = if begun.is_fresh {
        Answers::new()
    } else {
        store::answers(connection, begun.row.id).await?
    };
    detail(app, connection, &begun.row, &answers, asked, now).await
}

async fn detail(
    app: &App,
    connection: &impl ConnectionTrait,
    row: &attempt::Model,
    answers: &Answers,
    asked: PaperAsked,
    now: DateTime<Utc>,
) -> Result<AttemptDetail> {
    let version = app.versions.get(connection, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let counts = counts(connection, row, quiz).await?;
    let levels = set_marks::chosen_levels(connection, row, quiz, answers).await?;
    let mut detail = AttemptDetail::new(row, quiz, (answers, &levels), counts, now)?;
    if asked == PaperAsked::Sealed {
        detail.paper = None;
        if row.started_at.is_some() {
            let papers = &app.sealed_papers;
            let sealed = papers
                .opening(connection, row.version_id, row.item_id)
                .await?;
            detail.sealed = Some(SealedStart {
                arrangement: sealing::arrangement(quiz, row.seed, sealed.seed),
                key: sealed.key,
            });
        }
    }
    Ok(detail)
}

/// Whether the attempt is the one that counts, or one of them.
async fn counts(
    connection: &impl ConnectionTrait,
    row: &attempt::Model,
    quiz: &Quiz,
) -> Result<bool> {
    if row.graded_at.is_none() {
        return Ok(false);
    }
    let made = store::of_item(connection, row.enrolment_id, row.item_id).await?;
    let graded: Vec<_> = made
        .iter()
        .filter_map(|row| Some((row.id, store::outcome(row)?)))
        .collect();
    let counted = counted(quiz.counting, quiz.pass_percent, &graded);
    Ok(counted.is_some_and(|counted| counted.attempts.contains(&row.id)))
}
