//! The scenario `room`: people join a webinar, some of them speak, some stall, some are cut, the
//! server is killed; and afterwards everybody must have the same log, every acknowledged line once.

mod client;
mod compare;
mod crowd;
mod dialect;
mod facts;
mod figures;
pub mod histogram;
mod ledger;
mod memory;
mod peer;
pub mod play;
mod record;
mod servers;
mod sheet;
mod speech;
mod staying_away;
mod talk;
mod text;
mod trouble;
pub mod websocket;
mod world;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use clap::Args;

use crate::cluster::services::Services;
use crate::quiz::seconds;
use crate::{Failure, cores};
use dialect::Peer;
use surgalt::webinars::room::{RATE_LIMIT, RATE_USUAL};

/// How the room is filled, and what happens in it.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// How many people are in the room, the host included.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    participants: u32,
    /// How many join a second; 0 for as fast as they can.
    #[arg(long, default_value_t = 0)]
    joins_per_second: u32,
    /// For how many seconds lines are said and measured.
    #[arg(long, value_parser = seconds, default_value = "20")]
    seconds: Duration,
    /// For how many seconds they are said before it is measured.
    #[arg(long, value_parser = seconds, default_value = "2")]
    warm_up_seconds: Duration,
    /// How many people speak; as many as the room's limit for each of them needs when absent.
    #[arg(long)]
    speakers: Option<u32>,
    /// How many lines all of them say a second.
    #[arg(long, default_value_t = 20.0)]
    events_per_second: f64,
    /// How many lines a second one speaker says at most. The host lets the room take as many, up to
    /// ten.
    #[arg(long, default_value_t = 1.5)]
    lines_per_speaker: f64,
    /// How long a line is.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(24..=2_000))]
    bytes: u16,
    /// How many people stop reading while lines are said.
    #[arg(long, default_value_t = 0)]
    stall: u32,
    /// How many of a hundred are cut each minute, half of them without the server being told.
    #[arg(long, default_value_t = 0.0)]
    cut_percent: f64,
    /// How often the server is killed, at random, and started again.
    #[arg(long, default_value_t = 0)]
    kills: u16,
    /// `sqlite`, or the address of a PostgreSQL server, on which a fresh database is made.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// Where the database is put: a folder on the disk that is to be measured. The system's folder
    /// for temporary files when absent.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The core that the server runs on.
    #[arg(long)]
    server_core: Option<usize>,
    /// The core that this program runs on.
    #[arg(long)]
    load_core: Option<usize>,
    /// Who is measured.
    #[arg(long, value_enum, default_value_t = Peer::Surgalt)]
    peer: Peer,
    /// How long the server and `load limit` gather lines before they tell them, in milliseconds.
    #[arg(long, default_value_t = 0)]
    batch_ms: u64,
    /// Peers to be measured by turns with the server, in the same run.
    #[arg(long, value_enum, value_delimiter = ',')]
    compare: Vec<Peer>,
    /// How many turns each has.
    #[arg(long, default_value_t = 3, requires = "compare", value_parser = clap::value_parser!(u16).range(1..=100))]
    rounds: u16,
    /// Ends the output with one line of JSON.
    #[arg(long)]
    json: bool,
    /// The servers, when there are several.
    #[arg(skip)]
    pub cluster: Option<Cluster>,
}

/// Several servers that share a room.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// How many.
    pub nodes: usize,
    /// The address of the bus.
    pub bus: String,
    /// How often one of them stands still for half a minute.
    pub pauses: u16,
    /// How often the bus is killed, and the database crashes.
    pub bus_restarts: u16,
    pub database_restarts: u16,
    /// What was started for them.
    pub services: Arc<Mutex<Services>>,
}

impl Cluster {
    /// What was started for the servers.
    ///
    /// # Errors
    /// When a thread has died that held it.
    pub fn services(&self) -> Result<MutexGuard<'_, Services>, Failure> {
        let services = self.services.lock();
        services.map_err(|_| "the services are not to be had".into())
    }
}

