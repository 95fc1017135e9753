//! Grading by a person: what waits, an attempt's essays, and the marks given to them.

use actix_web::{HttpResponse, get, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::{IfMatch, Json, Page, PageQuery, etag};
use crate::messages::Arguments;
use crate::people::tables::person;
use crate::policy::{Action, Actor};
use crate::programmes;
use crate::programmes::tables::enrolment;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::questions_of;
use crate::quizzes::questions::Question;
use crate::quizzes::response::Response;
use crate::quizzes::tables::{answer, attempt};
use crate::quizzes::{finish, store};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config.service(queue).service(sheet).service(give);
}

/// An attempt that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "attempt_id": "0199a000-0000-7000-8000-000000000010",
    "course_title": "Багшийн мэргэжлийн хөгжил", "item_title": "Эцсийн сорил",
    "person": {"id": "0199a000-0000-7000-8000-000000000001", "surname": "Дорж", "given_name": "Бат"},
    "submitted_at": "2026-01-15T01:20:00Z"
}))]
pub struct WaitingAttempt {
    /// The attempt.
    attempt_id: Uuid,
    /// The course.
    course_title: String,
    /// The quiz.
    item_title: String,
    /// Whose it is.
    person: Learner,
    /// When it was submitted.
    submitted_at: Option<DateTime<Utc>>,
}

/// The learner whose answers are graded.
#[derive(Debug, Serialize, ToSchema)]
pub struct Learner {
    /// The identifier.
    id: Uuid,
    /// The surname.
    surname: String,
    /// The given name.
    given_name: String,
}

/// The attempts that wait for a person, of those whom one may see; one's own are not among them.
#[utoipa::path(tag = "quizzes", operation_id = "list_attempts_to_grade", params(PageQuery),
    responses((status = 200, description = "A page of attempts", body = Page<WaitingAttempt>)))]
#[get("/grading-queue")]
async fn queue(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<WaitingAttempt>>> {
    actor.require(Action::Grade)?;
    let reader = app.database.reader();
    let waiting = store::gradable_by(&actor)
        .filter(attempt::Column::SubmittedAt.is_not_null())
        .filter(attempt::Column::GradedAt.is_null());
    let found = page
        .load(reader, waiting, attempt::Column::Id, |row| row.id)
        .await?;
    let mut items = Vec::with_capacity(found.items.len());
    for row in &found.items {
        let version = app.versions.get(reader, row.version_id).await?;
        let (item, _) = store::quiz_at(&version, row.item_id)?;
        items.push(WaitingAttempt {
            attempt_id: row.id,
            course_title: version.document.title.clone(),
            item_title: item.title.clone(),
            person: learner(reader, row).await?,
            submitted_at: row.submitted_at,
        });
    }
    Ok(web::Json(Page {
        items,
        next: found.next,
    }))
}

async fn learner(connection: &impl ConnectionTrait, row: &attempt::Model) -> Result<Learner> {
    let found = enrolment::Entity::find_by_id(row.enrolment_id)
        .find_also_related(person::Entity)
        .one(connection)
        .await?;
    let (_, person) = found.ok_or(Code::NotFound)?;
    let person = person.ok_or(Code::NotFound)?;
    Ok(Learner {
        id: person.id,
        surname: person.surname,
        given_name: person.given_name,
    })
}

/// What a person needs to grade an attempt.
#[derive(Debug, Serialize, ToSchema)]
pub struct GradingSheet {
    /// The attempt.
    attempt_id: Uuid,
    /// Whose it is.
    person: Learner,
    /// When it was submitted.
    submitted_at: Option<DateTime<Utc>>,
    /// When the last mark was given; null while one is missing.
    graded_at: Option<DateTime<Utc>>,
    /// The answers that a person grades, in the author's order.
    essays: Vec<Essay>,
}

/// An answer that a person grades.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "question_id": "0199a000-0000-7000-8000-000000000020", "question": "Яагаад?",
    "guidance": "Хоёр шалтгаан нэрлэсэн эсэх", "most": 4.0, "text": "Учир нь …",
    "marks": 3.5, "comment": "Нэг шалтгаан дутуу."
}))]
pub struct Essay {
    /// The question.
    question_id: Uuid,
    /// What is asked, in Markdown.
    question: String,
    /// What to look for, by the author; never shown to a learner.
    guidance: String,
    /// The most marks there are.
    most: Hundredths,
    /// What the learner has written.
    text: String,
    /// The marks given; null while there are none.
    marks: Option<Hundredths>,
    /// What the person who graded it says to the learner.
    comment: String,
}

