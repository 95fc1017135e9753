//! Answers as they come from a learner's devices: one by one over a line, or many at once after a
//! while without one.

use actix_web::{HttpRequest, post, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::answer_files::require_uploaded;
use super::attempts::origin;
use super::views::SavedAnswer;
use crate::app::App;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::Json;
use crate::http::routes::Routes;
use crate::policy::Actor;
use crate::quizzes::grading::Certainty;
use crate::quizzes::own_attempts::OwnAttempt;
use crate::quizzes::paper::questions_of;
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::{Navigation, Quiz};
use crate::quizzes::recording::{Answer, Arrived, Delivery, Receipt};
use crate::quizzes::response::Response;
use crate::quizzes::store;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(save).service(synchronise);
}

/// An answer to be saved.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "client_number": 3, "response": {"kind": "multiple_choice", "options": [0, 2]}
}))]
pub struct NewAnswer {
    /// The client's own number, which grows with every answer to the question: one more than the
    /// greatest it knows of. The greatest number counts, whichever device it comes from; of equal
    /// ones that which was made last.
    #[garde(range(min = 1, max = 9_007_199_254_740_991))]
    client_number: i64,
    /// What is answered.
    #[garde(dive)]
    response: Response,
    /// How certain the learner is, where the quiz asks.
    #[serde(default)]
    #[garde(skip)]
    certainty: Option<Certainty>,
    /// When the device made it, by its own clock; absent for now.
    #[serde(default)]
    #[garde(skip)]
    claimed_at: Option<DateTime<Utc>>,
}

/// Saves the answer to one question. It is on disk before this is answered, and the answer is the
/// receipt. Sent again it gets the receipt it had. One that is older than what is saved, or that
/// comes when the time is over, is kept in the history without counting; the receipt says so.
#[utoipa::path(tag = "quizzes", operation_id = "save_answer", request_body = NewAnswer,
    params(("id" = Uuid, Path, description = "The attempt"),
        ("question_id" = Uuid, Path, description = "The question")),
    responses((status = 200, description = "Saved", body = SavedAnswer),
        (status = 409, description = "`attempt_closed`: it has been submitted; `attempt_not_started`; `no_way_back`: a later question has been answered",
            body = crate::http::problem::Problem, content_type = "application/problem+json"),
        (status = 429, description = "The attempt has had more answers than anybody gives",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[put("/attempts/{id}/answers/{question_id}")]
async fn save(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    Json(new): Json<NewAnswer>,
    request: HttpRequest,
) -> Result<web::Json<SavedAnswer>> {
    // When it arrived counts, not when it is written down.
    let now = app.clock.now();
    let (id, question_id) = path.into_inner();
    let mut delivery = delivery(&app, &actor, id, &request, now).await?;
    let questions = delivery.questions;
    let question = questions.iter().find(|question| question.id == question_id);
    require_fit(question.ok_or(Code::NotFound)?, &new.response, "response.")?;
    require_uploaded(&app, &actor, id, (&new.response, "response.")).await?;
    let (client_number, claimed_at) = (new.client_number, new.claimed_at);
    let answer = Answer {
        response: new.response,
        certainty: new.certainty,
    };
    delivery.delivery.entries.push(answered(
        question_id,
        client_number,
        claimed_at,
        answer.clone(),
    )?);
    let receipts = app.answers.ask(delivery.delivery).await?;
    let receipt = receipts.into_iter().next();
    let receipt = receipt.ok_or_else(|| Error::internal("an answer got no receipt"))?;
    Ok(web::Json(SavedAnswer::with_receipt(
        question_id,
        client_number,
        answer,
        receipt,
    )))
}

/// What a device has gathered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"entries": [
    {"kind": "answer", "question_id": "0199a000-0000-7000-8000-000000000020", "client_number": 3,
        "response": {"kind": "true_false", "value": true}, "claimed_at": "2026-01-15T01:05:00Z"},
    {"kind": "observation", "client_number": 4, "observed": "focus_lost",
        "claimed_at": "2026-01-15T01:06:00Z"}]}))]
pub struct Gathered {
    /// Answers and observations in the order in which they were made.
    #[garde(length(min = 1, max = 500), dive)]
    entries: Vec<GatheredEntry>,
}

/// Something that a device has gathered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum GatheredEntry {
    /// An answer.
    Answer {
        /// The question.
        #[garde(skip)]
        question_id: Uuid,
        /// The client's own number, as for an answer that is saved alone.
        #[garde(range(min = 1, max = 9_007_199_254_740_991))]
        client_number: i64,
        /// What is answered.
        #[garde(dive)]
        response: Response,
        /// How certain the learner is, where the quiz asks.
        #[serde(default)]
        #[garde(skip)]
        certainty: Option<Certainty>,
        /// When the device made it, by its own clock.
        #[garde(skip)]
        claimed_at: DateTime<Utc>,
    },
    /// Something that the device noticed.
    Observation {
        /// The client's own number among its observations.
        #[garde(range(min = 1, max = 9_007_199_254_740_991))]
        client_number: i64,
        /// What it noticed.
        #[garde(skip)]
        observed: Observed,
        /// When, by its own clock.
        #[garde(skip)]
        claimed_at: DateTime<Utc>,
    },
}

