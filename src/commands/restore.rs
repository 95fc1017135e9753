//! `surgalt restore`: what a backup has taken, into an empty database and its storage, while no server runs.

use std::path::PathBuf;

use clap::Args;
use surgalt::backup::archive::Reader;
use surgalt::backup::putting_back;
use surgalt::config::Config;
use surgalt::courses::files;
use surgalt::db::{Database, FolderLock};

use super::Failure;
use super::backup::tell_missing;

/// Where it comes from.
#[derive(Debug, Args)]
pub struct Task {
    /// The archive that `surgalt backup` has written.
    archive: PathBuf,
}

/// Puts everything back, or nothing of the database.
pub async fn run(config: Config, task: Task) -> Result<(), Failure> {
    let archive = Reader::open(&task.archive)?;
    let _lock = FolderLock::take(&config.data_folder)?;
    let database = Database::connect(&config.database, &config.data_folder).await?;
    let storage = files::open_storage(&config)?;
    let tell = |line| eprintln!("{line}");
    let outcome = putting_back::put_back(&database, &*storage, archive, tell).await;
    database.close().await?;
    let contents = outcome?;
    tell_missing(&contents);
    let rows: u64 = contents.rows.values().sum();
    println!("{rows} rows and {} files are put back", contents.files);
    Ok(())
}
