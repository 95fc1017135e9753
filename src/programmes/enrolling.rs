//! Enrolling people in courses.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::tables::enrolment;
use crate::courses::store::Head;
use crate::db::{self, Transaction};
use crate::error::{Code, Result};
use crate::ids;
use crate::outbox::{self, Job, Letter};

/// Enrols people in the newest version of a course, and tells each of them by mail, once. Who is
/// enrolled already stays as they are. Returns the enrolments in the order of the people.
///
/// # Errors
/// [`Code::NotPublished`] when there is no version yet.
pub async fn enrol(
    transaction: &Transaction,
    course: &Head,
    people: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<enrolment::Model>> {
    let version_id = course.published_version_id.ok_or(Code::NotPublished)?;
    // Always in one order: two methodologists who enrol the same people would otherwise wait for
    // each other.
    let mut ordered = people.to_vec();
    ordered.sort_unstable();
    ordered.dedup();
    for person_id in ordered {
        let row = enrolment::ActiveModel {
            id: Set(ids::new_id()),
            person_id: Set(person_id),
            course_id: Set(course.id),
            version_id: Set(version_id),
            revision: Set(0),
            created_at: Set(now),
            completed_at: Set(None),
            ..Default::default()
        };
        enrol_one(transaction, row, now).await?;
    }
    let mut enrolments = enrolment::Entity::find()
        .filter(enrolment::Column::CourseId.eq(course.id))
        .filter(enrolment::Column::PersonId.is_in(people.iter().copied()))
        .all(transaction)
        .await?;
    enrolments.sort_by_key(|row| people.iter().position(|person| *person == row.person_id));
    Ok(enrolments)
}

/// Enrols people in the newest version of a course, however many, and tells nobody: whoever causes it tells
/// them all of it at once. Who is enrolled already stays as they are.
///
/// # Errors
/// [`Code::NotPublished`] when there is no version yet.
pub async fn enrol_untold(
    transaction: &Transaction,
    course: &Head,
    people: &[Uuid],
    now: DateTime<Utc>,
) -> Result<()> {
    let version_id = course.published_version_id.ok_or(Code::NotPublished)?;
    // In one order, as above.
    let people: BTreeSet<Uuid> = people.iter().copied().collect();
    let rows = people.into_iter().map(|person_id| enrolment::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person_id),
        course_id: Set(course.id),
        version_id: Set(version_id),
        revision: Set(0),
        created_at: Set(now),
        completed_at: Set(None),
        ..Default::default()
    });
    Ok(db::insert_all(transaction, rows, Some(once())).await?)
}

fn once() -> OnConflict {
    OnConflict::columns([enrolment::Column::PersonId, enrolment::Column::CourseId])
        .do_nothing()
        .to_owned()
}

/// Whoever enrols the same person at the same moment, the unique key lets one of them in.
async fn enrol_one(
    transaction: &Transaction,
    row: enrolment::ActiveModel,
    now: DateTime<Utc>,
) -> Result<()> {
    let (enrolment_id, person_id) = (*row.id.as_ref(), *row.person_id.as_ref());
    let inserted = enrolment::Entity::insert(row)
        .on_conflict(once())
        .exec_without_returning(transaction)
        .await?;
    if inserted == 0 {
        return Ok(());
    }
    let letter = Letter::Enrolled { enrolment_id };
    let job = Job::Letter { person_id, letter };
    let key = format!("enrolled {enrolment_id}");
    outbox::enqueue(transaction, key, job, now, now).await
}
