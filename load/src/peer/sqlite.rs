//! A bare loop in the one writer that SQLite has, with the settings of the server.

use std::path::Path;

use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous,
};
use sea_orm::sqlx::{self, ConnectOptions, Connection};
use surgalt::ids;
use tokio::time::Instant;
use uuid::Uuid;

use super::{Asking, BODY, HASH, RESPONSE};
use crate::Failure;

/// A time as it is kept.
const TIME: &str = "2026-01-15T01:05:00.123456+00:00";

const ENTRY: &str = "INSERT INTO attempt_entries (attempt_id, number, kind, question_id, \
    client_number, body, device_id, address, claimed_at, recorded_at, hash) \
    VALUES (?, ?, 'answered', ?, ?, ?, ?, '127.0.0.1', NULL, ?, ?)";

const ANSWER: &str = "INSERT INTO answers (attempt_id, question_id, response, client_number, \
    saved_at, certainty, late, made_at) VALUES (?, ?, ?, ?, ?, NULL, FALSE, ?) \
    ON CONFLICT (attempt_id, question_id) DO UPDATE SET response = excluded.response, \
    client_number = excluded.client_number, saved_at = excluded.saved_at, \
    certainty = excluded.certainty, late = excluded.late, made_at = excluded.made_at";

const CHAIN: &str = "INSERT INTO attempt_chains (attempt_id, number, hash) VALUES (?, ?, ?) \
    ON CONFLICT (attempt_id) DO UPDATE SET number = excluded.number, hash = excluded.hash";

/// Rows a second.
///
/// # Errors
/// When the database fails.
pub async fn rate(folder: &Path, asking: Asking) -> Result<f64, Failure> {
    let mut connection = SqliteConnectOptions::new()
        .filename(folder.join("surgalt.db"))
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging()
        .connect()
        .await?;
    let device = ids::new_id();
    let begun = Instant::now();
    let mut rows: u32 = 0;
    while begun.elapsed() < asking.within {
        rows += 1;
        save(&mut connection, asking, device, rows).await?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    connection.close().await?;
    Ok(f64::from(rows) / seconds)
}

async fn save(
    connection: &mut SqliteConnection,
    asking: Asking,
    device: Uuid,
    number: u32,
) -> Result<(), sqlx::Error> {
    let one_of = |count: u32| u128::from(number.checked_rem(count).unwrap_or(0));
    let attempt = Uuid::from_u128(one_of(asking.attempts) + 1);
    let question = Uuid::from_u128(one_of(asking.questions.into()) + 1_000);
    let number = i64::from(number);
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut *connection)
        .await?;
    sqlx::query(ENTRY)
        .bind(attempt.as_bytes().to_vec())
        .bind(number)
        .bind(question.as_bytes().to_vec())
        .bind(number)
        .bind(BODY)
        .bind(device.as_bytes().to_vec())
        .bind(TIME)
        .bind(HASH)
        .execute(&mut *connection)
        .await?;
    sqlx::query(ANSWER)
        .bind(attempt.as_bytes().to_vec())
        .bind(question.as_bytes().to_vec())
        .bind(RESPONSE)
        .bind(number)
        .bind(TIME)
        .bind(TIME)
        .execute(&mut *connection)
        .await?;
    sqlx::query(CHAIN)
        .bind(attempt.as_bytes().to_vec())
        .bind(number)
        .bind(HASH)
        .execute(&mut *connection)
        .await?;
    sqlx::query("COMMIT").execute(&mut *connection).await?;
    Ok(())
}
