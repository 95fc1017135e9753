//! Undoing an import: whoever was new is taken out of the register, whoever was changed is as before.
//! It is undone as a whole or not at all: while it is decided nothing may depend on it. What comes to
//! depend on a person in the moments until the person's turn is kept, and the row says so.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, SqlErr,
};
use uuid::Uuid;

use super::applying::{next_rows, people_of};
use super::before::Before;
use super::dry_run::progress;
use super::state::{Outcome, Status};
use super::store;
use super::store::dependants::{is_new, used};
use super::tables::roster_row;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Error, Result};
use crate::people::placements;
use crate::people::tables::person;
use crate::people::{self, contacts, names, single_use};

/// Does the job that the decision to undo has written down.
///
/// # Errors
/// When the database fails; the outbox goes on later.
pub async fn undo(app: &App, import_id: Uuid) -> Result<()> {
    while undo_some(app, import_id).await? {}
    Ok(())
}

async fn undo_some(app: &App, import_id: Uuid) -> Result<bool> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let import = store::lock(&transaction, import_id).await?;
    if import.status != Status::Undoing {
        return Ok(false);
    }
    let rows = next_rows(&transaction, &import).await?;
    let Some(last) = rows.last().map(|row| row.number) else {
        let revision = import.revision + 1;
        let mut row = import.into_active_model();
        row.status = Set(Status::Undone);
        row.undone_at = Set(Some(now));
        row.revision = Set(revision);
        row.update(&transaction).await?;
        transaction.commit().await?;
        return Ok(false);
    };
    let together = undo_rows(app, &transaction, &rows, false).await;
    match together {
        Ok(()) => {
            progress(&transaction, import_id, last).await?;
            transaction.commit().await?;
        }
        Err(error) if is_referred_to(&error) => {
            transaction.rollback().await?;
            undo_one_by_one(app, import_id, rows, last).await?;
        }
        Err(error) => return Err(error),
    }
    Ok(true)
}

/// Undoes rows of which one is referred to by something that [`used`] does not know.
async fn undo_one_by_one(
    app: &App,
    import_id: Uuid,
    rows: Vec<roster_row::Model>,
    last: i32,
) -> Result<()> {
    for row in rows {
        let rows = [row];
        let transaction = app.database.begin().await?;
        match undo_rows(app, &transaction, &rows, false).await {
            Ok(()) => transaction.commit().await?,
            Err(error) if is_referred_to(&error) => {
                transaction.rollback().await?;
                let transaction = app.database.begin().await?;
                undo_rows(app, &transaction, &rows, true).await?;
                transaction.commit().await?;
            }
            Err(error) => return Err(error),
        }
    }
    let transaction = app.database.begin().await?;
    progress(&transaction, import_id, last).await?;
    Ok(transaction.commit().await?)
}

fn is_referred_to(error: &Error) -> bool {
    let cause = error.cause.as_ref();
    let cause = cause.and_then(|cause| cause.downcast_ref::<DbErr>());
    let refused = cause.and_then(DbErr::sql_err);
    matches!(refused, Some(SqlErr::ForeignKeyConstraintViolation(_)))
}

/// Undoes some rows, or keeps them all.
async fn undo_rows(
    app: &App,
    transaction: &Transaction,
    rows: &[roster_row::Model],
    keep: bool,
) -> Result<()> {
    let mut people = people_of(transaction, rows).await?;
    let new = rows.iter().filter(|row| is_new(row));
    let new: Vec<Uuid> = new.filter_map(|row| row.person_id).collect();
    let used = used(transaction, &new).await?;
    for row in rows {
        // A row that was undone before a worker was killed is so.
        if row.outcome != Some(Outcome::Applied) {
            continue;
        }
        let person = row.person_id.and_then(|id| people.remove(&id));
        let person = person.filter(|person| Some(person.revision) == row.revision_after);
        let person = person.filter(|person| !keep && !used.contains_key(&person.id));
        let outcome = match (person, &row.before) {
            (Some(person), Some(before)) if before.created => {
                person::Entity::delete_by_id(person.id)
                    .exec(transaction)
                    .await?;
                Outcome::Undone
            }
            (Some(person), Some(before)) if !is_taken(transaction, &person, before).await? => {
                restore(app, transaction, person, (row.import_id, before)).await?;
                Outcome::Undone
            }
            _ => Outcome::Kept,
        };
        let row = roster_row::ActiveModel {
            id: Set(row.id),
            outcome: Set(Some(outcome)),
            ..Default::default()
        };
        row.update(transaction).await?;
    }
    Ok(())
}

/// Whether somebody else has got the number, code or address that a person had before.
async fn is_taken(
    transaction: &Transaction,
    person: &person::Model,
    before: &Before,
) -> Result<bool> {
    use person::Column as C;
    let former = |column: C, now: &Option<String>, before: &Option<String>| {
        let before = before
            .as_ref()
            .filter(|before| Some(*before) != now.as_ref());
        before.map(|before| column.eq(before.clone()))
    };
    let keys = [
        former(C::Email, &person.email, &before.email),
        former(
            C::RegisterNumber,
            &person.register_number,
            &before.register_number,
        ),
        former(C::SectorCode, &person.sector_code, &before.sector_code),
    ];
    for key in keys.into_iter().flatten() {
        let holder = person::Entity::find().filter(key).one(transaction).await?;
        if holder.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn restore(
    app: &App,
    transaction: &Transaction,
    person: person::Model,
    (import_id, before): (Uuid, &Before),
) -> Result<()> {
    let is_readdressed = person.email != before.email;
    let mut row = person.into_active_model();
    row.name_key = Set(names::full_key(&before.surname, &before.given_name));
    row.surname = Set(before.surname.clone());
    row.given_name = Set(before.given_name.clone());
    row.register_number = Set(before.register_number.clone());
    row.sector_code = Set(before.sector_code.clone());
    row.service_began_on = Set(before.service_began_on);
    let mut person = row.update(transaction).await?;
    if is_readdressed {
        let import = store::lock(transaction, import_id).await?;
        let by = (import.created_by, app.clock.now());
        readdress(transaction, &person, before.email.clone(), by).await?;
        single_use::cancel_all(transaction, person.id).await?;
        person = people::store::get(transaction, person.id).await?;
    }
    let known = placements::of(transaction, person.id).await?;
    let now = app.clock.now();
    placements::write(transaction, person, &known, &before.placements, now).await?;
    Ok(())
}

/// Gives a person the former main address again, or none.
async fn readdress(
    transaction: &Transaction,
    person: &person::Model,
    former: Option<String>,
    (by, now): (Uuid, DateTime<Utc>),
) -> Result<()> {
    if let Some(former) = former {
        return contacts::correct_email(transaction, person.id, former, by, now).await;
    }
    let all = contacts::of(transaction, person.id).await?;
    let main = all
        .iter()
        .find(|row| Some(&row.value) == person.email.as_ref());
    match main {
        Some(row) => contacts::remove(transaction, person, row).await,
        None => Ok(()),
    }
}
