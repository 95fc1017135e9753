//! Inviting thousands into a cohort by its rule: how long it takes until all are in, what it costs.

use std::time::Duration;

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;
use serde_json::{Value, json};
use surgalt::clock::Clock;
use surgalt::db::Database;
use surgalt::outbox::tables::outbox_job;
use surgalt::programmes::tables::enrolment;
use tokio::time::{Instant, sleep};

use super::asking::Askers;
use super::questions::Who;
use super::season::Season;
use super::world::World;
use crate::Failure;
use crate::ledger::Findings;
use crate::report::rounded;
use crate::roster::field;
use crate::server::Running;

/// What it came to.
#[derive(Debug, Serialize)]
pub struct Invited {
    /// Who was taken in.
    pub people: i64,
    /// Seconds from asking until it was done.
    pub seconds: f64,
    /// Letters that were written down.
    pub letters: u64,
    /// How much more memory the server had at the most, in mebibytes.
    pub memory_mb: Option<f64>,
    /// Milliseconds of the slowest plain request meanwhile.
    pub slowest_ms: f64,
}

/// Makes a course and a cohort of everybody who is in the tenth year of service in some provinces, and invites.
///
/// # Errors
/// When the server refuses.
pub async fn invite(
    askers: &mut Askers,
    (database, server): (&Database, &Running),
    world: &World,
    findings: &mut Findings,
) -> Result<Invited, Failure> {
    let season = Season::new(Clock::system().now() - TimeDelta::days(1), 0);
    let transaction = database.begin().await?;
    season.write(&transaction, &world.programme).await?;
    transaction.commit().await?;
    let provinces: Vec<_> = world.provinces.iter().take(4).collect();
    let body = json!({
        "programme_id": world.programme.id, "title": "Урилга", "courses": [season.course_id],
        "rule": {"positions": ["teacher"], "years_of_service": [10], "organisations": provinces},
    });
    let author = askers.of(Who::Author)?;
    let body = body.to_string();
    let made = author.send("POST", "/api/v1/cohorts", body.as_bytes());
    let made = made.await?;
    if made.status != 201 {
        return Err(String::from_utf8_lossy(&made.body).into());
    }
    let made: Value = serde_json::from_slice(&made.body)?;
    let path = format!(
        "/cohorts/{}",
        field(&made, "id").as_str().unwrap_or_default()
    );
    let letters_before = letters(database).await?;
    let memory_before = server.peak_memory();
    let begun = Instant::now();
    let author = askers.of(Who::Author)?;
    author
        .send("POST", &format!("/api/v1{path}/invitations"), b"")
        .await?;
    let mut slowest = Duration::ZERO;
    let told = loop {
        let asked = Instant::now();
        let told = askers.read(Who::Author, &path).await?;
        slowest = slowest.max(asked.elapsed());
        if field(&told, "invitations_done_at").is_string() {
            break told;
        }
        sleep(Duration::from_millis(20)).await;
    };
    let seconds = begun.elapsed().as_secs_f64();
    let people = field(&told, "members").as_array().into_iter().flatten();
    let people: i64 = people.filter_map(|one| field(one, "people").as_i64()).sum();
    let enrolled = enrolment::Entity::find()
        .filter(enrolment::Column::CourseId.eq(season.course_id))
        .count(database.reader())
        .await?;
    let letters = letters(database).await? - letters_before;
    for (name, count) in [("enrolments", enrolled), ("letters", letters)] {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if count < people {
            findings.lose(format!(
                "{people} were invited, and there are {count} {name}"
            ));
        } else if count > people {
            findings.duplicate(format!(
                "{people} were invited, and there are {count} {name}"
            ));
        }
    }
    let memory = server.peak_memory().zip(memory_before);
    Ok(Invited {
        people,
        seconds: rounded(seconds, 100.0),
        letters,
        memory_mb: memory.map(|(now, before)| rounded(now - before, 10.0)),
        slowest_ms: rounded(slowest.as_secs_f64() * 1_000.0, 10.0),
    })
}

/// Letters that tell somebody of having come into a cohort.
async fn letters(database: &Database) -> Result<u64, Failure> {
    let found =
        outbox_job::Entity::find().filter(outbox_job::Column::Key.starts_with("cohort-joined "));
    Ok(found.count(database.reader()).await?)
}
