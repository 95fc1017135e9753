//! What the database alone can do with the row that saving an answer writes: the same three
//! statements in one transaction a row, on the same schema and disk, with nothing around them. A
//! server's rate of saves is held against it.

mod postgresql;
mod sqlite;

use std::path::Path;
use std::time::Duration;

use sea_orm::ActiveValue::Set;
use surgalt::clock::Clock;
use surgalt::db::Database;
use surgalt::ids;
use surgalt::quizzes::tables::attempt;
use uuid::Uuid;

use crate::database::Place;
use crate::seed::{insert, seed};
use crate::{Failure, content};

/// An answer as it is kept in a history, of middling length.
const BODY: &str = r#"{"response":{"kind":"multiple_choice","options":[0,2]}}"#;
/// The same as it is kept to be graded.
const RESPONSE: &str = r#"{"kind":"multiple_choice","options":[0,2]}"#;
/// As long as any receipt.
const HASH: &str = "ba33908a83a998b8f2f452622a5b7311e59c202326f6ed858c0a5bcedd91f9af";

/// How the database is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asking {
    /// How many attempts are answered; with PostgreSQL each over a connection of its own. SQLite has
    /// one writer.
    pub attempts: u32,
    /// How many questions each has.
    pub questions: u16,
    /// For how long.
    pub within: Duration,
}

/// How many rows a second the database writes by itself, in a fresh database beside the measured
/// one.
///
/// # Errors
/// When the database fails, or `pgbench` is missing.
pub async fn rows_per_second(
    database: &str,
    folder: &Path,
    asking: Asking,
) -> Result<f64, Failure> {
    let place = Place::fresh(database, folder, "peer").await?;
    let rate = rate(&place, asking).await;
    place.give_back().await?;
    rate
}

async fn rate(place: &Place, asking: Asking) -> Result<f64, Failure> {
    let database = place.connect().await?;
    attempts(&database, asking).await?;
    database.close().await?;
    if place.is_sqlite() {
        sqlite::rate(&place.folder, asking).await
    } else {
        postgresql::rate(place, asking).await
    }
}

/// The attempts that are answered, all of one person. They are numbered from 1, so that a script
/// can name them.
async fn attempts(database: &Database, asking: Asking) -> Result<(), Failure> {
    let item_id = ids::new_id();
    let document = content::course(item_id, asking.questions)?;
    let seeded = seed(database, 1, document, item_id).await?;
    let learner = seeded.learners.first().ok_or("nobody takes the course")?;
    let now = Clock::system().now();
    let rows = (1..=asking.attempts).map(|number| attempt::ActiveModel {
        id: Set(Uuid::from_u128(number.into())),
        enrolment_id: Set(learner.enrolment_id),
        item_id: Set(seeded.item_id),
        version_id: Set(seeded.version_id),
        number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        seed: Set(0),
        created_at: Set(now),
        started_at: Set(Some(now)),
        deadline: Set(None),
        awaited_until: Set(None),
        submitted_at: Set(None),
        graded_at: Set(None),
        marks: Set(None),
        marks_possible: Set(100),
        passed: Set(None),
        revision: Set(0),
        abandoned_at: Set(None),
    });
    let transaction = database.begin().await?;
    insert(&transaction, rows.collect()).await?;
    transaction.commit().await?;
    Ok(())
}
