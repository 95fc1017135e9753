//! Everything the house knows in one file, from either database into either.
//!
//! An archive is a zip file, which any program opens: `surgalt-backup.json` says what it is, `tables/` has a file of
//! lines for each table, `files/` the bytes of uploads, and `contents.json`, written last, what there has to be.
//! `cell.rs` says how a value is written so that both databases read it, `tables.rs` names every table,
//! `archive.rs` reads and writes the file, `taking.rs` and `putting_back.rs` are the two ways.
//!
//! A backup sees the database as of one moment, whoever works meanwhile; bytes are kept longer than the rows that
//! name them, so they are read after it. What is put back goes into an empty database only, in one transaction, after
//! the bytes: whatever happens on the way, trying again goes on from there.

pub mod archive;
pub mod cell;
pub mod putting_back;
pub mod tables;
pub mod taking;

use archive::ArchiveError;

/// Why a backup is not taken, or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The archive.
    #[error("the archive: {0}")]
    Archive(#[from] ArchiveError),
    /// The database.
    #[error("the database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The storage of files.
    #[error("the files: {0}")]
    Files(#[from] object_store::Error),
    /// A column that an archive does not know how to hold.
    #[error("an archive cannot hold {0}")]
    Unknown(String),
    /// There is something where it would be put.
    #[error(
        "the database is not empty: {0} has rows; name a new one, into which the archive is put whole"
    )]
    NotEmpty(String),
    /// The database has seen more steps of the schema than the archive's had.
    #[error("the database has been prepared by a later version than the archive's; name a new one")]
    AnotherSchema,
    /// It was made by a later version.
    #[error(
        "the archive was made by a later version, whose schema has the step {0}; use that version, or a later one"
    )]
    Newer(String),
    /// Everything is put back, and a later step of the schema fails.
    #[error(
        "everything is put back, with the archive's schema; a later step of the schema fails: {0}. `surgalt migrate` tries it again"
    )]
    NotUpgraded(sea_orm::DbErr),
    /// The schema of a database that is backed up is not this program's.
    #[error("the database's schema is not this program's: back up with the version that serves it")]
    OtherVersion,
    /// What was put back is not what was taken.
    #[error("{table} has {found} rows, and has to have {wanted}; nothing was put back")]
    Lost {
        /// Of which table.
        table: String,
        /// How many rows there are.
        found: u64,
        /// How many there have to be.
        wanted: u64,
    },
}
