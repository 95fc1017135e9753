//! How time grows beside the answer, from a small country to a large one.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use super::asking::Answer;
use crate::report::rounded;

/// Below this a request is as fast as one can be told: what it costs is not the database's part.
const FLOOR_MS: f64 = 3.0;
/// Within this much of its answer's growth a time counts as growing with it: two runs differ by as much.
const SLACK: f64 = 1.5;

/// A question in both countries.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The question.
    pub question: String,
    /// Milliseconds of the first time, in the large country.
    pub first_ms: f64,
    /// Milliseconds in the small country.
    pub small_ms: f64,
    /// Milliseconds in the large one.
    pub large_ms: f64,
    /// Bytes of the answer in the small country.
    pub small_bytes: usize,
    /// Bytes of the answer in the large one.
    pub large_bytes: usize,
    /// How much longer it takes.
    pub time_growth: f64,
    /// People whom the answer counts, in the large country; 0 when it lists what it tells of.
    pub counted: i64,
    /// How much longer the answer is, or how many more people it counts.
    pub answer_growth: f64,
    /// Whether it grows faster than its answer.
    pub is_faster: bool,
}

impl Line {
    /// The same question in both, with how many people each answer counts.
    pub fn new(
        question: String,
        (small, of): (&Answer, i64),
        (large, counted): (&Answer, i64),
    ) -> Self {
        let longer = ratio(large.bytes, small.bytes);
        let people = |count: i64| usize::try_from(count).unwrap_or(0);
        let answer_growth = longer.max(ratio(people(counted), people(of))).max(1.0);
        let time_growth = large.warm_ms / small.warm_ms.max(f64::EPSILON);
        Self {
            question,
            first_ms: large.first_ms,
            small_ms: small.warm_ms,
            large_ms: large.warm_ms,
            small_bytes: small.bytes,
            large_bytes: large.bytes,
            counted,
            time_growth: rounded(time_growth, 100.0),
            answer_growth: rounded(answer_growth, 100.0),
            is_faster: large.warm_ms > FLOOR_MS && time_growth > answer_growth * SLACK,
        }
    }
}

fn ratio(one: usize, other: usize) -> f64 {
    let figure = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    figure(one) / figure(other).max(1.0)
}

impl Display for Line {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "{:<58}{:>9.2}{:>9.2}{:>9.2}{:>9}{:>10}{:>9}{:>8.2}{:>8.2}{}",
            self.question,
            self.small_ms,
            self.large_ms,
            self.first_ms,
            self.small_bytes,
            self.large_bytes,
            self.counted,
            self.time_growth,
            self.answer_growth,
            if self.is_faster { "  <" } else { "" }
        )
    }
}

/// The headings of the lines.
pub fn headings() -> String {
    format!(
        "{:<58}{:>9}{:>9}{:>9}{:>9}{:>10}{:>9}{:>8}{:>8}",
        "", "small ms", "large ms", "first ms", "bytes", "bytes", "counted", "time x", "answer x"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(warm_ms: f64, bytes: usize) -> Answer {
        Answer {
            status: 200,
            first_ms: warm_ms,
            warm_ms,
            bytes,
        }
    }

    #[test]
    fn what_grows_with_its_answer_is_well_and_what_does_not_is_told() {
        for (small, large, counted, is_faster) in [
            (answer(1.0, 1_000), answer(2.9, 1_000), (0, 0), false),
            (answer(1.0, 1_000), answer(9.0, 1_000), (0, 0), true),
            (answer(1.0, 1_000), answer(9.0, 9_000), (0, 0), false),
            (answer(5.0, 1_000), answer(7.0, 900), (0, 0), false),
            (answer(5.0, 1_000), answer(9.0, 900), (0, 0), true),
            (answer(5.0, 1_000), answer(45.0, 1_000), (300, 3_000), false),
            (answer(5.0, 1_000), answer(45.0, 1_000), (300, 900), true),
        ] {
            let (few, many) = counted;
            let line = Line::new("members".to_owned(), (&small, few), (&large, many));
            assert_eq!(line.is_faster, is_faster, "{line}");
        }
    }
}
