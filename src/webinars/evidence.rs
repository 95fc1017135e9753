//! Attendance as evidence: counted once from the log when a webinar has ended, corrected by people
//! with a reason, added to by those who watch the replay; each time what it completes is evaluated in
//! the same transaction.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::attendance::credit::{self, Correction, Held};
use super::attendance::{Interval, PersonAttendance};
use super::event::Role;
use super::store;
use super::store::attendance::{lock, person_of, read, row_of};
use super::tables::{attendance, attendance_correction, attendance_sheet, webinar};
use crate::app::App;
use crate::completion;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::people;
use crate::policy::Actor;
use crate::programmes::tables::enrolment;

/// Corrections of one person's attendance of one webinar. More than a few are a quarrel that no
/// record settles.
pub const CORRECTIONS_LIMIT: u64 = 50;

/// Counts who attended a webinar that has ended, and evaluates what that completes. Counting again
/// gives the same again.
///
/// # Errors
/// When the database or the log fails.
pub async fn count(app: &App, webinar_id: Uuid) -> Result<()> {
    let webinar = store::get(app.database.reader(), webinar_id).await?;
    let planned = store::planned(&webinar);
    let (people, held) = app.rolls.read(&app.hub, webinar_id, planned).await?;
    for person in people {
        // A transaction a person: three thousand in one would hold up every room meanwhile.
        let transaction = app.database.begin().await?;
        let before = lock(&transaction, webinar_id, person.person).await?;
        let mut person = person;
        if let Some(before) = before {
            person.watched = read(&before.watched)?;
        }
        settle(app, &transaction, &webinar, held, person).await?;
        transaction.commit().await?;
    }
    // The last, so that nobody reads a list that is half counted.
    let sheet = attendance_sheet::ActiveModel {
        webinar_id: Set(webinar_id),
        started_at: Set(held.live.from),
        ended_at: Set(held.live.to),
        of_seconds: Set(i64::try_from(held.of_seconds).map_err(Error::internal)?),
        counted_at: Set(app.clock.now()),
    };
    let transaction = app.database.begin().await?;
    attendance_sheet::Entity::insert(sheet)
        .on_conflict(
            OnConflict::column(attendance_sheet::Column::WebinarId)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(&transaction)
        .await?;
    transaction.commit().await?;
    app.rolls.forget(webinar_id);
    app.outbox.wake();
    Ok(())
}

/// What was held of a webinar that has been counted; none before that.
///
/// # Errors
/// When the database fails.
pub async fn held(app: &App, webinar_id: Uuid) -> Result<Option<Held>> {
    let sheet = attendance_sheet::Entity::find_by_id(webinar_id)
        .one(app.database.reader())
        .await?;
    Ok(sheet.map(|sheet| Held {
        live: Interval {
            from: sheet.started_at,
            to: sheet.ended_at,
        },
        of_seconds: u64::try_from(sheet.of_seconds).unwrap_or(0),
    }))
}

/// Everybody's attendance of a webinar: as it was counted, or of one that goes on as far as its log
/// has come.
///
/// # Errors
/// When the database or the log fails.
pub async fn of_everybody(app: &App, webinar: &webinar::Model) -> Result<Roll> {
    if let Some(held) = held(app, webinar.id).await? {
        let people = counted(app, webinar.id, held, None).await?;
        return Ok(Roll {
            held,
            is_counted: true,
            people,
        });
    }
    let planned = store::planned(webinar);
    let (people, held) = app.rolls.read(&app.hub, webinar.id, planned).await?;
    Ok(Roll {
        held,
        is_counted: false,
        people,
    })
}

/// Attendance of a webinar as it was counted, of these people or of all.
///
/// # Errors
/// When the database fails.
pub async fn counted(
    app: &App,
    webinar_id: Uuid,
    held: Held,
    whom: Option<Vec<Uuid>>,
) -> Result<Vec<PersonAttendance>> {
    let reader = app.database.reader();
    let mut rows = attendance::Entity::find().filter(attendance::Column::WebinarId.eq(webinar_id));
    let mut corrections = attendance_correction::Entity::find()
        .filter(attendance_correction::Column::WebinarId.eq(webinar_id))
        .order_by_asc(attendance_correction::Column::Id);
    if let Some(whom) = whom {
        rows = rows.filter(attendance::Column::PersonId.is_in(whom.iter().copied()));
        corrections = corrections.filter(attendance_correction::Column::PersonId.is_in(whom));
    }
    let mut changes: HashMap<Uuid, Vec<Correction>> = HashMap::new();
    for row in corrections.all(reader).await? {
        let change = read(&row.change)?;
        changes.entry(row.person_id).or_default().push(change);
    }
    let settled = |row: attendance::Model| {
        let mut person = person_of(&row)?;
        person.settle(held, changes.get(&row.person_id).map_or(&[], Vec::as_slice));
        Ok(person)
    };
    rows.all(reader).await?.into_iter().map(settled).collect()
}

/// Who attended a webinar.
#[derive(Debug)]
pub struct Roll {
    /// What was held of it.
    pub held: Held,
    /// Whether it has been counted; before that it is as far as the log has come.
    pub is_counted: bool,
    /// Everybody, in no order.
    pub people: Vec<PersonAttendance>,
}

/// A correction that somebody makes.
#[derive(Debug)]
pub struct NewCorrection {
    /// Whose attendance.
    pub person_id: Uuid,
    /// What is changed.
    pub change: Correction,
    /// Why.
    pub reason: String,
}

/// Appends a correction; gives its row, and the attendance as it is after it.
///
/// # Errors
/// [`Code::Invalid`] when the change does not fit what was held, or the person does not take the
/// course; [`Code::TooManyCorrections`].
pub async fn correct(
    app: &App,
    transaction: &Transaction,
    webinar: &webinar::Model,
    held: Held,
    actor: &Actor,
    new: NewCorrection,
) -> Result<(attendance_correction::Model, PersonAttendance)> {
    if let Some(field) = new.change.fault(held.live) {
        return Err(Error::field(field, "field-invalid"));
    }
    let person = lock_or_make(transaction, webinar, new.person_id).await?;
    let person = person.ok_or_else(|| Error::field("person_id", "field-unknown"))?;
    let so_far = attendance_correction::Entity::find()
        .filter(attendance_correction::Column::WebinarId.eq(webinar.id))
        .filter(attendance_correction::Column::PersonId.eq(new.person_id))
        .count(transaction)
        .await?;
    if so_far >= CORRECTIONS_LIMIT {
        return Err(Code::TooManyCorrections.into());
    }
    let row = attendance_correction::ActiveModel {
        id: Set(ids::new_id()),
        webinar_id: Set(webinar.id),
        person_id: Set(new.person_id),
        change: Set(serde_json::to_value(new.change).map_err(Error::internal)?),
        reason: Set(new.reason),
        made_by: Set(actor.person_id),
        made_at: Set(app.clock.now()),
    };
    let row = attendance_correction::Entity::insert(row)
        .exec_with_returning(transaction)
        .await?;
    let person = settle(app, transaction, webinar, held, person).await?;
    Ok((row, person))
}

/// Notes what somebody has watched of the replay; reporting it again writes and evaluates nothing.
///
/// # Errors
/// [`Code::NotFound`] when the person does not take the course, [`Code::Invalid`] when it cannot be.
pub async fn watch(
    app: &App,
    webinar: &webinar::Model,
    held: Held,
    actor: &Actor,
    reported: &[Interval],
) -> Result<PersonAttendance> {
    let transaction = app.database.begin().await?;
    let person = lock_or_make(&transaction, webinar, actor.person_id).await?;
    let mut person = person.ok_or(Code::NotFound)?;
    let watched = credit::watched(&person.watched, reported, held.live, app.clock.now());
    let watched = watched.ok_or_else(|| Error::field("intervals", "field-invalid"))?;
    if watched == person.watched {
        return worked_out(&transaction, webinar.id, held, person).await;
    }
    person.watched = watched;
    let person = settle(app, &transaction, webinar, held, person).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(person)
}

/// The attendance of a person, locked until the transaction ends; of somebody who takes the course
/// and was never there, an empty one. None for a stranger.
async fn lock_or_make(
    transaction: &Transaction,
    webinar: &webinar::Model,
    person_id: Uuid,
) -> Result<Option<PersonAttendance>> {
    if let Some(row) = lock(transaction, webinar.id, person_id).await? {
        return person_of(&row).map(Some);
    }
    if enrolment_of(transaction, webinar, person_id)
        .await?
        .is_none()
    {
        return Ok(None);
    }
    let person = people::store::get(transaction, person_id).await?;
    let absent = PersonAttendance::absent(
        person_id,
        store::name_in_room(&person.surname, &person.given_name),
    );
    let row = row_of(webinar.id, &absent)?;
    let same = [attendance::Column::WebinarId, attendance::Column::PersonId];
    attendance::Entity::insert(row)
        .on_conflict(OnConflict::columns(same).do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    let row = lock(transaction, webinar.id, person_id).await?;
    row.map(|row| person_of(&row)).transpose()
}

async fn enrolment_of(
    transaction: &Transaction,
    webinar: &webinar::Model,
    person_id: Uuid,
) -> Result<Option<enrolment::Model>> {
    let found = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.eq(person_id))
        .filter(enrolment::Column::CourseId.eq(webinar.course_id))
        .one(transaction)
        .await?;
    Ok(found)
}

/// Works out what is credited.
async fn worked_out(
    transaction: &Transaction,
    webinar_id: Uuid,
    held: Held,
    mut person: PersonAttendance,
) -> Result<PersonAttendance> {
    let corrections = attendance_correction::Entity::find()
        .filter(attendance_correction::Column::WebinarId.eq(webinar_id))
        .filter(attendance_correction::Column::PersonId.eq(person.person))
        .order_by_asc(attendance_correction::Column::Id)
        .all(transaction)
        .await?;
    let changes = corrections.iter().map(|row| read(&row.change));
    person.settle(held, &changes.collect::<Result<Vec<_>>>()?);
    person.is_present = false;
    Ok(person)
}

/// Works out what is credited, writes it down, and evaluates what that completes.
async fn settle(
    app: &App,
    transaction: &Transaction,
    webinar: &webinar::Model,
    held: Held,
    person: PersonAttendance,
) -> Result<PersonAttendance> {
    let person = worked_out(transaction, webinar.id, held, person).await?;
    let same = [attendance::Column::WebinarId, attendance::Column::PersonId];
    let rest = [
        attendance::Column::Name,
        attendance::Column::Role,
        attendance::Column::Seconds,
        attendance::Column::SharePercent,
        attendance::Column::ActivePercent,
        attendance::Column::WatchedPercent,
        attendance::Column::Intervals,
        attendance::Column::Activity,
        attendance::Column::Checks,
        attendance::Column::Watched,
    ];
    attendance::Entity::insert(row_of(webinar.id, &person)?)
        .on_conflict(OnConflict::columns(same).update_columns(rest).to_owned())
        .exec_without_returning(transaction)
        .await?;
    if person.role == Role::Participant
        && let Some(enrolment) = enrolment_of(transaction, webinar, person.person).await?
    {
        completion::evaluate(app, transaction, enrolment.id).await?;
    }
    Ok(person)
}
