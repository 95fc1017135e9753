//! The database: one code for SQLite and PostgreSQL.
//!
//! Reads go through [`Database::reader`]. Everything that writes begins a transaction with
//! [`Database::begin`]; nothing else does, because a SQLite transaction that reads before it
//! writes fails unless it takes the write lock at once. Where a decision depends on what was read,
//! lock the row that the decision is about (`lock_exclusive`): PostgreSQL would lose updates
//! otherwise, and SQLite, with its one writer, ignores the lock.

use std::path::Path;
use std::time::Duration;

use sea_orm::sea_query::OnConflict;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ActiveModelTrait, ConnectOptions, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, RuntimeErr, SqlErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx,
};
use surgalt_migrations::{Migrator, MigratorTrait};

use crate::config;
use crate::error::{Code, Error, Result};

pub mod batching;
mod lock;

pub use lock::{FolderLock, FolderLockError};

/// A transaction that can write.
pub type Transaction = DatabaseTransaction;

/// Pools of connections to one database.
#[derive(Debug, Clone)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Database {
    /// Connects; an SQLite file that does not exist yet is made.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn connect(config: &config::Database, folder: &Path) -> Result<Self, DbErr> {
        let wait = Duration::from_secs(config.wait_seconds);
        let url = config.url.reveal();
        if url.is_empty() {
            let path = folder.join("surgalt.db");
            let reader = sqlite(&path, config.connections, wait).await?;
            // One connection: writers queue here, in order, and never meet "database is locked".
            let writer = sqlite(&path, 1, wait).await?;
            return Ok(Self { reader, writer });
        }
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(config.connections)
            .acquire_timeout(wait)
            .connect_timeout(wait)
            .sqlx_logging(false);
        let pool = sea_orm::Database::connect(options).await?;
        Ok(Self {
            reader: pool.clone(),
            writer: pool,
        })
    }

    /// Whether writers wait for each other whatever they write, so that a second one at the same
    /// time gains nothing.
    #[must_use]
    pub fn takes_one_writer(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// For reading.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a transaction that can write. Dropped without a commit, it leaves no trace.
    ///
    /// # Errors
    /// When no connection or write lock is had in time.
    pub async fn begin(&self) -> Result<Transaction, DbErr> {
        let immediate = self
            .takes_one_writer()
            .then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions {
            sqlite_transaction_mode: immediate,
            ..Default::default()
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that begins transactions"
        )]
        self.writer.begin_with_options(options).await
    }

    /// Runs the steps of the schema that this database has not seen.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        Migrator::up(&self.writer, None).await
    }

    /// How many steps of the schema this database has not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_steps(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations(&self.writer).await?.len())
    }

    /// Closes the connections, after which SQLite has no log beside its file.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }
}

async fn sqlite(
    path: &Path,
    connections: u32,
    wait: Duration,
) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
    options
        .max_connections(connections)
        .acquire_timeout(wait)
        .sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .foreign_keys(true)
            .busy_timeout(wait)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL, not NORMAL: what has been acknowledged survives a power cut as well.
            .synchronous(SqliteSynchronous::Full)
    });
    // When the disk is full, SQLite itself ends the transaction, the rollback that follows finds
    // none, and sqlx goes on believing that one is open: the next one would be a part of it and
    // never be committed. Such a connection is given up for a fresh one.
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        let is_clean = !sqlx::Connection::is_in_transaction(connection);
        Box::pin(std::future::ready(Ok(is_clean)))
    });
    sea_orm::Database::connect(options).await
}

/// Rows in one statement: SQLite takes 32,766 values in one, and no table has more than thirty
/// columns.
const ROWS_AT_ONCE: usize = 1_000;

/// Inserts rows, however many, in as few statements as the database takes; where a row is there
/// already, `on_conflict` says what happens.
///
/// # Errors
/// When the database fails.
pub async fn insert_all<A: ActiveModelTrait>(
    transaction: &Transaction,
    rows: impl IntoIterator<Item = A>,
    on_conflict: Option<OnConflict>,
) -> Result<(), DbErr> {
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<A> = rows.by_ref().take(ROWS_AT_ONCE).collect();
        if some.is_empty() {
            return Ok(());
        }
        let mut insert = A::Entity::insert_many(some);
        if let Some(on_conflict) = &on_conflict {
            insert = insert.on_conflict(on_conflict.clone());
        }
        insert.exec_without_returning(transaction).await?;
    }
}

/// Values for `IN (…)`, the last repeated up to a power of two. A driver keeps statements prepared by
/// their text: with lists of every length it would find none again.
#[must_use]
pub fn few_lengths<T: Clone>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    if let Some(last) = values.last().cloned() {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}

/// Whether a unique key refused the row.
fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// An error with this code when a unique key refused the row.
pub fn taken(code: Code) -> impl FnOnce(DbErr) -> Error {
    move |error| match is_duplicate(&error) {
        true => code.into(),
        false => error.into(),
    }
}

