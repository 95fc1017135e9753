//! What happens to anonymous answers after they came, and what follows the close of a survey. Each is
//! harmless when it is done again.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::answering::counted;
use super::disclosure::{self, Group};
use super::gate;
use super::store::{self, counts, ids_of};
use super::tables::{survey_answer, survey_count, survey_placement};
use super::tally::Tally;
use crate::app::App;
use crate::db::{self, Transaction};
use crate::error::{Code, Error, Result};
use crate::ids;
use crate::outbox::{self, Job};
use crate::people::tables::organisation;
use crate::programmes;

/// Certificates issued, and answers counted, in one transaction: it holds the one writer of SQLite
/// for some hundredths of a second.
const AT_ONCE: u64 = 200;

/// How often answers that came are written anew.
const MIXING: TimeDelta = TimeDelta::hours(1);

/// Writes down that a survey is to be closed at its end.
///
/// # Errors
/// When the database fails.
pub async fn close_later(
    app: &App,
    transaction: &Transaction,
    placement: &survey_placement::Model,
) -> Result<()> {
    let closes_at = placement.closes_at;
    let key = format!(
        "close-survey {} {}",
        placement.id,
        closes_at.timestamp_micros()
    );
    let job = Job::CloseSurvey {
        placement_id: placement.id,
    };
    outbox::enqueue(transaction, key, job, closes_at, app.clock.now()).await
}

/// Writes down that what has come is to be mixed at the next full hour.
///
/// # Errors
/// When the database fails.
pub async fn mix_later(
    app: &App,
    transaction: &Transaction,
    placement: &survey_placement::Model,
) -> Result<()> {
    let now = app.clock.now();
    let hour = now.duration_trunc(MIXING).map_err(Error::internal)?;
    let key = format!("mix-survey {} {}", placement.id, hour.timestamp());
    let job = Job::MixSurvey {
        placement_id: placement.id,
    };
    // The row of the job is made with the first answer of the hour: its time is that of the hour.
    outbox::enqueue(transaction, key, job, hour + MIXING, hour).await
}

/// Writes the answers that have come since the last time anew, together and in another order: a
/// database remembers which rows were written by one transaction. When they are too few they wait.
///
/// # Errors
/// When the database fails.
pub async fn mix(app: &App, placement_id: Uuid) -> Result<()> {
    let transaction = app.database.begin().await?;
    let Some(placement) = lock(&transaction, placement_id).await? else {
        return Ok(());
    };
    let fresh = survey_answer::Entity::find()
        .filter(survey_answer::Column::PlacementId.eq(placement_id))
        .filter(survey_answer::Column::Mixed.eq(false));
    let waiting = fresh.clone().count(&transaction).await?;
    let least = u64::try_from(placement.smallest_group).unwrap_or(u64::MAX);
    if placement.anonymous && waiting >= least {
        let rows = fresh.all(&transaction).await?;
        rewrite(&transaction, rows).await?;
    }
    Ok(transaction.commit().await?)
}

