//! The scenario `reports`: what every list, search, report and export costs in a country of a million people
//! in ten seasons, beside the same in a small one; and whether the figures are what was put there.

mod asking;
mod checks;
mod country;
mod filling;
mod founding;
mod growth;
mod inviting;
mod ledger;
mod names;
mod questions;
mod rows;
mod season;
mod taking_part;
mod teacher;
mod world;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::Failure;
use crate::database::Place;
use crate::ledger::Findings;
use crate::report::rounded;
use crate::server::Running;

use asking::{Answer, Askers};
use growth::Line;
use inviting::Invited;
use questions::Question;
use world::World;

/// What is measured.
#[derive(Debug, Args)]
pub struct Plan {
    /// How many people the large country registers.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=10_000_000))]
    people: u32,
    /// In how many seasons.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=16))]
    seasons: u32,
    /// How many people the small country registers, in one season.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1_000..=1_000_000))]
    small: u32,
    /// `sqlite`, or the address of a PostgreSQL server, on which fresh databases are made.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// A folder in which the databases are kept and found again; otherwise they are made anew and go.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Only questions whose name has this in it.
    #[arg(long, default_value = "")]
    only: String,
    /// Ends the output with one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What was measured.
#[derive(Debug, Serialize)]
struct ReportsFigures {
    scenario: &'static str,
    /// `sqlite` or `postgresql`.
    database: &'static str,
    /// People and seasons of the large country, people of the small one.
    people: u32,
    seasons: u32,
    small: u32,
    /// Rows that were written for the large country, and how many a second.
    rows: usize,
    rows_per_second: f64,
    /// The most memory that the server has had with the large country, in mebibytes.
    server_rss_mb: Option<f64>,
    /// Each question.
    lines: Vec<Line>,
    /// Those that take longer by more than their answers are longer.
    faster_than_answer: Vec<String>,
    /// Inviting into a cohort of the large country.
    invited: Option<Invited>,
    /// Figures that are less than the ledger's.
    lost: u32,
    /// Figures that are more, and lines that came twice.
    duplicated: u32,
    /// Those, and requests that were refused.
    errors: usize,
}

/// What came of one country.
struct Asked {
    world: World,
    answers: Vec<(Question, Answer)>,
    findings: Findings,
    invited: Option<Invited>,
    memory: Option<f64>,
    kind: &'static str,
}

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    let small = country(&plan, "small", (plan.small, 1)).await?;
    let large = country(&plan, "large", (plan.people, plan.seasons)).await?;
    let mut lines = Vec::new();
    println!("{}", growth::headings());
    for (question, answer) in &large.answers {
        let same = small
            .answers
            .iter()
            .find(|(one, _)| one.name == question.name);
        if let Some((of, before)) = same {
            let line = Line::new(
                question.name.clone(),
                (before, of.counted),
                (answer, question.counted),
            );
            println!("{line}");
            lines.push(line);
        }
    }
    let mut findings = small.findings;
    findings.add(large.findings);
    for error in &findings.errors {
        println!("{error}");
    }
    let faster = lines.iter().filter(|line| line.is_faster);
    let (rows, seconds) = large.world.written;
    let figures = ReportsFigures {
        scenario: "reports",
        database: large.kind,
        people: plan.people,
        seasons: plan.seasons,
        small: plan.small,
        rows,
        rows_per_second: rounded(f64::from(u32::try_from(rows)?) / seconds, 1.0),
        server_rss_mb: large.memory,
        faster_than_answer: faster.map(|line| line.question.clone()).collect(),
        lines,
        invited: large.invited,
        lost: findings.lost,
        duplicated: findings.duplicated,
        errors: findings.errors.len(),
    };
    println!(
        "{} rows in {seconds:.0} s; {} of {} grow faster than their answers; invited: {:?}; {} lost, {} duplicated, {} errors",
        figures.rows,
        figures.faster_than_answer.len(),
        figures.lines.len(),
        figures.invited,
        figures.lost,
        figures.duplicated,
        figures.errors,
    );
    if plan.json {
        println!("{}", serde_json::to_string(&figures)?);
    }
    Ok(figures.lost == 0 && figures.duplicated == 0 && figures.errors == 0)
}

/// Fills a country, or finds it as it was kept, and asks it everything.
async fn country(plan: &Plan, name: &str, (people, seasons): (u32, u32)) -> Result<Asked, Failure> {
    let temporary = tempfile::tempdir()?;
    let folder = plan.keep.as_deref().unwrap_or(temporary.path());
    let kept = folder.join(name).join("world.json");
    let is_fresh = !kept.exists();
    let (place, world) = if !is_fresh {
        let world: World = serde_json::from_slice(&fs::read(&kept)?)?;
        (Place::existing(world.url.clone(), folder.join(name)), world)
    } else {
        fs::create_dir_all(folder)?;
        fresh(plan, (folder, name), (people, seasons)).await?
    };
    let asked = ask(plan, &place, world, is_fresh).await;
    if plan.keep.is_none() {
        place.give_back().await?;
    }
    asked
}

async fn fresh(
    plan: &Plan,
    (folder, name): (&Path, &str),
    (people, seasons): (u32, u32),
) -> Result<(Place, World), Failure> {
    let place = Place::fresh(&plan.database, folder, name).await?;
    let database = place.connect().await?;
    let mut world = filling::fill(&database, people, seasons).await?;
    filling::settle(&database).await?;
    database.close().await?;
    world.url.clone_from(&place.url);
    let (rows, seconds) = world.written;
    eprintln!("\r{name}: {people} people, {rows} rows in {seconds:.0} s");
    fs::write(place.folder.join("world.json"), serde_json::to_vec(&world)?)?;
    Ok((place, world))
}

async fn ask(plan: &Plan, place: &Place, world: World, is_fresh: bool) -> Result<Asked, Failure> {
    let database = place.connect().await?;
    let server = Running::start(place).await?;
    let mut askers = Askers::sign_in(&database, &server, &world).await?;
    let mut findings = Findings::default();
    let mut answers = Vec::new();
    let wanted = questions::all(&world).into_iter();
    for question in wanted.filter(|question| question.name.contains(&plan.only)) {
        let answer = askers.ask(&question).await?;
        if answer.status != 200 {
            let (name, status) = (&question.name, answer.status);
            findings.errors.push(format!("{name}: {status}"));
        }
        answers.push((question, answer));
    }
    let mut invited = None;
    if plan.only.is_empty() {
        findings.add(checks::check(&mut askers, &world).await?);
    }
    // What comes of it is not in the ledger.
    if plan.only.is_empty() && is_fresh {
        let at = (&database, &server);
        invited = Some(inviting::invite(&mut askers, at, &world, &mut findings).await?);
    }
    let memory = server.peak_memory().map(|most| rounded(most, 10.0));
    drop(server);
    database.close().await?;
    Ok(Asked {
        world,
        answers,
        findings,
        invited,
        memory,
        kind: place.kind(),
    })
}
