//! Queries about the groups of a course's people.

use std::collections::HashSet;

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::db::{self, Transaction};
use crate::error::{Code, Error, FieldError, Result};
use crate::programmes::tables::{course_group, course_group_member, enrolment};

/// People looked up with one query, well below what the databases can bind.
const PEOPLE_AT_ONCE: usize = 1_000;

/// A group of a course.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
    id: Uuid,
) -> Result<course_group::Model> {
    let found = course_group::Entity::find_by_id(id)
        .filter(course_group::Column::CourseId.eq(course_id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A group of a course, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(
    transaction: &Transaction,
    course_id: Uuid,
    id: Uuid,
) -> Result<course_group::Model> {
    let found = course_group::Entity::find_by_id(id)
        .filter(course_group::Column::CourseId.eq(course_id))
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// Who is in a group, by identifier.
///
/// # Errors
/// When the database fails.
pub async fn members(connection: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Uuid>> {
    let members = course_group_member::Entity::find()
        .filter(course_group_member::Column::GroupId.eq(id))
        .order_by_asc(course_group_member::Column::PersonId)
        .select_only()
        .column(course_group_member::Column::PersonId)
        .into_tuple();
    Ok(members.all(connection).await?)
}

/// The people of these groups.
#[must_use]
pub fn people_of(groups: Vec<Uuid>) -> SelectStatement {
    course_group_member::Entity::find()
        .filter(course_group_member::Column::GroupId.is_in(groups))
        .select_only()
        .column(course_group_member::Column::PersonId)
        .into_query()
}

/// The groups that a person is in.
#[must_use]
pub fn of_person(person_id: Uuid) -> SelectStatement {
    course_group_member::Entity::find()
        .filter(course_group_member::Column::PersonId.eq(person_id))
        .select_only()
        .column(course_group_member::Column::GroupId)
        .into_query()
}

/// Puts exactly these people into a group.
///
/// # Errors
/// [`Code::Invalid`] naming each who does not take the course.
pub async fn set_members(
    transaction: &Transaction,
    group: &course_group::Model,
    people: &[Uuid],
) -> Result<()> {
    let mut enrolled = HashSet::new();
    for people in people.chunks(PEOPLE_AT_ONCE) {
        let found: Vec<Uuid> = enrolment::Entity::find()
            .filter(enrolment::Column::CourseId.eq(group.course_id))
            .filter(enrolment::Column::PersonId.is_in(people.iter().copied()))
            .select_only()
            .column(enrolment::Column::PersonId)
            .into_tuple()
            .all(transaction)
            .await?;
        enrolled.extend(found);
    }
    require_all("people", people, &enrolled)?;
    course_group_member::Entity::delete_many()
        .filter(course_group_member::Column::GroupId.eq(group.id))
        .exec(transaction)
        .await?;
    // Somebody who was named twice is in it once.
    let rows = enrolled
        .into_iter()
        .map(|person_id| course_group_member::ActiveModel {
            group_id: Set(group.id),
            person_id: Set(person_id),
        });
    Ok(db::insert_all(transaction, rows, None).await?)
}

/// Goes on when all of these are groups of the course.
///
/// # Errors
/// [`Code::Invalid`] naming each that is not.
pub async fn require_known(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
    groups: &[Uuid],
) -> Result<()> {
    let known: Vec<Uuid> = course_group::Entity::find()
        .filter(course_group::Column::CourseId.eq(course_id))
        .filter(course_group::Column::Id.is_in(groups.iter().copied()))
        .select_only()
        .column(course_group::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    require_all("groups", groups, &known.into_iter().collect())
}

fn require_all(field: &str, named: &[Uuid], known: &HashSet<Uuid>) -> Result<()> {
    let named = named.iter().enumerate();
    let unknown: Vec<FieldError> = named
        .filter(|(_, id)| !known.contains(id))
        .map(|(at, _)| FieldError::new(format!("{field}[{at}]"), "field-unknown"))
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(unknown))
    }
}
