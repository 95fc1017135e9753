//! What has come to depend on what an import has done.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::certificates::tables::credits::earned_credit;
use crate::cohorts::tables::cohort_member;
use crate::error::{FieldError, Result};
use crate::messages::Arguments;
use crate::people::tables::{person, session};
use crate::programmes::tables::enrolment;
use crate::quizzes::tables::accommodation;
use crate::rosters::state::{Outcome, ToDo};
use crate::rosters::tables::roster_row;
use crate::second_stage::tables::{mentorship, visit};

/// Rows looked at together, well below what the databases can bind.
const ROWS_AT_ONCE: usize = 1_000;

/// What depends on what an import has done: how many people have been changed since; and, of those it
/// registered, how many have signed in or have been enrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dependants {
    /// People who have been changed since.
    pub changes: usize,
    /// New people who have signed in.
    pub sign_ins: usize,
    /// New people who have been enrolled.
    pub enrolments: usize,
    /// New people of whom something else has been written down.
    pub others: usize,
}

impl Dependants {
    /// The fields of a refusal, one for each thing that there is.
    #[must_use]
    pub fn fields(self) -> Vec<FieldError> {
        let counts = [
            ("changes", self.changes),
            ("sign_ins", self.sign_ins),
            ("enrolments", self.enrolments),
            ("others", self.others),
        ];
        let keys = ["changes", "sign-ins", "enrolments", "other"];
        let named = counts
            .into_iter()
            .zip(keys)
            .filter(|((_, count), _)| *count > 0);
        let fields = named.map(|((field, count), key)| FieldError {
            field: field.to_owned(),
            key: format!("roster-depends-{key}"),
            arguments: Arguments::none().with("count", count),
        });
        fields.collect()
    }
}

/// What depends on an import that has been applied.
///
/// # Errors
/// When the database fails.
pub async fn dependants(connection: &impl ConnectionTrait, import_id: Uuid) -> Result<Dependants> {
    let applied = roster_row::Entity::find()
        .filter(roster_row::Column::ImportId.eq(import_id))
        .filter(roster_row::Column::Outcome.eq(Outcome::Applied))
        .all(connection)
        .await?;
    let mut all = Dependants::default();
    for rows in applied.chunks(ROWS_AT_ONCE) {
        let ids = rows.iter().filter_map(|row| row.person_id);
        let revisions: Vec<(Uuid, i32)> = person::Entity::find()
            .filter(person::Column::Id.is_in(ids))
            .select_only()
            .columns([person::Column::Id, person::Column::Revision])
            .into_tuple()
            .all(connection)
            .await?;
        let revisions: HashMap<Uuid, i32> = revisions.into_iter().collect();
        let is_changed = |row: &&roster_row::Model| {
            let now = row.person_id.and_then(|id| revisions.get(&id));
            now.copied() != row.revision_after
        };
        all.changes += rows.iter().filter(is_changed).count();
        let new = rows.iter().filter(|row| is_new(row));
        let new: Vec<Uuid> = new.filter_map(|row| row.person_id).collect();
        let used = used(connection, &new).await?;
        for kind in used.into_values() {
            match kind {
                Use::SignedIn => all.sign_ins += 1,
                Use::Enrolled => all.enrolments += 1,
                Use::Other => all.others += 1,
            }
        }
    }
    Ok(all)
}

/// Whether a row has registered somebody.
#[must_use]
pub fn is_new(row: &roster_row::Model) -> bool {
    row.difference.to_do(row.decision) == Some(ToDo::Register)
}

/// What has come to depend on a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The person has signed in.
    SignedIn,
    /// The person has been enrolled.
    Enrolled,
    /// Something else has been written down of the person.
    Other,
}

/// What has come to depend on people whom an import has registered, one thing each. Whatever refers to
/// a person and can come about before the person signs in is asked for here.
///
/// # Errors
/// When the database fails.
pub async fn used(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
) -> Result<HashMap<Uuid, Use>> {
    let mut others =
        mentioned::<accommodation::Entity>(connection, people, accommodation::Column::PersonId)
            .await?;
    others.extend(
        mentioned::<cohort_member::Entity>(connection, people, cohort_member::Column::PersonId)
            .await?,
    );
    others.extend(
        mentioned::<earned_credit::Entity>(connection, people, earned_credit::Column::PersonId)
            .await?,
    );
    others.extend(mentioned::<visit::Entity>(connection, people, visit::Column::PersonId).await?);
    for part in [mentorship::Column::MentorId, mentorship::Column::TeacherId] {
        others.extend(mentioned::<mentorship::Entity>(connection, people, part).await?);
    }
    let enrolled =
        mentioned::<enrolment::Entity>(connection, people, enrolment::Column::PersonId).await?;
    let signed_in =
        mentioned::<session::Entity>(connection, people, session::Column::PersonId).await?;
    let others = others.into_iter().map(|id| (id, Use::Other));
    let enrolled = enrolled.into_iter().map(|id| (id, Use::Enrolled));
    let signed_in = signed_in.into_iter().map(|id| (id, Use::SignedIn));
    Ok(others.chain(enrolled).chain(signed_in).collect())
}

/// Those of these people whom this column names.
async fn mentioned<E: EntityTrait>(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
    column: E::Column,
) -> Result<Vec<Uuid>> {
    Ok(E::find()
        .filter(column.is_in(people.iter().copied()))
        .select_only()
        .column(column)
        .into_tuple()
        .all(connection)
        .await?)
}
