//! Any parts that keys of questions are made of: options, known answers, numbers, units, rubrics.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::Texts;
use crate::quizzes::questions::parts::{Choice, KnownNumber, KnownText, Unit, UnitRule};
use crate::quizzes::questions::rubric::{Criterion, Level, Rubric};
use crate::quizzes::questions::{AnswerKey, MultipleScoring};

pub fn or_nothing(text: &BoxedStrategy<String>) -> BoxedStrategy<String> {
    prop_oneof![Just(String::new()), text.clone()].boxed()
}

/// A number that a person might write: whole, decimal, very large or very small.
pub fn any_number() -> BoxedStrategy<f64> {
    prop_oneof![
        (-1_000..1_000_i32).prop_map(f64::from),
        (-1_000_000..1_000_000_i32).prop_map(|number| f64::from(number) / 1_000.0),
        select(vec![0.1 + 0.2, 6.022e23, -1.6e-19, 1e-7, 1e21, 1.0 / 3.0]),
    ]
    .boxed()
}

pub fn tolerance() -> BoxedStrategy<f64> {
    prop_oneof![
        Just(0.0),
        (0..1_000_i32).prop_map(|number| f64::from(number) / 100.0)
    ]
    .boxed()
}

pub fn percent(least: i32) -> BoxedStrategy<f64> {
    prop_oneof![
        (least..=100).prop_map(f64::from),
        select(vec![33.33333, 66.66667, 12.5]),
    ]
    .boxed()
}

/// Options of which one is right; of the others some earn a part.
pub fn single(texts: &Texts) -> BoxedStrategy<Vec<Choice>> {
    let choice = (
        texts.line.clone(),
        option::of(percent(-100)),
        or_nothing(&texts.line),
    );
    (vec(choice, 2..6), any::<prop::sample::Index>())
        .prop_map(|(choices, right)| {
            let right = right.index(choices.len());
            let choice = |(at, (text, percent, comment))| Choice {
                text,
                correct: at == right,
                percent: if at == right { None } else { percent },
                comment,
            };
            choices.into_iter().enumerate().map(choice).collect()
        })
        .boxed()
}

pub fn multiple(texts: &Texts) -> BoxedStrategy<AnswerKey> {
    let scoring = select(vec![
        MultipleScoring::RightMinusWrong,
        MultipleScoring::AllOrNothing,
        MultipleScoring::EachOption,
        MultipleScoring::Kprime,
        MultipleScoring::Weighted,
    ]);
    let choice = (
        texts.line.clone(),
        any::<bool>(),
        1..=100_i32,
        or_nothing(&texts.line),
    );
    (vec(choice, 2..6), scoring)
        .prop_map(|(choices, scoring)| {
            let weighted = scoring == MultipleScoring::Weighted;
            let choice =
                |(at, (text, correct, percent, comment)): (usize, (String, bool, i32, String))| {
                    let correct = correct || at == 0;
                    let percent = f64::from(if correct { percent } else { -percent });
                    Choice {
                        text,
                        correct,
                        percent: weighted.then_some(percent),
                        comment,
                    }
                };
            let options = choices.into_iter().enumerate().map(choice).collect();
            AnswerKey::MultipleChoice { options, scoring }
        })
        .boxed()
}

pub fn known_text(texts: &Texts) -> BoxedStrategy<KnownText> {
    (texts.line.clone(), percent(0), or_nothing(&texts.line))
        .prop_map(|(text, percent, comment)| KnownText {
            text,
            percent,
            comment,
        })
        .boxed()
}

pub fn known_number(texts: &Texts) -> BoxedStrategy<KnownNumber> {
    (
        any_number(),
        tolerance(),
        percent(0),
        or_nothing(&texts.line),
    )
        .prop_map(|(number, tolerance, percent, comment)| KnownNumber {
            number,
            tolerance,
            percent,
            comment,
        })
        .boxed()
}

pub fn units(texts: &Texts) -> BoxedStrategy<Option<UnitRule>> {
    let name = texts
        .line
        .clone()
        .prop_map(|name| name.chars().take(20).collect::<String>().trim().to_owned());
    let unit = (name, 1..100_000_i32).prop_map(|(name, factor)| Unit {
        name,
        factor: f64::from(factor) / 100.0,
    });
    let rule = (vec(unit, 1..4), 0..=100_u8).prop_map(|(units, penalty_percent)| UnitRule {
        units,
        penalty_percent,
    });
    option::of(rule).boxed()
}

pub fn rubric(texts: &Texts) -> BoxedStrategy<Rubric> {
    let level =
        (texts.line.clone(), 0..=20_u16).prop_map(|(title, points)| Level { title, points });
    let criterion = (texts.line.clone(), vec(level, 2..4))
        .prop_map(|(title, levels)| Criterion { title, levels });
    vec(criterion, 1..4)
        .prop_map(|criteria| Rubric { criteria })
        .boxed()
}