impl Plan {
    /// The folder in which everything is put, if one was named.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Whether a PostgreSQL server was named.
    pub fn names_database(&self) -> bool {
        self.database != "sqlite"
    }

    /// The same on several servers.
    pub fn on(self, database: Option<String>, cluster: Cluster) -> Self {
        Self {
            database: database.unwrap_or(self.database),
            cluster: Some(cluster),
            ..self
        }
    }

    /// How many people speak.
    fn speakers(&self) -> Result<usize, Failure> {
        let needed = (self.events_per_second / self.lines_per_speaker)
            .ceil()
            .max(1.0);
        let there = self
            .participants
            .saturating_sub(1)
            .saturating_sub(self.stall);
        let speakers = match self.speakers {
            Some(speakers) => speakers,
            None => (1..=there)
                .find(|count| f64::from(*count) >= needed)
                .unwrap_or(u32::MAX),
        };
        if f64::from(speakers) < needed || speakers > there {
            return Err(format!(
                "{} lines a second need {needed} speakers, and {there} people can speak",
                self.events_per_second
            )
            .into());
        }
        Ok(usize::try_from(speakers)?)
    }

    /// How many commands of one person the room is to take within ten seconds: a line may come a
    /// little before its time.
    fn rate(&self) -> u16 {
        let needed = self.lines_per_speaker * 10.0 * 1.25;
        (RATE_USUAL..RATE_LIMIT)
            .find(|rate| f64::from(*rate) >= needed)
            .unwrap_or(RATE_LIMIT)
    }

    fn require_possible(&self) -> Result<(), Failure> {
        if !(0.1..=100_000.0).contains(&self.events_per_second) {
            return Err("--events-per-second must be from 0.1 to 100000".into());
        }
        if !(0.01..=1_000.0).contains(&self.lines_per_speaker) {
            return Err("--lines-per-speaker must be from 0.01 to 1000".into());
        }
        if !(0.0..=6_000.0).contains(&self.cut_percent) {
            return Err("--cut-percent must be from 0 to 6000".into());
        }
        self.speakers()?;
        let disturbed = self.kills > 0 || self.cut_percent > 0.0;
        if disturbed && (!self.peer.is_surgalt() || !self.compare.is_empty()) {
            return Err(
                "no peer comes back after a cut: leave out --cut-percent and --kills".into(),
            );
        }
        Ok(())
    }
}

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    plan.require_possible()?;
    cores::raise_open_files()?;
    crate::server::require_open_files(plan.participants)?;
    cores::pin(plan.load_core)?;
    if !plan.compare.is_empty() {
        return compare::run(&plan).await;
    }
    let figures = play::play(&plan).await?;
    println!("{figures}");
    if plan.json {
        println!("{}", serde_json::to_string(&figures)?);
    }
    Ok(figures.is_well())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct CommandLine {
        #[command(flatten)]
        plan: Plan,
    }

    fn plan(words: &str) -> Plan {
        let words = std::iter::once("load").chain(words.split_whitespace());
        CommandLine::try_parse_from(words).unwrap().plan
    }

    #[test]
    fn there_are_as_many_speakers_as_the_rooms_limit_needs() {
        assert_eq!(plan("").speakers().unwrap(), 14);
        assert_eq!(plan("--events-per-second 0.5").speakers().unwrap(), 1);
        assert_eq!(plan("--speakers 100").speakers().unwrap(), 100);
        for impossible in [
            "--speakers 5",
            "--participants 10",
            "--participants 20 --stall 6",
            "--kills 1 --peer limit",
            "--cut-percent 1 --compare limit",
            "--events-per-second 0",
        ] {
            assert!(plan(impossible).require_possible().is_err(), "{impossible}");
        }
        assert!(
            plan("--kills 3 --cut-percent 10")
                .require_possible()
                .is_ok()
        );
    }
}
