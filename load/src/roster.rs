//! The scenario `roster`: a list of teachers is compared with the register when none of them is in it,
//! applied, and compared again when all of them are, in another spelling. The ledger is the list itself.

use std::fmt::{self, Display, Formatter, Write};
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Args;
use sea_orm::ActiveValue::Set;
use serde::Serialize;
use serde_json::{Value, json};
use surgalt::clock::Clock;
use surgalt::db::{self, Database};
use surgalt::ids;
use surgalt::messages::Language;
use surgalt::people::kind::OrganisationKind;
use surgalt::people::tables::person;
use surgalt::people::{names, tree};
use surgalt::policy::Role;
use tokio::time::{Instant, sleep};

use crate::Failure;
use crate::client::Connection;
use crate::database::Place;
use crate::report::rounded;
use crate::seed::register;
use crate::server::Running;

/// How often the import is asked how far it has come.
const ASKED_EVERY: Duration = Duration::from_millis(20);
/// Where the registrar signs in.
const EMAIL: &str = "registrar@load.example";
const PASSWORD: &str = "a password of the load";
/// Teachers of one school.
const SCHOOL: u32 = 50;

/// What is imported.
#[derive(Debug, Args)]
pub struct Plan {
    /// How many rows the list has.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    rows: u32,
    /// How many people are in the register beside those of the list.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=5_000_000))]
    others: u32,
    /// `sqlite`, or the address of a PostgreSQL server, on which a fresh database is made.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// Ends the output with one line of JSON.
    #[arg(long)]
    json: bool,
}

/// What was measured. Times are in seconds, from sending the list until its difference can be read.
#[derive(Debug, Serialize)]
struct RosterFigures {
    /// The name of the scenario.
    scenario: &'static str,
    /// Rows of the list.
    rows: u32,
    /// People in the register beside them.
    others: u32,
    /// `sqlite` or `postgresql`.
    database: &'static str,
    /// The dry run of a list of people whom the register does not have.
    dry_run_new_s: f64,
    /// Applying it.
    apply_s: f64,
    /// The dry run of the same people in Latin letters, all of whom it has.
    dry_run_known_s: f64,
    /// Rows that did not become people, or were not known again.
    lost: i64,
    /// Rows that would have become people twice.
    duplicated: i64,
    /// Rows with errors.
    errors: i64,
    /// The processor time that the server has used, in seconds.
    server_cpu_s: Option<f64>,
    /// The most memory that it has had, in mebibytes.
    server_rss_mb: Option<f64>,
}

impl Display for RosterFigures {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        write!(
            to,
            "roster: {} rows beside {} people, {}: dry run {:.2} s when new, {:.2} s when known; \
             applied in {:.2} s; {} lost, {} duplicated, {} errors",
            self.rows,
            self.others,
            self.database,
            self.dry_run_new_s,
            self.dry_run_known_s,
            self.apply_s,
            self.lost,
            self.duplicated,
            self.errors,
        )
    }
}

/// Plays the scenario and prints its figures; whether all is well.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn run(plan: Plan) -> Result<bool, Failure> {
    let folder = tempfile::tempdir()?;
    let place = Place::fresh(&plan.database, folder.path(), "roster").await?;
    let figures = play(&plan, &place).await;
    place.give_back().await?;
    let figures = figures?;
    println!("{figures}");
    if plan.json {
        println!("{}", serde_json::to_string(&figures)?);
    }
    Ok(figures.lost == 0 && figures.duplicated == 0 && figures.errors == 0)
}

async fn play(plan: &Plan, place: &Place) -> Result<RosterFigures, Failure> {
    let database = place.connect().await?;
    settle(&database, plan).await?;
    let server = Running::start(place).await?;
    let mut stranger = Connection::new(server.address, "");
    let sign_in = json!({"email": EMAIL, "password": PASSWORD}).to_string();
    let tokens = stranger
        .send("POST", "/api/v1/sign-in", sign_in.as_bytes())
        .await?;
    let tokens: Value = serde_json::from_slice(&tokens.body)?;
    let token = field(&tokens, "access_token")
        .as_str()
        .ok_or("nobody signs in")?;
    let mut registrar = Connection::new(server.address, token);

    let (new, dry_run_new) = dry_run(&mut registrar, &list(plan.rows, false)).await?;
    let begun = Instant::now();
    let applied = apply(&mut registrar, &new).await?;
    let apply = begun.elapsed();
    let (known, dry_run_known) = dry_run(&mut registrar, &list(plan.rows, true)).await?;
    let rows = i64::from(plan.rows);
    let applied = count(field(&applied, "outcomes"), "outcome", "applied");
    let unchanged = count(field(&known, "counts"), "difference", "unchanged");
    let figures = RosterFigures {
        scenario: "roster",
        rows: plan.rows,
        others: plan.others,
        database: place.kind(),
        dry_run_new_s: rounded(dry_run_new.as_secs_f64(), 1_000.0),
        apply_s: rounded(apply.as_secs_f64(), 1_000.0),
        dry_run_known_s: rounded(dry_run_known.as_secs_f64(), 1_000.0),
        lost: (rows - applied) + (rows - unchanged),
        duplicated: count(field(&known, "counts"), "difference", "new"),
        errors: count(field(&new, "counts"), "difference", "error")
            + count(field(&known, "counts"), "difference", "error"),
        server_cpu_s: server.processor_seconds(),
        server_rss_mb: server.peak_memory().map(|most| rounded(most, 10.0)),
    };
    // Before its database is dropped.
    drop(server);
    database.close().await?;
    Ok(figures)
}

