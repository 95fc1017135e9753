//! What a learner has done, read in three queries.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::rules::Facts;
use crate::error::Result;
use crate::programmes::tables::{enrolment, lesson_read};
use crate::quizzes::tables::attempt;
use crate::webinars::tables::{attendance, webinar};

/// Reads what the learner of this enrolment has done.
///
/// # Errors
/// When the database fails.
pub async fn facts(
    connection: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
) -> Result<Facts> {
    Ok(Facts {
        lessons_read: lessons_read(connection, enrolment.id).await?,
        quizzes_passed: quizzes_passed(connection, enrolment.id).await?,
        attended_percent: attended(connection, enrolment).await?,
    })
}

async fn lessons_read(
    connection: &impl ConnectionTrait,
    enrolment_id: Uuid,
) -> Result<HashSet<Uuid>> {
    let items: Vec<Uuid> = lesson_read::Entity::find()
        .filter(lesson_read::Column::EnrolmentId.eq(enrolment_id))
        .select_only()
        .column(lesson_read::Column::ItemId)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(items.into_iter().collect())
}

async fn quizzes_passed(
    connection: &impl ConnectionTrait,
    enrolment_id: Uuid,
) -> Result<HashSet<Uuid>> {
    let items: Vec<Uuid> = attempt::Entity::find()
        .filter(attempt::Column::EnrolmentId.eq(enrolment_id))
        .filter(attempt::Column::Passed.eq(true))
        .select_only()
        .column(attempt::Column::ItemId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    Ok(items.into_iter().collect())
}

/// Of several sessions of one webinar item, the one that was attended best counts.
async fn attended(
    connection: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
) -> Result<HashMap<Uuid, u8>> {
    let shares: Vec<(Uuid, i32)> = attendance::Entity::find()
        .join(
            JoinType::InnerJoin,
            attendance::Entity::belongs_to(webinar::Entity)
                .from(attendance::Column::WebinarId)
                .to(webinar::Column::Id)
                .into(),
        )
        .filter(attendance::Column::PersonId.eq(enrolment.person_id))
        .filter(webinar::Column::CourseId.eq(enrolment.course_id))
        .select_only()
        .column(webinar::Column::ItemId)
        .column_as(attendance::Column::SharePercent.max(), "share")
        .group_by(webinar::Column::ItemId)
        .into_tuple()
        .all(connection)
        .await?;
    let percent = |share: i32| u8::try_from(share.clamp(0, 100)).unwrap_or(0);
    Ok(shares
        .into_iter()
        .map(|(item, share)| (item, percent(share)))
        .collect())
}
