//! Checking a certificate by its code: what anybody may know who holds the paper.

use actix_web::HttpRequest;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::tables::certificate;
use super::{code, store};
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::actor;
use crate::people::rate_limit::{self, Limit};

/// The checks from one address that are let through in a quarter of an hour. A code has 80 random
/// bits, so that nobody finds one by trying; the limit only keeps the server from being tried all
/// day. A whole school or ministry may share one address.
const CHECKS_PER_ADDRESS: i32 = 600;

/// A certificate as anybody may see it who knows its code: what stands on the paper and whether it
/// still holds, and nothing else.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({
    "revoked": false, "serial_number": "SG-2026-000001", "name": "Дорж Бат",
    "course": "Хувь хүний хөгжлийн манлайлал", "hours": 24, "completed_on": "2026-06-03",
    "issuer": "Surgalt"
}))]
pub struct Verification {
    /// Whether it was revoked and no longer holds.
    pub revoked: bool,
    /// The serial number.
    pub serial_number: String,
    /// Whose it is: surname and given name.
    pub name: String,
    /// The course.
    pub course: String,
    /// The course's academic hours.
    pub hours: u16,
    /// The day on which the course was completed.
    pub completed_on: NaiveDate,
    /// The organisation that issued it.
    pub issuer: String,
}

impl From<certificate::Model> for Verification {
    fn from(certificate: certificate::Model) -> Self {
        let snapshot = certificate.snapshot;
        Self {
            revoked: certificate.revoked_at.is_some(),
            serial_number: certificate.serial_number,
            name: format!("{} {}", snapshot.surname, snapshot.given_name),
            course: snapshot.course_title,
            hours: snapshot.hours,
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
    found.map(Verification::from).ok_or(Code::NotFound.into())
}
