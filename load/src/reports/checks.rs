//! Holding what the server tells against the ledger.

use std::collections::HashSet;

use serde_json::Value;

use super::asking::Askers;
use super::ledger::Counts;
use super::names::SPELLINGS;
use super::questions::{Who, encoded};
use super::world::World;
use crate::Failure;
use crate::ledger::Findings;
use crate::roster::field;

/// Every figure of the reports is the ledger's, every list has everybody once, every spelling finds the same.
///
/// # Errors
/// When there is no answer.
pub async fn check(askers: &mut Askers, world: &World) -> Result<Findings, Failure> {
    let mut findings = Findings::default();
    lists(askers, world, &mut findings).await?;
    cohorts(askers, world, &mut findings).await?;
    spellings(askers, &mut findings).await?;
    let Some(season) = world.seasons.last() else {
        return Ok(findings);
    };
    let year = season.year;
    let path = format!(
        "/programmes/{}/indicators/report?from={year}&to={year}",
        world.programme.id
    );
    for (who, part) in [
        (Who::Registrar, None),
        (Who::District, Some(world.district_id)),
    ] {
        let due = world.ledger.sum(&season.cohorts, part);
        let told = askers.read(who, &path).await?;
        let figures = [
            ("1", due.invited),
            ("2", due.finished),
            ("3", due.certified),
        ];
        for (code, due) in figures {
            let name = format!("indicator {code} ({})", who.name());
            compare(&mut findings, &name, indicator(&told, code), due);
        }
        let results = format!("/surveys/{}/results", season.survey_id);
        let told = askers.read(who, &results).await?;
        let name = format!("survey ({})", who.name());
        compare(
            &mut findings,
            &name,
            number(&told, "answered"),
            due.surveyed,
        );
        compare(&mut findings, &name, number(&told, "asked"), due.invited);
    }
    Ok(findings)
}

/// The pages of a district's people have each of them once.
async fn lists(askers: &mut Askers, world: &World, findings: &mut Findings) -> Result<(), Failure> {
    let due = world.ledger.people.get(&world.district_id).copied();
    // The officer sees himself as well.
    let due = due.unwrap_or_default() + 1;
    walk(askers, "people", "/people?limit=200", due, findings).await?;
    let Some(season) = world.seasons.last() else {
        return Ok(());
    };
    if let Some(cohort) = season.cohorts.first() {
        let due = world
            .ledger
            .sum(&[*cohort], Some(world.district_id))
            .invited;
        let path = format!("/cohorts/{cohort}/members?limit=200");
        walk(askers, "members", &path, due, findings).await?;
    }
    let everywhere: Vec<_> = world
        .seasons
        .iter()
        .flat_map(|one| one.cohorts.clone())
        .collect();
    let due = world.ledger.sum(&everywhere, Some(world.district_id));
    walk(
        askers,
        "certificates",
        "/certificates?limit=200",
        due.certified,
        findings,
    )
    .await?;
    walk(
        askers,
        "enrolments",
        "/enrolments?limit=200",
        due.invited,
        findings,
    )
    .await
}

async fn walk(
    askers: &mut Askers,
    name: &str,
    path: &str,
    due: i64,
    findings: &mut Findings,
) -> Result<(), Failure> {
    let mut seen = HashSet::new();
    let mut count = 0;
    let mut next = path.to_owned();
    loop {
        let page = askers.read(Who::District, &next).await?;
        for item in field(&page, "items").as_array().into_iter().flatten() {
            count += 1;
            seen.insert(field(item, "id").as_str().unwrap_or_default().to_owned());
        }
        match field(&page, "next").as_str() {
            Some(after) => next = format!("{path}&after={after}"),
            None => break,
        }
    }
    let different = i64::try_from(seen.len()).unwrap_or(i64::MAX);
    if different < count {
        findings.duplicate(format!(
            "{name}: {count} lines of {different} different ones"
        ));
    }
    compare(findings, name, Some(different), due);
    Ok(())
}

