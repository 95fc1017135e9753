//! What the windows of cohorts leave open for learners, for whoever lets them work.
//!
//! Which cohorts a course has, and when, is kept in memory for a few seconds: a course that no cohort has costs
//! no query. For all others who is in which cohort is read for everybody at once, and what was granted to
//! single people only where something was granted at all. Who takes a course outside of every cohort is bound
//! by no window; who takes it in several by the one that helps most.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::membership::State;
use super::schedule::{Availability, Extension, Schedule, Times};
use super::store;
use super::tables::{cohort, cohort_course, cohort_extension, cohort_member};
use crate::app::App;
use crate::courses::document::{Item, ItemKind};
use crate::error::{Code, Error, Result};
use crate::programmes::tables::enrolment;

/// How long a change that another node has made may stay unknown here.
const RECHECK: Duration = Duration::from_secs(5);

/// Courses that are kept; when there are more, it begins anew.
const KEPT: usize = 4_096;

/// A cohort that has a course.
#[derive(Debug)]
struct Known {
    id: Uuid,
    schedule: Schedule,
    /// Whether anybody in it has been granted a later day.
    extended: bool,
}

/// The cohorts of the courses that this node has been asked for.
#[derive(Debug, Default)]
pub struct Schedules(RwLock<HashMap<Uuid, Kept>>);

#[derive(Debug, Clone)]
struct Kept {
    cohorts: Arc<Vec<Arc<Known>>>,
    checked_at: Instant,
}

/// The windows of some learners in their courses.
#[derive(Debug, Default)]
pub struct Windows(HashMap<(Uuid, Uuid), Vec<Bound>>);

/// A learner in a cohort.
#[derive(Debug)]
struct Bound {
    cohort: Arc<Known>,
    extensions: Vec<Extension>,
}

/// When an item is open for one learner, and on whose clock that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// When it is open.
    pub times: Times,
    /// The cohort's time zone.
    pub zone: Tz,
}

/// Whether an item is open for a learner, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"state": "open", "opens_at": "2021-01-14T16:00:00Z",
    "ends_at": "2021-02-05T16:00:00Z", "closes_at": "2021-02-07T16:00:00Z"}))]
pub struct ItemWindow {
    /// Whether it is open.
    state: WindowState,
    /// From when on; null for always.
    opens_at: Option<DateTime<Utc>>,
    /// Until when it should be done; null for no end.
    ends_at: Option<DateTime<Utc>>,
    /// Until when it is taken, days of grace included; null for no end.
    closes_at: Option<DateTime<Utc>>,
}

/// Whether something is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// It is yet to open.
    NotYet,
    /// It is open.
    Open,
    /// Its last day is over, but it is still taken.
    Grace,
    /// It is closed.
    Closed,
}

impl ItemWindow {
    /// At that moment.
    #[must_use]
    pub fn at(times: &Times, now: DateTime<Utc>) -> Self {
        Self {
            state: match times.at(now) {
                Availability::NotYet(_) => WindowState::NotYet,
                Availability::Open(_) => WindowState::Open,
                Availability::Grace(_) => WindowState::Grace,
                Availability::Closed(_) => WindowState::Closed,
            },
            opens_at: times.opens_at,
            ends_at: times.ends_at,
            closes_at: times.closes_at,
        }
    }
}

impl Frame {
    /// Goes on when the item has opened.
    ///
    /// # Errors
    /// [`Code::WindowNotOpen`], telling when it does.
    pub fn require_opened(&self, now: DateTime<Utc>) -> Result<()> {
        match self.times.at(now) {
            Availability::NotYet(at) => Err(self.refusal(Code::WindowNotOpen, at)),
            _ => Ok(()),
        }
    }

    /// Goes on when the item has not been closed.
    ///
    /// # Errors
    /// [`Code::WindowClosed`], telling when it was.
    pub fn require_not_closed(&self, now: DateTime<Utc>) -> Result<()> {
        match self.times.at(now) {
            Availability::Closed(at) => Err(self.refusal(Code::WindowClosed, at)),
            _ => Ok(()),
        }
    }

    fn refusal(&self, code: Code, at: DateTime<Utc>) -> Error {
        Error {
            moment: Some((at, self.zone)),
            ..code.into()
        }
    }
}

