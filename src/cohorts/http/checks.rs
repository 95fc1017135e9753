//! Whether what a cohort names is there: its programme, its courses and their items, and whom its rule means.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::views::{Named, NewCohort};
use crate::app::App;
use crate::cohorts::rule::Rule;
use crate::courses;
use crate::error::{Error, FieldError, Result};
use crate::people::tables::{organisation, person};
use crate::programmes::tables::{course_group, programme};
use crate::webinars::tables::{webinar, webinar_series};

/// Goes on when everything is there that a cohort names, and its days make sense.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid), naming what does not fit.
pub async fn require(
    app: &App,
    connection: &impl ConnectionTrait,
    new: &NewCohort,
    time_zone: &str,
) -> Result<()> {
    let schedule = new.schedule(time_zone);
    schedule
        .require()
        .map_err(|(field, key)| Error::field(field, key))?;
    once("courses", &new.courses)?;
    let items: Vec<Uuid> = new.deadlines.iter().map(|one| one.item_id).collect();
    once("deadlines", &items)?;
    let programme = programme::Entity::find_by_id(new.programme_id);
    if programme.one(connection).await?.is_none() {
        return Err(Error::field("programme_id", "field-unknown"));
    }
    require_courses(app, connection, &new.courses, &items).await?;
    require_rule(connection, &new.rule).await?;
    require_timetable(connection, &new.courses, &new.timetable).await
}

/// The courses exist, and the items are some of theirs.
async fn require_courses(
    app: &App,
    connection: &impl ConnectionTrait,
    ids: &[Uuid],
    items: &[Uuid],
) -> Result<()> {
    if ids.is_empty() {
        return Err(Error::field("courses", "field-empty"));
    }
    let heads = courses::store::heads_of(connection, ids.to_vec()).await?;
    all_known("courses", ids, heads.iter().map(|head| head.id))?;
    if items.is_empty() {
        return Ok(());
    }
    let mut known = HashSet::new();
    for head in heads {
        match head.published_version_id {
            Some(id) => {
                let version = app.versions.get(connection, id).await?;
                known.extend(version.document.items().map(|item| item.id));
            }
            None => {
                let course = courses::store::get(connection, head.id).await?;
                known.extend(course.draft.items().map(|item| item.id));
            }
        }
    }
    all_known("deadlines", items, known)
}

async fn require_rule(connection: &impl ConnectionTrait, rule: &Rule) -> Result<()> {
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rule.organisations.iter().copied()))
        .select_only()
        .column(organisation::Column::Id)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    all_known("rule.organisations", &rule.organisations, organisations)?;
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(rule.people.iter().copied()))
        .select_only()
        .column(person::Column::Id)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    all_known("rule.people", &rule.people, people)
}

/// Series, webinars and groups are of the cohort's courses.
async fn require_timetable(
    connection: &impl ConnectionTrait,
    courses: &[Uuid],
    named: &Named,
) -> Result<()> {
    let of_courses = || courses.iter().copied();
    let series = webinar_series::Entity::find()
        .filter(webinar_series::Column::Id.is_in(named.series.iter().copied()))
        .filter(webinar_series::Column::CourseId.is_in(of_courses()))
        .select_only()
        .column(webinar_series::Column::Id)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    all_known("timetable.series", &named.series, series)?;
    let webinars = webinar::Entity::find()
        .filter(webinar::Column::Id.is_in(named.webinars.iter().copied()))
        .filter(webinar::Column::CourseId.is_in(of_courses()))
        .select_only()
        .column(webinar::Column::Id)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    all_known("timetable.webinars", &named.webinars, webinars)?;
    let groups = course_group::Entity::find()
        .filter(course_group::Column::Id.is_in(named.groups.iter().copied()))
        .filter(course_group::Column::CourseId.is_in(of_courses()))
        .select_only()
        .column(course_group::Column::Id)
        .into_tuple::<Uuid>()
        .all(connection)
        .await?;
    all_known("timetable.groups", &named.groups, groups)
}

fn all_known(field: &str, named: &[Uuid], known: impl IntoIterator<Item = Uuid>) -> Result<()> {
    let known: HashSet<Uuid> = known.into_iter().collect();
    refuse(field, named, "field-unknown", |id| !known.contains(id))
}

fn once(field: &str, named: &[Uuid]) -> Result<()> {
    let mut seen = HashSet::new();
    refuse(field, named, "field-repeated", |id| !seen.insert(*id))
}

fn refuse(
    field: &str,
    named: &[Uuid],
    key: &str,
    mut is_wrong: impl FnMut(&Uuid) -> bool,
) -> Result<()> {
    let wrong = named.iter().enumerate().filter(|(_, id)| is_wrong(id));
    let wrong: Vec<FieldError> = wrong
        .map(|(at, _)| FieldError::new(format!("{field}[{at}]"), key))
        .collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Error::fields(wrong)),
    }
}
