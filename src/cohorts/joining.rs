//! Writing down that people come into a cohort: the row of each, their enrolments in its courses, and one
//! letter for all of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::membership::{State, free_places};
use super::rule::{Standing, year_of_service};
use super::store;
use super::tables::{cohort, cohort_member};
use crate::courses::store::Head;
use crate::db::{self, Transaction};
use crate::error::Result;
use crate::ids;
use crate::outbox::{self, Job, Letter, NewJob};
use crate::programmes::enrolling;

/// People who are taken in, or thought of, in one transaction: it holds the one writer of SQLite for milliseconds.
pub const AT_ONCE: u64 = 500;

/// Those who move up in one transaction, each with statements of the own.
const MOVED_AT_ONCE: u64 = 100;

/// The row of somebody who comes, with what is known of the person today, frozen.
#[must_use]
pub fn row(
    cohort: &cohort::Model,
    standing: &Standing,
    today: NaiveDate,
    (state, by_rule): (State, bool),
    now: DateTime<Utc>,
) -> cohort_member::Model {
    let year = standing
        .service_began_on
        .and_then(|began| year_of_service(began, today));
    cohort_member::Model {
        id: ids::new_id(),
        cohort_id: cohort.id,
        person_id: standing.person_id,
        organisation_id: standing.organisation_id,
        position: standing.position.clone(),
        year_of_service: year.map(i32::from),
        state,
        by_rule,
        since: now,
        joined_at: now,
        decided_by: None,
        reason: String::new(),
        revision: 0,
        place_id: standing.organisation_id,
    }
}

/// Takes new people in. Whoever is in the cohort already, or was, is to be left out before.
///
/// # Errors
/// When the database fails.
pub async fn take_in(
    transaction: &Transaction,
    cohort: &cohort::Model,
    courses: &[Head],
    rows: Vec<cohort_member::Model>,
    now: DateTime<Utc>,
) -> Result<()> {
    let in_order = OnConflict::columns([
        cohort_member::Column::PersonId,
        cohort_member::Column::CohortId,
    ])
    .do_nothing()
    .to_owned();
    let inserted = rows
        .iter()
        .cloned()
        .map(|row| row.into_active_model().reset_all());
    db::insert_all(transaction, inserted, Some(in_order)).await?;
    welcome(transaction, cohort, courses, &rows, now).await
}

/// Enrols those of these people who take part in the courses, and tells them, once for all courses.
///
/// # Errors
/// When the database fails.
pub async fn welcome(
    transaction: &Transaction,
    cohort: &cohort::Model,
    courses: &[Head],
    rows: &[cohort_member::Model],
    now: DateTime<Utc>,
) -> Result<()> {
    let taking_part = || rows.iter().filter(|row| row.state.takes_part());
    let people: Vec<Uuid> = taking_part().map(|row| row.person_id).collect();
    if people.is_empty() {
        return Ok(());
    }
    for course in courses {
        enrolling::enrol_untold(transaction, course, &people, now).await?;
    }
    let cohort_id = cohort.id;
    let letters = taking_part().map(|row| NewJob {
        key: format!("cohort-joined {} {}", row.id, row.revision),
        job: Job::Letter {
            person_id: row.person_id,
            letter: Letter::CohortJoined { cohort_id },
        },
        due_at: now,
        created_at: now,
    });
    outbox::enqueue_all(transaction, letters.collect()).await
}

/// Writes down what somebody is to a cohort from now on, and enrols who takes part from now on.
///
/// # Errors
/// When the database fails.
pub async fn turn(
    transaction: &Transaction,
    cohort: &cohort::Model,
    courses: &[Head],
    before: cohort_member::Model,
    state: State,
    now: DateTime<Utc>,
) -> Result<cohort_member::Model> {
    let comes = state.takes_part() && !before.state.takes_part();
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.state = Set(state);
    row.since = Set(now);
    row.revision = Set(revision);
    if comes {
        row.joined_at = Set(now);
    }
    let row = row.update(transaction).await?;
    if comes {
        welcome(
            transaction,
            cohort,
            courses,
            std::slice::from_ref(&row),
            now,
        )
        .await?;
    }
    Ok(row)
}

/// Gives the places that are free in a cohort, whose row is locked, to those who wait, in order, at most
/// `MOVED_AT_ONCE`; says whether there may be more.
///
/// # Errors
/// When the database fails.
pub async fn move_up(
    transaction: &Transaction,
    cohort: &cohort::Model,
    courses: &[Head],
    now: DateTime<Utc>,
) -> Result<bool> {
    let taken = store::taken_places(transaction, cohort.id).await?;
    let free = free_places(cohort.capacity, taken);
    let limit = free.map_or(MOVED_AT_ONCE, |free| free.min(MOVED_AT_ONCE));
    if limit == 0 {
        return Ok(false);
    }
    let waiting = cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort.id))
        .filter(cohort_member::Column::State.eq(State::Waiting))
        .order_by_asc(cohort_member::Column::Since)
        .order_by_asc(cohort_member::Column::Id)
        .limit(limit)
        .all(transaction)
        .await?;
    let more = u64::try_from(waiting.len()).is_ok_and(|found| found == MOVED_AT_ONCE);
    for row in waiting {
        let state = if row.by_rule {
            State::Invited
        } else {
            State::Member
        };
        turn(transaction, cohort, courses, row, state, now).await?;
    }
    Ok(more)
}
