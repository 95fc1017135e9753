//! People as the API shows them, and as it takes them.

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::messages::Language;
use crate::people::position::Position;
use crate::people::register_number;
use crate::people::registration::{known_time_zone, written_name};
use crate::people::tables::person;
use crate::policy::Role;

/// A person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000001", "email": "bat@example.mn",
    "email_bounced": false, "surname": "Дорж", "given_name": "Бат", "language": "mn",
    "time_zone": "Asia/Ulaanbaatar",
    "organisation_id": null, "position": "teacher", "register_number": "УБ85011234",
    "sector_code": null, "service_began_on": "2012-09-01", "active": true, "roles": ["learner"],
    "created_at": "2026-01-15T01:00:00Z"
}))]
pub struct Person {
    /// The identifier.
    pub id: Uuid,
    /// The e-mail address; null when none is known.
    pub email: Option<String>,
    /// Whether the mail server refused the last letter to that address for good.
    pub email_bounced: bool,
    /// The surname (овог), as documents write it.
    pub surname: String,
    /// The given name (нэр), as documents write it.
    pub given_name: String,
    /// The language of mails and, unless a request says otherwise, of answers.
    pub language: Language,
    /// The time zone that times are told in (IANA name).
    pub time_zone: String,
    /// The organisation the person belongs to.
    pub organisation_id: Option<Uuid>,
    /// As what the person is there; null when the person is nowhere.
    pub position: Option<Position>,
    /// The register number; null when none is known.
    pub register_number: Option<String>,
    /// By which the sector's information system names the person; null when that is not known.
    pub sector_code: Option<String>,
    /// The day on which the person's service in education began; null when that is not known.
    pub service_began_on: Option<NaiveDate>,
    /// Whether the person can sign in.
    pub active: bool,
    /// The roles.
    pub roles: Vec<Role>,
    /// When the person was registered.
    pub created_at: DateTime<Utc>,
}

impl Person {
    /// A person with these roles.
    pub fn new(person: person::Model, roles: Vec<Role>) -> Self {
        Self {
            id: person.id,
            email: person.email,
            email_bounced: person.bounced,
            surname: person.surname,
            given_name: person.given_name,
            language: person.language,
            time_zone: person.time_zone,
            organisation_id: person.organisation_id,
            position: person.position.as_deref().and_then(Position::named),
            register_number: person.register_number,
            sector_code: person.sector_code,
            service_began_on: person.service_began_on,
            active: person.active,
            roles,
            created_at: person.created_at,
        }
    }
}

/// What an administrator changes of a person; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"surname": "Дорж", "active": true}))]
pub struct PersonChange {
    /// The main e-mail address, in the place of the one that was wrong.
    #[garde(inner(email, length(chars, max = 254)))]
    pub email: Option<String>,
    /// The surname.
    #[garde(inner(length(chars, min = 1, max = 100), custom(written_name)))]
    pub surname: Option<String>,
    /// The given name.
    #[garde(inner(length(chars, min = 1, max = 100), custom(written_name)))]
    pub given_name: Option<String>,
    /// The organisation the person belongs to from today on; for other days see the person's
    /// placements.
    #[garde(skip)]
    pub organisation_id: Option<Uuid>,
    /// The register number: two Cyrillic letters and eight digits.
    #[garde(inner(custom(register_number::known)))]
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    #[garde(inner(length(chars, min = 1, max = 50), custom(written_name)))]
    pub sector_code: Option<String>,
    /// The day on which the person's service in education began.
    #[garde(skip)]
    pub service_began_on: Option<NaiveDate>,
    /// Whether the person can sign in; switching off signs all devices out.
    #[garde(skip)]
    pub active: Option<bool>,
}

/// What a person changes of oneself; what is absent stays. Names are changed by an administrator:
/// they stand on documents.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"language": "ky"}))]
pub struct OwnChange {
    /// The language.
    #[garde(skip)]
    pub language: Option<Language>,
    /// The time zone (IANA name).
    #[garde(inner(custom(known_time_zone)))]
    pub time_zone: Option<String>,
}
