//! Checking a certificate by its code: what anybody may know who holds the paper.

use actix_web::HttpRequest;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::tables::{certificate, superseded};
use super::{code, store};
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::actor;
use crate::people::rate_limit::{self, Limit};
use crate::quizzes::hundredths::Hundredths;

/// The checks from one address that are let through in a quarter of an hour. A code has 80 random
/// bits, so that nobody finds one by trying; the limit only keeps the server from being tried all
/// day. A whole school or ministry may share one address.
const CHECKS_PER_ADDRESS: i32 = 600;

/// A certificate as anybody may see it who knows its code: what stands on the paper and whether it
/// still holds, and nothing else.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({
    "revoked": false, "superseded_by": null, "serial_number": "SG-5.2-2026-000001", "version": 1,
    "name": "Дорж Бат", "course": "Хувь хүний хөгжлийн манлайлал", "hours": 24, "credits": 1.5,
    "completed_on": "2026-06-03", "issuer": "Surgalt"
}))]
pub struct Verification {
    /// Whether it was revoked and no longer holds, in whatever version.
    pub revoked: bool,
    /// The version under the same number that holds instead of this paper; null when this is the one.
    /// What that version says stands on it alone.
    pub superseded_by: Option<Superseding>,
    /// The serial number.
    pub serial_number: String,
    /// Which version of the number this paper is.
    pub version: i32,
    /// Whose it is: surname and given name.
    pub name: String,
    /// The course.
    pub course: String,
    /// The course's academic hours.
    pub hours: u16,
    /// Its credits; nothing when it has none.
    pub credits: Hundredths,
    /// The day on which the course was completed.
    pub completed_on: NaiveDate,
    /// The organisation that issued it.
    pub issuer: String,
}

/// The version that holds instead of one that was corrected.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SupersedingVersion,
    example = json!({"version": 2, "issued_at": "2026-06-10T01:00:00Z"}))]
pub struct Superseding {
    /// Its number.
    pub version: i32,
    /// When it was made.
    pub issued_at: DateTime<Utc>,
}

impl Verification {
    fn new(certificate: certificate::Model, former: Option<superseded::Model>) -> Self {
        let superseding = Superseding {
            version: certificate.version,
            issued_at: certificate.corrected_at.unwrap_or(certificate.issued_at),
        };
        let superseded_by = former.is_some().then_some(superseding);
        // The paper as it is, and not what its owner is called today.
        let (version, snapshot) = match former {
            None => (certificate.version, certificate.snapshot),
            Some(former) => (former.version, former.snapshot),
        };
        Self {
            revoked: certificate.revoked_at.is_some(),
            superseded_by,
            serial_number: certificate.serial_number,
            version,
            name: format!("{} {}", snapshot.surname, snapshot.given_name),
            course: snapshot.course_title,
            hours: snapshot.hours,
            credits: Hundredths::from_count(snapshot.credits),
            completed_on: snapshot.completed_on,
            issuer: snapshot.issuer,
        }
    }
}

/// Looks a certificate up by the code that somebody has typed or scanned.
///
/// # Errors
/// [`Code::NotFound`] when no certificate has the code, [`Code::TooManyRequests`] when the address
/// has checked too many.
pub async fn verify(app: &App, request: &HttpRequest, typed: &str) -> Result<Verification> {
    let address = actor::address(request, app.config.server.trust_proxy);
    let limit = Limit {
        key: format!("verify {address}"),
        tries: CHECKS_PER_ADDRESS,
    };
    rate_limit::count_try(app, &[limit]).await?;
    let code = code::fold(typed).ok_or(Code::NotFound)?;
    let found = store::by_code(app.database.reader(), &code).await?;
    let (certificate, former) = found.ok_or(Code::NotFound)?;
    Ok(Verification::new(certificate, former))
}
