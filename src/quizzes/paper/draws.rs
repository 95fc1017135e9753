//! Which questions of the bank an attempt is given: each draw has as many as it wants, and none is
//! given twice, as long as publishing has found that to be possible (`bank/drawing.rs`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use uuid::Uuid;

use super::super::questions::Question;
use super::super::quiz::Draw;
use super::super::shuffle;

/// By what a question is known not to be asked twice: a copy is the question it was copied from.
#[must_use]
pub fn identity(question: &Question) -> Uuid {
    question
        .source
        .map_or(question.id, |source| source.question_id)
}

/// For each draw the questions that it gives the attempt with this seed, without those that it has
/// anyway.
#[must_use]
pub fn drawn<'draw>(
    draws: &'draw [Draw],
    seed: i64,
    fixed: &BTreeSet<Uuid>,
) -> Vec<Vec<&'draw Question>> {
    let orders = draws.iter().map(|draw| in_drawn_order(draw, seed, fixed));
    let mut given = Given {
        next: vec![0; draws.len()],
        orders: orders.collect(),
        holders: BTreeMap::new(),
    };
    for (number, draw) in draws.iter().enumerate() {
        for _ in 0..draw.count {
            if !given.one_more(number) {
                break;
            }
        }
    }
    let holders = &given.holders;
    let of_draw = |(number, questions): (usize, &Vec<&'draw Question>)| {
        let own = questions.iter().copied();
        own.filter(|one| holders.get(&identity(one)) == Some(&number))
            .collect()
    };
    given.orders.iter().enumerate().map(of_draw).collect()
}

fn in_drawn_order<'draw>(
    draw: &'draw Draw,
    seed: i64,
    fixed: &BTreeSet<Uuid>,
) -> Vec<&'draw Question> {
    let count = u16::try_from(draw.questions.len()).unwrap_or(u16::MAX);
    shuffle::order(seed, draw.id, count)
        .into_iter()
        .filter_map(|number| draw.questions.get(usize::from(number)))
        .filter(|question| !fixed.contains(&identity(question)))
        .collect()
}

/// What has been given so far. A question that has been given is never free again: it may only be
/// handed from one draw to another.
struct Given<'draws> {
    /// The candidates of each draw in the order that the seed has drawn.
    orders: Vec<Vec<&'draws Question>>,
    /// Where each draw goes on looking for a free one.
    next: Vec<usize>,
    /// Which draw holds a question.
    holders: BTreeMap<Uuid, usize>,
}

