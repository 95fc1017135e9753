//! `surgalt migrate`: brings the database's schema up to date while no server runs.

use surgalt::config::Config;
use surgalt::db::{Database, FolderLock};

use super::Failure;

/// Runs the steps that the database has not seen, and says how many.
pub async fn run(config: Config) -> Result<(), Failure> {
    let _lock = FolderLock::take(&config.data_folder)?;
    let database = Database::connect(&config.database, &config.data_folder).await?;
    let pending = database.pending_steps().await?;
    database.migrate().await?;
    println!("the schema is up to date; {pending} steps were run");
    Ok(database.close().await?)
}
