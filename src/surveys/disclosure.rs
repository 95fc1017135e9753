//! What may be told of an anonymous survey about which part of the organisation tree. Pure.
//!
//! A part is told of when at least the smallest group has answered in it, and when what is left of the
//! part above it, once every part that is told of is taken away, is nothing or at least the smallest
//! group again. So the parts and what is left of each are groups that never overlap, and whatever
//! anybody computes from what is told, by adding and taking away, is made of whole ones of them: no
//! difference is about fewer people.
//!
//! Each answer is kept with the smallest part that is told of and holds it, and with no other place.
//! So the database, once a survey is settled, says no more than the results do.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

/// How many have answered in one place: the organisations from the root down to it, none for people
/// without an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The organisations from the root down.
    pub path: Vec<Uuid>,
    /// How many have answered there, not counting the places below.
    pub answers: u32,
}

/// For each place, the path of the smallest part that is told of and holds it; none at all when
/// nothing may be told, not even of the whole.
#[must_use]
pub fn levels(groups: &[Group], smallest: u32) -> Option<BTreeMap<Vec<Uuid>, Vec<Uuid>>> {
    let mut whole = Part::default();
    for group in groups {
        whole.put(&group.path, group.answers);
    }
    if whole.answers < smallest {
        return None;
    }
    let mut told = BTreeSet::new();
    whole.tell(&mut Vec::new(), smallest, &mut told);
    let level = |path: &[Uuid]| {
        let mut path = path.to_vec();
        while !told.contains(&path) && path.pop().is_some() {}
        path
    };
    let each = groups.iter();
    Some(
        each.map(|group| (group.path.clone(), level(&group.path)))
            .collect(),
    )
}

/// A part of the tree.
#[derive(Debug, Default)]
struct Part {
    /// How many have answered in it.
    answers: u32,
    below: BTreeMap<Uuid, Part>,
}

impl Part {
    fn put(&mut self, path: &[Uuid], answers: u32) {
        self.answers = self.answers.saturating_add(answers);
        if let Some((first, rest)) = path.split_first() {
            self.below.entry(*first).or_default().put(rest, answers);
        }
    }

    /// Chooses what is told of within a part that is told of itself.
    fn tell(&self, path: &mut Vec<Uuid>, smallest: u32, told: &mut BTreeSet<Vec<Uuid>>) {
        told.insert(path.clone());
        let large = self
            .below
            .iter()
            .filter(|(_, part)| part.answers >= smallest);
        let mut shown: Vec<(&Uuid, &Part)> = large.collect();
        // The smallest last: it is the first to be hidden when what is left is too little.
        shown.sort_by_key(|(id, part)| (std::cmp::Reverse(part.answers), **id));
        let in_shown: u32 = shown.iter().map(|(_, part)| part.answers).sum();
        let mut left = self.answers.saturating_sub(in_shown);
        while left > 0 && left < smallest {
            let Some((_, hidden)) = shown.pop() else {
                break;
            };
            left = left.saturating_add(hidden.answers);
        }
        for (id, part) in shown {
            path.push(*id);
            part.tell(path, smallest, told);
            path.pop();
        }
    }
}

#[cfg(test)]
mod tests;
