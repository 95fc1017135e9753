//! Importing a course over the API; `surgalt import` does the same with files.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::Course;
use crate::app::App;
use crate::courses::drafts::{self, NewDraft};
use crate::courses::import::{self, ImportedCourse, Repaired};
use crate::courses::{store, versions};
use crate::error::Result;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, idempotency};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(import_course);
}

/// A course to be imported.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "programme_id": "0199a000-0000-7000-8000-000000000010", "publish": true,
    "course": {
        "title": "Хувь хүний хөгжлийн манлайлал", "language": "mn", "hours": 24,
        "modules": [{"title": "Манлайлал", "items": [
            {"title": "Манлайлал гэж юу вэ?", "lesson": {"markdown": "Энэ хичээлээр…"}, "minutes": 25}
        ]}]
    }
}))]
pub struct NewImport {
    /// The programme it belongs to.
    #[garde(skip)]
    programme_id: Uuid,
    /// Whether anybody may enrol; otherwise a methodologist enrols.
    #[serde(default)]
    #[garde(skip)]
    self_enrolment: bool,
    /// Whether to publish it at once.
    #[serde(default)]
    #[garde(skip)]
    publish: bool,
    /// The course, with its lessons and quizzes within it.
    #[garde(skip)]
    course: ImportedCourse,
}

/// A course that has been imported.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imported {
    /// The course.
    course: Course,
    /// Every place where a text that was typed in an old font has been repaired.
    repaired: Vec<Repaired>,
}

/// Imports a course: all of it or, when something is refused, nothing. Texts that were typed in
/// an old Mongolian font are repaired.
#[utoipa::path(tag = "authoring", operation_id = "import_course", request_body = NewImport,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Imported", body = Imported)))]
#[post("/course-imports")]
async fn import_course(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewImport>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let (document, repaired) = import::parse_inline(&new.course)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let now = app.clock.now();
        let draft = NewDraft {
            programme_id: new.programme_id,
            author_id: actor.person_id,
            self_enrolment: new.self_enrolment,
            document,
        };
        let course = drafts::create(transaction, draft, now).await?;
        let id = course.id;
        if new.publish {
            versions::publish(transaction, course, actor.person_id, now).await?;
        }
        let course = Course::from(store::summary(transaction, &actor, id).await?);
        Ok(Imported { course, repaired })
    })
    .await
}
