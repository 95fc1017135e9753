//! What follows when a cohort has been changed: its people are enrolled in courses that were added, those who
//! wait move up to places that were added, and tries at quizzes that run get the time that the windows leave.
//! It is done in the background, set by set, and again without harm.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::membership::State;
use super::schedule::Extension;
use super::tables::{cohort, cohort_member};
use super::{joining, reminders, store};
use crate::app::App;
use crate::db::Transaction;
use crate::error::Result;
use crate::outbox::{self, Job};
use crate::programmes::enrolling;
use crate::programmes::tables::enrolment;
use crate::quizzes::accommodations;

/// Writes down that a cohort has been changed.
///
/// # Errors
/// When the database fails.
pub async fn follow_later(
    transaction: &Transaction,
    cohort: &cohort::Model,
    now: DateTime<Utc>,
) -> Result<()> {
    let cohort_id = cohort.id;
    let key = format!("follow-cohort {cohort_id} {}", cohort.revision);
    let job = Job::FollowCohort { cohort_id };
    outbox::enqueue(transaction, key, job, now, now).await
}

/// Does what follows from a change of a cohort.
///
/// # Errors
/// When the database fails, or a course is no longer published.
pub async fn follow(app: &App, cohort_id: Uuid) -> Result<()> {
    // Another node may have changed it.
    app.schedules.forget();
    let mut after = None;
    loop {
        let members = members(app.database.reader(), cohort_id, after).await?;
        let Some(last) = members.last() else { break };
        after = Some(last.id);
        let now = app.clock.now();
        let transaction = app.database.begin().await?;
        let courses = store::published_courses(&transaction, cohort_id).await?;
        let taking_part = members.iter().filter(|one| one.state.takes_part());
        let taking_part: Vec<Uuid> = taking_part.map(|one| one.person_id).collect();
        for course in &courses {
            enrolling::enrol_untold(&transaction, course, &taking_part, now).await?;
        }
        let courses = courses.iter().map(|course| course.id).collect();
        let people = members.iter().map(|one| one.person_id).collect();
        apply(app, &transaction, courses, people, now).await?;
        transaction.commit().await?;
    }
    while move_up(app, cohort_id).await? {}
    app.outbox.wake();
    Ok(())
}

async fn move_up(app: &App, cohort_id: Uuid) -> Result<bool> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let cohort = store::lock(&transaction, cohort_id).await?;
    let courses = store::published_courses(&transaction, cohort_id).await?;
    let more = joining::move_up(&transaction, &cohort, &courses, now).await?;
    transaction.commit().await?;
    Ok(more)
}

async fn members(
    connection: &impl ConnectionTrait,
    cohort_id: Uuid,
    after: Option<Uuid>,
) -> Result<Vec<cohort_member::Model>> {
    let mut members = cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .filter(cohort_member::Column::State.is_in(State::BOUND))
        .order_by_asc(cohort_member::Column::Id)
        .limit(joining::AT_ONCE);
    if let Some(after) = after {
        members = members.filter(cohort_member::Column::Id.gt(after));
    }
    Ok(members.all(connection).await?)
}

/// Gives tries of these people that run the time which the windows leave.
///
/// # Errors
/// When the database fails.
pub async fn apply(
    app: &App,
    transaction: &Transaction,
    courses: Vec<Uuid>,
    people: Vec<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    let enrolments: Vec<Uuid> = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.is_in(people))
        .filter(enrolment::Column::CourseId.is_in(courses))
        .select_only()
        .column(enrolment::Column::Id)
        .into_tuple()
        .all(transaction)
        .await?;
    accommodations::apply_windows(app, transaction, enrolments, now).await
}

/// From when until when; absent for no limit.
pub type Span = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// Within which moments people of a cohort may have to be reminded, those with these extensions among them.
///
/// # Errors
/// Never: what is in the database was put there by us.
pub fn reminded_within(cohort: &cohort::Model, extensions: &[Extension]) -> Result<Span> {
    let times = cohort.schedule()?.self_paced_times(extensions);
    let closes_at = times.closes_at.or(times.ends_at);
    let until = closes_at.map(|closes_at| closes_at + reminders::AFTERWARDS);
    Ok((times.opens_at, until.max(cohort.remind_until)))
}
