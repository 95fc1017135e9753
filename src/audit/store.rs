//! Reading the log, newest first, in one's sight.
//!
//! Whoever sees everybody reads the table itself. An officer reads two ranges, each in order and each
//! by an index of its own, and merges them: what concerns the own part of the tree (as it stood then),
//! and what the officer has done.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::deed::Deed;
use super::tables::{audit_entry, audit_place};
use crate::error::Result;
use crate::ids;
use crate::policy::{Actor, Sight};

/// What is looked for; what is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub to: Option<DateTime<Utc>>,
    /// By whom.
    pub actor: Option<Uuid>,
    /// Whom it concerns.
    pub person: Option<Uuid>,
    /// What was done.
    pub deed: Option<Deed>,
    /// To what.
    pub subject: Option<Uuid>,
}

impl Wanted {
    /// The condition on the lines themselves. Identifiers begin with the time, so that a time is a
    /// place in every index.
    fn condition(&self, before: Option<Uuid>) -> Condition {
        use audit_entry::Column;
        Condition::all()
            .add_option(before.map(|before| Column::Id.lt(before)))
            .add_option(self.from.map(|from| Column::Id.gte(ids::least_id_at(from))))
            .add_option(self.to.map(|to| Column::Id.lt(ids::least_id_at(to))))
            .add_option(self.actor.map(|actor| Column::ActorId.eq(actor)))
            .add_option(self.person.map(|person| Column::PersonId.eq(person)))
            .add_option(self.deed.map(|deed| Column::Action.eq(deed.name())))
            .add_option(self.subject.map(|subject| Column::SubjectId.eq(subject)))
    }

    /// The same on the places of lines, as far as they know: one range of their index.
    fn place_condition(&self, organisation_id: Uuid, before: Option<Uuid>) -> Condition {
        use audit_place::Column;
        Condition::all()
            .add(Column::OrganisationId.eq(organisation_id))
            .add_option(before.map(|before| Column::EntryId.lt(before)))
            .add_option(
                self.from
                    .map(|from| Column::EntryId.gte(ids::least_id_at(from))),
            )
            .add_option(self.to.map(|to| Column::EntryId.lt(ids::least_id_at(to))))
            .add_option(self.deed.map(|deed| Column::Action.eq(deed.name())))
    }

    /// Whether the line itself must be asked, and not only where it is seen from.
    fn is_about_one(&self) -> bool {
        self.actor.is_some() || self.person.is_some() || self.subject.is_some()
    }
}

/// The lines in the actor's sight, the newest first, from before the line `before`; at most `most`.
///
/// # Errors
/// When the database fails.
pub async fn visible_to(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    wanted: &Wanted,
    before: Option<Uuid>,
    most: u64,
) -> Result<Vec<audit_entry::Model>> {
    let found = audit_entry::Entity::find().filter(wanted.condition(before));
    if actor.sight() == Sight::Everyone {
        return newest(connection, found, most).await;
    }
    let own = found
        .clone()
        .filter(audit_entry::Column::ActorId.eq(actor.person_id));
    let mut lines = newest(connection, own, most).await?;
    if let Some(root) = root_of(actor) {
        lines.extend(in_part(connection, found, wanted, root, before, most).await?);
    }
    let mut seen = HashSet::new();
    lines.retain(|line| seen.insert(line.id));
    lines.sort_unstable_by_key(|line| std::cmp::Reverse(line.id));
    lines.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(lines)
}

/// The organisation whose part of the tree the actor watches.
fn root_of(actor: &Actor) -> Option<Uuid> {
    match actor.sight() {
        Sight::Part(path) => path.trim_end_matches('/').rsplit('/').next()?.parse().ok(),
        Sight::Everyone | Sight::Self_ => None,
    }
}

async fn in_part(
    connection: &impl ConnectionTrait,
    found: Select<audit_entry::Entity>,
    wanted: &Wanted,
    root: Uuid,
    before: Option<Uuid>,
    most: u64,
) -> Result<Vec<audit_entry::Model>> {
    use audit_place::Column;
    if wanted.is_about_one() {
        // Few lines are about one: they are found by their own index, and each asks where it is seen.
        let seen = Query::select()
            .column(Column::EntryId)
            .from(audit_place::Entity)
            .cond_where(
                Condition::all().add(Column::OrganisationId.eq(root)).add(
                    Expr::col((audit_place::Entity, Column::EntryId))
                        .equals((audit_entry::Entity, audit_entry::Column::Id)),
                ),
            )
            .to_owned();
        return newest(connection, found.filter(Expr::exists(seen)), most).await;
    }
    let ids: Vec<Uuid> = audit_place::Entity::find()
        .filter(wanted.place_condition(root, before))
        .select_only()
        .column(Column::EntryId)
        .order_by_desc(Column::EntryId)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    newest(
        connection,
        found.filter(audit_entry::Column::Id.is_in(ids)),
        most,
    )
    .await
}

async fn newest(
    connection: &impl ConnectionTrait,
    found: Select<audit_entry::Entity>,
    most: u64,
) -> Result<Vec<audit_entry::Model>> {
    let found = found.order_by_desc(audit_entry::Column::Id).limit(most);
    Ok(found.all(connection).await?)
}
