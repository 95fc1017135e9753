//! Applying an import, in the background: some rows in one transaction, which also writes down how far
//! it has come. Whoever is killed in between goes on there, so each row is applied once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::before::Before;
use super::difference::{Update, update};
use super::dry_run::progress;
use super::matching::Known;
use super::row::Problem;
use super::state::{Outcome, Status, ToDo};
use super::store;
use super::store::holders::Holders;
use super::tables::{roster_import, roster_row};
use crate::app::App;
use crate::db::Transaction;
use crate::error::Result;
use crate::ids;
use crate::messages::Language;
use crate::people::identifiers::ContactKind;
use crate::people::placements::{self, NewPlacement};
use crate::people::placing::{self, Placement};
use crate::people::position::Position;
use crate::people::tables::{person, person_role};
use crate::people::{self, contacts, names, single_use};
use crate::policy::Role;

/// Rows that are looked at in one transaction. On SQLite nobody else writes meanwhile.
const ROWS_AT_ONCE: u64 = 100;

/// Does the job that the decision to apply has written down.
///
/// # Errors
/// When the database fails; the outbox goes on later.
pub async fn apply(app: &App, import_id: Uuid) -> Result<()> {
    while apply_some(app, import_id).await? {}
    Ok(())
}

/// Applies the next rows, and says whether there are more.
///
/// # Errors
/// When the database fails; nothing of these rows stays then.
pub async fn apply_some(app: &App, import_id: Uuid) -> Result<bool> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    // Locked: of two workers that come with the same job the second goes on where the first is.
    let import = store::lock(&transaction, import_id).await?;
    if import.status != Status::Applying {
        return Ok(false);
    }
    let rows = next_rows(&transaction, &import).await?;
    let Some(last) = rows.last().map(|row| row.number) else {
        let revision = import.revision + 1;
        let mut row = import.into_active_model();
        row.status = Set(Status::Applied);
        row.applied_at = Set(Some(now));
        row.revision = Set(revision);
        row.update(&transaction).await?;
        transaction.commit().await?;
        return Ok(false);
    };
    let mut hand = Hand::of(&transaction, &import, &rows, now).await?;
    for row in rows {
        hand.apply(&transaction, row).await?;
    }
    progress(&transaction, import_id, last).await?;
    transaction.commit().await?;
    Ok(true)
}

/// The next rows that the work on an import comes to.
///
/// # Errors
/// When the database fails.
pub async fn next_rows(
    transaction: &Transaction,
    import: &roster_import::Model,
) -> Result<Vec<roster_row::Model>> {
    let rows = roster_row::Entity::find()
        .filter(roster_row::Column::ImportId.eq(import.id))
        .filter(roster_row::Column::Number.gt(import.worked_through))
        .order_by_asc(roster_row::Column::Number)
        .limit(ROWS_AT_ONCE);
    Ok(rows.all(transaction).await?)
}

/// The people of some rows, locked, in one order.
///
/// # Errors
/// When the database fails.
pub async fn people_of(
    transaction: &Transaction,
    rows: &[roster_row::Model],
) -> Result<HashMap<Uuid, person::Model>> {
    let ids = rows.iter().filter_map(|row| row.person_id);
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .order_by_asc(person::Column::Id)
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(people.into_iter().map(|row| (row.id, row)).collect())
}

/// What is at hand for applying some rows.
struct Hand {
    import: roster_import::Model,
    people: HashMap<Uuid, person::Model>,
    placements: HashMap<Uuid, Vec<Placement>>,
    /// Who has a number, code or address that the rows give.
    holders: Holders,
    /// The organisations of who applies it; none for who sees all.
    part: Option<HashSet<Uuid>>,
    now: DateTime<Utc>,
}

