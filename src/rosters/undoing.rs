//! Undoing an import: whoever was new is taken out of the register, whoever was changed is as before.
//! It is undone as a whole or not at all: while it is decided nothing may depend on it. What comes to
//! depend on a person in the moments until the person's turn is kept, and the row says so.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    FromJsonQueryResult, IntoActiveModel, QueryFilter, QuerySelect, SqlErr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::applying::{next_rows, people_of};
use super::dry_run::progress;
use super::state::{Outcome, Status, ToDo};
use super::store;
use super::tables::roster_row;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Error, FieldError, Result};
use crate::messages::Arguments;
use crate::people::placements;
use crate::people::placing::Placement;
use crate::people::tables::{person, session};
use crate::people::{names, single_use};
use crate::programmes::tables::enrolment;
use crate::quizzes::tables::accommodation;

/// Rows looked at together, well below what the databases can bind.
const ROWS_AT_ONCE: usize = 1_000;

/// How a person was before a row was applied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Before {
    /// Whether the person was not in the register at all.
    created: bool,
    surname: String,
    given_name: String,
    email: Option<String>,
    register_number: Option<String>,
    sector_code: Option<String>,
    service_began_on: Option<NaiveDate>,
    placements: Vec<Placement>,
}

impl Before {
    /// Before somebody was registered.
    #[must_use]
    pub fn nobody() -> Self {
        Self {
            created: true,
            ..Self::default()
        }
    }

    /// How a person is now.
    #[must_use]
    pub fn of(person: &person::Model, placements: &[Placement]) -> Self {
        Self {
            created: false,
            surname: person.surname.clone(),
            given_name: person.given_name.clone(),
            email: person.email.clone(),
            register_number: person.register_number.clone(),
            sector_code: person.sector_code.clone(),
            service_began_on: person.service_began_on,
            placements: placements.to_vec(),
        }
    }
}

/// What depends on what an import has done: how many people have been changed since; and, of those it
/// registered, how many have signed in or have been enrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dependants {
    /// People who have been changed since.
    pub changes: usize,
    /// New people who have signed in.
    pub sign_ins: usize,
    /// New people who have been enrolled.
    pub enrolments: usize,
    /// New people of whom something else has been written down.
    pub others: usize,
}

impl Dependants {
    /// The fields of a refusal, one for each thing that there is.
    #[must_use]
    pub fn fields(self) -> Vec<FieldError> {
        let counts = [
            ("changes", self.changes),
            ("sign_ins", self.sign_ins),
            ("enrolments", self.enrolments),
            ("others", self.others),
        ];
        let keys = ["changes", "sign-ins", "enrolments", "other"];
        let named = counts
            .into_iter()
            .zip(keys)
            .filter(|((_, count), _)| *count > 0);
        let fields = named.map(|((field, count), key)| FieldError {
            field: field.to_owned(),
            key: format!("roster-depends-{key}"),
            arguments: Arguments::none().with("count", count),
        });
        fields.collect()
    }
}

/// What depends on an import that has been applied.
///
/// # Errors
/// When the database fails.
pub async fn dependants(connection: &impl ConnectionTrait, import_id: Uuid) -> Result<Dependants> {
    let applied = roster_row::Entity::find()
        .filter(roster_row::Column::ImportId.eq(import_id))
        .filter(roster_row::Column::Outcome.eq(Outcome::Applied))
        .all(connection)
        .await?;
    let mut all = Dependants::default();
    for rows in applied.chunks(ROWS_AT_ONCE) {
        let ids = rows.iter().filter_map(|row| row.person_id);
        let revisions: Vec<(Uuid, i32)> = person::Entity::find()
            .filter(person::Column::Id.is_in(ids))
            .select_only()
            .columns([person::Column::Id, person::Column::Revision])
            .into_tuple()
            .all(connection)
            .await?;
        let revisions: HashMap<Uuid, i32> = revisions.into_iter().collect();
        let is_changed = |row: &&roster_row::Model| {
            let now = row.person_id.and_then(|id| revisions.get(&id));
            now.copied() != row.revision_after
        };
        all.changes += rows.iter().filter(is_changed).count();
        let new = rows.iter().filter(|row| is_new(row));
        let new: Vec<Uuid> = new.filter_map(|row| row.person_id).collect();
        let used = used(connection, &new).await?;
        for kind in used.into_values() {
            match kind {
                Use::SignedIn => all.sign_ins += 1,
                Use::Enrolled => all.enrolments += 1,
                Use::Other => all.others += 1,
            }
        }
    }
    Ok(all)
}

/// Whether a row has registered somebody.
fn is_new(row: &roster_row::Model) -> bool {
    row.difference.to_do(row.decision) == Some(ToDo::Register)
}

/// What has come to depend on a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    SignedIn,
    Enrolled,
    Other,
}

/// What has come to depend on people whom an import has registered, one thing each. Whatever refers to
/// a person and can come about before the person signs in is asked for here.
async fn used(connection: &impl ConnectionTrait, people: &[Uuid]) -> Result<HashMap<Uuid, Use>> {
    let ids = || people.iter().copied();
    let granted: Vec<Uuid> = accommodation::Entity::find()
        .filter(accommodation::Column::PersonId.is_in(ids()))
        .select_only()
        .column(accommodation::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    let enrolled: Vec<Uuid> = enrolment::Entity::find()
        .filter(enrolment::Column::PersonId.is_in(ids()))
        .select_only()
        .column(enrolment::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    let signed_in: Vec<Uuid> = session::Entity::find()
        .filter(session::Column::PersonId.is_in(ids()))
        .select_only()
        .column(session::Column::PersonId)
        .into_tuple()
        .all(connection)
        .await?;
    let granted = granted.into_iter().map(|id| (id, Use::Other));
    let enrolled = enrolled.into_iter().map(|id| (id, Use::Enrolled));
    let signed_in = signed_in.into_iter().map(|id| (id, Use::SignedIn));
    Ok(granted.chain(enrolled).chain(signed_in).collect())
}

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
                restore(app, transaction, person, before).await?;
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
    before: &Before,
) -> Result<()> {
    let is_readdressed = person.email != before.email;
    let mut row = person.into_active_model();
    row.name_key = Set(names::full_key(&before.surname, &before.given_name));
    row.surname = Set(before.surname.clone());
    row.given_name = Set(before.given_name.clone());
    row.email = Set(before.email.clone());
    row.register_number = Set(before.register_number.clone());
    row.sector_code = Set(before.sector_code.clone());
    row.service_began_on = Set(before.service_began_on);
    let person = row.update(transaction).await?;
    if is_readdressed {
        single_use::cancel_all(transaction, person.id).await?;
    }
    let known = placements::of(transaction, person.id).await?;
    let now = app.clock.now();
    placements::write(transaction, person, &known, &before.placements, now).await?;
    Ok(())
}
