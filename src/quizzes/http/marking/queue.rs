//! What waits for a person who marks.

use std::collections::BTreeMap;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, get, web};
use chrono::{DateTime, Utc};
use futures_util::future::{Ready, ready};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::Whose;
use crate::app::App;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{Page, PageQuery};
use crate::policy::{Action, Actor};
use crate::programmes::tables::enrolment;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::marking::{WaitingFor, waits_for};
use crate::quizzes::paper::questions_of;
use crate::quizzes::store;
use crate::quizzes::tables::marking::given_mark;
use crate::quizzes::tables::{answer, attempt};

/// How many attempts are looked at in one query.
const CHUNK: u64 = 200;

/// How many attempts are looked at for one page at most, so that a filter that hardly anything
/// passes does not keep the database busy: the page is then short, and says where to go on.
const LOOKED_AT: u64 = 2_000;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(queue);
}

/// Which of the answers that wait are asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QueueFilter {
    /// Those of this course.
    course_id: Option<Uuid>,
    /// Those of this quiz.
    item_id: Option<Uuid>,
    /// Those to this question.
    question_id: Option<Uuid>,
    /// Those whose turn it is: the first mark, the second, or a decision between two.
    waiting_for: Option<WaitingFor>,
}

impl FromRequest for QueueFilter {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = web::Query::<Self>::from_query(request.query_string());
        ready(query.map(web::Query::into_inner).map_err(|_| {
            Error::field(
                "course_id, item_id, question_id, waiting_for",
                "field-invalid",
            )
        }))
    }
}

/// An attempt that waits for the person who asks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "attempt_id": "0199a000-0000-7000-8000-000000000010",
    "course_title": "Багшийн мэргэжлийн хөгжил", "item_title": "Эцсийн сорил",
    "person": {"id": "0199a000-0000-7000-8000-000000000001", "surname": "Дорж", "given_name": "Бат"},
    "pseudonym": null, "submitted_at": "2026-01-15T01:20:00Z",
    "answers": [{"question_id": "0199a000-0000-7000-8000-000000000020", "waiting_for": "first"}]
}))]
pub struct WaitingAttempt {
    /// The attempt.
    attempt_id: Uuid,
    /// The course.
    course_title: String,
    /// The quiz.
    item_title: String,
    /// Whose it is.
    #[serde(flatten)]
    whose: Whose,
    /// When it was submitted.
    submitted_at: Option<DateTime<Utc>>,
    /// The answers that wait.
    answers: Vec<WaitingAnswer>,
}

/// An answer that waits.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct WaitingAnswer {
    /// The question.
    question_id: Uuid,
    /// Whose turn it is.
    waiting_for: WaitingFor,
}

/// The attempts whose answers wait for the person who asks, of those whom one may see; one's own are
/// not among them, nor what one has marked and somebody else has still to mark.
#[utoipa::path(tag = "quizzes", operation_id = "list_attempts_to_grade",
    params(PageQuery, QueueFilter),
    responses((status = 200, description = "A page of attempts", body = Page<WaitingAttempt>)))]
#[get("/grading-queue")]
async fn queue(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: QueueFilter,
) -> Result<web::Json<Page<WaitingAttempt>>> {
    actor.require(Action::Grade)?;
    let limit = page.limit();
    let mut items = Vec::new();
    let mut after = page.after();
    let mut looked_at = 0;
    loop {
        let chunk = chunk(&app, selection(&actor, &filter), after).await?;
        let is_last = chunk.rows.len() < usize::try_from(CHUNK).map_err(Error::internal)?;
        for row in &chunk.rows {
            let answers = waiting(&app, &actor, &filter, &chunk, row).await?;
            if !answers.is_empty() {
                items.push(shown(&app, row, answers).await?);
            }
            if items.len() > limit {
                items.truncate(limit);
                let next = items.last().map(|item| item.attempt_id);
                return Ok(web::Json(Page { items, next }));
            }
            after = Some(row.id);
        }
        looked_at += CHUNK;
        if is_last || looked_at >= LOOKED_AT {
            let next = after.filter(|_| !is_last);
            return Ok(web::Json(Page { items, next }));
        }
    }
}

