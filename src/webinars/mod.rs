//! Webinars.

pub mod http;
pub mod tables;

use uuid::Uuid;

use crate::app::App;
use crate::error::Result;

/// Counts attendance.
///
/// # Errors
/// When the database fails.
pub async fn count_attendance(_app: &App, _webinar_id: Uuid) -> Result<()> {
    Ok(())
}

/// Announces.
///
/// # Errors
/// When the database fails.
pub async fn announce(_app: &App, _webinar_id: Uuid) -> Result<()> {
    Ok(())
}

/// Reminds.
///
/// # Errors
/// When the database fails.
pub async fn remind(_app: &App, _webinar_id: Uuid) -> Result<()> {
    Ok(())
}
