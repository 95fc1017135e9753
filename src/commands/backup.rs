//! `surgalt backup`: everything into one file, beside a running server or without one.

use std::path::PathBuf;

use clap::Args;
use surgalt::backup::taking;
use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::courses::files;

use super::Failure;
use super::database::open;

/// Where it goes.
#[derive(Debug, Args)]
pub struct Task {
    /// The file to write; it must not be there yet. Keys and hashes of passwords are in it: keep it as you keep them.
    archive: PathBuf,
}

/// Writes the archive, under another name until it is whole.
pub async fn run(config: Config, task: Task) -> Result<(), Failure> {
    if task.archive.exists() {
        return Err(format!(
            "{} is there already; name another file",
            task.archive.display()
        )
        .into());
    }
    let database = open(&config).await?;
    let storage = files::open_storage(&config.data_folder)?;
    let mut name = task.archive.clone().into_os_string();
    name.push(".part");
    let part = PathBuf::from(name);
    // What a backup that was interrupted has left is of no use.
    if part.exists() {
        std::fs::remove_file(&part)?;
    }
    let now = Clock::system().now();
    let tell = |line| eprintln!("{line}");
    let contents = taking::take(&database, &*storage, &part, now, tell).await?;
    database.close().await?;
    std::fs::rename(&part, &task.archive)?;
    for place in &contents.missing {
        eprintln!("{place} is named by a row and not there");
    }
    let rows: u64 = contents.rows.values().sum();
    let (files, bytes) = (contents.files, contents.file_bytes);
    println!(
        "{rows} rows and {files} files of {bytes} bytes are in {}",
        task.archive.display()
    );
    Ok(())
}