/// The essays of an attempt of somebody else, with what to look for.
#[utoipa::path(tag = "quizzes", operation_id = "read_grading_sheet",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The sheet", body = GradingSheet,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/attempts/{id}/grading-sheet")]
async fn sheet(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    actor.require(Action::Grade)?;
    let row = store::find_gradable(app.database.reader(), &actor, *id).await?;
    let row = finish::close_if_overdue(&app, row, app.clock.now()).await?;
    written_sheet(&app, &row).await
}

async fn written_sheet(app: &App, row: &attempt::Model) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let version = app.versions.get(reader, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    // An essay that is still being written is nobody else's business.
    let essays = match row.submitted_at {
        Some(_) => essays(
            &questions_of(quiz, row.seed),
            store::answers(reader, row.id).await?.into_values(),
        )?,
        None => Vec::new(),
    };
    let written = GradingSheet {
        attempt_id: row.id,
        person: learner(reader, row).await?,
        submitted_at: row.submitted_at,
        graded_at: row.graded_at,
        essays,
    };
    Ok(HttpResponse::Ok()
        .insert_header(etag::of(row.revision))
        .json(written))
}

fn essays(
    questions: &[Question],
    answers: impl Iterator<Item = answer::Model>,
) -> Result<Vec<Essay>> {
    let mut answers: std::collections::BTreeMap<Uuid, answer::Model> =
        answers.map(|row| (row.question_id, row)).collect();
    let mut essays = Vec::new();
    for question in questions {
        let Some(guidance) = question.answer.guidance() else {
            continue;
        };
        let Some(answer) = answers.remove(&question.id) else {
            continue;
        };
        let Response::Essay { text } = store::response(&answer)? else {
            continue;
        };
        essays.push(Essay {
            question_id: question.id,
            question: question.text.clone(),
            guidance: guidance.to_owned(),
            most: Hundredths::from_whole(question.marks),
            text,
            marks: answer.marks.map(Hundredths::from_count),
            comment: answer.comment.unwrap_or_default(),
        });
    }
    Ok(essays)
}

/// The marks that a person gives to an essay.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"marks": 3.5, "comment": "Нэг шалтгаан дутуу."}))]
pub struct GivenMarks {
    /// From 0 to the most that the question is worth.
    #[garde(skip)]
    marks: Hundredths,
    /// What the learner is told about it.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    comment: String,
}

/// Gives an essay its marks, or corrects them. When it was the last one that waited, the attempt is
/// graded and counts for the course at once.
#[utoipa::path(tag = "quizzes", operation_id = "grade_essay", request_body = GivenMarks,
    params(("id" = Uuid, Path, description = "The attempt"),
        ("question_id" = Uuid, Path, description = "The question"),
        ("If-Match" = String, Header, description = "The ETag of the sheet that was read")),
    responses((status = 200, description = "The sheet as it is now", body = GradingSheet,
        headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`not_gradable`: the attempt is open, or the answer is not an essay",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[put("/attempts/{id}/answers/{question_id}/marks")]
async fn give(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(given): Json<GivenMarks>,
) -> Result<HttpResponse> {
    actor.require(Action::Grade)?;
    let (id, question_id) = path.into_inner();
    let now = app.clock.now();
    let row = store::find_gradable(app.database.reader(), &actor, id).await?;
    let version = app
        .versions
        .get(app.database.reader(), row.version_id)
        .await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;

    let transaction = app.database.begin().await?;
    programmes::store::lock(&transaction, row.enrolment_id).await?;
    let row = store::lock(&transaction, id).await?;
    if_match.require(row.revision)?;
    let answers = store::answers(&transaction, id).await?;
    let essays = essays(&questions_of(quiz, row.seed), answers.into_values())?;
    let essay = essays.iter().find(|essay| essay.question_id == question_id);
    let essay = essay
        .filter(|_| row.submitted_at.is_some())
        .ok_or(Code::NotGradable)?;
    require_at_most(given.marks, essay.most)?;
    answer::ActiveModel {
        attempt_id: Set(id),
        question_id: Set(question_id),
        marks: Set(Some(given.marks.count())),
        graded_by: Set(Some(actor.person_id)),
        comment: Set(Some(given.comment)),
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    let life = store::life(&row);
    let row = finish::finish(&app, &transaction, row, life, now).await?;
    transaction.commit().await?;
    app.outbox.wake();
    written_sheet(&app, &row).await
}

fn require_at_most(marks: Hundredths, most: Hundredths) -> Result<()> {
    if marks <= most {
        return Ok(());
    }
    Err(Error::fields(vec![FieldError {
        field: "marks".to_owned(),
        key: "field-too-great".to_owned(),
        arguments: Arguments::none().with("max", f64::from(most)),
    }]))
}
