//! Mentors and their meetings as the API shows them, and as it takes them.

use chrono::NaiveDate;
use garde::Validate;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{Who, named, names};
use crate::error::{Error, Result};
use crate::second_stage::tables::{mentor_meeting, mentorship};

/// A mentor and a new teacher.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mentorship)]
pub struct Mentorship {
    /// The identifier.
    pub id: Uuid,
    /// Who helps.
    pub mentor: Who,
    /// Who is new.
    pub teacher: Who,
    /// The course that it follows.
    pub course_id: Option<Uuid>,
    /// The first day.
    pub since: NaiveDate,
    /// The last day; null while none is known.
    pub until: Option<NaiveDate>,
}

/// Pairs as the API shows them.
///
/// # Errors
/// When the database fails.
pub async fn mentorships(
    connection: &impl ConnectionTrait,
    rows: Vec<mentorship::Model>,
) -> Result<Vec<Mentorship>> {
    let people = rows.iter().flat_map(|row| [row.mentor_id, row.teacher_id]);
    let names = names(connection, people).await?;
    let each = rows.into_iter().map(|row| {
        Ok(Mentorship {
            id: row.id,
            mentor: named(&names, row.mentor_id)?,
            teacher: named(&names, row.teacher_id)?,
            course_id: row.course_id,
            since: row.since,
            until: row.until,
        })
    });
    each.collect()
}

/// A pair as the API shows it.
///
/// # Errors
/// When the database fails.
pub async fn mentorship(
    connection: &impl ConnectionTrait,
    row: mentorship::Model,
) -> Result<Mentorship> {
    let mut one = mentorships(connection, vec![row]).await?;
    one.pop().ok_or_else(|| Error::internal("a pair is nobody"))
}

/// A mentor to be paired with a new teacher.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMentorship, example = json!({"mentor_id": "0199a000-0000-7000-8000-000000000002",
    "teacher_id": "0199a000-0000-7000-8000-000000000007", "since": "2030-09-01"}))]
pub struct NewMentorship {
    /// Who helps.
    #[garde(skip)]
    pub mentor_id: Uuid,
    /// Who is new.
    #[garde(skip)]
    pub teacher_id: Uuid,
    /// The course that it follows, which the teacher takes.
    #[garde(skip)]
    pub course_id: Option<Uuid>,
    /// The first day.
    #[garde(skip)]
    pub since: NaiveDate,
    /// The last day.
    #[garde(skip)]
    pub until: Option<NaiveDate>,
}

/// A change of how long a pair is one.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = MentorshipChange, example = json!({"until": "2031-06-01"}))]
pub struct MentorshipChange {
    /// The last day; null while none is known.
    #[garde(skip)]
    pub until: Option<NaiveDate>,
}

/// A meeting of a mentor and a teacher.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MentorMeeting)]
pub struct Meeting {
    /// The identifier.
    id: Uuid,
    /// The day.
    held_on: NaiveDate,
    /// How long it was.
    minutes: i32,
    /// What it was about.
    topic: String,
    /// What comes next.
    next_step: String,
    /// Who noted it.
    noted_by: Uuid,
}

impl From<mentor_meeting::Model> for Meeting {
    fn from(row: mentor_meeting::Model) -> Self {
        Self {
            id: row.id,
            held_on: row.held_on,
            minutes: row.minutes,
            topic: row.topic,
            next_step: row.next_step,
            noted_by: row.noted_by,
        }
    }
}

/// A meeting to be noted.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMentorMeeting, example = json!({"held_on": "2026-09-14", "minutes": 45,
    "topic": "Ангийн зохион байгуулалт", "next_step": "Хичээлд суух"}))]
pub struct NewMeeting {
    /// The day.
    #[garde(skip)]
    pub held_on: NaiveDate,
    /// How long it was.
    #[garde(range(min = 1, max = 600))]
    pub minutes: i32,
    /// What it was about.
    #[garde(length(chars, min = 1, max = 1_000))]
    pub topic: String,
    /// What comes next.
    #[serde(default)]
    #[garde(length(chars, max = 1_000))]
    pub next_step: String,
}
