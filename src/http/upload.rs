//! How a file is uploaded: a form with one file, whose bytes are stored as they come.

use std::cell::Cell;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use futures_util::TryStreamExt;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::courses::files;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::IdempotencyKey;
use crate::http::idempotency::{self, BodyHash};
use crate::ids;
use crate::policy::Actor;

/// The form that a file is uploaded with.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as a stream")]
pub struct Upload {
    /// The file, with its name and its media type.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// A file whose bytes are stored.
#[derive(Debug)]
pub struct Received {
    /// What it is called.
    pub name: String,
    /// Its media type, one of those that the operator allows.
    pub media_type: String,
    /// What is known of its bytes.
    pub stored: files::Stored,
}

/// Reads the form and stores the bytes of its one file, `limit` bytes at most, under this
/// identifier.
///
/// # Errors
/// [`Code::Invalid`] when it is not a form with one file, [`Code::UnsupportedMediaType`] when its
/// type is not allowed, and those of [`files::store`].
async fn receive(app: &App, id: Uuid, limit: u64, mut form: Multipart) -> Result<Received> {
    let field = form.try_next().await.map_err(unreadable)?;
    let field = field.ok_or_else(|| Error::field("file", "field-empty"))?;
    if field.name() != Some("file") {
        return Err(Error::field(
            field.name().unwrap_or_default(),
            "field-unknown",
        ));
    }
    let name = name_of(&field)?;
    let media_type = field
        .content_type()
        .map(|media_type| media_type.essence_str().to_owned());
    let media_type = media_type.filter(|one| app.config.files.media_types.contains(one));
    let media_type = media_type.ok_or(Code::UnsupportedMediaType)?;
    let bytes = field.map_err(unreadable);
    let stored = files::store(&*app.files, id, &media_type, limit, bytes).await?;
    if let Some(field) = form.try_next().await.map_err(unreadable)? {
        return Err(Error::field(
            field.name().unwrap_or_default(),
            "field-unknown",
        ));
    }
    Ok(Received {
        name,
        media_type,
        stored,
    })
}

/// Stores the file of a form and answers with what `save` makes of it, once for a key. Bytes that
/// no row has come to name are discarded.
///
/// # Errors
/// [`Code::Invalid`] when it is not a form with one file, [`Code::UnsupportedMediaType`] when its
/// type is not allowed, and those of [`files::store`] and of `save`.
pub async fn receive_once<T: Serialize>(
    app: &App,
    actor: &Actor,
    key: &IdempotencyKey,
    request: &HttpRequest,
    (form, limit): (Multipart, u64),
    save: impl AsyncFnOnce(&Transaction, Uuid, Received) -> Result<T>,
) -> Result<HttpResponse> {
    let id = ids::new_id();
    let is_named = Cell::new(false);
    let outcome = async {
        let received = receive(app, id, limit, form).await?;
        let asked = format!(
            "{} {} {}",
            received.name, received.media_type, received.stored.sha256
        );
        let hash = BodyHash(ids::hash_of_secret(&asked));
        request.extensions_mut().insert(hash);
        let created = StatusCode::CREATED;
        idempotency::once(app, actor, key, created, async |transaction| {
            let saved = save(transaction, id, received).await?;
            is_named.set(true);
            Ok(saved)
        })
        .await
    };
    let outcome = outcome.await;
    // Also when the request was sent again and its first answer stands.
    if !is_named.get() {
        files::discard(&*app.files, id).await;
    }
    outcome
}

/// The name of an uploaded file, without the folders that some clients send before it.
fn name_of(field: &Field) -> Result<String> {
    let name = field.content_disposition().and_then(|disposition| {
        let extended = disposition.get_filename_ext();
        let extended = extended.and_then(|name| String::from_utf8(name.value.clone()).ok());
        extended.or_else(|| disposition.get_filename().map(str::to_owned))
    });
    let name = name.unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if name.is_empty() || name.chars().count() > 255 || name.chars().any(char::is_control) {
        return Err(Error::field("file.name", "field-name"));
    }
    Ok(name.to_owned())
}

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::ContentTypeIncompatible
        | MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse => Code::UnsupportedMediaType.into(),
        _ => Code::Malformed.into(),
    }
}