/// Applies a list that has been compared, and waits until that is done.
///
/// # Errors
/// When it is refused.
pub async fn apply(registrar: &mut Connection, compared: &Value) -> Result<Value, Failure> {
    let path = path_of(compared)?;
    registrar
        .send("POST", &format!("{path}/application"), b"")
        .await?;
    until(registrar, &path, "applied").await
}

/// Sends a list and waits until its difference can be read.
///
/// # Errors
/// When it is refused.
pub async fn dry_run(registrar: &mut Connection, list: &str) -> Result<(Value, Duration), Failure> {
    let body = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\
         {list}\r\n--line--\r\n"
    );
    let begun = Instant::now();
    let form = "multipart/form-data; boundary=line";
    let sent = registrar
        .send_as(form, "POST", "/api/v1/roster-imports", body.as_bytes())
        .await?;
    if sent.status != 201 {
        return Err(String::from_utf8_lossy(&sent.body).into());
    }
    let path = path_of(&serde_json::from_slice(&sent.body)?)?;
    let compared = until(registrar, &path, "compared").await?;
    Ok((compared, begun.elapsed()))
}

async fn until(registrar: &mut Connection, path: &str, status: &str) -> Result<Value, Failure> {
    loop {
        let read = registrar.send("GET", path, b"").await?;
        let import: Value = serde_json::from_slice(&read.body)?;
        if *field(&import, "status") == status {
            return Ok(import);
        }
        if read.status != 200 {
            return Err(import.to_string().into());
        }
        sleep(ASKED_EVERY).await;
    }
}

fn path_of(import: &Value) -> Result<String, Failure> {
    let id = field(import, "id")
        .as_str()
        .ok_or("the import has no identifier")?;
    Ok(format!("/api/v1/roster-imports/{id}"))
}

/// How many rows are called so in a count of rows.
pub fn count(counts: &Value, field: &str, name: &str) -> i64 {
    let counts = counts.as_array().into_iter().flatten();
    let of_name = counts.filter(|one| one[field] == name);
    of_name.filter_map(|one| one["count"].as_i64()).sum()
}

/// The list, in Cyrillic or in Latin letters.
fn list(rows: u32, in_latin: bool) -> String {
    let mut list = "surname,given_name,register_number,organisation_code,position\n".to_owned();
    for number in 0..rows {
        let (surname, given_name) = name(number, in_latin);
        let register_number = register_number(number);
        let school = number / SCHOOL;
        // Writing to a String cannot fail.
        let _ = writeln!(
            list,
            "{surname},{given_name},{register_number},S{school},teacher"
        );
    }
    list
}

/// A register number of its own for each number.
pub fn register_number(number: u32) -> String {
    let (month, day) = (number / 2_800 % 12 + 1, number % 28 + 1);
    let (year, last) = (60 + number / 33_600, number / 28 % 100);
    format!("\u{423}\u{411}{year:02}{month:02}{day:02}{last:02}")
}

/// A name of its own for each number, of syllables that stay apart however they are spelled.
pub fn name(number: u32, in_latin: bool) -> (String, String) {
    const LATIN: [&str; 10] = ["ba", "ga", "da", "ja", "za", "ka", "la", "ma", "na", "pa"];
    const CYRILLIC: [char; 10] = [
        '\u{431}', '\u{433}', '\u{434}', '\u{436}', '\u{437}', '\u{43a}', '\u{43b}', '\u{43c}',
        '\u{43d}', '\u{43f}',
    ];
    let digits = number.to_string();
    let mut given_name = String::new();
    for digit in digits.chars().filter_map(|digit| digit.to_digit(10)) {
        let place = usize::try_from(digit).unwrap_or_default();
        match in_latin {
            true => given_name.push_str(LATIN.get(place).copied().unwrap_or_default()),
            false => {
                given_name.extend(CYRILLIC.get(place));
                given_name.push('\u{430}');
            }
        }
    }
    let surname = match in_latin {
        true => "Dorj",
        false => "\u{414}\u{43e}\u{440}\u{436}",
    };
    (surname.to_owned(), given_name)
}

/// The schools, the registrar, and the others.
async fn settle(database: &Database, plan: &Plan) -> Result<(), Failure> {
    let now = Clock::system().now();
    let transaction = database.begin().await?;
    for number in 0..=plan.rows / SCHOOL {
        let (name, code) = (format!("School {number}"), format!("S{number}"));
        let kind = OrganisationKind::School;
        tree::create(&transaction, None, &name, kind, Some(code), now).await?;
    }
    register(&transaction, (EMAIL, PASSWORD), Role::Registrar, now).await?;
    transaction.commit().await?;
    let transaction = database.begin().await?;
    let others = (0..plan.others).map(|number| other(number, now));
    db::insert_all(&transaction, others, None).await?;
    Ok(transaction.commit().await?)
}

/// Somebody else, with a name that others have as well.
fn other(number: u32, now: DateTime<Utc>) -> person::ActiveModel {
    let (surname, given_name) = name(number % 50_000, true);
    let surname = format!("{surname}suren");
    person::ActiveModel {
        id: Set(ids::new_id()),
        organisation_id: Set(None),
        email: Set(Some(format!("{number}@load.example"))),
        unreachable: Set(false),
        name_key: Set(names::full_key(&surname, &given_name)),
        surname: Set(surname),
        given_name: Set(given_name),
        language: Set(Language::Mn),
        time_zone: Set("Asia/Ulaanbaatar".to_owned()),
        password_hash: Set(None),
        active: Set(true),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    }
}

/// A field of an answer; null when it has none.
pub fn field<'a>(answer: &'a Value, name: &str) -> &'a Value {
    answer.get(name).unwrap_or(&Value::Null)
}
