//! What follows for a part of the organisation tree from what was entered below it: pure rules.
//!
//! What was entered for an organisation itself counts as it is. Otherwise counts and amounts that were
//! entered below are added, and shares are made of their parts and wholes added; an organisation that
//! was entered stands for all below it, so that nothing is counted twice.

use super::figure::Figure;
use super::kind::{Entry, Kind};

/// What was entered for one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered<T> {
    /// The organisation's path; empty for the programme as a whole.
    pub path: String,
    /// The newest entry.
    pub entry: Entry,
    /// What else is known of it.
    pub about: T,
}

/// What is known for a part of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a, T> {
    /// It was entered.
    Own(&'a Entered<T>),
    /// It follows from so many entries below.
    Below {
        /// What follows.
        entry: Entry,
        /// From how many entries.
        entries: usize,
    },
}

/// What is known for the part of the tree at this path; nothing when nothing was entered, or when a
/// share cannot be made of shares whose wholes are not known.
#[must_use]
pub fn at<'a, T>(path: &str, kind: Kind, entered: &'a [Entered<T>]) -> Option<Found<'a, T>> {
    if let Some(own) = entered.iter().find(|one| one.path == path) {
        return Some(Found::Own(own));
    }
    let mut below: Vec<&Entered<T>> = entered
        .iter()
        .filter(|one| one.path.starts_with(path) && !one.path.is_empty())
        .collect();
    // In this order whatever lies below an organisation follows it.
    below.sort_by(|one, other| one.path.cmp(&other.path));
    let mut topmost: Vec<&Entered<T>> = Vec::new();
    for one in below {
        let above = topmost
            .last()
            .is_some_and(|last| one.path.starts_with(&last.path));
        if !above {
            topmost.push(one);
        }
    }
    let entry = match kind {
        _ if topmost.is_empty() => return None,
        Kind::Count | Kind::Amount => {
            let values = topmost.iter().map(|one| one.entry.value);
            Entry {
                value: values.fold(Figure::default(), Figure::plus),
                of: None,
            }
        }
        Kind::Percent => share(&topmost)?,
    };
    Some(Found::Below {
        entry,
        entries: topmost.len(),
    })
}

fn share<T>(entered: &[&Entered<T>]) -> Option<Entry> {
    let (mut part, mut whole) = (0_i64, 0_i64);
    for one in entered {
        let of = one.entry.of?;
        part = part.checked_add(of.0)?;
        whole = whole.checked_add(of.1)?;
    }
    Some(Entry {
        value: Figure::percent(part, whole)?,
        of: Some((part, whole)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(path: &str, count: i64) -> Entered<()> {
        Entered {
            path: path.to_owned(),
            entry: Entry {
                value: Figure::from_count(count),
                of: None,
            },
            about: (),
        }
    }

    fn percent(path: &str, part: i64, whole: i64) -> Entered<()> {
        Entered {
            path: path.to_owned(),
            entry: Entry {
                value: Figure::percent(part, whole).unwrap(),
                of: Some((part, whole)),
            },
            about: (),
        }
    }

    fn told(path: &str, kind: Kind, entered: &[Entered<()>]) -> Option<(i64, usize)> {
        at(path, kind, entered).map(|found| match found {
            Found::Own(own) => (own.entry.value.hundredths(), 0),
            Found::Below { entry, entries } => (entry.value.hundredths(), entries),
        })
    }

    #[test]
    fn what_was_entered_below_is_added_up_once() {
        let entered = [
            count("a/", 10),
            count("a/x/", 4),
            count("b/x/", 5),
            count("b/x/1/", 3),
            count("b/y/", 7),
            count("ab/", 100),
        ];
        for (path, expected) in [
            ("a/", Some((1_000, 0))),
            ("a/x/", Some((400, 0))),
            ("a/y/", None),
            ("b/", Some((1_200, 2))),
            ("b/x/1/", Some((300, 0))),
            ("", Some((12_200, 4))),
        ] {
            assert_eq!(told(path, Kind::Count, &entered), expected, "{path:?}");
        }
        let mut all = entered.to_vec();
        all.push(count("", 99));
        assert_eq!(told("", Kind::Count, &all), Some((9_900, 0)));
        assert_eq!(told("b/", Kind::Count, &all), Some((1_200, 2)));
    }

    #[test]
    fn shares_are_not_added_but_made_of_their_wholes() {
        let entered = [percent("a/", 1, 10), percent("b/", 90, 90)];
        assert_eq!(told("", Kind::Percent, &entered), Some((9_100, 2)));
        let mut unknown = entered.to_vec();
        unknown[0].entry.of = None;
        assert_eq!(told("", Kind::Percent, &unknown), None);
        assert_eq!(told("a/", Kind::Percent, &unknown), Some((1_000, 0)));
    }

    proptest! {
        /// However the leaves are grouped: the sum above is the sum of the leaves.
        #[test]
        fn the_whole_is_the_sum_of_its_parts(
            leaves in prop::collection::btree_map("[a-c]/[a-c]/[a-c]/", 0_i64..1_000, 1..20),
        ) {
            let entered: Vec<_> = leaves.iter().map(|(path, n)| count(path, *n)).collect();
            let whole: i64 = leaves.values().sum();
            prop_assert_eq!(
                told("", Kind::Count, &entered),
                Some((whole * 100, leaves.len()))
            );
            let of_parts: i64 = ["a/", "b/", "c/"]
                .iter()
                .filter_map(|path| told(path, Kind::Count, &entered))
                .map(|found| found.0)
                .sum();
            prop_assert_eq!(of_parts, whole * 100);
        }
    }
}
