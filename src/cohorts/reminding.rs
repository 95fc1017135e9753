//! Writing down who is reminded of a cohort's window.
//!
//! Once an hour a job goes through the cohorts whose window is open or has just closed. Each of their people is
//! thought of once at each moment of the window, and a row says so, be there anything to tell or not: an hour
//! later there is nobody to think of, which costs a query. The letter itself is a job of its person and day, so
//! that there is one however many cohorts tell something; what it says is read when it leaves, and whoever has
//! finished by then gets none.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Timelike, Utc};
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

mod letters;

use super::membership::State;
use super::reminders::{Kind, Standing, is_told, stage};
use super::schedule::{Extension, Schedule};
use super::tables::{cohort, cohort_extension, cohort_member, cohort_reminder};
use super::{joining, store, work};
use crate::app::App;
use crate::db::{self, Transaction};
use crate::error::Result;
use crate::outbox::{self, Job};

use letters::Letters;
pub use letters::remind_by_hand;

/// Somebody to think of, at which moment of the window, and since when that is.
type Thought = (cohort_member::Model, (Kind, DateTime<Utc>));

/// Writes down that this hour's reminders are to be thought of, once however many nodes say so; nothing when no
/// window calls for any.
///
/// # Errors
/// When the database fails.
pub async fn tick(app: &App, now: DateTime<Utc>) -> Result<()> {
    if due(now).one(app.database.reader()).await?.is_none() {
        return Ok(());
    }
    let transaction = app.database.begin().await?;
    let key = format!("remind-cohorts {} {:02}", now.date_naive(), now.hour());
    outbox::enqueue(&transaction, key, Job::RemindCohorts, now, now).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(())
}

/// Thinks of everybody in every cohort whose window calls for it.
///
/// # Errors
/// When the database fails.
pub async fn remind(app: &App) -> Result<()> {
    let now = app.clock.now();
    for cohort in due(now).all(app.database.reader()).await? {
        remind_of(app, &cohort, now).await?;
    }
    app.outbox.wake();
    Ok(())
}

/// The cohorts whose windows are open or have just closed.
fn due(now: DateTime<Utc>) -> Select<cohort::Entity> {
    cohort::Entity::find()
        .filter(cohort::Column::RemindFrom.lte(now))
        .filter(cohort::Column::RemindUntil.gt(now))
        .order_by_asc(cohort::Column::Id)
}

async fn remind_of(app: &App, cohort: &cohort::Model, now: DateTime<Utc>) -> Result<()> {
    let reader = app.database.reader();
    let schedule = cohort.schedule()?;
    let courses = store::courses_of(reader, cohort.id).await?;
    if let Some(moment) = stage(&schedule.self_paced_times(&[]), now) {
        loop {
            let members = unthought(cohort.id, moment.0).all(reader).await?;
            if members.is_empty() {
                break;
            }
            let thoughts = members.into_iter().map(|member| (member, moment)).collect();
            think(app, cohort.id, &courses, thoughts, now).await?;
        }
    }
    // Whoever has been granted a later end has moments of the own.
    let mut after = Uuid::nil();
    loop {
        let members = extended(cohort.id, after).all(reader).await?;
        let Some(last) = members.last() else {
            return Ok(());
        };
        after = last.id;
        let thoughts = own_moments(reader, &schedule, members, now).await?;
        think(app, cohort.id, &courses, thoughts, now).await?;
    }
}

/// Those who take part and have not been thought of at this moment of the window; not those with a later end.
fn unthought(cohort_id: Uuid, kind: Kind) -> Select<cohort_member::Entity> {
    let thought_of = Query::select()
        .column(cohort_reminder::Column::PersonId)
        .from(cohort_reminder::Entity)
        .and_where(cohort_reminder::Column::CohortId.eq(cohort_id))
        .and_where(cohort_reminder::Column::Kind.eq(kind.name()))
        .to_owned();
    taking_part(cohort_id)
        .filter(cohort_member::Column::PersonId.not_in_subquery(thought_of))
        .filter(cohort_member::Column::PersonId.not_in_subquery(with_later_end(cohort_id)))
}

