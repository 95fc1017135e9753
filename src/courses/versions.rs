//! Published versions. They never change, so each is read and parsed once and then shared. A
//! question that was wrong is corrected beside them, and the correction laid over what is read.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

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
use crate::quizzes;
use crate::quizzes::bank::publishing;
use crate::quizzes::correction::lay_over;

/// How many versions are kept in memory: a course is a few hundred kilobytes, and a season has a
/// handful of courses. When it is full it begins anew.
const KEPT: usize = 64;

/// How long a correction that another node has made may stay unknown here.
const RECHECK: Duration = Duration::from_secs(5);

/// The versions that this node has read, with what has been corrected in them.
#[derive(Debug, Default)]
pub struct Versions {
    read: RwLock<HashMap<Uuid, Known>>,
}

#[derive(Debug, Clone)]
struct Known {
    version: Arc<course_version::Model>,
    /// How many corrections are laid over it.
    corrections: u64,
    checked_at: Instant,
}

impl Versions {
    /// A version as it is to be read: as it was published, with the questions that have been
    /// corrected since. What was published stays as it is in the database.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none.
    pub async fn get(
        &self,
        connection: &impl ConnectionTrait,
        id: Uuid,
    ) -> Result<Arc<course_version::Model>> {
        let known = self.read.read().map_err(poisoned)?.get(&id).cloned();
        if let Some(known) = known {
            if known.checked_at.elapsed() < RECHECK || !self.begins_to_check(id)? {
                return Ok(known.version);
            }
            let corrections = quizzes::store::marking::count_of_corrections(connection, id).await?;
            if corrections == known.corrections {
                return Ok(known.version);
            }
        }
        let (version, corrections) = read(connection, id).await?;
        let known = Known {
            version: Arc::new(version),
            corrections,
            checked_at: Instant::now(),
        };
        let version = known.version.clone();
        let mut read = self.read.write().map_err(poisoned)?;
        if read.len() >= KEPT {
            read.clear();
        }
        read.insert(id, known);
        Ok(version)
    }

    /// Forgets a version, so that it is read again with what has just been corrected.
    ///
    /// # Errors
    /// When a thread died while it held the versions.
    pub fn forget(&self, id: Uuid) -> Result<()> {
        self.read.write().map_err(poisoned)?.remove(&id);
        Ok(())
    }

    /// Whether it is the caller who checks: of the many who come at once, one asks the database and
    /// the others go on with what is known.
    fn begins_to_check(&self, id: Uuid) -> Result<bool> {
        let mut read = self.read.write().map_err(poisoned)?;
        let Some(known) = read.get_mut(&id) else {
            return Ok(true);
        };
        let is_due = known.checked_at.elapsed() >= RECHECK;
        if is_due {
            known.checked_at = Instant::now();
        }
        Ok(is_due)
    }
}

/// Reads a version, with its corrections and how many they are.
async fn read(connection: &impl ConnectionTrait, id: Uuid) -> Result<(course_version::Model, u64)> {
    let row = course_version::Entity::find_by_id(id)
        .one(connection)
        .await?;
    let mut version = row.ok_or(Code::NotFound)?;
    let corrections = quizzes::store::marking::corrections_of(connection, id).await?;
    let count = u64::try_from(corrections.len()).map_err(Error::internal)?;
    for correction in corrections {
        if let Some(quiz) = version.document.quiz_mut(correction.item_id) {
            lay_over(quiz, &correction.after.0);
        }
    }
    Ok((version, count))
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
