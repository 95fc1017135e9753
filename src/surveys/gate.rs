//! Certificates that wait for a survey: held back when the course is completed, issued when the survey
//! has been answered, or when it closes. That the course is completed is noted once, as ever; the
//! certificate is issued for that day.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::store;
use super::tables::{Moment, survey_placement, withheld_certificate};
use crate::app::App;
use crate::certificates;
use crate::db::Transaction;
use crate::error::Result;
use crate::programmes::tables::enrolment;

/// Holds the certificate of a course that has just been completed back, when a survey of the course
/// is open that must be answered first, and says whether it does. The caller has locked the enrolment.
///
/// # Errors
/// When the database fails.
pub async fn withholds(
    transaction: &Transaction,
    enrolment: &enrolment::Model,
    now: DateTime<Utc>,
) -> Result<bool> {
    let asked = survey_placement::Entity::find()
        .filter(survey_placement::Column::CourseId.eq(enrolment.course_id))
        .filter(survey_placement::Column::Moment.eq(Moment::Certificate))
        .filter(survey_placement::Column::OpensAt.lte(now))
        .filter(survey_placement::Column::ClosesAt.gt(now))
        .order_by_asc(survey_placement::Column::Id)
        .one(transaction)
        .await?;
    let Some(asked) = asked else {
        return Ok(false);
    };
    // Whoever closes the survey waits for this transaction, and finds what it has withheld.
    let placement = store::hold(transaction, asked.id).await?;
    if !is_open(&placement, now) {
        return Ok(false);
    }
    withheld_certificate::ActiveModel {
        enrolment_id: Set(enrolment.id),
        placement_id: Set(placement.id),
    }
    .insert(transaction)
    .await?;
    Ok(true)
}

/// Whether a survey takes answers.
#[must_use]
pub fn is_open(placement: &survey_placement::Model, now: DateTime<Utc>) -> bool {
    placement.closed_at.is_none() && (placement.opens_at..placement.closes_at).contains(&now)
}

/// Issues the certificate of an enrolment, if it waits for this survey. The caller has locked the
/// enrolment: of two who come at once the second finds that nothing waits any more.
///
/// # Errors
/// When the database fails.
pub async fn release(
    app: &App,
    transaction: &Transaction,
    enrolment: &enrolment::Model,
    placement_id: Uuid,
) -> Result<()> {
    let waited = withheld_certificate::Entity::delete_many()
        .filter(withheld_certificate::Column::EnrolmentId.eq(enrolment.id))
        .filter(withheld_certificate::Column::PlacementId.eq(placement_id))
        .exec(transaction)
        .await?;
    if waited.rows_affected == 0 {
        return Ok(());
    }
    let version = app.versions.get(transaction, enrolment.version_id).await?;
    let now = app.clock.now();
    certificates::issue(app, transaction, enrolment, &version.document, now).await
}

/// The survey that the certificate of an enrolment waits for.
///
/// # Errors
/// When the database fails.
pub async fn awaited(
    connection: &impl ConnectionTrait,
    enrolment_id: Uuid,
) -> Result<Option<Uuid>> {
    let found = withheld_certificate::Entity::find_by_id(enrolment_id);
    let found = found.one(connection).await?;
    Ok(found.map(|waiting| waiting.placement_id))
}

/// Some enrolments whose certificates wait for a survey.
///
/// # Errors
/// When the database fails.
pub async fn waiting(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
    limit: u64,
) -> Result<Vec<Uuid>> {
    let found = withheld_certificate::Entity::find()
        .filter(withheld_certificate::Column::PlacementId.eq(placement_id))
        .order_by_asc(withheld_certificate::Column::EnrolmentId)
        .limit(limit)
        .select_only()
        .column(withheld_certificate::Column::EnrolmentId)
        .into_tuple();
    Ok(found.all(connection).await?)
}
