//! The scenario `quiz`: a cohort fetches its sealed papers, starts within a second, answers and
//! saves, and submits. Between starting and answering some connections save as fast as they are
//! answered, and the database alone does the same, for the ratio of the two.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::{Args, ValueEnum};
use surgalt::ids;
use surgalt::quizzes::sealing;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::Failure;
use crate::content::{self, quiz_of};
use crate::database::Place;
use crate::facts;
use crate::ledger::Sheet;
use crate::moments::{Random, spread};
use crate::peer::{self, Asking};
use crate::person::{Person, Sitting, Times};
use crate::report::{QuizFigures, percentile, rounded};
use crate::seed::{Seeded, seed};
use crate::server::{Running, require_open_files};

/// Until everybody stands at the line.
const GATHERING: Duration = Duration::from_millis(300);

/// How many errors are told in words.
const TOLD: usize = 10;

/// How the quiz is sat.
#[derive(Debug, Args)]
pub struct Plan {
    /// How many people start together.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    people: u32,
    /// How many questions the quiz has.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=200))]
    questions: u16,
    /// `sqlite`, or the address of a PostgreSQL server, on which fresh databases are made. With
    /// --address the very database of that server.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// The address of a server that runs already, such as http://127.0.0.1:8080; without it one is
    /// started.
    #[arg(long)]
    address: Option<String>,
    /// The data folder of the server at --address, when its database is SQLite.
    #[arg(long, requires = "address")]
    data: Option<PathBuf>,
    /// Where the databases are put: a folder on the disk that is to be measured. The system's folder
    /// for temporary files when absent.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Whether papers are fetched sealed before the start, or come with it.
    #[arg(long, value_enum, default_value_t = PaperForm::Sealed)]
    paper: PaperForm,
    /// How many seconds the fetching of sealed papers is spread over; for each 250 people one when
    /// absent.
    #[arg(long, value_parser = seconds)]
    fetch_seconds: Option<Duration>,
    /// How many seconds the starts are spread over.
    #[arg(long, value_parser = seconds, default_value = "1")]
    start_seconds: Duration,
    /// How many seconds the answers of each person are spread over.
    #[arg(long, value_parser = seconds, default_value = "30")]
    seconds: Duration,
    /// How many seconds the submissions are spread over.
    #[arg(long, value_parser = seconds, default_value = "10")]
    submit_seconds: Duration,
    /// How many connections save as fast as they are answered; at most one for each person.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..))]
    connections: u32,
    /// For how many seconds they do, and the database alone does.
    #[arg(long, value_parser = seconds, default_value = "5")]
    saturated_seconds: Duration,
    /// Ends the output with one line of JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PaperForm {
    /// Fetched before, opened by a key at the start.
    Sealed,
    /// Given at the start.
    Open,
}

/// A number of seconds on the command line.
///
/// # Errors
/// When it is none.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds")?;
    if !(0.0..=86_400.0).contains(&seconds) {
        return Err("from 0 to 86400 seconds".to_owned());
    }
    Ok(Duration::from_secs_f64(seconds))
}

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    require_open_files(plan.people)?;
    let folder = match &plan.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let place = match (&plan.address, &plan.data) {
        (None, _) => Place::fresh(&plan.database, folder.path(), "server").await?,
        (Some(_), Some(data)) => Place::existing(String::new(), data.clone()),
        (Some(_), None) if plan.database != "sqlite" => {
            Place::existing(plan.database.clone(), folder.path().to_owned())
        }
        _ => return Err("--address needs --data or --database postgres://… of the server".into()),
    };
    let figures = play(&plan, &place, folder.path()).await;
    place.give_back().await?;
    let figures = figures?;
    println!("{figures}");
    if plan.json {
        println!("{}", serde_json::to_string(&figures)?);
    }
    Ok(figures.is_well())
}

