//! The figures of a season, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::report::rounded;
use crate::room::histogram::Histogram;

/// What the scenario `season` has measured. What could not be measured is null.
#[derive(Debug, Serialize)]
pub struct SeasonFigures {
    /// The name of the scenario.
    pub scenario: &'static str,
    /// `sqlite` or `postgresql`.
    pub database: &'static str,
    /// How many people were invited.
    pub people: u32,
    /// How many of them finished.
    pub finished: u32,
    /// How many certificates were issued.
    pub certificates: u32,
    /// How many of a hundred who answered found it very good.
    pub very_good_percent: f64,
    /// Letters that came.
    pub mails: u64,
    /// How often something was refused because its window had closed.
    pub refused: u32,
    /// How long it all took, in seconds.
    pub wall_s: f64,
    /// Requests that were answered.
    pub requests: u64,
    /// The same a second.
    pub requests_per_second: f64,
    /// The time within which half of all requests were answered.
    pub p50_ms: Option<f64>,
    /// The same for 99 of a hundred.
    pub p99_ms: Option<f64>,
    /// The same by route.
    pub routes: BTreeMap<String, RouteFigures>,
    /// The report of the whole season, made anew, in milliseconds.
    pub report_ms_cold: Option<f64>,
    /// The same report again.
    pub report_ms_warm: Option<f64>,
    /// What the database alone takes to add the same people up.
    pub sql_ms: Option<f64>,
    /// Making the report anew as a multiple of that.
    pub report_ratio: Option<f64>,
    /// The processor time that the server has used, in seconds.
    pub server_cpu_s: Option<f64>,
    /// The most memory that it has had, in mebibytes.
    pub server_rss_mb: Option<f64>,
    /// How large the database is, in mebibytes.
    pub database_mb: Option<f64>,
    /// Figures of reports, rows of registers and letters that were held against the ledger.
    pub checked: u64,
    /// What was acknowledged, and is not there.
    pub lost: u64,
    /// What is there more often than it was made, or should not be.
    pub duplicated: u64,
    /// Requests that failed, and figures that are not the ledger's.
    pub errors: usize,
}

/// How long a route took.
#[derive(Debug, Serialize)]
pub struct RouteFigures {
    /// How often it was asked for.
    pub requests: u64,
    /// The time within which half of the requests were answered.
    pub p50_ms: Option<f64>,
    /// The same for 99 of a hundred.
    pub p99_ms: Option<f64>,
}

impl RouteFigures {
    /// What a histogram says.
    pub fn of(times: &Histogram) -> Self {
        let figure = |percent| times.percentile(percent).map(|time| rounded(time, 100.0));
        Self {
            requests: times.total(),
            p50_ms: figure(50),
            p99_ms: figure(99),
        }
    }
}

impl SeasonFigures {
    /// Whether the server and the ledger agree.
    pub fn is_well(&self) -> bool {
        self.lost == 0 && self.duplicated == 0 && self.errors == 0
    }
}

/// A figure, or that there is none.
fn shown(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.1}"))
}

impl Display for SeasonFigures {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            to,
            "{:<58}{:>9}{:>10}{:>10}",
            "route", "requests", "p50 ms", "p99 ms"
        )?;
        for (route, figures) in &self.routes {
            let (half, most) = (shown(figures.p50_ms), shown(figures.p99_ms));
            writeln!(to, "{route:<58}{:>9}{half:>10}{most:>10}", figures.requests)?;
        }
        writeln!(
            to,
            "{} people, {}: {} finished, {} certificates, {:.1} % very good, {} letters, {} refused",
            self.people,
            self.database,
            self.finished,
            self.certificates,
            self.very_good_percent,
            self.mails,
            self.refused
        )?;
        writeln!(
            to,
            "{:.1} s, {} requests, {:.0} a second, p50 {} ms, p99 {} ms",
            self.wall_s,
            self.requests,
            self.requests_per_second,
            shown(self.p50_ms),
            shown(self.p99_ms)
        )?;
        writeln!(
            to,
            "report of the season: {} ms anew, {} ms again; the database alone {} ms; ratio {}",
            shown(self.report_ms_cold),
            shown(self.report_ms_warm),
            shown(self.sql_ms),
            shown(self.report_ratio)
        )?;
        writeln!(
            to,
            "server: {} s of processor time, {} MiB; database {} MiB",
            shown(self.server_cpu_s),
            shown(self.server_rss_mb),
            shown(self.database_mb)
        )?;
        write!(
            to,
            "{} facts checked: {} lost, {} duplicated, {} errors",
            self.checked, self.lost, self.duplicated, self.errors
        )
    }
}
