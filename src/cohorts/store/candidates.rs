//! Queries about whom a cohort's rule may mean: where people were on its day, and as what.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::sea_query::{DynIden, Expr, ExprTrait, Func, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::cohorts::rule::{Rule, Standing, beginnings};
use crate::cohorts::tables::cohort_member;
use crate::error::Result;
use crate::people::tables::{organisation, person, placement};

/// A person, and the placement that held on the day.
#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Option<Uuid>,
    position: Option<String>,
    service_began_on: Option<NaiveDate>,
}

/// The paths of the organisations that a rule names.
///
/// # Errors
/// When the database fails.
pub async fn paths(connection: &impl ConnectionTrait, rule: &Rule) -> Result<Vec<String>> {
    if rule.organisations.is_empty() {
        return Ok(Vec::new());
    }
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rule.organisations.iter().copied()))
        .select_only()
        .column(organisation::Column::Path)
        .into_tuple()
        .all(connection)
        .await?)
}

/// Whom the rule may mean of those who are not in the cohort and have not been, in order; the rule itself
/// decides. All at once: found some at a time, they would all be looked for each time.
///
/// # Errors
/// When the database fails.
pub async fn of_rule(
    connection: &impl ConnectionTrait,
    (cohort_id, rule, on): (Uuid, &Rule, NaiveDate),
    paths: &[String],
) -> Result<Vec<Uuid>> {
    let inside = Query::select()
        .column(cohort_member::Column::PersonId)
        .from(cohort_member::Entity)
        .and_where(cohort_member::Column::CohortId.eq(cohort_id))
        .to_owned();
    Ok(on_day(on)
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Id.not_in_subquery(inside))
        .filter(meant(rule, paths, on))
        .order_by_asc(person::Column::Id)
        .select_only()
        .column(person::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// What is known of these people on a day.
///
/// # Errors
/// When the database fails.
pub async fn of_people(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Uuid>,
    on: NaiveDate,
) -> Result<Vec<Standing>> {
    let people = on_day(on).filter(person::Column::Id.is_in(people));
    standings(connection, people).await
}

/// People with the placement that held on a day. Whose placement on that day nobody knows counts as where the
/// person is now.
fn on_day(on: NaiveDate) -> Select<person::Entity> {
    let held = move |_: DynIden, placements: DynIden| {
        let since = Expr::col((placements.clone(), placement::Column::Since));
        let until = Expr::col((placements, placement::Column::Until));
        Condition::all()
            .add(since.lte(on))
            .add(until.clone().is_null().or(until.gt(on)))
    };
    let placements = person::Entity::belongs_to(placement::Entity)
        .from(person::Column::Id)
        .to(placement::Column::PersonId)
        .on_condition(held);
    person::Entity::find()
        .join(JoinType::LeftJoin, placements.into())
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::ServiceBeganOn)
        .column(placement::Column::Position)
        .column_as(place(), "organisation_id")
}

fn place() -> Expr {
    let placed = Expr::col((placement::Entity, placement::Column::OrganisationId));
    let now = Expr::col((person::Entity, person::Column::OrganisationId));
    Func::coalesce([placed, now]).into()
}

/// The rule's conditions as the database can ask them: nobody whom the rule means is left out.
fn meant(rule: &Rule, paths: &[String], on: NaiveDate) -> Condition {
    let named = person::Column::Id.is_in(rule.people.iter().copied());
    if !rule.has_conditions() {
        return Condition::all().add(named);
    }
    let mut all = Condition::all();
    if !rule.positions.is_empty() {
        all = all.add(placement::Column::Position.is_in(rule.positions.iter().cloned()));
    }
    if !rule.years_of_service.is_empty() {
        let began = person::Column::ServiceBeganOn;
        let ranges = beginnings(&rule.years_of_service, on).into_iter();
        all = all.add(ranges.fold(Condition::any(), |any, (from, to)| {
            any.add(began.between(from, to))
        }));
    }
    if !rule.organisations.is_empty() {
        let below = paths.iter().fold(Condition::any(), |any, path| {
            any.add(organisation::Column::Path.starts_with(path))
        });
        let part = Query::select()
            .column(organisation::Column::Id)
            .from(organisation::Entity)
            .cond_where(below)
            .to_owned();
        all = all.add(place().in_subquery(part));
    }
    match rule.people.is_empty() {
        true => all,
        false => Condition::any().add(all).add(named),
    }
}

async fn standings(
    connection: &impl ConnectionTrait,
    people: Select<person::Entity>,
) -> Result<Vec<Standing>> {
    let rows: Vec<Row> = people.into_model().all(connection).await?;
    let ids: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.organisation_id).collect();
    let paths: Vec<(Uuid, String)> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .select_only()
        .column(organisation::Column::Id)
        .column(organisation::Column::Path)
        .into_tuple()
        .all(connection)
        .await?;
    let paths: HashMap<Uuid, String> = paths.into_iter().collect();
    let standing = |row: Row| Standing {
        person_id: row.id,
        path: row.organisation_id.and_then(|id| paths.get(&id).cloned()),
        organisation_id: row.organisation_id,
        position: row.position,
        service_began_on: row.service_began_on,
    };
    Ok(rows.into_iter().map(standing).collect())
}
