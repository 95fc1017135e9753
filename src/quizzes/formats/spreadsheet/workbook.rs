//! The cells of a workbook as texts. A workbook is a zip file from a stranger: it is unpacked once
//! with every byte counted before the reader of spreadsheets sees it, and cells are taken one by
//! one, because a sheet that claims a far corner would otherwise be given memory up to there.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::super::archive::{Archive, Limits, is_archive};
use super::super::{Refused, shared};

/// The most bytes of a workbook, packed.
const MOST_BYTES: usize = 16 << 20;

/// The most rows of a sheet, and so questions.
pub const MOST_ROWS: u32 = 10_000;

/// The most columns that are looked at.
const MOST_COLUMNS: u32 = 200;

/// The most sheets.
const MOST_SHEETS: usize = 50;

/// The most bytes of all texts together; a shared text may stand in many cells.
const MOST_TEXT: usize = 64 << 20;

/// What a workbook may come to unpacked.
const LIMITS: Limits = Limits {
    entries: 2_000,
    file: 64 << 20,
    total: 128 << 20,
    ratio: 200,
};

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The rows that are not empty, by their numbers from 0.
    pub rows: BTreeMap<u32, Row>,
}

/// The cells of a row that are not empty, by the numbers of their columns from 0.
pub type Row = BTreeMap<u32, Cell>;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, or a number, date or truth value as text.
    Says(String),
    /// A formula that came to no value.
    Error,
}

/// Reads a workbook, so many rows of each sheet at most.
///
/// # Errors
/// When it is too large, not a workbook, or made to burst.
pub fn sheets(bytes: &[u8], most_rows: u32) -> Result<Vec<Sheet>, Refused> {
    if bytes.len() > MOST_BYTES {
        return Err(shared::too_large(MOST_BYTES));
    }
    if !is_archive(bytes) {
        return Err(Refused::new("", "import-not-a-workbook"));
    }
    let mut archive = Archive::open(bytes, LIMITS)?;
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    for name in names {
        archive.file(&name)?;
    }
    let unreadable = |_| Refused::new("", "import-not-a-workbook");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let names = workbook.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(too_many("", "import-too-many-sheets", MOST_SHEETS));
    }
    let mut text = 0;
    names
        .into_iter()
        .map(|name| sheet(&mut workbook, name, most_rows, &mut text))
        .collect()
}

fn too_many(place: &str, key: &'static str, most: usize) -> Refused {
    let mut refused = Refused::new(place, key);
    refused.arguments.push(("most", most.to_string()));
    refused
}

fn sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    most_rows: u32,
    text: &mut usize,
) -> Result<Sheet, Refused> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    // A sheet of another kind, such as a chart, has no cells.
    let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else {
        return Ok(Sheet { name, rows });
    };
    let damaged = |_| Refused::new(&name, "import-sheet-damaged");
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let Some(says) = says(cell.get_value()).filter(|_| column < MOST_COLUMNS) else {
            continue;
        };
        if row > most_rows {
            let most = usize::try_from(most_rows).unwrap_or(usize::MAX);
            return Err(too_many(&name, "import-too-many-rows", most));
        }
        if let Cell::Says(says) = &says {
            *text += says.len();
        }
        if *text > MOST_TEXT {
            return Err(shared::too_large(MOST_TEXT));
        }
        rows.entry(row).or_default().insert(column, says);
    }
    Ok(Sheet { name, rows })
}

/// What a cell says; nothing when it is empty. Formulas have the value that was last computed.
fn says(value: &DataRef<'_>) -> Option<Cell> {
    let says = match value {
        DataRef::Empty => return None,
        DataRef::Error(_) => return Some(Cell::Error),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => shortest(*number),
        DataRef::String(text) => text.replace("\r\n", "\n").replace('\r', "\n"),
        DataRef::SharedString(text) => text.replace("\r\n", "\n").replace('\r', "\n"),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) => date(time),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
    };
    (!says.trim().is_empty()).then_some(Cell::Says(says))
}

/// A number as the spreadsheet shows it: of its 15 digits, so that 0.1 + 0.2 is 0.3, unless more
/// are needed to say which number it is.
fn shortest(number: f64) -> String {
    let fifteen: Option<f64> = format!("{number:.14e}").parse().ok();
    let shown = fifteen.filter(|shown| (shown - number).abs() <= number.abs() * 1e-15);
    shown.unwrap_or(number).to_string()
}

/// A date as text: the day alone when it is one without a time.
fn date(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return shortest(time.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        return day;
    }
    format!("{day} {hour:02}:{minute:02}:{second:02}")
}

/// The name of a cell, such as `Sheet1!C4`, of a row and a column from 0.
#[must_use]
pub fn place(sheet: &str, row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{sheet}!{letters}{}", row + 1)
}
