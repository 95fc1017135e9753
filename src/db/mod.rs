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
    AccessMode, ActiveModelTrait, ConnectOptions, ConnectionTrait, DatabaseConnection,
    DatabaseTransaction, DbBackend, DbErr, EntityTrait, IsolationLevel, RuntimeErr, SqlErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait, sqlx,
};
use surgalt_migrations::{Migrator, MigratorTrait};

use crate::config;
use crate::error::{Code, Error, Result};

pub mod batching;
mod lock;

pub use lock::{FolderLock, FolderLockError};

/// What servers lock that bring the schema up to date: a number that nothing else in the database has.
const MIGRATING: i64 = 7_203_417_001;

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
        if self.takes_one_writer() {
            return Migrator::up(&self.writer, None).await;
        }
        // Of servers that start at the same moment one does it, and the others wait and find it done.
        let alone = self.begin().await?;
        let lock = format!("SELECT pg_advisory_xact_lock({MIGRATING})");
        alone.execute_unprepared(&lock).await?;
        Migrator::up(&self.writer, None).await?;
        alone.commit().await
    }

    /// How many steps of the schema this database has not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_steps(&self) -> Result<usize, DbErr> {
        Ok(Migrator::get_pending_migrations(&self.writer).await?.len())
    }

    /// The steps of the schema that this database has seen, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn steps(&self) -> Result<Vec<String>, DbErr> {
        let steps = Migrator::get_applied_migrations(&self.writer).await?;
        Ok(steps.iter().map(|step| step.name().to_owned()).collect())
    }

    /// The steps of the schema that this program knows, oldest first.
    #[must_use]
    pub fn known_steps() -> Vec<String> {
        let steps = Migrator::migrations();
        steps.iter().map(|step| step.name().to_owned()).collect()
    }

    /// Runs the first steps of the schema, as far as this database has not seen them.
    ///
    /// # Errors
    /// When a step fails.
    pub async fn migrate_to(&self, step_count: usize) -> Result<(), DbErr> {
        let seen = Migrator::get_applied_migrations(&self.writer).await?.len();
        let missing = u32::try_from(step_count.saturating_sub(seen)).unwrap_or(u32::MAX);
        Migrator::up(&self.writer, Some(missing)).await
    }

    /// Begins a transaction that reads everything as it is now, whoever writes meanwhile.
    ///
    /// # Errors
    /// When no connection is had in time.
    pub async fn snapshot(&self) -> Result<Transaction, DbErr> {
        // SQLite's readers see one moment whatever is asked for.
        let is_postgresql = !self.takes_one_writer();
        let options = TransactionOptions {
            isolation_level: is_postgresql.then_some(IsolationLevel::RepeatableRead),
            access_mode: is_postgresql.then_some(AccessMode::ReadOnly),
            ..Default::default()
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "it writes nothing, and is begun here as all others are"
        )]
        self.reader.begin_with_options(options).await
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
mod tests;
