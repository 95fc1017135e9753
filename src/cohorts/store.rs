//! Queries about cohorts. Whatever lists or finds cohorts for somebody starts at [`visible_to`], whatever
//! lists or finds their people at [`members_visible_to`].

pub mod candidates;
mod members;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::membership::{SelfEnrolment, State};
use super::rule::Rule;
use super::schedule::{Extension, Schedule, Window};
use super::tables::{cohort, cohort_course, cohort_extension, cohort_member};
use crate::courses;
use crate::courses::store::Head;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::messages::dates;
use crate::policy::{Action, Actor};

pub use members::{count_members, from_organisation, member, members_visible_to, unfinished};

/// The last day of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CohortDeadline, example = json!({"item_id": "0199a000-0000-7000-8000-000000000021",
    "until": "2021-01-31"}))]
pub struct Deadline {
    /// The item.
    pub item_id: Uuid,
    /// Its last day, in the cohort's time zone.
    pub until: NaiveDate,
}

/// The cohorts that the actor may see: all, for who watches over others; else one's own, and those that one
/// may come to by oneself.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<cohort::Entity> {
    let all = cohort::Entity::find();
    if actor.may(Action::SeeProgress) {
        return all;
    }
    all.filter(
        Condition::any()
            .add(cohort::Column::SelfEnrolment.ne(SelfEnrolment::Closed))
            .add(cohort::Column::Id.in_subquery(of_person(actor.person_id))),
    )
}

fn of_person(person_id: Uuid) -> SelectStatement {
    Query::select()
        .column(cohort_member::Column::CohortId)
        .from(cohort_member::Entity)
        .and_where(cohort_member::Column::PersonId.eq(person_id))
        .to_owned()
}

/// A cohort that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see it.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<cohort::Model> {
    let found = visible_to(actor)
        .filter(cohort::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A cohort, for work that nobody asks for.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<cohort::Model> {
    let found = cohort::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// The row of a cohort, locked until the transaction ends: places are given one after the other.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<cohort::Model> {
    let found = cohort::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The courses of several cohorts, each cohort's in order.
///
/// # Errors
/// When the database fails.
pub async fn courses_of_all(
    connection: &impl ConnectionTrait,
    cohorts: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let rows = cohort_course::Entity::find()
        .filter(cohort_course::Column::CohortId.is_in(cohorts))
        .order_by_asc(cohort_course::Column::Number)
        .all(connection)
        .await?;
    let mut courses: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in rows {
        courses
            .entry(row.cohort_id)
            .or_default()
            .push(row.course_id);
    }
    Ok(courses)
}

/// The courses of a cohort, in order.
///
/// # Errors
/// When the database fails.
pub async fn courses_of(connection: &impl ConnectionTrait, cohort_id: Uuid) -> Result<Vec<Uuid>> {
    let mut courses = courses_of_all(connection, [cohort_id]).await?;
    Ok(courses.remove(&cohort_id).unwrap_or_default())
}

/// The courses of a cohort as they are to be enrolled in.
///
/// # Errors
/// [`Code::NotPublished`] when one has no version yet.
pub async fn published_courses(
    connection: &impl ConnectionTrait,
    cohort_id: Uuid,
) -> Result<Vec<Head>> {
    let ids = courses_of(connection, cohort_id).await?;
    let heads = courses::store::heads_of(connection, ids).await?;
    match heads.iter().all(|head| head.published_version_id.is_some()) {
        true => Ok(heads),
        false => Err(Code::NotPublished.into()),
    }
}

/// Gives a cohort exactly these courses, which exist, in this order.
///
/// # Errors
/// When the database fails.
pub async fn set_courses(
    transaction: &Transaction,
    cohort_id: Uuid,
    courses: &[Uuid],
) -> Result<()> {
    cohort_course::Entity::delete_many()
        .filter(cohort_course::Column::CohortId.eq(cohort_id))
        .exec(transaction)
        .await?;
    let rows = (0..)
        .zip(courses)
        .map(|(number, course_id)| cohort_course::ActiveModel {
            cohort_id: Set(cohort_id),
            course_id: Set(*course_id),
            number: Set(number),
        });
    Ok(db::insert_all(transaction, rows, None).await?)
}

/// How many take part in a cohort, and so have a place.
///
/// # Errors
/// When the database fails.
pub async fn taken_places(connection: &impl ConnectionTrait, cohort_id: Uuid) -> Result<u64> {
    Ok(cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .filter(cohort_member::Column::State.is_in(State::TAKING_PART))
        .count(connection)
        .await?)
}

/// What is granted to these people in these cohorts, by cohort and person.
///
/// # Errors
/// When the database fails.
pub async fn extensions(
    connection: &impl ConnectionTrait,
    cohorts: impl IntoIterator<Item = Uuid>,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<(Uuid, Uuid), Vec<Extension>>> {
    let rows = cohort_extension::Entity::find()
        .filter(cohort_extension::Column::CohortId.is_in(cohorts))
        .filter(cohort_extension::Column::PersonId.is_in(people))
        .all(connection)
        .await?;
    let mut granted: HashMap<_, Vec<Extension>> = HashMap::new();
    for row in rows {
        let place = (row.cohort_id, row.person_id);
        granted.entry(place).or_default().push(Extension {
            item_id: row.item_id,
            until: row.until,
        });
    }
    Ok(granted)
}

impl cohort::Model {
    /// When what of the cohort is to be done.
    ///
    /// # Errors
    /// Never: what is in the database was put there by us.
    pub fn schedule(&self) -> Result<Schedule> {
        let deadlines: Vec<Deadline> = read(&self.deadlines)?;
        let window = |from: Option<_>, until: Option<_>| {
            from.zip(until).map(|(from, until)| Window { from, until })
        };
        Ok(Schedule {
            zone: dates::zone(&self.time_zone),
            self_paced: window(self.self_paced_from, self.self_paced_until),
            webinars: window(self.webinars_from, self.webinars_until),
            deadlines: BTreeMap::from_iter(deadlines.iter().map(|one| (one.item_id, one.until))),
            grace_days: u32::try_from(self.grace_days).unwrap_or_default(),
        })
    }

    /// Who belongs to the cohort, and on which day that is asked.
    ///
    /// # Errors
    /// Never: what is in the database was put there by us.
    pub fn rule(&self) -> Result<(Rule, NaiveDate)> {
        let rule: Rule = read(&self.rule)?;
        let begins = self.self_paced_from.or(self.webinars_from);
        let made_on = self.today(self.created_at);
        let on = rule.on.or(begins).unwrap_or(made_on);
        Ok((rule, on))
    }

    /// The day in the cohort's time zone.
    #[must_use]
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        let zone = dates::zone(&self.time_zone);
        now.with_timezone(&zone).date_naive()
    }
}

/// What a column of JSON holds.
///
/// # Errors
/// Never: what is in the database was put there by us.
pub fn read<T: serde::de::DeserializeOwned>(value: &serde_json::Value) -> Result<T> {
    T::deserialize(value).map_err(Error::internal)
}
