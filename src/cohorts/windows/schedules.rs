//! When the cohorts of courses have their windows, kept in memory for a few seconds.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::cohorts::schedule::Schedule;
use crate::cohorts::tables::{cohort, cohort_course, cohort_extension};
use crate::error::{Error, Result};

/// How long a change that another node has made may stay unknown here.
const RECHECK: Duration = Duration::from_secs(5);

/// Courses that are kept; when there are more, it begins anew.
const KEPT: usize = 4_096;

/// A cohort that has a course.
#[derive(Debug)]
pub(super) struct Known {
    /// The identifier.
    pub(super) id: Uuid,
    /// When what of it is to be done.
    pub(super) schedule: Schedule,
    /// Whether anybody in it has been granted a later day.
    pub(super) extended: bool,
}

/// Cohorts, by the course that they have.
pub(super) type Cohorts = HashMap<Uuid, Arc<Vec<Arc<Known>>>>;

/// The cohorts of the courses that this node has been asked for.
#[derive(Debug, Default)]
pub struct Schedules(RwLock<HashMap<Uuid, Kept>>);

#[derive(Debug, Clone)]
struct Kept {
    cohorts: Arc<Vec<Arc<Known>>>,
    checked_at: Instant,
}

/// A cohort beside a course that it has.
#[derive(Debug, FromQueryResult)]
struct Row {
    course_id: Uuid,
    cohort_id: Uuid,
}

impl Schedules {
    /// Forgets everything: a cohort or what is granted in one has been changed.
    pub fn forget(&self) {
        if let Ok(mut kept) = self.0.write() {
            kept.clear();
        }
    }

    /// The cohorts of these courses.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(
        &self,
        connection: &impl ConnectionTrait,
        courses: BTreeSet<Uuid>,
    ) -> Result<Cohorts> {
        let (mut found, stale) = self.kept(courses)?;
        if stale.is_empty() {
            return Ok(found);
        }
        let mut read = read(connection, &stale).await?;
        let mut kept = self.0.write().map_err(poisoned)?;
        if kept.len() + stale.len() > KEPT {
            kept.clear();
        }
        for course_id in stale {
            let cohorts = Arc::new(read.remove(&course_id).unwrap_or_default());
            let known = Kept {
                cohorts: cohorts.clone(),
                checked_at: Instant::now(),
            };
            kept.insert(course_id, known);
            found.insert(course_id, cohorts);
        }
        Ok(found)
    }

    /// What is known, and which courses are to be asked for.
    fn kept(&self, courses: BTreeSet<Uuid>) -> Result<(Cohorts, Vec<Uuid>)> {
        let kept = self.0.read().map_err(poisoned)?;
        let (mut found, mut stale) = (HashMap::new(), Vec::new());
        for course_id in courses {
            match kept.get(&course_id) {
                Some(known) if known.checked_at.elapsed() < RECHECK => {
                    found.insert(course_id, known.cohorts.clone());
                }
                _ => stale.push(course_id),
            }
        }
        Ok((found, stale))
    }
}

async fn read(
    connection: &impl ConnectionTrait,
    courses: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Arc<Known>>>> {
    let rows: Vec<Row> = cohort_course::Entity::find()
        .filter(cohort_course::Column::CourseId.is_in(courses.iter().copied()))
        .into_model()
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.cohort_id).collect();
    let cohorts = cohort::Entity::find()
        .filter(cohort::Column::Id.is_in(ids.iter().copied()))
        .all(connection)
        .await?;
    let extended: Vec<Uuid> = cohort_extension::Entity::find()
        .filter(cohort_extension::Column::CohortId.is_in(ids))
        .select_only()
        .column(cohort_extension::Column::CohortId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    let mut known = HashMap::new();
    for row in cohorts {
        let one = Known {
            id: row.id,
            schedule: row.schedule()?,
            extended: extended.contains(&row.id),
        };
        known.insert(row.id, Arc::new(one));
    }
    let mut all: HashMap<Uuid, Vec<Arc<Known>>> = HashMap::new();
    for row in rows {
        let cohort = known.get(&row.cohort_id).cloned();
        all.entry(row.course_id).or_default().extend(cohort);
    }
    Ok(all)
}

fn poisoned<T>(_: T) -> Error {
    Error::internal("a thread died while it held the schedules of cohorts")
}
