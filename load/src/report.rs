//! The figures of a run, for people and for programs.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

/// What the scenario `quiz` has measured. Times are in milliseconds; what could not be measured is
/// null.
#[derive(Debug, Serialize)]
pub struct QuizFigures {
    /// The name of the scenario.
    pub scenario: &'static str,
    /// How many people sat the quiz.
    pub people: u32,
    /// How many questions it had.
    pub questions: u16,
    /// `sqlite` or `postgresql`.
    pub database: &'static str,
    /// `sealed` or `open`.
    pub paper: &'static str,
    /// The time within which half of the starts were answered.
    pub start_p50_ms: Option<f64>,
    /// The same for 99 of a hundred.
    pub start_p99_ms: Option<f64>,
    /// The same for saves.
    pub save_p50_ms: Option<f64>,
    /// The same for saves.
    pub save_p99_ms: Option<f64>,
    /// The same for submissions.
    pub submit_p50_ms: Option<f64>,
    /// The same for submissions.
    pub submit_p99_ms: Option<f64>,
    /// Connections that saved as fast as they were answered.
    pub connections: u32,
    /// What they saved.
    pub saves_per_second: f64,
    /// What the database writes by itself.
    pub database_rows_per_second: Option<f64>,
    /// The one as a part of the other.
    pub ratio: Option<f64>,
    /// What was acknowledged and is not there.
    pub lost: u32,
    /// What is there more often than it was made.
    pub duplicated: u32,
    /// Requests that failed, and facts that do not agree with the ledger.
    pub errors: usize,
    /// Acknowledged saves that were held against the server's facts.
    pub checked: usize,
    /// The processor time that the server has used, in seconds.
    pub server_cpu_s: Option<f64>,
    /// The most memory that it has had, in mebibytes.
    pub server_rss_mb: Option<f64>,
}

impl QuizFigures {
    /// Whether nothing was lost, duplicated or refused.
    pub fn is_well(&self) -> bool {
        self.lost == 0 && self.duplicated == 0 && self.errors == 0
    }
}

impl Display for QuizFigures {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let figure = |figure: Option<f64>| match figure {
            Some(figure) => format!("{figure:>10.1}"),
            None => format!("{:>10}", "-"),
        };
        writeln!(
            to,
            "{} people, {} questions, {}, paper {}",
            self.people, self.questions, self.database, self.paper
        )?;
        writeln!(to, "{:<10}{:>10}{:>10}", "", "p50 ms", "p99 ms")?;
        for (name, half, most) in [
            ("start", self.start_p50_ms, self.start_p99_ms),
            ("save", self.save_p50_ms, self.save_p99_ms),
            ("submit", self.submit_p50_ms, self.submit_p99_ms),
        ] {
            writeln!(to, "{name:<10}{}{}", figure(half), figure(most))?;
        }
        writeln!(
            to,
            "{:.0} saves a second over {} connections; the database alone{}; ratio {}",
            self.saves_per_second,
            self.connections,
            figure(self.database_rows_per_second),
            self.ratio
                .map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}")),
        )?;
        writeln!(
            to,
            "server: {} s of processor time, {} MiB",
            figure(self.server_cpu_s).trim(),
            figure(self.server_rss_mb).trim()
        )?;
        write!(
            to,
            "{} saves checked: {} lost, {} duplicated, {} errors",
            self.checked, self.lost, self.duplicated, self.errors
        )
    }
}

/// The time within which so many per cent were done (the nearest rank), from microseconds to
/// milliseconds; absent when nothing was.
pub fn percentile(times: &mut [u32], percent: usize) -> Option<f64> {
    times.sort_unstable();
    let rank = (times.len() * percent).div_ceil(100);
    let time = times.get(rank.checked_sub(1)?)?;
    Some(f64::from(*time) / 1_000.0)
}

/// A figure to so many parts of one: more would only seem exact.
pub fn rounded(figure: f64, parts: f64) -> f64 {
    (figure * parts).round() / parts
}

/// The one that stands in the middle.
pub fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    let upper = figures.get(middle).copied()?;
    if figures.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = figures.get(middle.checked_sub(1)?)?;
    Some(f64::midpoint(*lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_stands_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 100.0]), Some(3.0));
        assert_eq!(median(vec![3.0, 1.0, 100.0, 5.0]), Some(4.0));
    }

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let mut times: Vec<u32> = (1..=200).rev().map(|number| number * 1_000).collect();
        assert_eq!(percentile(&mut times, 50), Some(100.0));
        assert_eq!(percentile(&mut times, 99), Some(198.0));
        assert_eq!(percentile(&mut [5_000], 99), Some(5.0));
        assert_eq!(percentile(&mut [], 99), None);
    }
}
