//! Certificates as the API shows them to their owners and to registrars.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::code;
use super::tables::certificate;
use crate::app::App;
use crate::messages::Language;

/// A certificate. What it says was frozen on the day of issue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000001",
    "enrolment_id": "0199a000-0000-7000-8000-000000000002",
    "person_id": "0199a000-0000-7000-8000-000000000003",
    "serial_number": "SG-2026-000001", "code": "0123-4567-89AB-CDEF",
    "verification_address": "https://surgalt.example/verify/0123-4567-89AB-CDEF",
    "surname": "Дорж", "given_name": "Бат", "course": "Хувь хүний хөгжлийн манлайлал",
    "hours": 24, "completed_on": "2026-06-03", "issuer": "Surgalt", "language": "mn",
    "issued_at": "2026-06-03T01:00:00Z", "rendered_at": "2026-06-03T01:00:01Z",
    "rendering_failure": null, "revoked_at": null, "revoked_by": null, "revocation_reason": null
}))]
pub struct Certificate {
    /// The identifier.
    id: Uuid,
    /// The enrolment that earned it.
    enrolment_id: Uuid,
    /// Whose it is.
    person_id: Uuid,
    /// The serial number.
    serial_number: String,
    /// The code by which anybody checks it.
    code: String,
    /// Where anybody checks it; what its QR code holds.
    verification_address: String,
    /// The person's surname.
    surname: String,
    /// The person's given name.
    given_name: String,
    /// The course.
    course: String,
    /// The course's academic hours.
    hours: u16,
    /// The day on which the course was completed.
    completed_on: NaiveDate,
    /// The organisation that issued it.
    issuer: String,
    /// The language it is written in.
    language: Language,
    /// When it was issued.
    issued_at: DateTime<Utc>,
    /// When the PDF was drawn; null when that is still to come or failed.
    rendered_at: Option<DateTime<Utc>>,
    /// Why the PDF cannot be drawn, for the registrar, for example because no typeface has a
    /// character of the name; null when nothing is wrong.
    rendering_failure: Option<String>,
    /// When it was revoked.
    revoked_at: Option<DateTime<Utc>>,
    /// Who revoked it.
    revoked_by: Option<Uuid>,
    /// Why it was revoked.
    revocation_reason: Option<String>,
}

impl Certificate {
    /// A certificate as it is now.
    pub fn new(app: &App, row: certificate::Model) -> Self {
        let public_address = &app.config.server.public_address;
        let verification_address = code::address(public_address, &row.code);
        let snapshot = row.snapshot;
        Self {
            id: row.id,
            enrolment_id: row.enrolment_id,
            person_id: row.person_id,
            serial_number: row.serial_number,
            code: code::grouped(&row.code),
            verification_address,
            surname: snapshot.surname,
            given_name: snapshot.given_name,
            course: snapshot.course_title,
            hours: snapshot.hours,
            completed_on: snapshot.completed_on,
            issuer: snapshot.issuer,
            language: snapshot.language,
            issued_at: row.issued_at,
            rendered_at: row.rendered_at,
            rendering_failure: row.rendering_failure,
            revoked_at: row.revoked_at,
            revoked_by: row.revoked_by,
            revocation_reason: row.revocation_reason,
        }
    }
}

/// Why a certificate shall no longer hold.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Нэр буруу бичигдсэн"}))]
pub struct Revocation {
    /// The reason, for the register; the page that verifies does not show it.
    #[garde(length(chars, min = 1, max = 1_000))]
    pub reason: String,
}
