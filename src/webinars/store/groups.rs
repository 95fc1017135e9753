//! For whom a webinar is held: all who take its course, or some of their groups.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use crate::db::{self, Transaction};
use crate::error::Result;
use crate::programmes;
use crate::webinars::tables::{webinar, webinar_group};

/// Whether a webinar is for somebody who takes its course: it is for all, or for a group that the
/// person is in, or the person hosts it.
#[must_use]
pub fn is_for(person_id: Uuid) -> Condition {
    let limited = webinar_group::Entity::find()
        .select_only()
        .column(webinar_group::Column::WebinarId);
    let own = programmes::store::groups::of_person(person_id);
    let own = limited
        .clone()
        .filter(webinar_group::Column::GroupId.in_subquery(own));
    Condition::any()
        .add(webinar::Column::HostId.eq(person_id))
        .add(webinar::Column::Id.not_in_subquery(limited.into_query()))
        .add(webinar::Column::Id.in_subquery(own.into_query()))
}

/// The groups for which each of these webinars is held; one that is for all is not among them.
///
/// # Errors
/// When the database fails.
pub async fn of_all(
    connection: &impl ConnectionTrait,
    webinars: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let rows = webinar_group::Entity::find()
        .filter(webinar_group::Column::WebinarId.is_in(webinars))
        .order_by_asc(webinar_group::Column::GroupId)
        .all(connection)
        .await?;
    let mut groups: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in rows {
        groups.entry(row.webinar_id).or_default().push(row.group_id);
    }
    Ok(groups)
}

/// The groups for which a webinar is held; none when it is for all.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &impl ConnectionTrait, webinar_id: Uuid) -> Result<Vec<Uuid>> {
    let mut groups = of_all(connection, [webinar_id]).await?;
    Ok(groups.remove(&webinar_id).unwrap_or_default())
}

/// Holds a webinar for exactly these groups, which are known; for all when there is none.
///
/// # Errors
/// When the database fails.
pub async fn set(transaction: &Transaction, webinar_id: Uuid, groups: &[Uuid]) -> Result<()> {
    webinar_group::Entity::delete_many()
        .filter(webinar_group::Column::WebinarId.eq(webinar_id))
        .exec(transaction)
        .await?;
    let groups: BTreeSet<Uuid> = groups.iter().copied().collect();
    let rows = groups
        .into_iter()
        .map(|group_id| webinar_group::ActiveModel {
            webinar_id: Set(webinar_id),
            group_id: Set(group_id),
        });
    Ok(db::insert_all(transaction, rows, None).await?)
}
