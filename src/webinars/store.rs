//! Queries about webinars, their tickets and attendance. Whatever lists or finds webinars for
//! somebody starts at [`visible_to`].

pub mod attendance;
pub mod check_ins;
pub mod groups;
pub mod series;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::event;
use super::room::Status;
use super::tables::{check_in_code, room_ticket, webinar};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::outbox::{self, Job};
use crate::people;
use crate::policy::{self, Actor, Role, Sight};
use crate::programmes;
use crate::programmes::tables::enrolment;

/// The webinars that the actor may see: all, or those of the courses that somebody takes whom the
/// actor may see. Who sees only the own affairs sees the sessions of the own groups.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<webinar::Entity> {
    let all = webinar::Entity::find();
    if actor.sight() == Sight::Everyone {
        return all;
    }
    let course_id = (webinar::Entity, webinar::Column::CourseId);
    let seen = all.filter(programmes::store::is_taken_in_sight(actor, course_id));
    match actor.sight() {
        Sight::Self_ => seen.filter(groups::is_for(actor.person_id)),
        Sight::Everyone | Sight::Part(_) => seen,
    }
}

/// A webinar that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see it.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<webinar::Model> {
    let found = visible_to(actor)
        .filter(webinar::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// A webinar, for work that nobody asks for (a mail, counting attendance).
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<webinar::Model> {
    webinar::Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The row of a webinar that the actor may see, locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see it.
pub async fn lock(transaction: &Transaction, actor: &Actor, id: Uuid) -> Result<webinar::Model> {
    let found = visible_to(actor)
        .filter(webinar::Column::Id.eq(id))
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// What a person with these roles may do in a webinar's room.
///
/// # Errors
/// [`Code::NotFound`] when the webinar is none of the person's business.
pub async fn role_in_room(
    connection: &impl ConnectionTrait,
    webinar: &webinar::Model,
    person_id: Uuid,
    roles: &[Role],
) -> Result<event::Role> {
    let enrolled = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.eq(person_id))
        .filter(enrolment::Column::CourseId.eq(webinar.course_id))
        .count(connection)
        .await?;
    // Who takes the course and is in another group is as somebody who does not take it.
    let takes_part = enrolled > 0
        && webinar::Entity::find_by_id(webinar.id)
            .filter(groups::is_for(person_id))
            .count(connection)
            .await?
            > 0;
    policy::role_in_room(roles, webinar.host_id == person_id, takes_part)
        .ok_or(Code::NotFound.into())
}

/// A person with these roles as the author of what is asked of a webinar's room over REST.
///
/// # Errors
/// [`Code::NotFound`] when the webinar is none of the person's business.
pub async fn author(
    connection: &impl ConnectionTrait,
    webinar: &webinar::Model,
    person_id: Uuid,
    roles: &[Role],
) -> Result<event::Author> {
    let role = role_in_room(connection, webinar, person_id, roles).await?;
    let person = people::store::get(connection, person_id).await?;
    Ok(event::Author {
        person: person.id,
        name: name_in_room(&person.surname, &person.given_name),
        role,
        sent: None,
    })
}

/// How a person is called in a room: the initial of the surname and the given name.
#[must_use]
pub fn name_in_room(surname: &str, given_name: &str) -> String {
    surname.chars().next().map_or_else(
        || given_name.to_owned(),
        |initial| format!("{initial}. {given_name}"),
    )
}

/// Notes the status that a room has come to, and causes what follows from it.
///
/// # Errors
/// When the database fails.
pub async fn turn(
    transaction: &Transaction,
    id: Uuid,
    status: Status,
    now: DateTime<Utc>,
) -> Result<()> {
    webinar::Entity::update_many()
        .col_expr(webinar::Column::Status, Expr::value(status))
        .col_expr(
            webinar::Column::Revision,
            Expr::col(webinar::Column::Revision).add(1),
        )
        .filter(webinar::Column::Id.eq(id))
        .exec(transaction)
        .await?;
    if status.is_over() {
        room_ticket::Entity::delete_many()
            .filter(room_ticket::Column::WebinarId.eq(id))
            .exec(transaction)
            .await?;
        check_in_code::Entity::delete_many()
            .filter(check_in_code::Column::WebinarId.eq(id))
            .exec(transaction)
            .await?;
    }
    if status == Status::Ended {
        let key = format!("count-attendance {id}");
        outbox::enqueue(
            transaction,
            key,
            Job::CountAttendance { webinar_id: id },
            now,
            now,
        )
        .await?;
    }
    Ok(())
}

/// The enrolments in a course of people of these groups, or of all when there is none; in pages by
/// identifier.
///
/// # Errors
/// When the database fails.
pub async fn enrolled(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
    groups: &[Uuid],
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<enrolment::Model>> {
    let mut found = enrolment::Entity::find()
        .filter(enrolment::Column::CourseId.eq(course_id))
        .order_by_asc(enrolment::Column::Id)
        .limit(limit);
    if !groups.is_empty() {
        let people = programmes::store::groups::people_of(groups.to_vec());
        found = found.filter(enrolment::Column::PersonId.in_subquery(people));
    }
    if let Some(after) = after {
        found = found.filter(enrolment::Column::Id.gt(after));
    }
    Ok(found.all(connection).await?)
}

/// How long a webinar is planned to last.
#[must_use]
pub fn planned(webinar: &webinar::Model) -> TimeDelta {
    webinar.ends_at - webinar.starts_at
}
