//! The chains of attempts in the database: reading their ends, and writing what is added to them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::receipts::{self, Entry, EntryKind};
use super::tables::{attempt_chain, attempt_entry};
use crate::db::{self, Transaction};
use crate::error::Result;

/// The ends of chains, and what is to be added to them in one transaction. The rows of the
/// attempts are locked meanwhile.
#[derive(Debug, Default)]
pub struct Chains {
    ends: HashMap<Uuid, (i64, String)>,
    changed: BTreeMap<Uuid, (i64, String)>,
    added: Vec<attempt_entry::ActiveModel>,
}

/// What is added to a chain, but for its number and hash.
#[derive(Debug, Clone)]
pub struct Addition {
    /// What happened.
    pub kind: EntryKind,
    /// The question, for an answer.
    pub question_id: Option<Uuid>,
    /// The client's own number.
    pub client_number: Option<i64>,
    /// What was answered or noticed, as JSON.
    pub body: String,
    /// When the device says that it was made.
    pub claimed_at: Option<DateTime<Utc>>,
}

impl Addition {
    /// Something that says no more than that it happened.
    #[must_use]
    pub fn plain(kind: EntryKind) -> Self {
        Self {
            kind,
            question_id: None,
            client_number: None,
            body: "{}".to_owned(),
            claimed_at: None,
        }
    }
}

/// From where something came: the session of the device and its address. The default stands for
/// what the server does by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The session of the device.
    pub device_id: Option<Uuid>,
    /// Its address.
    pub address: String,
}

/// The end of a chain: the number and the hash of its last entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The number.
    pub number: i64,
    /// The hash.
    pub hash: String,
}

impl Chains {
    /// Reads the ends of the chains of these attempts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(
        connection: &impl ConnectionTrait,
        attempts: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self> {
        let rows = attempt_chain::Entity::find()
            .filter(attempt_chain::Column::AttemptId.is_in(attempts))
            .all(connection)
            .await?;
        Ok(Self {
            ends: rows
                .into_iter()
                .map(|row| (row.attempt_id, (row.number, row.hash)))
                .collect(),
            ..Self::default()
        })
    }

    /// How many entries a chain has.
    #[must_use]
    pub fn length(&self, attempt_id: Uuid) -> i64 {
        self.ends.get(&attempt_id).map_or(0, |(number, _)| *number)
    }

    /// Adds to the chain of an attempt; the receipt is its new end.
    pub fn add(
        &mut self,
        attempt_id: Uuid,
        addition: Addition,
        origin: &Origin,
        now: DateTime<Utc>,
    ) -> End {
        let (number, before) = self
            .ends
            .remove(&attempt_id)
            .unwrap_or_else(|| (0, receipts::beginning(attempt_id)));
        let entry = Entry {
            attempt_id,
            number: number + 1,
            kind: addition.kind.name().to_owned(),
            question_id: addition.question_id,
            client_number: addition.client_number,
            body: addition.body,
            device_id: origin.device_id,
            address: origin.address.clone(),
            claimed_at: addition.claimed_at,
            recorded_at: now,
        };
        let hash = receipts::hash(&before, &entry);
        let end = (entry.number, hash.clone());
        self.ends.insert(attempt_id, end.clone());
        self.changed.insert(attempt_id, end.clone());
        self.added.push(row(entry, hash));
        End {
            number: end.0,
            hash: end.1,
        }
    }

    /// Writes down what was added.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(self, transaction: &Transaction) -> Result<()> {
        db::insert_all(transaction, self.added, None).await?;
        let ends = self
            .changed
            .into_iter()
            .map(|(attempt_id, (number, hash))| attempt_chain::ActiveModel {
                attempt_id: Set(attempt_id),
                number: Set(number),
                hash: Set(hash),
            });
        let longer = OnConflict::column(attempt_chain::Column::AttemptId)
            .update_columns([attempt_chain::Column::Number, attempt_chain::Column::Hash])
            .to_owned();
        Ok(db::insert_all(transaction, ends, Some(longer)).await?)
    }
}

/// Adds one entry to the chain of one attempt, whose row is locked.
///
/// # Errors
/// When the database fails.
pub async fn append(
    transaction: &Transaction,
    attempt_id: Uuid,
    addition: Addition,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<End> {
    let mut chains = Chains::read(transaction, [attempt_id]).await?;
    let end = chains.add(attempt_id, addition, origin, now);
    chains.write(transaction).await?;
    Ok(end)
}

fn row(entry: Entry, hash: String) -> attempt_entry::ActiveModel {
    attempt_entry::ActiveModel {
        attempt_id: Set(entry.attempt_id),
        number: Set(entry.number),
        kind: Set(entry.kind),
        question_id: Set(entry.question_id),
        client_number: Set(entry.client_number),
        body: Set(entry.body),
        device_id: Set(entry.device_id),
        address: Set(entry.address),
        claimed_at: Set(entry.claimed_at),
        recorded_at: Set(entry.recorded_at),
        hash: Set(hash),
    }
}

/// An entry as the rules see it, with its hash.
#[must_use]
pub fn entry(row: attempt_entry::Model) -> (Entry, String) {
    let entry = Entry {
        attempt_id: row.attempt_id,
        number: row.number,
        kind: row.kind,
        question_id: row.question_id,
        client_number: row.client_number,
        body: row.body,
        device_id: row.device_id,
        address: row.address,
        claimed_at: row.claimed_at,
        recorded_at: row.recorded_at,
    };
    (entry, row.hash)
}
