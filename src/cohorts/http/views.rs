//! Cohorts as the API shows them, and as it takes them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::cohorts::membership::SelfEnrolment;
use crate::cohorts::rule::Rule;
use crate::cohorts::schedule::{Schedule, Window};
use crate::cohorts::store::{self, Deadline};
use crate::cohorts::tables::{cohort, cohort_member};
use crate::error::Result;
use crate::messages::dates;
use crate::people::registration::{known_time_zone, written_name};
use crate::people::tables::{organisation, person};
use crate::policy::{Action, Actor};

/// What the timetable of a cohort shows. When nothing is named, it shows every session of the cohort's courses
/// that is held within the webinar window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields, default)]
#[schema(as = CohortTimetableNames)]
pub struct Named {
    /// Series of webinars.
    #[garde(length(max = 100))]
    #[schema(max_items = 100)]
    pub series: Vec<Uuid>,
    /// Single webinars.
    #[garde(length(max = 500))]
    #[schema(max_items = 500)]
    pub webinars: Vec<Uuid>,
    /// Groups of the courses, each with all its sessions.
    #[garde(length(max = 100))]
    #[schema(max_items = 100)]
    pub groups: Vec<Uuid>,
}

/// A cohort as it shall be.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"programme_id": "0199a000-0000-7000-8000-000000000001",
    "title": "Ажлын 10 дахь жилийн багш нар, 2021", "courses": [], "capacity": 4000,
    "rule": {"on": "2021-01-15", "positions": ["teacher"], "years_of_service": [10]},
    "self_paced": {"from": "2021-01-15", "until": "2021-02-05"},
    "webinars": {"from": "2021-02-08", "until": "2021-03-01"}, "grace_days": 2}))]
pub struct NewCohort {
    /// The programme it belongs to.
    #[garde(skip)]
    pub programme_id: Uuid,
    /// What it is called.
    #[garde(length(chars, min = 1, max = 300), custom(written_name))]
    pub title: String,
    /// In which its days are read, by IANA's name; that of the installation when absent.
    #[garde(inner(custom(known_time_zone)))]
    #[schema(example = "Asia/Ulaanbaatar")]
    pub time_zone: Option<String>,
    /// The courses, in order.
    #[garde(length(max = 50))]
    #[schema(max_items = 50)]
    pub courses: Vec<Uuid>,
    /// Who belongs to it.
    #[serde(default)]
    #[garde(dive)]
    pub rule: Rule,
    /// How many can take part; absent for any number. Who comes when all places are taken waits.
    #[garde(inner(range(min = 1, max = 1_000_000)))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub capacity: Option<i32>,
    /// Whether people may come by themselves.
    #[serde(default)]
    #[garde(skip)]
    pub self_enrolment: SelfEnrolment,
    /// The window for lessons and quizzes; absent when they are always open.
    #[garde(skip)]
    pub self_paced: Option<Window>,
    /// The window in which webinars are held.
    #[garde(skip)]
    pub webinars: Option<Window>,
    /// Last days of single items, within the self-paced window.
    #[serde(default)]
    #[garde(length(max = 500))]
    #[schema(max_items = 500)]
    pub deadlines: Vec<Deadline>,
    /// How many days after the last one work is still taken, at most 90.
    #[serde(default)]
    #[garde(skip)]
    #[schema(maximum = 90)]
    pub grace_days: u32,
    /// What its timetable shows.
    #[serde(default)]
    #[garde(dive)]
    pub timetable: Named,
}

/// A cohort.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "0199a000-0000-7000-8000-000000000060",
    "programme_id": "0199a000-0000-7000-8000-000000000001",
    "title": "Ажлын 10 дахь жилийн багш нар, 2021", "time_zone": "Asia/Ulaanbaatar",
    "courses": ["0199a000-0000-7000-8000-000000000011"], "rule": null, "capacity": 4000,
    "self_enrolment": "closed", "self_paced": {"from": "2021-01-15", "until": "2021-02-05"},
    "webinars": {"from": "2021-02-08", "until": "2021-03-01"}, "deadlines": [], "grace_days": 2,
    "timetable": {"series": [], "webinars": [], "groups": []},
    "invitations_asked_at": null, "invitations_done_at": null,
    "created_at": "2021-01-10T01:00:00Z"}))]
