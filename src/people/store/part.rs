//! Parts of the organisation tree: an organisation and all below it.

use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::error::{Code, Result};
use crate::people::tables::organisation;
use crate::policy::{Actor, Sight};

/// An organisation of the part of the tree that the actor sees.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it lies elsewhere.
pub async fn find(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
) -> Result<organisation::Model> {
    let found = organisation::Entity::find_by_id(id);
    let found = match actor.sight() {
        Sight::Everyone => found,
        Sight::Part(path) => found.filter(organisation::Column::Path.starts_with(path)),
        Sight::Self_ => return Err(Code::NotFound.into()),
    };
    found.one(connection).await?.ok_or(Code::NotFound.into())
}

/// Whether a part begins at a root of the tree.
#[must_use]
pub fn is_root(path: &str) -> bool {
    !path.trim_end_matches('/').contains('/')
}

/// More organisations than these below a root are a country, whose people are found everywhere: then the next one of
/// a list is near, in whatever order it is read.
const COUNTRY: u64 = 100;

/// Whether a part is nearly everything there is, and read like it. SQLite follows its index of places however many
/// there are, and is not asked to do otherwise.
///
/// # Errors
/// When the database fails.
pub async fn is_nearly_all(connection: &impl ConnectionTrait, path: &str) -> Result<bool> {
    if !is_root(path) || connection.get_database_backend() == DbBackend::Sqlite {
        return Ok(false);
    }
    let below: Option<Uuid> = organisation::Entity::find()
        .filter(organisation::Column::Path.starts_with(path))
        .select_only()
        .column(organisation::Column::Id)
        .offset(COUNTRY)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(below.is_some())
}

/// The organisations of the actor's part of the tree, below this path, from where the actor looks on, as a subquery.
#[must_use]
pub fn seen(actor: &Actor, path: String) -> SelectStatement {
    let from = actor.look.from;
    let from = from.map(|from| organisation::Column::Id.gte(from));
    below(&path).and_where_option(from).to_owned()
}

/// The organisations from this path on downwards, as a subquery.
#[must_use]
pub fn below(path: &str) -> SelectStatement {
    Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::Path.starts_with(path))
        .to_owned()
}
