//! Queries about marks given by people, corrections, appeals, files handed in as answers, and the
//! record of changed marks.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::people;
use crate::people::tables::person;
use crate::policy::{Action, Actor};
use crate::programmes::tables::enrolment;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::marking::{Given, Why};
use crate::quizzes::tables::attempt;
use crate::quizzes::tables::marking::{
    appeal, attempt_file, corrected_version, correction, given_mark, mark_change,
};

/// The marks that people have given to the answers of these attempts: by attempt and question, the
/// last of each person, in the order in which they were given.
///
/// # Errors
/// When the database fails.
pub async fn markings(
    connection: &impl ConnectionTrait,
    attempts: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<(Uuid, Uuid), Vec<given_mark::Model>>> {
    let rows = given_mark::Entity::find()
        .filter(given_mark::Column::AttemptId.is_in(attempts))
        .order_by_asc(given_mark::Column::Id)
        .all(connection)
        .await?;
    let mut found: BTreeMap<(Uuid, Uuid), Vec<given_mark::Model>> = BTreeMap::new();
    for row in rows {
        let given = found.entry((row.attempt_id, row.question_id)).or_default();
        // A person who marks again has changed the own mind; what is said last stands last.
        given.retain(|one| (one.marker_id, one.stage) != (row.marker_id, row.stage));
        given.push(row);
    }
    Ok(found)
}

/// What the rules see of marks.
#[must_use]
pub fn given(rows: &[given_mark::Model]) -> Vec<Given> {
    rows.iter()
        .map(|row| Given {
            marker: row.marker_id,
            stage: row.stage,
            marks: Hundredths::from_count(row.marks),
        })
        .collect()
}

/// A change of a mark that is to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// The attempt and the question.
    pub answer: (Uuid, Uuid),
    /// The mark before; absent when there was none.
    pub before: Option<Hundredths>,
    /// The mark after.
    pub after: Hundredths,
    /// Why it was changed.
    pub why: Why,
    /// Who decided it.
    pub changed_by: Option<Uuid>,
    /// The correction that led to it.
    pub correction_id: Option<Uuid>,
    /// The appeal that led to it.
    pub appeal_id: Option<Uuid>,
}

/// Writes a change of a mark into the record.
///
/// # Errors
/// When the database fails.
pub async fn record(transaction: &Transaction, change: Change, now: DateTime<Utc>) -> Result<()> {
    let (attempt_id, question_id) = change.answer;
    mark_change::ActiveModel {
        id: Set(ids::new_id()),
        attempt_id: Set(attempt_id),
        question_id: Set(question_id),
        marks_before: Set(change.before.map(Hundredths::count)),
        marks_after: Set(change.after.count()),
        why: Set(change.why),
        changed_by: Set(change.changed_by),
        at: Set(now),
        correction_id: Set(change.correction_id),
        appeal_id: Set(change.appeal_id),
    }
    .insert(transaction)
    .await?;
    Ok(())
}

/// The record of an attempt's marks, the oldest change first.
///
/// # Errors
/// When the database fails.
pub async fn changes(
    connection: &impl ConnectionTrait,
    attempt_id: Uuid,
) -> Result<Vec<mark_change::Model>> {
    Ok(mark_change::Entity::find()
        .filter(mark_change::Column::AttemptId.eq(attempt_id))
        .order_by_asc(mark_change::Column::Id)
        .all(connection)
        .await?)
}

/// Whether a correction has changed this mark already.
///
/// # Errors
/// When the database fails.
pub async fn is_regraded(
    connection: &impl ConnectionTrait,
    correction_id: Uuid,
    (attempt_id, question_id): (Uuid, Uuid),
) -> Result<bool> {
    let count = mark_change::Entity::find()
        .filter(mark_change::Column::AttemptId.eq(attempt_id))
        .filter(mark_change::Column::QuestionId.eq(question_id))
        .filter(mark_change::Column::CorrectionId.eq(correction_id))
        .count(connection)
        .await?;
    Ok(count > 0)
}

