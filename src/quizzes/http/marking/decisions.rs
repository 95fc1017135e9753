//! How an appeal against a mark is decided.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::appeals::Appeal;
use super::views::require_at_most;
use crate::app::App;
use crate::audit::{self, Changes, Deed, Line};
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::outbox::{self, Letter};
use crate::policy::{Action, Actor};
use crate::programmes;
use crate::quizzes::appeal::{self as rules, decided};
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::marking::Stage;
use crate::quizzes::paper::questions_of;
use crate::quizzes::set_marks::{Mark, Marked, set_mark};
use crate::quizzes::store;
use crate::quizzes::tables::attempt;
use crate::quizzes::tables::marking::appeal;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(decide);
}

/// A decision about an appeal.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"accepted": true, "marks": 1, "answer": "Зөв байна, хоёр дахь шалтгаан бий."}))]
pub struct Decision {
    /// Whether the learner is right.
    #[garde(skip)]
    accepted: bool,
    /// What the answer is worth then, from 0 to the most; absent when the appeal is rejected.
    #[serde(default)]
    #[garde(skip)]
    marks: Option<Hundredths>,
    /// What the learner is told.
    #[garde(length(chars, min = 1, max = 5_000))]
    answer: String,
}

/// Decides an appeal, for good. The learner is told by mail; when the mark changes, the attempt is
/// graded anew at once, and the change is in its record.
#[utoipa::path(tag = "quizzes", operation_id = "decide_appeal", request_body = Decision,
    params(("id" = Uuid, Path, description = "The appeal"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "Decided", body = Appeal),
        (status = 409, description = "`appeal_decided`", body = Problem,
            content_type = "application/problem+json")))]
#[post("/appeals/{id}/decision")]
async fn decide(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(decision): Json<Decision>,
) -> Result<HttpResponse> {
    actor.require(Action::Grade)?;
    let found = store::marking::find_appeal(app.database.reader(), &actor, *id).await?;
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        let attempt = store::marking::attempt(transaction, found.attempt_id).await?;
        programmes::store::lock(transaction, attempt.enrolment_id).await?;
        let row = store::lock(transaction, attempt.id).await?;
        // Read again under the lock: of two who decide at once the second finds it decided.
        let appeal = store::marking::find_appeal(transaction, &actor, *id).await?;
        if appeal.decided_at.is_some() {
            return Err(Code::AppealDecided.into());
        }
        settle(&app, transaction, &actor, (row, appeal), decision).await
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

async fn settle(
    app: &App,
    transaction: &Transaction,
    actor: &Actor,
    (row, appeal): (attempt::Model, appeal::Model),
    decision: Decision,
) -> Result<Appeal> {
    let now = app.clock.now();
    let version = app.versions.get(transaction, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let questions = questions_of(quiz, row.seed);
    let question = questions.iter().find(|one| one.id == appeal.question_id);
    let question = question.ok_or(Code::NotFound)?;
    let most = Hundredths::from_whole(question.worth());
    let marks =
        decided(decision.accepted, decision.marks, most).map_err(|problem| match problem {
            rules::Problem::MarksMissing => Error::field("marks", "field-empty"),
            rules::Problem::MarksOfRejected => Error::field("marks", "field-only-accepted"),
            rules::Problem::OutOfRange => decision
                .marks
                .and_then(|marks| require_at_most(marks, most).err())
                .unwrap_or_else(|| Error::field("marks", "field-invalid")),
        })?;
    if let Some(marks) = marks {
        let answers = store::answers(transaction, row.id).await?;
        let answer = answers.get(&appeal.question_id);
        let answer = answer.ok_or_else(|| Error::field("accepted", "field-nothing-answered"))?;
        let marked = Marked {
            question,
            rule: &quiz.marking,
            before: answer.marks.map(Hundredths::from_count),
        };
        let mark = Mark {
            marker: actor.person_id,
            stage: Stage::Appeal,
            marks,
            levels: None,
            comment: decision.answer.clone(),
            appeal_id: Some(appeal.id),
        };
        set_mark(app, transaction, row, marked, mark, now).await?;
    }
    let decided = appeal::ActiveModel {
        id: Set(appeal.id),
        decided_at: Set(Some(now)),
        decided_by: Set(Some(actor.person_id)),
        accepted: Set(Some(decision.accepted)),
        marks_after: Set(marks.map(Hundredths::count)),
        answer: Set(Some(decision.answer)),
        ..Default::default()
    };
    let decided = decided.update(transaction).await?;
    let letter = Letter::AppealDecided {
        appeal_id: appeal.id,
    };
    outbox::send(app, transaction, appeal.person_id, letter).await?;
    let before = Hundredths::from_count(decided.marks_before);
    let marks = Changes::none().field("marks", &before, &marks.unwrap_or(before));
    let line = Line::new(actor, Deed::AppealDecided, appeal.id, now)
        .about(appeal.person_id)
        .with(marks.details());
    audit::record(transaction, line).await?;
    Ok(Appeal::from(decided))
}
