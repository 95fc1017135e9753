//! How an appeal against a mark is made, and what waits; `decisions.rs` has how it is decided.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::Whose;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::quizzes::appeal::is_open;
use crate::quizzes::feedback::policy_at;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::questions_of;
use crate::quizzes::quiz::FeedbackPolicy;
use crate::quizzes::store;
use crate::quizzes::tables::attempt;
use crate::quizzes::tables::marking::appeal;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(make).service(list).service(queue);
}

/// What a learner has to say against a mark.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"question_id": "0199a000-0000-7000-8000-000000000020",
    "text": "Хоёр шалтгааныг хоёуланг нь нэрлэсэн."}))]
pub struct NewAppeal {
    /// The question.
    #[garde(skip)]
    question_id: Uuid,
    /// Why the mark is not right.
    #[garde(length(chars, min = 1, max = 5_000))]
    text: String,
}

/// An appeal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000050", "attempt_id": "0199a000-0000-7000-8000-000000000010",
    "question_id": "0199a000-0000-7000-8000-000000000020", "text": "Хоёуланг нь нэрлэсэн.",
    "made_at": "2026-01-17T01:00:00Z", "marks_before": 3.0, "decided_at": null, "accepted": null,
    "marks_after": null, "answer": null
}))]
pub struct Appeal {
    /// The identifier.
    id: Uuid,
    /// The attempt.
    attempt_id: Uuid,
    /// The question.
    question_id: Uuid,
    /// Why the mark is not right, by the learner.
    text: String,
    /// When it was made.
    made_at: DateTime<Utc>,
    /// The mark that it is about.
    marks_before: Hundredths,
    /// When it was decided; null while it waits.
    decided_at: Option<DateTime<Utc>>,
    /// Whether it was accepted.
    accepted: Option<bool>,
    /// The mark that it led to; null when the mark stays.
    marks_after: Option<Hundredths>,
    /// What the learner is told.
    answer: Option<String>,
}

impl From<appeal::Model> for Appeal {
    fn from(row: appeal::Model) -> Self {
        Self {
            id: row.id,
            attempt_id: row.attempt_id,
            question_id: row.question_id,
            text: row.text,
            made_at: row.made_at,
            marks_before: Hundredths::from_count(row.marks_before),
            decided_at: row.decided_at,
            accepted: row.accepted,
            marks_after: row.marks_after.map(Hundredths::from_count),
            answer: row.answer,
        }
    }
}

/// Appeals against the mark of one answer of one's own attempt, once, within the days that the
/// platform allows after grading.
#[utoipa::path(tag = "quizzes", operation_id = "make_appeal", request_body = NewAppeal,
    params(("id" = Uuid, Path, description = "The attempt"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made", body = Appeal),
        (status = 409, description = "`appeal_closed`: the attempt is not graded, its marks are not shown, or the days are over; `already_exists`: the mark has been appealed against",
            body = Problem, content_type = "application/problem+json")))]
#[post("/attempts/{id}/appeals")]
async fn make(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewAppeal>,
) -> Result<HttpResponse> {
    let row = store::own(app.database.reader(), &actor, *id).await?;
    let version = app
        .versions
        .get(app.database.reader(), row.version_id)
        .await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let mut questions = questions_of(quiz, row.seed).into_iter();
    let is_asked = questions.any(|question| question.id == new.question_id && question.worth() > 0);
    if !is_asked {
        return Err(Error::field("question_id", "field-unknown"));
    }
    let marks_shown = policy_at(quiz, app.clock.now()) >= FeedbackPolicy::Marks;
    idempotency::once(
        &app,
        &actor,
        &key,
        StatusCode::CREATED,
        async |transaction| {
            // Locked: of two that are made at once the second finds the first.
            let row = store::lock(transaction, *id).await?;
            let now = app.clock.now();
            let days = app.config.quizzes.appeal_days;
            if !marks_shown || !is_open(row.graded_at, days, now) {
                return Err(Code::AppealClosed.into());
            }
            let made = store::marking::appeals(transaction, row.id).await?;
            if made.iter().any(|one| one.question_id == new.question_id) {
                return Err(Code::AlreadyExists.into());
            }
            write(transaction, &actor, &row, new, now).await
        },
    )
    .await
}

async fn write(
    transaction: &Transaction,
    actor: &Actor,
    row: &attempt::Model,
    new: NewAppeal,
    now: DateTime<Utc>,
) -> Result<Appeal> {
    let answers = store::answers(transaction, row.id).await?;
    let answer = answers.get(&new.question_id);
    let row = appeal::ActiveModel {
        id: Set(ids::new_id()),
        attempt_id: Set(row.id),
        question_id: Set(new.question_id),
        person_id: Set(actor.person_id),
        text: Set(new.text),
        made_at: Set(now),
        marks_before: Set(answer.and_then(|answer| answer.marks).unwrap_or(0)),
        decided_at: Set(None),
        decided_by: Set(None),
        accepted: Set(None),
        marks_after: Set(None),
        answer: Set(None),
    };
    Ok(Appeal::from(row.insert(transaction).await?))
}

/// The appeals of an attempt, the first first: of one's own, or of one that one may grade.
#[utoipa::path(tag = "quizzes", operation_id = "list_appeals_of_attempt",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The appeals", body = Vec<Appeal>)))]
#[get("/attempts/{id}/appeals")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<Appeal>>> {
    let reader = app.database.reader();
    let row = store::marking::own_or_gradable(reader, &actor, *id).await?;
    let appeals = store::marking::appeals(reader, row.id).await?;
    Ok(web::Json(appeals.into_iter().map(Appeal::from).collect()))
}

/// An appeal that waits for a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingAppeal {
    /// The course.
    course_title: String,
    /// The quiz.
    item_title: String,
    /// Whose it is.
    #[serde(flatten)]
    whose: Whose,
    /// The appeal.
    appeal: Appeal,
}

/// The appeals that wait for a decision, of those whom one may grade; one's own are not among them.
#[utoipa::path(tag = "quizzes", operation_id = "list_appeals", params(PageQuery),
    responses((status = 200, description = "A page of appeals", body = Page<WaitingAppeal>)))]
#[get("/appeals")]
async fn queue(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<WaitingAppeal>>> {
    actor.require(Action::Grade)?;
    let reader = app.database.reader();
    let waiting =
        store::marking::gradable_appeals(&actor).filter(appeal::Column::DecidedAt.is_null());
    let found = page
        .load(reader, waiting, appeal::Column::Id, |row| row.id)
        .await?;
    let mut items = Vec::with_capacity(found.items.len());
    for row in found.items {
        let attempt = store::marking::attempt(reader, row.attempt_id).await?;
        let version = app.versions.get(reader, attempt.version_id).await?;
        let (item, quiz) = store::quiz_at(&version, attempt.item_id)?;
        items.push(WaitingAppeal {
            course_title: version.document.title.clone(),
            item_title: item.title.clone(),
            whose: Whose::of(reader, &attempt, quiz).await?,
            appeal: Appeal::from(row),
        });
    }
    Ok(web::Json(Page {
        items,
        next: found.next,
    }))
}
