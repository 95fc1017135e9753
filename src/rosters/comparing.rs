//! A whole roster, compared with the register. Pure.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::columns::Column;
use super::difference::{Change, update};
use super::matching::{Found, Known, Register};
use super::places::Places;
use super::row::{Problem, Row, Said};
use super::state::Difference;
use crate::people::names;

#[cfg(test)]
mod tests;

/// A row, and what it means for the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Where it stands in the file; empty for people who are not in it.
    pub place: String,
    /// What it says.
    pub said: Said,
    /// What it means.
    pub difference: Difference,
    /// The organisation it is about.
    pub organisation_id: Option<Uuid>,
    /// The person of the register it is about, and how often the person's row had been changed.
    pub person: Option<(Uuid, i32)>,
    /// The people of whom one may be meant.
    pub candidates: Vec<Uuid>,
    /// What it changes.
    pub changes: Vec<Change>,
    /// Why it is not taken.
    pub problems: Vec<Problem>,
}

/// What a roster is compared with.
#[derive(Debug)]
pub struct Against<'a> {
    /// The organisations that may be named.
    pub places: &'a Places,
    /// The people who may be meant.
    pub people: &'a [Known],
    /// The day that the list is of.
    pub as_of: NaiveDate,
    /// Whether people of the named organisations who are not in the list have left.
    pub is_complete: bool,
}

/// Compares the rows, in their order; after them come the people who have left.
#[must_use]
pub fn compare(
    rows: Vec<Row>,
    against: &Against<'_>,
    name_of: &dyn Fn(Uuid) -> String,
) -> Vec<Compared> {
    let register = Register::new(against.people);
    let mut seen = Seen::default();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let mut compared = Compared {
            place: row.place,
            said: row.said,
            difference: Difference::Error,
            organisation_id: None,
            person: None,
            candidates: Vec::new(),
            changes: Vec::new(),
            problems: row.problems,
        };
        if compared.problems.is_empty()
            && let Err(problem) = decide(&mut compared, &register, against, name_of)
        {
            compared.problems.push(problem);
            compared.difference = Difference::Error;
        }
        seen.note(&mut compared);
        all.push(compared);
    }
    if against.is_complete {
        all.extend(left(against.people, &seen, name_of));
    }
    all
}

fn decide(
    row: &mut Compared,
    register: &Register<'_>,
    against: &Against<'_>,
    name_of: &dyn Fn(Uuid) -> String,
) -> Result<(), Problem> {
    let of_row = |key: &str| Problem::new(None, key);
    let place = against.places.of(&row.said)?.id;
    row.organisation_id = Some(place);
    let found = register.find(&row.said, place);
    if row.said.left {
        return has_left(row, found);
    }
    match found {
        Found::Contradiction => return Err(of_row("roster-contradiction")),
        Found::Outside => return Err(of_row("roster-outside")),
        Found::New if row.said.surname.is_none() => {
            let missing = Problem::new(Some(Column::Surname), "roster-surname-missing");
            return Err(missing);
        }
        Found::New => row.difference = Difference::New,
        Found::Doubtful(candidates) => {
            row.difference = Difference::Doubtful;
            row.candidates = candidates.iter().map(|known| known.id).collect();
        }
        Found::Same(known) => {
            let update = update(known, &row.said, place, against.as_of);
            row.person = Some((known.id, known.revision));
            row.difference = update.difference(known);
            if row.difference != Difference::Unchanged && !known.is_kept {
                return Err(of_row("roster-has-role"));
            }
            row.changes = update.changes(known, name_of);
        }
    }
    Ok(())
}

/// A row that says that somebody has left.
fn has_left(row: &mut Compared, found: Found<'_>) -> Result<(), Problem> {
    match found {
        Found::Same(known) if known.organisation_id.is_none() => {
            row.person = Some((known.id, known.revision));
            row.difference = Difference::Unchanged;
            Ok(())
        }
        Found::Same(known) if known.is_kept => {
            row.person = Some((known.id, known.revision));
            row.difference = Difference::Left;
            Ok(())
        }
        Found::Same(_) => Err(Problem::new(None, "roster-has-role")),
        _ => Err(Problem::new(None, "roster-left-unknown")),
    }
}

/// What earlier rows have spoken of.
#[derive(Default)]
struct Seen {
    /// The first row of each person, number, code, address or name at an organisation.
    rows: HashMap<String, String>,
    people: HashSet<Uuid>,
    places: HashSet<Uuid>,
}

impl Seen {
    /// Notes a row; one that speaks of somebody again is not taken.
    fn note(&mut self, row: &mut Compared) {
        self.places.extend(row.organisation_id);
        self.people.extend(row.person.map(|(id, _)| id));
        self.people.extend(row.candidates.iter().copied());
        if row.difference == Difference::Error {
            return;
        }
        let said = &row.said;
        let text =
            |kind: &str, key: &Option<String>| key.as_ref().map(|key| format!("{kind} {key}"));
        let mut keys: Vec<String> = [
            row.person.map(|(id, _)| format!("person {id}")),
            text("number", &said.register_number),
            text("code", &said.sector_code),
            text("address", &said.email),
        ]
        .into_iter()
        .flatten()
        .collect();
        if keys.is_empty() || (row.person.is_none() && said.register_number.is_none()) {
            // Somebody new of whom nothing but the name is known.
            let surname = said.surname.as_deref().unwrap_or_default();
            let name = names::full_key(surname, &said.given_name);
            let place = row.organisation_id.unwrap_or_default();
            keys.push(format!("name {place} {name}"));
        }
        if let Some(first) = keys.iter().find_map(|key| self.rows.get(key)) {
            let twice = Problem::new(None, "roster-twice").with("place", first);
            row.problems.push(twice);
            row.difference = Difference::Error;
            row.changes.clear();
            return;
        }
        for key in keys {
            self.rows.insert(key, row.place.clone());
        }
    }
}

/// Those of the named organisations whom no row speaks of.
fn left(people: &[Known], seen: &Seen, name_of: &dyn Fn(Uuid) -> String) -> Vec<Compared> {
    let gone = people.iter().filter(|known| {
        let place = known.organisation_id;
        known.is_seen
            && known.is_kept
            && place.is_some_and(|place| seen.places.contains(&place))
            && !seen.people.contains(&known.id)
    });
    gone.map(|known| Compared {
        place: String::new(),
        said: Said {
            surname: Some(known.surname.clone()),
            given_name: known.given_name.clone(),
            organisation: known.organisation_id.map(name_of),
            left: true,
            ..Said::default()
        },
        difference: Difference::Left,
        organisation_id: known.organisation_id,
        person: Some((known.id, known.revision)),
        candidates: Vec::new(),
        changes: Vec::new(),
        problems: Vec::new(),
    })
    .collect()
}
