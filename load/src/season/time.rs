//! The season's time: this program's clock and the server's, moved together.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use chrono::{DateTime, Utc};
use surgalt::clock::Clock;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::{sleep, timeout};

use crate::Failure;
use crate::database::Place;
use crate::server::{Running, configured};

/// How long an order may take: ten thousand letters leave within it.
const PATIENCE: Duration = Duration::from_secs(1_800);

/// What moves the time.
#[derive(Debug)]
pub struct Time {
    /// What shows it.
    pub clock: Clock,
    said: Lines<BufReader<OwnedReadHalf>>,
    tell: OwnedWriteHalf,
}

/// Starts the server of a season at a moment, with letters going to a mail server.
///
/// # Errors
/// When it does not start.
pub async fn start(
    place: &Place,
    at: DateTime<Utc>,
    mail: &str,
) -> Result<(Running, Time), Failure> {
    let control = place.folder.join("clock");
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("season-server")
        .arg("--at")
        .arg(at.to_rfc3339())
        .arg("--control")
        .arg(&control)
        .env("SURGALT_MAIL__SMTP_URL", mail);
    let command = configured(command, place, "127.0.0.1:0");
    let mut running = Running::spawn(command, &place.folder)?;
    while !running.is_up()? {
        sleep(Duration::from_millis(20)).await;
    }
    let time = Time::reach(&control, at).await?;
    Ok((running, time))
}

impl Time {
    async fn reach(control: &Path, at: DateTime<Utc>) -> Result<Self, Failure> {
        let (reader, tell) = UnixStream::connect(control).await?.into_split();
        let clock = Clock::system();
        clock.advance(at - clock.now());
        let said = BufReader::new(reader).lines();
        let mut time = Self { clock, said, tell };
        time.settle().await?;
        Ok(time)
    }

    /// Moves both clocks forward to this moment, once what is due has been done, and waits for what
    /// becomes due by it. What has passed stays passed.
    ///
    /// # Errors
    /// When the server does not do it.
    pub async fn until(&mut self, moment: DateTime<Utc>) -> Result<(), Failure> {
        // A job at work would be taken for lost, and done twice.
        self.settle().await?;
        self.order(&format!("until {}", moment.to_rfc3339()))
            .await?;
        self.settle().await
    }

    /// Waits until the server has done everything that is due.
    ///
    /// # Errors
    /// When it does not.
    pub async fn settle(&mut self) -> Result<(), Failure> {
        self.order("settle").await
    }

    async fn order(&mut self, words: &str) -> Result<(), Failure> {
        self.tell.write_all(format!("{words}\n").as_bytes()).await?;
        let said = timeout(PATIENCE, self.said.next_line()).await??;
        let said = said.ok_or("the server has gone")?;
        let now: DateTime<Utc> = said.parse()?;
        let ahead = now - self.clock.now();
        // Both count the same seconds; only what was moved is followed.
        if ahead > chrono::TimeDelta::milliseconds(100) {
            self.clock.advance(ahead);
        }
        Ok(())
    }
}
