//! What was put into the database, counted while it was made: what every report must tell.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many people of a cohort, of one district, did what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Were invited, and so enrolled.
    pub invited: i64,
    /// Have done anything that counts.
    pub started: i64,
    /// Have completed the course.
    pub finished: i64,
    /// Have its certificate.
    pub certified: i64,
    /// Have answered the survey.
    pub surveyed: i64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.invited += other.invited;
        self.started += other.started;
        self.finished += other.finished;
        self.certified += other.certified;
        self.surveyed += other.surveyed;
    }
}

/// The counts, by cohort, province and district.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// The people of each district, in all.
    pub people: BTreeMap<Uuid, i64>,
    #[serde(with = "as_list")]
    counts: BTreeMap<(Uuid, Uuid, Uuid), Counts>,
}

impl Ledger {
    /// Writes down what somebody of a cohort did, who is of a district of a province.
    pub fn add(&mut self, (cohort, province, district): (Uuid, Uuid, Uuid), counts: Counts) {
        *self.counts.entry((cohort, province, district)).or_default() += counts;
    }

    /// The sum over some cohorts, in one organisation: a province, a district, or everywhere.
    pub fn sum(&self, cohorts: &[Uuid], part: Option<Uuid>) -> Counts {
        let mut sum = Counts::default();
        for ((cohort, province, district), counts) in &self.counts {
            let is_there = part.is_none_or(|part| part == *province || part == *district);
            if is_there && cohorts.contains(cohort) {
                sum += *counts;
            }
        }
        sum
    }
}

/// JSON has no keys of three parts.
mod as_list {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use uuid::Uuid;

    use super::Counts;

    type Map = BTreeMap<(Uuid, Uuid, Uuid), Counts>;

    pub fn serialize<S: Serializer>(map: &Map, to: S) -> Result<S::Ok, S::Error> {
        map.iter().collect::<Vec<_>>().serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Map, D::Error> {
        Ok(Vec::deserialize(from)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_adds_up_its_parts_and_is_read_as_it_was_written() {
        let [cohort, other, province, north, south] = [1, 2, 3, 4, 5].map(Uuid::from_u128);
        let one = Counts {
            invited: 1,
            finished: 1,
            ..Counts::default()
        };
        let mut ledger = Ledger::default();
        ledger.add((cohort, province, north), one);
        ledger.add((cohort, province, south), one);
        ledger.add((other, province, south), one);
        let written = serde_json::to_string(&ledger).unwrap();
        let read: Ledger = serde_json::from_str(&written).unwrap();
        assert_eq!(read.sum(&[cohort], None).invited, 2);
        assert_eq!(read.sum(&[cohort], Some(south)).finished, 1);
        assert_eq!(read.sum(&[cohort, other], Some(province)).invited, 3);
        assert_eq!(read.sum(&[], None), Counts::default());
    }
}