pub struct Cohort {
    /// The identifier.
    pub id: Uuid,
    /// The programme it belongs to.
    pub programme_id: Uuid,
    /// What it is called.
    pub title: String,
    /// In which its days are read, by IANA's name.
    pub time_zone: String,
    /// The courses, in order.
    pub courses: Vec<Uuid>,
    /// Who belongs to it; null for whoever does not enrol people.
    pub rule: Option<Rule>,
    /// How many can take part; null for any number.
    pub capacity: Option<i32>,
    /// Whether people may come by themselves.
    pub self_enrolment: SelfEnrolment,
    /// The window for lessons and quizzes; null when they are always open.
    pub self_paced: Option<Window>,
    /// The window in which webinars are held.
    pub webinars: Option<Window>,
    /// Last days of single items.
    pub deadlines: Vec<Deadline>,
    /// How many days after the last one work is still taken.
    pub grace_days: u32,
    /// What its timetable shows.
    pub timetable: Named,
    /// When it was asked last that everybody who belongs be invited.
    pub invitations_asked_at: Option<DateTime<Utc>>,
    /// When that was done; null while it is at work.
    pub invitations_done_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl NewCohort {
    /// When what is to be done, on the clock of this time zone.
    #[must_use]
    pub fn schedule(&self, time_zone: &str) -> Schedule {
        Schedule {
            zone: dates::zone(time_zone),
            self_paced: self.self_paced,
            webinars: self.webinars,
            deadlines: self
                .deadlines
                .iter()
                .map(|one| (one.item_id, one.until))
                .collect(),
            grace_days: self.grace_days,
        }
    }
}

impl Cohort {
    fn of(row: cohort::Model, courses: Vec<Uuid>, actor: &Actor) -> Result<Self> {
        let schedule = row.schedule()?;
        let deadlines = schedule.deadlines.iter().map(|(item_id, until)| Deadline {
            item_id: *item_id,
            until: *until,
        });
        Ok(Self {
            deadlines: deadlines.collect(),
            rule: match actor.may(Action::Enrol) {
                true => Some(row.rule()?.0),
                false => None,
            },
            timetable: store::read(&row.timetable)?,
            self_paced: schedule.self_paced,
            webinars: schedule.webinars,
            grace_days: schedule.grace_days,
            id: row.id,
            programme_id: row.programme_id,
            title: row.title,
            time_zone: row.time_zone,
            courses,
            capacity: row.capacity,
            self_enrolment: row.self_enrolment,
            invitations_asked_at: row.invitations_asked_at,
            invitations_done_at: row.invitations_done_at,
            created_at: row.created_at,
        })
    }
}

/// Cohorts with their courses: one query for all of them.
///
/// # Errors
/// When the database fails.
pub async fn show(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    rows: Vec<cohort::Model>,
) -> Result<Vec<Cohort>> {
    let ids = rows.iter().map(|row| row.id);
    let mut courses = store::courses_of_all(connection, ids).await?;
    rows.into_iter()
        .map(|row| {
            let courses = courses.remove(&row.id).unwrap_or_default();
            Cohort::of(row, courses, actor)
        })
        .collect()
}

/// A cohort with its courses.
///
/// # Errors
/// When the database fails.
pub async fn show_one(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    row: cohort::Model,
) -> Result<Cohort> {
    let courses = store::courses_of(connection, row.id).await?;
    Cohort::of(row, courses, actor)
}

/// A person of a cohort, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CohortPerson)]
pub struct Person {
    /// The identifier.
    pub id: Uuid,
    /// The surname (овог).
    pub surname: String,
    /// The given name (нэр).
    pub given_name: String,
}

/// An organisation from which somebody came into a cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CohortOrganisation)]
pub struct Organisation {
    /// The identifier.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
}

/// The names that belong to some members of a cohort.
#[derive(Debug)]
pub struct Names {
    people: HashMap<Uuid, Person>,
    organisations: HashMap<Uuid, Organisation>,
}

impl Names {
    /// Reads them, in two queries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        connection: &impl ConnectionTrait,
        members: &[cohort_member::Model],
    ) -> Result<Self> {
        let people = person::Entity::find()
            .filter(person::Column::Id.is_in(members.iter().map(|row| row.person_id)))
            .all(connection)
            .await?;
        let organisations = members.iter().filter_map(|row| row.organisation_id);
        let organisations = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(organisations))
            .all(connection)
            .await?;
        let person = |row: person::Model| Person {
            id: row.id,
            surname: row.surname,
            given_name: row.given_name,
        };
        let organisation = |row: organisation::Model| Organisation {
            id: row.id,
            name: row.name,
        };
        Ok(Self {
            people: people
                .into_iter()
                .map(|row| (row.id, person(row)))
                .collect(),
            organisations: organisations
                .into_iter()
                .map(|row| (row.id, organisation(row)))
                .collect(),
        })
    }

    /// Who it is.
    #[must_use]
    pub fn person(&self, member: &cohort_member::Model) -> Option<Person> {
        self.people.get(&member.person_id).cloned()
    }

    /// From where the person came.
    #[must_use]
    pub fn organisation(&self, member: &cohort_member::Model) -> Option<Organisation> {
        let id = member.organisation_id?;
        self.organisations.get(&id).cloned()
    }
}
