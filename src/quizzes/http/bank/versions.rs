//! The versions of a question of the bank. They never change: a question changes by a new one.

use actix_web::{HttpResponse, get, post, web};
use uuid::Uuid;

use super::views::{self, BankQuestion, NewQuestionVersion, QuestionVersion};
use crate::app::App;
use crate::error::Result;
use crate::http::routes::Routes;
use crate::http::{IfMatch, Json, etag};
use crate::policy::{Action, Actor};
use crate::quizzes::bank::store;
use crate::quizzes::bank::writing::{self, Hand};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(add).service(read);
}

/// Writes the next version of a question. Quizzes that are published, and copies in drafts, stay
/// on the version they have.
#[utoipa::path(tag = "question bank", operation_id = "add_question_version",
    request_body = NewQuestionVersion,
    params(("id" = Uuid, Path, description = "The question"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 201, description = "The question with its new version", body = BankQuestion,
        headers(("ETag" = String, description = "For If-Match")))))]
#[post("/question-bank/questions/{id}/versions")]
async fn add(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(new): Json<NewQuestionVersion>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let row = store::lock_question(&transaction, *id).await?;
    if_match.require(row.revision)?;
    let hand = Hand {
        person_id: actor.person_id,
        now: app.clock.now(),
    };
    let row = writing::add_version(&transaction, &row, &new.question, new.note, hand).await?;
    let tag = etag::of(row.revision);
    let shown = views::show_one(&transaction, row).await?;
    transaction.commit().await?;
    Ok(HttpResponse::Created().insert_header(tag).json(shown))
}

/// A question as it was in one of its versions.
#[utoipa::path(tag = "question bank", operation_id = "read_question_version",
    params(("id" = Uuid, Path, description = "The question"),
        ("number" = i32, Path, description = "The number of the version", minimum = 1)),
    responses((status = 200, description = "The version", body = QuestionVersion)))]
#[get("/question-bank/questions/{id}/versions/{number}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, i32)>,
) -> Result<web::Json<QuestionVersion>> {
    actor.require(Action::Author)?;
    let (id, number) = path.into_inner();
    let version = store::version(app.database.reader(), id, number).await?;
    Ok(web::Json(QuestionVersion::from(version)))
}
