//! Whether the draws of a quiz can all be satisfied without asking one question twice.

use std::collections::{BTreeMap, VecDeque};

use uuid::Uuid;

/// A draw: how many questions it wants, and which it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// How many.
    pub count: usize,
    /// The questions that it may take, each once.
    pub candidates: Vec<Uuid>,
}

/// A draw that cannot have what it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// The draw's place among the others.
    pub draw: usize,
    /// The most that is left for it once the draws before it have theirs.
    pub available: usize,
}

/// Questions that the same draws may take: which of them a draw takes makes no difference.
struct Group {
    size: usize,
    /// How many of them each draw has taken.
    taken: Vec<usize>,
}

/// The draws that cannot have what they want, each after the draws before it. Draws that share
/// candidates make room for each other as far as that is possible: the answer is exact (augmenting
/// paths between draws and groups of questions; Ford and Fulkerson, 1956).
#[must_use]
pub fn shortfalls(wishes: &[Wish]) -> Vec<Shortfall> {
    let mut groups = groups(wishes);
    let mut short = Vec::new();
    for (draw, wish) in wishes.iter().enumerate() {
        let available = (0..wish.count)
            .take_while(|_| augment(&mut groups, draw, wishes.len()))
            .count();
        if available < wish.count {
            short.push(Shortfall { draw, available });
        }
    }
    short
}

/// The questions by the draws that may take them.
fn groups(wishes: &[Wish]) -> BTreeMap<Vec<usize>, Group> {
    let mut takers: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
    for (draw, wish) in wishes.iter().enumerate() {
        for candidate in &wish.candidates {
            let draws = takers.entry(*candidate).or_default();
            if draws.last() != Some(&draw) {
                draws.push(draw);
            }
        }
    }
    let mut groups: BTreeMap<Vec<usize>, Group> = BTreeMap::new();
    for draws in takers.into_values() {
        let group = groups.entry(draws).or_insert_with(|| Group {
            size: 0,
            taken: vec![0; wishes.len()],
        });
        group.size += 1;
    }
    groups
}

/// Finds one more question for a draw, if need be by letting other draws take others; whether
/// there is one.
fn augment(groups: &mut BTreeMap<Vec<usize>, Group>, draw: usize, draws: usize) -> bool {
    // By which draw and from which group a draw was reached.
    let mut reached: Vec<Option<(usize, Vec<usize>)>> = vec![None; draws];
    let mut waiting = VecDeque::from([draw]);
    let mut seen = vec![false; draws];
    if let Some(seen) = seen.get_mut(draw) {
        *seen = true;
    }
    while let Some(taker) = waiting.pop_front() {
        for (key, group) in groups.iter() {
            if !key.contains(&taker) {
                continue;
            }
            if group.taken.iter().sum::<usize>() < group.size {
                let free = key.clone();
                hand_on(groups, &reached, draw, taker, free);
                return true;
            }
            for (holder, taken) in group.taken.iter().enumerate() {
                let is_new = *taken > 0 && seen.get(holder) == Some(&false);
                if is_new && let Some(from) = reached.get_mut(holder) {
                    *from = Some((taker, key.clone()));
                    if let Some(seen) = seen.get_mut(holder) {
                        *seen = true;
                    }
                    waiting.push_back(holder);
                }
            }
        }
    }
    false
}

/// Gives the free question to the last draw of the path, whose own goes to the one before it, and
/// so on to the draw that asked.
fn hand_on(
    groups: &mut BTreeMap<Vec<usize>, Group>,
    reached: &[Option<(usize, Vec<usize>)>],
    asked: usize,
    last: usize,
    free: Vec<usize>,
) {
    let mut change = |key: &Vec<usize>, draw: usize, more: bool| {
        let taken = groups
            .get_mut(key)
            .and_then(|group| group.taken.get_mut(draw));
        if let Some(taken) = taken {
            *taken = if more {
                taken.saturating_add(1)
            } else {
                taken.saturating_sub(1)
            };
        }
    };
    change(&free, last, true);
    let mut holder = last;
    while holder != asked {
        let Some(Some((taker, key))) = reached.get(holder) else {
            return;
        };
        change(key, holder, false);
        change(key, *taker, true);
        holder = *taker;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(count: usize, candidates: impl IntoIterator<Item = u128>) -> Wish {
        Wish {
            count,
            candidates: candidates.into_iter().map(Uuid::from_u128).collect(),
        }
    }

    fn short(draw: usize, available: usize) -> Shortfall {
        Shortfall { draw, available }
    }

    #[test]
    fn a_draw_that_wants_more_than_there_is_is_told_how_many_there_are() {
        assert_eq!(shortfalls(&[wish(3, 1..=3)]), []);
        assert_eq!(shortfalls(&[wish(4, 1..=3)]), [short(0, 3)]);
        assert_eq!(shortfalls(&[wish(1, [])]), [short(0, 0)]);
    }

    #[test]
    fn draws_make_room_for_each_other_where_they_can() {
        // The first could take the only question of the second, and must not.
        assert_eq!(shortfalls(&[wish(2, 1..=3), wish(1, [1])]), []);
        assert_eq!(
            shortfalls(&[wish(1, [1, 2]), wish(1, [2, 3]), wish(1, [1]), wish(0, [1])]),
            []
        );
        assert_eq!(shortfalls(&[wish(3, 1..=3), wish(1, [1])]), [short(1, 0)]);
        assert_eq!(shortfalls(&[wish(2, 1..=4), wish(3, 1..=4)]), [short(1, 2)]);
    }

    /// Tries every way of giving out questions: the most that the first draws can have together.
    fn most(wishes: &[Wish], used: &mut Vec<Uuid>) -> usize {
        let Some((first, rest)) = wishes.split_first() else {
            return 0;
        };
        if first.count == 0 {
            return most(rest, used);
        }
        let one_less = Wish {
            count: first.count - 1,
            candidates: first.candidates.clone(),
        };
        let mut left = vec![one_less];
        left.extend_from_slice(rest);
        let mut best = most(rest, used);
        for candidate in &first.candidates {
            if !used.contains(candidate) {
                used.push(*candidate);
                best = best.max(1 + most(&left, used));
                used.pop();
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn it_is_what_trying_every_way_finds(
            wishes in prop::collection::vec(
                (0_usize..3, prop::collection::btree_set(1_u128..6, 0..5)), 1..4)
        ) {
            let wishes: Vec<Wish> =
                wishes.into_iter().map(|(count, candidates)| wish(count, candidates)).collect();
            let wanted: usize = wishes.iter().map(|wish| wish.count).sum();
            let missing: usize = shortfalls(&wishes)
                .iter()
                .map(|short| wishes[short.draw].count - short.available)
                .sum();
            prop_assert_eq!(wanted - missing, most(&wishes, &mut Vec::new()));
        }
    }
}
