//! The figures of a report as the ledger has them, and what differs in one that the server tells. Pure.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::AddAssign;

use serde::Deserialize;
use uuid::Uuid;

use super::course::Course;
use super::person::Person;

/// When a report is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hour {
    /// The self-paced window has just closed; no webinar has been held.
    Closed,
    /// Both windows are over.
    Over,
}

/// What a report counts of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Figures {
    /// Those who take part.
    pub invited: u32,
    /// Those who wait for a place.
    pub waiting: u32,
    /// Those who have left.
    pub left: u32,
    /// Those who have begun.
    pub started: u32,
    /// Those who have not finished and are not behind.
    pub on_track: u32,
    /// Those who are.
    pub behind: u32,
    /// Those who have done everything.
    pub finished: u32,
    /// Those who have a certificate.
    pub certified: u32,
    /// Those who have answered the survey.
    pub survey_answered: u32,
    /// Those who attended enough of the webinar.
    pub attended: u32,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.invited += other.invited;
        self.waiting += other.waiting;
        self.left += other.left;
        self.started += other.started;
        self.on_track += other.on_track;
        self.behind += other.behind;
        self.finished += other.finished;
        self.certified += other.certified;
        self.survey_answered += other.survey_answered;
        self.attended += other.attended;
    }
}

impl Figures {
    /// What somebody adds to them.
    pub fn of(person: &Person, course: &Course, hour: Hour) -> Self {
        let record = &person.record;
        let count = |is: bool| u32::from(is && record.invited);
        let has = |item: &Uuid| record.done.contains(item);
        let finished = course.items().all(|item| has(&item));
        let in_time = hour == Hour::Closed && course.self_paced().all(|item| has(&item));
        Self {
            invited: count(true),
            waiting: 0,
            left: 0,
            started: count(!record.done.is_empty()),
            on_track: count(!finished && in_time),
            behind: count(!finished && !in_time),
            finished: count(finished),
            certified: count(record.certificate.is_some()),
            survey_answered: count(record.answered.is_some()),
            attended: count(has(&course.webinar)),
        }
    }
}

/// What the ledger says of a part of the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected {
    /// All of it.
    pub total: Figures,
    /// By what stands directly below.
    pub below: BTreeMap<String, Figures>,
    /// By position.
    pub positions: BTreeMap<String, Figures>,
    /// By year of service.
    pub years_of_service: BTreeMap<String, Figures>,
    /// How many have done each item.
    pub items: BTreeMap<Uuid, u32>,
}

impl Expected {
    /// Adds somebody who came from below this organisation, in this year of service.
    pub fn add(&mut self, person: &Person, course: &Course, below: String, year: u16, hour: Hour) {
        let figures = Figures::of(person, course, hour);
        if figures.invited == 0 {
            return;
        }
        self.total += figures;
        *self.below.entry(below).or_default() += figures;
        let position = person.part.position.name().to_owned();
        *self.positions.entry(position).or_default() += figures;
        *self.years_of_service.entry(year.to_string()).or_default() += figures;
        for item in course.items() {
            let done = u32::from(person.record.done.contains(&item));
            *self.items.entry(item).or_default() += done;
        }
    }
}

/// What differs between a table of the ledger and one of the server; what is nothing may be left out.
pub fn differences<Key, Cell>(
    what: &str,
    expected: &BTreeMap<Key, Cell>,
    told: &BTreeMap<Key, Cell>,
) -> Vec<String>
where
    Key: Ord + Debug,
    Cell: Default + PartialEq + Debug,
{
    let nothing = Cell::default();
    let mut keys: Vec<&Key> = expected.keys().chain(told.keys()).collect();
    keys.sort();
    keys.dedup();
    let differs = |key: &&Key| {
        let expected = expected.get(*key).unwrap_or(&nothing);
        let told = told.get(*key).unwrap_or(&nothing);
        (expected != told).then(|| format!("{what} {key:?}: told {told:?}, must be {expected:?}"))
    };
    keys.iter().filter_map(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cast::{Opinion, cast};
    use super::super::course::tests::published;
    use super::super::description::tests::small;
    use super::*;

    fn person() -> Person {
        let part = cast(&small(), 1, 5, 1).unwrap().remove(0);
        let mut person = Person::new(part);
        person.record.invited = true;
        person
    }

    #[test]
    fn somebody_counts_by_what_was_acknowledged() {
        let course = published();
        let mut person = person();
        let figures = |person: &Person, hour| Figures::of(person, &course, hour);
        let absent = figures(&person, Hour::Closed);
        assert_eq!((absent.invited, absent.started, absent.behind), (1, 0, 1));
        person.record.done.extend(course.self_paced());
        let in_time = figures(&person, Hour::Closed);
        assert_eq!(
            (in_time.started, in_time.on_track, in_time.behind),
            (1, 1, 0)
        );
        assert_eq!(figures(&person, Hour::Over).behind, 1);
        person.record.done.insert(course.webinar);
        person.record.answered = Some(Opinion::Good);
        let finished = figures(&person, Hour::Over);
        assert_eq!(
            (finished.finished, finished.attended, finished.behind),
            (1, 1, 0)
        );
        assert_eq!((finished.survey_answered, finished.certified), (1, 0));
        person.record.invited = false;
        assert_eq!(figures(&person, Hour::Over), Figures::default());
    }

    #[test]
    fn every_table_adds_up_to_the_same() {
        let course = published();
        let mut expected = Expected::default();
        for number in 0..20_u32 {
            let mut person = person();
            let done = usize::try_from(number).unwrap() % 7;
            person.record.done.extend(course.items().take(done));
            let below = format!("P{}", number % 3);
            expected.add(&person, &course, below, 10, Hour::Over);
        }
        let sum = |table: &BTreeMap<String, Figures>| {
            let mut sum = Figures::default();
            table.values().for_each(|figures| sum += *figures);
            sum
        };
        for table in [
            &expected.below,
            &expected.positions,
            &expected.years_of_service,
        ] {
            assert_eq!(sum(table), expected.total);
        }
        assert_eq!(expected.total.invited, 20);
        assert_eq!(expected.items.len(), 6);
    }

    #[test]
    fn what_differs_is_named_and_nothing_is_not_missed() {
        let expected = BTreeMap::from([("a", 1), ("b", 0), ("c", 3)]);
        let told = BTreeMap::from([("a", 1), ("c", 2), ("d", 1)]);
        let found = differences("place", &expected, &told);
        assert_eq!(
            found,
            [
                "place \"c\": told 2, must be 3",
                "place \"d\": told 1, must be 0",
            ]
        );
    }
}
