//! The figures of the scenario `room`, for people and for programs.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

/// What the scenario `room` has measured; what could not be measured is null.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RoomFigures {
    /// The name of the scenario.
    pub scenario: &'static str,
    /// Who was measured.
    pub peer: &'static str,
    /// On how many servers.
    pub nodes: usize,
    /// How many people were in the room.
    pub participants: u32,
    /// `sqlite`, `postgresql`, or nothing.
    pub database: Option<&'static str>,
    /// Seconds that were measured.
    pub seconds: f64,
    /// Tickets a second, when everybody asks for one.
    pub tickets_per_second: Option<f64>,
    /// From the first connection until everybody was welcome: people a second.
    pub joins_per_second: f64,
    /// What each person costs the server in memory while nothing happens.
    pub bytes_per_connection: Option<f64>,
    /// Lines that were acknowledged, a second.
    pub events_per_second: f64,
    /// Entries that came to somebody, a second.
    pub deliveries_per_second: f64,
    /// Within this time half of the lines were with their readers.
    pub p50_ms: Option<f64>,
    /// The same for 99 of a hundred.
    pub p99_ms: Option<f64>,
    /// From the moment at which a line to a server was lost until its client was in again: 99 of a hundred, and all.
    pub away_p99_ms: Option<f64>,
    pub away_most_ms: Option<f64>,
    /// The longest time from when a server was in trouble until anything was acknowledged.
    pub silence_ms: Option<f64>,
    /// Processor time of the server for a million deliveries, in seconds.
    pub server_cpu_s_per_million: Option<f64>,
    /// The share of one core that the server took.
    pub server_cpu_percent: Option<f64>,
    /// The share of one core that this program took: near 100 it is what is measured.
    pub load_cpu_percent: Option<f64>,
    /// The most memory that the server has had, in mebibytes.
    pub server_rss_mb: Option<f64>,
    /// The memory of the server before some stopped reading, in mebibytes.
    pub memory_before_mb: Option<f64>,
    /// The most while they did not read.
    pub memory_during_mb: Option<f64>,
    /// When they had read everything.
    pub memory_after_mb: Option<f64>,
    /// The most that it may be while they do not read.
    pub memory_limit_mb: Option<f64>,
    /// How often the server was killed.
    pub kills: usize,
    /// Lines that were cut.
    pub cuts: u64,
    /// Connections after the first of each person.
    pub reconnections: u64,
    /// Of these, those that got a snapshot.
    pub snapshots: u64,
    /// Lines that were delivered to somebody who had missed them.
    pub caught_up: u64,
    /// Commands that the server wanted to have again later.
    pub put_off: u64,
    /// Lines that were due while nobody could speak.
    pub unsaid: u64,
    /// Acknowledged commands that were held against the log.
    pub checked: usize,
    /// What was acknowledged or announced and did not come.
    pub lost: u64,
    /// What came or happened twice.
    pub duplicated: u64,
    /// Everything that should not have happened, what was lost or duplicated included.
    pub errors: usize,
}

impl RoomFigures {
    /// Whether nothing was lost, duplicated or wrong.
    pub fn is_well(&self) -> bool {
        self.lost == 0 && self.duplicated == 0 && self.errors == 0
    }
}

impl Display for RoomFigures {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let figure = |figure: Option<f64>, parts: usize| {
            figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.parts$}"))
        };
        writeln!(
            to,
            "{}: {} people{}",
            self.peer,
            self.participants,
            self.database
                .map_or_else(String::new, |name| format!(", {name}")),
        )?;
        writeln!(
            to,
            "{:.0} joined a second ({} tickets a second before), {} bytes each",
            self.joins_per_second,
            figure(self.tickets_per_second, 0),
            figure(self.bytes_per_connection, 0),
        )?;
        writeln!(
            to,
            "{:.1} lines and {:.0} deliveries a second; p50 {} ms, p99 {} ms",
            self.events_per_second,
            self.deliveries_per_second,
            figure(self.p50_ms, 1),
            figure(self.p99_ms, 1),
        )?;
        writeln!(
            to,
            "server: {} s of processor time for a million deliveries, {} % of a core, {} MiB; \
             this program: {} %",
            figure(self.server_cpu_s_per_million, 2),
            figure(self.server_cpu_percent, 0),
            figure(self.server_rss_mb, 1),
            figure(self.load_cpu_percent, 0),
        )?;
        if self.memory_during_mb.is_some() {
            writeln!(
                to,
                "readers stall: {} MiB before, {} during, {} after; {} at most",
                figure(self.memory_before_mb, 1),
                figure(self.memory_during_mb, 1),
                figure(self.memory_after_mb, 1),
                figure(self.memory_limit_mb, 1),
            )?;
        }
        if let Some(silence) = self.silence_ms {
            writeln!(
                to,
                "{} servers; after each trouble at most {silence:.0} ms until anything was acknowledged; \
                 99 of a hundred were in again after {} ms, all after {} ms",
                self.nodes,
                figure(self.away_p99_ms, 0),
                figure(self.away_most_ms, 0),
            )?;
        }
        writeln!(
            to,
            "{} kills, {} cuts, {} came back ({} to a snapshot), {} lines caught up; \
             {} put off, {} unsaid",
            self.kills,
            self.cuts,
            self.reconnections,
            self.snapshots,
            self.caught_up,
            self.put_off,
            self.unsaid,
        )?;
        write!(
            to,
            "{} acknowledged and checked: {} lost, {} duplicated, {} errors",
            self.checked, self.lost, self.duplicated, self.errors
        )
    }
}