/// What a device may notice. There is no more than this: nothing looks at the learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Observed {
    /// The page of the quiz was left.
    FocusLost,
    /// It was come back to.
    FocusReturned,
    /// The line was lost.
    LineLost,
    /// It came back.
    LineReturned,
}

/// What has become of what a device had gathered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Synchronised {
    /// The receipts in the order of the entries.
    receipts: Vec<Receipt>,
}

/// Takes what a device has gathered without a line, all of it or, when something is refused,
/// nothing. Sent again it gets the receipts it had. What arrives after the deadline is kept and
/// marked late; whether it counts is for the quiz to say.
#[utoipa::path(tag = "quizzes", operation_id = "synchronise_attempt", request_body = Gathered,
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "Written down", body = Synchronised),
        (status = 409, description = "`attempt_closed`: it has been submitted; `attempt_not_started`; `no_way_back`: a later question has been answered",
            body = crate::http::problem::Problem, content_type = "application/problem+json"),
        (status = 429, description = "The attempt has had more answers than anybody gives",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[post("/attempts/{id}/synchronisation")]
async fn synchronise(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Json(gathered): Json<Gathered>,
    request: HttpRequest,
) -> Result<web::Json<Synchronised>> {
    let now = app.clock.now();
    let mut delivery = delivery(&app, &actor, *id, &request, now).await?;
    for (at, entry) in gathered.entries.into_iter().enumerate() {
        let arrived = match entry {
            GatheredEntry::Answer {
                question_id,
                client_number,
                response,
                certainty,
                claimed_at,
            } => {
                let mut questions = delivery.questions.iter();
                let Some(question) = questions.find(|question| question.id == question_id) else {
                    let field = format!("entries[{at}].question_id");
                    return Err(Error::field(field, "field-unknown"));
                };
                let place = format!("entries[{at}].response.");
                require_fit(question, &response, &place)?;
                require_uploaded(&app, &actor, *id, (&response, &place)).await?;
                let answer = Answer {
                    response,
                    certainty,
                };
                answered(question_id, client_number, Some(claimed_at), answer)?
            }
            GatheredEntry::Observation {
                client_number,
                observed,
                claimed_at,
            } => Arrived {
                question_id: None,
                client_number,
                answer: None,
                body: serde_json::to_string(&observed).map_err(Error::internal)?,
                claimed_at: Some(claimed_at),
            },
        };
        delivery.delivery.entries.push(arrived);
    }
    let receipts = app.answers.ask(delivery.delivery).await?;
    Ok(web::Json(Synchronised { receipts }))
}

struct Addressed {
    delivery: Delivery,
    questions: Vec<Question>,
}

/// A delivery for one's own attempt, with nothing in it yet.
async fn delivery(
    app: &App,
    actor: &Actor,
    attempt_id: Uuid,
    request: &HttpRequest,
    now: DateTime<Utc>,
) -> Result<Addressed> {
    let reader = app.database.reader();
    let asked = OwnAttempt {
        id: attempt_id,
        person_id: actor.person_id,
    };
    let row = app.own_attempts.ask(asked).await?;
    let version = app.versions.get(reader, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let questions = questions_of(quiz, row.seed);
    Ok(Addressed {
        delivery: Delivery {
            attempt_id,
            entries: Vec::new(),
            origin: origin(app, actor, request),
            now,
            sequence: sequence(quiz, &questions),
        },
        questions,
    })
}

fn sequence(quiz: &Quiz, questions: &[Question]) -> Vec<Uuid> {
    match quiz.navigation {
        Navigation::Free => Vec::new(),
        Navigation::Sequential => questions.iter().map(|question| question.id).collect(),
    }
}

fn answered(
    question_id: Uuid,
    client_number: i64,
    claimed_at: Option<DateTime<Utc>>,
    answer: Answer,
) -> Result<Arrived> {
    Ok(Arrived {
        question_id: Some(question_id),
        client_number,
        body: serde_json::to_string(&answer).map_err(Error::internal)?,
        answer: Some(answer),
        claimed_at: claimed_at.map(|time| chrono::SubsecRound::trunc_subsecs(time, 6)),
    })
}

/// Goes on when the response can be an answer to the question.
fn require_fit(question: &Question, response: &Response, place: &str) -> Result<()> {
    let problems = response.problems(&question.answer);
    if problems.is_empty() {
        return Ok(());
    }
    let named = problems.into_iter();
    let named =
        named.map(|problem| FieldError::new(format!("{place}{}", problem.field), problem.message));
    Err(Error::fields(named.collect()))
}
