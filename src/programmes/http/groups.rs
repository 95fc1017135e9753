//! Groups of the people who take a course: the morning's and the evening's, each with its own sessions
//! of a webinar.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, put, web};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::courses;
use crate::db;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::people::registration::written_name;
use crate::policy::{Action, Actor};
use crate::programmes::store::groups;
use crate::programmes::tables::course_group;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(create)
        .service(read)
        .service(replace);
}

/// A group of the people who take a course.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CourseGroup, example = json!({"id": "0199a000-0000-7000-8000-000000000051",
    "course_id": "0199a000-0000-7000-8000-000000000011", "name": "Өглөөний бүлэг"}))]
struct Group {
    /// The identifier.
    id: Uuid,
    /// The course.
    course_id: Uuid,
    /// What it is called.
    name: String,
}

/// A group, and who is in it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CourseGroupWithPeople, example = json!({"id": "0199a000-0000-7000-8000-000000000051",
    "course_id": "0199a000-0000-7000-8000-000000000011", "name": "Өглөөний бүлэг",
    "people": ["0199a000-0000-7000-8000-000000000007"]}))]
struct GroupWithPeople {
    /// The identifier.
    id: Uuid,
    /// The course.
    course_id: Uuid,
    /// What it is called.
    name: String,
    /// Who is in it.
    people: Vec<Uuid>,
}

/// A group as it shall be.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCourseGroup, example = json!({"name": "Өглөөний бүлэг",
    "people": ["0199a000-0000-7000-8000-000000000007"]}))]
struct NewGroup {
    /// What it is called; no two groups of a course have the same name.
    #[garde(length(chars, min = 1, max = 100), custom(written_name))]
    name: String,
    /// Who is in it, all of whom take the course. One may be in several groups.
    #[serde(default)]
    #[garde(length(max = 5_000))]
    people: Vec<Uuid>,
}

impl From<course_group::Model> for Group {
    fn from(row: course_group::Model) -> Self {
        Self {
            id: row.id,
            course_id: row.course_id,
            name: row.name,
        }
    }
}

impl GroupWithPeople {
    fn of(row: course_group::Model, people: Vec<Uuid>) -> Self {
        Self {
            id: row.id,
            course_id: row.course_id,
            name: row.name,
            people,
        }
    }
}

/// The groups of a course's people.
#[utoipa::path(tag = "enrolments", operation_id = "list_course_groups",
    params(("id" = Uuid, Path, description = "The course"), PageQuery),
    responses((status = 200, description = "A page of groups", body = Page<Group>)))]
#[get("/courses/{id}/groups")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<Group>>> {
    actor.require(Action::Enrol)?;
    let reader = app.database.reader();
    let course = courses::store::head(reader, &actor, *course_id).await?;
    let all = course_group::Entity::find().filter(course_group::Column::CourseId.eq(course.id));
    let found = page.load(reader, all, course_group::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Group::from)))
}

/// Makes a group of people who take a course.
#[utoipa::path(tag = "enrolments", operation_id = "create_course_group", request_body = NewGroup,
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Made", body = GroupWithPeople),
        (status = 409, description = "`already_exists`: another group of the course has that name",
            body = Problem, content_type = "application/problem+json")))]
#[post("/courses/{id}/groups")]
async fn create(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewGroup>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let course = courses::store::head(transaction, &actor, *course_id).await?;
        let row = course_group::ActiveModel {
            id: Set(ids::new_id()),
            course_id: Set(course.id),
            name: Set(new.name),
            revision: Set(0),
            created_at: Set(app.clock.now()),
        };
        let group = row
            .insert(transaction)
            .await
            .map_err(db::taken(Code::AlreadyExists))?;
        groups::set_members(transaction, &group, &new.people).await?;
        let people = groups::members(transaction, group.id).await?;
        Ok(GroupWithPeople::of(group, people))
    })
    .await
}

/// A group, and who is in it.
#[utoipa::path(tag = "enrolments", operation_id = "read_course_group",
    params(("id" = Uuid, Path, description = "The course"),
        ("group_id" = Uuid, Path, description = "The group")),
    responses((status = 200, description = "The group", body = GroupWithPeople,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/courses/{id}/groups/{group_id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let reader = app.database.reader();
    let (course_id, id) = *path;
    let course = courses::store::head(reader, &actor, course_id).await?;
    let group = groups::get(reader, course.id, id).await?;
    let people = groups::members(reader, id).await?;
    Ok(shown(group, people))
}

/// Renames a group, and puts exactly these people into it. Who is new in it sees its sessions from now
/// on; who is no longer in it does not see them any more.
#[utoipa::path(tag = "enrolments", operation_id = "replace_course_group", request_body = NewGroup,
    params(("id" = Uuid, Path, description = "The course"),
        ("group_id" = Uuid, Path, description = "The group"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = GroupWithPeople,
            headers(("ETag" = String, description = "For If-Match"))),
        (status = 409, description = "`already_exists`: another group of the course has that name",
            body = Problem, content_type = "application/problem+json")))]
#[put("/courses/{id}/groups/{group_id}")]
async fn replace(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    if_match: IfMatch,
    Json(new): Json<NewGroup>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let (course_id, id) = *path;
    let transaction = app.database.begin().await?;
    let course = courses::store::head(&transaction, &actor, course_id).await?;
    let before = groups::lock(&transaction, course.id, id).await?;
    if_match.require(before.revision)?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.name = Set(new.name);
    row.revision = Set(revision);
    let group = row
        .update(&transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))?;
    groups::set_members(&transaction, &group, &new.people).await?;
    let people = groups::members(&transaction, id).await?;
    transaction.commit().await?;
    Ok(shown(group, people))
}

fn shown(group: course_group::Model, people: Vec<Uuid>) -> HttpResponse {
    let tag = etag::of(group.revision);
    HttpResponse::Ok()
        .insert_header(tag)
        .json(GroupWithPeople::of(group, people))
}
