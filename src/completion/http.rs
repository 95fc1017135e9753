//! The route of completion: what is done and what is still missing.

use actix_web::{HttpRequest, get, web};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::rules::{self, Lack, Missing};
use super::store;
use crate::app::App;
use crate::certificates::tables::certificate;
use crate::courses::document::{Content, CourseDocument};
use crate::error::{Code, Result};
use crate::http::language;
use crate::http::routes::Routes;
use crate::messages::{Arguments, Language};
use crate::people;
use crate::policy::{Action, Actor};
use crate::programmes;
use crate::programmes::tables::enrolment;
use crate::surveys;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    config.service(progress);
}

/// How far a learner is in a course.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "enrolment_id": "0199a000-0000-7000-8000-000000000002", "complete": false,
    "completed_at": null, "certificate_id": null, "awaits_survey_id": null,
    "done": [{"item_id": "0199a000-0000-7000-8000-000000000004", "kind": "lesson",
        "title": "Манлайлал гэж юу вэ?"}],
    "missing": [{"item_id": "0199a000-0000-7000-8000-000000000005", "kind": "webinar",
        "title": "Хаалтын вебинар", "code": "webinar_not_attended", "attended_percent": 35,
        "needed_percent": 80,
        "text": "Вебинарт 80%-иас доошгүй хугацаанд оролцоно уу (таны ирц 35%)"}]
}))]
pub struct Progress {
    /// The enrolment.
    enrolment_id: Uuid,
    /// Whether the course has been completed.
    complete: bool,
    /// When it was completed.
    completed_at: Option<DateTime<Utc>>,
    /// The certificate that it has earned.
    certificate_id: Option<Uuid>,
    /// The survey that the certificate waits for: it is issued when that is answered, or closes.
    awaits_survey_id: Option<Uuid>,
    /// What is done of what the course asks for, in reading order.
    done: Vec<DoneItem>,
    /// What is still missing, in reading order.
    missing: Vec<MissingItem>,
}

/// An item that is done.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoneItem {
    /// The item.
    item_id: Uuid,
    /// `lesson`, `quiz` or `webinar`.
    kind: &'static str,
    /// What the item is called.
    title: String,
}

/// An item that is still to be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingItem {
    /// The item.
    item_id: Uuid,
    /// `lesson`, `quiz` or `webinar`.
    kind: &'static str,
    /// What the item is called.
    title: String,
    /// What it lacks, for programs: `lesson_unread`, `quiz_not_passed` or `webinar_not_attended`.
    code: &'static str,
    /// The share of the best session of a webinar that was attended, in per cent.
    attended_percent: Option<u8>,
    /// The share of a webinar that the course asks for, in per cent.
    needed_percent: Option<u8>,
    /// What to do, in the person's language.
    text: String,
}

/// What is done and what is still missing, of one's own course or of somebody's whom one may see.
#[utoipa::path(tag = "completion", operation_id = "read_progress",
    params(("id" = Uuid, Path, description = "The enrolment")),
    responses((status = 200, description = "How far the learner is", body = Progress)))]
#[get("/enrolments/{id}/progress")]
async fn progress(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<web::Json<Progress>> {
    let reader = app.database.reader();
    let enrolment = visible(&app, &actor, *id).await?;
    let version = app.versions.get(reader, enrolment.version_id).await?;
    let facts = store::facts(reader, &enrolment, &version.document).await?;
    let certificate = certificate::Entity::find()
        .filter(certificate::Column::EnrolmentId.eq(enrolment.id))
        .one(reader)
        .await?;
    let language = match language::wished(request.headers()) {
        Some(language) => language,
        None => people::store::get(reader, actor.person_id).await?.language,
    };
    let found = rules::progress(&version.document, &facts);
    let course = &version.document;
    Ok(web::Json(Progress {
        enrolment_id: enrolment.id,
        complete: enrolment.completed_at.is_some(),
        completed_at: enrolment.completed_at,
        certificate_id: certificate.map(|certificate| certificate.id),
        awaits_survey_id: surveys::gate::awaited(reader, enrolment.id).await?,
        done: found.done.iter().map(|id| done(course, *id)).collect(),
        missing: found
            .missing
            .iter()
            .map(|missing| still_missing(course, missing, language))
            .collect(),
    }))
}

async fn visible(app: &App, actor: &Actor, id: Uuid) -> Result<enrolment::Model> {
    let found = programmes::store::visible_to(actor)
        .filter(enrolment::Column::Id.eq(id))
        .one(app.database.reader())
        .await?;
    let found = found.ok_or(Code::NotFound)?;
    if found.person_id == actor.person_id || actor.may(Action::SeeProgress) {
        Ok(found)
    } else {
        Err(Code::NotFound.into())
    }
}

fn done(course: &CourseDocument, item_id: Uuid) -> DoneItem {
    let (kind, title) = name(course, item_id);
    DoneItem {
        item_id,
        kind,
        title,
    }
}

fn still_missing(course: &CourseDocument, missing: &Missing, language: Language) -> MissingItem {
    let (kind, title) = name(course, missing.item_id);
    let (code, attended_percent, needed_percent) = match missing.lack {
        Lack::LessonUnread => ("lesson_unread", None, None),
        Lack::QuizNotPassed => ("quiz_not_passed", None, None),
        Lack::WebinarNotAttended {
            attended_percent,
            needed_percent,
        } => (
            "webinar_not_attended",
            Some(attended_percent),
            Some(needed_percent),
        ),
    };
    let arguments = Arguments::none()
        .with("attended", attended_percent.unwrap_or(0))
        .with("needed", needed_percent.unwrap_or(0));
    MissingItem {
        item_id: missing.item_id,
        kind,
        title,
        code,
        attended_percent,
        needed_percent,
        text: language.text(&format!("missing-{}", code.replace('_', "-")), &arguments),
    }
}

fn name(course: &CourseDocument, item_id: Uuid) -> (&'static str, String) {
    let item = course.item(item_id);
    let kind = match item.map(|item| &item.content) {
        Some(Content::Quiz(_)) => "quiz",
        Some(Content::Webinar(_)) => "webinar",
        Some(Content::Lesson(_)) | None => "lesson",
    };
    (
        kind,
        item.map(|item| item.title.clone()).unwrap_or_default(),
    )
}
