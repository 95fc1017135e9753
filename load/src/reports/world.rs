//! What is known of a database that was filled, for asking about it: kept beside it as JSON.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ledger::Ledger;

/// The programme of all seasons.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Programme {
    /// Its identifier.
    pub id: Uuid,
    /// Who writes its courses, hosts its webinars and visits.
    pub author_id: Uuid,
    /// The version of the form of its surveys.
    pub form_version_id: Uuid,
}

/// Somebody who asks, signed in on one device.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Signed {
    /// The person.
    pub person_id: Uuid,
    /// The device's session.
    pub session_id: Uuid,
}

/// Who asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Staff {
    /// The officer of a district.
    pub district: Signed,
    /// The officer of the province above it.
    pub province: Signed,
    /// The officer of the ministry, whose part is the whole tree.
    pub ministry: Signed,
    /// The registrar, who sees everybody.
    pub registrar: Signed,
    /// The methodologist.
    pub author: Signed,
}

/// The cohorts of a season.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SeasonKnown {
    /// The year of its certificates.
    pub year: i32,
    /// Its cohorts.
    pub cohorts: Vec<Uuid>,
    /// The course.
    pub course_id: Uuid,
    /// A webinar.
    pub webinar_id: Uuid,
    /// The survey.
    pub survey_id: Uuid,
    /// The quiz.
    pub quiz_id: Uuid,
}

/// All of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct World {
    /// Where the database is; empty for SQLite beside this file.
    pub url: String,
    /// How many people were generated.
    pub people: u32,
    /// The programme.
    pub programme: Programme,
    /// Who asks.
    pub staff: Staff,
    /// The officers' district and province.
    pub district_id: Uuid,
    /// The province.
    pub province_id: Uuid,
    /// The provinces, all.
    pub provinces: Vec<Uuid>,
    /// The seasons, the last one last.
    pub seasons: Vec<SeasonKnown>,
    /// Somebody of the district, in the middle of the people.
    pub person_id: Uuid,
    /// That person's register number.
    pub register_number: String,
    /// That person's surname and given name.
    pub name: (String, String),
    /// What was done.
    pub ledger: Ledger,
    /// Rows that were written, and in how many seconds.
    pub written: (usize, f64),
}
