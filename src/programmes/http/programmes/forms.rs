//! Programmes as the API shows them, and as it takes them.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::registration::written_name;
use crate::programmes::tables::programme;
use crate::quizzes::hundredths::Hundredths;

/// A programme.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000001", "code": "5.2",
    "title": "Хувь хүний хөгжлийн манлайлал", "description": "“1000 багш” хөтөлбөрийн дэд хөтөлбөр",
    "parent_id": null, "provider": "Мэргэжлийн хөгжлийн төв", "first_year": 2026, "last_year": 2027,
    "legal_basis": "", "credits": 1.5, "hours": 24, "created_at": "2026-01-15T01:00:00Z"
}))]
pub(super) struct Programme {
    /// The identifier.
    pub(super) id: Uuid,
    /// The code by which documents name it.
    pub(super) code: String,
    /// What it is called.
    pub(super) title: String,
    /// What it is for.
    pub(super) description: String,
    /// The programme it is a part of.
    pub(super) parent_id: Option<Uuid>,
    /// Who offers it.
    pub(super) provider: String,
    /// The first year in which it is held.
    pub(super) first_year: Option<i32>,
    /// The last year in which it is held.
    pub(super) last_year: Option<i32>,
    /// By which law or order.
    pub(super) legal_basis: String,
    /// The credits that it gives.
    pub(super) credits: Hundredths,
    /// The academic hours that it takes.
    pub(super) hours: i32,
    /// When it was made.
    pub(super) created_at: DateTime<Utc>,
}

impl From<programme::Model> for Programme {
    fn from(row: programme::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            title: row.title,
            description: row.description,
            parent_id: row.parent_id,
            provider: row.provider,
            first_year: row.first_year,
            last_year: row.last_year,
            legal_basis: row.legal_basis,
            credits: Hundredths::from_count(row.credits),
            hours: row.hours,
            created_at: row.created_at,
        }
    }
}

/// A programme to be made.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "5.2", "title": "Хувь хүний хөгжлийн манлайлал",
    "provider": "Мэргэжлийн хөгжлийн төв", "first_year": 2026, "last_year": 2027, "credits": 1.5,
    "hours": 24}))]
pub(super) struct NewProgramme {
    /// The code by which documents name it; no two programmes have the same.
    #[garde(length(chars, min = 1, max = 50), custom(written_name))]
    pub(super) code: String,
    /// What it is called.
    #[garde(length(chars, min = 1, max = 300))]
    pub(super) title: String,
    /// What it is for.
    #[serde(default)]
    #[garde(length(chars, max = 20_000))]
    pub(super) description: String,
    /// The programme it is a part of; absent for one by itself.
    #[garde(skip)]
    pub(super) parent_id: Option<Uuid>,
    /// Who offers it.
    #[serde(default)]
    #[garde(length(chars, max = 300))]
    pub(super) provider: String,
    /// The first year in which it is held.
    #[garde(inner(range(min = 1900, max = 2200)))]
    pub(super) first_year: Option<i32>,
    /// The last year in which it is held.
    #[garde(inner(range(min = 1900, max = 2200)))]
    pub(super) last_year: Option<i32>,
    /// By which law or order.
    #[serde(default)]
    #[garde(length(chars, max = 2_000))]
    pub(super) legal_basis: String,
    /// The credits that it gives.
    #[serde(default)]
    #[garde(custom(some_credits))]
    pub(super) credits: Hundredths,
    /// The academic hours that it takes.
    #[serde(default)]
    #[garde(range(min = 0, max = 100_000))]
    pub(super) hours: i32,
}

/// Not less than none, nor more than anybody could earn.
fn some_credits(credits: &Hundredths, _: &()) -> garde::Result {
    match (0..=100_000).contains(&credits.count()) {
        true => Ok(()),
        false => Err(garde::Error::new("field-invalid")),
    }
}

/// What changes of a programme; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Хувь хүний хөгжлийн манлайлал"}))]
pub(super) struct ProgrammeChange {
    /// The code by which documents name it.
    #[garde(inner(length(chars, min = 1, max = 50), custom(written_name)))]
    pub(super) code: Option<String>,
    /// What it is called.
    #[garde(inner(length(chars, min = 1, max = 300)))]
    pub(super) title: Option<String>,
    /// What it is for.
    #[garde(inner(length(chars, max = 20_000)))]
    pub(super) description: Option<String>,
    /// The programme it is a part of; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Uuid>)]
    #[garde(skip)]
    pub(super) parent_id: Option<Option<Uuid>>,
    /// Who offers it.
    #[garde(inner(length(chars, max = 300)))]
    pub(super) provider: Option<String>,
    /// The first year in which it is held; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    #[garde(inner(inner(range(min = 1900, max = 2200))))]
    pub(super) first_year: Option<Option<i32>>,
    /// The last year in which it is held; null for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    #[garde(inner(inner(range(min = 1900, max = 2200))))]
    pub(super) last_year: Option<Option<i32>>,
    /// By which law or order.
    #[garde(inner(length(chars, max = 2_000)))]
    pub(super) legal_basis: Option<String>,
    /// The credits that it gives.
    #[garde(inner(custom(some_credits)))]
    pub(super) credits: Option<Hundredths>,
    /// The academic hours that it takes.
    #[garde(inner(range(min = 0, max = 100_000)))]
    pub(super) hours: Option<i32>,
}

/// A field that is there, be it null: one that is absent stays what it is.
fn present<'de, T, D>(deserializer: D) -> std::result::Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
