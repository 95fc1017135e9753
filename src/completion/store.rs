//! What learners have done, read in three queries.

use std::collections::HashMap;

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
use crate::webinars::attendance::Shares;
use crate::webinars::tables::{attendance, webinar};

/// An enrolment, and the course as the learner takes it.
pub type Taken<'a> = (&'a enrolment::Model, &'a CourseDocument);

/// Reads what the learner of this enrolment has done of the course as this document has it.
///
/// # Errors
/// When the database fails.
pub async fn facts(
    connection: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    document: &CourseDocument,
) -> Result<Facts> {
    let mut all = facts_of_all(connection, &[(enrolment, document)]).await?;
    Ok(all.remove(&enrolment.id).unwrap_or_default())
}

/// Reads what the learners of several enrolments have done, by enrolment.
///
/// # Errors
/// When the database fails.
pub async fn facts_of_all(
    connection: &impl ConnectionTrait,
    taken: &[Taken<'_>],
) -> Result<HashMap<Uuid, Facts>> {
    let mut all: HashMap<Uuid, Facts> = HashMap::new();
    read_lessons(connection, taken, &mut all).await?;
    read_quizzes(connection, taken, &mut all).await?;
    read_attendance(connection, taken, &mut all).await?;
    Ok(all)
}

async fn read_lessons(
    connection: &impl ConnectionTrait,
    taken: &[Taken<'_>],
    all: &mut HashMap<Uuid, Facts>,
) -> Result<()> {
    let enrolments = taken.iter().map(|(enrolment, _)| enrolment.id);
    let rows = lesson_read::Entity::find()
        .filter(lesson_read::Column::EnrolmentId.is_in(enrolments))
        .all(connection)
        .await?;
    for row in rows {
        let facts = all.entry(row.enrolment_id).or_default();
        facts.lessons_read.insert(row.item_id);
    }
    Ok(())
}

/// By the way of counting that each quiz has in the version of the course that is taken.
async fn read_quizzes(
    connection: &impl ConnectionTrait,
    taken: &[Taken<'_>],
    all: &mut HashMap<Uuid, Facts>,
) -> Result<()> {
    let enrolments = taken.iter().map(|(enrolment, _)| enrolment.id);
    let rows = attempt::Entity::find()
        .filter(attempt::Column::EnrolmentId.is_in(enrolments))
        .filter(attempt::Column::GradedAt.is_not_null())
        .order_by_asc(attempt::Column::Number)
        .all(connection)
        .await?;
    let mut graded: HashMap<(Uuid, Uuid), Vec<(Uuid, Outcome)>> = HashMap::new();
    for row in rows {
        if let Some(outcome) = quizzes::store::outcome(&row) {
            let tries = graded.entry((row.enrolment_id, row.item_id)).or_default();
            tries.push((row.id, outcome));
        }
    }
    let documents: HashMap<Uuid, &CourseDocument> = taken
        .iter()
        .map(|(enrolment, document)| (enrolment.id, *document))
        .collect();
    for ((enrolment_id, item_id), tries) in graded {
        let document = documents.get(&enrolment_id);
        let item = document.and_then(|document| document.item(item_id));
        let Some(Content::Quiz(quiz)) = item.map(|item| &item.content) else {
            continue;
        };
        if counted(quiz.counting, quiz.pass_percent, &tries).is_some_and(|counted| counted.passed) {
            let facts = all.entry(enrolment_id).or_default();
            facts.quizzes_passed.insert(item_id);
        }
    }
    Ok(())
}

/// Of several sessions of one webinar item, the one that was attended best counts, by what the course
/// counts. Who hosts a webinar does not attend it.
async fn read_attendance(
    connection: &impl ConnectionTrait,
    taken: &[Taken<'_>],
    all: &mut HashMap<Uuid, Facts>,
) -> Result<()> {
    let people = taken.iter().map(|(enrolment, _)| enrolment.person_id);
    let courses = taken.iter().map(|(enrolment, _)| enrolment.course_id);
    let shares: Vec<(Uuid, Uuid, Uuid, i32, i32, i32)> = attendance::Entity::find()
        .join(
            JoinType::InnerJoin,
            attendance::Entity::belongs_to(webinar::Entity)
                .from(attendance::Column::WebinarId)
                .to(webinar::Column::Id)
                .into(),
        )
        .filter(attendance::Column::PersonId.is_in(people))
        .filter(attendance::Column::Role.eq("participant"))
        .filter(webinar::Column::CourseId.is_in(courses))
        .select_only()
        .column(attendance::Column::PersonId)
        .column(webinar::Column::CourseId)
        .column(webinar::Column::ItemId)
        .column_as(attendance::Column::SharePercent.max(), "share")
        .column_as(attendance::Column::ActivePercent.max(), "active")
        .column_as(attendance::Column::WatchedPercent.max(), "watched")
        .group_by(attendance::Column::PersonId)
        .group_by(webinar::Column::CourseId)
        .group_by(webinar::Column::ItemId)
        .into_tuple()
        .all(connection)
        .await?;
    let taken_by: HashMap<(Uuid, Uuid), &Taken<'_>> = taken
        .iter()
        .map(|taken| ((taken.0.person_id, taken.0.course_id), taken))
        .collect();
    let percent = |share: i32| u8::try_from(share.clamp(0, 100)).unwrap_or(0);
    for (person_id, course_id, item_id, connected, active, watched) in shares {
        if let Some((enrolment, document)) = taken_by.get(&(person_id, course_id)) {
            let shares = Shares {
                connected: percent(connected),
                active: percent(active),
                connected_or_watched: percent(watched),
            };
            let counted = shares.of(document.completion.webinar_counts);
            let facts = all.entry(enrolment.id).or_default();
            facts.attended_percent.insert(item_id, counted);
        }
    }
    Ok(())
}
