//! Reads what the server keeps beside its reports, over the API, and holds it against the ledger: who is
//! behind, who has a certificate, what the surveys say, who attended, and what the audit log tells.

use std::collections::BTreeSet;

use chrono::Datelike;
use serde_json::{Value, json};
use uuid::Uuid;

use super::api::{at, id};
use super::cast::Opinion;
use super::finish;
use super::person::Person;
use super::world::{Cohort, Staff, World};
use crate::Failure;

/// What is lost, and what is there too often.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    /// What was acknowledged, and is not there.
    pub lost: u64,
    /// What is there, and should not be, or is there again.
    pub surplus: u64,
    /// Facts that were looked at.
    pub looked_at: u64,
}

impl Balance {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.surplus += other.surplus;
        self.looked_at += other.looked_at;
    }

    /// Things that must be there once each, and things that are.
    fn of(must: &BTreeSet<Uuid>, are: &[Uuid]) -> Self {
        let unique: BTreeSet<Uuid> = are.iter().copied().collect();
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let again = are.len() - unique.len();
        Self {
            lost: count(must.difference(&unique).count()),
            surplus: count(unique.difference(must).count() + again),
            looked_at: count(are.len()),
        }
    }
}

fn ids<'a>(
    people: impl Iterator<Item = &'a Person>,
    what: impl Fn(&Person) -> Option<Uuid>,
) -> BTreeSet<Uuid> {
    people.filter_map(what).collect()
}

/// The register of certificates: the finished ones have one each, and nobody else has any. `exported` are
/// those that the sector's information system was told of.
///
/// # Errors
/// When the server refuses.
pub async fn certificates(
    (world, staff): (&World, &Staff),
    programme: Uuid,
    people: &[Person],
    exported: &[Uuid],
) -> Result<Balance, Failure> {
    let registrar = staff.registrar.token(world).await?;
    let path = format!("/api/v1/certificates?programme_id={programme}&export=registered");
    let register = world.api.pages(&registrar, &path).await?;
    let kept = register.iter().map(|one| id(one, "id"));
    let kept: Vec<Uuid> = kept.collect::<Result<_, _>>()?;
    let must = ids(people.iter(), |person| person.record.certificate);
    let mut balance = Balance::of(&must, &kept);
    balance.add(Balance::of(&must, exported));
    let owners = register.iter().map(|one| id(one, "person_id"));
    let owners: Vec<Uuid> = owners.collect::<Result<_, _>>()?;
    let finished = people.iter().filter(|person| person.part.fate.finishes());
    balance.add(Balance::of(&ids(finished, |person| person.id), &owners));
    Ok(balance)
}

/// Who has not finished is behind, and nobody else.
///
/// # Errors
/// When the server refuses.
pub async fn behind(
    (world, staff): (&World, &Staff),
    cohort: &Cohort,
    people: &[&Person],
) -> Result<Balance, Failure> {
    let methodologist = staff.methodologist.token(world).await?;
    let path = format!("/api/v1/cohorts/{}/behind", cohort.id);
    let told = world.api.pages(&methodologist, &path).await?;
    let told = told.iter().map(|one| id(at(one, "/person"), "id"));
    let told: Vec<Uuid> = told.collect::<Result<_, _>>()?;
    let behind = people.iter().filter(|person| {
        let items = cohort.course.items();
        person.record.invited
            && !items
                .into_iter()
                .all(|item| person.record.done.contains(&item))
    });
    Ok(Balance::of(
        &ids(behind.copied(), |person| person.id),
        &told,
    ))
}

/// What a survey says, now that it has closed: everybody's answer, once.
///
/// # Errors
/// When the server refuses.
pub async fn survey(
    (world, staff): (&World, &Staff),
    cohort: &Cohort,
    people: &[&Person],
) -> Result<Balance, Failure> {
    let methodologist = staff.methodologist.token(world).await?;
    let path = format!("/api/v1/surveys/{}/results", cohort.survey_id);
    let results = world.api.get(&methodologist, &path).await?.expect(200)?;
    let answers: Vec<Opinion> = people
        .iter()
        .filter_map(|one| one.record.answered)
        .collect();
    let asked = people.iter().filter(|person| person.record.invited).count();
    let mut balance = Balance::default();
    let mut hold = |must: usize, told: &Value| {
        let must = u64::try_from(must).unwrap_or(u64::MAX);
        let told = told.as_u64().unwrap_or_default();
        balance.add(Balance {
            lost: must.saturating_sub(told),
            surplus: told.saturating_sub(must),
            looked_at: 1,
        });
    };
    hold(asked, at(&results, "/asked"));
    hold(answers.len(), at(&results, "/answered"));
    let values = at(&results, "/questions/0/values")
        .as_array()
        .into_iter()
        .flatten();
    let names = [Opinion::VeryGood, Opinion::Good, Opinion::Fair];
    // In the order of the form; what nobody chose comes after.
    for (name, value) in names.into_iter().zip(values) {
        hold(
            answers.iter().filter(|one| **one == name).count(),
            at(value, "/count"),
        );
    }
    if !at(&results, "/questions/0/values").is_array() {
        return Err(format!("a survey that has closed tells nothing: {results}").into());
    }
    Ok(balance)
}