/// The corrections that are laid over a version, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn corrections_of(
    connection: &impl ConnectionTrait,
    version_id: Uuid,
) -> Result<Vec<correction::Model>> {
    Ok(correction::Entity::find()
        .join_rev(
            JoinType::InnerJoin,
            corrected_version::Relation::Correction.def(),
        )
        .filter(corrected_version::Column::VersionId.eq(version_id))
        .order_by_asc(correction::Column::Id)
        .all(connection)
        .await?)
}

/// How many corrections are laid over a version.
///
/// # Errors
/// When the database fails.
pub async fn count_of_corrections(
    connection: &impl ConnectionTrait,
    version_id: Uuid,
) -> Result<u64> {
    Ok(corrected_version::Entity::find()
        .filter(corrected_version::Column::VersionId.eq(version_id))
        .count(connection)
        .await?)
}

/// The files that were uploaded to an attempt, the first first.
///
/// # Errors
/// When the database fails.
pub async fn files(
    connection: &impl ConnectionTrait,
    attempt_id: Uuid,
) -> Result<Vec<attempt_file::Model>> {
    Ok(attempt_file::Entity::find()
        .filter(attempt_file::Column::AttemptId.eq(attempt_id))
        .order_by_asc(attempt_file::Column::Id)
        .all(connection)
        .await?)
}

/// Which of these files a person has not uploaded to the attempt.
///
/// # Errors
/// When the database fails.
pub async fn missing_files(
    connection: &impl ConnectionTrait,
    attempt_id: Uuid,
    person_id: Uuid,
    named: &[Uuid],
) -> Result<Vec<Uuid>> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let known = files(connection, attempt_id).await?;
    let is_known = |id: &Uuid| {
        let mut own = known.iter().filter(|file| file.uploaded_by == person_id);
        own.any(|file| file.id == *id)
    };
    let missing = named.iter().filter(|id| !is_known(id));
    Ok(missing.copied().collect())
}

/// An attempt that the actor may look at: one's own, and those one may grade.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is none of the actor's business.
pub async fn own_or_gradable(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<attempt::Model> {
    match super::own(connection, actor, id).await {
        Err(error) if error.code == Code::NotFound && actor.may(Action::Grade) => {
            super::find_gradable(connection, actor, id).await
        }
        found => found,
    }
}

/// An attempt, whoever's it is.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn attempt(connection: &impl ConnectionTrait, id: Uuid) -> Result<attempt::Model> {
    let found = attempt::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// Whose an attempt is.
///
/// # Errors
/// [`Code::NotFound`] when there is no such attempt.
pub async fn learner_of(
    connection: &impl ConnectionTrait,
    row: &attempt::Model,
) -> Result<person::Model> {
    let found = enrolment::Entity::find_by_id(row.enrolment_id)
        .find_also_related(person::Entity)
        .one(connection)
        .await?;
    let (_, person) = found.ok_or(Code::NotFound)?;
    person.ok_or_else(|| Error::from(Code::NotFound))
}

/// People by their identifiers.
///
/// # Errors
/// When the database fails.
pub async fn people(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, person::Model>> {
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An appeal of somebody whom the actor may grade.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not decide it.
pub async fn find_appeal(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<appeal::Model> {
    gradable_appeals(actor)
        .filter(appeal::Column::Id.eq(id))
        .one(connection)
        .await?
        .ok_or(Code::NotFound.into())
}

/// The appeals of those whom the actor may grade; one's own are not among them.
#[must_use]
pub fn gradable_appeals(actor: &Actor) -> sea_orm::Select<appeal::Entity> {
    let person = appeal::Entity::belongs_to(person::Entity)
        .from(appeal::Column::PersonId)
        .to(person::Column::Id);
    appeal::Entity::find()
        .join(JoinType::InnerJoin, person.into())
        .filter(people::store::in_sight(
            actor,
            person::Column::Id,
            person::Column::OrganisationId,
        ))
        .filter(person::Column::Id.ne(actor.person_id))
}

/// The appeals of an attempt, the first first.
///
/// # Errors
/// When the database fails.
pub async fn appeals(
    connection: &impl ConnectionTrait,
    attempt_id: Uuid,
) -> Result<Vec<appeal::Model>> {
    Ok(appeal::Entity::find()
        .filter(appeal::Column::AttemptId.eq(attempt_id))
        .order_by_asc(appeal::Column::Id)
        .all(connection)
        .await?)
}
