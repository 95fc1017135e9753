//! Tables for spreadsheets, as CSV and as a workbook.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::error::{Error, Result};

/// The media type of a workbook.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What a cell takes of a text: a question may be thousands of characters long, a cell of a workbook
/// at most 32,767.
const MOST_CHARACTERS: usize = 1_000;
/// Columns of a workbook are as wide as what stands in them, and not wider than a screen reads well, in pixels.
const WIDEST_COLUMN: u32 = 360;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is called.
    pub name: String,
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Entry>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A text, which is never taken for a formula.
    Text(String),
    /// A figure.
    Number(f64),
    /// A count.
    Count(usize),
    /// Nothing.
    Nothing,
}

impl From<Option<f64>> for Entry {
    fn from(figure: Option<f64>) -> Self {
        figure.map_or(Self::Nothing, Self::Number)
    }
}

/// The tables one below the other, each under its name, in UTF-8 with the mark at the beginning by
/// which spreadsheets know it.
///
/// # Errors
/// Never: memory takes it all.
pub fn csv(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut writer = marked_writer();
    for (number, sheet) in sheets.iter().enumerate() {
        if number > 0 {
            writer.write_record([""]).map_err(Error::internal)?;
        }
        writer
            .write_record([&sheet.name])
            .map_err(Error::internal)?;
        write(&mut writer, sheet)?;
    }
    finished(writer)
}

/// One table alone, its headings in the first line, where programs look for them.
///
/// # Errors
/// Never: memory takes it all.
pub fn csv_alone(sheet: &Sheet) -> Result<Vec<u8>> {
    let mut writer = marked_writer();
    write(&mut writer, sheet)?;
    finished(writer)
}

type Writer = csv::Writer<Vec<u8>>;

fn marked_writer() -> Writer {
    csv::WriterBuilder::new()
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec())
}

fn write(writer: &mut Writer, sheet: &Sheet) -> Result<()> {
    writer
        .write_record(&sheet.headings)
        .map_err(Error::internal)?;
    for row in &sheet.rows {
        let row = row.iter().map(written);
        writer.write_record(row).map_err(Error::internal)?;
    }
    Ok(())
}

fn finished(writer: Writer) -> Result<Vec<u8>> {
    writer
        .into_inner()
        .map_err(|error| Error::internal(error.to_string()))
}

fn written(entry: &Entry) -> String {
    match entry {
        Entry::Text(text) => harmless(cut(text)),
        // Six decimals are more than any of these figures tells.
        Entry::Number(number) => ((number * 1e6).round() / 1e6).to_string(),
        Entry::Count(count) => count.to_string(),
        Entry::Nothing => String::new(),
    }
}

/// A text that a spreadsheet shows and does not compute: one that begins like a formula gets an
/// apostrophe before it (OWASP, "CSV Injection"). What learners type stands here.
fn harmless(text: String) -> String {
    let is_formula = |letter: char| "=+-@\t\r\n＝＋－＠".contains(letter);
    let begins = text.starts_with(is_formula) || text.trim_start().starts_with(is_formula);
    if begins { format!("'{text}") } else { text }
}

fn cut(text: &str) -> String {
    let mut letters = text.chars();
    let mut cut: String = letters.by_ref().take(MOST_CHARACTERS).collect();
    if letters.next().is_some() {
        cut.push('…');
    }
    cut
}

/// A workbook of the tables, a sheet each. Texts are written as texts, which no spreadsheet computes.
///
/// # Errors
/// When a table is larger than a workbook can hold: a million rows.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        add(&mut workbook, sheet).map_err(Error::internal)?;
    }
    workbook.save_to_buffer().map_err(Error::internal)
}

fn add(workbook: &mut Workbook, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let figure = Format::new().set_num_format("0.0000");
    let page = workbook.add_worksheet().set_name(&sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    for (column, heading) in (0..).zip(&sheet.headings) {
        page.write_string_with_format(0, column, heading, &bold)?;
    }
    for (row, entries) in (1..).zip(&sheet.rows) {
        for (column, entry) in (0..).zip(entries) {
            match entry {
                Entry::Text(text) => page.write_string(row, column, cut(text))?,
                Entry::Number(number) => {
                    page.write_number_with_format(row, column, *number, &figure)?
                }
                Entry::Count(count) => {
                    let count = u32::try_from(*count).unwrap_or(u32::MAX);
                    page.write_number(row, column, count)?
                }
                Entry::Nothing => continue,
            };
        }
    }
    page.set_autofit_max_width(WIDEST_COLUMN).autofit();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};

    fn sheet(texts: &[&str]) -> Sheet {
        let row = |text: &&str| vec![Entry::Text((*text).to_owned()), Entry::Number(-0.25)];
        Sheet {
            name: "Answers".to_owned(),
            headings: vec!["answer".to_owned(), "share".to_owned()],
            rows: texts.iter().map(row).collect(),
        }
    }

    #[test]
    fn what_a_learner_types_is_not_computed_by_a_spreadsheet() {
        for typed in [
            "=HYPERLINK(\"http://example.mn\")",
            "+1",
            "-1+2",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "\r=1",
            "\n@x",
            "＝1",
        ] {
            let bytes = csv(&[sheet(&[typed])]).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let mut reader = csv::ReaderBuilder::new()
                .flexible(true)
                .has_headers(false)
                .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
            assert_eq!(rows[2].get(0), Some(format!("'{typed}").as_str()));
            assert_eq!(
                rows[2].get(1),
                Some("-0.25"),
                "our own figures stay figures"
            );
        }
        assert_eq!(
            harmless("Улаанбаатар - нийслэл".to_owned()),
            "Улаанбаатар - нийслэл"
        );
    }

    #[test]
    fn a_workbook_holds_texts_as_texts_and_figures_as_figures() {
        let bytes = workbook(&[
            sheet(&["=1+1", "өвөл"]),
            Sheet {
                name: "Empty".to_owned(),
                ..sheet(&[])
            },
        ])
        .unwrap();
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Answers", "Empty"]);
        let formulas = book.worksheet_formula("Answers").unwrap();
        assert!(formulas.is_empty(), "{formulas:?}");
        let cells = book.worksheet_range("Answers").unwrap();
        assert_eq!(cells.get((1, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(cells.get((2, 0)), Some(&Data::String("өвөл".to_owned())));
        assert_eq!(cells.get((1, 1)), Some(&Data::Float(-0.25)));
    }

    #[test]
    fn a_long_text_is_cut_and_an_absent_figure_is_an_empty_cell() {
        let long = "ө".repeat(40_000);
        let mut table = sheet(&[&long]);
        table.rows.push(vec![Entry::Nothing, Entry::Count(3)]);
        let text = String::from_utf8(csv(&[table.clone()]).unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2], format!("{}…,-0.25", "ө".repeat(1_000)));
        assert_eq!(lines[3], ",3");
        assert!(workbook(&[table]).is_ok());
    }
}
