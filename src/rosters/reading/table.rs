//! Tables of cells, out of text in any encoding and separator, and out of workbooks. What was typed in
//! an old Mongolian font is repaired, the whole table at once: its words convict each other.

use super::super::columns::Column;
use super::super::row::{Problem, Row};
use super::headings::Headings;
use super::{MOST_ROWS, Refusal};
use crate::courses::legacy_text;
use crate::courses::text_encoding::{TextEncoding, decode};
use crate::quizzes::formats::spreadsheet::workbook::{self, Cell};

/// The most columns that are looked at.
const MOST_COLUMNS: usize = 200;

/// Separators are tried on so many rows.
const FIRST_ROWS: usize = 20;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows that are not empty.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Where it stands.
    pub place: String,
    /// Its cells.
    pub cells: Vec<String>,
}

/// The table of a text, with remarks.
///
/// # Errors
/// When it is no text, or too long.
pub fn of_text(bytes: &[u8]) -> Result<(Vec<Table>, Vec<Problem>), Refusal> {
    let decoded = decode(bytes);
    if decoded.damaged || decoded.text.contains('\0') {
        return Err(Refusal::new("roster-not-text"));
    }
    let mut remarks = Vec::new();
    let encoding = match decoded.encoding {
        TextEncoding::Utf8 | TextEncoding::Utf16 => "",
        TextEncoding::Windows1251 => "Windows-1251",
        TextEncoding::OldMongolian => "Windows-1251 (Mongolian)",
        TextEncoding::Windows1252 => "Windows-1252",
    };
    if !encoding.is_empty() {
        let remark = Problem::new(None, "roster-encoding");
        remarks.push(remark.with("encoding", encoding));
    }
    let text = repaired(decoded.text, &mut remarks);
    // What a spreadsheet writes for itself before the first row.
    let (text, named) = match text.strip_prefix("sep=") {
        Some(rest) => {
            let separator = rest.bytes().next();
            (
                rest.split_once('\n').map_or("", |(_, rest)| rest),
                separator,
            )
        }
        None => (text.as_str(), None),
    };
    let separator = named.unwrap_or_else(|| separator(text));
    Ok((
        vec![parsed(text, separator, MOST_ROWS + FIRST_ROWS)?],
        remarks,
    ))
}

/// The separator with which most headings are recognised; of equals, the one that divides most.
fn separator(text: &str) -> u8 {
    let score = |separator: &u8| {
        let Ok(table) = parsed(text, *separator, FIRST_ROWS) else {
            return (0, 0);
        };
        let known = |row: &TableRow| {
            let columns = row.cells.iter().filter_map(|cell| Column::of(cell));
            columns.count()
        };
        let known = table.rows.iter().map(known).max();
        let cells = table.rows.iter().map(|row| row.cells.len()).max();
        (known.unwrap_or_default(), cells.unwrap_or_default())
    };
    let separators = [b'|', b'\t', b';', b','];
    separators.into_iter().max_by_key(score).unwrap_or(b',')
}

fn parsed(text: &str, separator: u8, most_rows: usize) -> Result<Table, Refusal> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) if table.rows.len() < most_rows => {}
            // To find the separator, the first rows are enough.
            Ok(true) if most_rows <= FIRST_ROWS => return Ok(table),
            Ok(true) => {
                return Err(Refusal::new("roster-too-many-rows").with("most", MOST_ROWS));
            }
            Ok(false) => return Ok(table),
            Err(_) => return Err(Refusal::new("roster-not-text")),
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = record.iter().take(MOST_COLUMNS).map(str::to_owned);
            table.rows.push(TableRow {
                place: line.to_string(),
                cells: cells.collect(),
            });
        }
    }
}

/// The tables of a workbook, with remarks.
///
/// # Errors
/// When it is no workbook, or made to burst.
pub fn of_workbook(bytes: &[u8]) -> Result<(Vec<Table>, Vec<Problem>), Refusal> {
    let most = u32::try_from(MOST_ROWS + FIRST_ROWS).unwrap_or(u32::MAX);
    let sheets = workbook::sheets(bytes, most)?;
    let is_one = sheets.len() == 1;
    let mut remarks = Vec::new();
    let mut tables = Vec::new();
    for sheet in sheets {
        let mut table = Table::default();
        for (number, cells) in sheet.rows {
            let width = cells.keys().next_back().map_or(0, |last| last + 1);
            let cell = |column: u32| match cells.get(&column) {
                // The separators below stand in no cell.
                Some(Cell::Says(text)) => text.replace(['\n', '\t'], " "),
                Some(Cell::Error) | None => String::new(),
            };
            let row = number + 1;
            table.rows.push(TableRow {
                place: match is_one {
                    true => row.to_string(),
                    false => format!("{}!{row}", sheet.name),
                },
                cells: (0..width).map(cell).collect(),
            });
        }
        if !table.rows.is_empty() {
            tables.push(mended(table, &mut remarks));
        }
    }
    Ok((tables, remarks))
}

/// A table without what an old font has left in its cells.
fn mended(mut table: Table, remarks: &mut Vec<Problem>) -> Table {
    let lines: Vec<String> = table.rows.iter().map(|row| row.cells.join("\t")).collect();
    let text = repaired(lines.join("\n"), remarks);
    for (row, line) in table.rows.iter_mut().zip(text.split('\n')) {
        row.cells = line.split('\t').map(str::to_owned).collect();
    }
    table
}

fn repaired(text: String, remarks: &mut Vec<Problem>) -> String {
    let repair = legacy_text::repair(&text);
    let count = repair.words();
    if count == 0 {
        return text;
    }
    let remark = Problem::new(None, "roster-repaired");
    remarks.push(remark.with("count", count));
    repair.text.into_owned()
}

/// The rows of a table below its headings.
pub fn rows(table: Table, headings: &Headings) -> Vec<Row> {
    let below = table.rows.into_iter().skip(headings.row + 1);
    below
        .filter_map(|row| {
            let cells = headings.columns.iter().zip(row.cells);
            let cells: Vec<_> = cells
                .filter_map(|(column, cell)| Some(((*column)?, cell)))
                .collect();
            // A line below the table, such as a signature, says nothing in the known columns.
            let says = cells.iter().any(|(_, cell)| !cell.trim().is_empty());
            says.then(|| Row::read(row.place, cells))
        })
        .collect()
}
