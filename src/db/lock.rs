//! One server at a time on one data folder.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Held as long as the server runs; the operating system lets it go when the process ends, also
/// when it is killed.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderLockError {
    /// Another server has it.
    #[error(
        "another surgalt is running on the data folder {0}; stop it first or name another folder"
    )]
    Taken(PathBuf),
    /// It cannot be made or written to.
    #[error("the data folder {0} cannot be used: {1}")]
    Unusable(PathBuf, std::io::Error),
}

impl FolderLock {
    /// Makes the folder when it is not there, and takes it.
    ///
    /// # Errors
    /// When another server has it, or it cannot be written to.
    pub fn take(folder: &Path) -> Result<Self, FolderLockError> {
        let unusable = |error| FolderLockError::Unusable(folder.to_owned(), error);
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let file = File::create(folder.join("lock")).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(FolderLockError::Taken(folder.to_owned())),
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_server_on_the_same_folder_is_refused_until_the_first_has_gone() {
        let folder = std::env::temp_dir().join(format!("surgalt-lock-{}", std::process::id()));
        let first = FolderLock::take(&folder).unwrap();
        assert!(matches!(
            FolderLock::take(&folder),
            Err(FolderLockError::Taken(_))
        ));
        drop(first);
        assert!(FolderLock::take(&folder).is_ok());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
