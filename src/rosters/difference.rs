//! What a row of a roster changes of somebody whom the register has, and what it registers of somebody
//! new. Pure. What a row does not say stays as it is.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::columns::Column;
use super::matching::Known;
use super::row::Said;
use super::state::Difference;
use crate::people::names::{self, Agreement};
use crate::people::position::Position;

/// One thing that a row changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RosterChange)]
pub struct Change {
    /// What it is.
    pub column: Column,
    /// What the register says; null when it says nothing.
    pub before: Option<String>,
    /// What the row says.
    pub after: String,
}

/// Several of them, as a column keeps them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Changes(pub Vec<Change>);

/// Where a person is from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlace {
    /// Where.
    pub organisation_id: Uuid,
    /// As what.
    pub position: Position,
    /// For what subject.
    pub subject: String,
    /// The first day.
    pub since: NaiveDate,
}

/// What is to be written of a person; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// The surname.
    pub surname: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The register number.
    pub register_number: Option<String>,
    /// By which the sector's information system names the person.
    pub sector_code: Option<String>,
    /// The day on which service began.
    pub service_began_on: Option<NaiveDate>,
    /// Where the person is now.
    pub place: Option<NewPlace>,
}

/// What a row that says where a person is, on a day, changes.
#[must_use]
pub fn update(known: &Known, said: &Said, place: Uuid, as_of: NaiveDate) -> Update {
    let different = |said: &Option<String>, known: &Option<String>| {
        said.clone().filter(|text| Some(text) != known.as_ref())
    };
    let surname = said.surname.clone();
    Update {
        surname: surname.filter(|surname| is_better(surname, &known.surname)),
        given_name: Some(said.given_name.clone()).filter(|name| is_better(name, &known.given_name)),
        email: different(&said.email, &known.email),
        register_number: different(&said.register_number, &known.register_number),
        sector_code: different(&said.sector_code, &known.sector_code),
        service_began_on: said
            .service_began_on
            .filter(|day| Some(*day) != known.service_began_on),
        place: new_place(known, said, place, as_of),
    }
}

fn new_place(known: &Known, said: &Said, place: Uuid, as_of: NaiveDate) -> Option<NewPlace> {
    let is_here = known.organisation_id == Some(place);
    let said_position = said.position.filter(|position| {
        // A position without a name of its own says nothing against one that has.
        *position != Position::Other || !is_here
    });
    let was = known.position.unwrap_or(Position::Other);
    let position = said_position.unwrap_or(was);
    let subject = said
        .subject
        .clone()
        .unwrap_or_else(|| known.subject.clone());
    let is_same = position == was && names::key(&subject) == names::key(&known.subject);
    if is_here && is_same && known.since.is_some() {
        return None;
    }
    // What was not known before was so from the first day; what has changed, is so from now on.
    let completes = (was == Position::Other || position == was)
        && (known.subject.is_empty() || names::key(&subject) == names::key(&known.subject));
    let since = match known.since {
        None => said.since.unwrap_or(as_of),
        Some(since) if is_here && completes => since,
        Some(since) => said
            .since
            .filter(|day| *day > since)
            .unwrap_or(as_of)
            .max(since),
    };
    Some(NewPlace {
        organisation_id: place,
        position,
        subject,
        since,
    })
}

/// Whether a row's name is to replace the one of the register: a whole one for an initial, and a
/// corrected one in the same script; another spelling of the same name is not.
fn is_better(said: &str, known: &str) -> bool {
    if said.is_empty() || said == known {
        return false;
    }
    if names::key(said) == names::key(known) {
        return names::differ_in_one_script(said, known);
    }
    match names::agree(said, known) {
        Agreement::Same => false,
        Agreement::MayBe => names::is_only_initial(known) && !names::is_only_initial(said),
        Agreement::Different => !names::is_only_initial(said),
    }
}

