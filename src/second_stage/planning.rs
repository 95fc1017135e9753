//! Writing visits down, one or many at once, and telling those whom they concern.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use garde::Validate;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::tables::visit;
use super::visit::{State, Steps};
use crate::app::App;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, FieldError, Result};
use crate::ids;
use crate::outbox::{self, Job, Letter, NewJob};
use crate::people;
use crate::people::registration::{known_time_zone, written_name};
use crate::people::tables::person;
use crate::policy::Actor;
use crate::programmes::tables::enrolment;
use crate::surveys::answers::Answers;
use crate::surveys::document::Purpose;
use crate::surveys::forms;

/// How long before a visit people are reminded of it.
pub const REMINDED_BEFORE: TimeDelta = TimeDelta::days(1);

/// The longest visit.
const LONGEST: TimeDelta = TimeDelta::days(3);

/// A visit to be planned.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"course_id": "0199a000-0000-7000-8000-000000000011",
    "person_id": "0199a000-0000-7000-8000-000000000007",
    "visitor_id": "0199a000-0000-7000-8000-000000000002",
    "form_id": "0199a000-0000-7000-8000-000000000a02", "place": "1-р сургууль, 305 тоот",
    "starts_at": "2030-10-07T01:00:00Z", "ends_at": "2030-10-07T03:00:00Z"}))]
pub struct NewVisit {
    /// The course that the visit follows.
    #[garde(skip)]
    pub course_id: Uuid,
    /// Who is visited, one of those who take the course.
    #[garde(skip)]
    pub person_id: Uuid,
    /// Who comes.
    #[garde(skip)]
    pub visitor_id: Uuid,
    /// The form of the observation, whose newest version is taken; none when nothing is filled in.
    #[garde(skip)]
    pub form_id: Option<Uuid>,
    /// Where.
    #[garde(length(chars, min = 1, max = 300), custom(written_name))]
    pub place: String,
    /// When it begins.
    #[garde(skip)]
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    #[garde(skip)]
    pub ends_at: DateTime<Utc>,
    /// By whose clock people speak of it, by IANA's name; that of webinars when absent.
    #[garde(inner(custom(known_time_zone)))]
    pub time_zone: Option<String>,
}

/// Writes visits down, all or none, and lets those whom they concern know.
///
/// # Errors
/// [`Code::Invalid`] naming each field that does not fit, with `place` before its name.
pub async fn plan(
    app: &App,
    transaction: &Transaction,
    actor: &Actor,
    visits: Vec<NewVisit>,
    place: impl Fn(usize) -> String,
) -> Result<Vec<visit::Model>> {
    let now = app.clock.now();
    let known = Known::read(transaction, actor, &visits).await?;
    let mut faults = Vec::new();
    for (number, new) in visits.iter().enumerate() {
        let found = known.faults(new, now).into_iter();
        faults.extend(found.map(|(field, key)| FieldError::new(place(number) + field, key)));
    }
    if !faults.is_empty() {
        return Err(Error::fields(faults));
    }
    let rows = visits.into_iter().map(|new| visit::Model {
        id: ids::new_id(),
        course_id: new.course_id,
        person_id: new.person_id,
        visitor_id: new.visitor_id,
        form_version_id: new.form_id.and_then(|id| known.versions.get(&id).copied()),
        place: new.place,
        time_zone: new
            .time_zone
            .unwrap_or_else(|| app.config.webinars.time_zone.clone()),
        starts_at: new.starts_at,
        ends_at: new.ends_at,
        state: State::Planned,
        observation: Answers::default(),
        steps: Steps::default(),
        follow_up_on: None,
        held_at: None,
        acknowledged_at: None,
        closed_at: None,
        revision: 0,
        planned_by: actor.person_id,
        created_at: now,
    });
    let rows: Vec<visit::Model> = rows.collect();
    let each = rows.iter().cloned();
    let each = each.map(|row| row.into_active_model().reset_all());
    db::insert_all(transaction, each, None).await?;
    tell(app, transaction, &rows).await?;
    Ok(rows)
}

