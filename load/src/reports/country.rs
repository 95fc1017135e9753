//! The tree of organisations: a ministry, 22 provinces, 330 districts, 2,200 schools.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use surgalt::ids;
use surgalt::people::kind::OrganisationKind;
use surgalt::people::names;
use surgalt::people::tables::organisation;
use uuid::Uuid;

/// How many provinces, districts in each, and schools in all there are.
const PROVINCES: u32 = 22;
const DISTRICTS: u32 = 15;
const SCHOOLS: u32 = 2_200;

/// An organisation.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its identifier.
    pub id: Uuid,
    /// Its path.
    pub path: String,
}

/// A school, with what is above it.
#[derive(Debug, Clone)]
pub struct School {
    /// Its identifier.
    pub id: Uuid,
    /// The district.
    pub district: Uuid,
    /// The province.
    pub province: Uuid,
    /// The country.
    pub ministry: Uuid,
}

/// All of it.
#[derive(Debug)]
pub struct Country {
    /// The root.
    pub ministry: Place,
    /// The provinces.
    pub provinces: Vec<Place>,
    /// The districts, those of a province one after the other.
    pub districts: Vec<Place>,
    /// The schools.
    pub schools: Vec<School>,
    /// What is to be written into the database.
    pub rows: Vec<organisation::ActiveModel>,
}

impl Country {
    /// A new one.
    pub fn new(now: DateTime<Utc>) -> Self {
        let mut rows = Vec::new();
        let mut add =
            |above: Option<&Place>, name: String, kind: OrganisationKind, code: String| {
                let id = ids::new_id();
                let above_path = above.map(|place| place.path.as_str()).unwrap_or_default();
                let path = format!("{above_path}{id}/");
                rows.push(organisation::ActiveModel {
                    id: Set(id),
                    parent_id: Set(above.map(|place| place.id)),
                    path: Set(path.clone()),
                    name_key: Set(names::key(&name)),
                    name: Set(name),
                    created_at: Set(now),
                    kind: Set(kind.name().to_owned()),
                    code: Set(Some(code)),
                    revision: Set(0),
                });
                Place { id, path }
            };
        let name = "Боловсролын яам".to_owned();
        let ministry = add(None, name, OrganisationKind::Ministry, "M".to_owned());
        let (mut provinces, mut districts) = (Vec::new(), Vec::new());
        for number in 0..PROVINCES {
            let (name, code) = (format!("{number}-р аймаг"), format!("P{number}"));
            provinces.push(add(Some(&ministry), name, OrganisationKind::Province, code));
        }
        for (number, province) in (0_u32..).zip(&provinces) {
            for district in 0..DISTRICTS {
                let code = format!("D{number}-{district}");
                let name = format!("{number}-р аймгийн {district}-р сум");
                districts.push(add(Some(province), name, OrganisationKind::Soum, code));
            }
        }
        let mut schools = Vec::new();
        let in_turn = districts.iter().cycle();
        for (number, district) in (0..SCHOOLS).zip(in_turn) {
            let (name, code) = (format!("{number}-р сургууль"), format!("S{number}"));
            let school = add(Some(district), name, OrganisationKind::School, code);
            let province = provinces
                .iter()
                .find(|one| district.path.starts_with(&one.path));
            schools.push(School {
                id: school.id,
                district: district.id,
                province: province.map_or(ministry.id, |province| province.id),
                ministry: ministry.id,
            });
        }
        Self {
            ministry,
            provinces,
            districts,
            schools,
            rows,
        }
    }

    /// The school of somebody: neighbours in the register work far apart.
    pub fn school(&self, number: u32) -> Option<&School> {
        let place = u64::from(number) * 7_919 % u64::from(SCHOOLS);
        self.schools.get(usize::try_from(place).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_works_at_a_school_of_a_district_of_a_province() {
        let country = Country::new(DateTime::UNIX_EPOCH);
        assert_eq!(
            (country.provinces.len(), country.districts.len()),
            (22, 330)
        );
        assert_eq!(country.rows.len(), 1 + 22 + 330 + 2_200);
        let mut schools: Vec<Uuid> = (0..2_200)
            .map(|number| country.school(number).unwrap().id)
            .collect();
        schools.sort_unstable();
        schools.dedup();
        assert_eq!(schools.len(), 2_200);
        let district = &country.districts[17];
        let own = country
            .schools
            .iter()
            .filter(|one| one.district == district.id);
        assert!((6..=7).contains(&own.count()));
    }
}
