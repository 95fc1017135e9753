//! The scenario `log`: how many entries of a room become durable a second through the log's one writer,
//! and how many the database alone takes of the same rows in the same batches, by turns in one run.

mod alone;

use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Args;
use serde::Serialize;
use surgalt::clock::Clock;
use surgalt::ids;
use surgalt::outbox::Worker;
use surgalt::webinars::event::{Audience, Author, Entry, Event, Role, Sent};
use surgalt::webinars::log::{Append, DatabaseLog, Line, RoomLog};
use surgalt::webinars::room::chat;
use tokio::runtime::Handle;
use tokio::time::Instant;
use uuid::Uuid;

use crate::database::Place;
use crate::quiz::seconds;
use crate::report::{median, rounded};
use crate::room::play::plan_webinar;
use crate::seed::{Seeded, seed};
use crate::{Failure, content};
use alone::Alone;

/// Entries read at once when the log is held against what was acknowledged.
const PAGE: u64 = 5_000;

/// What is written.
#[derive(Debug, Args)]
pub struct Plan {
    /// How many entries one commit has: what a room decides in one turn.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=512))]
    batch: u16,
    /// How long the line in each is.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=2_000))]
    bytes: u16,
    /// For how many seconds each writes in a turn.
    #[arg(long, value_parser = seconds, default_value = "3")]
    seconds: Duration,
    /// How many turns each has.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=100))]
    rounds: u16,
    /// `sqlite`, or the address of a PostgreSQL server, on which a fresh database is made.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// Where the database is put: a folder on the disk that is to be measured. The system's folder
    /// for temporary files when absent.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Ends the output with one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What was measured.
#[derive(Debug, Serialize)]
struct LogFigures {
    /// The name of the scenario.
    scenario: &'static str,
    /// `sqlite` or `postgresql`.
    database: &'static str,
    /// Entries in a commit.
    batch: u16,
    /// Entries that became durable through the log, a second: the median of the turns.
    log_events_per_second: f64,
    /// The same rows in the same batches by the database alone.
    database_events_per_second: f64,
    /// The one divided by the other.
    log_ratio: f64,
    /// Entries that were acknowledged and held against the log.
    checked: u64,
    /// Of these, those that are not there in their place.
    lost: u64,
}

impl Display for LogFigures {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "log: {:.0} entries a second in commits of {}; {} alone {:.0}; ratio {:.2}; \
             {} checked, {} lost",
            self.log_events_per_second,
            self.batch,
            self.database,
            self.database_events_per_second,
            self.log_ratio,
            self.checked,
            self.lost,
        )
    }
}

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    let folder = match &plan.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let place = Place::fresh(&plan.database, folder.path(), "log").await?;
    let figures = play(&plan, &place).await;
    place.give_back().await?;
    let figures = figures?;
    println!("{figures}");
    if plan.json {
        println!("{}", serde_json::to_string(&figures)?);
    }
    Ok(figures.lost == 0)
}

async fn play(plan: &Plan, place: &Place) -> Result<LogFigures, Failure> {
    let database = place.connect().await?;
    let item_id = ids::new_id();
    let document = content::webinar_course(item_id)?;
    let seeded = seed(&database, 1, document, item_id).await?;
    let (clock, outbox) = (Clock::system(), Worker::default());
    let through_log = plan_webinar(&database, &seeded, clock.now()).await?;
    let by_itself = plan_webinar(&database, &seeded, clock.now()).await?;
    let log = DatabaseLog::start(database.clone(), clock.clone(), outbox, &Handle::current());
    let mut alone = Alone::connect(place, plan.batch.into()).await?;
    let (mut said, mut also_said) = (Said::by(&seeded, plan), Said::by(&seeded, plan));
    let (mut rates, mut own_rates) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        let (begun, before) = (Instant::now(), said.last);
        while begun.elapsed() < plan.seconds {
            let lines = said.next(clock.now())?;
            let append = Append {
                lines,
                status: None,
            };
            log.append(through_log, append, 0).await?;
        }
        rates.push(rate(said.last - before, begun));
        let (begun, before) = (Instant::now(), also_said.last);
        while begun.elapsed() < plan.seconds {
            let lines = also_said.next(clock.now())?;
            alone.write(by_itself, &lines).await?;
        }
        own_rates.push(rate(also_said.last - before, begun));
    }
    alone.close().await?;
    let lost = missing(&log, through_log, said.last).await?;
    drop(log);
    database.close().await?;
    let events = median(rates).unwrap_or_default();
    let own = median(own_rates).unwrap_or_default();
    Ok(LogFigures {
        scenario: "log",
        database: place.kind(),
        batch: plan.batch,
        log_events_per_second: rounded(events, 10.0),
        database_events_per_second: rounded(own, 10.0),
        log_ratio: rounded(events / own.max(0.1), 1_000.0),
        checked: said.last,
        lost,
    })
}

fn rate(count: u64, begun: Instant) -> f64 {
    let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    count / begun.elapsed().as_secs_f64().max(0.001)
}

/// How many of the numbers through `last` are not in the log in their place.
async fn missing(log: &DatabaseLog, webinar_id: Uuid, last: u64) -> Result<u64, Failure> {
    let mut expected = 1..=last;
    let (mut after, mut missing) = (0, 0);
    loop {
        let page = log.read(webinar_id, after, PAGE).await?;
        let Some(end) = page.last().map(|line| line.number) else {
            return Ok(missing + u64::try_from(expected.count())?);
        };
        let is_wrong = |line: &&Line| expected.next() != Some(line.number);
        missing += u64::try_from(page.iter().filter(is_wrong).count())?;
        after = end;
    }
}

/// A chat whose lines are all as long.
struct Said {
    author: Author,
    text: String,
    batch: u16,
    last: u64,
}

impl Said {
    fn by(seeded: &Seeded, plan: &Plan) -> Self {
        Self {
            author: Author {
                person: seeded.author.person_id,
                name: "Б. Сарнай".to_owned(),
                role: Role::Participant,
                sent: None,
            },
            text: "x".repeat(plan.bytes.into()),
            batch: plan.batch,
            last: 0,
        }
    }

    /// The next batch, encoded as a room does it.
    fn next(&mut self, at: DateTime<Utc>) -> Result<Vec<Arc<Line>>, Failure> {
        let mut lines = Vec::with_capacity(self.batch.into());
        for _ in 0..self.batch {
            self.last += 1;
            let sent = Some(Sent {
                session: 1,
                command: self.last,
            });
            let entry = Entry {
                number: self.last,
                at,
                by: Some(Author {
                    sent,
                    ..self.author.clone()
                }),
                to: Audience::Everybody,
                through: None,
                event: Event::Chat(chat::Event::Said {
                    text: self.text.clone(),
                    reply_to: None,
                }),
            };
            lines.push(Arc::new(Line::of(&entry)?));
        }
        Ok(lines)
    }
}