/// Whether the database is out of reach, out of room or out of time, so that the same request may
/// succeed later.
#[must_use]
pub fn is_unavailable(error: &DbErr) -> bool {
    let (DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime)) = error else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    let RuntimeErr::SqlxError(error) = runtime else {
        return false;
    };
    match &**error {
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // SQLite: busy, locked, read-only, I/O error, full, cannot open (with their
            // extensions); PostgreSQL: classes 08 connection, 40 rollback, 53 resources,
            // 57 operator's intervention.
            match code.parse::<u32>() {
                Ok(number) if code.len() < 5 => {
                    matches!(number & 0xff, 5 | 6 | 8 | 10 | 13 | 14)
                }
                _ => ["08", "40", "53", "57"]
                    .iter()
                    .any(|class| code.starts_with(class)),
            }
        }
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait;

    use super::*;
    use crate::config::Config;

    #[tokio::test]
    async fn after_the_disk_was_full_the_next_transaction_is_a_whole_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::defaults().unwrap().database;
        config.wait_seconds = 1;
        let database = Database::connect(&config, folder.path()).await.unwrap();
        let other = Database::connect(&config, folder.path()).await.unwrap();
        let transaction = database.begin().await.unwrap();
        // What SQLite does by itself when it has no room left.
        transaction.execute_unprepared("ROLLBACK").await.unwrap();
        drop(transaction);
        // A whole transaction holds the write lock; a part of one would not, and never commit.
        let transaction = database.begin().await.unwrap();
        let refused = other.begin().await.unwrap_err();
        assert!(is_unavailable(&refused), "{refused}");
        transaction.commit().await.unwrap();
        other.begin().await.unwrap();
    }

    #[tokio::test]
    async fn more_rows_are_inserted_than_one_statement_takes() {
        use crate::people::tables::signing_key;
        use sea_orm::{ActiveValue::Set, PaginatorTrait};

        let folder = tempfile::tempdir().unwrap();
        let config = Config::defaults().unwrap().database;
        let database = Database::connect(&config, folder.path()).await.unwrap();
        database.migrate().await.unwrap();
        let rows = (0..10_000).map(|number: i32| signing_key::ActiveModel {
            id: Set(number.to_string()),
            private_key: Set(Vec::new()),
            public_key: Set(Vec::new()),
            created_at: Set(chrono::DateTime::UNIX_EPOCH),
            retired_at: Set(None),
        });
        let again = OnConflict::column(signing_key::Column::Id)
            .do_nothing()
            .to_owned();
        let transaction = database.begin().await.unwrap();
        for _ in 0..2 {
            insert_all(&transaction, rows.clone(), Some(again.clone()))
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
        let count = signing_key::Entity::find().count(database.reader()).await;
        assert_eq!(count.unwrap(), 10_000);
    }

    #[tokio::test]
    async fn files_of_courses_outlive_the_step_that_lets_the_bank_have_files() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::defaults().unwrap().database;
        let database = Database::connect(&config, folder.path()).await.unwrap();
        Migrator::up(&database.writer, Some(8)).await.unwrap();
        for row in [
            "people (id, email, surname, given_name, language, time_zone, active, revision, \
             created_at) VALUES ('p', 'a@b.mn', '', '', 'mn', '', 1, 0, '2026-01-01')",
            "programmes (id, code, title, description, revision, created_at) \
             VALUES ('g', '', '', '', 0, '2026-01-01')",
            "courses (id, programme_id, author_id, self_enrolment, draft, revision, created_at) \
             VALUES ('c', 'g', 'p', 1, '{}', 0, '2026-01-01')",
            "files (id, course_id, name, media_type, size, sha256, uploaded_by, created_at) \
             VALUES ('f', 'c', 'a.txt', 'text/plain', 1, '', 'p', '2026-01-01')",
        ] {
            let insert = format!("INSERT INTO {row}");
            database.writer.execute_unprepared(&insert).await.unwrap();
        }
        database.migrate().await.unwrap();
        // The row is there as it was, and may now be one of the bank.
        let moved = "UPDATE files SET course_id = NULL WHERE course_id = 'c' AND name = 'a.txt'";
        let moved = database.writer.execute_unprepared(moved).await.unwrap();
        assert_eq!(moved.rows_affected(), 1);
        let nobody = "UPDATE files SET uploaded_by = 'nobody'";
        assert!(database.writer.execute_unprepared(nobody).await.is_err());
    }
    #[tokio::test]
    async fn who_has_begun_is_known_from_what_was_done_before() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::defaults().unwrap().database;
        let database = Database::connect(&config, folder.path()).await.unwrap();
        Migrator::up(&database.writer, Some(22)).await.unwrap();
        // Nobody else refers to these rows: what they refer to need not be there.
        let off = "PRAGMA foreign_keys = OFF";
        database.writer.execute_unprepared(off).await.unwrap();
        for row in [
            "enrolments (id, person_id, course_id, version_id, revision, created_at) VALUES \
             ('read', 'p', 'c', 'v', 0, '2026-01-01'), ('idle', 'q', 'c', 'v', 0, '2026-01-01')",
            "lessons_read (enrolment_id, item_id, read_at) VALUES \
             ('read', 'i', '2026-01-05'), ('read', 'j', '2026-01-03')",
        ] {
            let insert = format!("INSERT INTO {row}");
            database.writer.execute_unprepared(&insert).await.unwrap();
        }
        database.migrate().await.unwrap();
        for (found, count) in [
            (
                "enrolments SET revision = 1 WHERE started_at = '2026-01-03'",
                1,
            ),
            ("enrolments SET revision = 1 WHERE started_at IS NULL", 1),
            ("outbox SET tries = 1 WHERE key = 'count-progress'", 1),
        ] {
            let found = database
                .writer
                .execute_unprepared(&format!("UPDATE {found}"));
            assert_eq!(found.await.unwrap().rows_affected(), count);
        }
    }
}
