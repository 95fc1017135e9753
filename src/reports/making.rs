//! Making what reports are folded from: a cohort is added up by the database, at one moment.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::{try_join, try_join3};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::cube::{Cube, DoneLeaf, Item, ItemKey, Leaf, Place, Sums};
use super::pace::Pace;
use super::store::{self, Asked, Extended, Others, Standing};
use super::trend::Trend;
use crate::app::App;
use crate::cohorts;
use crate::cohorts::membership::State;
use crate::cohorts::schedule::Schedule;
use crate::cohorts::tables::cohort;
use crate::completion::rules;
use crate::courses;
use crate::courses::document::ItemKind;
use crate::error::{Error, Result};
use crate::keeping::Kept;
use crate::messages::dates;
use crate::people::tables::organisation;

/// What this node keeps of cohorts.
#[derive(Debug, Default)]
pub struct Reports {
    /// Cohorts as they are now, and as they were when another cohort or season had come as far.
    cubes: Kept<(Uuid, Option<Uuid>), Cube>,
    /// How they came along.
    trends: Kept<Uuid, Trend>,
}

impl Reports {
    /// A cohort as it is now, or was a moment ago.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn now(&self, app: &App, cohort: &cohort::Model) -> Result<Arc<Cube>> {
        let make = cube(app, cohort, None);
        self.cubes.get(&app.clock, (cohort.id, None), make).await
    }

    /// A cohort as it was at an earlier moment, at which it had come as far as another has now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn then(
        &self,
        app: &App,
        cohort: &cohort::Model,
        (other, at): (Uuid, DateTime<Utc>),
    ) -> Result<Arc<Cube>> {
        let make = cube(app, cohort, Some(at));
        let key = (cohort.id, Some(other));
        self.cubes.get(&app.clock, key, make).await
    }

    /// How a cohort came along until now, or a moment ago.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn trend(&self, app: &App, cohort: &cohort::Model) -> Result<Arc<Trend>> {
        let make = trend(app, cohort);
        self.trends.get(&app.clock, cohort.id, make).await
    }
}

/// Adds a cohort up, as it is now or was at an earlier moment; of then, what was attended and whether surveys
/// were answered is not known, and who takes part is as it is now.
async fn cube(app: &App, cohort: &cohort::Model, at: Option<DateTime<Utc>>) -> Result<Cube> {
    let reader = app.database.reader();
    let as_of = at.unwrap_or_else(|| app.clock.now());
    let schedule = cohort.schedule()?;
    let (asked, items) = asked(app, cohort, Pace::at(&schedule, &[], as_of), at).await?;
    // The two that take long, side by side.
    let (standings, done) = try_join(
        store::standings(reader, &asked),
        store::done(reader, &asked),
    )
    .await?;
    let (extended, others, places) = try_join3(
        store::extended(reader, &asked),
        store::others(reader, cohort.id),
        places(reader, cohort.id),
    )
    .await?;
    let mut leaves: Vec<Leaf> = standings.into_iter().map(leaf).collect();
    leaves.extend(others.into_iter().map(other));
    leaves.extend(granted(app, cohort, &schedule, &asked, extended, as_of).await?);
    let done = done
        .into_iter()
        .map(|(organisation_id, course_id, item_id, done)| DoneLeaf {
            organisation_id,
            item: ItemKey { course_id, item_id },
            done,
        });
    Ok(Cube {
        as_of,
        leaves,
        done: done.collect(),
        items,
        places,
    })
}

/// Adds up how a cohort came along, day by day.
async fn trend(app: &App, cohort: &cohort::Model) -> Result<Trend> {
    let reader = app.database.reader();
    let as_of = app.clock.now();
    let schedule = cohort.schedule()?;
    let (asked, _) = asked(app, cohort, Pace::at(&schedule, &[], as_of), None).await?;
    let mut trend = Trend {
        as_of,
        first_day: schedule.first_day(),
        last_day: schedule.last_day(),
        today: cohort.today(as_of),
        places: places(reader, cohort.id).await?,
        ..Trend::default()
    };
    let zone = dates::zone(&cohort.time_zone);
    for moments in store::moments(reader, &asked).await? {
        trend.add(&moments, zone);
    }
    Ok(trend)
}

