//! The file itself: what it says of itself, and how it is written and read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::cell::Kind;

/// What an archive of this form is called in [`Head::format`].
pub const FORMAT: &str = "surgalt-backup-1";

const HEAD: &str = "surgalt-backup.json";
const CONTENTS: &str = "contents.json";

/// Why an archive cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The disk.
    #[error("{0}")]
    Disk(#[from] std::io::Error),
    /// A file cannot be opened.
    #[error("{0}: {1}")]
    Unusable(PathBuf, std::io::Error),
    /// Another backup writes the same file.
    #[error("{0} is being written by another backup; name another file, or wait for that one")]
    Taken(PathBuf),
    /// It is no zip file, is cut short, or a part of it has been changed.
    #[error("this is no whole archive: {0}")]
    Broken(#[from] zip::result::ZipError),
    /// It is one, but not of ours.
    #[error("{0} does not hold what it has to: {1}")]
    Foreign(String, String),
}

/// What an archive says of itself, before everything else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// When its backup was begun.
    pub begun_at: DateTime<Utc>,
    /// The steps of the schema that its database had seen, oldest first.
    pub steps: Vec<String>,
}

/// What an archive holds, after everything else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The tables, and how many rows each has.
    pub rows: BTreeMap<String, u64>,
    /// How many files there are.
    pub files: u64,
    /// Their bytes.
    pub file_bytes: u64,
    /// Files that a row names and that were not there.
    pub missing: Vec<String>,
}

/// An archive that is being written. It has another name until it is whole.
pub struct Writer {
    zip: ZipWriter<BufWriter<File>>,
}

impl Writer {
    /// Begins an archive; only its owner reads it, for everybody's secrets are in it. What another backup that was
    /// interrupted has left there is of no use, and goes.
    ///
    /// # Errors
    /// When it cannot be written, or another backup is at it.
    pub fn begin(path: &Path, head: &Head) -> Result<Self, ArchiveError> {
        let unusable = |error| ArchiveError::Unusable(path.to_owned(), error);
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)
            .map_err(unusable)?;
        // Held until the archive is ended or given up.
        file.try_lock()
            .map_err(|_| ArchiveError::Taken(path.to_owned()))?;
        file.set_len(0)?;
        let mut writer = Self {
            zip: ZipWriter::new(BufWriter::with_capacity(1 << 20, file)),
        };
        writer.member(HEAD, CompressionMethod::Deflated)?;
        serde_json::to_writer(&mut writer.zip, head).map_err(std::io::Error::from)?;
        Ok(writer)
    }

    /// Begins a table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn table(&mut self, name: &str, columns: &[(String, Kind)]) -> Result<(), ArchiveError> {
        self.member(&format!("tables/{name}.jsonl"), CompressionMethod::Deflated)?;
        self.line(columns)
    }

    /// A row of the table that was begun.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, row: &[Json]) -> Result<(), ArchiveError> {
        self.line(row)
    }

    /// Begins a file, whose bytes follow. Most are pictures, sound and PDF: pressing them gains nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&mut self, place: &str) -> Result<(), ArchiveError> {
        self.member(&format!("files/{place}"), CompressionMethod::Stored)
    }

    /// Bytes of the file that was begun.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        Ok(self.zip.write_all(bytes)?)
    }

    /// Ends the archive; it is on the disk then.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self, contents: &Contents) -> Result<(), ArchiveError> {
        self.member(CONTENTS, CompressionMethod::Deflated)?;
        serde_json::to_writer(&mut self.zip, contents).map_err(std::io::Error::from)?;
        let mut file = self.zip.finish()?;
        file.flush()?;
        Ok(file.get_ref().sync_all()?)
    }

    fn member(&mut self, name: &str, method: CompressionMethod) -> Result<(), ArchiveError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(true);
        Ok(self.zip.start_file(name, options)?)
    }

    fn line(&mut self, line: &(impl Serialize + ?Sized)) -> Result<(), ArchiveError> {
        serde_json::to_writer(&mut self.zip, line).map_err(std::io::Error::from)?;
        Ok(self.zip.write_all(b"\n")?)
    }
}