async fn play(plan: &Plan, place: &Place, folder: &Path) -> Result<QuizFigures, Failure> {
    let database = place.connect().await?;
    let item_id = ids::new_id();
    let document = content::course(item_id, plan.questions)?;
    let seeded = seed(&database, plan.people, document, item_id).await?;
    let server = match &plan.address {
        Some(address) => Running::elsewhere(address).await?,
        None => Running::start(place).await?,
    };
    let mut random = Random::new(ids::new_seed());
    let people = gather(plan, &seeded, server.address)?;
    let people = begin(plan, people, &mut random).await?;
    let (people, saves_per_second) = saturate(plan, people).await?;
    let alone = match plan.address {
        // Another computer's disk is not this one's.
        Some(_) => None,
        None => told(peer::rows_per_second(&plan.database, folder, asking(plan)).await),
    };
    let within = plan.seconds;
    let answering = |person: Person, at| person.answer(at, within);
    let people = each(people, Duration::ZERO, &mut random, answering).await?;
    let mut people = each(people, plan.submit_seconds, &mut random, Person::submit).await?;
    let sheets: Vec<&Sheet> = people.iter().map(|person| &person.sheet).collect();
    let quiz = quiz_of(&seeded.document, seeded.item_id)?;
    let mut findings = facts::compare(&database, &sheets, quiz).await?;
    let checked = sheets.iter().map(|sheet| sheet.entries.len()).sum();
    findings.errors.extend(unopened(&people));
    let mut times = Times::default();
    for person in &mut people {
        findings.errors.append(&mut person.errors);
        times.start.append(&mut person.times.start);
        times.save.append(&mut person.times.save);
        times.submit.append(&mut person.times.submit);
    }
    for error in findings.errors.iter().take(TOLD) {
        eprintln!("load: {error}");
    }
    let figures = QuizFigures {
        scenario: "quiz",
        people: plan.people,
        questions: plan.questions,
        database: place.kind(),
        paper: match plan.paper {
            PaperForm::Sealed => "sealed",
            PaperForm::Open => "open",
        },
        start_p50_ms: percentile(&mut times.start, 50),
        start_p99_ms: percentile(&mut times.start, 99),
        save_p50_ms: percentile(&mut times.save, 50),
        save_p99_ms: percentile(&mut times.save, 99),
        submit_p50_ms: percentile(&mut times.submit, 50),
        submit_p99_ms: percentile(&mut times.submit, 99),
        connections: connections(plan),
        saves_per_second: rounded(saves_per_second, 10.0),
        database_rows_per_second: alone.map(|alone| rounded(alone, 10.0)),
        ratio: alone.map(|alone| rounded(saves_per_second / alone, 1_000.0)),
        lost: findings.lost,
        duplicated: findings.duplicated,
        errors: findings.errors.len(),
        checked,
        server_cpu_s: server.processor_seconds(),
        server_rss_mb: server.peak_memory().map(|most| rounded(most, 10.0)),
    };
    // Before its database is dropped.
    drop(server);
    database.close().await?;
    Ok(figures)
}

fn gather(plan: &Plan, seeded: &Seeded, address: SocketAddr) -> Result<Vec<Person>, Failure> {
    let sitting = Arc::new(Sitting {
        address,
        item_id: seeded.item_id,
        questions: quiz_of(&seeded.document, seeded.item_id)?.questions.clone(),
        sealed: plan.paper == PaperForm::Sealed,
    });
    let people = seeded.learners.iter();
    Ok(people
        .map(|learner| Person::new(sitting.clone(), learner, ids::new_seed()))
        .collect())
}

/// Papers are fetched where they are sealed, and everybody starts.
async fn begin(
    plan: &Plan,
    mut people: Vec<Person>,
    random: &mut Random,
) -> Result<Vec<Person>, Failure> {
    if plan.paper == PaperForm::Sealed {
        let by_size = Duration::from_secs_f64(f64::from(plan.people) / 250.0);
        let within = plan.fetch_seconds.unwrap_or(by_size);
        people = each(people, within, random, Person::fetch).await?;
    }
    each(people, plan.start_seconds, random, Person::start).await
}

/// Some save as fast as they are answered, all at once.
async fn saturate(plan: &Plan, mut people: Vec<Person>) -> Result<(Vec<Person>, f64), Failure> {
    let within = plan.saturated_seconds;
    let busy = usize::try_from(connections(plan))?.min(people.len());
    let others = people.split_off(busy);
    let saving = |person: Person, at| person.saturate(at, within);
    let mut people = each(people, Duration::ZERO, &mut Random::new(0), saving).await?;
    let saved: f64 = people
        .iter()
        .map(|person| f64::from(person.saturated))
        .sum();
    people.extend(others);
    Ok((people, saved / within.as_secs_f64().max(0.001)))
}

fn connections(plan: &Plan) -> u32 {
    plan.connections.min(plan.people)
}

fn asking(plan: &Plan) -> Asking {
    Asking {
        attempts: connections(plan),
        questions: plan.questions,
        within: plan.saturated_seconds,
    }
}

/// A rate that could not be had is told of, and ends nothing.
fn told(rate: Result<f64, Failure>) -> Option<f64> {
    rate.inspect_err(|error| eprintln!("load: the database alone was not measured: {error}"))
        .ok()
}

/// Everybody does the same, each at a moment of a time.
async fn each<F, Doing>(
    people: Vec<Person>,
    within: Duration,
    random: &mut Random,
    act: F,
) -> Result<Vec<Person>, Failure>
where
    F: Fn(Person, Instant) -> Doing,
    Doing: Future<Output = Person> + Send + 'static,
{
    let moments = spread(people.len(), within, random);
    let begin = Instant::now() + GATHERING;
    let mut tasks = JoinSet::new();
    for (person, moment) in people.into_iter().zip(moments) {
        tasks.spawn(act(person, begin + moment));
    }
    let mut people = Vec::with_capacity(tasks.len());
    while let Some(person) = tasks.join_next().await {
        people.push(person?);
    }
    Ok(people)
}

/// The papers that the key does not open. Everybody has the same, so one look at each is enough.
fn unopened(people: &[Person]) -> Vec<String> {
    let mut opened: Vec<&(String, Vec<u8>)> = people
        .iter()
        .filter_map(|person| person.opened.as_ref())
        .collect();
    opened.dedup();
    let fits = |key: &str, paper: &[u8]| {
        let key = key_of(key)?;
        sealing::open(&key, paper)
    };
    opened
        .into_iter()
        .filter(|(key, paper)| fits(key, paper).is_none())
        .map(|_| "a sealed paper was not opened by its key".to_owned())
        .collect()
}

fn key_of(text: &str) -> Option<[u8; sealing::KEY_LENGTH]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}
