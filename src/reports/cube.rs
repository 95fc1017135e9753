//! What a cohort adds up to, and what follows from it for any part of the organisation tree: pure rules.
//!
//! A cube has leaves, each for an organisation, position and year of service that people of the cohort came with.
//! Whatever is added up from its leaves is the same as if the people had been counted one by one.

use std::collections::{BTreeMap, HashMap};
use std::ops::AddAssign;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::courses::document::ItemKind;

/// What is counted of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Who takes part, be it by the rule or by an own wish.
    pub invited: i64,
    /// Who waits for a place, or for the consent of the school.
    pub waiting: i64,
    /// Who has left, or was not let come.
    pub left: i64,
    /// Of those who take part, who has begun any course.
    pub started: i64,
    /// Who has not finished and is not behind.
    pub on_track: i64,
    /// Who has not finished and is behind.
    pub behind: i64,
    /// Who has completed every course.
    pub finished: i64,
    /// Who has a certificate of one of the courses that is not revoked.
    pub certified: i64,
    /// Who has answered a survey of one of the courses.
    pub survey_answered: i64,
    /// Who has attended enough of a webinar.
    pub attended: i64,
    /// In how many courses they attended any of the webinars that it asks for.
    pub attendances: i64,
    /// The shares of these, added, in per cent.
    pub attended_percents: i64,
}

/// People who came from one place as the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// From which organisation; absent from nowhere.
    pub organisation_id: Option<Uuid>,
    /// As what; absent when nobody knew.
    pub position: Option<String>,
    /// In which year of service.
    pub year_of_service: Option<i32>,
    /// How many they are.
    pub sums: Sums,
}

/// How many people from one organisation have done an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneLeaf {
    /// From which organisation.
    pub organisation_id: Option<Uuid>,
    /// The item.
    pub item: ItemKey,
    /// How many.
    pub done: i64,
}

/// An item of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemKey {
    /// The course.
    pub course_id: Uuid,
    /// The item.
    pub item_id: Uuid,
}

/// An item that a course asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub key: ItemKey,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: ItemKind,
}

/// An organisation of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Everything above it and itself, each identifier followed by a slash.
    pub path: String,
}

/// A cohort, added up at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    /// When.
    pub as_of: DateTime<Utc>,
    /// Its people.
    pub leaves: Vec<Leaf>,
    /// What is done of each item.
    pub done: Vec<DoneLeaf>,
    /// What the newest versions of its courses ask for, in order.
    pub items: Vec<Item>,
    /// The organisations that people came from, and all above them.
    pub places: HashMap<Uuid, Place>,
}

/// What is true of a part of the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fold {
    /// All of it.
    pub total: Sums,
    /// Each organisation directly below; absent for who came from the organisation itself, or from nowhere.
    pub below: BTreeMap<Option<Uuid>, Sums>,
    /// By position.
    pub positions: BTreeMap<Option<String>, Sums>,
    /// By year of service.
    pub years_of_service: BTreeMap<Option<i32>, Sums>,
    /// Each item, in order: how many have done it, and of how many.
    pub items: Vec<(Item, i64, i64)>,
}

impl AddAssign for Sums {
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
        self.attendances += other.attendances;
        self.attended_percents += other.attended_percents;
    }
}

impl Cube {
    fn path(&self, organisation_id: Option<Uuid>) -> &str {
        let place = organisation_id.and_then(|id| self.places.get(&id));
        place.map_or("", |place| place.path.as_str())
    }
}

/// What these cohorts together add up to in the part of the tree at this path; empty for all of it.
#[must_use]
pub fn fold<'a>(cubes: impl IntoIterator<Item = &'a Cube>, path: &str) -> Fold {
    let mut fold = Fold::default();
    for cube in cubes {
        let mut invited = 0;
        for leaf in &cube.leaves {
            let Some(below) = cube.path(leaf.organisation_id).strip_prefix(path) else {
                continue;
            };
            invited += leaf.sums.invited;
            fold.add(leaf, first(below));
        }
        fold.add_items(cube, path, invited);
    }
    fold
}

/// The organisation that a path begins with.
fn first(path: &str) -> Option<Uuid> {
    path.split('/').next().and_then(|id| id.parse().ok())
}

impl Fold {
    fn add(&mut self, leaf: &Leaf, below: Option<Uuid>) {
        self.total += leaf.sums;
        *self.below.entry(below).or_default() += leaf.sums;
        let position = self.positions.entry(leaf.position.clone());
        *position.or_default() += leaf.sums;
        let year = self.years_of_service.entry(leaf.year_of_service);
        *year.or_default() += leaf.sums;
    }

    /// Everybody who takes part is asked for what the cohort's courses ask for.
    fn add_items(&mut self, cube: &Cube, path: &str, invited: i64) {
        let mut done: HashMap<ItemKey, i64> = HashMap::new();
        for leaf in &cube.done {
            if cube.path(leaf.organisation_id).starts_with(path) {
                *done.entry(leaf.item).or_default() += leaf.done;
            }
        }
        for item in &cube.items {
            let done = done.get(&item.key).copied().unwrap_or_default();
            match self.items.iter_mut().find(|(one, ..)| one.key == item.key) {
                Some((_, so_far, of)) => {
                    *so_far += done;
                    *of += invited;
                }
                None => self.items.push((item.clone(), done, invited)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
