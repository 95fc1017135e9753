//! `surgalt backup`: everything into one file, beside a running server or without one.

use std::path::{Path, PathBuf};

use clap::Args;
use surgalt::backup::archive::Contents;
use surgalt::backup::taking;
use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::courses::files;
use surgalt::db::Database;

use super::Failure;

/// Where it goes.
#[derive(Debug, Args)]
pub struct Task {
    /// The file to write; it must not be there yet. Keys and hashes of passwords are in it: keep it as you keep them.
    archive: PathBuf,
}

/// Writes the archive, under another name until it is whole.
pub async fn run(config: Config, task: Task) -> Result<(), Failure> {
    if task.archive.exists() {
        return Err(taken(&task.archive));
    }
    // Not brought up to date: what is about to be upgraded is backed up as it is.
    let database = Database::connect(&config.database, &config.data_folder).await?;
    let storage = files::open_storage(&config)?;
    let mut name = task.archive.clone().into_os_string();
    name.push(".part");
    let part = PathBuf::from(name);
    let now = Clock::system().now();
    let tell = |line| eprintln!("{line}");
    let contents = taking::take(&database, &*storage, &part, now, tell).await;
    database.close().await?;
    let contents = contents?;
    if task.archive.exists() {
        return Err(taken(&task.archive));
    }
    std::fs::rename(&part, &task.archive)?;
    tell_missing(&contents);
    let rows: u64 = contents.rows.values().sum();
    let (files, bytes) = (contents.files, contents.file_bytes);
    println!(
        "{rows} rows and {files} files of {bytes} bytes are in {}",
        task.archive.display()
    );
    Ok(())
}

/// Says which files rows name that were not there.
pub fn tell_missing(contents: &Contents) {
    for place in &contents.missing {
        eprintln!("{place} is named by a row, and was not there when the backup was taken");
    }
}

fn taken(archive: &Path) -> Failure {
    format!("{} is there already; name another file", archive.display()).into()
}