impl Given<'_> {
    /// The first candidate of a draw that nobody holds.
    fn free(&mut self, draw: usize) -> Option<Uuid> {
        let (order, next) = (self.orders.get(draw)?, self.next.get_mut(draw)?);
        while let Some(question) = order.get(*next) {
            let id = identity(question);
            if !self.holders.contains_key(&id) {
                return Some(id);
            }
            *next += 1;
        }
        None
    }

    /// Gives a draw one more question; whether there was one. When others hold all of its
    /// candidates, one of them is handed over by a draw that finds another for itself.
    fn one_more(&mut self, draw: usize) -> bool {
        // By which draw a draw was asked, and for which of the questions that it holds.
        let mut asked: BTreeMap<usize, (usize, Uuid)> = BTreeMap::new();
        let mut waiting = VecDeque::from([draw]);
        while let Some(one) = waiting.pop_front() {
            if let Some(free) = self.free(one) {
                self.holders.insert(free, one);
                let mut giver = one;
                while let Some((taker, question)) = asked.get(&giver).copied() {
                    self.holders.insert(question, taker);
                    giver = taker;
                }
                return true;
            }
            for question in self.orders.get(one).into_iter().flatten() {
                let id = identity(question);
                let Some(holder) = self.holders.get(&id).copied() else {
                    continue;
                };
                if holder != draw && holder != one && !asked.contains_key(&holder) {
                    asked.insert(holder, (one, id));
                    waiting.push_back(holder);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::quizzes::bank::drawing::{Wish, shortfalls};
    use crate::quizzes::examples;
    use crate::quizzes::paper::questions_of;
    use crate::quizzes::quiz::{Quiz, Section};

    fn draw(number: u128, count: u16, candidates: impl IntoIterator<Item = u128>) -> Draw {
        let questions = candidates.into_iter().map(|id| {
            json!({"id": Uuid::from_u128(id), "text": "?",
                "answer": {"kind": "true_false", "correct": true}})
        });
        serde_json::from_value(json!({
            "id": Uuid::from_u128(1_000 + number), "count": count, "section": 1, "marks": 3,
            "pool": {"category_id": Uuid::nil()}, "questions": questions.collect::<Vec<_>>(),
        }))
        .unwrap()
    }

    fn ids(draws: &[Draw], seed: i64) -> Vec<u128> {
        let questions = drawn(draws, seed, &BTreeSet::new());
        let questions = questions.iter().flatten();
        questions.map(|question| question.id.as_u128()).collect()
    }

    #[test]
    fn what_is_drawn_stands_in_the_draws_section_and_earns_its_marks() {
        let section = |title: &str| Section {
            title: title.to_owned(),
            introduction: String::new(),
        };
        let quiz = Quiz {
            sections: vec![section("first"), section("second")],
            draws: vec![draw(1, 2, 1..=5)],
            ..examples::plain()
        };
        let questions = questions_of(&quiz, 7);
        assert_eq!(questions.len(), 2);
        assert!(
            questions
                .iter()
                .all(|one| (one.section, one.marks) == (1, 3))
        );
    }

    #[test]
    fn people_are_given_different_questions_and_each_question_about_as_often() {
        let draws = [draw(1, 2, 1..=5)];
        let mut times = BTreeMap::new();
        for seed in 0..1_000 {
            for id in ids(&draws, seed) {
                *times.entry(id).or_insert(0) += 1;
            }
        }
        assert!(times.len() == 5 && times.values().all(|times| (330..470).contains(times)));
    }

    #[test]
    fn a_draw_hands_over_what_another_has_no_choice_but_to_take() {
        for seed in 0..200 {
            let mut given = ids(&[draw(1, 2, 1..=3), draw(2, 1, [1])], seed);
            assert_eq!(given.pop(), Some(1));
            given.sort_unstable();
            assert_eq!(given, [2, 3]);
        }
    }

    #[test]
    fn what_everybody_is_asked_is_not_drawn_as_well() {
        let fixed = BTreeSet::from([Uuid::from_u128(2)]);
        let draws = [draw(1, 2, 1..=3)];
        let given = drawn(&draws, 1, &fixed);
        assert_eq!(given[0].len(), 2);
        assert!(
            given[0]
                .iter()
                .all(|question| question.id != Uuid::from_u128(2))
        );
    }

    proptest! {
        #[test]
        fn draws_that_can_be_satisfied_are_satisfied_for_every_seed(
            seed: i64,
            wishes in prop::collection::vec(
                (0_u16..4, prop::collection::btree_set(1_u128..9, 0..7)), 1..5)
        ) {
            let draws: Vec<Draw> = (0..)
                .zip(&wishes)
                .map(|(number, (count, candidates))| draw(number, *count, candidates.iter().copied()))
                .collect();
            let wanted: Vec<Wish> = wishes
                .iter()
                .map(|(count, candidates)| Wish {
                    count: usize::from(*count),
                    candidates: candidates.iter().copied().map(Uuid::from_u128).collect(),
                })
                .collect();
            let short: usize = shortfalls(&wanted)
                .iter()
                .map(|short| wanted[short.draw].count - short.available)
                .sum();
            let given = ids(&draws, seed);
            let all: usize = wanted.iter().map(|wish| wish.count).sum();
            prop_assert_eq!(given.len(), all - short);
            let distinct: BTreeSet<u128> = given.iter().copied().collect();
            prop_assert_eq!(distinct.len(), given.len());
        }
    }
}
