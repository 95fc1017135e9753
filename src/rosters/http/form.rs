//! The form that a roster is imported with, read as it comes.

use actix_multipart::{Field, Multipart, MultipartError};
use chrono::NaiveDate;
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Code, Error, Result};
use crate::http::idempotency::BodyHash;
use crate::ids;
use crate::rosters::reading::MOST_BYTES;

/// The longest value of a short field, in bytes.
const SHORT: usize = 100;

/// The form that a roster is imported with.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: the form is read as a stream")]
pub struct RosterForm {
    /// The file: CSV, XLSX, or a package of OneRoster 1.1 or 1.2; which of them it is, is recognised.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
    /// Whether the list is complete: people of the organisations that it names who are not in it have
    /// left. No, when absent.
    complete: Option<bool>,
    /// The day that the list is of; today when absent.
    as_of: Option<NaiveDate>,
    /// The organisation of rows that name none; names are looked for below it first.
    organisation_id: Option<Uuid>,
}

/// A form that has been read.
pub struct Received {
    /// The name that the file was sent with.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether the list is complete.
    pub complete: bool,
    /// The day that the list is of.
    pub as_of: Option<NaiveDate>,
    /// The organisation of rows that name none.
    pub organisation_id: Option<Uuid>,
}

impl Received {
    /// What the form asks for, so that one idempotency key cannot stand for two requests.
    pub fn hash(&self) -> BodyHash {
        let asked = format!(
            "{} {} {:?} {:?} {}",
            self.name,
            self.complete,
            self.as_of,
            self.organisation_id,
            ids::hexadecimal(&Sha256::digest(&self.bytes))
        );
        BodyHash(ids::hash_of_secret(&asked))
    }
}

/// Reads the form; of its file never more than is taken is held.
///
/// # Errors
/// [`Code::TooLarge`] beyond that; [`Code::Invalid`] naming the field that is missing or does not fit.
pub async fn receive(mut form: Multipart) -> Result<Received> {
    let mut file = None;
    let (mut complete, mut as_of, mut organisation_id) = (None, None, None);
    while let Some(mut field) = form.try_next().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_repeated = match name.as_str() {
            "file" => file.is_some(),
            "complete" => complete.is_some(),
            "as_of" => as_of.is_some(),
            "organisation_id" => organisation_id.is_some(),
            _ => true,
        };
        if is_repeated {
            return Err(Error::field(name, "field-unknown"));
        }
        if name == "file" {
            let file_name = name_of(&field);
            let bytes = bytes_of(&mut field, MOST_BYTES).await?;
            file = Some((file_name, bytes.ok_or(Code::TooLarge)?));
            continue;
        }
        let value = bytes_of(&mut field, SHORT).await?;
        let value = value.and_then(|bytes| String::from_utf8(bytes).ok());
        let invalid = || Error::field(name.as_str(), "field-invalid");
        let value = value.ok_or_else(invalid)?;
        match (name.as_str(), value.trim()) {
            ("as_of" | "organisation_id", "") => {}
            ("as_of", day) => as_of = Some(day.parse::<NaiveDate>().map_err(|_| invalid())?),
            ("organisation_id", id) => {
                organisation_id = Some(id.parse::<Uuid>().map_err(|_| invalid())?);
            }
            (_, "true") => complete = Some(true),
            (_, "false") => complete = Some(false),
            _ => return Err(invalid()),
        }
    }
    let (name, bytes) = file.ok_or_else(|| Error::field("file", "field-empty"))?;
    Ok(Received {
        name,
        bytes,
        complete: complete.unwrap_or(false),
        as_of,
        organisation_id,
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

/// The name that a file was sent with, for people to know it by.
fn name_of(field: &Field) -> String {
    let name = field.content_disposition().and_then(|disposition| {
        let extended = disposition.get_filename_ext();
        let extended = extended.and_then(|name| String::from_utf8(name.value.clone()).ok());
        extended.or_else(|| disposition.get_filename().map(str::to_owned))
    });
    let name = name.unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let letters = name.chars().filter(|letter| !letter.is_control());
    letters.take(255).collect()
}

fn unreadable(error: MultipartError) -> Error {
    match error {
        MultipartError::ContentTypeIncompatible
        | MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse => Code::UnsupportedMediaType.into(),
        _ => Code::Malformed.into(),
    }
}
