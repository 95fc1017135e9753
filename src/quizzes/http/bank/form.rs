//! The form that questions are imported with, read as it comes.

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_LENGTH;
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Code, Error, Result};
use crate::http::idempotency::BodyHash;
use crate::ids;
use crate::quizzes::formats::{Format, door};

/// What a form may hold beside its file: the field names, the boundaries and the short fields.
const BESIDE_THE_FILE: u64 = 65_536;

/// The longest value of a short field, in bytes.
const SHORT: usize = 100;

/// The form that questions are imported with.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as a stream")]
pub struct ImportForm {
    /// The file.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
    /// The category that the questions are put into. Categories that the file names are made below
    /// it.
    category_id: Uuid,
    /// The format of the file; recognised by its content and its name when absent.
    format: Option<Format>,
    /// Only tell what would be done.
    dry_run: Option<bool>,
}

/// A form that says beforehand that it is too large is not read at all.
///
/// # Errors
/// [`Code::TooLarge`].
pub fn refuse_early(request: &HttpRequest, limit: u64) -> Result<()> {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > limit.saturating_add(BESIDE_THE_FILE)) {
        return Err(Code::TooLarge.into());
    }
    Ok(())
}

/// A form that has been read.
pub struct Received {
    /// The name that the file was sent with.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The category that is imported into.
    pub category_id: Uuid,
    /// The format, when it was named.
    pub format: Option<Format>,
    /// Whether nothing shall be changed.
    pub dry_run: bool,
}

impl Received {
    /// What the form asks for, so that one idempotency key cannot stand for two requests.
    pub fn hash(&self) -> BodyHash {
        let asked = format!(
            "{} {} {:?} {} {}",
            self.name,
            self.category_id,
            self.format,
            self.dry_run,
            ids::hexadecimal(&Sha256::digest(&self.bytes))
        );
        BodyHash(ids::hash_of_secret(&asked))
    }
}

/// Reads the form; of its file never more than `limit` bytes are held.
///
/// # Errors
/// [`Code::TooLarge`] beyond them; [`Code::Invalid`] naming the field that is missing or does not
/// fit.
pub async fn receive(mut form: Multipart, limit: u64) -> Result<Received> {
    let (mut file, mut category_id, mut format, mut dry_run) = (None, None, None, None);
    while let Some(mut field) = form.try_next().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_known = ["file", "category_id", "format", "dry_run"].contains(&name.as_str());
        let is_repeated = match name.as_str() {
            "file" => file.is_some(),
            "category_id" => category_id.is_some(),
            "format" => format.is_some(),
            _ => dry_run.is_some(),
        };
        if !is_known || is_repeated {
            return Err(Error::field(name, "field-unknown"));
        }
        if name == "file" {
            let file_name = name_of(&field);
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let bytes = bytes_of(&mut field, limit).await?.ok_or(Code::TooLarge)?;
            file = Some((file_name, bytes));
            continue;
        }
        let value = bytes_of(&mut field, SHORT).await?;
        let value = value.and_then(|bytes| String::from_utf8(bytes).ok());
        let invalid = || Error::field(name.as_str(), "field-invalid");
        let value = value.ok_or_else(invalid)?;
        match (name.as_str(), value.trim()) {
            ("category_id", value) => {
                category_id = Some(value.parse::<Uuid>().map_err(|_| invalid())?);
            }
            ("format", "") => {}
            ("format", value) => format = Some(door::named(value).ok_or_else(invalid)?),
            (_, "true") => dry_run = Some(true),
            (_, "false") => dry_run = Some(false),
            _ => return Err(invalid()),
        }
    }
    let (name, bytes) = file.ok_or_else(|| Error::field("file", "field-empty"))?;
    Ok(Received {
        name,
        bytes,
        category_id: category_id.ok_or_else(|| Error::field("category_id", "field-empty"))?,
        format,
        dry_run: dry_run.unwrap_or(false),
    })
}

/// The bytes of a field; none when there are more than `limit`.
async fn bytes_of(field: &mut Field, limit: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(unreadable)? {
        if bytes.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// The name that a file was sent with; only its ending counts.
fn name_of(field: &Field) -> String {
    let disposition = field.content_disposition();
    let name = disposition.and_then(|disposition| disposition.get_filename());
    name.unwrap_or_default().chars().take(255).collect()
}

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::ContentTypeIncompatible
        | MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse => Code::UnsupportedMediaType.into(),
        _ => Code::Malformed.into(),
    }
}