/// Who attended a webinar, and for how long: as long as a client can know it was.
///
/// # Errors
/// When the server refuses.
pub async fn attendance(
    (world, staff): (&World, &Staff),
    cohort: &Cohort,
    group: usize,
    people: &[&Person],
) -> Result<Balance, Failure> {
    let group = cohort.groups.get(group).ok_or("there is no group")?;
    let webinar = group.webinar_id.ok_or("no webinar is planned")?;
    let live = group.live.ok_or("no webinar was held")?;
    let export = finish::attendance(world, staff, webinar).await?;
    let rows = at(&export, "/people")
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut balance = Balance::default();
    let mut there = Vec::new();
    for row in &rows {
        let whose = id(row, "person_id")?;
        let Some(person) = people.iter().find(|person| person.id == Some(whose)) else {
            continue;
        };
        let seconds = at(row, "/connected_seconds").as_i64().unwrap_or_default();
        let (least, most) = person.record.attended.seconds(live);
        if !(least..=most).contains(&seconds) {
            let told = format!("attended {seconds} s, must be {least} to {most}");
            world.note(&person.email(), Err(told.into()));
        }
        let watched = at(row, "/watched_seconds").as_i64().unwrap_or_default() > 0;
        if watched || !at(row, "/first_in").is_null() {
            there.push(whose);
        }
        let credited = *at(row, "/credited") == json!(true);
        let done = person.record.done.contains(&cohort.course.webinar);
        if watched != person.record.watched || credited != done {
            world.note(
                &person.email(),
                Err(format!("the attendance is {row}").into()),
            );
        }
    }
    let came = people
        .iter()
        .filter(|one| one.record.attended.ever() || one.record.watched);
    balance.add(Balance::of(&ids(came.copied(), |person| person.id), &there));
    Ok(balance)
}

/// The audit log tells of every recovery code: who was issued one, and who used it.
///
/// # Errors
/// When the server refuses.
pub async fn audit(
    (world, staff): (&World, &Staff),
    people: &[Person],
) -> Result<Balance, Failure> {
    let administrator = staff.administrator.token(world).await?;
    let by_code = people.iter().filter(|person| {
        let by_code = person.part.way_in == super::cast::WayIn::Code;
        by_code && person.device.is_some()
    });
    let must = ids(by_code, |person| person.id);
    let mut balance = Balance::default();
    for action in ["recovery_code_issued", "recovery_code_used"] {
        let path = format!("/api/v1/audit-log?action={action}");
        let lines = world.api.pages(&administrator, &path).await?;
        let whom = lines.iter().map(|line| id(at(line, "/person"), "id"));
        let whom: Vec<Uuid> = whom.collect::<Result<_, _>>()?;
        balance.add(Balance::of(&must, &whom));
    }
    Ok(balance)
}

/// What the programme's own indicators say of the year.
///
/// # Errors
/// When the server refuses.
pub async fn indicators(
    (world, staff): (&World, &Staff),
    programme: Uuid,
    people: &[Person],
) -> Result<Balance, Failure> {
    let methodologist = staff.methodologist.token(world).await?;
    let year = world
        .season
        .cohorts
        .first()
        .map_or(0, |cohort| cohort.self_paced.0.year());
    let path = format!("/api/v1/programmes/{programme}/indicators/report?from={year}&to={year}");
    let report = world.api.get(&methodologist, &path).await?.expect(200)?;
    let count = |is: fn(&Person) -> bool| people.iter().filter(|person| is(person)).count();
    let invited = count(|person| person.record.invited);
    let finished = count(|person| person.record.answered.is_some());
    let certified = count(|person| person.record.certificate.is_some());
    let figure = |count: usize| u32::try_from(count).map(f64::from);
    let share = figure(finished)? * 100.0 / figure(invited)?;
    let must = [
        figure(invited)?,
        figure(finished)?,
        figure(certified)?,
        share,
    ];
    for (number, must) in must.into_iter().enumerate() {
        let told = at(&report, &format!("/indicators/{number}/points/0/value")).as_f64();
        if told.is_none_or(|told| (told - must).abs() > 0.01) {
            let line = at(&report, &format!("/indicators/{number}"));
            world.note(&path, Err(format!("told {line}, must be {must}").into()));
        }
    }
    Ok(Balance {
        looked_at: 4,
        ..Balance::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_strange_or_there_twice_is_counted() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let must = BTreeSet::from([a, b]);
        let balance = |are: &[Uuid]| Balance::of(&must, are);
        assert_eq!((balance(&[a, b]).lost, balance(&[a, b]).surplus), (0, 0));
        assert_eq!((balance(&[a]).lost, balance(&[a]).surplus), (1, 0));
        assert_eq!(
            (balance(&[a, b, b, c]).lost, balance(&[a, b, b, c]).surplus),
            (0, 2)
        );
        assert_eq!(balance(&[a, b, b, c]).looked_at, 4);
    }
}
