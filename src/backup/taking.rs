//! Taking a backup, while people work or while nobody does.

use std::collections::HashSet;
use std::path::Path;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt};
use sea_orm::{EntityTrait, Iterable, PrimaryKeyToColumn, QuerySelect};
use uuid::Uuid;

use super::archive::{Contents, FORMAT, Head, Writer};
use super::{BackupError, tables};
use crate::courses::files;
use crate::courses::tables::file;
use crate::db::{Database, Transaction};
use crate::evidence::tables::evidence_file;
use crate::quizzes::tables::marking::attempt_file;
use crate::webinars::slides::tables::{slide_deck, slide_picture};

/// Writes everything into a new file: the database as of one moment, then the bytes. `tell` hears of each table
/// and of each thousand files.
///
/// # Errors
/// When something cannot be read or written; the file is of no use then.
pub async fn take(
    database: &Database,
    storage: &dyn ObjectStore,
    path: &Path,
    now: DateTime<Utc>,
    mut tell: impl FnMut(String),
) -> Result<Contents, BackupError> {
    let steps = database.steps().await?;
    if steps != Database::known_steps() {
        return Err(BackupError::OtherVersion);
    }
    let head = Head {
        format: FORMAT.to_owned(),
        begun_at: now,
        steps,
    };
    let mut archive = Writer::begin(path, &head)?;
    let mut contents = Contents::default();
    let snapshot = database.snapshot().await?;
    for table in tables::all() {
        archive.table(&table.name(), &table.columns()?)?;
        let row = |row: Vec<_>| Ok(archive.row(&row)?);
        let rows = table.read(&snapshot, &mut { row }).await?;
        tell(format!("{}: {rows} rows", table.name()));
        contents.rows.insert(table.name(), rows);
    }
    let mut named = named(&snapshot).await?;
    snapshot.rollback().await?;
    let mut stored = storage.list(None);
    while let Some(found) = stored.try_next().await? {
        let file = match storage.get(&found.location).await {
            Ok(file) => file,
            // Thrown away since it was listed.
            Err(object_store::Error::NotFound { .. }) => continue,
            Err(error) => return Err(error.into()),
        };
        archive.file(found.location.as_ref())?;
        let mut bytes = file.into_stream();
        while let Some(some) = bytes.try_next().await? {
            archive.bytes(&some)?;
        }
        named.remove(&found.location);
        contents.files += 1;
        contents.file_bytes += found.size;
        if contents.files.is_multiple_of(1_000) {
            tell(format!(
                "{} files, {} bytes",
                contents.files, contents.file_bytes
            ));
        }
    }
    contents.missing = named.into_iter().map(String::from).collect();
    contents.missing.sort();
    archive.end(&contents)?;
    Ok(contents)
}

/// Where the bytes are that rows name. Certificates are not among them: they are drawn anew when they are not there.
async fn named(snapshot: &Transaction) -> Result<HashSet<object_store::path::Path>, BackupError> {
    let mut named = HashSet::new();
    add::<file::Entity>(snapshot, &mut named).await?;
    add::<attempt_file::Entity>(snapshot, &mut named).await?;
    add::<evidence_file::Entity>(snapshot, &mut named).await?;
    add::<slide_deck::Entity>(snapshot, &mut named).await?;
    add::<slide_picture::Entity>(snapshot, &mut named).await?;
    Ok(named)
}

async fn add<E: EntityTrait>(
    snapshot: &Transaction,
    named: &mut HashSet<object_store::path::Path>,
) -> Result<(), BackupError> {
    let id = <E::PrimaryKey as Iterable>::iter().map(PrimaryKeyToColumn::into_column);
    let ids = E::find().select_only().columns(id).into_tuple::<Uuid>();
    for id in ids.all(snapshot).await? {
        named.insert(files::location(id));
    }
    Ok(())
}
