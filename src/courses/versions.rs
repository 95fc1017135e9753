//! Published versions. They never change, so each is read and parsed once and then shared.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::document::CourseDocument;
use super::tables::{course, course_version};
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::ids;
use crate::quizzes::bank::publishing;

/// How many versions are kept in memory: a course is a few hundred kilobytes, and a season has a
/// handful of courses. When it is full it begins anew.
const KEPT: usize = 64;

/// The versions that this node has read.
#[derive(Debug, Default)]
pub struct Versions {
    read: RwLock<HashMap<Uuid, Arc<course_version::Model>>>,
}

impl Versions {
    /// A version.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none.
    pub async fn get(
        &self,
        connection: &impl ConnectionTrait,
        id: Uuid,
    ) -> Result<Arc<course_version::Model>> {
        if let Some(version) = self.read.read().map_err(poisoned)?.get(&id) {
            return Ok(version.clone());
        }
        let row = course_version::Entity::find_by_id(id)
            .one(connection)
            .await?;
        let version = Arc::new(row.ok_or(Code::NotFound)?);
        let mut read = self.read.write().map_err(poisoned)?;
        if read.len() >= KEPT {
            read.clear();
        }
        read.insert(id, version.clone());
        Ok(version)
    }
}

fn poisoned<T>(_: T) -> Error {
    Error::internal("a thread died while it held the versions")
}

/// Freezes the draft of a course, whose row is locked, as the next version. Who is enrolled stays
/// where they are; who enrols from now on gets this one.
///
/// # Errors
/// [`Code::Invalid`] when there is nothing to learn in the draft, or too few questions to draw.
pub async fn publish(
    transaction: &Transaction,
    mut course: course::Model,
    author_id: Uuid,
    now: DateTime<Utc>,
) -> Result<course_version::Model> {
    require_content(&course.draft)?;
    publishing::fix_draws(transaction, &mut course.draft).await?;
    let last: Option<i32> = course_version::Entity::find()
        .filter(course_version::Column::CourseId.eq(course.id))
        .order_by_desc(course_version::Column::Number)
        .select_only()
        .column(course_version::Column::Number)
        .into_tuple()
        .one(transaction)
        .await?;
    let version = course_version::ActiveModel {
        id: Set(ids::new_id()),
        course_id: Set(course.id),
        number: Set(last.unwrap_or(0) + 1),
        document: Set(course.draft),
        published_by: Set(author_id),
        published_at: Set(now),
    }
    .insert(transaction)
    .await?;
    publishing::open_files(transaction, course.id, &version.document).await?;
    // The revision stays: the draft is the same, and whoever is editing it goes on.
    let row = course::ActiveModel {
        id: Set(course.id),
        published_version_id: Set(Some(version.id)),
        ..Default::default()
    };
    course::Entity::update(row).exec(transaction).await?;
    Ok(version)
}

/// A course that is published has modules, and each of them something to do.
fn require_content(document: &CourseDocument) -> Result<()> {
    if document.modules.is_empty() {
        return Err(Error::field("modules", "field-empty"));
    }
    let modules = document.modules.iter().enumerate();
    let empty: Vec<FieldError> = modules
        .filter(|(_, module)| module.items.is_empty())
        .map(|(at, _)| FieldError::new(format!("modules[{at}].items"), "field-empty"))
        .collect();
    if empty.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(empty))
    }
}
