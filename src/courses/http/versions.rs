//! Publishing: a draft is frozen as a numbered version, which never changes.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::views::{Version, WholeVersion};
use crate::app::App;
use crate::courses::tables::course_version;
use crate::courses::{store, versions};
use crate::error::{Code, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Page, PageQuery, idempotency};
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(publish).service(list).service(read);
}

/// Publishes the draft as the next version. Who is enrolled stays on the version enrolled in until
/// moved; who enrols from now on gets this one.
#[utoipa::path(tag = "authoring", operation_id = "publish_course",
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Published", body = Version)))]
#[post("/courses/{id}/versions")]
async fn publish(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    actor.require(Action::Author)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let course = store::lock(transaction, *id).await?;
        let now = app.clock.now();
        let version = versions::publish(transaction, course, actor.person_id, now).await?;
        Ok(Version::from(&version))
    })
    .await
}

/// The versions of a course.
#[utoipa::path(tag = "authoring", operation_id = "list_versions",
    params(("id" = Uuid, Path, description = "The course"), PageQuery),
    responses((status = 200, description = "A page of versions", body = Page<Version>)))]
#[get("/courses/{id}/versions")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<Version>>> {
    actor.require(Action::Author)?;
    let reader = app.database.reader();
    let course = store::head(reader, &actor, *id).await?;
    let versions = course_version::Entity::find()
        .filter(course_version::Column::CourseId.eq(course.id))
        .select_only()
        .columns([
            course_version::Column::Id,
            course_version::Column::Number,
            course_version::Column::PublishedBy,
            course_version::Column::PublishedAt,
        ]);
    let id_of = |version: &Version| version.id;
    let found = page.load_as(reader, versions, course_version::Column::Id, id_of);
    Ok(web::Json(found.await?))
}

/// A version with everything that is in it, right answers as well.
#[utoipa::path(tag = "authoring", operation_id = "read_version",
    params(("id" = Uuid, Path, description = "The course"),
        ("number" = i32, Path, description = "The number of the version", minimum = 1)),
    responses((status = 200, description = "The version", body = WholeVersion)))]
#[get("/courses/{id}/versions/{number}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, i32)>,
) -> Result<web::Json<WholeVersion>> {
    actor.require(Action::Author)?;
    let (course_id, number) = path.into_inner();
    let found = course_version::Entity::find()
        .filter(course_version::Column::CourseId.eq(course_id))
        .filter(course_version::Column::Number.eq(number))
        .one(app.database.reader())
        .await?;
    let version = found.ok_or(Code::NotFound)?;
    Ok(web::Json(WholeVersion {
        version: Version::from(&version),
        document: version.document,
    }))
}