impl Update {
    /// The update as people are shown it; `named` gives an organisation's name.
    #[must_use]
    pub fn changes(&self, known: &Known, named: impl Fn(Uuid) -> String) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut add = |column: Column, before: Option<String>, after: Option<String>| {
            if let Some(after) = after.filter(|after| Some(after) != before.as_ref()) {
                changes.push(Change {
                    column,
                    before: before.filter(|text| !text.is_empty()),
                    after,
                });
            }
        };
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        add(
            Column::Surname,
            Some(known.surname.clone()),
            self.surname.clone(),
        );
        add(
            Column::GivenName,
            Some(known.given_name.clone()),
            self.given_name.clone(),
        );
        add(
            Column::RegisterNumber,
            known.register_number.clone(),
            self.register_number.clone(),
        );
        add(
            Column::SectorCode,
            known.sector_code.clone(),
            self.sector_code.clone(),
        );
        add(Column::Email, known.email.clone(), self.email.clone());
        add(
            Column::ServiceBeganOn,
            day(known.service_began_on),
            day(self.service_began_on),
        );
        if let Some(place) = &self.place {
            let name = |position: Position| position.name().to_owned();
            add(
                Column::Organisation,
                known.organisation_id.map(&named),
                Some(named(place.organisation_id)),
            );
            add(
                Column::Position,
                known.position.map(name),
                Some(name(place.position)),
            );
            let subject = Some(place.subject.clone()).filter(|subject| !subject.is_empty());
            add(Column::Subject, Some(known.subject.clone()), subject);
            add(Column::Since, day(known.since), day(Some(place.since)));
        }
        changes
    }

    /// What it means for the register.
    #[must_use]
    pub fn difference(&self, known: &Known) -> Difference {
        let moves = |place: &NewPlace| Some(place.organisation_id) != known.organisation_id;
        if self.place.as_ref().is_some_and(moves) {
            Difference::Moved
        } else if *self == Self::default() {
            Difference::Unchanged
        } else {
            Difference::Changed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::matching::tests::{known, said};
    use super::*;

    const HERE: Uuid = Uuid::from_u128(1);
    const THERE: Uuid = Uuid::from_u128(2);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(known: &Known, said: &Said, place: Uuid) -> Update {
        update(known, said, place, day("2021-09-15"))
    }

    #[test]
    fn another_spelling_changes_nothing_and_a_whole_or_corrected_name_does() {
        for (before, row, expected) in [
            ("Дорж Бат", "Dorj Bat", None),
            ("Дорж Бат", "Доржийн Бат", None),
            ("Дорж Бат", "Д.Бат", None),
            ("Дорж Бат", "ДОРЖ БАТ", None),
            ("Д.Бат", "Дорж Бат", Some("Дорж Бат")),
            ("Дорж Болд", "Дорж Булд", Some("Дорж Булд")),
            ("Дорж Бат", "Ганболд Бат", Some("Ганболд Бат")),
        ] {
            let known = known(7, HERE, before);
            let update = of(&known, &said(row), HERE);
            let surname = update.surname.clone().unwrap_or(known.surname.clone());
            let given = update
                .given_name
                .clone()
                .unwrap_or(known.given_name.clone());
            let after = format!("{surname} {given}");
            match expected {
                Some(expected) => assert_eq!(after, expected),
                None => assert_eq!(update, Update::default(), "{row}"),
            }
        }
    }

    #[test]
    fn who_is_elsewhere_has_moved_from_the_day_that_the_list_says_or_is_of() {
        let bat = known(7, THERE, "Дорж Бат");
        let mut row = said("Дорж Бат");
        let update = of(&bat, &row, HERE);
        assert_eq!(update.difference(&bat), Difference::Moved);
        let place = update.place.clone().unwrap();
        assert_eq!(
            (place.since, place.position),
            (day("2021-09-15"), Position::Teacher)
        );
        row.since = Some(day("2021-08-20"));
        assert_eq!(of(&bat, &row, HERE).place.unwrap().since, day("2021-08-20"));
        // Service elsewhere began before: a list that says so does not rewrite history.
        row.since = Some(day("2010-09-01"));
        assert_eq!(of(&bat, &row, HERE).place.unwrap().since, day("2021-09-15"));
        let changes = update.changes(&bat, |id| format!("school {}", id.as_u128()));
        assert_eq!(changes[0].before.as_deref(), Some("school 2"));
        assert_eq!(changes[0].after, "school 1");
    }

    #[test]
    fn what_was_unknown_is_completed_and_what_is_other_now_begins_now() {
        let mut bat = known(7, HERE, "Дорж Бат");
        let mut row = said("Дорж Бат");
        row.subject = Some("Математик".to_owned());
        let place = of(&bat, &row, HERE).place.unwrap();
        assert_eq!(place.since, day("2015-09-01"));
        bat.subject = "Физик".to_owned();
        let place = of(&bat, &row, HERE).place.unwrap();
        assert_eq!(place.since, day("2021-09-15"));
        bat.subject = "математик".to_owned();
        assert_eq!(of(&bat, &row, HERE), Update::default());
        row.position = Some(Position::Other);
        assert_eq!(of(&bat, &row, HERE), Update::default());
        row.position = Some(Position::Director);
        let update = of(&bat, &row, HERE);
        assert_eq!(update.difference(&bat), Difference::Changed);
        assert_eq!(update.place.unwrap().since, day("2021-09-15"));
    }
}
