//! Who of the register a row of a roster is. Pure.
//!
//! Numbers, codes and addresses say it first. Without them the name does, in any spelling, at the same
//! organisation; elsewhere only together with a second sign, the birth date or the day on which service
//! began. What is less than that is doubtful: somebody has to decide.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

use super::row::Said;
use crate::people::names::{self, Agreement};
use crate::people::position::Position;
use crate::people::register_number;

#[cfg(test)]
pub(super) mod tests;

/// The most people of whom one may be meant.
const MOST_CANDIDATES: usize = 10;

/// A person of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The identifier.
    pub id: Uuid,
    /// Where the person is.
    pub organisation_id: Option<Uuid>,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// As what.
    pub position: Option<Position>,
    /// For what subject.
    pub subject: String,
    /// The surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The register number.
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    pub sector_code: Option<String>,
    /// When the person's service in education began.
    pub service_began_on: Option<NaiveDate>,
    /// How often the person's row has been changed.
    pub revision: i32,
    /// Whether the importer may see the person.
    pub is_seen: bool,
    /// Whether the importer may change what is known of the person.
    pub is_kept: bool,
}

/// The people of the register who may be meant, by what they are known by.
#[derive(Debug)]
pub struct Register<'a> {
    people: &'a [Known],
    by_number: HashMap<&'a str, usize>,
    by_code: HashMap<&'a str, usize>,
    by_email: HashMap<&'a str, usize>,
    by_place: HashMap<(Uuid, String), Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

/// Who a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a> {
    /// Nobody whom the register has.
    New,
    /// This person.
    Same(&'a Known),
    /// One of these, or nobody whom the register has.
    Doubtful(Vec<&'a Known>),
    /// Its number, code and address belong to different people.
    Contradiction,
    /// Somebody whom the importer may not see.
    Outside,
}

impl<'a> Register<'a> {
    /// Of these people.
    #[must_use]
    pub fn new(people: &'a [Known]) -> Self {
        let mut register = Self {
            people,
            by_number: HashMap::new(),
            by_code: HashMap::new(),
            by_email: HashMap::new(),
            by_place: HashMap::new(),
            by_name: HashMap::new(),
        };
        for (at, known) in people.iter().enumerate() {
            let keys = [
                (&mut register.by_number, &known.register_number),
                (&mut register.by_code, &known.sector_code),
                (&mut register.by_email, &known.email),
            ];
            for (by, key) in keys {
                if let Some(key) = key {
                    by.insert(key, at);
                }
            }
            if let Some(place) = known.organisation_id {
                let key = (place, names::key(&known.given_name));
                register.by_place.entry(key).or_default().push(at);
            }
            let key = names::full_key(&known.surname, &known.given_name);
            register.by_name.entry(key).or_default().push(at);
        }
        register
    }

    /// Who a row is that belongs to this organisation.
    #[must_use]
    pub fn find(&self, said: &Said, place: Uuid) -> Found<'a> {
        let keys = [
            (&self.by_number, &said.register_number),
            (&self.by_code, &said.sector_code),
            (&self.by_email, &said.email),
        ];
        let hits = keys.map(|(by, key)| key.as_deref().and_then(|key| by.get(key)).copied());
        let people: BTreeSet<usize> = hits.into_iter().flatten().collect();
        let mut people = people.into_iter().filter_map(|at| self.people.get(at));
        match (people.next(), people.next()) {
            (None, _) => self.by_name(said, place),
            (Some(known), other) if !known.is_seen || other.is_some_and(|one| !one.is_seen) => {
                Found::Outside
            }
            (Some(_), Some(_)) => Found::Contradiction,
            (Some(known), None) => {
                let by_number = hits.first().copied().flatten().is_some();
                match is_plausible(said, known, by_number) {
                    true => Found::Same(known),
                    false => Found::Doubtful(vec![known]),
                }
            }
        }
    }

    fn by_name(&self, said: &Said, place: Uuid) -> Found<'a> {
        let surname = said.surname.as_deref().unwrap_or_default();
        let key = (place, names::key(&said.given_name));
        let at_place = self.possible(self.by_place.get(&key), said);
        let here: Vec<&Known> = at_place
            .filter(|known| names::agree(surname, &known.surname) != Agreement::Different)
            .collect();
        match here.as_slice() {
            [known] if is_spelled_alike(said, known) => return Found::Same(known),
            [] => {}
            _ => return doubtful(here),
        }
        if surname.is_empty() || names::is_only_initial(surname) {
            // A given name alone says nothing about people elsewhere.
            return Found::New;
        }
        let key = names::full_key(surname, &said.given_name);
        let elsewhere: Vec<&Known> = self.possible(self.by_name.get(&key), said).collect();
        let signs = elsewhere
            .iter()
            .filter(|known| has_second_sign(said, known));
        let signs: Vec<&Known> = signs.copied().collect();
        match (signs.as_slice(), elsewhere.is_empty()) {
            ([known], _) if is_spelled_alike(said, known) => Found::Same(known),
            (_, true) => Found::New,
            ([], _) => doubtful(elsewhere),
            _ => doubtful(signs),
        }
    }

    /// Those whom the importer sees and nothing rules out.
    fn possible<'s>(
        &'s self,
        places: Option<&'s Vec<usize>>,
        said: &'s Said,
    ) -> impl Iterator<Item = &'a Known> + 's {
        let known = places.into_iter().flatten();
        let known = known.filter_map(|at| self.people.get(*at));
        known.filter(|known| known.is_seen && !is_ruled_out(said, known))
    }
}

fn doubtful(mut candidates: Vec<&Known>) -> Found<'_> {
    candidates.truncate(MOST_CANDIDATES);
    Found::Doubtful(candidates)
}

/// Whether a row that has somebody's number, code or address may be that person. A register number is a
/// person's for life, so one half of the name may differ; a code or an address may have come to
/// somebody else.
fn is_plausible(said: &Said, known: &Known, by_number: bool) -> bool {
    let surname = said.surname.as_deref().unwrap_or_default();
    let surnames = names::agree(surname, &known.surname);
    let is_given = names::key(&said.given_name) == names::key(&known.given_name);
    if by_number {
        is_given || surnames == Agreement::Same
    } else {
        is_given && surnames != Agreement::Different && !is_ruled_out(said, known)
    }
}

/// Whether two numbers, codes or birth dates say that they are two people.
fn is_ruled_out(said: &Said, known: &Known) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| matches!((one, other), (Some(one), Some(other)) if one != other);
    let born = known
        .register_number
        .as_deref()
        .and_then(register_number::birth_date);
    differ(&said.register_number, &known.register_number)
        || differ(&said.sector_code, &known.sector_code)
        || matches!((said.birth_date, born), (Some(one), Some(other)) if one != other)
}

/// Whether something beside the name says that it is this person.
fn has_second_sign(said: &Said, known: &Known) -> bool {
    let born = known
        .register_number
        .as_deref()
        .and_then(register_number::birth_date);
    let is_born = said.birth_date.is_some() && said.birth_date == born;
    let began = said.service_began_on;
    is_born || began.is_some() && began == known.service_began_on
}

/// Whether the names are one name also where both are written in one script.
fn is_spelled_alike(said: &Said, known: &Known) -> bool {
    let surname = said.surname.as_deref().unwrap_or_default();
    let is_whole = names::agree(surname, &known.surname) == Agreement::Same;
    let differs = names::differ_in_one_script(&said.given_name, &known.given_name)
        || is_whole && names::differ_in_one_script(surname, &known.surname);
    !differs
}
