//! Where the bytes of files are: a folder, or a bucket of a store that speaks S3.
//!
//! The bytes come first and the row in the database after them, so that a row never names bytes
//! that are not there. A server that dies between the two leaves bytes that nothing names, and
//! nothing worse.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use object_store::{ClientConfigKey, ObjectStore, ObjectStoreExt, WriteMultipart, path};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::media;
use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::ids;

/// How long a store may be silent before it is asked again.
const SILENCE: &str = "30s";
/// How long one file may take to whoever reads it: a film, on the weakest line, a day.
const WHOLE: &str = "1day";
/// How long a server that starts waits for its storage to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Opens the storage that the configuration names: a bucket, or the data folder.
///
/// # Errors
/// When the folder cannot be made, or the bucket's address or keys cannot be understood. Whether the bucket answers
/// is seen by [`ask`].
pub fn open_storage(config: &Config) -> Result<Arc<dyn ObjectStore>> {
    if let Some(place) = config.files.storage.strip_prefix("s3://") {
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let storage = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), WHOLE)
            .with_config(
                AmazonS3ConfigKey::Client(ClientConfigKey::ReadTimeout),
                SILENCE,
            )
            .build()?;
        return Ok(Arc::new(PrefixStore::new(storage, prefix)));
    }
    let folder = config.data_folder.join("files");
    std::fs::create_dir_all(&folder).map_err(Error::unavailable)?;
    // A file is there after a power cut once it has been acknowledged.
    let storage = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
    Ok(Arc::new(storage))
}

/// Asks the storage for the first thing in it: it is there, and lets us in.
///
/// # Errors
/// [`Code::Unavailable`] when it does not answer, or knows neither the bucket nor us.
pub async fn ask(storage: &dyn ObjectStore) -> Result<()> {
    let mut all = storage.list(None);
    let first = tokio::time::timeout(PATIENCE, all.next()).await;
    match first.map_err(Error::unavailable)? {
        None | Some(Ok(_)) => Ok(()),
        Some(Err(error)) => Err(Error::unavailable(error)),
    }
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
