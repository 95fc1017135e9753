//! Any questions whose parts have a place: gaps and variables in the text, zones on a picture.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use super::Texts;
use super::parts::{any_number, known_number, known_text, or_nothing, single, tolerance, units};
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{
    DragChoice, Gap, HotZone, Picture, Point, Shape, Variable, Zone,
};

pub fn calculated(texts: &Texts) -> BoxedStrategy<(String, AnswerKey)> {
    let variable = |name: &'static str| {
        (-100..100_i32, 0..100_i32, 0..=3_u8).prop_map(move |(least, more, decimals)| Variable {
            name: name.to_owned(),
            least: f64::from(least),
            most: f64::from(least + more),
            decimals,
        })
    };
    let sets = vec(
        vec(
            (-1_000..1_000_i32).prop_map(|number| f64::from(number) / 10.0),
            2..=2,
        ),
        0..4,
    );
    let formula = select(vec![
        "{a} + {b}",
        "{a} * {b} / 2",
        "pow({a}, 2) - abs({b})",
        "sin({a})",
    ]);
    let drawn = (formula, variable("a"), variable("b"), sets);
    let rules = (tolerance(), tolerance(), 0..=10_u8, units(texts));
    (texts.block.clone(), drawn, rules)
        .prop_map(
            |(text, (formula, a, b, sets), (tolerance, tolerance_percent, decimals, units))| {
                let answer = AnswerKey::Calculated {
                    formula: formula.to_owned(),
                    variables: vec![a, b],
                    sets,
                    tolerance,
                    tolerance_percent,
                    decimals,
                    units,
                };
                (format!("{text} {{a}}, {{b}}"), answer)
            },
        )
        .boxed()
}

pub fn gap_fill(texts: &Texts) -> BoxedStrategy<(String, AnswerKey)> {
    let weight = 1..=5_u8;
    let gap = prop_oneof![
        (
            vec(texts.line.clone(), 1..4),
            vec(known_text(texts), 0..2),
            any::<bool>(),
            weight.clone()
        )
            .prop_map(|(accepted, others, case_sensitive, weight)| Gap::Typed {
                accepted,
                others,
                case_sensitive,
                weight,
            }),
        (
            any_number(),
            tolerance(),
            vec(known_number(texts), 0..2),
            weight.clone()
        )
            .prop_map(|(correct, tolerance, others, weight)| Gap::Number {
                correct,
                tolerance,
                others,
                weight
            },),
        (single(texts), weight.clone())
            .prop_map(|(options, weight)| Gap::Selected { options, weight }),
        (0..3_u16, weight).prop_map(|(choice, weight)| Gap::Dragged { choice, weight }),
    ];
    let choice =
        (texts.line.clone(), any::<bool>()).prop_map(|(text, again)| DragChoice { text, again });
    let before = prop_oneof![texts.line.clone(), texts.block.clone()];
    (
        vec((before, gap), 1..5),
        vec(choice, 3..5),
        texts.line.clone(),
    )
        .prop_map(|(parts, choices, last)| {
            let mut text = String::new();
            let mut gaps = Vec::new();
            for (at, (before, gap)) in parts.into_iter().enumerate() {
                text.push_str(&format!("{before} [[{}]] ", at + 1));
                gaps.push(gap);
            }
            text.push_str(&last);
            let drags = gaps.iter().any(|gap| matches!(gap, Gap::Dragged { .. }));
            let choices = if drags { choices } else { Vec::new() };
            (text, AnswerKey::GapFill { gaps, choices })
        })
        .boxed()
}

pub fn picture(texts: &Texts) -> BoxedStrategy<Picture> {
    (
        any::<u128>(),
        or_nothing(&texts.line),
        1..=2_000_u16,
        1..=2_000_u16,
    )
        .prop_map(|(file, alternative, width, height)| Picture {
            file: Uuid::from_u128(file),
            alternative,
            width,
            height,
        })
        .boxed()
}

pub fn shape() -> BoxedStrategy<Shape> {
    let side = || 1..=500_u16;
    let point = (side(), side()).prop_map(|(x, y)| Point { x, y });
    prop_oneof![
        (side(), side(), side(), side()).prop_map(|(x, y, width, height)| Shape::Rectangle {
            x,
            y,
            width,
            height
        }),
        (side(), side(), side()).prop_map(|(x, y, radius)| Shape::Circle { x, y, radius }),
        vec(point, 3..6).prop_map(|points| Shape::Polygon { points }),
    ]
    .boxed()
}

pub fn drag_onto_image(texts: &Texts) -> BoxedStrategy<AnswerKey> {
    let choice =
        (texts.line.clone(), any::<bool>()).prop_map(|(text, again)| DragChoice { text, again });
    let zone = (shape(), 0..2_u16).prop_map(|(shape, choice)| Zone { shape, choice });
    (
        picture(texts),
        vec(choice, 2..5),
        vec(zone, 1..4),
        any::<bool>(),
    )
        .prop_map(
            |(picture, choices, zones, zones_shown)| AnswerKey::DragOntoImage {
                picture,
                choices,
                zones,
                zones_shown,
            },
        )
        .boxed()
}

pub fn hotspot(texts: &Texts) -> BoxedStrategy<AnswerKey> {
    let zone =
        (shape(), any::<bool>(), or_nothing(&texts.line)).prop_map(|(shape, correct, comment)| {
            HotZone {
                shape,
                correct,
                comment,
            }
        });
    (picture(texts), vec(zone, 1..4), any::<bool>(), 1..=3_u8)
        .prop_map(|(picture, mut zones, zones_shown, most_points)| {
            zones[0].correct = true;
            AnswerKey::Hotspot {
                picture,
                zones,
                zones_shown,
                most_points,
            }
        })
        .boxed()
}
