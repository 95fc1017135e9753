//! Reads every report of the season as an officer may, and holds it against the ledger.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::figures::{Expected, Figures, Hour, differences};
use super::person::Person;
use super::places;
use super::world::{Cohort, Staff, World};
use crate::Failure;

/// A report as the server tells it.
#[derive(Debug, Deserialize)]
struct Report {
    as_of: DateTime<Utc>,
    total: Figures,
    below: Vec<Below>,
    positions: Vec<Positioned>,
    years_of_service: Vec<Served>,
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
struct Below {
    organisation: Option<Named>,
    figures: Figures,
}

#[derive(Debug, Deserialize)]
struct Named {
    id: Uuid,
}

#[derive(Debug, Deserialize)]
struct Positioned {
    position: Option<String>,
    figures: Figures,
}

#[derive(Debug, Deserialize)]
struct Served {
    year_of_service: Option<u16>,
    figures: Figures,
}

#[derive(Debug, Deserialize)]
struct Item {
    item_id: Uuid,
    done: u32,
    of: u32,
}

/// A report that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The report's address.
    pub path: &'a str,
    /// The cohorts that it is about, by their places in the season.
    pub cohorts: &'a [usize],
    /// When.
    pub hour: Hour,
}

/// Holds a report against the ledger: of the country and of each province. No report is good any longer that
/// was made before.
///
/// # Errors
/// When the server refuses.
pub async fn check(
    (world, staff): (&World, &Staff),
    cohorts: &[Cohort],
    people: &[Person],
    asked: Asked<'_>,
) -> Result<usize, Failure> {
    let provinces = (0..world.places.provinces).map(Some);
    let mut figures = 0;
    let mark = world.clock.now();
    for province in [None].into_iter().chain(provinces) {
        let code = province.map_or_else(places::ministry, places::province);
        let organisation = staff
            .organisations
            .get(&code)
            .ok_or("an organisation is missing")?;
        let path = format!("{}?organisation={organisation}", asked.path);
        let report = fresh(world, staff, &path, mark).await?;
        let expected = expected(world, staff, cohorts, people, (asked, province));
        for difference in compare(&report, &expected) {
            world.note(&path, Err(difference.into()));
        }
        figures += 10 * (1 + report.below.len() + report.positions.len()) + report.items.len();
    }
    Ok(figures)
}

/// The report, made after this moment.
async fn fresh(
    world: &World,
    staff: &Staff,
    path: &str,
    mark: DateTime<Utc>,
) -> Result<Report, Failure> {
    let token = staff.methodologist.token(world).await?;
    let told: Value = world.api.get(&token, path).await?.expect(200)?;
    let report: Report = serde_json::from_value(told)?;
    match report.as_of >= mark {
        true => Ok(report),
        false => Err(format!("{path} is still of {}, not of {mark}", report.as_of).into()),
    }
}

fn expected(
    world: &World,
    staff: &Staff,
    cohorts: &[Cohort],
    people: &[Person],
    (asked, province): (Asked<'_>, Option<u32>),
) -> Expected {
    let mut expected = Expected::default();
    for person in people {
        let part = &person.part;
        let district = world.places.district_of(part.school);
        let own = world.places.province_of(district);
        let is_there = province.is_none_or(|province| province == own);
        let cohort = cohorts.get(part.cohort);
        let described = world.season.cohorts.get(part.cohort);
        let (Some(cohort), Some(described)) = (cohort, described) else {
            continue;
        };
        if is_there && asked.cohorts.contains(&part.cohort) {
            let below = match province {
                None => places::province(own),
                Some(_) => places::district(district),
            };
            let below = staff.organisations.get(&below);
            let below = below.map(Uuid::to_string).unwrap_or_default();
            let year = described.target.year_of_service;
            expected.add(person, &cohort.course, below, year, asked.hour);
        }
    }
    expected
}

fn compare(report: &Report, expected: &Expected) -> Vec<String> {
    let total = |figures: Figures| BTreeMap::from([("all", figures)]);
    let below = report.below.iter().map(|one| {
        let id = one.organisation.as_ref().map(|one| one.id.to_string());
        (id.unwrap_or_default(), one.figures)
    });
    let positions = report.positions.iter();
    let positions = positions.map(|one| (one.position.clone().unwrap_or_default(), one.figures));
    let years = report.years_of_service.iter().map(|one| {
        let year = one.year_of_service.map(|year| year.to_string());
        (year.unwrap_or_default(), one.figures)
    });
    let items = report
        .items
        .iter()
        .map(|one| (one.item_id, one.done))
        .collect();
    let of = report
        .items
        .iter()
        .map(|one| u64::from(one.of))
        .sum::<u64>();
    let mut found = differences("total", &total(expected.total), &total(report.total));
    found.extend(differences("below", &expected.below, &below.collect()));
    found.extend(differences(
        "position",
        &expected.positions,
        &positions.collect(),
    ));
    found.extend(differences(
        "year",
        &expected.years_of_service,
        &years.collect(),
    ));
    found.extend(differences("item", &expected.items, &items));
    // Each cohort has a course of its own, of six items.
    let asked_for = u64::from(expected.total.invited) * 6;
    if of != asked_for {
        found.push(format!("items are asked of {of}, must be {asked_for}"));
    }
    found
}
