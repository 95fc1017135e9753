//! Freezing a batch for the sector's information system, in the background.
//!
//! Certificates that are due are taken some at a time, in one transaction each, which also writes down
//! how far it has come: whoever is killed in between goes on there. A certificate that is taken is no
//! longer due, so that it is in one open batch at most; the database holds that as well.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::code;
use super::exported::{Exported, Outcome, Wanted};
use super::standing::{Change, ExportState, Standing};
use super::store::exports::{AT_ONCE, lock, lock_due};
use super::store::register;
use super::tables::certificate;
use super::tables::exports::{export, export_row};
use crate::app::App;
use crate::db::{self, Transaction};
use crate::error::{Error, Result};
use crate::ids;
use crate::outbox::{self, Job};
use crate::people::tables::{organisation, person};
use crate::quizzes::hundredths::Hundredths;

/// Writes a batch down, for the outbox to freeze. `expected` is how many certificates are due.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    transaction: &Transaction,
    wanted: Wanted,
    (made_by, made_at): (Uuid, DateTime<Utc>),
    expected: u64,
) -> Result<export::Model> {
    let row = export::ActiveModel {
        id: Set(ids::new_id()),
        wanted: Set(wanted),
        made_by: Set(made_by),
        made_at: Set(made_at),
        expected: Set(i32::try_from(expected).unwrap_or(i32::MAX)),
        rows: Set(0),
        through: Set(None),
        prepared_at: Set(None),
        accepted: Set(0),
        refused: Set(0),
        closed_at: Set(None),
    };
    let row = row.insert(transaction).await?;
    let job = Job::PrepareCertificateExport { export_id: row.id };
    let key = format!("certificate export {}", row.id);
    outbox::enqueue(transaction, key, job, made_at, made_at).await?;
    Ok(row)
}

/// Freezes what a batch is to take.
///
/// # Errors
/// When the database fails; the outbox goes on later.
pub async fn prepare(app: &App, export_id: Uuid) -> Result<()> {
    while prepare_some(app, export_id).await? {}
    Ok(())
}

/// Freezes some more, and says whether there may be others.
async fn prepare_some(app: &App, export_id: Uuid) -> Result<bool> {
    let transaction = app.database.begin().await?;
    // Locked: of two workers that come with the same job the second goes on where the first is.
    let batch = lock(&transaction, export_id).await?;
    if batch.prepared_at.is_some() {
        return Ok(false);
    }
    let condition = register::wanted(&transaction, &batch.wanted).await?;
    // What waits is looked through once, by identifier. What has changed is little, and what is taken
    // of it is no longer among it.
    let waiting = (ExportState::Waiting, &condition);
    let mut taken = lock_due(&transaction, waiting, batch.through, AT_ONCE).await?;
    let through = taken.last().map(|row| row.id).or(batch.through);
    if taken.len() < AT_ONCE {
        let changed = (ExportState::Changed, &condition);
        let room = AT_ONCE.saturating_sub(taken.len());
        taken.extend(lock_due(&transaction, changed, None, room).await?);
    }
    let is_last = taken.len() < AT_ONCE;
    let count = i32::try_from(taken.len()).map_err(Error::internal)?;
    freeze(&transaction, export_id, taken).await?;
    let now = app.clock.now();
    let rows = batch.rows.saturating_add(count);
    export::ActiveModel {
        id: Set(export_id),
        rows: Set(rows),
        through: Set(through),
        prepared_at: Set(is_last.then_some(now)),
        closed_at: Set((is_last && rows == 0).then_some(now)),
        ..Default::default()
    }
    .update(&transaction)
    .await?;
    transaction.commit().await?;
    Ok(!is_last)
}

async fn freeze(
    transaction: &Transaction,
    export_id: Uuid,
    taken: Vec<certificate::Model>,
) -> Result<()> {
    let ids: Vec<Uuid> = taken.iter().map(|row| row.id).collect();
    let known = Known::of(transaction, &taken).await?;
    let rows = taken.into_iter().filter_map(|row| {
        let change = Standing::from(&row).due()?;
        Some(export_row::ActiveModel {
            export_id: Set(export_id),
            certificate_id: Set(row.id),
            stamp: Set(row.stamp),
            change: Set(change),
            content: Set(known.exported(row, change)),
            outcome: Set(Outcome::Sent),
            reason: Set(None),
            answered_by: Set(None),
            answered_at: Set(None),
        })
    });
    db::insert_all(transaction, rows, None).await?;
    certificate::Entity::update_many()
        .col_expr(
            certificate::Column::OpenExportId,
            Expr::value(Some(export_id)),
        )
        .col_expr(
            certificate::Column::ExportState,
            Expr::value(ExportState::Exported),
        )
        .filter(certificate::Column::Id.is_in(ids))
        .exec(transaction)
        .await?;
    Ok(())
}

/// What the other side is to know beside what the certificates say.
struct Known {
    /// The register number and the sector's code of each person.
    people: HashMap<Uuid, (Option<String>, Option<String>)>,
    /// The sector's code and the name of each organisation.
    organisations: HashMap<Uuid, (Option<String>, String)>,
}

impl Known {
    async fn of(transaction: &Transaction, taken: &[certificate::Model]) -> Result<Self> {
        let people: Vec<(Uuid, Option<String>, Option<String>)> = person::Entity::find()
            .filter(person::Column::Id.is_in(taken.iter().map(|row| row.person_id)))
            .select_only()
            .column(person::Column::Id)
            .column(person::Column::RegisterNumber)
            .column(person::Column::SectorCode)
            .into_tuple()
            .all(transaction)
            .await?;
        let there = taken.iter().filter_map(|row| row.organisation_id);
        let organisations: Vec<(Uuid, Option<String>, String)> = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(there))
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Code)
            .column(organisation::Column::Name)
            .into_tuple()
            .all(transaction)
            .await?;
        let people = people.into_iter();
        let organisations = organisations.into_iter();
        Ok(Self {
            people: people
                .map(|(id, number, code)| (id, (number, code)))
                .collect(),
            organisations: organisations
                .map(|(id, code, name)| (id, (code, name)))
                .collect(),
        })
    }

    fn exported(&self, row: certificate::Model, change: Change) -> Exported {
        let (register_number, sector_code) =
            self.people.get(&row.person_id).cloned().unwrap_or_default();
        let there = row.organisation_id;
        let there = there.and_then(|id| self.organisations.get(&id)).cloned();
        let (organisation_code, organisation) = match there {
            Some((code, name)) => (code, Some(name)),
            None => (None, None),
        };
        let snapshot = row.snapshot;
        Exported {
            key: row.id,
            change,
            serial_number: row.serial_number,
            version: row.version,
            verification_code: code::grouped(&row.code),
            register_number,
            sector_code,
            surname: snapshot.surname,
            given_name: snapshot.given_name,
            organisation_code,
            organisation,
            programme_code: snapshot.programme_code,
            programme: snapshot.programme_title,
            course: snapshot.course_title,
            hours: snapshot.hours,
            credits: Hundredths::from_count(snapshot.credits),
            completed_on: snapshot.completed_on,
            issued_on: row.corrected_at.unwrap_or(row.issued_at).date_naive(),
            revoked_on: row.revoked_at.map(|at| at.date_naive()),
        }
    }
}
