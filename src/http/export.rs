//! A table that is downloaded: as JSON for programs, as CSV or as a workbook for people.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sheets::{self, Sheet, WORKBOOK};
use crate::error::{Error, Result};

/// A form of the table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExportFormat)]
pub enum Format {
    /// JSON.
    #[default]
    Json,
    /// Comma-separated values, UTF-8 with its mark.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The table in the form that is wished for, under this name. It is put together off the threads
/// that answer: ten thousand lines take a while.
///
/// # Errors
/// When it is larger than a workbook can hold.
pub async fn answer<T: Serialize + Send + 'static>(
    format: Format,
    name: &str,
    table: T,
    sheet: impl FnOnce(&T) -> Sheet + Send + 'static,
) -> Result<HttpResponse> {
    let work = move || match format {
        Format::Json => serde_json::to_vec(&table).map_err(Error::internal),
        Format::Csv => sheets::csv_alone(&sheet(&table)),
        Format::Xlsx => sheets::workbook(&[sheet(&table)]),
    };
    let body = tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)??;
    let (media_type, ending) = match format {
        Format::Json => ("application/json", "json"),
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => (WORKBOOK, "xlsx"),
    };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.{ending}\""),
        ))
        .body(body))
}
