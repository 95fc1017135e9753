//! Comparing a roster with the register, in the background: nothing but the import's own rows is
//! written.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::comparing::{self, Against, Compared};
use super::difference::Changes;
use super::places::Places;
use super::reading;
use super::row::{Problem, Problems};
use super::state::Status;
use super::store;
use super::tables::roster_row::Candidates;
use super::tables::{roster_file, roster_import, roster_row};
use crate::app::App;
use crate::db;
use crate::error::{Error, Result};
use crate::ids;
use crate::policy::Sight;

/// Rows that are written in one transaction: nobody else writes to SQLite meanwhile.
const ROWS_AT_ONCE: usize = 1_000;

/// Does the job that importing has written down. Whoever is killed in between begins anew.
///
/// # Errors
/// When the database fails; the outbox tries again.
pub async fn compare(app: &App, import_id: Uuid) -> Result<()> {
    let began = Instant::now();
    let reader = app.database.reader();
    let Some(import) = roster_import::Entity::find_by_id(import_id)
        .one(reader)
        .await?
    else {
        return Ok(());
    };
    if import.status != Status::Comparing {
        return Ok(());
    }
    let file = roster_file::Entity::find_by_id(import_id)
        .one(reader)
        .await?;
    let bytes = file.map(|file| file.bytes).unwrap_or_default();
    let names_place = import.organisation_id.is_some();
    let roster = tokio::task::spawn_blocking(move || reading::read(&bytes, names_place))
        .await
        .map_err(Error::internal)?;
    // It was read when it was sent; a file that is not read any more has no rows.
    let (rows, is_delta) = roster.map_or_else(|_| (Vec::new(), false), |r| (r.rows, r.is_delta));
    let actor = store::actor_of(reader, import.created_by).await?;
    let all = store::places(reader, &actor).await?;
    let called: HashMap<Uuid, String> = all
        .iter()
        .map(|place| (place.id, place.name.clone()))
        .collect();
    let is_part = actor.sight() != Sight::Everyone;
    let places = Places::new(all, import.organisation_id, is_part);
    let named: HashSet<Uuid> = rows
        .iter()
        .filter_map(|row| Some(places.of(&row.said).ok()?.id))
        .collect();
    let people = store::meant(reader, &actor, &rows, named).await?;
    let (as_of, is_complete) = (import.as_of, import.complete && !is_delta);
    let read_at = began.elapsed();
    let compared = tokio::task::spawn_blocking(move || {
        let name_of = |id: Uuid| called.get(&id).cloned().unwrap_or_default();
        let against = Against {
            places: &places,
            people: &people,
            as_of,
            is_complete,
        };
        comparing::compare(rows, &against, &name_of)
    });
    let compared = compared.await.map_err(Error::internal)?;
    let count = compared.len();
    let compared_at = began.elapsed();
    write(app, import, compared).await?;
    let written_at = began.elapsed();
    tracing::info!(%import_id, count, ?read_at, ?compared_at, ?written_at, "a roster was compared");
    Ok(())
}

async fn write(app: &App, import: roster_import::Model, compared: Vec<Compared>) -> Result<()> {
    let id = import.id;
    let row_count = i32::try_from(compared.len()).unwrap_or(i32::MAX);
    let transaction = app.database.begin().await?;
    // Of a comparison that was killed.
    roster_row::Entity::delete_many()
        .filter(roster_row::Column::ImportId.eq(id))
        .exec(&transaction)
        .await?;
    let mut row = import.clone().into_active_model();
    row.row_count = Set(row_count);
    row.update(&transaction).await?;
    transaction.commit().await?;
    let mut numbered = (1_i32..).zip(compared).peekable();
    let mut through = 0;
    while numbered.peek().is_some() {
        let some = numbered.by_ref().take(ROWS_AT_ONCE);
        let some: Vec<_> = some.map(|(number, one)| row_of(id, number, one)).collect();
        through += i32::try_from(some.len()).unwrap_or(i32::MAX);
        let transaction = app.database.begin().await?;
        db::insert_all(&transaction, some, None).await?;
        progress(&transaction, id, through).await?;
        transaction.commit().await?;
    }
    let transaction = app.database.begin().await?;
    let import = store::lock(&transaction, id).await?;
    if import.status == Status::Comparing {
        let revision = import.revision + 1;
        let mut row = import.into_active_model();
        row.status = Set(Status::Compared);
        row.worked_through = Set(row_count);
        row.revision = Set(revision);
        row.update(&transaction).await?;
    }
    roster_file::Entity::delete_by_id(id)
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Notes how far the work on an import has come.
///
/// # Errors
/// When the database fails.
pub async fn progress(transaction: &db::Transaction, id: Uuid, through: i32) -> Result<()> {
    let row = roster_import::ActiveModel {
        id: Set(id),
        worked_through: Set(through),
        ..Default::default()
    };
    row.update(transaction).await?;
    Ok(())
}

fn row_of(import_id: Uuid, number: i32, one: Compared) -> roster_row::ActiveModel {
    let (person_id, person_revision) = one.person.unzip();
    roster_row::ActiveModel {
        id: Set(ids::new_id()),
        import_id: Set(import_id),
        number: Set(number),
        place: Set(one.place),
        difference: Set(one.difference),
        said: Set(one.said),
        organisation_id: Set(one.organisation_id),
        person_id: Set(person_id),
        person_revision: Set(person_revision),
        candidates: Set(Candidates(one.candidates)),
        changes: Set(Changes(one.changes)),
        problems: Set(Problems(one.problems)),
        decision: Set(None),
        outcome: Set(None),
        before: Set(None),
        revision_after: Set(None),
    }
}

/// What of a roster as a whole is worth saying.
#[must_use]
pub fn remarks(roster: &reading::Roster, complete: bool) -> Problems {
    let mut remarks = roster.remarks.clone();
    if roster.is_delta && complete {
        remarks.push(Problem::new(None, "roster-delta"));
    }
    Problems(remarks)
}
