//! What a season's report costs and how large its database is.

use std::path::Path;

use sea_orm::{ConnectionTrait, Statement};
use surgalt::db::Database;
use tokio::time::Instant;

use super::api::Api;
use crate::Failure;
use crate::database::Place;

/// How long a report takes, in milliseconds.
///
/// # Errors
/// When the server refuses.
pub async fn report(api: &Api, token: &str, path: &str) -> Result<f64, Failure> {
    let begun = Instant::now();
    api.get(token, path).await?.expect(200)?;
    Ok(begun.elapsed().as_secs_f64() * 1_000.0)
}

/// How large the database is, in mebibytes: what is not yet merged into it counts.
///
/// # Errors
/// When it cannot be told.
pub async fn database_size(place: &Place, database: &Database) -> Result<Option<f64>, Failure> {
    let bytes = match place.is_sqlite() {
        true => files(&place.folder)?,
        false => {
            let reader = database.reader();
            let size = "SELECT pg_database_size(current_database()) AS bytes";
            let statement = Statement::from_string(reader.get_database_backend(), size);
            let row = reader.query_one_raw(statement).await?;
            let bytes = row.map(|row| row.try_get::<i64>("", "bytes")).transpose()?;
            u64::try_from(bytes.unwrap_or_default())?
        }
    };
    let kibibytes = u32::try_from(bytes / 1_024)?;
    Ok(Some(f64::from(kibibytes) / 1_024.0))
}

/// The database's files in a data folder.
fn files(folder: &Path) -> Result<u64, Failure> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().contains(".db") {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}
