//! What is known of answers that have arrived: which count so far, and which have arrived before.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::super::saving::Rank;
use super::super::tables::{answer, attempt_entry};
use super::{Arrived, Delivery, Place, Receipt};
use crate::db::Transaction;
use crate::error::Result;

/// What was written down before: by attempt, question and client number the bodies with their
/// receipts.
pub(super) type Before = HashMap<(Uuid, Option<Uuid>, i64), Vec<(String, Receipt)>>;

/// The ranks of the answers that count so far: of the questions that have been answered now, and of
/// all where it matters which are answered at all.
/// An answer that counts: attempt, question, client number, when it was saved and made.
type Row = (Uuid, Uuid, i64, DateTime<Utc>, Option<DateTime<Utc>>);

pub(super) async fn ranks(
    transaction: &Transaction,
    deliveries: &[Delivery],
) -> Result<HashMap<Place, Rank>> {
    let (mut attempts, mut questions) = (BTreeSet::new(), BTreeSet::new());
    for delivery in deliveries {
        attempts.insert(delivery.attempt_id);
        questions.extend(
            delivery
                .entries
                .iter()
                .filter_map(|entry| entry.question_id),
        );
        questions.extend(delivery.sequence.iter().copied());
    }
    let rows: Vec<Row> = answer::Entity::find()
        .filter(answer::Column::AttemptId.is_in(attempts))
        .filter(answer::Column::QuestionId.is_in(questions))
        .select_only()
        .columns([
            answer::Column::AttemptId,
            answer::Column::QuestionId,
            answer::Column::ClientNumber,
            answer::Column::SavedAt,
            answer::Column::MadeAt,
        ])
        .into_tuple()
        .all(transaction)
        .await?;
    let rank = |(attempt, question, client_number, saved_at, made_at)| {
        let made_at = Option::unwrap_or(made_at, saved_at);
        let rank = Rank {
            client_number,
            made_at,
        };
        ((attempt, question), rank)
    };
    Ok(rows.into_iter().map(rank).collect())
}

/// What was written down before under the numbers of what is not new. Most answers are new, and cost
/// nothing here.
pub(super) async fn before(
    transaction: &Transaction,
    deliveries: &[Delivery],
    is_new: impl Fn(&Delivery, &Arrived) -> bool,
) -> Result<Before> {
    let mut again = Condition::any();
    for delivery in deliveries {
        let numbers: Vec<i64> = delivery
            .entries
            .iter()
            .filter(|arrived| !is_new(delivery, arrived))
            .map(|arrived| arrived.client_number)
            .collect();
        if !numbers.is_empty() {
            again = again.add(
                Condition::all()
                    .add(attempt_entry::Column::AttemptId.eq(delivery.attempt_id))
                    .add(attempt_entry::Column::ClientNumber.is_in(numbers)),
            );
        }
    }
    let mut before = Before::new();
    if again.is_empty() {
        return Ok(before);
    }
    let rows = attempt_entry::Entity::find()
        .filter(again)
        .all(transaction)
        .await?;
    for row in rows {
        let Some(client_number) = row.client_number else {
            continue;
        };
        let key = (row.attempt_id, row.question_id, client_number);
        let receipt = Receipt {
            number: row.number,
            hash: row.hash,
            recorded_at: row.recorded_at,
            kind: row.kind,
        };
        before.entry(key).or_default().push((row.body, receipt));
    }
    Ok(before)
}