fn selection(actor: &Actor, filter: &QueueFilter) -> Select<attempt::Entity> {
    let mut waiting = store::gradable_by(actor)
        .filter(attempt::Column::SubmittedAt.is_not_null())
        .filter(attempt::Column::GradedAt.is_null());
    if let Some(course) = filter.course_id {
        waiting = waiting.filter(enrolment::Column::CourseId.eq(course));
    }
    if let Some(item) = filter.item_id {
        waiting = waiting.filter(attempt::Column::ItemId.eq(item));
    }
    waiting
}

/// Some attempts, with the answers among theirs that have no mark yet and the marks of people.
struct Chunk {
    rows: Vec<attempt::Model>,
    unmarked: BTreeMap<Uuid, Vec<Uuid>>,
    markings: BTreeMap<(Uuid, Uuid), Vec<given_mark::Model>>,
}

async fn chunk(app: &App, waiting: Select<attempt::Entity>, after: Option<Uuid>) -> Result<Chunk> {
    let reader = app.database.reader();
    let mut waiting = waiting.order_by_asc(attempt::Column::Id).limit(CHUNK);
    if let Some(after) = after {
        waiting = waiting.filter(attempt::Column::Id.gt(after));
    }
    let rows = waiting.all(reader).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let answers: Vec<(Uuid, Uuid)> = answer::Entity::find()
        .filter(answer::Column::AttemptId.is_in(ids.iter().copied()))
        .filter(answer::Column::Marks.is_null())
        .select_only()
        .columns([answer::Column::AttemptId, answer::Column::QuestionId])
        .into_tuple()
        .all(reader)
        .await?;
    let mut unmarked: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for (attempt_id, question_id) in answers {
        unmarked.entry(attempt_id).or_default().push(question_id);
    }
    Ok(Chunk {
        markings: store::marking::markings(reader, ids).await?,
        rows,
        unmarked,
    })
}

/// The answers of an attempt that wait for the person who asks, in the order of the questions.
async fn waiting(
    app: &App,
    actor: &Actor,
    filter: &QueueFilter,
    chunk: &Chunk,
    row: &attempt::Model,
) -> Result<Vec<WaitingAnswer>> {
    let Some(unmarked) = chunk.unmarked.get(&row.id) else {
        return Ok(Vec::new());
    };
    let version = app
        .versions
        .get(app.database.reader(), row.version_id)
        .await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let mut answers = Vec::new();
    for question in questions_of(quiz, row.seed) {
        let is_asked_for = filter.question_id.is_none_or(|id| id == question.id);
        if !is_asked_for || !unmarked.contains(&question.id) {
            continue;
        }
        let given = chunk.markings.get(&(row.id, question.id));
        let given = store::marking::given(given.map(Vec::as_slice).unwrap_or_default());
        let most = Hundredths::from_whole(question.worth());
        let turn = waits_for(actor.person_id, &given, &quiz.marking, most);
        let turn = turn.filter(|turn| filter.waiting_for.is_none_or(|wanted| wanted == *turn));
        answers.extend(turn.map(|waiting_for| WaitingAnswer {
            question_id: question.id,
            waiting_for,
        }));
    }
    Ok(answers)
}

async fn shown(
    app: &App,
    row: &attempt::Model,
    answers: Vec<WaitingAnswer>,
) -> Result<WaitingAttempt> {
    let reader = app.database.reader();
    let version = app.versions.get(reader, row.version_id).await?;
    let (item, quiz) = store::quiz_at(&version, row.item_id)?;
    Ok(WaitingAttempt {
        attempt_id: row.id,
        course_title: version.document.title.clone(),
        item_title: item.title.clone(),
        whose: Whose::of(reader, row, quiz).await?,
        submitted_at: row.submitted_at,
        answers,
    })
}
