//! Where somebody was on a day, in which year of service, and what a new fact does to those that are
//! known: pure rules about the placements of one person.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::position::Position;

/// Where a person was, and as what, from one day until another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// The identifier.
    pub id: Uuid,
    /// Where.
    pub organisation_id: Uuid,
    /// As what.
    pub position: Position,
    /// What the person teaches or looks after; may be empty.
    pub subject: String,
    /// The first day.
    pub since: NaiveDate,
    /// The first day on which it was no longer so; absent for where the person is now.
    pub until: Option<NaiveDate>,
}

/// Why a fact does not fit the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It ends before it begins.
    EndsTooEarly,
    /// Another begins on the same day: that one is to be corrected.
    SameDay,
    /// It covers another wholly, or cuts into one that began later.
    Overlaps,
}

/// Where the person was on a day.
#[must_use]
pub fn on(placements: &[Placement], day: NaiveDate) -> Option<&Placement> {
    let mut placements = placements.iter();
    placements.find(|one| one.since <= day && one.until.is_none_or(|until| day < until))
}

/// Where the person is, as far as is known: the placement without an end.
#[must_use]
pub fn open(placements: &[Placement]) -> Option<&Placement> {
    placements.iter().find(|one| one.until.is_none())
}

/// The year of service on a day: the first year is year 1; none before it began.
#[must_use]
pub fn year_of_service(began_on: NaiveDate, day: NaiveDate) -> Option<u32> {
    let years = day.year() - began_on.year();
    // Who began on 29 February has completed a year on 1 March.
    let is_before = (day.month(), day.day()) < (began_on.month(), began_on.day());
    let full = years - i32::from(is_before);
    u32::try_from(full).ok().map(|full| full + 1)
}

/// The days between which somebody began who is in this year of service on this day: after the first,
/// until the second. None when there are no such days.
#[must_use]
pub fn began_between(year: u32, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let before = |years: u32| {
        let wanted = day.year().checked_sub(i32::try_from(years).ok()?)?;
        // 29 February is not in every year: who began on 28 February has then completed it, who
        // began on 1 March has not.
        day.with_year(wanted)
            .or_else(|| NaiveDate::from_ymd_opt(wanted, 2, 28))
    };
    Some((before(year)?, before(year.checked_sub(1)?)?))
}

/// The placements with a new one, in order. What was known before holds outside of it: the placement
/// that was open on its first day ends there, and goes on after its last one, if it has one. Without a
/// last day it lasts until the next one begins.
///
/// # Errors
/// When it does not fit the others.
pub fn with(
    placements: &[Placement],
    mut new: Placement,
    id_of_the_rest: Uuid,
) -> Result<Vec<Placement>, Refusal> {
    if placements.iter().any(|one| one.since == new.since) {
        return Err(Refusal::SameDay);
    }
    let next = placements.iter().map(|one| one.since);
    let next = next.filter(|since| *since > new.since).min();
    match (new.until, next) {
        (Some(until), _) if until <= new.since => return Err(Refusal::EndsTooEarly),
        (Some(until), Some(next)) if until > next => return Err(Refusal::Overlaps),
        (None, next) => new.until = next,
        _ => {}
    }
    let mut all = Vec::with_capacity(placements.len() + 2);
    for one in placements {
        let mut one = one.clone();
        let was_then = on(std::slice::from_ref(&one), new.since).is_some();
        if was_then {
            let rest = new.until.filter(|until| one.until != Some(*until));
            if let Some(since) = rest.filter(|since| one.until.is_none_or(|until| *since < until)) {
                all.push(Placement {
                    id: id_of_the_rest,
                    since,
                    ..one.clone()
                });
            }
            one.until = Some(new.since);
        }
        all.push(one);
    }
    all.push(new);
    all.sort_by_key(|one| one.since);
    Ok(all)
}

/// The placements with one of them corrected.
///
/// # Errors
/// When it would not fit the others any more.
pub fn corrected(placements: &[Placement], right: Placement) -> Result<Vec<Placement>, Refusal> {
    let mut all: Vec<Placement> = placements.to_vec();
    all.retain(|one| one.id != right.id);
    if right.until.is_some_and(|until| until <= right.since) {
        return Err(Refusal::EndsTooEarly);
    }
    if all.iter().any(|one| one.since == right.since) {
        return Err(Refusal::SameDay);
    }
    all.push(right);
    all.sort_by_key(|one| one.since);
    let overlap = all.windows(2).any(|pair| match pair {
        [first, second] => first.until.is_none_or(|until| until > second.since),
        _ => false,
    });
    if overlap {
        return Err(Refusal::Overlaps);
    }
    Ok(all)
}

/// The placements without one of them. The one before it, when it ended on that very day, goes on in
/// its place.
#[must_use]
pub fn without(placements: &[Placement], id: Uuid) -> Vec<Placement> {
    let gone = placements.iter().find(|one| one.id == id);
    let kept = placements.iter().filter(|one| one.id != id).cloned();
    let Some(gone) = gone else {
        return kept.collect();
    };
    kept.map(|mut one| {
        if one.until == Some(gone.since) {
            one.until = gone.until;
        }
        one
    })
    .collect()
}

/// The placements of somebody who has left by this day; the same when the person was nowhere.
#[must_use]
pub fn ended(placements: &[Placement], day: NaiveDate) -> Vec<Placement> {
    let all = placements.iter().cloned();
    all.map(|mut one| {
        if one.until.is_none() {
            // Who came later than that was there for a day at least.
            one.until = Some(day.max(one.since.succ_opt().unwrap_or(one.since)));
        }
        one
    })
    .collect()
}

#[cfg(test)]
mod tests;
