//! How a file is answered: with an entity tag of its bytes, in the part that was asked for, and
//! under its own name (RFC 9110, RFC 6266).

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_RANGE,
    CONTENT_TYPE, ContentDisposition, DispositionType, ETAG, HeaderName, IF_NONE_MATCH, IF_RANGE,
    RANGE, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use object_store::GetOptions;
use object_store::ObjectStore;
use uuid::Uuid;

use crate::app::App;
use crate::courses::files;
use crate::error::{Error, Result};
use crate::http::attachment;
use crate::http::range::{Wanted, wanted};

/// A file that is there to be read.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// The identifier that its bytes are stored under.
    pub id: Uuid,
    /// What it is called.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// How many bytes it has.
    pub size: i64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: &'a str,
}

/// The answer to a request for a file that the person may read.
///
/// # Errors
/// When the storage fails.
pub async fn answer(app: &App, request: &HttpRequest, file: Offered<'_>) -> Result<HttpResponse> {
    let header = |name: HeaderName| {
        request
            .headers()
            .get(name)
            .and_then(|one| one.to_str().ok())
    };
    let tag = format!("\"{}\"", file.sha256);
    if header(IF_NONE_MATCH).is_some_and(|known| names(known, &tag)) {
        return Ok(builder(StatusCode::NOT_MODIFIED, file, &tag).finish());
    }
    let size = u64::try_from(file.size).map_err(Error::internal)?;
    // A range of another state of the file would not fit what the client has.
    let range_counts =
        request.method() == Method::GET && header(IF_RANGE).is_none_or(|known| known == tag);
    let (status, range) = match wanted(header(RANGE).filter(|_| range_counts), size) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Wanted::Unsatisfiable => {
            return Ok(HttpResponse::RangeNotSatisfiable()
                .insert_header((CONTENT_RANGE, format!("bytes */{size}")))
                .finish());
        }
    };
    let mut answer = builder(status, file, &tag);
    if status == StatusCode::PARTIAL_CONTENT {
        let last = range.end.saturating_sub(1);
        let part = format!("bytes {}-{last}/{size}", range.start);
        answer.insert_header((CONTENT_RANGE, part));
    }
    let length = range.end.saturating_sub(range.start);
    // Of an empty file there is no range to ask the storage for.
    let options = GetOptions::new().with_range(Some(range).filter(|range| !range.is_empty()));
    let stored = app
        .files
        .get_opts(&files::location(file.id), options)
        .await?;
    Ok(answer.body(SizedStream::new(length, stored.into_stream())))
}

/// Whether a list of entity tags names this one. Comparison is weak, as for `If-None-Match`; the tag
/// comes without `W/`.
#[must_use]
pub fn names(list: &str, tag: &str) -> bool {
    list.split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*")
}

fn builder(status: StatusCode, file: Offered<'_>, tag: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"));
    if status != StatusCode::NOT_MODIFIED {
        answer
            .insert_header((CONTENT_TYPE, file.media_type))
            .insert_header((CONTENT_DISPOSITION, disposition(file).to_string()))
            .insert_header((ACCEPT_RANGES, "bytes"))
            // The type was checked at the upload; a browser shall not think of another.
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            // Never compressed on the way: a range is one of the file's own bytes.
            .insert_header((CONTENT_ENCODING, "identity"));
    }
    answer
}

/// Pictures, sound and documents are shown where they stand, all else is saved.
fn disposition(file: Offered<'_>) -> ContentDisposition {
    let shown = ["image/", "audio/", "video/", "application/pdf"];
    let is_shown = shown.iter().any(|kind| file.media_type.starts_with(kind));
    let kind = if is_shown {
        DispositionType::Inline
    } else {
        DispositionType::Attachment
    };
    attachment::disposition(kind, file.name)
}