/// Writes down the letters about visits that were planned or moved: now, and a day before.
///
/// # Errors
/// When the database fails.
pub async fn tell(app: &App, transaction: &Transaction, visits: &[visit::Model]) -> Result<()> {
    let now = app.clock.now();
    let mut jobs = Vec::new();
    for visit in visits {
        let (visit_id, starts_at) = (visit.id, visit.starts_at);
        for person_id in [visit.person_id, visit.visitor_id] {
            let mut add = |key: String, letter: Letter, due_at: DateTime<Utc>| {
                jobs.push(NewJob {
                    key,
                    job: Job::Letter { person_id, letter },
                    due_at,
                    created_at: now,
                });
            };
            let key = format!("visit-planned {visit_id} {} {person_id}", visit.revision);
            add(key, Letter::VisitPlanned { visit_id }, now);
            // However often it is changed, its time is reminded of once.
            let reminds_at = starts_at - REMINDED_BEFORE;
            if reminds_at > now {
                let time = starts_at.timestamp();
                let key = format!("visit-soon {visit_id} {time} {person_id}");
                add(key, Letter::VisitSoon { visit_id }, reminds_at);
            }
        }
    }
    while !jobs.is_empty() {
        let rest = jobs.split_off(jobs.len().min(1_000));
        outbox::enqueue_all(transaction, std::mem::replace(&mut jobs, rest)).await?;
    }
    Ok(())
}

/// Refuses times that are no visit's: over, the wrong way round, or days long.
#[must_use]
pub fn fault_of_times(
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<(&'static str, &'static str)> {
    if ends_at <= starts_at {
        Some(("ends_at", "field-not-after"))
    } else if ends_at - starts_at > LONGEST {
        Some(("ends_at", "field-invalid"))
    } else if ends_at <= now {
        Some(("starts_at", "field-invalid"))
    } else {
        None
    }
}

/// What there is of what visits name.
struct Known {
    people: HashSet<Uuid>,
    enrolled: HashSet<(Uuid, Uuid)>,
    versions: HashMap<Uuid, Uuid>,
}

impl Known {
    async fn read(
        connection: &impl ConnectionTrait,
        actor: &Actor,
        visits: &[NewVisit],
    ) -> Result<Self> {
        let named = visits
            .iter()
            .flat_map(|one| [one.person_id, one.visitor_id]);
        let named: HashSet<Uuid> = named.collect();
        let people = seen(connection, actor, named).await?;
        let courses: HashSet<Uuid> = visits.iter().map(|one| one.course_id).collect();
        let visited = visits.iter().map(|one| one.person_id);
        let enrolled: Vec<(Uuid, Uuid)> = enrolment::Entity::find()
            .select_only()
            .column(enrolment::Column::PersonId)
            .column(enrolment::Column::CourseId)
            .filter(enrolment::Column::CourseId.is_in(courses))
            .filter(enrolment::Column::PersonId.is_in(visited))
            .into_tuple()
            .all(connection)
            .await?;
        let mut versions = HashMap::new();
        let forms: HashSet<Uuid> = visits.iter().filter_map(|one| one.form_id).collect();
        for id in forms {
            match forms::published(connection, "form_id", id, Purpose::Observation).await {
                Ok(version) => {
                    versions.insert(id, version.id);
                }
                Err(error) if error.code == Code::Invalid => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self {
            people,
            enrolled: enrolled.into_iter().collect(),
            versions,
        })
    }

    fn faults(&self, new: &NewVisit, now: DateTime<Utc>) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let is_enrolled = self.enrolled.contains(&(new.person_id, new.course_id));
        if !self.people.contains(&new.person_id) || !is_enrolled {
            faults.push(("person_id", "field-unknown"));
        }
        if !self.people.contains(&new.visitor_id) {
            faults.push(("visitor_id", "field-unknown"));
        } else if new.visitor_id == new.person_id {
            faults.push(("visitor_id", "field-invalid"));
        }
        if new
            .form_id
            .is_some_and(|id| !self.versions.contains_key(&id))
        {
            faults.push(("form_id", "field-unknown"));
        }
        faults.extend(fault_of_times(new.starts_at, new.ends_at, now));
        faults
    }
}

/// Those of these people whom the actor may see.
///
/// # Errors
/// When the database fails.
pub async fn seen(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashSet<Uuid>> {
    let seen: Vec<Uuid> = people::store::visible_to(actor)
        .filter(person::Column::Id.is_in(people))
        .filter(person::Column::Active.eq(true))
        .select_only()
        .column(person::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(seen.into_iter().collect())
}
