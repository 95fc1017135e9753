//! Where the bytes of files are: a folder, through the interface that also fits S3.
//!
//! The bytes come first and the row in the database after them, so that a row never names bytes
//! that are not there. A server that dies between the two leaves bytes that nothing names, and
//! nothing worse.

use std::path::Path;
use std::sync::Arc;

use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart, path};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::media;
use crate::error::{Code, Error, Result};
use crate::ids;

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

/// Where the bytes of a course's file are.
#[must_use]
pub fn location(id: Uuid) -> path::Path {
    path::Path::from_iter(["courses".to_owned(), id.to_string()])
}

/// What is known of bytes that have been stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// How many there are.
    pub size: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Stores the bytes of a file as they come. Whatever goes wrong, nothing of them stays.
///
/// # Errors
/// [`Code::TooLarge`] beyond `limit` bytes; [`Code::Invalid`] when they are not what the media
/// type says; [`Code::Unavailable`] when the storage fails or is full; the stream's own.
pub async fn store<E>(
    storage: &dyn ObjectStore,
    id: Uuid,
    media_type: &str,
    limit: u64,
    bytes: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Stored>
where
    Error: From<E>,
{
    let mut writer = WriteMultipart::new(storage.put_multipart(&location(id)).await?);
    match copy(&mut writer, media_type, limit, bytes).await {
        Ok(stored) => {
            writer.finish().await?;
            Ok(stored)
        }
        Err(error) => {
            if let Err(error) = writer.abort().await {
                tracing::warn!(%error, "an upload that failed could not be cleared away");
            }
            Err(error)
        }
    }
}

async fn copy<E>(
    writer: &mut WriteMultipart,
    media_type: &str,
    limit: u64,
    bytes: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Stored>
where
    Error: From<E>,
{
    let mut bytes = std::pin::pin!(bytes);
    let mut hash = Sha256::new();
    let mut size: u64 = 0;
    let mut head = Vec::with_capacity(media::HEAD);
    while let Some(chunk) = bytes.next().await {
        let chunk = chunk?;
        size = size.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if size > limit {
            return Err(Code::TooLarge.into());
        }
        let was_short = head.len() < media::HEAD;
        head.extend(chunk.iter().take(media::HEAD.saturating_sub(head.len())));
        if was_short && head.len() == media::HEAD {
            require_agreement(media_type, &head)?;
        }
        hash.update(&chunk);
        // One part under way and one being filled, 5 MiB each: a fast sender waits for the disk.
        writer.wait_for_capacity(1).await?;
        writer.put(chunk);
    }
    if head.len() < media::HEAD {
        require_agreement(media_type, &head)?;
    }
    let sha256 = ids::hexadecimal(&hash.finalize());
    Ok(Stored { size, sha256 })
}

fn require_agreement(media_type: &str, head: &[u8]) -> Result<()> {
    if media::agrees(media_type, head) {
        Ok(())
    } else {
        Err(Error::field("file", "field-media-type"))
    }
}

/// Deletes the bytes of a file that nothing names any longer. When that fails they stay, in
/// nobody's way: the log says so.
pub async fn discard(storage: &dyn ObjectStore, id: Uuid) {
    match storage.delete(&location(id)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
        Err(error) => tracing::warn!(%error, %id, "the bytes of a file could not be deleted"),
    }
}

/// Deletes the bytes of files that nothing names any longer; those that are gone already are no
/// fault.
///
/// # Errors
/// When the storage fails: it is to be tried again.
pub async fn delete_all(storage: &dyn ObjectStore, ids: &[Uuid]) -> Result<()> {
    for id in ids {
        match storage.delete(&location(*id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(Error::unavailable(error)),
        }
    }
    Ok(())
}
