//! Trying a question of the bank out.

use actix_web::{post, web};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::http::Json;
use crate::http::routes::Routes;
use crate::ids;
use crate::messages::Arguments;
use crate::policy::{Action, Actor};
use crate::quizzes::bank::store;
use crate::quizzes::bank::trial::{Trial, trial};
use crate::quizzes::response::Response;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(preview);
}

/// How a question is to be tried out.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"seed": 7}))]
pub struct NewTrial {
    /// The version, from 1; absent for the current one.
    #[garde(inner(range(min = 1)))]
    version: Option<i32>,
    /// What draws the order of its parts and its variables; absent for any.
    #[garde(skip)]
    seed: Option<i64>,
    /// An answer to be graded, in the numbers that the paper of this seed has.
    #[garde(dive)]
    response: Option<Response>,
}

/// Shows a question as a learner would see it, and grades an answer to it. Nothing is kept.
#[utoipa::path(tag = "question bank", operation_id = "preview_bank_question",
    request_body = NewTrial,
    params(("id" = Uuid, Path, description = "The question")),
    responses((status = 200, description = "How it looks, and what the answer came to",
        body = Trial)))]
#[post("/question-bank/questions/{id}/preview")]
async fn preview(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Json(new): Json<NewTrial>,
) -> Result<web::Json<Trial>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let row = store::question(reader, *id).await?;
    let number = new.version.unwrap_or(row.version);
    let version = store::version(reader, row.id, number).await?;
    let seed = new.seed.unwrap_or_else(ids::new_seed);
    let outcome = trial(&version.question.0, seed, new.response.as_ref());
    outcome.map(web::Json).map_err(|problems| {
        let problems = problems.into_iter().map(|problem| FieldError {
            field: format!("response.{}", problem.field),
            key: problem.message.to_owned(),
            arguments: Arguments::none(),
        });
        Error::fields(problems.collect())
    })
}
