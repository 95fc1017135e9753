//! Queries about what was answered, and how often. Each reads one survey and no other.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Alias, Expr, Func, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait,
    FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use crate::db::{self, Transaction};
use crate::error::Result;
use crate::people;
use crate::people::tables::{organisation, person};
use crate::programmes::tables::enrolment;
use crate::surveys::tables::{survey_answer, survey_count, survey_participation};
use crate::surveys::tally::Tally;

/// How many there are in one place.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InPlace {
    /// The path of the organisation; empty without one.
    pub path: Option<String>,
    /// How many people.
    pub people: i64,
}

/// Adds counts to those of a survey in one place.
///
/// # Errors
/// When the database fails.
pub async fn add(
    transaction: &Transaction,
    placement_id: Uuid,
    organisation_id: Option<Uuid>,
    tally: &Tally,
) -> Result<()> {
    let here = Expr::col((survey_count::Entity, survey_count::Column::Count));
    let more = Expr::col((Alias::new("excluded"), survey_count::Column::Count));
    let adds = OnConflict::columns([
        survey_count::Column::PlacementId,
        survey_count::Column::OrganisationId,
        survey_count::Column::Cell,
        survey_count::Column::Value,
    ])
    .value(survey_count::Column::Count, here.add(more))
    .to_owned();
    // In the order of the tally, always the same: no two transactions wait for each other.
    let mut rows = Vec::with_capacity(tally.0.len());
    for ((cell, value), count) in &tally.0 {
        rows.push(survey_count::ActiveModel {
            placement_id: Set(placement_id),
            organisation_id: Set(organisation_id.unwrap_or_default()),
            cell: Set(cell.clone()),
            value: Set(value.clone()),
            count: Set(i32::try_from(*count).unwrap_or(i32::MAX)),
        });
    }
    Ok(db::insert_all(transaction, rows, Some(adds)).await?)
}

/// The counts of a survey in a part of the tree, or in all of it.
///
/// # Errors
/// When the database fails.
pub async fn of_part(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
    part: Option<&organisation::Model>,
) -> Result<Tally> {
    let mut found = survey_count::Entity::find()
        .select_only()
        .column(survey_count::Column::Cell)
        .column(survey_count::Column::Value)
        .column_as(survey_count::Column::Count.sum(), "people")
        .filter(survey_count::Column::PlacementId.eq(placement_id))
        .group_by(survey_count::Column::Cell)
        .group_by(survey_count::Column::Value);
    if let Some(part) = part {
        found = found
            .join(JoinType::InnerJoin, of_organisation())
            .filter(organisation::Column::Path.starts_with(&part.path));
    }
    let rows: Vec<(String, String, Option<i64>)> = found.into_tuple().all(connection).await?;
    let counts = rows.into_iter().map(|(cell, value, people)| {
        let people = u32::try_from(people.unwrap_or_default()).unwrap_or(u32::MAX);
        ((cell, value), people)
    });
    Ok(Tally(counts.collect::<BTreeMap<_, _>>()))
}

/// The enrolments of a course in a part: below a root of the tree those of the people who are there, else all.
fn taken_in(course_id: Uuid, part: Option<&organisation::Model>) -> Condition {
    let course = enrolment::Column::CourseId;
    match part.filter(|part| !people::store::part::is_root(&part.path)) {
        None => Condition::all().add(course.eq(course_id)),
        Some(part) => {
            let there = people::store::part::below(&part.path);
            let each = Func::coalesce([course.into_expr(), course.into_expr()]);
            Condition::all()
                .add(person::Column::OrganisationId.in_subquery(there))
                .add(Expr::from(each).eq(course_id))
        }
    }
}

fn of_organisation() -> sea_orm::RelationDef {
    survey_count::Entity::belongs_to(organisation::Entity)
        .from(survey_count::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}

/// How many answers of a survey are counted in each place, below a part or anywhere.
///
/// # Errors
/// When the database fails.
pub async fn counted_by_place(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
) -> Result<Vec<InPlace>> {
    let found = survey_count::Entity::find()
        .select_only()
        .column(organisation::Column::Path)
        .column_as(survey_count::Column::Count.sum(), "people")
        .join(JoinType::LeftJoin, of_organisation())
        .filter(survey_count::Column::PlacementId.eq(placement_id))
        .filter(survey_count::Column::Cell.eq(""))
        .filter(survey_count::Column::Value.eq(""))
        .group_by(organisation::Column::Path);
    Ok(found.into_model().all(connection).await?)
}

/// How many have answered in each place, where they were then.
///
/// # Errors
/// When the database fails.
pub async fn answered_by_place(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
    part: Option<&organisation::Model>,
) -> Result<Vec<InPlace>> {
    let place = survey_participation::Entity::belongs_to(organisation::Entity)
        .from(survey_participation::Column::OrganisationId)
        .to(organisation::Column::Id);
    let found = survey_participation::Entity::find()
        .select_only()
        .column(organisation::Column::Path)
        .column_as(survey_participation::Column::PersonId.count(), "people")
        .join(JoinType::LeftJoin, place.into())
        .filter(survey_participation::Column::PlacementId.eq(placement_id))
        .filter(survey_participation::Column::Answered.eq(true))
        .filter(Condition::all().add_option(part.map(|part| {
            let there = people::store::part::below(&part.path);
            survey_participation::Column::OrganisationId.in_subquery(there)
        })))
        .group_by(organisation::Column::Path);
    Ok(found.into_model().all(connection).await?)
}

/// How many take a course in each place.
///
/// # Errors
/// When the database fails.
pub async fn enrolled_by_place(
    connection: &impl ConnectionTrait,
    course_id: Uuid,
    part: Option<&organisation::Model>,
) -> Result<Vec<InPlace>> {
    let found = enrolment::Entity::find()
        .select_only()
        .column(organisation::Column::Path)
        .column_as(enrolment::Column::Id.count(), "people")
        .join(JoinType::InnerJoin, enrolment::Relation::Person.def())
        .join(JoinType::LeftJoin, person::Relation::Organisation.def())
        .filter(taken_in(course_id, part))
        .group_by(organisation::Column::Path);
    Ok(found.into_model().all(connection).await?)
}

/// The answers of a survey in a part of the tree, or in all of it.
#[must_use]
pub fn answers_in(
    placement_id: Uuid,
    part: Option<&organisation::Model>,
) -> Select<survey_answer::Entity> {
    let all =
        survey_answer::Entity::find().filter(survey_answer::Column::PlacementId.eq(placement_id));
    let Some(part) = part else {
        return all;
    };
    let place: sea_orm::RelationDef = survey_answer::Entity::belongs_to(organisation::Entity)
        .from(survey_answer::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into();
    all.join(JoinType::InnerJoin, place)
        .filter(organisation::Column::Path.starts_with(&part.path))
}
