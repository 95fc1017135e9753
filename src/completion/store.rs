//! What a learner has done, read in three queries.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::rules::Facts;
use crate::courses::document::{Content, CourseDocument};
use crate::error::Result;
use crate::programmes::tables::{enrolment, lesson_read};
use crate::quizzes;
use crate::quizzes::counting::counted;
use crate::quizzes::grading::Outcome;
use crate::quizzes::tables::attempt;
use crate::webinars::tables::{attendance, webinar};

/// Reads what the learner of this enrolment has done of the course as this document has it.
///
/// # Errors
/// When the database fails.
pub async fn facts(
    connection: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    document: &CourseDocument,
) -> Result<Facts> {
    Ok(Facts {
        lessons_read: lessons_read(connection, enrolment.id).await?,
        quizzes_passed: quizzes_passed(connection, enrolment.id, document).await?,
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

/// By the way of counting that each quiz has in the version of the course that is taken.
async fn quizzes_passed(
    connection: &impl ConnectionTrait,
    enrolment_id: Uuid,
    document: &CourseDocument,
) -> Result<HashSet<Uuid>> {
    let rows = attempt::Entity::find()
        .filter(attempt::Column::EnrolmentId.eq(enrolment_id))
        .filter(attempt::Column::GradedAt.is_not_null())
        .order_by_asc(attempt::Column::Number)
        .all(connection)
        .await?;
    let mut graded: HashMap<Uuid, Vec<(Uuid, Outcome)>> = HashMap::new();
    for row in rows {
        if let Some(outcome) = quizzes::store::outcome(&row) {
            graded
                .entry(row.item_id)
                .or_default()
                .push((row.id, outcome));
        }
    }
    let passed = |item_id: &Uuid, tries: &[(Uuid, Outcome)]| {
        let item = document.item(*item_id);
        let Some(Content::Quiz(quiz)) = item.map(|item| &item.content) else {
            return false;
        };
        counted(quiz.counting, quiz.pass_percent, tries).is_some_and(|counted| counted.passed)
    };
    graded.retain(|item_id, tries| passed(item_id, tries));
    Ok(graded.into_keys().collect())
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
