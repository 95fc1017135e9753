//! Moving a learner to another version of a course.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{self, Enrolment};
use crate::app::App;
use crate::audit::{self, Changes, Deed, Line};
use crate::completion;
use crate::courses;
use crate::courses::tables::course_version;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::policy::{Action, Actor};
use crate::programmes::store;
use crate::programmes::tables::enrolment;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(move_to);
}

/// Where a learner shall be moved.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"version": 2}))]
pub struct Move {
    /// The number of the version; absent for the newest.
    #[garde(skip)]
    version: Option<i32>,
}

/// Moves a learner to the newest version of the course, or to one that is named. What the learner
/// has done is kept: lessons, quizzes and webinars are the same things in every version.
#[utoipa::path(tag = "enrolments", operation_id = "move_enrolment", request_body = Move,
    params(("id" = Uuid, Path, description = "The enrolment"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "Moved, or there already", body = Enrolment)))]
#[post("/enrolments/{id}/move")]
async fn move_to(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(wish): Json<Move>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        store::find(transaction, &actor, *id).await?;
        let before = store::lock(transaction, *id).await?;
        let version_id = wanted_version(transaction, &actor, &before, wish.version).await?;
        if version_id == before.version_id {
            return views::show_one(&app, transaction, &before).await;
        }
        let row = enrolment::ActiveModel {
            id: Set(before.id),
            version_id: Set(version_id),
            revision: Set(before.revision + 1),
            ..Default::default()
        };
        row.update(transaction).await?;
        let versions = Changes::none().field("version_id", &before.version_id, &version_id);
        let line = Line::new(&actor, Deed::EnrolmentMoved, before.id, app.clock.now())
            .about(before.person_id)
            .with(versions.details());
        audit::record(transaction, line).await?;
        // The other version may ask for less than has been done.
        completion::evaluate(&app, transaction, before.id).await?;
        let moved = store::find(transaction, &actor, before.id).await?;
        views::show_one(&app, transaction, &moved).await
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

async fn wanted_version(
    transaction: &Transaction,
    actor: &Actor,
    enrolment: &enrolment::Model,
    number: Option<i32>,
) -> Result<Uuid> {
    let Some(number) = number else {
        let course = courses::store::head(transaction, actor, enrolment.course_id).await?;
        return course.published_version_id.ok_or(Code::NotPublished.into());
    };
    let found: Option<Uuid> = course_version::Entity::find()
        .filter(course_version::Column::CourseId.eq(enrolment.course_id))
        .filter(course_version::Column::Number.eq(number))
        .select_only()
        .column(course_version::Column::Id)
        .into_tuple()
        .one(transaction)
        .await?;
    found.ok_or_else(|| Error::field("version", "field-unknown"))
}
