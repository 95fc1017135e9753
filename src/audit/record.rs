//! Writing lines, in the transaction of the deed: they commit together or not at all.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

use super::deed::Deed;
use super::tables::{audit_entry, audit_place};
use crate::db::{self, Transaction};
use crate::error::Result;
use crate::ids;
use crate::people::tables::{organisation, person};
use crate::policy::Actor;

/// How many people or organisations are read at once.
const AT_ONCE: usize = 1_000;

/// A line to be written.
#[derive(Debug, Clone)]
pub struct Line {
    at: DateTime<Utc>,
    actor: Option<(Uuid, Uuid)>,
    deed: Deed,
    subject_id: Option<Uuid>,
    person_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    details: Value,
}

impl Line {
    /// What somebody did now, or the operator on the server when there is no actor.
    #[must_use]
    pub fn new<'a>(
        actor: impl Into<Option<&'a Actor>>,
        deed: Deed,
        subject_id: impl Into<Option<Uuid>>,
        at: DateTime<Utc>,
    ) -> Self {
        let actor = actor.into();
        Self {
            at,
            actor: actor.map(|actor| (actor.person_id, actor.session_id)),
            deed,
            subject_id: subject_id.into(),
            person_id: None,
            organisation_id: None,
            details: json!({}),
        }
    }

    /// What a person did who is just being let in on this device.
    #[must_use]
    pub fn by(mut self, person_id: Uuid, session_id: Uuid) -> Self {
        self.actor = Some((person_id, session_id));
        self
    }

    /// Whom it concerns; the line is seen from where that person belongs now.
    #[must_use]
    pub fn about(mut self, person_id: Uuid) -> Self {
        self.person_id = Some(person_id);
        self
    }

    /// Where it is seen from, when that is not where the person concerned belongs.
    #[must_use]
    pub fn in_organisation(mut self, organisation_id: Option<Uuid>) -> Self {
        self.organisation_id = organisation_id;
        self
    }

    /// What else is to be known: an object, without secrets.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}

/// Writes a line.
///
/// # Errors
/// When the database fails; the deed must not be committed then.
pub async fn record(transaction: &Transaction, line: Line) -> Result<()> {
    record_all(transaction, vec![line]).await
}

/// Writes lines, however many, in few statements.
///
/// # Errors
/// When the database fails; the deeds must not be committed then.
pub async fn record_all(transaction: &Transaction, mut lines: Vec<Line>) -> Result<()> {
    stand_by_their_people(transaction, &mut lines).await?;
    let paths = paths(transaction, &lines).await?;
    let mut entries = Vec::with_capacity(lines.len());
    let mut places = Vec::new();
    for line in lines {
        let id = ids::new_id_at(line.at);
        let path = line.organisation_id.and_then(|id| paths.get(&id));
        let above = path.map(|path| path.split('/').filter_map(|id| id.parse().ok()));
        places.extend(above.into_iter().flatten().map(|organisation_id| {
            audit_place::ActiveModel {
                organisation_id: Set(organisation_id),
                entry_id: Set(id),
                action: Set(line.deed.name().to_owned()),
            }
        }));
        entries.push(audit_entry::ActiveModel {
            id: Set(id),
            at: Set(line.at),
            actor_id: Set(line.actor.map(|(person_id, _)| person_id)),
            session_id: Set(line.actor.map(|(_, session_id)| session_id)),
            action: Set(line.deed.name().to_owned()),
            subject_kind: Set(line.deed.subject().to_owned()),
            subject_id: Set(line.subject_id),
            person_id: Set(line.person_id),
            organisation_id: Set(line.organisation_id),
            details: Set(line.details),
        });
    }
    db::insert_all(transaction, entries, None).await?;
    db::insert_all(transaction, places, None).await?;
    Ok(())
}

/// A line that names a person and no organisation is seen from where the person belongs.
async fn stand_by_their_people(transaction: &Transaction, lines: &mut [Line]) -> Result<()> {
    let without = lines.iter().filter(|line| line.organisation_id.is_none());
    let people: HashSet<Uuid> = without.filter_map(|line| line.person_id).collect();
    let people: Vec<Uuid> = people.into_iter().collect();
    let mut belongs: HashMap<Uuid, Option<Uuid>> = HashMap::with_capacity(people.len());
    for some in people.chunks(AT_ONCE) {
        let found: Vec<(Uuid, Option<Uuid>)> = person::Entity::find()
            .filter(person::Column::Id.is_in(some.iter().copied()))
            .select_only()
            .column(person::Column::Id)
            .column(person::Column::OrganisationId)
            .into_tuple()
            .all(transaction)
            .await?;
        belongs.extend(found);
    }
    for line in lines {
        let of_person = line.person_id.and_then(|id| belongs.get(&id));
        if line.organisation_id.is_none() {
            line.organisation_id = of_person.copied().flatten();
        }
    }
    Ok(())
}

/// The paths of the organisations of the lines.
async fn paths(transaction: &Transaction, lines: &[Line]) -> Result<HashMap<Uuid, String>> {
    let named: HashSet<Uuid> = lines
        .iter()
        .filter_map(|line| line.organisation_id)
        .collect();
    let named: Vec<Uuid> = named.into_iter().collect();
    let mut paths = HashMap::with_capacity(named.len());
    for some in named.chunks(AT_ONCE) {
        let found: Vec<(Uuid, String)> = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(some.iter().copied()))
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Path)
            .into_tuple()
            .all(transaction)
            .await?;
        paths.extend(found);
    }
    Ok(paths)
}
