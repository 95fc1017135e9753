//! What a question is worth to somebody who knows nothing.

use crate::quizzes::grading::credit::credit_of_option;
use crate::quizzes::paper::matches_to_choose;
use crate::quizzes::questions::parts::{Choice, Gap};
use crate::quizzes::questions::{AnswerKey, MultipleScoring, OrderingScoring};

use super::moments::{as_number, mean};

/// The share of a question's marks that is earned on average by answering at random, before the
/// quiz's own penalty (Moodle, "Random guess score"); absent when that cannot be said.
///
/// Every choice that the paper offers is equally likely. Of a multiple choice each option is chosen
/// or left by the toss of a coin, and who chooses none has not answered; where its options are
/// weighted, nothing is said, as in Moodle.
/// What has to be typed is never guessed. What a person grades, and a place pointed at on a bare
/// picture, have no set of answers to guess from.
#[must_use]
pub fn random_guess_score(key: &AnswerKey) -> Option<f64> {
    match key {
        AnswerKey::SingleChoice { options } => mean_share(options),
        AnswerKey::MultipleChoice { options, scoring } => multiple(options, *scoring),
        AnswerKey::TrueFalse { .. } => Some(0.5),
        AnswerKey::ShortText { .. } | AnswerKey::Number { .. } | AnswerKey::Calculated { .. } => {
            Some(0.0)
        }
        AnswerKey::Matching { pairs, distractors } => {
            one_of(matches_to_choose(pairs, distractors).len())
        }
        AnswerKey::Ordering { items, scoring } => match scoring {
            OrderingScoring::AllOrNothing => {
                Some((1..=items.len()).map(as_number).map(f64::recip).product())
            }
            // An item comes right after its neighbour, or to its place, once in so many orders.
            OrderingScoring::Neighbours | OrderingScoring::Positions => one_of(items.len()),
        },
        AnswerKey::GapFill { gaps, choices } => gap_fill(gaps, choices.len()),
        AnswerKey::DragOntoImage {
            choices,
            zones_shown: true,
            ..
        } => one_of(choices.len()),
        AnswerKey::Hotspot {
            zones,
            zones_shown: true,
            most_points: 1,
            ..
        } => {
            let right = zones.iter().filter(|zone| zone.correct).count();
            one_of(zones.len()).map(|share| share * as_number(right))
        }
        AnswerKey::DragOntoImage { .. }
        | AnswerKey::Hotspot { .. }
        | AnswerKey::Essay { .. }
        | AnswerKey::File { .. }
        | AnswerKey::Information => None,
    }
}

fn one_of(many: usize) -> Option<f64> {
    (many > 0).then(|| as_number(many).recip())
}

/// What the options earn on average.
fn mean_share(options: &[Choice]) -> Option<f64> {
    let shares: Vec<f64> = options.iter().map(credit_of_option).collect();
    mean(&shares)
}

fn multiple(options: &[Choice], scoring: MultipleScoring) -> Option<f64> {
    let right = options.iter().filter(|option| option.correct).count();
    let wrong = options.len() - right;
    let one_set = as_number(options.len()).exp2().recip();
    match scoring {
        MultipleScoring::RightMinusWrong if right > 0 => {
            let (right_chosen, wrong_chosen) = (tosses(right), tosses(wrong));
            let mut points = 0.0;
            for (of_right, right_chance) in right_chosen.iter().enumerate() {
                for (of_wrong, wrong_chance) in wrong_chosen.iter().enumerate() {
                    let earned = as_number(of_right.saturating_sub(of_wrong));
                    points += right_chance * wrong_chance * earned;
                }
            }
            Some(points / as_number(right))
        }
        MultipleScoring::AllOrNothing => Some(one_set),
        // But for the set of none, which would have judged every wrong option rightly.
        MultipleScoring::EachOption if right > 0 => {
            Some(0.5 - one_set * as_number(wrong) / as_number(options.len()))
        }
        // One set is fully right, and as many are right but for one option as there are options, one
        // of which may be none.
        MultipleScoring::Kprime => {
            let almost = options.len() - usize::from(right == 1);
            Some(one_set * (1.0 + 0.5 * as_number(almost)))
        }
        MultipleScoring::RightMinusWrong
        | MultipleScoring::EachOption
        | MultipleScoring::Weighted => None,
    }
}

/// The chance of each number of heads when so many coins are tossed.
fn tosses(coins: usize) -> Vec<f64> {
    let mut chances = vec![1.0];
    for _ in 0..coins {
        let tails = chances.iter().map(|chance| chance / 2.0).chain([0.0]);
        let heads = [0.0]
            .into_iter()
            .chain(chances.iter().map(|chance| chance / 2.0));
        chances = tails
            .zip(heads)
            .map(|(tails, heads)| tails + heads)
            .collect();
    }
    chances
}

