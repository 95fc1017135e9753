//! Putting a backup back, into an empty database of either kind.

use std::io::Read;

use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, path};
use sea_orm::sea_query::{Alias, Asterisk, Expr, Func, Query};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Value};
use serde_json::Value as Json;

use super::BackupError;
use super::archive::{Contents, Lines, Reader};
use crate::db::{Database, Transaction};

/// Rows that are written by one statement, and the most values that it has: SQLite takes 32,766 of them.
const ROWS: usize = 500;
const VALUES: usize = 30_000;

/// Bytes that are read at a time.
const PIECE: usize = 1 << 20;

/// Puts everything back: the bytes first, those that are there already excepted, then the database in one
/// transaction, with the schema that it had; then the later steps of the schema are run. `tell` hears of each table
/// and of each thousand files.
///
/// # Errors
/// When the archive is not whole, the database not empty, or something cannot be written: then the database is as
/// empty as before, and trying again goes on with the bytes that are not there yet. [`BackupError::NotUpgraded`] alone
/// comes when everything is put back.
pub async fn put_back(
    database: &Database,
    storage: &dyn ObjectStore,
    mut archive: Reader,
    mut tell: impl FnMut(String),
) -> Result<Contents, BackupError> {
    archive.check()?;
    let (known, wanted) = (Database::known_steps(), &archive.head.steps);
    if let Some(later) = wanted.iter().find(|step| !known.contains(step)) {
        return Err(BackupError::Newer(later.clone()));
    }
    database.migrate_to(wanted.len()).await?;
    if database.steps().await? != *wanted {
        return Err(BackupError::AnotherSchema);
    }
    let rows = archive.contents.rows.clone();
    require_empty(database.reader(), rows.keys()).await?;
    put_files(storage, &mut archive, &mut tell).await?;
    let transaction = database.begin().await?;
    require_empty(&transaction, rows.keys()).await?;
    let rules = let_rules_rest(&transaction).await?;
    for (table, wanted) in rows {
        fill(&transaction, &table, archive.table(&table)?).await?;
        let found = count(&transaction, &table).await?;
        if found != wanted {
            return Err(BackupError::Lost {
                table,
                found,
                wanted,
            });
        }
        tell(format!("{table}: {found} rows"));
    }
    for rule in rules {
        transaction.execute_unprepared(&rule).await?;
    }
    transaction.commit().await?;
    database.migrate().await.map_err(BackupError::NotUpgraded)?;
    Ok(archive.contents)
}

async fn require_empty(
    connection: &impl ConnectionTrait,
    tables: impl Iterator<Item = &String>,
) -> Result<(), BackupError> {
    for table in tables {
        if count(connection, table).await? > 0 {
            return Err(BackupError::NotEmpty(table.clone()));
        }
    }
    Ok(())
}

async fn put_files(
    storage: &dyn ObjectStore,
    archive: &mut Reader,
    tell: &mut impl FnMut(String),
) -> Result<(), BackupError> {
    let places = archive.files();
    for (at, place) in places.iter().enumerate() {
        let (size, mut bytes) = archive.file(place)?;
        let to = path::Path::parse(place).map_err(object_store::Error::from)?;
        // Bytes never change under their name, and are there whole or not at all.
        if storage
            .head(&to)
            .await
            .is_ok_and(|there| there.size == size)
        {
            continue;
        }
        let mut writer = WriteMultipart::new(storage.put_multipart(&to).await?);
        if let Err(error) = copy(&mut bytes, &mut writer).await {
            // Whatever else fails now, the first fault is the one to be told.
            let _ = writer.abort().await;
            return Err(error);
        }
        writer.finish().await?;
        if (at + 1).is_multiple_of(1_000) {
            tell(format!("{} of {} files", at + 1, places.len()));
        }
    }
    Ok(())
}

async fn copy(from: &mut impl Read, to: &mut WriteMultipart) -> Result<(), BackupError> {
    let mut piece = vec![0; PIECE];
    loop {
        let length = from.read(&mut piece).map_err(super::ArchiveError::from)?;
        if length == 0 {
            return Ok(());
        }
        to.wait_for_capacity(1).await?;
        to.write(piece.get(..length).unwrap_or_default());
    }
}

/// Writes the rows of a table.
async fn fill(
    transaction: &Transaction,
    table: &str,
    mut lines: Lines<'_>,
) -> Result<(), BackupError> {
    let columns = lines.columns.clone();
    let most = ROWS.min(VALUES / columns.len().max(1));
    let mut rows: Vec<Vec<Expr>> = Vec::new();
    loop {
        let line: Option<Vec<Json>> = lines.read()?;
        let is_last = line.is_none();
        if let Some(cells) = line {
            let row = cells.into_iter().zip(&columns);
            let row = row.map(|(cell, (name, kind))| kind.read(cell).ok_or(name));
            let row: Result<Vec<Value>, _> = row.collect();
            let row = row.map_err(|column| lines.foreign(column))?;
            if row.len() != columns.len() {
                return Err(lines.foreign(&"a line of another length").into());
            }
            rows.push(row.into_iter().map(Expr::from).collect());
        }
        if rows.len() >= most || is_last && !rows.is_empty() {
            let mut insert = Query::insert();
            insert.into_table(Alias::new(table));
            insert.columns(columns.iter().map(|(name, _)| Alias::new(name)));
            for row in rows.drain(..) {
                insert.values(row).map_err(|error| lines.foreign(&error))?;
            }
            let refused = |error: DbErr| lines.foreign(&error);
            transaction.execute(&insert).await.map_err(refused)?;
        }
        if is_last {
            return Ok(());
        }
    }
}

async fn count(connection: &impl ConnectionTrait, table: &str) -> Result<u64, BackupError> {
    let mut all = Query::select();
    all.expr(Func::count(Expr::col(Asterisk)));
    all.from(Alias::new(table));
    let found = connection.query_one(&all).await?;
    let found = found
        .map(|row| row.try_get_by_index::<i64>(0))
        .transpose()?;
    Ok(found
        .and_then(|count| u64::try_from(count).ok())
        .unwrap_or(0))
}

/// A statement that a catalogue of the database has given.
#[derive(Debug, FromQueryResult)]
struct Rule {
    rest: String,
    hold: String,
}

/// Takes away until the end of the transaction what rows are held to, one row after the other: references, and what
/// triggers repeat, which is in the archive. What is returned holds all rows to them again at once.
async fn let_rules_rest(transaction: &Transaction) -> Result<Vec<String>, BackupError> {
    let backend = transaction.get_database_backend();
    let found = match backend {
        DbBackend::Sqlite => {
            transaction
                .execute_unprepared("PRAGMA defer_foreign_keys = ON")
                .await?;
            "SELECT 'DROP TRIGGER ' || name AS rest, sql AS hold FROM sqlite_master WHERE type = 'trigger'"
        }
        _ => {
            "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS rest, \
             format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, \
             pg_get_constraintdef(oid)) AS hold \
             FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace \
             UNION ALL \
             SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass), \
             format('ALTER TABLE %s ENABLE TRIGGER USER', tgrelid::regclass) \
             FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid \
             WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        }
    };
    let rules = Rule::find_by_statement(sea_orm::Statement::from_string(backend, found));
    let rules = rules.all(transaction).await?;
    for rule in &rules {
        transaction.execute_unprepared(&rule.rest).await?;
    }
    Ok(rules.into_iter().map(|rule| rule.hold).collect())
}
