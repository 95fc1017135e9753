//! Numbers: the right one, and how far from it an answer may be.

use super::super::super::super::questions::parts::KnownNumber;
use super::super::processing::value::to_whole;
use super::super::processing::{BaseType, Scalar};
use super::super::table::percent;
use super::{MOST_TRIED, Trial, Typed, rounded};

impl Trial<'_, '_> {
    /// The key of a number and what it adds; nothing when no number is right.
    pub(super) fn number(&self) -> Option<(Typed, f64)> {
        let named: Vec<f64> = self
            .candidates()
            .iter()
            .filter_map(|text| text.trim().parse().ok())
            .collect();
        let middles = named
            .iter()
            .flat_map(|one| named.iter().map(move |two| f64::midpoint(*one, *two)));
        let middles: Vec<f64> = middles.take(MOST_TRIED).collect();
        let scored: Vec<(f64, f64)> = named
            .iter()
            .copied()
            .chain(middles)
            .map(|number| (number, self.gain_of(number)))
            .collect();
        let most = scored.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let (right, _) = scored.iter().find(|(_, gain)| *gain >= most)?;
        // A rule that gives ever more for larger numbers has no right answer.
        if [1e6, -1e6]
            .iter()
            .any(|far| self.gain_of(right + far) > most)
        {
            return None;
        }
        let (below, above) = (
            self.reach(*right, most, -1.0),
            self.reach(*right, most, 1.0),
        );
        let is_even = (below - above).abs() <= 1e-9 * below.max(above);
        let (correct, tolerance) = if is_even {
            (*right, rounded(below.min(above)))
        } else {
            (
                rounded(right + (above - below) / 2.0),
                rounded(f64::midpoint(above, below)),
            )
        };
        let partly = |number: &f64| {
            let gain = self.gain_of(*number);
            (gain > 0.0 && gain < most).then(|| KnownNumber {
                number: *number,
                tolerance: rounded(self.reach(*number, gain, 1.0)),
                percent: percent(gain / most),
                comment: String::new(),
            })
        };
        let others = named.iter().filter_map(partly).collect();
        Some((
            Typed::Number {
                correct,
                tolerance,
                others,
            },
            most,
        ))
    }

    fn gain_of(&self, number: f64) -> f64 {
        let answer = match self.base {
            BaseType::Integer => to_whole(number).map(Scalar::Integer),
            _ => Some(Scalar::Float(number)),
        };
        answer.map_or(0.0, |answer| self.gain(&answer))
    }

    /// How far from a number an answer may be and earn the same.
    fn reach(&self, from: f64, gain: f64, direction: f64) -> f64 {
        let is_whole = self.base == BaseType::Integer;
        let earns = |distance: f64| self.gain_of(from + direction * distance) >= gain;
        let mut inside = 0.0;
        let mut outside = if is_whole {
            1.0
        } else {
            from.abs().max(1.0) * 1e-9
        };
        while earns(outside) {
            inside = outside;
            outside *= 2.0;
            if outside > 1e12 {
                return inside;
            }
        }
        for _ in 0..60 {
            let middle = f64::midpoint(inside, outside);
            let middle = if is_whole { middle.floor() } else { middle };
            if middle <= inside || middle >= outside {
                break;
            }
            if earns(middle) {
                inside = middle
            } else {
                outside = middle
            }
        }
        // What is added within the last digit changes nothing: the rule asks for the number itself.
        if inside <= from.abs() * f64::EPSILON {
            0.0
        } else {
            inside
        }
    }
}
