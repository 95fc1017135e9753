//! What several formats do alike: text from bytes, a question taken only when it fits the rules for
//! authors, what a question is called in a remark.

use garde::Validate;

use super::{Exported, Imported, ImportedQuestion, Refused, Remark, Severity};
use crate::courses::text_encoding::{TextEncoding, decode};

/// The most bytes of a file of plain text: a hundred thousand questions or so.
pub const MOST_BYTES: usize = 16 << 20;

/// The longest title that is kept, in characters.
const LONGEST_TITLE: usize = 300;

/// The text of a file, line ends made one. Says so when it was not UTF-8.
///
/// # Errors
/// When it is too large or no text.
pub fn text_of(bytes: &[u8], remarks: &mut Vec<Remark>) -> Result<String, Refused> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(MOST_BYTES));
    }
    let decoded = decode(bytes);
    if decoded.damaged || decoded.text.contains('\0') {
        return Err(Refused::new("", "import-not-text"));
    }
    let encoding = match decoded.encoding {
        TextEncoding::Utf8 | TextEncoding::Utf16 => "",
        TextEncoding::Windows1251 => "Windows-1251",
        TextEncoding::OldMongolian => "Windows-1251 (Mongolian)",
        TextEncoding::Windows1252 => "Windows-1252",
    };
    if !encoding.is_empty() {
        let remark = Remark::new("", Severity::Changed, "import-encoding");
        remarks.push(remark.with("encoding", encoding));
    }
    Ok(decoded.text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The refusal of a file that is larger than so many bytes.
#[must_use]
pub fn too_large(most: usize) -> Refused {
    let mut refused = Refused::new("", "import-too-large");
    refused
        .arguments
        .push(("megabytes", (most >> 20).to_string()));
    refused
}

/// Takes a question that fits the rules for authors, or says which field does not.
pub fn take(imported: &mut Imported, mut taken: ImportedQuestion) {
    if taken.question.title.chars().count() > LONGEST_TITLE {
        let title = taken
            .question
            .title
            .chars()
            .take(LONGEST_TITLE)
            .collect::<String>();
        title.trim_end().clone_into(&mut taken.question.title);
        imported.remarks.push(Remark::new(
            &taken.place,
            Severity::Changed,
            "import-title-cut",
        ));
    }
    match taken.question.validate() {
        Ok(()) => imported.questions.push(taken),
        Err(report) => {
            let field = report.iter().next().map(|(path, _)| path.to_string());
            let remark = Remark::new(&taken.place, Severity::Refused, "import-question-invalid");
            imported
                .remarks
                .push(remark.with("field", field.unwrap_or_default()));
        }
    }
}

/// Refuses a file in which there was nothing at all.
///
/// # Errors
/// When neither a question was taken nor anything remarked.
pub fn not_empty(imported: Imported) -> Result<Imported, Refused> {
    if imported.questions.is_empty() && imported.remarks.is_empty() {
        return Err(Refused::new("", "import-no-questions"));
    }
    Ok(imported)
}

/// What a question to be written is called in a remark: its identifier, else its title, else its
/// number, from 1.
#[must_use]
pub fn called(exported: &Exported<'_>, index: usize) -> String {
    if !exported.identifier.is_empty() {
        exported.identifier.clone()
    } else if !exported.question.title.is_empty() {
        exported.question.title.clone()
    } else {
        format!("#{}", index + 1)
    }
}

/// The remark that a format cannot hold a question of this kind.
#[must_use]
pub fn not_held(place: &str) -> Remark {
    Remark::new(place, Severity::Refused, "export-kind-not-held")
}

/// The remark that a format cannot hold one field of a question, named as in JSON.
#[must_use]
pub fn left_out(place: &str, field: &str) -> Remark {
    Remark::new(place, Severity::LeftOut, "export-left-out").with("field", field)
}
