//! What a report is of: a cohort or the season of a programme, and what it is compared with.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::season::{self, Outline};
use crate::app::App;
use crate::cohorts;
use crate::cohorts::tables::cohort;
use crate::error::{Error, Result};
use crate::indicators;
use crate::policy::Actor;

/// What a report is of.
#[derive(Debug)]
pub struct Subject {
    /// What it is called.
    pub title: String,
    /// Its cohorts.
    pub cohorts: Vec<cohort::Model>,
    /// What came before it.
    pub against: Option<Earlier>,
}

/// The season before.
#[derive(Debug)]
pub struct Earlier {
    /// What it is called.
    pub title: String,
    /// Its cohorts.
    pub cohorts: Vec<cohort::Model>,
    /// The cohort or programme that is compared with it, and when it had come as far.
    pub then: (Uuid, DateTime<Utc>),
}

/// A cohort, compared with the one that is named, or with the one like it of the year before.
///
/// # Errors
/// [`Code::NotFound`](crate::error::Code::NotFound) when there is no such cohort,
/// [`Code::Invalid`](crate::error::Code::Invalid) when there is none to compare with.
pub async fn cohort(app: &App, actor: &Actor, id: Uuid, against: Option<Uuid>) -> Result<Subject> {
    let reader = app.database.reader();
    let cohort = cohorts::store::find(reader, actor, id).await?;
    let own = outline(&cohort)?;
    let earlier = match against {
        Some(named) => {
            let found = cohorts::store::visible_to(actor).filter(cohort::Column::Id.eq(named));
            let unknown = || Error::field("against", "field-unknown");
            Some(found.one(reader).await?.ok_or_else(unknown)?)
        }
        None => {
            let mut others = of_programmes(reader, [cohort.programme_id]).await?;
            let outlines = outlines(&others)?;
            let found = season::earlier(&own, &outlines).map(|one| one.id);
            others.retain(|one| Some(one.id) == found);
            others.pop()
        }
    };
    let now = app.clock.now();
    let against = match earlier {
        None => None,
        Some(earlier) => {
            let began = outline(&earlier)?.begins_at;
            Some(Earlier {
                title: earlier.title.clone(),
                cohorts: vec![earlier],
                then: (cohort.id, season::same_day(now, own.begins_at, began)),
            })
        }
    };
    Ok(Subject {
        title: cohort.title.clone(),
        cohorts: vec![cohort],
        against,
    })
}

/// The season of a programme in a year, or in the latest that it has any in, compared with the year before.
///
/// # Errors
/// [`Code::NotFound`](crate::error::Code::NotFound) when there is no such programme.
pub async fn programme(app: &App, id: Uuid, year: Option<i32>) -> Result<Subject> {
    let reader = app.database.reader();
    let programme = indicators::store::programme(reader, id).await?;
    let parts = indicators::store::with_parts(reader, id).await?;
    let all = of_programmes(reader, parts).await?;
    let outlines = outlines(&all)?;
    let year = year.or_else(|| season::latest_year(&outlines));
    let of = |year: Option<i32>| -> (Vec<cohort::Model>, Option<DateTime<Utc>>) {
        let then: Vec<&Outline> = season::of_year(&outlines, year).collect();
        let is_of = |one: &&cohort::Model| then.iter().any(|outline| outline.id == one.id);
        let begins_at = then.iter().filter_map(|one| one.begins_at).min();
        (all.iter().filter(is_of).cloned().collect(), begins_at)
    };
    let title = |year: Option<i32>| match year {
        Some(year) => format!("{}, {year}", programme.title),
        None => programme.title.clone(),
    };
    let (cohorts, begins_at) = of(year);
    let before = year.and_then(|year| year.checked_sub(1));
    let (earlier, began) = of(before);
    let then = season::same_day(app.clock.now(), begins_at, began);
    Ok(Subject {
        title: title(year),
        cohorts,
        against: (!earlier.is_empty()).then(|| Earlier {
            title: title(before),
            cohorts: earlier,
            then: (id, then),
        }),
    })
}

impl Subject {
    /// Which of its windows is to end next, of each cohort that is not over: the cohort and the last day.
    ///
    /// # Errors
    /// Never: what is in the database was put there by us.
    pub fn due(&self, now: DateTime<Utc>) -> Result<Vec<(String, NaiveDate)>> {
        let mut due = Vec::new();
        for cohort in &self.cohorts {
            let (schedule, today) = (cohort.schedule()?, cohort.today(now));
            let ends = schedule.windows().map(|window| window.until);
            let next = ends.filter(|day| *day >= today).min();
            due.extend(next.map(|day| (cohort.title.clone(), day)));
        }
        Ok(due)
    }
}

async fn of_programmes(
    connection: &impl ConnectionTrait,
    programmes: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<cohort::Model>> {
    Ok(cohort::Entity::find()
        .filter(cohort::Column::ProgrammeId.is_in(programmes))
        .all(connection)
        .await?)
}

fn outlines(cohorts: &[cohort::Model]) -> Result<Vec<Outline>> {
    cohorts.iter().map(outline).collect()
}

fn outline(cohort: &cohort::Model) -> Result<Outline> {
    let (schedule, (rule, _)) = (cohort.schedule()?, cohort.rule()?);
    Ok(Outline {
        id: cohort.id,
        first_day: schedule.first_day(),
        begins_at: schedule.begins_at(),
        positions: rule.positions.into_iter().collect(),
        years_of_service: rule.years_of_service.into_iter().collect(),
    })
}
