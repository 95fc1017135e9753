//! GIFT, Moodle's text format: read in two steps, first what the file says (`gift/syntax.rs`), then
//! what that means as questions (`gift/meaning.rs`), and written with the texts marked as Markdown, so that
//! they come back as they were (`gift/writing.rs`).
//!
//! Source: <https://docs.moodle.org/en/GIFT_format> and Moodle's `question/format/gift/format.php`.

mod answers;
mod blocks;
mod meaning;
mod meaning_of_answers;
pub mod syntax;
#[cfg(test)]
mod tests;
mod writing;

use super::{Exported, Imported, Refused, Written, shared};

/// Reads questions.
///
/// # Errors
/// When the file is too large, no text, or holds nothing.
pub fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    let mut remarks = Vec::new();
    let text = shared::text_of(bytes, &mut remarks)?;
    let parts = syntax::parse(&text);
    if parts.len() > syntax::MOST_PARTS {
        let mut refused = Refused::new("", "import-too-many-questions");
        refused
            .arguments
            .push(("most", syntax::MOST_PARTS.to_string()));
        return Err(refused);
    }
    let mut imported = meaning::questions(parts);
    imported.remarks.splice(0..0, remarks);
    shared::not_empty(imported)
}

/// Writes questions; what GIFT cannot hold is remarked.
#[must_use]
pub fn write(questions: &[Exported<'_>]) -> Written {
    writing::write(questions)
}
