//! Reading a roster: one door for every form it comes in. Pure, from bytes to rows. What makes no sense
//! is said by row and column; a file that is not a roster is refused for its true reason.

pub mod headings;
pub mod oneroster;
pub mod table;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::columns::Column;
use super::row::{Problem, Row};
use crate::quizzes::formats::Refused;
use crate::quizzes::formats::archive::{Archive, Limits, is_archive};

/// The most bytes of a roster.
pub const MOST_BYTES: usize = 16 << 20;

/// The most rows.
pub const MOST_ROWS: usize = 50_000;

/// What a package may come to unpacked.
const LIMITS: Limits = Limits {
    entries: 2_000,
    file: 64 << 20,
    total: 128 << 20,
    ratio: 200,
};

/// The form of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RosterFormat)]
pub enum Format {
    /// Text, its cells divided by commas, semicolons or tabs.
    Csv,
    /// A workbook.
    Xlsx,
    /// A package of 1EdTech OneRoster 1.1.
    Oneroster11,
    /// A package of 1EdTech OneRoster 1.2.
    Oneroster12,
}

impl Format {
    /// The form's name on the wire and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Oneroster11 => "oneroster11",
            Self::Oneroster12 => "oneroster12",
        }
    }

    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx, Self::Oneroster11, Self::Oneroster12]
            .into_iter()
            .find(|format| format.name() == name)
    }
}

/// A roster that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Its form.
    pub format: Format,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// What was left out or taken differently.
    pub remarks: Vec<Problem>,
    /// Whether the file itself says that it holds changes only.
    pub is_delta: bool,
}

/// Why a file is not read as a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A key of the message catalogue.
    pub key: String,
    /// What the message names.
    pub arguments: Vec<(String, String)>,
    /// The column that is missing, which the message names in the person's language.
    pub column: Option<Column>,
}

impl Refusal {
    /// A refusal that names nothing more.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            arguments: Vec::new(),
            column: None,
        }
    }

    /// The same with what the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.arguments.push((name.to_owned(), value.to_string()));
        self
    }

    /// The refusal of a file without a column.
    #[must_use]
    pub fn without(key: &str, column: Column) -> Self {
        Self {
            column: Some(column),
            ..Self::new(key)
        }
    }
}

impl From<Refused> for Refusal {
    /// A package or workbook that is damaged or made to burst.
    fn from(refused: Refused) -> Self {
        let arguments = refused.arguments.into_iter();
        Self {
            key: refused.key.to_owned(),
            arguments: arguments
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            column: None,
        }
    }
}

/// Reads a roster; `names_place` tells whether an organisation has been named for rows that name none.
///
/// # Errors
/// When the file is not a roster.
pub fn read(bytes: &[u8], names_place: bool) -> Result<Roster, Refusal> {
    if bytes.len() > MOST_BYTES {
        let refusal = Refusal::new("import-too-large");
        return Err(refusal.with("megabytes", MOST_BYTES >> 20));
    }
    if bytes.is_empty() {
        return Err(Refusal::new("roster-empty"));
    }
    if !is_archive(bytes) {
        let (tables, remarks) = table::of_text(bytes)?;
        return of_tables(Format::Csv, tables, remarks, names_place);
    }
    let mut archive = Archive::open(bytes, LIMITS)?;
    if archive.has("manifest.csv") {
        return oneroster::read(&mut archive);
    }
    if !archive.has("[Content_Types].xml") {
        return Err(Refusal::new("roster-archive-unknown"));
    }
    let (tables, remarks) = table::of_workbook(bytes)?;
    of_tables(Format::Xlsx, tables, remarks, names_place)
}

/// The rows of the tables that have headings; one of them must.
fn of_tables(
    format: Format,
    tables: Vec<table::Table>,
    mut remarks: Vec<Problem>,
    names_place: bool,
) -> Result<Roster, Refusal> {
    let mut rows = Vec::new();
    let mut refused = None;
    let mut is_read = false;
    for table in tables {
        match headings::find(&table, names_place) {
            Ok(headings) => {
                is_read = true;
                remarks.extend(headings.remarks.iter().cloned());
                rows.extend(table::rows(table, &headings));
            }
            // The first table says best why: it is the one that people look at.
            Err(refusal) => refused = refused.or(Some(refusal)),
        }
    }
    if let Some(refusal) = refused.filter(|_| !is_read) {
        return Err(refusal);
    }
    if rows.is_empty() {
        return Err(Refusal::new("roster-empty"));
    }
    if rows.len() > MOST_ROWS {
        return Err(Refusal::new("roster-too-many-rows").with("most", MOST_ROWS));
    }
    Ok(Roster {
        format,
        rows,
        remarks,
        is_delta: false,
    })
}