impl Hand {
    async fn of(
        transaction: &Transaction,
        import: &roster_import::Model,
        rows: &[roster_row::Model],
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let people = people_of(transaction, rows).await?;
        let ids: Vec<Uuid> = people.keys().copied().collect();
        let applied_by = import.applied_by.unwrap_or(import.created_by);
        let actor = store::actor_of(transaction, applied_by).await?;
        Ok(Self {
            part: store::part(transaction, &actor).await?,
            import: import.clone(),
            placements: placements::of_all(transaction, &ids).await?,
            people,
            holders: Holders::of(transaction, rows.iter().map(|row| &row.said)).await?,
            now,
        })
    }

    async fn apply(&mut self, transaction: &Transaction, row: roster_row::Model) -> Result<()> {
        let Some(to_do) = row.difference.to_do(row.decision) else {
            return Ok(());
        };
        let applied = match to_do {
            // Who applies it may have come to watch over another part since it was compared.
            _ if !self.is_in_part(row.organisation_id) => Err("roster-outside"),
            ToDo::Register => self.register(transaction, &row).await?,
            ToDo::Change | ToDo::End => self.change(transaction, &row, to_do).await?,
        };
        let mut problems = row.problems.clone();
        let mut row = row.into_active_model();
        match applied {
            Ok((person, before)) => {
                row.outcome = Set(Some(Outcome::Applied));
                row.person_id = Set(Some(person.id));
                row.revision_after = Set(Some(person.revision));
                row.before = Set(Some(before));
            }
            Err(key) => {
                problems.0.push(Problem::new(None, key));
                row.outcome = Set(Some(Outcome::Skipped));
                row.problems = Set(problems);
            }
        }
        row.update(transaction).await?;
        Ok(())
    }

    fn is_in_part(&self, place: Option<Uuid>) -> bool {
        let part = self.part.as_ref();
        part.is_none_or(|part| place.is_some_and(|place| part.contains(&place)))
    }

