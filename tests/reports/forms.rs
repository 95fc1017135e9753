//! The report as tables, and as a letter for each district.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::TimeDelta;

use super::Season;
use crate::support::{House, short_course};

stories![the_report_comes_as_tables, each_district_gets_a_letter,];

/// One of two in the first district has finished, and nobody of one in the second.
async fn season(house: House) -> Season {
    let document = short_course("Манлайлал", "mn");
    let mut season = Season::open(house, document, |_| {}).await;
    let first = season.teachers(season.tree.schools[0], 2).await;
    season.teachers(season.tree.schools[2], 1).await;
    season.invite(&season.cohort.clone()).await;
    season.finishes(&first[0]).await;
    season.passes(TimeDelta::days(7), &mut []).await;
    season
}

async fn the_report_comes_as_tables(house: House) {
    let season = season(house).await;
    let officer = season.officer(season.tree.province).await;
    let csv = season.form(&officer, "format=csv", "en").await;
    assert!(csv.header("content-disposition").contains(".csv"));
    let text = String::from_utf8(csv.bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(rows[0], ["By organisation"]);
    assert_eq!(rows[1][..3], ["Organisation", "Take part", "Waiting"]);
    let figures = |row: &[String]| [0, 1, 6, 7, 8].map(|column| row[column].clone());
    assert_eq!(figures(&rows[2]), ["Архангай", "3", "2", "1", "33"]);
    assert_eq!(figures(&rows[3]), ["Их-Уул сум", "2", "1", "1", "50"]);
    assert_eq!(figures(&rows[4]), ["Хайрхан сум", "1", "1", "0", "0"]);
    assert!(text.contains("Teacher,3,"), "{text}");

    let book = season.form(&officer, "format=xlsx", "mn").await;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book.bytes)).unwrap();
    let names = [
        "Байгууллагаар",
        "Албан тушаалаар",
        "Ажилласан жилээр",
        "Нэгжээр",
    ];
    assert_eq!(book.sheet_names(), names);
    let cells = book.worksheet_range("Нэгжээр").unwrap();
    let item: Vec<_> = (0..5)
        .map(|column| cells.get((2, column)).unwrap().clone())
        .collect();
    let text = |text: &str| Data::String(text.to_owned());
    let figures = [1.0, 3.0, 33.0].map(Data::Float);
    assert_eq!(item[..2], [text("Сорил 1"), text("сорил")]);
    assert_eq!(item[2..], figures);
}

async fn each_district_gets_a_letter(house: House) {
    let season = season(house).await;
    let officer = season.officer(season.tree.province).await;
    let letters = season.form(&officer, "format=pdf", "mn").await;
    assert_eq!(letters.header("content-type"), "application/pdf");
    assert_eq!(letters.header("content-language"), "mn");
    assert!(
        letters
            .header("content-disposition")
            .starts_with("attachment")
    );
    let pages = |bytes: Vec<u8>| {
        let pdf = hayro::hayro_syntax::Pdf::new(bytes).ok().unwrap();
        pdf.pages().len()
    };
    assert_eq!(pages(letters.bytes), 2, "a page for each of two districts");
    // Of a school there is nothing below: it is the school's own letter.
    let school = format!("format=pdf&organisation={}", season.tree.schools[0]);
    for language in ["mn", "en", "ru", "ky"] {
        let letter = season.form(&officer, &school, language).await;
        assert_eq!(letter.header("content-language"), language);
        assert_eq!(pages(letter.bytes), 1);
    }
}
