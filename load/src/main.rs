//! The command line of the program that measures. Each scenario starts what it needs, keeps a
//! ledger of everything the server has acknowledged, and fails when the server does not agree.

mod client;
mod cluster;
mod content;
mod cores;
mod database;
mod facts;
mod ledger;
mod limit;
mod log;
mod moments;
mod peer;
mod person;
mod quiz;
mod report;
mod reports;
mod room;
mod roster;
mod season;
mod seed;
mod server;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The allocator of the product: a season's server is this program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Why a scenario could not be played to its end.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measures Surgalt, and holds its facts against a ledger of what it has acknowledged.
#[derive(Debug, Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(subcommand)]
    scenario: Scenario,
}

#[derive(Debug, Subcommand)]
enum Scenario {
    /// A cohort starts a quiz within a second, answers, saves and submits.
    Quiz(quiz::Plan),
    /// People join a webinar, speak, are cut and come back, while the server is killed.
    Room(Box<room::Plan>),
    /// The same on several servers that share the room, of which some are killed or stand still.
    Cluster(Box<cluster::Plan>),
    /// A province's list of teachers is compared with the register, applied, and compared again.
    Roster(roster::Plan),
    /// A whole season of three cohorts is played on a moved clock.
    Season(season::Plan),
    /// Serves a season for the program that has started it.
    #[command(hide = true)]
    SeasonServer(season::clockwork::Task),
    /// Every list and report of a country of a million people, beside the same of a small one.
    Reports(reports::Plan),
    /// A room's entries become durable, beside what the database does alone.
    Log(log::Plan),
    /// A room that only writes: the limit that servers are set beside.
    Limit(limit::Plan),
}

fn main() -> ExitCode {
    let CommandLine { scenario } = CommandLine::parse();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    if !matches!(scenario, Scenario::SeasonServer(_)) {
        // The cores belong to the server that is measured.
        runtime.worker_threads(1);
    }
    let runtime = runtime.enable_all().build();
    let outcome = runtime
        .map_err(Failure::from)
        .and_then(|runtime| match scenario {
            Scenario::Quiz(plan) => runtime.block_on(quiz::run(plan)),
            Scenario::Room(plan) => runtime.block_on(room::run(*plan)),
            Scenario::Cluster(plan) => runtime.block_on(cluster::run(*plan)),
            Scenario::Roster(plan) => runtime.block_on(roster::run(plan)),
            Scenario::Season(plan) => runtime.block_on(season::run(plan)),
            Scenario::SeasonServer(task) => runtime.block_on(season::clockwork::run(task)),
            Scenario::Reports(plan) => runtime.block_on(reports::run(plan)),
            Scenario::Log(plan) => runtime.block_on(log::run(plan)),
            Scenario::Limit(plan) => limit::run(&plan),
        });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("load: the server does not agree with the ledger, or requests failed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}
