//! What the windows of cohorts leave open for learners, for whoever lets them work.
//!
//! Which cohorts a course has, and when, is kept in memory for a few seconds: a course that no cohort has costs
//! no query. For all others who is in which cohort is read for everybody at once, and what was granted to
//! single people only where something was granted at all. Who takes a course outside of every cohort is bound
//! by no window; who takes it in several by the one that helps most.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::membership::State;
use super::schedule::{Availability, Extension, Times};
use super::store;
use super::tables::cohort_member;
use crate::app::App;
use crate::courses::document::{Item, ItemKind};
use crate::error::{Code, Error, Result};
use crate::programmes::tables::enrolment;

mod schedules;

use schedules::Known;
pub use schedules::Schedules;

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
