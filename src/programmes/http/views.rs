//! Enrolments as the API shows them, and as it takes them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Result};
use crate::people::tables::person;
use crate::programmes::tables::enrolment;

/// One person taking one course.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000006",
    "person": {"id": "0199a000-0000-7000-8000-000000000007", "surname": "Дорж",
        "given_name": "Бат"},
    "course_id": "0199a000-0000-7000-8000-000000000002",
    "title": "Хувь хүний хөгжлийн манлайлал", "version": 1,
    "created_at": "2026-01-15T01:00:00Z", "completed_at": null
}))]
pub struct Enrolment {
    /// The identifier.
    pub id: Uuid,
    /// Who takes the course.
    pub person: Learner,
    /// The course.
    pub course_id: Uuid,
    /// What the course is called, in the version that the person is on.
    pub title: String,
    /// The number of that version.
    pub version: i32,
    /// When the person was enrolled.
    pub created_at: DateTime<Utc>,
    /// When the person completed the course.
    pub completed_at: Option<DateTime<Utc>>,
}

/// A person who takes a course.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Learner {
    /// The identifier.
    pub id: Uuid,
    /// The surname (овог).
    pub surname: String,
    /// The given name (нэр).
    pub given_name: String,
}

/// Enrolments with the names that belong to them: one query for all the people, and each version
/// from memory.
///
/// # Errors
/// When the database fails.
pub async fn show(
    app: &App,
    connection: &impl ConnectionTrait,
    rows: &[enrolment::Model],
) -> Result<Vec<Enrolment>> {
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id)))
        .all(connection)
        .await?;
    let people: HashMap<Uuid, person::Model> =
        people.into_iter().map(|row| (row.id, row)).collect();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let version = app.versions.get(connection, row.version_id).await?;
        let person = people.get(&row.person_id).ok_or(Code::NotFound)?;
        shown.push(Enrolment {
            id: row.id,
            person: Learner {
                id: person.id,
                surname: person.surname.clone(),
                given_name: person.given_name.clone(),
            },
            course_id: row.course_id,
            title: version.document.title.clone(),
            version: version.number,
            created_at: row.created_at,
            completed_at: row.completed_at,
        });
    }
    Ok(shown)
}

/// One enrolment with the names that belong to it.
///
/// # Errors
/// When the database fails.
pub async fn show_one(
    app: &App,
    connection: &impl ConnectionTrait,
    row: &enrolment::Model,
) -> Result<Enrolment> {
    let shown = show(app, connection, std::slice::from_ref(row)).await?;
    shown.into_iter().next().ok_or(Code::NotFound.into())
}

/// People to be enrolled.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"people": ["0199a000-0000-7000-8000-000000000007"]}))]
pub struct NewEnrolments {
    /// Who shall take the course.
    #[garde(length(min = 1, max = 1_000))]
    #[schema(min_items = 1, max_items = 1_000)]
    pub people: Vec<Uuid>,
}

/// The enrolments of the people who were named.
#[derive(Debug, Serialize, ToSchema)]
pub struct Enrolments {
    /// One for each, in their order.
    pub items: Vec<Enrolment>,
}
