//! What people of a cohort have done of its courses, and what they have left to do.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::app::App;
use crate::completion;
use crate::completion::rules::{Missing, Progress, progress};
use crate::completion::store::Taken;
use crate::courses::document::{Item, ItemKind};
use crate::courses::tables::course_version;
use crate::error::Result;
use crate::programmes::tables::enrolment;

/// What one person has done of one course.
#[derive(Debug)]
pub struct Work {
    /// The enrolment.
    pub enrolment: enrolment::Model,
    /// The course as the person takes it.
    pub version: Arc<course_version::Model>,
    /// How far the person is.
    pub progress: Progress,
}

impl Work {
    /// What is left to do, in reading order. Nothing is left of a course that has been completed, also when the
    /// version that one was moved to since asks for more.
    pub fn left(&self) -> impl Iterator<Item = (&Item, &Missing)> {
        let is_open = self.enrolment.completed_at.is_none();
        let missing = self.progress.missing.iter().filter(move |_| is_open);
        missing.filter_map(|missing| {
            let item = self.version.document.item(missing.item_id)?;
            Some((item, missing))
        })
    }

    /// How much is done of what the self-paced window asks for, and how much is left.
    #[must_use]
    pub fn self_paced(&self) -> (usize, usize) {
        let is_own_pace = |id: &&Uuid| {
            let item = self.version.document.item(**id);
            item.is_some_and(|item| item.kind() != ItemKind::Webinar)
        };
        let done = self.progress.done.iter().filter(is_own_pace).count();
        let left = self
            .left()
            .filter(|(item, _)| item.kind() != ItemKind::Webinar);
        (done, left.count())
    }
}

/// How much of several courses is done and left within the self-paced window.
#[must_use]
pub fn self_paced(works: &[Work]) -> (usize, usize) {
    works
        .iter()
        .map(Work::self_paced)
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

/// The work of several people, by person, each in the order of the courses. However many people there are, it
/// takes four queries; some hundreds at once are enough.
///
/// # Errors
/// When the database fails.
pub async fn of(
    app: &App,
    connection: &impl ConnectionTrait,
    courses: &[Uuid],
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Work>>> {
    let people: BTreeSet<Uuid> = people.into_iter().collect();
    let rows = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.is_in(people))
        .filter(enrolment::Column::CourseId.is_in(courses.iter().copied()))
        .all(connection)
        .await?;
    let mut versions = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(place) = versions.entry(row.version_id) {
            place.insert(app.versions.get(connection, row.version_id).await?);
        }
    }
    let taken: Vec<Taken<'_>> = rows
        .iter()
        .filter_map(|row| Some((row, &versions.get(&row.version_id)?.document)))
        .collect();
    let mut facts = completion::store::facts_of_all(connection, &taken).await?;
    let mut works: HashMap<Uuid, Vec<Work>> = HashMap::new();
    for row in rows {
        let Some(version) = versions.get(&row.version_id).cloned() else {
            continue;
        };
        let facts = facts.remove(&row.id).unwrap_or_default();
        works.entry(row.person_id).or_default().push(Work {
            progress: progress(&version.document, &facts),
            version,
            enrolment: row,
        });
    }
    let order = |work: &Work| {
        courses
            .iter()
            .position(|id| *id == work.enrolment.course_id)
    };
    works.values_mut().for_each(|own| own.sort_by_key(order));
    Ok(works)
}