/// A survey, its row locked; none when it has been taken away since the job was written down.
async fn lock(transaction: &Transaction, id: Uuid) -> Result<Option<survey_placement::Model>> {
    match store::lock(transaction, id).await {
        Ok(placement) => Ok(Some(placement)),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes answers anew, under identifiers that are drawn, in the order of these.
async fn rewrite(transaction: &Transaction, rows: Vec<survey_answer::Model>) -> Result<()> {
    let old: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    for some in old.chunks(10_000) {
        survey_answer::Entity::delete_many()
            .filter(survey_answer::Column::Id.is_in(some.iter().copied()))
            .exec(transaction)
            .await?;
    }
    let mut drawn = BTreeMap::new();
    for row in rows {
        let id = ids::new_drawn_id();
        let anew = survey_answer::ActiveModel {
            id: Set(id),
            placement_id: Set(row.placement_id),
            organisation_id: Set(row.organisation_id),
            mixed: Set(true),
            answers: Set(row.answers),
        };
        drawn.insert(id, anew);
    }
    let drawn: Vec<_> = drawn.into_values().collect();
    Ok(db::insert_all(transaction, drawn, None).await?)
}

/// Closes a survey whose end has come: what was answered anonymously is settled, and certificates
/// that waited for an answer are issued without one.
///
/// # Errors
/// When the database fails.
pub async fn close(app: &App, placement_id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let Some(placement) = lock(&transaction, placement_id).await? else {
        return Ok(());
    };
    // It was given a later end meanwhile, for which there is another job.
    if placement.closes_at > now {
        return Ok(());
    }
    let placement = match placement.closed_at {
        Some(_) => placement,
        None => {
            let mut row = placement.into_active_model();
            row.closed_at = Set(Some(now));
            row.update(&transaction).await?
        }
    };
    transaction.commit().await?;
    if placement.anonymous && placement.settled_at.is_none() {
        settle(app, placement_id, now).await?;
    }
    release_all(app, placement_id).await
}

async fn release_all(app: &App, placement_id: Uuid) -> Result<()> {
    loop {
        let waiting = gate::waiting(app.database.reader(), placement_id, AT_ONCE).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        let transaction = app.database.begin().await?;
        let enrolments = programmes::store::lock_all(&transaction, waiting).await?;
        for enrolment in enrolments.values() {
            gate::release(app, &transaction, enrolment, placement_id).await?;
        }
        transaction.commit().await?;
        app.outbox.wake();
    }
}

/// Gives every answer of an anonymous survey the place that may be told, and counts them. One
/// transaction: there is no moment at which a part of it can be read.
async fn settle(app: &App, placement_id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let transaction = app.database.begin().await?;
    let placement = store::lock(&transaction, placement_id).await?;
    if placement.settled_at.is_some() {
        return Ok(());
    }
    let document = store::version(&transaction, placement.version_id)
        .await?
        .document;
    let places = places(&transaction, placement_id).await?;
    let smallest = u32::try_from(placement.smallest_group).unwrap_or(u32::MAX);
    let groups: Vec<Group> = places.values().cloned().collect();
    // Of too few nothing is told: nothing is counted, and no place is kept.
    let levels = disclosure::levels(&groups, smallest);
    let mut rows = all(&transaction, placement_id).await?;
    let mut tallies: BTreeMap<Option<Uuid>, Tally> = BTreeMap::new();
    for row in &mut rows {
        let path = places.get(&row.organisation_id).map(|group| &group.path);
        let level = path.and_then(|path| levels.as_ref()?.get(path)?.last());
        row.organisation_id = level.copied();
        let tally = counted(&document, &row.answers);
        tallies.entry(row.organisation_id).or_default().add(tally);
    }
    rewrite(&transaction, rows).await?;
    survey_count::Entity::delete_many()
        .filter(survey_count::Column::PlacementId.eq(placement_id))
        .exec(&transaction)
        .await?;
    if levels.is_some() {
        for (place, tally) in &tallies {
            counts::add(&transaction, placement_id, *place, tally).await?;
        }
    }
    let mut row = placement.into_active_model();
    row.settled_at = Set(Some(now));
    row.update(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// Every answer of a survey, read in pages.
async fn all(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
) -> Result<Vec<survey_answer::Model>> {
    let (mut rows, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let page = survey_answer::Entity::find()
            .filter(survey_answer::Column::PlacementId.eq(placement_id))
            .filter(survey_answer::Column::Id.gt(after))
            .order_by_asc(survey_answer::Column::Id)
            .limit(1_000)
            .all(connection)
            .await?;
        let Some(last) = page.last() else {
            return Ok(rows);
        };
        after = last.id;
        rows.extend(page);
    }
}

/// Where answers of a survey come from, and how many from each place.
async fn places(
    connection: &impl ConnectionTrait,
    placement_id: Uuid,
) -> Result<HashMap<Option<Uuid>, Group>> {
    let found: Vec<(Option<Uuid>, i64)> = survey_answer::Entity::find()
        .select_only()
        .column(survey_answer::Column::OrganisationId)
        .column_as(survey_answer::Column::Id.count(), "answers")
        .filter(survey_answer::Column::PlacementId.eq(placement_id))
        .group_by(survey_answer::Column::OrganisationId)
        .into_tuple()
        .all(connection)
        .await?;
    let ids: Vec<Uuid> = found.iter().filter_map(|(id, _)| *id).collect();
    let mut paths = HashMap::new();
    for some in ids.chunks(10_000) {
        let rows: Vec<(Uuid, String)> = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Path)
            .filter(organisation::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(connection)
            .await?;
        paths.extend(rows);
    }
    let groups = found.into_iter().map(|(id, answers)| {
        let path = id.and_then(|id| paths.get(&id));
        let group = Group {
            path: path.map_or(Vec::new(), |path| ids_of(path)),
            answers: u32::try_from(answers).unwrap_or(u32::MAX),
        };
        (id, group)
    });
    Ok(groups.collect())
}
