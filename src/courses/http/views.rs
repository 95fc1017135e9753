//! Courses, versions and files as the API shows them, and as it takes them.

use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::courses::document::CourseDocument;
use crate::courses::markdown;
use crate::courses::store::Summary;
use crate::courses::tables::{course_version, file};
use crate::messages::Language;

/// A course: as it was published last and, while nothing has been published, as it is drafted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000002",
    "programme_id": "0199a000-0000-7000-8000-000000000001",
    "author_id": "0199a000-0000-7000-8000-000000000003",
    "title": "Хувь хүний хөгжлийн манлайлал", "description": "Багш нарт **зориулав**.",
    "description_html": "<p>Багш нарт <strong>зориулав</strong>.</p>\n", "language": "mn",
    "hours": 24, "self_enrolment": true, "version": 1,
    "published_at": "2026-01-15T01:00:00Z", "created_at": "2026-01-10T01:00:00Z"
}))]
pub struct Course {
    /// The identifier.
    pub id: Uuid,
    /// The programme it belongs to.
    pub programme_id: Uuid,
    /// Who made it.
    pub author_id: Uuid,
    /// What it is called.
    pub title: String,
    /// What it is about, in Markdown.
    pub description: String,
    /// The same as HTML that is safe to show.
    pub description_html: String,
    /// The language it is written in.
    pub language: Language,
    /// The academic hours that the certificate states.
    pub hours: i32,
    /// Whether anybody may enrol; otherwise a methodologist enrols.
    pub self_enrolment: bool,
    /// The number of the newest version; null while nothing has been published.
    pub version: Option<i32>,
    /// When the newest version was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<Summary> for Course {
    fn from(course: Summary) -> Self {
        Self {
            id: course.id,
            programme_id: course.programme_id,
            author_id: course.author_id,
            title: course.title,
            description_html: markdown::render(&course.description),
            description: course.description,
            language: course.language,
            hours: course.hours,
            self_enrolment: course.self_enrolment,
            version: course.version,
            published_at: course.published_at,
            created_at: course.created_at,
        }
    }
}

/// A course to be begun.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "programme_id": "0199a000-0000-7000-8000-000000000010", "self_enrolment": true,
    "draft": {"title": "Хувь хүний хөгжлийн манлайлал", "language": "mn", "hours": 24}
}))]
pub struct NewCourse {
    /// The programme it belongs to.
    #[garde(skip)]
    pub programme_id: Uuid,
    /// Whether anybody may enrol; otherwise a methodologist enrols.
    #[serde(default)]
    #[garde(skip)]
    pub self_enrolment: bool,
    /// What is in it so far; identifiers are given by the server.
    #[garde(dive)]
    pub draft: CourseDocument,
}

/// What changes of a course's settings; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"self_enrolment": true}))]
pub struct CourseChange {
    /// The programme it belongs to.
    #[garde(skip)]
    pub programme_id: Option<Uuid>,
    /// Whether anybody may enrol; otherwise a methodologist enrols.
    #[garde(skip)]
    pub self_enrolment: Option<bool>,
}

/// A published version, without its document.
#[derive(Debug, Serialize, ToSchema, sea_orm::FromQueryResult)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000004", "number": 1,
    "published_by": "0199a000-0000-7000-8000-000000000003",
    "published_at": "2026-01-15T01:00:00Z"
}))]
pub struct Version {
    /// The identifier.
    pub id: Uuid,
    /// 1 for the first.
    pub number: i32,
    /// Who published it.
    pub published_by: Uuid,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

impl From<&course_version::Model> for Version {
    fn from(row: &course_version::Model) -> Self {
        Self {
            id: row.id,
            number: row.number,
            published_by: row.published_by,
            published_at: row.published_at,
        }
    }
}

/// A published version with everything that is in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WholeVersion {
    /// Its number and when it was published.
    #[serde(flatten)]
    pub version: Version,
    /// The course as it was published.
    pub document: CourseDocument,
}

/// A file that belongs to a course.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000005", "name": "Төлөвлөгөө.pdf",
    "media_type": "application/pdf", "size": 48_213,
    "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "address": "/api/v1/files/0199a000-0000-7000-8000-000000000005",
    "created_at": "2026-01-15T01:00:00Z"
}))]
pub struct File {
    /// The identifier.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its size in bytes.
    pub size: i64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Where it is read.
    pub address: String,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
}

impl From<file::Model> for File {
    fn from(row: file::Model) -> Self {
        Self {
            address: format!("{}{}", markdown::FILES, row.id),
            id: row.id,
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            created_at: row.created_at,
        }
    }
}
