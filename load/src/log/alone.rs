//! The database alone: the rows of a batch in one prepared statement and one commit, over the one
//! connection that writes, with nothing around it.

use std::sync::Arc;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous,
};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions, Connection};
use surgalt::webinars::log::Line;
use uuid::Uuid;

use crate::Failure;
use crate::database::Place;

/// The one connection.
pub struct Alone {
    statement: String,
    connection: Writer,
}

enum Writer {
    Sqlite(SqliteConnection),
    Postgresql(PgConnection),
}

impl Alone {
    /// Connects with the settings of the server.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn connect(place: &Place, batch: usize) -> Result<Self, Failure> {
        let connection = if place.is_sqlite() {
            let options = SqliteConnectOptions::new()
                .filename(place.folder.join("surgalt.db"))
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .disable_statement_logging();
            Writer::Sqlite(options.connect().await?)
        } else {
            let options: PgConnectOptions = place.url.parse()?;
            Writer::Postgresql(options.disable_statement_logging().connect().await?)
        };
        Ok(Self {
            statement: statement(batch, place.is_sqlite()),
            connection,
        })
    }

    /// Writes a batch down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(&mut self, webinar_id: Uuid, lines: &[Arc<Line>]) -> Result<(), Failure> {
        // The two kinds of connection share no type, only the words.
        macro_rules! write {
            ($connection:expr, $begin:literal) => {{
                let connection = $connection;
                sqlx::query($begin).execute(&mut *connection).await?;
                let mut query = sqlx::query(AssertSqlSafe(self.statement.as_str()));
                for line in lines {
                    query = query
                        .bind(webinar_id)
                        .bind(i64::try_from(line.number)?)
                        .bind(line.at)
                        .bind(line.json.as_str());
                }
                query.execute(&mut *connection).await?;
                sqlx::query("COMMIT").execute(&mut *connection).await?;
            }};
        }
        match &mut self.connection {
            Writer::Sqlite(connection) => write!(connection, "BEGIN IMMEDIATE"),
            Writer::Postgresql(connection) => write!(connection, "BEGIN"),
        }
        Ok(())
    }

    /// Says goodbye.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close(self) -> Result<(), Failure> {
        match self.connection {
            Writer::Sqlite(connection) => connection.close().await?,
            Writer::Postgresql(connection) => connection.close().await?,
        }
        Ok(())
    }
}

fn statement(batch: usize, is_sqlite: bool) -> String {
    let rows = (0..batch).map(|row| {
        let places = (1..=4).map(|column| match is_sqlite {
            true => "?".to_owned(),
            false => format!("${}", row * 4 + column),
        });
        format!("({})", places.collect::<Vec<_>>().join(", "))
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    format!("INSERT INTO room_events (webinar_id, number, at, event) VALUES {rows}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_one_statement() {
        let insert = "INSERT INTO room_events (webinar_id, number, at, event) VALUES ";
        for (is_sqlite, rows) in [
            (true, "(?, ?, ?, ?), (?, ?, ?, ?)"),
            (false, "($1, $2, $3, $4), ($5, $6, $7, $8)"),
        ] {
            assert_eq!(statement(2, is_sqlite), format!("{insert}{rows}"));
        }
    }
}
