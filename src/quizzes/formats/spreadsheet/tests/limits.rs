//! Workbooks that are made to do harm are refused, and quickly.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::quizzes::formats::spreadsheet;

/// A workbook with the headings and one cell of the first sheet's rows.
fn workbook(row: u32, column: u16) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "kind").unwrap();
    sheet.write_string(0, 1, "text").unwrap();
    sheet.write_string(row, column, "information").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The same workbook with one of its parts replaced.
fn with_part(bytes: &[u8], part: &str, content: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for at in 0..from.len() {
        let entry = from.by_index_raw(at).unwrap();
        if entry.name_raw() == part.as_bytes() {
            continue;
        }
        to.raw_copy_file(entry).unwrap();
    }
    to.start_file(part, options).unwrap();
    to.write_all(content).unwrap();
    to.finish().unwrap().into_inner()
}

/// The key of the refusal, which must not take long.
fn refusal(bytes: &[u8]) -> &'static str {
    let (read, took) = super::timed(|| spreadsheet::read(bytes, &[]));
    assert!(took.as_secs() < 20, "{took:?}");
    read.unwrap_err().key
}

#[test]
fn a_far_corner_costs_nothing() {
    assert_eq!(refusal(&workbook(1_048_575, 0)), "import-too-many-rows");
    // A column that is far to the right is none of ours.
    let read = spreadsheet::read(&workbook(0, 16_383), &[]);
    assert_eq!(read.unwrap_err().key, "import-no-questions");
}

#[test]
fn what_bursts_is_refused() {
    let sheet = "xl/worksheets/sheet1.xml";
    let spaces = vec![b' '; 40 << 20];
    assert_eq!(
        refusal(&with_part(&workbook(1, 0), sheet, &spaces)),
        "import-archive-too-large"
    );
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(refusal(b""), "import-not-a-workbook");
    assert_eq!(
        refusal(b"kind,text\ninformation,a"),
        "import-not-a-workbook"
    );
    assert_eq!(refusal(&vec![b'P'; (16 << 20) + 1]), "import-too-large");
    let whole = workbook(1, 0);
    assert!(spreadsheet::read(&whole[..whole.len() / 2], &[]).is_err());
    assert!(!refusal(&with_part(&whole, "xl/workbook.xml", b"<a")).is_empty());
    let broken = with_part(
        &whole,
        "xl/worksheets/sheet1.xml",
        b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"",
    );
    assert_eq!(refusal(&broken), "import-sheet-damaged");
}

#[test]
fn entities_are_not_expanded() {
    let sheet = br#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>
        <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    let read = spreadsheet::read(
        &with_part(&workbook(1, 0), "xl/worksheets/sheet1.xml", sheet),
        &[],
    );
    assert!(!format!("{read:?}").contains("root:"), "{read:?}");
    assert!(read.is_err());
}
