//! Certificates as the API shows them to their owners and to registrars.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::certificates::code;
use crate::certificates::standing::ExportState;
use crate::certificates::tables::{certificate, superseded};
use crate::messages::Language;
use crate::people::registration::written_name;
use crate::quizzes::hundredths::Hundredths;

/// A certificate. What it says was frozen on the day of issue, and is changed by corrections only, each
/// of which makes a new version under the same serial number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000001",
    "enrolment_id": "0199a000-0000-7000-8000-000000000002",
    "person_id": "0199a000-0000-7000-8000-000000000003",
    "serial_number": "SG-5.2-2026-000001", "version": 1, "superseded": false,
    "code": "0123-4567-89AB-CDEF",
    "verification_address": "https://surgalt.example/verify/0123-4567-89AB-CDEF",
    "surname": "Дорж", "given_name": "Бат", "course": "Хувь хүний хөгжлийн манлайлал",
    "hours": 24, "credits": 1.5, "programme_id": "0199a000-0000-7000-8000-000000000004",
    "course_id": "0199a000-0000-7000-8000-000000000005",
    "organisation_id": "0199a000-0000-7000-8000-000000000006",
    "completed_on": "2026-06-03", "issuer": "Surgalt", "language": "mn",
    "issued_at": "2026-06-03T01:00:00Z", "corrected_at": null, "export_state": "waiting", "rendered_at": "2026-06-03T01:00:01Z",
    "rendering_failure": null, "revoked_at": null, "revoked_by": null, "revocation_reason": null
}))]
pub struct Certificate {
    /// The identifier.
    id: Uuid,
    /// The enrolment that earned it.
    enrolment_id: Uuid,
    /// Whose it is.
    person_id: Uuid,
    /// The serial number, the same in every version.
    serial_number: String,
    /// The number of the version.
    version: i32,
    /// Whether this version was corrected, so that a later one holds instead.
    superseded: bool,
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
    /// Its credits; nothing when it has none.
    credits: Hundredths,
    /// The programme.
    programme_id: Uuid,
    /// The course.
    course_id: Uuid,
    /// Where the person was when the course was completed.
    organisation_id: Option<Uuid>,
    /// The day on which the course was completed.
    completed_on: NaiveDate,
    /// The organisation that issued it.
    issuer: String,
    /// The language it is written in.
    language: Language,
    /// When it was issued.
    issued_at: DateTime<Utc>,
    /// When it was corrected last; null when it never was.
    corrected_at: Option<DateTime<Utc>>,
    /// Where it stands with the sector's information system.
    export_state: ExportState,
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
            version: row.version,
            superseded: false,
            code: code::grouped(&row.code),
            verification_address,
            surname: snapshot.surname,
            given_name: snapshot.given_name,
            course: snapshot.course_title,
            hours: snapshot.hours,
            credits: Hundredths::from_count(snapshot.credits),
            programme_id: row.programme_id,
            course_id: row.course_id,
            organisation_id: row.organisation_id,
            completed_on: snapshot.completed_on,
            issuer: snapshot.issuer,
            language: snapshot.language,
            issued_at: row.issued_at,
            corrected_at: row.corrected_at,
            export_state: row.export_state,
            rendered_at: row.rendered_at,
            rendering_failure: row.rendering_failure,
            revoked_at: row.revoked_at,
            revoked_by: row.revoked_by,
            revocation_reason: row.revocation_reason,
        }
    }

    /// A version that was corrected since, as it was.
    pub fn superseded(app: &App, row: certificate::Model, former: superseded::Model) -> Self {
        let row = certificate::Model {
            version: former.version,
            code: former.code,
            snapshot: former.snapshot,
            // Its file is not given out any longer.
            rendered_at: None,
            rendering_failure: None,
            ..row
        };
        Self {
            superseded: true,
            ..Self::new(app, row)
        }
    }
}

/// What a certificate said before it was corrected.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupersededCertificateVersion, example = json!({
    "version": 1, "code": "0123-4567-89AB-CDEF", "surname": "Дорж", "given_name": "Бат",
    "course": "Хувь хүний хөгжлийн манлайлал", "issued_at": "2026-06-03T01:00:00Z",
    "superseded_at": "2026-06-10T01:00:00Z",
    "superseded_by": "0199a000-0000-7000-8000-000000000009", "reason": "Нэр буруу бичигдсэн"
}))]
pub struct SupersededVersion {
    /// The number of the version.
    version: i32,
    /// The code that stands on it.
    code: String,
    /// The surname that stands on it.
    surname: String,
    /// The given name that stands on it.
    given_name: String,
    /// The course's title that stands on it.
    course: String,
    /// When it was made.
    issued_at: DateTime<Utc>,
    /// When the next version was made.
    superseded_at: DateTime<Utc>,
    /// Who corrected it.
    superseded_by: Uuid,
    /// Why.
    reason: String,
}

impl From<superseded::Model> for SupersededVersion {
    fn from(row: superseded::Model) -> Self {
        Self {
            version: row.version,
            code: code::grouped(&row.code),
            surname: row.snapshot.surname,
            given_name: row.snapshot.given_name,
            course: row.snapshot.course_title,
            issued_at: row.issued_at,
            superseded_at: row.superseded_at,
            superseded_by: row.superseded_by,
            reason: row.reason,
        }
    }
}

/// What is wrong on a certificate, and how it is right; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCertificateCorrection, example = json!({
    "version": 1, "given_name": "Батбаяр", "reason": "Нэр буруу бичигдсэн"
}))]
pub struct NewCorrection {
    /// The version that is corrected: the present one.
    #[garde(range(min = 1))]
    pub version: i32,
    /// The surname.
    #[garde(inner(length(chars, min = 1, max = 100), custom(written_name)))]
    pub surname: Option<String>,
    /// The given name.
    #[garde(inner(length(chars, min = 1, max = 100), custom(written_name)))]
    pub given_name: Option<String>,
    /// The course's title.
    #[garde(inner(length(chars, min = 1, max = 300), custom(written_name)))]
    pub course: Option<String>,
    /// The reason, for the register; the page that verifies does not show it.
    #[garde(length(chars, min = 1, max = 1_000))]
    pub reason: String,
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
