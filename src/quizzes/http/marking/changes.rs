//! What has become of a mark: the record of every change.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::Learner;
use crate::app::App;
use crate::error::Result;
use crate::http::routes::Routes;
use crate::policy::Actor;
use crate::quizzes::feedback::policy_at;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::marking::Why;
use crate::quizzes::quiz::FeedbackPolicy;
use crate::quizzes::store;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list);
}

/// A change of a mark.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "question_id": "0199a000-0000-7000-8000-000000000020", "before": 3.0, "after": 3.5,
    "why": "appeal", "by": {"id": "0199a000-0000-7000-8000-000000000001", "surname": "Дорж",
        "given_name": "Бат"}, "at": "2026-01-20T03:00:00Z", "correction_id": null,
    "appeal_id": "0199a000-0000-7000-8000-000000000050"
}))]
pub struct MarkChange {
    /// The question.
    question_id: Uuid,
    /// The mark before; null for the first one.
    before: Option<Hundredths>,
    /// The mark after.
    after: Hundredths,
    /// Why it was changed.
    why: Why,
    /// Who decided it; null when it is not told, or nobody decided about this one answer.
    by: Option<Learner>,
    /// When.
    at: DateTime<Utc>,
    /// The correction of the question that led to it.
    correction_id: Option<Uuid>,
    /// The appeal that led to it.
    appeal_id: Option<Uuid>,
}

/// Every change of the marks of an attempt, the oldest first: one's own attempt, or one that one may
/// grade. Marks that were given by rule at the submission are the attempt's first and stand in it.
/// A learner is told what the quiz shows of marks, once the attempt is graded; and not by whom, where
/// the quiz is marked anonymously.
#[utoipa::path(tag = "quizzes", operation_id = "list_mark_changes",
    params(("id" = Uuid, Path, description = "The attempt")),
    responses((status = 200, description = "The changes", body = Vec<MarkChange>)))]
#[get("/attempts/{id}/mark-changes")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<Vec<MarkChange>>> {
    let reader = app.database.reader();
    let row = store::marking::own_or_gradable(reader, &actor, *id).await?;
    let learner = store::marking::learner_of(reader, &row).await?;
    let version = app.versions.get(reader, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let is_own = learner.id == actor.person_id;
    let policy = policy_at(quiz, app.clock.now());
    let shown = policy >= FeedbackPolicy::Marks && row.graded_at.is_some();
    if is_own && !shown {
        return Ok(web::Json(Vec::new()));
    }
    let changes = store::marking::changes(reader, row.id).await?;
    let names_told = !(is_own && quiz.marking.anonymous);
    let people = changes.iter().filter(|_| names_told);
    let people = people.filter_map(|change| change.changed_by);
    let people = store::marking::people(reader, people.collect::<Vec<_>>()).await?;
    let changes = changes.into_iter().map(|change| MarkChange {
        question_id: change.question_id,
        before: change.marks_before.map(Hundredths::from_count),
        after: Hundredths::from_count(change.marks_after),
        why: change.why,
        by: change
            .changed_by
            .and_then(|id| people.get(&id).cloned())
            .map(Learner::from),
        at: change.at,
        correction_id: change.correction_id,
        appeal_id: change.appeal_id,
    });
    Ok(web::Json(changes.collect()))
}
