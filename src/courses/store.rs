//! Queries about courses. A course's draft and versions are whole documents, hundreds of kilobytes
//! each: lists read a [`Summary`], decisions a [`Head`], and only authoring the document itself.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::identifiers::{self, Meaning};
use super::tables::{course, course_version, file};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::messages::Language;
use crate::policy::{Action, Actor};
use crate::programmes::tables::enrolment;
use crate::quizzes::bank::tables::file_use;

/// The courses that the actor may see: an author all, everybody else those that are published and
/// open to anybody, and those in which the person is enrolled.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<course::Entity> {
    let courses = course::Entity::find();
    if actor.may(Action::Author) {
        return courses;
    }
    let open = Condition::all()
        .add(course::Column::SelfEnrolment.eq(true))
        .add(course::Column::PublishedVersionId.is_not_null());
    courses.filter(
        Condition::any()
            .add(open)
            .add(course::Column::Id.in_subquery(taken_by(actor))),
    )
}

/// The courses that the actor takes, as a subquery.
fn taken_by(actor: &Actor) -> SelectStatement {
    Query::select()
        .column(enrolment::Column::CourseId)
        .from(enrolment::Entity)
        .and_where(enrolment::Column::PersonId.eq(actor.person_id))
        .to_owned()
}

/// What lists show of a course: as it was published last, and while nothing has been published,
/// as it is drafted.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Summary {
    /// The identifier.
    pub id: Uuid,
    /// The programme it belongs to.
    pub programme_id: Uuid,
    /// Who made it.
    pub author_id: Uuid,
    /// What it is called.
    pub title: String,
    /// What it is about, in Markdown.
    pub description: String,
    /// The language it is written in.
    pub language: Language,
    /// The academic hours.
    pub hours: i32,
    /// Whether anybody may enrol.
    pub self_enrolment: bool,
    /// The state of the draft and of the settings.
    pub revision: i32,
    /// The number of the newest version.
    pub version: Option<i32>,
    /// When the newest version was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// The columns of a [`Summary`]. The database takes the few fields out of the document (`->>`
/// means the same on both).
#[must_use]
pub fn summaries(courses: Select<course::Entity>) -> Select<course::Entity> {
    let field = |name: &str| {
        format!("COALESCE(course_versions.document ->> '{name}', courses.draft ->> '{name}')")
    };
    courses
        .join(
            JoinType::LeftJoin,
            course::Entity::belongs_to(course_version::Entity)
                .from(course::Column::PublishedVersionId)
                .to(course_version::Column::Id)
                .into(),
        )
        .select_only()
        .columns([
            course::Column::Id,
            course::Column::ProgrammeId,
            course::Column::AuthorId,
            course::Column::SelfEnrolment,
            course::Column::Revision,
            course::Column::CreatedAt,
        ])
        .column_as(course_version::Column::Number, "version")
        .column_as(course_version::Column::PublishedAt, "published_at")
        .column_as(Expr::cust(field("title")), "title")
        .column_as(Expr::cust(field("description")), "description")
        .column_as(Expr::cust(field("language")), "language")
        .column_as(
            Expr::cust(format!("CAST({} AS INTEGER)", field("hours"))),
            "hours",
        )
}

/// What is shown of a course that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see it.
pub async fn summary(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<Summary> {
    let found = summaries(visible_to(actor))
        .filter(course::Column::Id.eq(id))
        .into_model::<Summary>()
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A course without its documents, for decisions.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Head {
    /// The identifier.
    pub id: Uuid,
    /// Whether anybody may enrol.
    pub self_enrolment: bool,
    /// The state of the draft and of the settings.
    pub revision: i32,
    /// The newest version.
    pub published_version_id: Option<Uuid>,
}

/// The head of a course that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see it.
pub async fn head(connection: &impl ConnectionTrait, actor: &Actor, id: Uuid) -> Result<Head> {
    let found = heads(visible_to(actor).filter(course::Column::Id.eq(id)))
        .into_model::<Head>()
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The head of a course, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock_head(transaction: &Transaction, id: Uuid) -> Result<Head> {
    let found = heads(course::Entity::find_by_id(id).lock_exclusive())
        .into_model::<Head>()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The heads of several courses, in the order in which they are named; those that do not exist are left out.
///
/// # Errors
/// When the database fails.
pub async fn heads_of(connection: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<Vec<Head>> {
    let named = course::Entity::find().filter(course::Column::Id.is_in(ids.iter().copied()));
    let mut found = heads(named).into_model::<Head>().all(connection).await?;
    found.sort_by_key(|head| ids.iter().position(|id| *id == head.id));
    Ok(found)
}

fn heads(courses: Select<course::Entity>) -> Select<course::Entity> {
    courses.select_only().columns([
        course::Column::Id,
        course::Column::SelfEnrolment,
        course::Column::Revision,
        course::Column::PublishedVersionId,
    ])
}

/// A course with its draft.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<course::Model> {
    let found = course::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// A course with its draft, its row locked until the transaction ends: edits are made one after
/// the other.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<course::Model> {
    let found = course::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The identifiers that a course has ever given, in its draft and in its versions, and what they
/// stand for.
///
/// # Errors
/// When the database fails.
pub async fn known_identifiers(
    app: &App,
    transaction: &Transaction,
    course: &course::Model,
) -> Result<HashMap<Uuid, Meaning>> {
    let mut known = HashMap::new();
    for id in version_ids(transaction, course.id).await? {
        let version = app.versions.get(transaction, id).await?;
        known.extend(identifiers::meanings(&version.document));
    }
    known.extend(identifiers::meanings(&course.draft));
    Ok(known)
}

/// The versions of a course, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn version_ids(connection: &impl ConnectionTrait, course_id: Uuid) -> Result<Vec<Uuid>> {
    Ok(course_version::Entity::find()
        .filter(course_version::Column::CourseId.eq(course_id))
        .order_by_asc(course_version::Column::Number)
        .select_only()
        .column(course_version::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// Which of these files are not files of the course.
///
/// # Errors
/// When the database fails.
pub async fn missing_files(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
    files: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Uuid>> {
    let mut wanted: Vec<Uuid> = files.into_iter().collect();
    if wanted.is_empty() {
        return Ok(wanted);
    }
    let found: Vec<Uuid> = file::Entity::find()
        .filter(file::Column::CourseId.eq(course_id))
        .filter(file::Column::Id.is_in(wanted.iter().copied()))
        .select_only()
        .column(file::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    wanted.retain(|id| !found.contains(id));
    Ok(wanted)
}

/// A file that the actor may read: an author any, a learner those of the courses that the learner
/// takes, and those of the question bank that these courses use.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not read it.
pub async fn file_open_to(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<file::Model> {
    let mut files = file::Entity::find_by_id(id);
    if !actor.may(Action::Author) {
        let used = Query::select()
            .column(file_use::Column::FileId)
            .from(file_use::Entity)
            .and_where(file_use::Column::CourseId.in_subquery(taken_by(actor)))
            .to_owned();
        files = files.filter(
            Condition::any()
                .add(file::Column::CourseId.in_subquery(taken_by(actor)))
                .add(file::Column::Id.in_subquery(used)),
        );
    }
    files.one(connection).await?.ok_or(Code::NotFound.into())
}
