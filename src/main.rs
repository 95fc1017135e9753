//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::db::{Database, FolderLock};
use surgalt::server::Server;
use surgalt::{openapi, telemetry};

/// Surgalt: a learning platform for a country's teachers.
#[derive(Debug, Parser)]
#[command(version, about)]
struct CommandLine {
    /// The configuration file; see config/default.toml for every key.
    #[arg(long, global = true, env = "SURGALT_CONFIG_FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves until it is told to stop.
    Serve,
    /// Brings the database's schema up to date.
    Migrate,
    /// Prints the OpenAPI document.
    Openapi,
}

type Failure = Box<dyn std::error::Error>;

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
    if let Command::Openapi = command_line.command {
        println!("{}", openapi::document().to_pretty_json()?);
        return Ok(());
    }
    let config = Config::load(command_line.config.as_deref())?;
    telemetry::log(&config.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command_line.command {
            Command::Serve => serve(config).await,
            Command::Migrate => migrate(config).await,
            Command::Openapi => Ok(()),
        }
    })
}

async fn serve(config: Config) -> Result<(), Failure> {
    let mut server = Server::start(config, Clock::system()).await?;
    println!("Surgalt listens on http://{}", server.address);
    tokio::select! {
        outcome = server.wait() => outcome?,
        () = told_to_stop() => tracing::info!("stopping"),
    }
    server.stop().await;
    Ok(())
}

/// Returns when the terminal or the service manager says to stop.
async fn told_to_stop() {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be heard");
                return std::future::pending().await;
            }
        };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

async fn migrate(config: Config) -> Result<(), Failure> {
    let _lock = FolderLock::take(&config.data_folder)?;
    let database = Database::connect(&config.database, &config.data_folder).await?;
    let pending = database.pending_steps().await?;
    database.migrate().await?;
    println!("the schema is up to date; {pending} steps were run");
    Ok(database.close().await?)
}