/// What the statements are told, and what the newest versions of the cohort's courses ask for.
async fn asked(
    app: &App,
    cohort: &cohort::Model,
    pace: Pace,
    at: Option<DateTime<Utc>>,
) -> Result<(Asked, Vec<Item>)> {
    let reader = app.database.reader();
    let courses = cohorts::store::courses_of(reader, cohort.id).await?;
    let mut asked = Asked {
        cohort_id: cohort.id,
        versions: Vec::new(),
        self_paced: Vec::new(),
        webinars: Vec::new(),
        surveys: store::surveys(reader, &courses).await?,
        pace,
        at,
        courses: courses.clone(),
    };
    for id in store::versions_taken(reader, &courses).await? {
        let version = app.versions.get(reader, id).await?;
        for item in rules::counted(&version.document) {
            match item.kind() {
                ItemKind::Webinar => asked.webinars.push(item.id),
                _ => asked.self_paced.push(item.id),
            }
        }
        let of = i32::try_from(rules::self_paced(&version.document)).map_err(Error::internal)?;
        asked.versions.push((id, of));
    }
    for items in [&mut asked.self_paced, &mut asked.webinars] {
        items.sort_unstable();
        items.dedup();
    }
    let mut items = Vec::new();
    for head in courses::store::heads_of(reader, courses).await? {
        let Some(version_id) = head.published_version_id else {
            continue;
        };
        let version = app.versions.get(reader, version_id).await?;
        items.extend(rules::counted(&version.document).map(|item| Item {
            key: ItemKey {
                course_id: head.id,
                item_id: item.id,
            },
            title: item.title.clone(),
            kind: item.kind(),
        }));
    }
    Ok((asked, items))
}

fn leaf(row: Standing) -> Leaf {
    Leaf {
        organisation_id: row.organisation_id,
        position: row.position,
        year_of_service: row.year_of_service,
        sums: Sums {
            invited: row.people,
            started: row.started,
            on_track: row.people - row.finished - row.behind,
            behind: row.behind,
            finished: row.finished,
            certified: row.certified,
            survey_answered: row.survey_answered,
            attended: row.attended,
            attendances: row.attendances,
            attended_percents: row.attended_percents,
            ..Sums::default()
        },
    }
}

fn other((organisation_id, position, year_of_service, state, people): Others) -> Leaf {
    let mut sums = Sums::default();
    match state {
        State::Waiting | State::Applied => sums.waiting = people,
        State::Refused | State::Withdrawn => sums.left = people,
        State::Invited | State::Member => {}
    }
    Leaf {
        organisation_id,
        position,
        year_of_service,
        sums,
    }
}

/// What is to be corrected for those who were granted a later day: they are judged by their own.
async fn granted(
    app: &App,
    cohort: &cohort::Model,
    schedule: &Schedule,
    asked: &Asked,
    extended: Vec<Extended>,
    as_of: DateTime<Utc>,
) -> Result<Vec<Leaf>> {
    if extended.is_empty() {
        return Ok(Vec::new());
    }
    let people = extended.iter().map(|row| row.person_id);
    let reader = app.database.reader();
    let granted = cohorts::store::extensions(reader, [cohort.id], people).await?;
    let corrected = extended.into_iter().filter_map(|row| {
        let own = granted.get(&(cohort.id, row.person_id))?;
        let own = Pace::at(schedule, own, as_of);
        let (done, of) = (row.self_paced_done, row.self_paced_of);
        let waits = row.finished == 0 && asked.pace.is_behind(done, of) && !own.is_behind(done, of);
        waits.then(|| Leaf {
            organisation_id: row.organisation_id,
            position: row.position,
            year_of_service: row.year_of_service,
            sums: Sums {
                on_track: 1,
                behind: -1,
                ..Sums::default()
            },
        })
    });
    Ok(corrected.collect())
}

/// The organisations that people of a cohort came from, and all above them, by identifier.
async fn places(
    connection: &impl ConnectionTrait,
    cohort_id: Uuid,
) -> Result<HashMap<Uuid, Place>> {
    let own = store::places(connection, cohort_id).await?;
    let named = |path: &str| -> Vec<Uuid> {
        let ids = path.split('/').filter_map(|id| id.parse().ok());
        ids.collect()
    };
    let mut above: BTreeSet<Uuid> = own.iter().flat_map(|row| named(&row.path)).collect();
    for row in &own {
        above.remove(&row.id);
    }
    let above = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(above))
        .all(connection)
        .await?;
    let place = |row: organisation::Model| {
        let place = Place {
            name: row.name,
            path: row.path,
        };
        (row.id, place)
    };
    Ok(own.into_iter().chain(above).map(place).collect())
}
