//! Lines of the log as the API shows them, and as a table.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::deed::Deed;
use super::tables::audit_entry;
use crate::error::Result;
use crate::http::sheets::{Entry, Sheet};
use crate::messages::{Arguments, Language, dates};
use crate::people::tables::person;

/// How many people are read at once.
const AT_ONCE: usize = 1_000;

/// Something that was done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000061", "at": "2026-11-30T03:00:00Z",
    "actor": {"id": "0199a000-0000-7000-8000-000000000004", "surname": "Сүрэн", "given_name": "Болд"},
    "session_id": "0199a000-0000-7000-8000-000000000062",
    "action": "recovery_code_issued", "subject_kind": "recovery_code",
    "subject_id": "0199a000-0000-7000-8000-000000000063",
    "person": {"id": "0199a000-0000-7000-8000-000000000003", "surname": "Дорж", "given_name": "Бат"},
    "organisation_id": "0199a000-0000-7000-8000-000000000005", "details": {}
}))]
pub struct AuditEntry {
    /// The identifier.
    id: Uuid,
    /// When.
    at: DateTime<Utc>,
    /// Who did it; null for the operator, on the server.
    actor: Option<AuditPerson>,
    /// On which device: the session.
    session_id: Option<Uuid>,
    /// What was done.
    #[schema(value_type = Deed)]
    action: String,
    /// What kind of thing it was done to.
    subject_kind: String,
    /// To what.
    subject_id: Option<Uuid>,
    /// Whom it concerns.
    person: Option<AuditPerson>,
    /// The organisation that the person belonged to then, or that it concerns itself.
    organisation_id: Option<Uuid>,
    /// What else is known of it, by kind of action.
    #[schema(value_type = Object)]
    details: Value,
}

/// A person in the log, by the name that the register has today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditPerson {
    /// The identifier.
    id: Uuid,
    /// The surname; null when the register has the person no longer.
    surname: Option<String>,
    /// The given name.
    given_name: Option<String>,
}

/// The lines with the names of those whom they name.
///
/// # Errors
/// When the database fails.
pub(super) async fn show(
    connection: &impl ConnectionTrait,
    lines: Vec<audit_entry::Model>,
) -> Result<Vec<AuditEntry>> {
    let named = lines
        .iter()
        .flat_map(|line| [line.actor_id, line.person_id]);
    let named: HashSet<Uuid> = named.flatten().collect();
    let named: Vec<Uuid> = named.into_iter().collect();
    let mut names: HashMap<Uuid, (String, String)> = HashMap::with_capacity(named.len());
    for some in named.chunks(AT_ONCE) {
        let found: Vec<(Uuid, String, String)> = person::Entity::find()
            .filter(person::Column::Id.is_in(some.iter().copied()))
            .select_only()
            .columns([
                person::Column::Id,
                person::Column::Surname,
                person::Column::GivenName,
            ])
            .into_tuple()
            .all(connection)
            .await?;
        let found = found.into_iter();
        names.extend(found.map(|(id, surname, given_name)| (id, (surname, given_name))));
    }
    let called = |id: Option<Uuid>| {
        id.map(|id| {
            let (surname, given_name) = names.get(&id).cloned().unzip();
            AuditPerson {
                id,
                surname,
                given_name,
            }
        })
    };
    let shown = lines.into_iter().map(|line| AuditEntry {
        id: line.id,
        at: line.at,
        actor: called(line.actor_id),
        session_id: line.session_id,
        action: line.action,
        subject_kind: line.subject_kind,
        subject_id: line.subject_id,
        person: called(line.person_id),
        organisation_id: line.organisation_id,
        details: line.details,
    });
    Ok(shown.collect())
}

/// The columns, in the order of [`AuditEntry::line`].
const COLUMNS: [&str; 8] = [
    "at",
    "actor",
    "action",
    "person",
    "person-id",
    "subject",
    "subject-id",
    "details",
];

/// The lines as a table in the reader's language and time zone.
pub(super) fn sheet(entries: &[AuditEntry], language: Language, zone: Tz) -> Sheet {
    let words = |key: String| language.text(&key, &Arguments::none());
    Sheet {
        name: words("audit-sheet".to_owned()),
        headings: COLUMNS
            .map(|column| words(format!("audit-column-{column}")))
            .to_vec(),
        rows: entries
            .iter()
            .map(|entry| entry.line(language, zone))
            .collect(),
    }
}

impl AuditPerson {
    fn name(&self) -> String {
        let names = [&self.surname, &self.given_name];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        names.join(" ")
    }
}

impl AuditEntry {
    fn line(&self, language: Language, zone: Tz) -> Vec<Entry> {
        let name = |person: &Option<AuditPerson>| {
            person
                .as_ref()
                .map_or(Entry::Nothing, |person| Entry::Text(person.name()))
        };
        let id = |id: Option<Uuid>| id.map_or(Entry::Nothing, |id| Entry::Text(id.to_string()));
        let action = Deed::named(&self.action).map_or_else(
            || self.action.clone(),
            |deed| language.text(&deed.words(), &Arguments::none()),
        );
        vec![
            Entry::Text(dates::moment(language, self.at, zone)),
            name(&self.actor),
            Entry::Text(action),
            name(&self.person),
            id(self.person.as_ref().map(|person| person.id)),
            Entry::Text(self.subject_kind.clone()),
            id(self.subject_id),
            Entry::Text(self.details.to_string()),
        ]
    }
}