fn gap_fill(gaps: &[Gap], choices: usize) -> Option<f64> {
    let all: f64 = gaps.iter().map(|gap| f64::from(gap.weight())).sum();
    let guessed = gaps.iter().map(|gap| {
        let share = match gap {
            Gap::Typed { .. } | Gap::Number { .. } => 0.0,
            Gap::Selected { options, .. } => mean_share(options)?,
            Gap::Dragged { .. } => one_of(choices)?,
        };
        Some(share * f64::from(gap.weight()))
    });
    let guessed: f64 = guessed.sum::<Option<f64>>()?;
    (all > 0.0).then(|| guessed / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;
    use crate::quizzes::grading::credit::share;
    use crate::quizzes::questions::Question;
    use crate::quizzes::questions::parts::Pair;
    use crate::quizzes::response::Response;

    fn options(rights: &[bool]) -> Vec<Choice> {
        let option = |correct: &bool| Choice {
            text: "an option".to_owned(),
            correct: *correct,
            ..Choice::default()
        };
        rights.iter().map(option).collect()
    }

    #[test]
    fn guessing_earns_what_the_options_earn_on_average() {
        let mut five = options(&[true, false, false, false, false]);
        let of = |options: &[Choice]| {
            random_guess_score(&AnswerKey::SingleChoice {
                options: options.to_vec(),
            })
        };
        assert_eq!(of(&five), Some(0.2));
        five[1].percent = Some(50.0);
        five[2].percent = Some(-25.0);
        assert_eq!(of(&five), Some(0.25));
    }

    #[test]
    fn a_coin_tossed_for_each_option_earns_what_every_set_of_options_earns_on_average() {
        use MultipleScoring::{AllOrNothing, EachOption, Kprime, RightMinusWrong};
        for rights in [
            &[true, false][..],
            &[true, true, false],
            &[false, true, false, true],
        ] {
            for scoring in [RightMinusWrong, AllOrNothing, EachOption, Kprime] {
                let question = examples::question(AnswerKey::MultipleChoice {
                    options: options(rights),
                    scoring,
                });
                let sets = 1_u16 << rights.len();
                let earned: f64 = (0..sets).map(|set| earned_by(&question, set)).sum();
                let guessed = random_guess_score(&question.answer).unwrap();
                let expected = earned / f64::from(sets);
                assert!(
                    (guessed - expected).abs() < 1e-9,
                    "{rights:?} {scoring:?}: {guessed}"
                );
            }
        }
        let weighted = AnswerKey::MultipleChoice {
            options: options(&[true, false]),
            scoring: MultipleScoring::Weighted,
        };
        assert_eq!(random_guess_score(&weighted), None);
    }

    /// The share that grading gives to a set of options, written as the bits of a number.
    fn earned_by(question: &Question, set: u16) -> f64 {
        let chosen = (0..16).filter(|option| set & (1 << option) != 0);
        let response = Response::MultipleChoice {
            options: chosen.collect(),
        };
        if response.is_empty() {
            return 0.0;
        }
        share(&question.answer, &response).unwrap()
    }

    #[test]
    fn matches_and_orders_are_guessed_by_chance() {
        let pair = |prompt: &str, matches: &str| Pair {
            prompt: prompt.to_owned(),
            matches: matches.to_owned(),
        };
        let matching = AnswerKey::Matching {
            pairs: vec![
                pair("horse", "mammal"),
                pair("eagle", "bird"),
                pair("camel", "mammal"),
            ],
            distractors: vec!["fish".to_owned(), "insect".to_owned()],
        };
        assert_eq!(random_guess_score(&matching), Some(0.25));
        let ordering = |scoring| {
            let items = ["spring", "summer", "autumn", "winter"]
                .map(str::to_owned)
                .to_vec();
            random_guess_score(&AnswerKey::Ordering { items, scoring })
        };
        assert_eq!(ordering(OrderingScoring::Neighbours), Some(0.25));
        assert_eq!(ordering(OrderingScoring::Positions), Some(0.25));
        let whole = ordering(OrderingScoring::AllOrNothing).unwrap();
        assert!((whole - 1.0 / 24.0).abs() < 1e-15, "{whole}");
    }

    #[test]
    fn a_gap_that_counts_twice_is_guessed_twice() {
        let selected = Gap::Selected {
            options: options(&[true, false, false, false]),
            weight: 2,
        };
        let typed = Gap::Typed {
            accepted: vec!["Khovsgol".to_owned()],
            others: Vec::new(),
            case_sensitive: false,
            weight: 1,
        };
        let key = AnswerKey::GapFill {
            gaps: vec![selected, typed],
            choices: Vec::new(),
        };
        assert_eq!(random_guess_score(&key), Some(2.0 * 0.25 / 3.0));
    }
}
