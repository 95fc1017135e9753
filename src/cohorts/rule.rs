//! Who belongs to a cohort by its rule: pure.
//!
//! A rule asks where somebody was, and as what, on one day. Whoever meets all the conditions that it has
//! belongs; so does whoever it names. A rule that has no condition and names nobody invites nobody.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::placing;
use crate::people::position::Position;

/// Who belongs to a cohort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields, default)]
#[schema(as = CohortRule, example = json!({"on": "2021-01-15", "positions": ["teacher"],
    "years_of_service": [10], "organisations": [], "people": []}))]
pub struct Rule {
    /// The day on which it is asked where somebody was; that on which the cohort begins when absent.
    #[garde(skip)]
    pub on: Option<NaiveDate>,
    /// As what; as anything when it is empty.
    #[garde(length(max = 20), inner(custom(known_position)))]
    #[schema(max_items = 20)]
    pub positions: Vec<String>,
    /// In which year of service, the first being 1; in any when it is empty.
    #[garde(length(max = 60), inner(range(min = 1, max = 80)))]
    #[schema(max_items = 60)]
    pub years_of_service: Vec<u16>,
    /// In or below which organisations; anywhere when it is empty.
    #[garde(length(max = 500))]
    #[schema(max_items = 500)]
    pub organisations: Vec<Uuid>,
    /// Who belongs, whatever the conditions say.
    #[garde(length(max = 5_000))]
    #[schema(max_items = 5_000)]
    pub people: Vec<Uuid>,
}

fn known_position(name: &str, _: &()) -> garde::Result {
    match Position::named(name) {
        Some(_) => Ok(()),
        None => Err(garde::Error::new("field-unknown")),
    }
}

/// What is known of a person on the rule's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub person_id: Uuid,
    /// Where the person was.
    pub organisation_id: Option<Uuid>,
    /// The path of that organisation.
    pub path: Option<String>,
    /// As what.
    pub position: Option<String>,
    /// When the service began.
    pub service_began_on: Option<NaiveDate>,
}

impl Rule {
    /// Whether it asks for anything but for people by name.
    #[must_use]
    pub fn has_conditions(&self) -> bool {
        !(self.positions.is_empty()
            && self.years_of_service.is_empty()
            && self.organisations.is_empty())
    }

    /// Whether nobody belongs by it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.has_conditions() && self.people.is_empty()
    }

    /// Whether somebody belongs; `paths` are those of the rule's organisations.
    #[must_use]
    pub fn belongs(&self, standing: &Standing, paths: &[String], on: NaiveDate) -> bool {
        if self.people.contains(&standing.person_id) {
            return true;
        }
        let position = standing.position.as_ref();
        let year = standing
            .service_began_on
            .and_then(|began| year_of_service(began, on));
        let path = standing.path.as_deref().unwrap_or_default();
        let is_below = paths.iter().any(|above| path.starts_with(above.as_str()));
        self.has_conditions()
            && (self.positions.is_empty()
                || position.is_some_and(|position| self.positions.contains(position)))
            && (self.years_of_service.is_empty()
                || year.is_some_and(|year| self.years_of_service.contains(&year)))
            && (self.organisations.is_empty() || is_below)
    }
}

/// The year of service on a day, see [`placing::year_of_service`].
#[must_use]
pub fn year_of_service(began: NaiveDate, on: NaiveDate) -> Option<u16> {
    let year = placing::year_of_service(began, on)?;
    u16::try_from(year).ok()
}

/// Between which days the service of all began who are in one of these years on a day; the years that no
/// calendar reaches are left out. A search may take more than are meant: [`Rule::belongs`] decides.
#[must_use]
pub fn beginnings(years: &[u16], on: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let years: BTreeSet<u16> = years.iter().copied().filter(|year| *year > 0).collect();
    let back = |years: u16| on.checked_sub_months(Months::new(u32::from(years) * 12));
    years
        .into_iter()
        .filter_map(|year| Some((back(year)?, back(year - 1)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn teacher() -> Standing {
        Standing {
            person_id: Uuid::from_u128(7),
            organisation_id: Some(Uuid::from_u128(2)),
            path: Some("a/b/".to_owned()),
            position: Some("teacher".to_owned()),
            service_began_on: Some(day("2011-09-01")),
        }
    }

    #[test]
    fn the_first_year_of_service_is_year_one() {
        for (began, on, expected) in [
            ("2020-09-01", "2020-09-01", Some(1)),
            ("2020-09-01", "2021-08-31", Some(1)),
            ("2020-09-01", "2021-09-01", Some(2)),
            ("2011-09-01", "2021-01-15", Some(10)),
            ("2021-09-01", "2021-08-31", None),
            ("2016-02-29", "2017-02-28", Some(1)),
            ("2016-02-29", "2017-03-01", Some(2)),
        ] {
            assert_eq!(
                year_of_service(day(began), day(on)),
                expected,
                "{began} {on}"
            );
        }
    }

    #[test]
    fn whoever_meets_every_condition_belongs_and_whoever_is_named() {
        let on = day("2021-01-15");
        let (here, elsewhere) = (vec!["a/".to_owned()], vec!["c/".to_owned()]);
        let rule = |change: fn(&mut Rule)| {
            let mut rule = Rule::default();
            change(&mut rule);
            rule
        };
        let organisation = |one: &mut Rule| one.organisations = vec![Uuid::from_u128(1)];
        for (rule, paths, expected) in [
            (rule(|_| {}), &here, false),
            (rule(|one| one.years_of_service = vec![5, 10]), &here, true),
            (rule(|one| one.years_of_service = vec![9, 11]), &here, false),
            (
                rule(|one| one.positions = vec!["teacher".to_owned()]),
                &here,
                true,
            ),
            (
                rule(|one| one.positions = vec!["director".to_owned()]),
                &here,
                false,
            ),
            (rule(organisation), &here, true),
            (rule(organisation), &elsewhere, false),
            (
                rule(|one| one.people = vec![Uuid::from_u128(7)]),
                &here,
                true,
            ),
            (
                rule(|one| one.people = vec![Uuid::from_u128(8)]),
                &here,
                false,
            ),
            (
                rule(|one| {
                    one.people = vec![Uuid::from_u128(7)];
                    one.positions = vec!["director".to_owned()];
                }),
                &here,
                true,
            ),
            (
                rule(|one| {
                    one.positions = vec!["teacher".to_owned()];
                    one.years_of_service = vec![1];
                }),
                &here,
                false,
            ),
        ] {
            assert_eq!(rule.belongs(&teacher(), paths, on), expected, "{rule:?}");
        }
        let nowhere = Standing {
            path: None,
            position: None,
            service_began_on: None,
            ..teacher()
        };
        assert!(!rule(organisation).belongs(&nowhere, &here, on));
    }

    proptest! {
        #[test]
        fn a_search_by_the_days_of_beginning_finds_everybody_who_is_meant(
            began in 0_i64..30_000,
            later in 0_i64..29_000,
            others in prop::collection::vec(1_u16..80, 0..3),
        ) {
            let began = day("1950-01-01") + chrono::TimeDelta::days(began);
            let on = began + chrono::TimeDelta::days(later);
            let year = year_of_service(began, on).unwrap();
            let found = |years: &[u16]| {
                beginnings(years, on).iter().any(|(from, to)| *from <= began && began <= *to)
            };
            prop_assert!(found(&[&others[..], &[year]].concat()));
            // Nobody is found a whole year beside what is meant.
            prop_assert!(!found(&[year + 2]));
        }
    }
}
