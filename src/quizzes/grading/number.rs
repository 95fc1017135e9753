//! Whether a typed number is one that the author knows, with its unit when it has one.

use super::super::questions::AnswerKey;
use super::super::questions::parts::{Gap, KnownNumber, UnitRule};
use super::text::Recognised;

/// A number as it was typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Typed {
    /// The number, in the unit of the author's number.
    pub number: f64,
    /// Whether it has one of the author's units, or needs none.
    pub unit_fits: bool,
}

/// The answer of a number that a learner has typed; absent when the author knows none such.
#[must_use]
pub fn recognised<'a>(key: &'a AnswerKey, text: &str) -> Option<Recognised<'a>> {
    let AnswerKey::Number {
        correct,
        tolerance,
        tolerance_percent,
        units,
        others,
    } = key
    else {
        return None;
    };
    let typed = typed(text, units.as_ref())?;
    let tolerance = tolerance.max(correct.abs() * tolerance_percent / 100.0);
    let known = among(typed.number, *correct, tolerance, others)?;
    let penalty = match units {
        Some(rule) if !typed.unit_fits => f64::from(rule.penalty_percent) / 100.0,
        _ => 0.0,
    };
    Some(Recognised {
        share: (known.share - penalty).max(0.0),
        ..known
    })
}

/// The same for a gap, which has no units.
#[must_use]
pub fn recognised_in_gap<'a>(gap: &'a Gap, text: &str) -> Option<Recognised<'a>> {
    let Gap::Number {
        correct,
        tolerance,
        others,
        ..
    } = gap
    else {
        return None;
    };
    among(typed(text, None)?.number, *correct, *tolerance, others)
}

fn among(
    given: f64,
    correct: f64,
    tolerance: f64,
    others: &[KnownNumber],
) -> Option<Recognised<'_>> {
    let other = others
        .iter()
        .find(|known| within(given, known.number, known.tolerance));
    if within(given, correct, tolerance) {
        // A comment on a right answer stands among the others, with 100 per cent.
        let comment = other.filter(|known| known.percent >= 100.0);
        return Some(Recognised {
            share: 1.0,
            comment: comment.map_or("", |known| &known.comment),
        });
    }
    other.map(|known| Recognised {
        share: known.percent / 100.0,
        comment: &known.comment,
    })
}

/// What was typed; absent when it is no number. With units, one may follow the number, and letters
/// that are none of them are taken for a unit that does not fit.
#[must_use]
pub fn typed(text: &str, units: Option<&UnitRule>) -> Option<Typed> {
    let Some(rule) = units else {
        return number_in(text).map(|number| Typed {
            number,
            unit_fits: true,
        });
    };
    let text = text.trim();
    let mut longest_first: Vec<_> = rule.units.iter().collect();
    longest_first.sort_by_key(|unit| std::cmp::Reverse(unit.name.len()));
    let with_unit = longest_first.into_iter().find_map(|unit| {
        let number = number_in(text.strip_suffix(unit.name.as_str())?)?;
        Some(number / unit.factor)
    });
    if let Some(number) = with_unit {
        return Some(Typed {
            number,
            unit_fits: true,
        });
    }
    let bare = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    number_in(bare).map(|number| Typed {
        number,
        unit_fits: false,
    })
}

/// The number a person typed: spaces of any kind are left out, the decimal sign is a point or a
/// comma, the minus sign a hyphen or U+2212. Absent when it is no finite number; with both a point
/// and a comma it cannot be known which of them is the decimal sign.
fn number_in(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    // Without this the words `inf` and `nan` would be numbers.
    let digits_first = plain.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let number = plain.parse::<f64>().ok()?;
    (digits_first && number.is_finite() && plain.contains(|c: char| c.is_ascii_digit()))
        .then_some(number)
}

/// Whether two numbers are no further apart than the tolerance, both ends included. Decimal
/// fractions have no exact binary form (0.3 + 0.1 is not 0.4), so a few units in the last place
/// of the greater number are granted.
fn within(given: f64, correct: f64, tolerance: f64) -> bool {
    let greater = given.abs().max(correct.abs()).max(tolerance);
    (given - correct).abs() <= tolerance + 4.0 * f64::EPSILON * greater
}

#[cfg(test)]
mod tests {
    use super::super::super::questions::parts::Unit;
    use super::*;

    #[test]
    fn a_unit_counts_by_its_factor_and_a_missing_one_costs_its_penalty() {
        let unit = |name: &str, factor| Unit {
            name: name.to_owned(),
            factor,
        };
        let key = AnswerKey::Number {
            correct: 1.5,
            tolerance: 0.0,
            tolerance_percent: 1.0,
            units: Some(UnitRule {
                units: vec![unit("m", 1.0), unit("cm", 100.0), unit("км", 0.001)],
                penalty_percent: 25,
            }),
            others: vec![KnownNumber {
                number: 15.0,
                tolerance: 0.0,
                percent: 50.0,
                comment: String::new(),
            }],
        };
        for (text, share) in [
            ("1,5 m", Some(1.0)),
            ("150cm", Some(1.0)),
            ("0.0015 км", Some(1.0)),
            ("1.515 m", Some(1.0)),
            ("1.52 m", None),
            ("1.5", Some(0.75)),
            ("1.5 kg", Some(0.75)),
            ("15 m", Some(0.5)),
            ("15", Some(0.25)),
            ("m", None),
        ] {
            assert_eq!(
                recognised(&key, text).map(|known| known.share),
                share,
                "{text}"
            );
        }
    }

    #[test]
    fn letters_are_no_number_where_no_unit_is_asked_for() {
        assert_eq!(typed("5 m", None), None);
        assert_eq!(
            typed("1 250,5", None).map(|typed| typed.number),
            Some(1250.5)
        );
    }
}
