//! Pages of what is about people, for whoever watches a part of the tree.
//!
//! Read in the order of its own identifiers, a list would be looked for among everybody else's, or read whole and
//! sorted, to show fifty lines. So it is read school by school, and in a school person by person: an index of
//! people by place leads from one line of the own part to the next, however large the country is. Whoever moves to
//! another school between two pages may be missed or seen twice.

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, Value,
};
use uuid::Uuid;

use crate::db;
use crate::error::{Error, Result};
use crate::http::{Page, PageQuery};
use crate::people::store::part;
use crate::people::tables::person;
use crate::policy::{Actor, Sight};

/// Something that is about one person.
pub trait AboutPeople: EntityTrait {
    /// The identifier of a row.
    const ID: Self::Column;

    /// All of it, each row with the person whom it is about.
    #[must_use]
    fn with_people() -> Select<Self>;

    /// Where that person is now.
    #[must_use]
    fn place() -> Expr {
        Expr::col((person::Entity, person::Column::OrganisationId))
    }

    /// Who that person is.
    #[must_use]
    fn person() -> Expr {
        Expr::col((person::Entity, person::Column::Id))
    }
}

impl AboutPeople for person::Entity {
    const ID: person::Column = person::Column::Id;

    fn with_people() -> Select<Self> {
        Self::find()
    }
}

/// Whether a condition that holds for many has to be hidden from the indexes of its columns, which would lead past
/// everybody else's rows. SQLite takes an index where there is one; PostgreSQL knows from its statistics that many
/// would be found, and would be misled by a condition that it cannot look up there.
#[must_use]
fn hides_from_indexes(connection: &impl ConnectionTrait, actor: &Actor) -> bool {
    let takes_any = connection.get_database_backend() == DbBackend::Sqlite;
    takes_any && matches!(actor.sight(), Sight::Part(_))
}

/// The condition that a column has a value, which many rows have: it is asked of each row of the part.
#[must_use]
pub fn asked_of_each(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    column: impl ColumnTrait,
    value: impl Into<Value>,
) -> Expr {
    if !hides_from_indexes(connection, actor) {
        return column.eq(value);
    }
    let column = || column.into_expr();
    Expr::from(Func::coalesce([column(), column()])).eq(Expr::val(value))
}

/// More than these are many: each of them is looked up somewhere on the disk.
const FEW: u64 = 2_000;

/// The rows for which a condition holds, which may be about the person too, in the order of their identifiers, when they
/// are few: then they are found first, and whether one sees them is asked of them ([`page_of`]). Nothing when they are
/// many: of many the next one is near.
///
/// # Errors
/// When the database fails.
pub async fn few<E: AboutPeople>(
    connection: &impl ConnectionTrait,
    condition: Condition,
) -> Result<Option<Vec<Uuid>>> {
    let mut found: Vec<Uuid> = E::with_people()
        .filter(condition)
        .select_only()
        .column(E::ID)
        .limit(FEW + 1)
        .into_tuple()
        .all(connection)
        .await?;
    let is_few = u64::try_from(found.len()).is_ok_and(|count| count <= FEW);
    found.sort_unstable();
    Ok(is_few.then_some(found))
}

/// A page of those of these rows that are `visible`, by identifier. `ids` are in that order. They are looked up some at a
/// time, until the page is full: nearly always with the first.
///
/// # Errors
/// When the database fails.
pub async fn page_of<E>(
    page: &PageQuery,
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
    visible: Select<E>,
    id_of: impl Fn(&E::Model) -> Uuid,
) -> Result<Page<E::Model>>
where
    E: AboutPeople,
{
    let after = |after| ids.partition_point(|id| *id <= after);
    let mut rest = ids.get(page.after().map_or(0, after)..).unwrap_or_default();
    let mut at_once = 2 * page.limit();
    let mut items = Vec::new();
    while items.len() <= page.limit() && !rest.is_empty() {
        let (next, later) = rest.split_at(at_once.min(rest.len()));
        let found = visible
            .clone()
            .filter(E::ID.is_in(db::few_lengths(next.iter().copied())))
            .order_by_asc(E::ID)
            .all(connection)
            .await?;
        items.extend(found);
        (rest, at_once) = (later, 2 * at_once);
    }
    let more = items.len() > page.limit();
    items.truncate(page.limit());
    let next = items.last().filter(|_| more).map(id_of);
    Ok(Page { items, next })
}

/// A page of what the actor sees: school by school for whoever watches a part of the tree, else by identifier.
/// `visible` selects what an actor sees and is asked for.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid) when the page before ended with nothing that is known.
pub async fn page<E>(
    page: &PageQuery,
    connection: &impl ConnectionTrait,
    actor: &Actor,
    visible: impl Fn(&Actor) -> Select<E>,
    id_of: impl Fn(&E::Model) -> Uuid,
) -> Result<Page<E::Model>>
where
    E: AboutPeople,
    E::Model: Send + Sync,
{
    let is_part = match actor.sight() {
        Sight::Part(path) => !part::is_nearly_all(connection, &path).await?,
        Sight::Everyone | Sight::Self_ => false,
    };
    if !is_part {
        return page.load(connection, visible(actor), E::ID, id_of).await;
    }
    let rows = match page.after() {
        None => visible(actor),
        Some(id) => {
            // Where that row is now, whether or not it is still one that is asked for.
            let (organisation_id, person_id) = place_of::<E>(connection, id).await?;
            let line = Expr::tuple([E::place(), E::person(), E::ID.into_expr()]);
            let last = [organisation_id, person_id, id].map(Expr::from);
            visible(&actor.looking_from(organisation_id)).filter(line.gt(Expr::tuple(last)))
        }
    };
    let in_order = rows
        .order_by_asc(E::place())
        .order_by_asc(E::person())
        .order_by_asc(E::ID);
    page.take(connection, in_order, id_of).await
}

/// Where the person is whom a row is about, and who that is.
async fn place_of<E: AboutPeople>(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Uuid, Uuid)> {
    let found: Option<(Option<Uuid>, Uuid)> = E::with_people()
        .filter(E::ID.eq(id))
        .select_only()
        .column_as(E::place(), "place")
        .column_as(E::person(), "whose")
        .into_tuple()
        .one(connection)
        .await?;
    let (place, person_id) = found.ok_or_else(|| Error::field("after", "field-unknown"))?;
    Ok((place.unwrap_or_default(), person_id))
}
