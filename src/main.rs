//! The command line. Each command's work is in `commands/`.

mod commands;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use surgalt::config::Config;
use surgalt::telemetry;

use commands::{Failure, backup, demo, draw_slides, import, restore, user};

/// Thousands of connections take and give back memory in many threads at once: this allocator is faster
/// at it than the system's, and keeps less of what was given back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Surgalt: a learning platform for a country's teachers.
#[derive(Debug, Parser)]
#[command(version, about)]
struct CommandLine {
    /// The configuration file; see config/default.toml for every key.
    #[arg(long, global = true, env = "SURGALT_CONFIG_FILE")]
    config: Option<PathBuf>,
    /// The database: postgres://person@host/name; one within the data folder when absent. With a password it
    /// belongs into SURGALT_DATABASE__URL, where nobody else on the machine reads it.
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// The bus that several servers share: nats://host:4222; absent for one server by itself.
    #[arg(long, global = true, value_name = "URL")]
    bus: Option<String>,
    /// Where files are: s3://bucket/prefix; the data folder when absent.
    #[arg(long, global = true, value_name = "URL")]
    files: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves until it is told to stop.
    Serve,
    /// Shows what there is: a fresh folder with a real course, served at once.
    Demo(demo::Task),
    /// Brings the database's schema up to date.
    Migrate,
    /// Prints the OpenAPI document.
    Openapi,
    /// Draws slides for the server that has started it.
    #[command(hide = true)]
    DrawSlides(draw_slides::Task),
    /// Imports a course from a folder or a file.
    Import(import::Task),
    /// Writes everything the house knows into one file, while people work or not.
    Backup(backup::Task),
    /// Puts a backup back into an empty database of either kind.
    Restore(restore::Task),
    /// Registers people, gives roles, lets somebody in again.
    #[command(subcommand)]
    User(user::Task),
}

fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    // The one crypto library of the house, for every TLS connection.
    if rustls::crypto::aws_lc_rs::default_provider()
        .install_default()
        .is_err()
    {
        eprintln!("surgalt: another crypto library is already in use");
        return ExitCode::FAILURE;
    }
    match run(command_line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("surgalt: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command_line: CommandLine) -> Result<(), Failure> {
    match command_line.command {
        Command::Openapi => return commands::openapi::run(),
        Command::DrawSlides(task) => return draw_slides::run(&task),
        _ => {}
    }
    let given = [
        ("database.url", &command_line.database),
        ("bus.url", &command_line.bus),
        ("files.storage", &command_line.files),
    ];
    let given = given.into_iter();
    let given = given.filter_map(|(key, value)| Some((key, value.as_deref()?)));
    let given: Vec<_> = given.collect();
    let config = Config::load(command_line.config.as_deref(), &given)?;
    telemetry::log(&config.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command_line.command {
            Command::Serve => commands::serve::run(config).await,
            Command::Demo(task) => demo::run(task, config).await,
            Command::Migrate => commands::migrate::run(config).await,
            Command::Backup(task) => backup::run(config, task).await,
            Command::Restore(task) => restore::run(config, task).await,
            Command::Import(task) => import::run(config, task).await,
            Command::User(task) => user::run(config, task).await,
            Command::Openapi | Command::DrawSlides(_) => Ok(()),
        }
    })
}