    /// Registers somebody new, who learns, and is told nothing yet.
    async fn register(
        &mut self,
        transaction: &Transaction,
        row: &roster_row::Model,
    ) -> Result<Result<(person::Model, Before), &'static str>> {
        let said = &row.said;
        let keys = [&said.register_number, &said.sector_code, &said.email];
        if self.holders.have(keys, None) {
            return Ok(Err("roster-taken-meanwhile"));
        }
        let surname = said.surname.clone().unwrap_or_default();
        let id = ids::new_id();
        let person = person::ActiveModel {
            id: Set(id),
            email: Set(said.email.clone()),
            unreachable: Set(said.email.is_none()),
            name_key: Set(names::full_key(&surname, &said.given_name)),
            surname: Set(surname),
            given_name: Set(said.given_name.clone()),
            language: Set(Language::default()),
            time_zone: Set("Asia/Ulaanbaatar".to_owned()),
            active: Set(true),
            revision: Set(0),
            created_at: Set(self.now),
            register_number: Set(said.register_number.clone()),
            sector_code: Set(said.sector_code.clone()),
            service_began_on: Set(said.service_began_on),
            ..Default::default()
        };
        let mut person = person.insert(transaction).await?;
        let said_contacts = [
            said.email.clone().map(|email| (ContactKind::Email, email)),
            said.telephone
                .clone()
                .map(|number| (ContactKind::Telephone, number)),
        ];
        for contact in said_contacts.into_iter().flatten() {
            // A telephone is shared by families: it lets in the one who had it first.
            if self.holders.has_contact(&contact.1) {
                continue;
            }
            self.holders.hold_contact(contact.1.clone(), id);
            contacts::main(id, contact, self.now)
                .insert(transaction)
                .await?;
        }
        let role = person_role::ActiveModel {
            person_id: Set(id),
            role: Set(Role::Learner.name().to_owned()),
        };
        role.insert(transaction).await?;
        if let Some(organisation_id) = row.organisation_id {
            let place = NewPlacement {
                organisation_id,
                position: said.position.unwrap_or(Position::Other),
                subject: said.subject.clone().unwrap_or_default(),
                since: said.since.unwrap_or(self.import.as_of),
                until: None,
            };
            person = placements::add(transaction, person, place, self.now).await?;
        }
        self.holders.hold(keys, id);
        Ok(Ok((person, Before::nobody())))
    }

    /// Changes what the register says of somebody, if nobody has meanwhile.
    async fn change(
        &mut self,
        transaction: &Transaction,
        row: &roster_row::Model,
        to_do: ToDo,
    ) -> Result<Result<(person::Model, Before), &'static str>> {
        let person = row.person_id.and_then(|id| self.people.remove(&id));
        let Some(person) = person.filter(|person| Some(person.revision) == row.person_revision)
        else {
            return Ok(Err("roster-changed-meanwhile"));
        };
        let known = self.placements.remove(&person.id).unwrap_or_default();
        let before = Before::of(&person, &known);
        if to_do == ToDo::End {
            let ended = placing::ended(&known, self.import.as_of);
            let person = placements::write(transaction, person, &known, &ended, self.now).await?;
            return Ok(Ok((person, before)));
        }
        let Some(place) = row.organisation_id else {
            return Ok(Err("roster-changed-meanwhile"));
        };
        let change = update(&seen(&person, &known), &row.said, place, self.import.as_of);
        let keys = [&change.register_number, &change.sector_code, &change.email];
        if self.holders.have(keys, Some(person.id)) {
            return Ok(Err("roster-taken-meanwhile"));
        }
        self.holders.hold(keys, person.id);
        let person = self.write(transaction, person, change).await?;
        Ok(Ok((person, before)))
    }

    async fn write(
        &self,
        transaction: &Transaction,
        person: person::Model,
        change: Update,
    ) -> Result<person::Model> {
        let is_readdressed = change.email.is_some();
        let surname = change.surname.unwrap_or_else(|| person.surname.clone());
        let given_name = change
            .given_name
            .unwrap_or_else(|| person.given_name.clone());
        let revision = person.revision + 1;
        let mut row = person.into_active_model();
        row.name_key = Set(names::full_key(&surname, &given_name));
        row.surname = Set(surname);
        row.given_name = Set(given_name);
        row.revision = Set(revision);
        if let Some(number) = change.register_number {
            row.register_number = Set(Some(number));
        }
        if let Some(code) = change.sector_code {
            row.sector_code = Set(Some(code));
        }
        if let Some(day) = change.service_began_on {
            row.service_began_on = Set(Some(day));
        }
        let mut person = row.update(transaction).await?;
        if let Some(email) = change.email {
            let by = self.import.applied_by.unwrap_or(self.import.created_by);
            contacts::correct_email(transaction, person.id, email, by, self.now).await?;
            person = people::store::get(transaction, person.id).await?;
        }
        if is_readdressed {
            // What is under way to the former address must not open the account.
            single_use::cancel_all(transaction, person.id).await?;
        }
        if let Some(place) = change.place {
            let new = NewPlacement {
                organisation_id: place.organisation_id,
                position: place.position,
                subject: place.subject,
                since: place.since,
                until: None,
            };
            person = placements::move_to(transaction, person, new, self.now).await?;
        }
        Ok(person)
    }
}

/// A person as the rules see somebody whom the register has.
fn seen(person: &person::Model, placements: &[Placement]) -> Known {
    let open = placing::open(placements);
    Known {
        id: person.id,
        organisation_id: person.organisation_id,
        since: open.map(|open| open.since),
        position: open.map(|open| open.position),
        subject: open.map(|open| open.subject.clone()).unwrap_or_default(),
        surname: person.surname.clone(),
        given_name: person.given_name.clone(),
        email: person.email.clone(),
        register_number: person.register_number.clone(),
        sector_code: person.sector_code.clone(),
        service_began_on: person.service_began_on,
        revision: person.revision,
        is_seen: true,
        is_kept: true,
    }
}
