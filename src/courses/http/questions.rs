//! Writing the questions of a quiz, one by one. See `authoring.rs` for the rest of the draft.

use actix_web::{HttpResponse, delete, post, put, web};
use uuid::Uuid;

use super::authoring::{add_to_draft, change_draft, require_same};
use crate::app::App;
use crate::courses::document::{Content, CourseDocument};
use crate::courses::outline;
use crate::error::Result;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json};
use crate::policy::Actor;
use crate::quizzes::questions::Question;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(add_question)
        .service(replace_question)
        .service(remove_question);
}

/// Adds a question at the end of a quiz.
#[utoipa::path(tag = "authoring", operation_id = "add_question", request_body = Question,
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The quiz"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Added", body = Question)))]
#[post("/courses/{id}/items/{item_id}/questions")]
async fn add_question(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    key: IdempotencyKey,
    Json(question): Json<Question>,
) -> Result<HttpResponse> {
    let (id, item_id) = path.into_inner();
    let add = |draft: &mut CourseDocument| outline::add_question(draft, item_id, question);
    add_to_draft(&app, &actor, id, &key, add, |draft| {
        let Content::Quiz(quiz) = &draft.item(item_id)?.content else {
            return None;
        };
        quiz.questions.last().cloned()
    })
    .await
}

/// Replaces a question.
#[utoipa::path(tag = "authoring", operation_id = "replace_question", request_body = Question,
    params(("id" = Uuid, Path, description = "The course"),
        ("question_id" = Uuid, Path, description = "The question"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Question,
        headers(("ETag" = String, description = "For If-Match")))))]
#[put("/courses/{id}/questions/{question_id}")]
async fn replace_question(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(question): Json<Question>,
) -> Result<HttpResponse> {
    let (id, question_id) = path.into_inner();
    require_same(question_id, question.id)?;
    let replace =
        |draft: &mut CourseDocument| Ok(outline::replace_question(draft, question_id, question));
    change_draft(&app, &actor, id, &if_match, replace, |draft| {
        let mut questions = draft.items().filter_map(|item| match &item.content {
            Content::Quiz(quiz) => Some(&quiz.questions),
            _ => None,
        });
        questions.find_map(|questions| questions.iter().find(|one| one.id == question_id).cloned())
    })
    .await
}

/// Takes a question out of its quiz; the last one cannot be.
#[utoipa::path(tag = "authoring", operation_id = "remove_question",
    params(("id" = Uuid, Path, description = "The course"),
        ("question_id" = Uuid, Path, description = "The question"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 204, description = "Taken out",
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 422, description = "It is the last one", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[delete("/courses/{id}/questions/{question_id}")]
async fn remove_question(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
) -> Result<HttpResponse> {
    let (id, question_id) = path.into_inner();
    let remove = |draft: &mut CourseDocument| Ok(outline::remove_question(draft, question_id));
    change_draft(&app, &actor, id, &if_match, remove, |_| None::<()>).await
}
