//! `surgalt serve`: the server, until it is told to stop.

use surgalt::clock::Clock;
use surgalt::config::Config;
use surgalt::server::Server;
use tokio::signal::unix::{SignalKind, signal};

use super::Failure;

/// Serves until the terminal or the service manager says to stop.
pub async fn run(config: Config) -> Result<(), Failure> {
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
pub async fn told_to_stop() {
    let mut terminate = match signal(SignalKind::terminate()) {
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
