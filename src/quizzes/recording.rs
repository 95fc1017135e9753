//! Writing down what learners answer: everybody's answers that wait at one moment in one
//! transaction (see [`crate::db::batching`]), each appended to its attempt's chain.

mod written;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempt::{Attempt, Refusal, State};
use super::chains::{Addition, Chains, Origin};
use super::grading::Certainty;
use super::receipts::EntryKind;
use super::response::Response;
use super::saving::{self, Rank, Saving};
use super::store;
use super::tables::answer;
use crate::app::App;
use crate::db::batching::Batch;
use crate::db::{self, Transaction};
use crate::error::{Code, Result};

/// How many entries an attempt may have: a hundred for each of two hundred questions. Beyond it a
/// client is broken, and is told to stop.
const MOST_ENTRIES: i64 = 20_000;

/// Something that arrived from a device for one attempt; all of it is written down, or nothing.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The attempt, which is the learner's own.
    pub attempt_id: Uuid,
    /// What arrived, in the order in which the device made it; each fits its question.
    pub entries: Vec<Arrived>,
    /// From where.
    pub origin: Origin,
    /// When: the moment it arrived counts, not the moment it is written down.
    pub now: DateTime<Utc>,
    /// The questions in the order of the paper, where there is no way back; otherwise empty.
    pub sequence: Vec<Uuid>,
}

/// An answer, or something that the device noticed.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The question, for an answer.
    pub question_id: Option<Uuid>,
    /// The client's own number.
    pub client_number: i64,
    /// What was answered; absent for something noticed.
    pub answer: Option<Answer>,
    /// What is written into the chain.
    pub body: String,
    /// When the device says that it was made.
    pub claimed_at: Option<DateTime<Utc>>,
}

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer, in the numbers of the paper.
    pub response: Response,
    /// How certain the learner is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// The proof that something was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"number": 7, "hash": "ba33908a83a998b8f2f452622a5b7311e59c202326f6ed858c0a5bcedd91f9af",
    "recorded_at": "2026-01-15T01:05:00.123456Z", "kind": "answered"}))]
pub struct Receipt {
    /// The number of the entry in the attempt's history.
    pub number: i64,
    /// Its hash, which proves it and everything before it.
    pub hash: String,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    /// What became of it: `answered` when it counts, `superseded` or `late` when it is kept without
    /// counting, `observed`.
    pub kind: String,
}

/// Writes deliveries down.
#[derive(Debug)]
pub struct Recorder(pub Arc<App>);

#[async_trait]
impl Batch for Recorder {
    type Request = Delivery;
    type Outcome = Vec<Receipt>;

    async fn run(&self, deliveries: &[Delivery]) -> Result<Vec<Result<Vec<Receipt>>>> {
        let transaction = self.0.database.begin().await?;
        let mut known = Known::read(&transaction, deliveries).await?;
        let mut outcomes = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            outcomes.push(known.take(delivery));
        }
        known.write(&transaction).await?;
        transaction.commit().await?;
        Ok(outcomes)
    }
}

/// An attempt and a question.
type Place = (Uuid, Uuid);

/// What is known of the attempts that deliveries are for, and what is to be written.
struct Known {
    attempts: HashMap<Uuid, Attempt>,
    /// The answers that count so far, by attempt and question.
    ranks: HashMap<Place, Rank>,
    /// What was written down before under a number that has arrived again.
    before: written::Before,
    chains: Chains,
    counting: BTreeMap<Place, answer::ActiveModel>,
}

impl Known {
    async fn read(transaction: &Transaction, deliveries: &[Delivery]) -> Result<Self> {
        let ids: BTreeSet<Uuid> = deliveries
            .iter()
            .map(|delivery| delivery.attempt_id)
            .collect();
        let attempts = store::lock_all(transaction, ids.iter().copied()).await?;
        let attempts: HashMap<Uuid, Attempt> = attempts
            .iter()
            .map(|(id, row)| (*id, store::life(row)))
            .collect();
        let ranks = written::ranks(transaction, deliveries).await?;
        let is_new = |delivery: &Delivery, arrived: &Arrived| {
            let place = arrived
                .question_id
                .map(|question| (delivery.attempt_id, question));
            let attempt = attempts.get(&delivery.attempt_id);
            let is_open = attempt.is_some_and(|life| life.as_of(delivery.now).state == State::Open);
            let newest = |place| {
                let rank: Option<&Rank> = ranks.get(&place);
                rank.is_none_or(|rank| rank.client_number < arrived.client_number)
            };
            is_open && place.is_some_and(newest)
        };
        let before = written::before(transaction, deliveries, is_new).await?;
        Ok(Self {
            attempts,
            ranks,
            before,
            chains: Chains::read(transaction, ids).await?,
            counting: BTreeMap::new(),
        })
    }

