//! One server at a time on one data folder.

use std::fs::{DirBuilder, File, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::ids;

/// Held as long as the server runs; the operating system lets it go when the process ends, also
/// when it is killed.
#[derive(Debug)]
pub struct FolderLock {
    /// Who has the folder: the same at every start on it, and nobody else's.
    pub node_id: Uuid,
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
        // Password hashes, keys and mails are in it: nobody else on the machine reads them.
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(unusable)?;
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join("lock"))
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(FolderLockError::Taken(folder.to_owned()));
            }
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        let node_id = read_or_write_identifier(&mut file).map_err(unusable)?;
        Ok(Self {
            node_id,
            _file: file,
        })
    }
}

fn read_or_write_identifier(file: &mut File) -> std::io::Result<Uuid> {
    let mut written = String::new();
    file.read_to_string(&mut written)?;
    if let Ok(id) = written.trim().parse() {
        return Ok(id);
    }
    let id = ids::new_id();
    file.set_len(0)?;
    writeln!(file, "{id}")?;
    Ok(id)
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
        let node_id = first.node_id;
        drop(first);
        assert_eq!(FolderLock::take(&folder).unwrap().node_id, node_id);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
