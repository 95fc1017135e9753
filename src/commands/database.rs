//! What commands share that work on the database, beside a running server or without one.

use surgalt::config::Config;
use surgalt::db::{Database, FolderLock, FolderLockError};
use surgalt::error::Error;
use surgalt::messages::{Arguments, Language};

use super::Failure;

/// The database, with its schema up to date. A server that has the folder has seen to that.
pub async fn open(config: &Config) -> Result<Database, Failure> {
    let lock = match FolderLock::take(&config.data_folder) {
        Ok(lock) => Some(lock),
        Err(FolderLockError::Taken(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let database = Database::connect(&config.database, &config.data_folder).await?;
    if lock.is_some() && database.pending_steps().await? > 0 {
        database.migrate().await?;
    }
    Ok(database)
}

/// An error as an operator reads it, at the machine: in English, as the rest of the command line.
#[must_use]
pub fn in_words(error: &Error) -> String {
    let language = Language::En;
    let key = format!("problem-{}", error.code.name().replace('_', "-"));
    let mut words = language.text(&key, &Arguments::none());
    for field in &error.fields {
        let message = language.text(&field.key, &field.arguments);
        words = format!("{words}; {}: {message}", field.field);
    }
    if let Some(cause) = &error.cause {
        words = format!("{words}: {cause}");
    }
    words
}
