//! Where the bytes of files are: a folder, through the interface that also fits S3.

use std::path::Path;
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::local::LocalFileSystem;

use crate::error::{Error, Result};

/// Opens the storage in the data folder.
///
/// # Errors
/// When the folder cannot be made.
pub fn open_storage(data_folder: &Path) -> Result<Arc<dyn ObjectStore>> {
    let folder = data_folder.join("files");
    std::fs::create_dir_all(&folder).map_err(Error::unavailable)?;
    // A file is there after a power cut once it has been acknowledged.
    let storage = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
    Ok(Arc::new(storage))
}