/// An archive that is read.
pub struct Reader {
    zip: ZipArchive<BufReader<File>>,
    /// What it says of itself.
    pub head: Head,
    /// What it holds.
    pub contents: Contents,
}

impl Reader {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is none, or not whole.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        let mut zip = ZipArchive::new(BufReader::with_capacity(
            1 << 20,
            File::open(path).map_err(|error| ArchiveError::Unusable(path.to_owned(), error))?,
        ))?;
        let head: Head = json(&mut zip, HEAD)?;
        if head.format != FORMAT {
            let format = format!(
                "its format is {}, and this program reads {FORMAT}",
                head.format
            );
            return Err(ArchiveError::Foreign(HEAD.to_owned(), format));
        }
        let contents = json(&mut zip, CONTENTS)?;
        Ok(Self {
            zip,
            head,
            contents,
        })
    }

    /// Reads every byte, each member against its checksum.
    ///
    /// # Errors
    /// When one has been changed.
    pub fn check(&mut self) -> Result<(), ArchiveError> {
        for index in 0..self.zip.len() {
            let mut member = self.zip.by_index(index)?;
            let name = member.name()?.into_owned();
            std::io::copy(&mut member, &mut std::io::sink())
                .map_err(|error| ArchiveError::Foreign(name, error.to_string()))?;
        }
        Ok(())
    }

    /// The columns of a table, and its lines.
    ///
    /// # Errors
    /// When it is not there.
    pub fn table(&mut self, name: &str) -> Result<Lines<'_>, ArchiveError> {
        let name = format!("tables/{name}.jsonl");
        let member = self.zip.by_name(&name)?;
        let mut lines = Lines {
            lines: BufReader::new(Box::new(member)),
            columns: Vec::new(),
            name,
        };
        lines.columns = lines.read()?.unwrap_or_default();
        Ok(lines)
    }

    /// Where the files are that it holds.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        let names = self.zip.file_names();
        let place =
            |name: Result<Cow<'_, str>, _>| Some(name.ok()?.strip_prefix("files/")?.to_owned());
        names.filter_map(place).collect()
    }

    /// A file: how many bytes it has, and those bytes.
    ///
    /// # Errors
    /// When it is not there.
    pub fn file(&mut self, place: &str) -> Result<(u64, impl Read + '_), ArchiveError> {
        let member = self.zip.by_name(&format!("files/{place}"))?;
        Ok((member.size(), member))
    }
}

/// A table of an archive.
pub struct Lines<'a> {
    lines: BufReader<Box<dyn Read + 'a>>,
    name: String,
    /// Its columns, in the order in which rows are told.
    pub columns: Vec<(String, Kind)>,
}

impl Lines<'_> {
    /// The next row, as it is written.
    ///
    /// # Errors
    /// When it is not one.
    pub fn read<T: DeserializeOwned>(&mut self) -> Result<Option<T>, ArchiveError> {
        let mut line = String::new();
        if self.lines.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let row = serde_json::from_str(&line);
        row.map(Some).map_err(|error| self.foreign(&error))
    }

    /// That this table does not hold what it has to.
    #[must_use]
    pub fn foreign(&self, why: &impl ToString) -> ArchiveError {
        ArchiveError::Foreign(self.name.clone(), why.to_string())
    }
}

fn json<T: DeserializeOwned>(
    zip: &mut ZipArchive<BufReader<File>>,
    name: &str,
) -> Result<T, ArchiveError> {
    let member = zip.by_name(name)?;
    let foreign =
        |error: serde_json::Error| ArchiveError::Foreign(name.to_owned(), error.to_string());
    serde_json::from_reader(member).map_err(foreign)
}
