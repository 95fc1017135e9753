//! Inviting whom a cohort's rule means, in the background.
//!
//! Whom the rule may mean is found once, and taken in set by set, each in one short transaction. Whoever is in
//! the cohort is left out, so that a worker which takes over after a kill goes on where the other was, and
//! inviting again takes in whom the register has got since.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::joining;
use super::membership::{State, free_places, placed};
use super::rule::Standing;
use super::store::{self, candidates};
use super::tables::{cohort, cohort_member};
use crate::app::App;
use crate::db::Transaction;
use crate::error::Result;
use crate::outbox::{self, Job};

/// Writes down that a cohort's people are to be invited.
///
/// # Errors
/// When the database fails.
pub async fn invite_later(
    transaction: &Transaction,
    cohort: &cohort::Model,
    now: DateTime<Utc>,
) -> Result<cohort::Model> {
    let row = cohort::ActiveModel {
        id: Set(cohort.id),
        invitations_asked_at: Set(Some(now)),
        invitations_done_at: Set(None),
        ..Default::default()
    };
    let row = row.update(transaction).await?;
    let cohort_id = cohort.id;
    let key = format!("invite-cohort {cohort_id} {}", now.timestamp_micros());
    outbox::enqueue(transaction, key, Job::InviteCohort { cohort_id }, now, now).await?;
    Ok(row)
}

/// Takes everybody into a cohort whom its rule means and who is not in it.
///
/// # Errors
/// When the database fails, or a course is no longer published.
pub async fn invite(app: &App, cohort_id: Uuid) -> Result<()> {
    let reader = app.database.reader();
    let cohort = store::get(reader, cohort_id).await?;
    let (rule, on) = cohort.rule()?;
    let paths = candidates::paths(reader, &rule).await?;
    if !rule.is_empty() {
        let people = candidates::of_rule(reader, (cohort_id, &rule, on), &paths).await?;
        let at_once = usize::try_from(joining::AT_ONCE).unwrap_or(usize::MAX);
        for some in people.chunks(at_once) {
            let found = candidates::of_people(reader, some.iter().copied(), on).await?;
            let meant = found
                .into_iter()
                .filter(|standing| rule.belongs(standing, &paths, on));
            take_in(app, cohort_id, meant.collect()).await?;
        }
    }
    let transaction = app.database.begin().await?;
    let row = cohort::ActiveModel {
        id: Set(cohort_id),
        invitations_done_at: Set(Some(app.clock.now())),
        ..Default::default()
    };
    row.update(&transaction).await?;
    Ok(transaction.commit().await?)
}

async fn take_in(app: &App, cohort_id: Uuid, people: Vec<Standing>) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let cohort = store::lock(&transaction, cohort_id).await?;
    let today = cohort.today(now);
    let courses = store::published_courses(&transaction, cohort_id).await?;
    // Somebody may have come by an own wish, or by another worker, since the people were read.
    let inside: Vec<Uuid> = cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .filter(cohort_member::Column::PersonId.is_in(people.iter().map(|one| one.person_id)))
        .select_only()
        .column(cohort_member::Column::PersonId)
        .into_tuple()
        .all(&transaction)
        .await?;
    let mut seen: HashSet<Uuid> = inside.into_iter().collect();
    let mut free = match cohort.capacity {
        None => u64::MAX,
        capacity => {
            let taken = store::taken_places(&transaction, cohort_id).await?;
            free_places(capacity, taken).unwrap_or(u64::MAX)
        }
    };
    // Where they are on coming is kept, which may be elsewhere than on the rule's day.
    let ids = people.iter().map(|one| one.person_id);
    let mut standings = candidates::of_people(&transaction, ids, today).await?;
    standings.sort_by_key(|standing| standing.person_id);
    let mut rows = Vec::new();
    for standing in &standings {
        if !seen.insert(standing.person_id) {
            continue;
        }
        let state = placed(State::Invited, free > 0);
        free = free.saturating_sub(1);
        rows.push(joining::row(&cohort, standing, today, (state, true), now));
    }
    joining::take_in(&transaction, &cohort, &courses, rows, now).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(())
}
