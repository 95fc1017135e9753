//! E-mail addresses and telephone numbers of people: which there are, and which letters go to. Whatever
//! changes one does so in `contacts/changing.rs`.
//!
//! An address that somebody has added to the own account is a *claim* until a letter sent there has been
//! answered: it signs nobody in, gets no other letters, and gives way to whoever has a better right.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::identifiers::ContactKind;
use super::tables::access::contact;
use super::tables::person;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::ids;
use crate::outbox::{self, Job, Letter, NewJob};

mod changing;

pub use changing::{
    add, correct_email, main, main_email, make_main, note_delivery, remove, verify,
};

/// How many people's addresses are read, and letters written down, at once.
const AT_ONCE: usize = 1_000;

impl contact::Model {
    /// Whether it is only claimed by the person.
    #[must_use]
    pub fn is_claim(&self) -> bool {
        self.kind == ContactKind::Email
            && self.verified_at.is_none()
            && self.added_by == Some(self.person_id)
    }

    /// Whether letters go there.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.kind == ContactKind::Email && !self.is_claim() && self.bounced_at.is_none()
    }

    /// Which of several is used first: the main one, then one that was verified, then the oldest.
    fn order(&self) -> (bool, bool, Uuid) {
        (!self.main, self.verified_at.is_none(), self.id)
    }
}

/// The condition that it is more than a claim.
#[must_use]
pub fn usable() -> Condition {
    use contact::Column;
    Condition::any()
        .add(Column::Kind.eq(ContactKind::Telephone))
        .add(Column::VerifiedAt.is_not_null())
        .add(Column::AddedBy.is_null())
        .add(
            Expr::col((contact::Entity, Column::AddedBy))
                .ne(Expr::col((contact::Entity, Column::PersonId))),
        )
}

/// All that a person has, the main ones first.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &impl ConnectionTrait, person_id: Uuid) -> Result<Vec<contact::Model>> {
    let mut found = contact::Entity::find()
        .filter(contact::Column::PersonId.eq(person_id))
        .all(connection)
        .await?;
    found.sort_by_key(|row| (row.kind != ContactKind::Email, row.order()));
    Ok(found)
}

/// The usable address or number of this text, folded as it is stored.
///
/// # Errors
/// When the database fails.
pub async fn by_value(
    connection: &impl ConnectionTrait,
    value: &str,
) -> Result<Option<contact::Model>> {
    Ok(contact::Entity::find()
        .filter(contact::Column::Value.eq(value))
        .filter(usable())
        .one(connection)
        .await?)
}

/// The addresses that letters to these people may go to, in the order in which they are used.
///
/// # Errors
/// When the database fails.
pub async fn good_addresses(
    connection: &impl ConnectionTrait,
    people: &[Uuid],
) -> Result<HashMap<Uuid, Vec<contact::Model>>> {
    let mut good: HashMap<Uuid, Vec<contact::Model>> = HashMap::new();
    for some in people.chunks(AT_ONCE) {
        let found = contact::Entity::find()
            .filter(contact::Column::PersonId.is_in(some.iter().copied()))
            .filter(contact::Column::Kind.eq(ContactKind::Email))
            .filter(contact::Column::BouncedAt.is_null())
            .filter(usable())
            .all(connection)
            .await?;
        for row in found {
            good.entry(row.person_id).or_default().push(row);
        }
    }
    for rows in good.values_mut() {
        rows.sort_by_key(contact::Model::order);
    }
    Ok(good)
}

/// In which way somebody cannot be reached by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The last letter to the main address was refused for good.
    Bounced,
    /// There is no address that gets mail.
    Unreachable,
}

impl Trouble {
    /// The condition on people. The bare column, without a value: few are so, and they have an index of their own.
    #[must_use]
    pub fn condition(self) -> Expr {
        let column = match self {
            Self::Bounced => person::Column::Bounced,
            Self::Unreachable => person::Column::Unreachable,
        };
        column.into_expr()
    }
}

/// Writes down that these people shall get these letters, now, each at every good address: what
/// somebody who has got hold of one address must not keep from the person.
///
/// # Errors
/// When the database fails.
pub async fn tell_everywhere(
    transaction: &Transaction,
    letters: Vec<(Uuid, Letter)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let people: Vec<Uuid> = letters.iter().map(|(person_id, _)| *person_id).collect();
    let good = good_addresses(transaction, &people).await?;
    let mut jobs = Vec::new();
    for (person_id, letter) in letters {
        let addresses = good.get(&person_id).map(Vec::as_slice).unwrap_or_default();
        jobs.extend(addresses.iter().map(|address| NewJob {
            key: format!("letter {}", ids::new_id()),
            job: Job::LetterTo {
                contact_id: address.id,
                letter: letter.clone(),
            },
            due_at: now,
            created_at: now,
        }));
    }
    for some in jobs.chunks(AT_ONCE) {
        outbox::enqueue_all(transaction, some.to_vec()).await?;
    }
    Ok(())
}

/// One of a person.
///
/// # Errors
/// [`Code::NotFound`] when there is none, or it is another person's.
pub async fn get(
    connection: &impl ConnectionTrait,
    person_id: Uuid,
    id: Uuid,
) -> Result<contact::Model> {
    let found = contact::Entity::find_by_id(id)
        .filter(contact::Column::PersonId.eq(person_id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}
