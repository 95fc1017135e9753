//! The tree of organisations, in the database: the one writer of its paths.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::kind::OrganisationKind;
use super::names;
use super::tables::organisation;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::policy::{Actor, Sight};

/// The organisations that the actor may see.
#[must_use]
pub fn visible_to(actor: &Actor) -> Select<organisation::Entity> {
    let all = organisation::Entity::find();
    match actor.sight() {
        Sight::Everyone => all,
        Sight::Part(path) => all.filter(organisation::Column::Path.starts_with(path)),
        Sight::Self_ => all.filter(organisation::Column::Id.is_null()),
    }
}

/// An organisation that the actor may see.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or the actor may not see it.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<organisation::Model> {
    let found = visible_to(actor)
        .filter(organisation::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

/// Goes on when a field names an organisation that the actor may see.
///
/// # Errors
/// [`Code::Invalid`] naming the field otherwise.
pub async fn require_in_sight(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    field: &str,
    id: Uuid,
) -> Result<organisation::Model> {
    let found = visible_to(actor)
        .filter(organisation::Column::Id.eq(id))
        .one(connection)
        .await?;
    found.ok_or_else(|| Error::field(field, "field-unknown"))
}

/// Adds an organisation.
///
/// # Errors
/// [`Code::Invalid`] when there is no such parent, [`Code::AlreadyExists`] when the code is taken.
pub async fn create(
    transaction: &Transaction,
    parent_id: Option<Uuid>,
    name: &str,
    kind: OrganisationKind,
    code: Option<String>,
    now: DateTime<Utc>,
) -> Result<organisation::Model> {
    let id = ids::new_id();
    let above = match parent_id {
        None => String::new(),
        // Locked: whoever moves the parent at this moment sees what comes below it.
        Some(parent) => locked(transaction, &[parent])
            .await?
            .pop()
            .map(|parent| parent.path)
            .ok_or_else(|| Error::field("parent_id", "field-unknown"))?,
    };
    let row = organisation::ActiveModel {
        id: Set(id),
        parent_id: Set(parent_id),
        path: Set(format!("{above}{id}/")),
        name: Set(name.to_owned()),
        created_at: Set(now),
        kind: Set(kind.name().to_owned()),
        code: Set(code),
        revision: Set(0),
        name_key: Set(names::key(name)),
    };
    row.insert(transaction)
        .await
        .map_err(db::taken(Code::AlreadyExists))
}

async fn locked(transaction: &Transaction, ids: &[Uuid]) -> Result<Vec<organisation::Model>> {
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(organisation::Column::Id)
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(rows)
}

/// Puts an organisation under another, or makes it a root, with all that is below it.
///
/// # Errors
/// [`Code::Invalid`] when there is no such parent, or it lies below the organisation itself.
pub async fn move_under(
    transaction: &Transaction,
    id: Uuid,
    parent_id: Option<Uuid>,
) -> Result<organisation::Model> {
    let unknown = || Error::field("parent_id", "field-unknown");
    let mut around = HashSet::from([id]);
    if let Some(parent) = parent_id {
        let parent = organisation::Entity::find_by_id(parent)
            .one(transaction)
            .await?;
        let path = parent.ok_or_else(unknown)?.path;
        around.extend(path.split('/').filter_map(|id| id.parse::<Uuid>().ok()));
    }
    // Everything above the new place, in one order: of two moves that would put each under the other
    // the second waits, and then sees the first.
    let around: Vec<Uuid> = around.into_iter().collect();
    let rows = locked(transaction, &around).await?;
    let row_of = |id: Uuid| rows.iter().find(|row| row.id == id);
    let moved = row_of(id).ok_or(Code::NotFound)?;
    let above = match parent_id {
        None => "",
        Some(parent) => &row_of(parent).ok_or_else(unknown)?.path,
    };
    if above.starts_with(&moved.path) {
        return Err(Error::field("parent_id", "field-below-itself"));
    }
    let (former, path) = (&moved.path, format!("{above}{id}/"));
    if *former != path {
        // Locked first: what was being added below at this moment is seen by the update.
        organisation::Entity::find()
            .filter(organisation::Column::Path.starts_with(former))
            .order_by_asc(organisation::Column::Id)
            .lock_exclusive()
            .all(transaction)
            .await?;
        // Paths are made of identifiers and slashes alone.
        let rest = former.len() + 1;
        organisation::Entity::update_many()
            .col_expr(
                organisation::Column::Path,
                Expr::cust(format!("'{path}' || substr(path, {rest})")),
            )
            .filter(organisation::Column::Path.starts_with(former))
            .exec(transaction)
            .await?;
    }
    let mut row = moved.clone().into_active_model();
    row.parent_id = Set(parent_id);
    row.path = Set(path);
    Ok(row.update(transaction).await?)
}
