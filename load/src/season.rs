//! The scenario `season`: a whole season of in-service training, played over the public API on a clock
//! that is moved. Everybody of a register is invited, gets in, reads, answers, sits in a webinar, or does
//! not; what the server has acknowledged is the ledger, and every report, certificate and letter is held
//! against it.

mod agenda;
mod api;
mod attending;
mod bare;
mod cast;
pub mod clockwork;
mod course;
mod description;
mod ending;
mod figures;
mod finish;
mod letters;
mod measures;
mod meeting;
mod office;
mod person;
mod places;
mod play;
mod post;
mod registers;
mod reports;
mod seat;
mod study;
mod time;
mod weighing;
mod world;

use std::path::PathBuf;

use clap::Args;

use crate::database::Place;
use crate::server::require_open_files;
use crate::{Failure, cores};
use description::Season;

/// How a season is played.
#[derive(Debug, Args)]
pub struct Plan {
    /// The season; when absent that of 2021, or a small one where that is not at hand.
    #[arg(long)]
    season: Option<PathBuf>,
    /// How many people take part in all cohorts together; as many as the season says when absent.
    #[arg(long, value_parser = clap::value_parser!(u32).range(60..=60_000))]
    people: Option<u32>,
    /// `sqlite`, or the address of a PostgreSQL server, on which a fresh database is made.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// Where the database is put: a folder on the disk that is to be measured. The system's folder
    /// for temporary files when absent.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// How many people act at once.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    connections: u32,
    /// How many people a webinar has at most.
    #[arg(long, default_value_t = 1_700, value_parser = clap::value_parser!(u32).range(1..=5_000))]
    room: u32,
    /// From what everything is drawn that is left to chance.
    #[arg(long, default_value_t = 2021)]
    seed: i64,
    /// Ends the output with one line of JSON.
    #[arg(long)]
    json: bool,
}

/// How many errors are told in words.
const TOLD: usize = 20;

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    cores::raise_open_files()?;
    require_open_files(plan.room + plan.connections)?;
    let season = Season::read(plan.season.as_deref())?;
    let folder = match &plan.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let place = Place::fresh(&plan.database, folder.path(), "season").await?;
    let played = play::play(&plan, season, &place).await;
    place.give_back().await?;
    let (figures, errors) = played?;
    for error in errors.iter().take(TOLD) {
        eprintln!("load: {error}");
    }
    println!("{figures}");
    if plan.json {
        println!("{}", serde_json::to_string(&figures)?);
    }
    Ok(figures.is_well())
}