impl Windows {
    /// When an item is open for a learner; none when no cohort says so.
    #[must_use]
    pub fn frame(
        &self,
        enrolment: &enrolment::Model,
        item: (Uuid, ItemKind),
        now: DateTime<Utc>,
    ) -> Option<Frame> {
        let bounds = self.0.get(&(enrolment.person_id, enrolment.course_id))?;
        let frames = bounds.iter().map(|bound| Frame {
            times: bound.cohort.schedule.times(&bound.extensions, item),
            zone: bound.cohort.schedule.zone,
        });
        let frames: Vec<Frame> = frames.collect();
        let best = Times::best(frames.iter().map(|frame| frame.times), now)?;
        frames.into_iter().find(|frame| frame.times == best)
    }

    /// The same for an item of the course's document.
    #[must_use]
    pub fn of_item(
        &self,
        enrolment: &enrolment::Model,
        item: &Item,
        now: DateTime<Utc>,
    ) -> Option<Frame> {
        self.frame(enrolment, (item.id, item.kind()), now)
    }
}

/// Reads the windows of these learners.
///
/// # Errors
/// When the database fails.
pub async fn of(
    app: &App,
    connection: &impl ConnectionTrait,
    enrolments: impl IntoIterator<Item = &enrolment::Model>,
) -> Result<Windows> {
    let places: BTreeSet<(Uuid, Uuid)> = enrolments
        .into_iter()
        .map(|row| (row.person_id, row.course_id))
        .collect();
    let courses = places.iter().map(|(_, course_id)| *course_id).collect();
    let cohorts = app.schedules.of(connection, courses).await?;
    let by_id: HashMap<Uuid, &Arc<Known>> = cohorts
        .values()
        .flat_map(|all| all.iter())
        .map(|one| (one.id, one))
        .collect();
    if by_id.is_empty() {
        return Ok(Windows::default());
    }
    let people: BTreeSet<Uuid> = places.iter().map(|(person_id, _)| *person_id).collect();
    let members: Vec<(Uuid, Uuid)> = cohort_member::Entity::find()
        .filter(cohort_member::Column::PersonId.is_in(people))
        .filter(cohort_member::Column::CohortId.is_in(by_id.keys().copied()))
        .filter(cohort_member::Column::State.is_in(State::BOUND))
        .select_only()
        .column(cohort_member::Column::CohortId)
        .column(cohort_member::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    let granted = granted(connection, &by_id, &members).await?;
    let mut in_cohorts: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (cohort_id, person_id) in members {
        in_cohorts.entry(person_id).or_default().push(cohort_id);
    }
    let mut windows = Windows::default();
    for place @ (person_id, course_id) in places {
        let has_course = cohorts
            .get(&course_id)
            .map_or(&[][..], |all| all.as_slice());
        let own = in_cohorts.get(&person_id).map_or(&[][..], Vec::as_slice);
        let bound = has_course
            .iter()
            .filter(|cohort| own.contains(&cohort.id))
            .map(|cohort| Bound {
                cohort: (*cohort).clone(),
                extensions: granted
                    .get(&(cohort.id, person_id))
                    .cloned()
                    .unwrap_or_default(),
            });
        let bound: Vec<Bound> = bound.collect();
        if !bound.is_empty() {
            windows.0.insert(place, bound);
        }
    }
    Ok(windows)
}

async fn granted(
    connection: &impl ConnectionTrait,
    cohorts: &HashMap<Uuid, &Arc<Known>>,
    members: &[(Uuid, Uuid)],
) -> Result<HashMap<(Uuid, Uuid), Vec<Extension>>> {
    let is_extended = |id: &Uuid| cohorts.get(id).is_some_and(|cohort| cohort.extended);
    let asked: Vec<_> = members.iter().filter(|(id, _)| is_extended(id)).collect();
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: BTreeSet<Uuid> = asked.iter().map(|(cohort_id, _)| *cohort_id).collect();
    let people: BTreeSet<Uuid> = asked.iter().map(|(_, person_id)| *person_id).collect();
    store::extensions(connection, ids, people).await
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

    async fn of(
        &self,
        connection: &impl ConnectionTrait,
        courses: BTreeSet<Uuid>,
    ) -> Result<HashMap<Uuid, Arc<Vec<Arc<Known>>>>> {
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
    fn kept(
        &self,
        courses: BTreeSet<Uuid>,
    ) -> Result<(HashMap<Uuid, Arc<Vec<Arc<Known>>>>, Vec<Uuid>)> {
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
