//! The tree of organisations of a season: a ministry, provinces, districts and schools, as many as there
//! would be for so many people. Pure.

use surgalt::people::kind::OrganisationKind;

/// The provinces of Mongolia and its capital.
const PROVINCES: [&str; 22] = [
    "Улаанбаатар",
    "Архангай",
    "Баян-Өлгий",
    "Баянхонгор",
    "Булган",
    "Говь-Алтай",
    "Говьсүмбэр",
    "Дархан-Уул",
    "Дорноговь",
    "Дорнод",
    "Дундговь",
    "Завхан",
    "Орхон",
    "Өвөрхангай",
    "Өмнөговь",
    "Сүхбаатар",
    "Сэлэнгэ",
    "Төв",
    "Увс",
    "Ховд",
    "Хөвсгөл",
    "Хэнтий",
];

/// The people, districts and schools of the season of 2021.
const OF_2021: (u32, u32, u32) = (9_633, 330, 800);

/// How many of what there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// Provinces, the capital among them.
    pub provinces: u32,
    /// Districts.
    pub districts: u32,
    /// Schools.
    pub schools: u32,
}

/// An organisation of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its code.
    pub code: String,
    /// The code of the one above.
    pub above: Option<String>,
}

impl Places {
    /// As many as there are in a country of so many people in the season.
    pub fn for_people(people: u32) -> Self {
        let (all, districts, schools) = OF_2021;
        let share = |of: u32, least: u32| {
            let share = u64::from(people) * u64::from(of) / u64::from(all);
            u32::try_from(share).unwrap_or(of).clamp(least, of)
        };
        Self {
            provinces: share(22, 3),
            districts: share(districts, 6),
            schools: share(schools, 12),
        }
    }

    /// The district of a school.
    pub fn district_of(self, school: u32) -> u32 {
        school % self.districts
    }

    /// The province of a district.
    pub fn province_of(self, district: u32) -> u32 {
        district % self.provinces
    }

    /// The tree, level by level: what is above comes before.
    pub fn levels(self) -> [Vec<Place>; 4] {
        let root = Place {
            name: "Боловсролын яам".to_owned(),
            kind: OrganisationKind::Ministry,
            code: ministry(),
            above: None,
        };
        let provinces = (0..)
            .zip(PROVINCES)
            .take_while(|(number, _)| *number < self.provinces);
        let provinces = provinces.map(|(number, name)| Place {
            name: name.to_owned(),
            kind: if number == 0 {
                OrganisationKind::Capital
            } else {
                OrganisationKind::Province
            },
            code: province(number),
            above: Some(ministry()),
        });
        let districts = (0..self.districts).map(|number| Place {
            name: format!("{number}-р сум"),
            kind: OrganisationKind::District,
            code: district(number),
            above: Some(province(self.province_of(number))),
        });
        let schools = (0..self.schools).map(|number| Place {
            name: format!("{number}-р сургууль"),
            kind: OrganisationKind::School,
            code: school(number),
            above: Some(district(self.district_of(number))),
        });
        [
            vec![root],
            provinces.collect(),
            districts.collect(),
            schools.collect(),
        ]
    }
}

/// The code of the ministry.
pub fn ministry() -> String {
    "M".to_owned()
}

/// The code of a province.
pub fn province(number: u32) -> String {
    format!("P{number}")
}

/// The code of a district.
pub fn district(number: u32) -> String {
    format!("D{number}")
}

/// The code of a school.
pub fn school(number: u32) -> String {
    format!("S{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_of_2021_has_its_tree_and_a_smaller_one_a_smaller() {
        let whole = Places::for_people(9_633);
        assert_eq!(
            (whole.provinces, whole.districts, whole.schools),
            (22, 330, 800)
        );
        let small = Places::for_people(150);
        assert_eq!(
            (small.provinces, small.districts, small.schools),
            (3, 6, 12)
        );
    }

    #[test]
    fn everything_stands_below_something_that_comes_before() {
        for people in [1, 150, 2_000, 9_633] {
            let levels = Places::for_people(people).levels();
            let mut known: Vec<String> = Vec::new();
            for level in &levels {
                let above = known.clone();
                for place in level {
                    assert!(place.above.as_ref().is_none_or(|code| above.contains(code)));
                    assert!(!known.contains(&place.code));
                    known.push(place.code.clone());
                }
            }
            // No province is without schools.
            let places = Places::for_people(people);
            for province in 0..places.provinces {
                let mut schools = (0..places.schools).map(|school| places.district_of(school));
                assert!(schools.any(|district| places.province_of(district) == province));
            }
        }
    }
}
