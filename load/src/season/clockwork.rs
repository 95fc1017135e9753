//! The server of a season: everything that `surgalt serve` runs, with a clock that is moved from outside.
//! It runs in a process of its own, so that memory and processor time are the server's; the program that
//! is installed has no such clock.
//!
//! It is told over a socket in its folder, a line an order: `until <moment>` moves the clock forward, and
//! lets the workers notice; `settle` waits until no job is due.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Args;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use surgalt::app::App;
use surgalt::clock::Clock;
use surgalt::cohorts::reminding;
use surgalt::config::Config;
use surgalt::outbox::tables::outbox_job;
use surgalt::server::Server;
use surgalt::telemetry;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::sleep;

use crate::Failure;

/// How often it is looked whether jobs are due.
const LOOK: Duration = Duration::from_millis(10);

/// When the server begins, and where it is told of the time.
#[derive(Debug, Args)]
pub struct Task {
    /// What its clock shows at first.
    #[arg(long)]
    at: DateTime<Utc>,
    /// The socket.
    #[arg(long)]
    control: PathBuf,
}

/// Serves until the program that has started it is gone.
///
/// # Errors
/// When the server does not start, or does not go on.
pub async fn run(task: Task) -> Result<bool, Failure> {
    let config = Config::load(None, &[])?;
    telemetry::log(&config.log)?;
    let clock = Clock::system();
    clock.advance(task.at - clock.now());
    let mut server = Server::start(config, clock).await?;
    // That of a server before this one in the same folder, which was killed.
    if task.control.exists() {
        std::fs::remove_file(&task.control)?;
    }
    let listener = UnixListener::bind(&task.control)?;
    println!("Surgalt listens on http://{}", server.address);
    let app = server.app.clone();
    let told = async {
        let (stream, _) = listener.accept().await?;
        obey(&app, stream).await
    };
    tokio::select! {
        outcome = server.wait() => outcome?,
        outcome = told => outcome?,
    }
    server.stop().await;
    Ok(true)
}

/// Does what is told, line by line, until nobody is there to tell it.
async fn obey(app: &Arc<App>, stream: UnixStream) -> Result<(), Failure> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split_once(' ') {
            Some(("until", moment)) => until(app, moment.parse()?).await?,
            _ => settle(app).await?,
        };
        writer.write_all(format!("{answer}\n").as_bytes()).await?;
    }
    Ok(())
}

/// Moves the clock forward and lets the workers notice: what a server does once an hour, it does now.
async fn until(app: &Arc<App>, moment: DateTime<Utc>) -> Result<String, Failure> {
    let by = moment - app.clock.now();
    if by > chrono::TimeDelta::zero() {
        app.clock.advance(by);
    }
    let now = app.clock.now();
    reminding::tick(app, now).await?;
    app.outbox.wake();
    Ok(now.to_rfc3339())
}

/// Waits until no job is due, and none is at work.
async fn settle(app: &Arc<App>) -> Result<String, Failure> {
    loop {
        let now = app.clock.now();
        let due = outbox_job::Entity::find()
            .filter(outbox_job::Column::Status.eq("waiting"))
            .filter(outbox_job::Column::DueAt.lte(now))
            .count(app.database.reader())
            .await?;
        if due == 0 {
            return Ok(now.to_rfc3339());
        }
        app.outbox.wake();
        sleep(LOOK).await;
    }
}
