//! Lessons and the other items of a course as they are read, by learners and, before they are
//! published, by their authors.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, put, web};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::File;
use crate::app::App;
use crate::cohorts::windows::{self, Frame};
use crate::completion;
use crate::courses::document::{Content, Item, ItemKind};
use crate::courses::tables::file;
use crate::courses::{markdown, store};
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::policy::{Action, Actor};
use crate::programmes::store as enrolments;
use crate::programmes::tables::{enrolment, lesson_read};
use crate::quizzes::accommodations;
use crate::quizzes::terms::told::{self, QuizTerms};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(read).service(mark_read).service(preview);
}

/// An item of a course, to be read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000021", "title": "Манлайлал гэж юу вэ?",
    "kind": "lesson", "required": true, "html": "<p>Энэ хичээлийг судалснаар та…</p>\n",
    "minutes": 25, "files": [], "quiz": null
}))]
pub struct ReadableItem {
    /// The identifier.
    id: Uuid,
    /// What it is called.
    title: String,
    /// What it is.
    kind: ItemKind,
    /// Whether the course asks for it.
    required: bool,
    /// The lesson, or what the webinar is about, as HTML that is safe to show; empty for a quiz,
    /// whose questions come with an attempt.
    html: String,
    /// How long it takes, in minutes: to read, at most to answer, or as planned; null when that is
    /// not known.
    minutes: Option<u16>,
    /// The files beside the lesson.
    files: Vec<File>,
    /// On which terms a quiz is taken; null for what is no quiz.
    quiz: Option<QuizTerms>,
}

/// Puts an item together with the files it names.
async fn readable(connection: &impl ConnectionTrait, item: &Item) -> Result<ReadableItem> {
    let none: &[Uuid] = &[];
    let (text, minutes, files) = match &item.content {
        Content::Lesson(lesson) => {
            let minutes = Some(lesson.minutes).filter(|minutes| *minutes > 0);
            (lesson.markdown.as_str(), minutes, lesson.files.as_slice())
        }
        Content::Quiz(quiz) => ("", quiz.minutes, none),
        Content::Webinar(webinar) => (webinar.description.as_str(), Some(webinar.minutes), none),
    };
    Ok(ReadableItem {
        id: item.id,
        title: item.title.clone(),
        kind: item.kind(),
        required: item.required,
        html: markdown::render(text),
        minutes,
        files: in_order(connection, files).await?,
        quiz: told::terms_of(item, &[], None),
    })
}

/// The files with these identifiers, in this order.
async fn in_order(connection: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<File>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = file::Entity::find()
        .filter(file::Column::Id.is_in(ids.iter().copied()))
        .all(connection)
        .await?;
    let mut rows: HashMap<Uuid, file::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids
        .iter()
        .filter_map(|id| rows.remove(id))
        .map(File::from)
        .collect())
}

/// An item of a course that one takes, in the version that one is enrolled in. It is read within the window
/// of one's cohort; whoever has completed the course reads it after that as well.
#[utoipa::path(tag = "learning", operation_id = "read_item",
    params(("id" = Uuid, Path, description = "One's enrolment"),
        ("item_id" = Uuid, Path, description = "The item")),
    responses((status = 200, description = "The item", body = ReadableItem),
        (status = 409, description = "`window_not_open`; `window_closed`", body = Problem,
            content_type = "application/problem+json")))]
#[get("/enrolments/{id}/items/{item_id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<web::Json<ReadableItem>> {
    let (enrolment_id, item_id) = path.into_inner();
    let reader = app.database.reader();
    let enrolment = enrolments::own(reader, &actor, enrolment_id).await?;
    let version = app.versions.get(reader, enrolment.version_id).await?;
    let item = version.document.item(item_id).ok_or(Code::NotFound)?;
    let frame = frame(&app, reader, &enrolment, item).await?;
    if let Some(frame) = &frame {
        frame.require_opened(app.clock.now())?;
        if enrolment.completed_at.is_none() {
            frame.require_not_closed(app.clock.now())?;
        }
    }
    let window = frame.as_ref().map(|frame| &frame.times);
    let extras = match item.kind() {
        ItemKind::Quiz => accommodations::granted_to(reader, &enrolment, item.id).await?,
        ItemKind::Lesson | ItemKind::Webinar => Vec::new(),
    };
    Ok(web::Json(ReadableItem {
        quiz: told::terms_of(item, &extras, window),
        ..readable(reader, item).await?
    }))
}

/// The window that a learner's cohort has for something to work on; webinars keep to their own times.
async fn frame(
    app: &App,
    connection: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    item: &Item,
) -> Result<Option<Frame>> {
    if item.kind() == ItemKind::Webinar {
        return Ok(None);
    }
    let windows = windows::of(app, connection, [enrolment]).await?;
    Ok(windows.of_item(enrolment, item, app.clock.now()))
}

/// Notes that one has read a lesson. Sending it again changes nothing.
#[utoipa::path(tag = "learning", operation_id = "mark_lesson_read",
    params(("id" = Uuid, Path, description = "One's enrolment"),
        ("item_id" = Uuid, Path, description = "The lesson")),
    responses((status = 204, description = "Noted"),
        (status = 409, description = "`window_not_open`; `window_closed`", body = Problem,
            content_type = "application/problem+json")))]
#[put("/enrolments/{id}/items/{item_id}/read")]
async fn mark_read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (enrolment_id, item_id) = path.into_inner();
    enrolments::own(app.database.reader(), &actor, enrolment_id).await?;
    let transaction = app.database.begin().await?;
    // The lock first: the version must not change between looking and noting.
    let enrolment = enrolments::lock(&transaction, enrolment_id).await?;
    let version = app.versions.get(&transaction, enrolment.version_id).await?;
    let item = version.document.item(item_id);
    let item = item
        .filter(|item| item.kind() == ItemKind::Lesson)
        .ok_or(Code::NotFound)?;
    if let Some(frame) = frame(&app, &transaction, &enrolment, item).await? {
        // What was noted in time stays, and is confirmed again.
        let noted = lesson_read::Entity::find_by_id((enrolment_id, item_id));
        if noted.one(&transaction).await?.is_some() {
            return Ok(HttpResponse::NoContent().finish());
        }
        frame.require_opened(app.clock.now())?;
        frame.require_not_closed(app.clock.now())?;
    }
    let row = lesson_read::ActiveModel {
        enrolment_id: Set(enrolment_id),
        item_id: Set(item_id),
        read_at: Set(app.clock.now()),
    };
    lesson_read::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([
                lesson_read::Column::EnrolmentId,
                lesson_read::Column::ItemId,
            ])
            .do_nothing()
            .to_owned(),
        )
        .exec_without_returning(&transaction)
        .await?;
    completion::evaluate(&app, &transaction, enrolment_id).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

/// An item of the draft as learners would read it.
#[utoipa::path(tag = "authoring", operation_id = "preview_item",
    params(("id" = Uuid, Path, description = "The course"),
        ("item_id" = Uuid, Path, description = "The item")),
    responses((status = 200, description = "The item", body = ReadableItem)))]
#[get("/courses/{id}/items/{item_id}/preview")]
async fn preview(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<web::Json<ReadableItem>> {
    actor.require(Action::Author)?;
    let (course_id, item_id) = path.into_inner();
    let reader = app.database.reader();
    let course = store::get(reader, course_id).await?;
    let item = course.draft.item(item_id).ok_or(Code::NotFound)?;
    Ok(web::Json(readable(reader, item).await?))
}