async fn cohorts(
    askers: &mut Askers,
    world: &World,
    findings: &mut Findings,
) -> Result<(), Failure> {
    let parts = [
        (Who::Registrar, None),
        (Who::Province, Some(world.province_id)),
        (Who::District, Some(world.district_id)),
    ];
    for season in &world.seasons {
        for (cohort, (who, part)) in season
            .cohorts
            .iter()
            .flat_map(|cohort| parts.map(|part| (cohort, part)))
        {
            let due = world.ledger.sum(&[*cohort], part);
            let told = askers.read(who, &format!("/cohorts/{cohort}")).await?;
            let people = field(&told, "members").as_array().into_iter().flatten();
            let people: i64 = people.filter_map(|one| field(one, "people").as_i64()).sum();
            let name = format!("cohort of {} ({})", season.year, who.name());
            compare(findings, &name, Some(people), due.invited);
            let path = format!("/cohorts/{cohort}/report");
            let report = askers.read(who, &path).await?;
            totals(findings, &format!("report of a {name}"), &report, due);
        }
        let path = format!(
            "/programmes/{}/report?year={}",
            world.programme.id, season.year
        );
        for (who, part) in parts {
            let report = askers.read(who, &path).await?;
            let due = world.ledger.sum(&season.cohorts, part);
            let name = format!("programme report of {} ({})", season.year, who.name());
            totals(findings, &name, &report, due);
            if part.is_none() {
                below(findings, &name, &report, world, &season.cohorts);
            }
        }
    }
    Ok(())
}

fn totals(findings: &mut Findings, name: &str, report: &Value, due: Counts) {
    for (figure, due) in [
        ("invited", due.invited),
        ("started", due.started),
        ("finished", due.finished),
        ("certified", due.certified),
        ("survey_answered", due.surveyed),
    ] {
        let told = number(field(report, "total"), figure);
        compare(findings, &format!("{name}, {figure}"), told, due);
    }
}

/// The ministry's lines, each of which is a province, when the report is of the whole tree.
fn below(
    findings: &mut Findings,
    name: &str,
    report: &Value,
    world: &World,
    cohorts: &[uuid::Uuid],
) {
    for line in field(report, "below").as_array().into_iter().flatten() {
        let id = field(field(line, "organisation"), "id")
            .as_str()
            .and_then(|id| id.parse().ok());
        if let Some(id) = id.filter(|id| world.provinces.contains(id)) {
            let due = world.ledger.sum(cohorts, Some(id)).finished;
            compare(
                findings,
                name,
                number(field(line, "figures"), "finished"),
                due,
            );
        }
    }
}

async fn spellings(askers: &mut Askers, findings: &mut Findings) -> Result<(), Failure> {
    let mut first = None;
    for spelling in SPELLINGS {
        let path = format!("/people?text={}", encoded(spelling));
        let page = askers.read(Who::Province, &path).await?;
        if first.get_or_insert_with(|| page.clone()) != &page {
            findings
                .errors
                .push(format!("{spelling} finds other people"));
        }
    }
    Ok(())
}

fn indicator(report: &Value, code: &str) -> Option<i64> {
    let lines = field(report, "indicators").as_array()?;
    let line = lines.iter().find(|line| *field(line, "code") == code)?;
    let point = field(line, "points").as_array()?.first()?;
    number(point, "value")
}

/// A whole number, however it is written.
fn number(value: &Value, name: &str) -> Option<i64> {
    let value = value.get(name)?;
    value
        .as_i64()
        .or_else(|| value.as_f64()?.to_string().parse().ok())
}

fn compare(findings: &mut Findings, name: &str, told: Option<i64>, due: i64) {
    match told {
        Some(told) if told == due => {}
        Some(told) if told > due => findings.duplicate(format!("{name}: {told}, not {due}")),
        Some(told) => findings.lose(format!("{name}: {told}, not {due}")),
        None => findings
            .errors
            .push(format!("{name}: nothing is told, not {due}")),
    }
}
