//! Moodle's question XML, as its question bank exports and imports it, with the question types of
//! its core and `gapfill`, `multichoiceset`, `mtf` and `kprime` of its plug-ins.
//!
//! `read` begins in `moodle_xml/file.rs`: it gives each question to the reader of its type. `write`
//! begins in `moodle_xml/writing.rs`. Texts are written as Markdown, which Moodle shows as well, so
//! that they come back letter by letter.

mod calculated;
mod choices;
mod cloze;
mod file;
mod gaps;
mod media;
mod number;
mod placed;
mod plug_in_gaps;
mod question;
mod simple;
#[cfg(test)]
mod tests;
mod typed;
mod writing;
mod writing_gaps;
mod writing_keys;
mod writing_numbers;
mod writing_placed;

pub use file::read;
pub use writing::write;

/// The text of an element that holds a choice of a language or a difficulty, among the tags.
const LANGUAGE_TAG: &str = "language: ";
const DIFFICULTY_TAG: &str = "difficulty: ";

/// How far two percentages may be apart that mean the same share: Moodle writes seven decimals.
const SAME_SHARE: f64 = 0.001;

/// Whether a percentage is this share of a hundred.
fn is_share(percent: f64, part: f64, whole: usize) -> bool {
    let whole = u32::try_from(whole).unwrap_or(u32::MAX);
    (percent - part * 100.0 / f64::from(whole.max(1))).abs() < SAME_SHARE
}