    /// Decides on a delivery. Everything in it is decided before anything of it is noted, so that
    /// it is taken as a whole or not at all.
    fn take(&mut self, delivery: &Delivery) -> Result<Vec<Receipt>> {
        let attempt_id = delivery.attempt_id;
        let attempt = *self.attempts.get(&attempt_id).ok_or(Code::NotFound)?;
        let room = MOST_ENTRIES - self.chains.length(attempt_id);
        if i64::try_from(delivery.entries.len()).unwrap_or(i64::MAX) > room {
            return Err(Code::TooManyRequests.into());
        }
        let mut ranks: HashMap<Place, Rank> = HashMap::new();
        let mut furthest = self.furthest(delivery);
        let mut decided = Vec::with_capacity(delivery.entries.len());
        for arrived in &delivery.entries {
            if let Some(receipt) = self.receipt_of(attempt_id, arrived) {
                decided.push(Decided::Before(receipt));
                continue;
            }
            let Some(question_id) = arrived.question_id else {
                decided.push(Decided::Now(EntryKind::Observed, false));
                continue;
            };
            let place = (attempt_id, question_id);
            let saved = ranks
                .get(&place)
                .or_else(|| self.ranks.get(&place))
                .copied();
            let number = arrived.client_number;
            let saving = saving::save(&attempt, saved, number, arrived.claimed_at, delivery.now)?;
            let (kind, late) = match saving {
                Saving::Counts { late } => {
                    no_way_back(delivery, question_id, &mut furthest)?;
                    let made_at = saving::made_at(arrived.claimed_at, delivery.now);
                    ranks.insert(
                        place,
                        Rank {
                            client_number: number,
                            made_at,
                        },
                    );
                    (EntryKind::Answered, late)
                }
                Saving::Superseded => (EntryKind::Superseded, false),
                Saving::TooLate => (EntryKind::Late, true),
            };
            decided.push(Decided::Now(kind, late));
        }
        self.ranks.extend(ranks);
        let decided = delivery.entries.iter().zip(decided);
        Ok(decided
            .map(|(arrived, decided)| match decided {
                Decided::Before(receipt) => receipt,
                // The very same may stand twice in one delivery: it is one entry all the same.
                Decided::Now(kind, late) => self
                    .receipt_of(attempt_id, arrived)
                    .unwrap_or_else(|| self.note(delivery, arrived, kind, late)),
            })
            .collect())
    }

    /// The receipt of the very same thing, when it has been written down before.
    fn receipt_of(&self, attempt_id: Uuid, arrived: &Arrived) -> Option<Receipt> {
        let key = (attempt_id, arrived.question_id, arrived.client_number);
        let before = self.before.get(&key)?.iter();
        let same = before.into_iter().find(|(body, _)| *body == arrived.body);
        same.map(|(_, receipt)| receipt.clone())
    }

    /// The place on the paper of the last question that has been answered.
    fn furthest(&self, delivery: &Delivery) -> usize {
        let answered = |question: &Uuid| self.ranks.contains_key(&(delivery.attempt_id, *question));
        delivery.sequence.iter().rposition(answered).unwrap_or(0)
    }

    fn note(
        &mut self,
        delivery: &Delivery,
        arrived: &Arrived,
        kind: EntryKind,
        late: bool,
    ) -> Receipt {
        let attempt_id = delivery.attempt_id;
        let addition = Addition {
            kind,
            question_id: arrived.question_id,
            client_number: Some(arrived.client_number),
            body: arrived.body.clone(),
            claimed_at: arrived.claimed_at,
        };
        let end = self
            .chains
            .add(attempt_id, addition, &delivery.origin, delivery.now);
        let receipt = Receipt {
            number: end.number,
            hash: end.hash,
            recorded_at: delivery.now,
            kind: kind.name().to_owned(),
        };
        let key = (attempt_id, arrived.question_id, arrived.client_number);
        let written = (arrived.body.clone(), receipt.clone());
        self.before.entry(key).or_default().push(written);
        if let (EntryKind::Answered, Some(question_id), Some(answer)) =
            (kind, arrived.question_id, &arrived.answer)
        {
            let row = counting_row(delivery, question_id, arrived, answer, late);
            self.counting.insert((attempt_id, question_id), row);
        }
        receipt
    }

    async fn write(self, transaction: &Transaction) -> Result<()> {
        self.chains.write(transaction).await?;
        let key = [answer::Column::AttemptId, answer::Column::QuestionId];
        let newer = OnConflict::columns(key)
            .update_columns([
                answer::Column::Response,
                answer::Column::ClientNumber,
                answer::Column::SavedAt,
                answer::Column::Certainty,
                answer::Column::Late,
                answer::Column::MadeAt,
            ])
            .to_owned();
        let rows = self.counting.into_values();
        Ok(db::insert_all(transaction, rows, Some(newer)).await?)
    }
}

enum Decided {
    Before(Receipt),
    Now(EntryKind, bool),
}

/// Where questions come one after the other, an answer to an earlier one is refused.
fn no_way_back(delivery: &Delivery, question_id: Uuid, furthest: &mut usize) -> Result<()> {
    let place = delivery.sequence.iter().position(|id| *id == question_id);
    match place {
        Some(place) if place < *furthest => Err(Refusal::NoWayBack.into()),
        Some(place) => {
            *furthest = place;
            Ok(())
        }
        None => Ok(()),
    }
}

fn counting_row(
    delivery: &Delivery,
    question_id: Uuid,
    arrived: &Arrived,
    answer: &Answer,
    late: bool,
) -> answer::ActiveModel {
    let certainty = answer
        .certainty
        .map(|certainty| certainty.name().to_owned());
    answer::ActiveModel {
        attempt_id: Set(delivery.attempt_id),
        question_id: Set(question_id),
        // A response that came as JSON goes as JSON.
        response: Set(serde_json::to_value(&answer.response).unwrap_or_default()),
        client_number: Set(arrived.client_number),
        saved_at: Set(delivery.now),
        marks: Set(None),
        graded_by: Set(None),
        comment: Set(None),
        certainty: Set(certainty),
        late: Set(late),
        made_at: Set(Some(saving::made_at(arrived.claimed_at, delivery.now))),
    }
}
