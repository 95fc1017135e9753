//! The one door to every format: which one a file is in, and reading and writing it.

use std::io::{Cursor, Read};

use super::spreadsheet::Words;
use super::{Exported, Files, Format, Imported, Refused, Written};
use super::{aiken, gift, moodle_xml, qti, spreadsheet};
use crate::messages::{Arguments, Language};

/// How much of a file is looked at to recognise its format, in bytes.
const HEAD: usize = 65_536;

/// The format of this name, as it is called in the API.
#[must_use]
pub fn named(name: &str) -> Option<Format> {
    serde_json::from_value(serde_json::Value::from(name)).ok()
}

/// The format of a file, by its content and, where that is not enough, by the ending of its name.
#[must_use]
pub fn recognise(name: &str, bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") {
        return recognise_archive(bytes);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return recognise_xml(text);
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let is_answer = |line: &str| {
        let letter = line.trim().strip_prefix("ANSWER:").map(str::trim);
        letter.is_some_and(|letter| letter.len() == 1)
    };
    match ending.as_deref() {
        Some("gift") => Some(Format::Gift),
        _ if text.lines().any(is_answer) => Some(Format::Aiken),
        _ if text.contains('{') && text.contains('}') => Some(Format::Gift),
        _ => None,
    }
}

fn recognise_xml(text: &str) -> Option<Format> {
    let has = |element: &str| text.contains(&format!("<{element}"));
    if has("quiz") && !has("questestinterop") {
        Some(Format::MoodleXml)
    } else if has("qti-assessment") {
        Some(Format::Qti3)
    } else if ["assessmentItem", "assessmentTest", "questestinterop"]
        .into_iter()
        .any(has)
    {
        Some(Format::Qti2)
    } else {
        None
    }
}

/// A spreadsheet and a package of QTI are both ZIP archives: the names within tell.
fn recognise_archive(bytes: &[u8]) -> Option<Format> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    if names.iter().any(|name| name == "xl/workbook.xml") {
        return Some(Format::Xlsx);
    }
    let is_manifest = |name: &String| name.rsplit('/').next() == Some("imsmanifest.xml");
    let manifest = names.into_iter().find(is_manifest);
    // A package without a manifest may still hold items: the reader says what is missing.
    let Some(manifest) = manifest else {
        return Some(Format::Qti2);
    };
    let mut head = Vec::new();
    let limit = u64::try_from(HEAD).unwrap_or(u64::MAX);
    let manifest = archive.by_name(&manifest).ok()?;
    manifest.take(limit).read_to_end(&mut head).ok()?;
    let is_third = String::from_utf8_lossy(&head).contains("v3p0");
    Some(if is_third { Format::Qti3 } else { Format::Qti2 })
}

/// Reads a file of questions. A spreadsheet may have its headings in any language of the product.
///
/// # Errors
/// When it cannot be read as that format at all.
pub fn read(format: Format, bytes: &[u8]) -> Result<Imported, Refused> {
    match format {
        Format::Gift => gift::read(bytes),
        Format::Aiken => aiken::read(bytes),
        Format::MoodleXml => moodle_xml::read(bytes),
        Format::Qti2 | Format::Qti3 => qti::read(bytes),
        Format::Xlsx => {
            let [first, second, third, fourth] = Language::ALL.map(words);
            let languages: [Words<'_>; 4] = [&first, &second, &third, &fourth];
            spreadsheet::read(bytes, &languages)
        }
    }
}

/// Writes questions; a spreadsheet has its headings in this language.
#[must_use]
pub fn write(
    format: Format,
    questions: &[Exported<'_>],
    files: &Files,
    language: Language,
) -> Written {
    match format {
        Format::Gift => gift::write(questions),
        Format::Aiken => aiken::write(questions),
        Format::MoodleXml => moodle_xml::write(questions, files),
        Format::Qti2 => qti::write_2(questions, files),
        Format::Qti3 => qti::write_3(questions, files),
        Format::Xlsx => spreadsheet::write(questions, &words(language)),
    }
}

/// A spreadsheet to write questions in, in this language.
#[must_use]
pub fn template(language: Language) -> Vec<u8> {
    spreadsheet::template(&words(language))
}

/// The texts of the message catalogue in a language.
fn words(language: Language) -> impl Fn(&str) -> String {
    move |key| language.text(key, &Arguments::none())
}

/// Whether a format holds the files that questions name.
#[must_use]
pub fn holds_files(format: Format) -> bool {
    match format {
        Format::Gift | Format::Aiken | Format::Xlsx => false,
        Format::MoodleXml | Format::Qti2 | Format::Qti3 => true,
    }
}

/// The media type of a file that is written in a format.
#[must_use]
pub fn media_type(format: Format) -> &'static str {
    match format {
        Format::Gift | Format::Aiken => "text/plain; charset=utf-8",
        Format::MoodleXml => "application/xml",
        Format::Qti2 | Format::Qti3 => "application/zip",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// The ending of the name of a file that is written in a format.
#[must_use]
pub fn ending(format: Format) -> &'static str {
    match format {
        Format::Gift => "gift",
        Format::Aiken => "txt",
        Format::MoodleXml => "xml",
        Format::Qti2 | Format::Qti3 => "zip",
        Format::Xlsx => "xlsx",
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn archive(name: &str, text: &str) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_format_is_recognised_by_its_content() {
        let package = |version: &str| archive("imsmanifest.xml", &format!("<schema>{version}"));
        for (name, bytes, expected) in [
            (
                "a.txt",
                b"Is it?\nA. Yes\nB. No\nANSWER: A\n".to_vec(),
                Some(Format::Aiken),
            ),
            (
                "a.txt",
                "\u{feff}::Q:: Is it? {T}".as_bytes().to_vec(),
                Some(Format::Gift),
            ),
            ("a.gift", b"// nothing yet".to_vec(), Some(Format::Gift)),
            (
                "a",
                b"<?xml version=\"1.0\"?>\n<quiz>".to_vec(),
                Some(Format::MoodleXml),
            ),
            (
                "a",
                b"<assessmentItem xmlns=\"\">".to_vec(),
                Some(Format::Qti2),
            ),
            ("a", b"<questestinterop>".to_vec(), Some(Format::Qti2)),
            ("a", b"<qti-assessment-item>".to_vec(), Some(Format::Qti3)),
            ("a.zip", package("imsqti_v2p1"), Some(Format::Qti2)),
            ("a.zip", package("imsqtiasi_v3p0"), Some(Format::Qti3)),
            ("a.zip", archive("xl/workbook.xml", ""), Some(Format::Xlsx)),
            ("a.xml", b"<html>".to_vec(), None),
            ("a.zip", b"PK\x03\x04 and then nothing".to_vec(), None),
            ("a.pdf", b"%PDF-1.7".to_vec(), None),
            ("", Vec::new(), None),
        ] {
            assert_eq!(recognise(name, &bytes), expected, "{name} {bytes:?}");
        }
        assert_eq!(named("moodle_xml"), Some(Format::MoodleXml));
        assert_eq!(named("word"), None);
    }
}
