//! What is done, written down where it is decided: reports add up rows, and work nothing out.
//!
//! A course has been begun once a lesson was read, a try at a quiz was begun, or the attendance of a webinar
//! was counted. What is done may be taken back, when a quiz is graded anew; that a course has been begun, or
//! completed, is not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::rules::{Progress, Tally};
use crate::db::{self, Transaction};
use crate::error::{Error, Result};
use crate::programmes::tables::{enrolment, item_done};

/// What was found of one enrolment, whose row is locked.
#[derive(Debug)]
pub struct Found<'a> {
    /// The row, as it is written down.
    pub enrolment: &'a enrolment::Model,
    /// How far the learner is.
    pub progress: Progress,
    /// The same, added up.
    pub tally: Tally,
    /// Whether anything has been done at all.
    pub has_begun: bool,
}

/// Notes that courses have been begun, each at its moment, unless they were before.
///
/// # Errors
/// When the database fails.
pub async fn begin(transaction: &Transaction, begun: BTreeMap<Uuid, DateTime<Utc>>) -> Result<()> {
    // Who begins in one transaction begins within the same second: one statement tells it of all.
    let Some(at) = begun.values().min().copied() else {
        return Ok(());
    };
    enrolment::Entity::update_many()
        .set(enrolment::ActiveModel {
            started_at: Set(Some(at)),
            ..Default::default()
        })
        .filter(enrolment::Column::Id.is_in(begun.into_keys()))
        .filter(enrolment::Column::StartedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}

/// Writes down what is done in these enrolments now.
///
/// # Errors
/// When the database fails.
pub async fn write(
    transaction: &Transaction,
    found: &[Found<'_>],
    now: DateTime<Utc>,
) -> Result<()> {
    write_items(transaction, found, now).await?;
    write_tallies(transaction, found, now).await
}

async fn write_items(
    transaction: &Transaction,
    found: &[Found<'_>],
    now: DateTime<Utc>,
) -> Result<()> {
    let ids = found.iter().map(|one| one.enrolment.id);
    let rows = item_done::Entity::find()
        .filter(item_done::Column::EnrolmentId.is_in(ids))
        .all(transaction)
        .await?;
    let mut written: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    for row in rows {
        let items = written.entry(row.enrolment_id).or_default();
        items.insert(row.item_id);
    }
    let mut fresh = Vec::new();
    let mut gone = Vec::new();
    for one in found {
        let enrolment_id = one.enrolment.id;
        let mut former = written.remove(&enrolment_id).unwrap_or_default();
        let new = one.progress.done.iter().filter(|item| !former.remove(item));
        fresh.extend(new.map(|item_id| item_done::ActiveModel {
            enrolment_id: Set(enrolment_id),
            item_id: Set(*item_id),
            done_at: Set(now),
        }));
        if !former.is_empty() {
            gone.push((enrolment_id, former));
        }
    }
    let again = [item_done::Column::EnrolmentId, item_done::Column::ItemId];
    let once = OnConflict::columns(again).do_nothing().to_owned();
    db::insert_all(transaction, fresh, Some(once)).await?;
    take_back(transaction, gone).await
}

/// Takes back what is not done any more.
async fn take_back(transaction: &Transaction, gone: Vec<(Uuid, BTreeSet<Uuid>)>) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let of_one = |(enrolment_id, items): (Uuid, BTreeSet<Uuid>)| {
        Condition::all()
            .add(item_done::Column::EnrolmentId.eq(enrolment_id))
            .add(item_done::Column::ItemId.is_in(items))
    };
    let all = gone.into_iter().map(of_one);
    item_done::Entity::delete_many()
        .filter(all.fold(Condition::any(), Condition::add))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Those who stand alike share a statement: of a whole webinar's people there are few kinds.
async fn write_tallies(
    transaction: &Transaction,
    found: &[Found<'_>],
    now: DateTime<Utc>,
) -> Result<()> {
    let mut alike: HashMap<(Tally, bool), Vec<Uuid>> = HashMap::new();
    for one in found {
        let begins = one.has_begun && one.enrolment.started_at.is_none();
        if begins || !is_written(one) {
            let standing = (one.tally, begins);
            alike.entry(standing).or_default().push(one.enrolment.id);
        }
    }
    for ((tally, begins), ids) in alike {
        let mut row = enrolment::ActiveModel {
            self_paced_done: Set(count(tally.self_paced)?),
            webinars_done: Set(count(tally.webinars)?),
            attended_percent: Set(tally.attended_percent.map(i32::from)),
            ..Default::default()
        };
        if begins {
            row.started_at = Set(Some(now));
        }
        enrolment::Entity::update_many()
            .set(row)
            .filter(enrolment::Column::Id.is_in(ids))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

fn is_written(one: &Found<'_>) -> bool {
    let (row, tally) = (one.enrolment, one.tally);
    let same = |kept: i32, found: usize| usize::try_from(kept) == Ok(found);
    same(row.self_paced_done, tally.self_paced)
        && same(row.webinars_done, tally.webinars)
        && row.attended_percent == tally.attended_percent.map(i32::from)
}

fn count(items: usize) -> Result<i32> {
    i32::try_from(items).map_err(Error::internal)
}
