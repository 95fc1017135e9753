//! Courses: who may take them, and where they belong. What is in them is in `authoring.rs`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, web};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::views::{Course, CourseChange, NewCourse};
use crate::app::App;
use crate::courses::drafts::{self, NewDraft};
use crate::courses::store::{self, Summary};
use crate::courses::tables::course;
use crate::error::{Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::policy::{Action, Actor};
use crate::programmes::tables::programme;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(change);
}

/// The courses that one may see: an author all, everybody else those that are open to anybody and
/// those that one takes.
#[utoipa::path(tag = "courses", operation_id = "list_courses", params(PageQuery),
    responses((status = 200, description = "A page of courses", body = Page<Course>)))]
#[get("/courses")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Course>>> {
    let courses = store::summaries(store::visible_to(&actor));
    let found = page
        .load_as(
            app.database.reader(),
            courses,
            course::Column::Id,
            |course: &Summary| course.id,
        )
        .await?;
    Ok(web::Json(found.map(Course::from)))
}

/// Begins a course with a draft.
#[utoipa::path(tag = "courses", operation_id = "create_course", request_body = NewCourse,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Begun", body = Course)))]
#[post("/courses")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewCourse>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let new = NewDraft {
            programme_id: new.programme_id,
            author_id: actor.person_id,
            self_enrolment: new.self_enrolment,
            document: new.draft.clone(),
        };
        let course = drafts::create(transaction, new, app.clock.now()).await?;
        let summary = store::summary(transaction, &actor, course.id).await?;
        Ok(Course::from(summary))
    })
    .await
}

/// A course that one may see.
#[utoipa::path(tag = "courses", operation_id = "read_course",
    params(("id" = Uuid, Path, description = "The course")),
    responses((status = 200, description = "The course", body = Course,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/courses/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let course = store::summary(app.database.reader(), &actor, *id).await?;
    Ok(answer(course))
}

/// Changes a course's settings. They hold for everybody at once, whatever has been published.
#[utoipa::path(tag = "courses", operation_id = "change_course", request_body = CourseChange,
    params(("id" = Uuid, Path, description = "The course"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Course,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/courses/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<CourseChange>,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let transaction = app.database.begin().await?;
    let before = store::lock_head(&transaction, *id).await?;
    if_match.require(before.revision)?;
    let mut row = course::ActiveModel {
        id: Set(before.id),
        revision: Set(before.revision + 1),
        ..Default::default()
    };
    if let Some(programme_id) = change.programme_id {
        let programme = programme::Entity::find_by_id(programme_id);
        if programme.one(&transaction).await?.is_none() {
            return Err(Error::field("programme_id", "field-unknown"));
        }
        row.programme_id = Set(programme_id);
    }
    if let Some(self_enrolment) = change.self_enrolment {
        row.self_enrolment = Set(self_enrolment);
    }
    row.update(&transaction).await?;
    let course = store::summary(&transaction, &actor, *id).await?;
    transaction.commit().await?;
    Ok(answer(course))
}

fn answer(course: Summary) -> HttpResponse {
    let tag = etag::of(course.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(Course::from(course))
}