fn extended(cohort_id: Uuid, after: Uuid) -> Select<cohort_member::Entity> {
    taking_part(cohort_id)
        .filter(cohort_member::Column::Id.gt(after))
        .filter(cohort_member::Column::PersonId.in_subquery(with_later_end(cohort_id)))
}

fn taking_part(cohort_id: Uuid) -> Select<cohort_member::Entity> {
    cohort_member::Entity::find()
        .filter(cohort_member::Column::CohortId.eq(cohort_id))
        .filter(cohort_member::Column::State.is_in(State::TAKING_PART))
        .order_by_asc(cohort_member::Column::Id)
        .limit(joining::AT_ONCE)
}

fn with_later_end(cohort_id: Uuid) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(cohort_extension::Column::PersonId)
        .from(cohort_extension::Entity)
        .and_where(cohort_extension::Column::CohortId.eq(cohort_id))
        .and_where(cohort_extension::Column::ItemId.is_null())
        .to_owned()
}

async fn own_moments(
    connection: &impl ConnectionTrait,
    schedule: &Schedule,
    members: Vec<cohort_member::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Thought>> {
    let cohorts: BTreeSet<Uuid> = members.iter().map(|member| member.cohort_id).collect();
    let people = members.iter().map(|member| member.person_id);
    let granted = store::extensions(connection, cohorts, people).await?;
    let moment = |member: &cohort_member::Model| {
        let own = granted.get(&(member.cohort_id, member.person_id));
        let own: &[Extension] = own.map_or(&[], Vec::as_slice);
        stage(&schedule.self_paced_times(own), now)
    };
    let moments = members.into_iter().filter_map(|member| {
        let moment = moment(&member)?;
        Some((member, moment))
    });
    Ok(moments.collect())
}

/// Thinks of some people, in one transaction. The cohort's row is locked: of two workers that think of the same
/// people, the second finds that it has been done.
async fn think(
    app: &App,
    cohort_id: Uuid,
    courses: &[Uuid],
    thoughts: Vec<Thought>,
    now: DateTime<Utc>,
) -> Result<()> {
    if thoughts.is_empty() {
        return Ok(());
    }
    let ids: BTreeSet<Uuid> = thoughts
        .iter()
        .map(|(member, _)| member.person_id)
        .collect();
    let works = work::of(app, app.database.reader(), courses, ids.iter().copied()).await?;
    let transaction = app.database.begin().await?;
    store::lock(&transaction, cohort_id).await?;
    let known = known(&transaction, cohort_id, &ids).await?;
    let mut letters = Letters::read(app, &transaction, &ids, now).await?;
    let mut rows = Vec::with_capacity(thoughts.len());
    for (member, moment) in thoughts {
        let (person_id, kind) = (member.person_id, moment.0.name());
        if known.contains(&(person_id, kind.to_owned())) {
            continue;
        }
        let own = works.get(&person_id).map_or(&[][..], Vec::as_slice);
        let (done, left) = work::self_paced(own);
        let standing = Standing {
            joined_at: member.joined_at,
            done,
            left,
        };
        let letter = is_told(moment, &standing).then(|| letters.tell(person_id));
        rows.push(cohort_reminder::ActiveModel {
            cohort_id: Set(cohort_id),
            person_id: Set(person_id),
            kind: Set(kind.to_owned()),
            day: Set(letter.map(|letter| letter.0)),
            due_at: Set(letter.map(|letter| letter.1)),
        });
    }
    let once = OnConflict::new().do_nothing().to_owned();
    db::insert_all(&transaction, rows, Some(once)).await?;
    outbox::enqueue_all(&transaction, letters.jobs).await?;
    Ok(transaction.commit().await?)
}

async fn known(
    transaction: &Transaction,
    cohort_id: Uuid,
    people: &BTreeSet<Uuid>,
) -> Result<HashSet<(Uuid, String)>> {
    let known: Vec<(Uuid, String)> = cohort_reminder::Entity::find()
        .filter(cohort_reminder::Column::CohortId.eq(cohort_id))
        .filter(cohort_reminder::Column::PersonId.is_in(people.iter().copied()))
        .select_only()
        .column(cohort_reminder::Column::PersonId)
        .column(cohort_reminder::Column::Kind)
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(known.into_iter().collect())
}
