//! Queries about indicators. Whatever lists values for somebody starts at [`values_visible_to`].

pub mod queries;

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::figure::Figure;
use super::kind::Entry;
use super::period::Period;
use super::rolling_up::Entered;
use super::tables::{indicator, indicator_target, indicator_value};
use crate::db::{self, Transaction};
use crate::error::{Code, Result};
use crate::people;
use crate::people::tables::organisation;
use crate::policy::{Actor, Sight};
use crate::programmes::tables::programme;

/// A programme.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn programme(connection: &impl ConnectionTrait, id: Uuid) -> Result<programme::Model> {
    let found = programme::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// A programme and all below it.
///
/// # Errors
/// When the database fails.
pub async fn with_parts(connection: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Uuid>> {
    let mut all = vec![id];
    let mut level = vec![id];
    // A level at a time; what has been seen is not gone into again, should there ever be a circle.
    while !level.is_empty() {
        let below: Vec<Uuid> = programme::Entity::find()
            .filter(programme::Column::ParentId.is_in(level))
            .select_only()
            .column(programme::Column::Id)
            .into_tuple()
            .all(connection)
            .await?;
        level = below.into_iter().filter(|id| !all.contains(id)).collect();
        all.extend(&level);
    }
    Ok(all)
}

/// An indicator.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn get(connection: &impl ConnectionTrait, id: Uuid) -> Result<indicator::Model> {
    let found = indicator::Entity::find_by_id(id).one(connection).await?;
    found.ok_or(Code::NotFound.into())
}

/// An indicator, its row locked until the transaction ends.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn lock(transaction: &Transaction, id: Uuid) -> Result<indicator::Model> {
    let found = indicator::Entity::find_by_id(id)
        .lock_exclusive()
        .one(transaction)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// The indicators of a programme; a programme has some dozens at most.
#[must_use]
pub fn of_programme(programme_id: Uuid) -> Select<indicator::Entity> {
    indicator::Entity::find().filter(indicator::Column::ProgrammeId.eq(programme_id))
}

/// The targets of indicators, by indicator and year.
///
/// # Errors
/// When the database fails.
pub async fn targets(
    connection: &impl ConnectionTrait,
    indicators: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<(i32, Figure)>>> {
    let rows = indicator_target::Entity::find()
        .filter(indicator_target::Column::IndicatorId.is_in(indicators))
        .order_by_asc(indicator_target::Column::Year)
        .all(connection)
        .await?;
    let mut targets: HashMap<Uuid, Vec<(i32, Figure)>> = HashMap::new();
    for row in rows {
        let target = (row.year, Figure::from_hundredths(row.target));
        targets.entry(row.indicator_id).or_default().push(target);
    }
    Ok(targets)
}

/// Gives an indicator exactly these targets.
///
/// # Errors
/// When the database fails.
pub async fn set_targets(
    transaction: &Transaction,
    indicator_id: Uuid,
    targets: &[(i32, Figure)],
) -> Result<()> {
    indicator_target::Entity::delete_many()
        .filter(indicator_target::Column::IndicatorId.eq(indicator_id))
        .exec(transaction)
        .await?;
    let rows = targets
        .iter()
        .map(|(year, target)| indicator_target::ActiveModel {
            indicator_id: Set(indicator_id),
            year: Set(*year),
            target: Set(target.hundredths()),
        });
    Ok(db::insert_all(transaction, rows, None).await?)
}

/// Whether anything has been entered for an indicator.
///
/// # Errors
/// When the database fails.
pub async fn has_values(connection: &impl ConnectionTrait, indicator_id: Uuid) -> Result<bool> {
    let found = indicator_value::Entity::find()
        .filter(indicator_value::Column::IndicatorId.eq(indicator_id))
        .one(connection)
        .await?;
    Ok(found.is_some())
}

/// The values of the part of the tree that the actor sees.
#[must_use]
pub fn values_visible_to(actor: &Actor) -> Select<indicator_value::Entity> {
    let values = indicator_value::Entity::find();
    let there = indicator_value::Column::OrganisationId;
    match actor.sight() {
        Sight::Everyone => values,
        Sight::Part(path) => values.filter(there.in_subquery(people::store::part::below(&path))),
        // Whoever sees nobody else sees no part of the tree.
        Sight::Self_ => values.filter(indicator_value::Column::Id.is_null()),
    }
}

/// The newest value of each organisation from `path` on downwards, by indicator and period; with an
/// empty path all, that of the programme as a whole included.
///
/// # Errors
/// When the database fails.
pub async fn entered(
    connection: &impl ConnectionTrait,
    indicators: &[Uuid],
    periods: &[Period],
    path: &str,
) -> Result<HashMap<(Uuid, Period), Vec<Entered<indicator_value::Model>>>> {
    let periods = periods.iter().map(Period::to_string);
    let to_organisation = indicator_value::Entity::belongs_to(organisation::Entity)
        .from(indicator_value::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into();
    let mut rows = indicator_value::Entity::find()
        .join(JoinType::LeftJoin, to_organisation)
        .filter(indicator_value::Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(indicator_value::Column::Period.is_in(periods))
        .order_by_asc(indicator_value::Column::Id)
        .select_also(organisation::Entity);
    if !path.is_empty() {
        rows = rows.filter(organisation::Column::Path.starts_with(path));
    }
    let mut newest = HashMap::new();
    for (row, organisation) in rows.all(connection).await? {
        let Ok(period) = row.period.parse::<Period>() else {
            continue;
        };
        let path = organisation.map(|organisation| organisation.path);
        let place = (row.indicator_id, period, path.unwrap_or_default());
        newest.insert(place, row);
    }
    let mut entered: HashMap<_, Vec<Entered<indicator_value::Model>>> = HashMap::new();
    for ((indicator, period, path), about) in newest {
        let entry = Entry {
            value: Figure::from_hundredths(about.value),
            of: about.part.zip(about.whole),
        };
        let one = Entered { path, entry, about };
        entered.entry((indicator, period)).or_default().push(one);
    }
    Ok(entered)
}
