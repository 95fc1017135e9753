//! Questions in a spreadsheet: one row a question, one column a thing that can be said of it, one
//! line of a cell an answer (`spreadsheet/lines.rs`). Columns are recognised by their headings
//! (`spreadsheet/columns.rs`), in any order and in every language of the message catalogue, which
//! the caller hands in. [`template`] is a workbook to begin with.

mod answers;
mod cells;
mod columns;
mod gaps;
mod lines;
mod rows;
mod template;
#[cfg(test)]
mod tests;
pub mod workbook;

use super::{Exported, Imported, Refused, Written, shared};

pub use columns::Words;

/// Reads questions. Headings and words are recognised in these languages, and as programs name
/// them.
///
/// # Errors
/// When the file is too large, no workbook, made to burst, or has no sheet with headings.
pub fn read(bytes: &[u8], languages: &[Words<'_>]) -> Result<Imported, Refused> {
    let sheets = workbook::sheets(bytes, workbook::MOST_ROWS)?;
    shared::not_empty(rows::questions(&sheets, languages)?)
}

/// Writes questions with headings and words of this language; what a spreadsheet cannot hold is
/// remarked.
#[must_use]
pub fn write(questions: &[Exported<'_>], words: Words<'_>) -> Written {
    let (rows, mut remarks) = cells::rows(questions, words);
    let bytes = template::workbook(&rows, words, false).unwrap_or_else(|refused| {
        remarks.push(refused);
        Vec::new()
    });
    Written { bytes, remarks }
}

/// A workbook to begin with: headings, an example of each kind, and a sheet that explains.
#[must_use]
pub fn template(words: Words<'_>) -> Vec<u8> {
    let examples = template::examples(words);
    let (rows, _) = cells::rows(&template::exported(&examples, words), words);
    template::workbook(&rows, words, true).unwrap_or_default()
}
