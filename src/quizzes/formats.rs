//! Questions from elsewhere and for elsewhere: one door for every format. Each format is a module
//! with `read` and `write`; all of them are pure, from bytes to questions and back.
//!
//! What a format says and we have no counterpart for is never dropped silently: it becomes a
//! [`Remark`] that names the place. A file that cannot be read at all is a [`Refused`].

pub mod aiken;
#[cfg(test)]
pub mod any_question;
pub mod archive;
pub mod door;
#[cfg(test)]
pub mod files_for_tests;
pub mod gift;
pub mod html;
pub mod moodle_xml;
pub mod picture_size;
pub mod qti;
pub mod shared;
pub mod spreadsheet;
pub mod xml;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use super::questions::Question;

/// A format of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Moodle's text format GIFT.
    Gift,
    /// Aiken: multiple choice, one right answer, plain text.
    Aiken,
    /// Moodle's question XML.
    MoodleXml,
    /// An IMS QTI 2.1 or 2.2 item, or a content package of them; QTI 1.2 is read as well. Written
    /// as 2.2.
    Qti2,
    /// A 1EdTech QTI 3.0 item, or a content package of them.
    Qti3,
    /// A spreadsheet, see the template.
    Xlsx,
}

/// What has been read from a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The questions in the order of the file. Each fits the rules for authors.
    pub questions: Vec<ImportedQuestion>,
    /// The files that the questions name, under identifiers that stand in for those that storing
    /// them will give.
    pub files: Vec<ImportedFile>,
    /// What was changed, left out or refused.
    pub remarks: Vec<Remark>,
}

/// A question that has been read, with what a bank keeps beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedQuestion {
    /// Where it stands in the file, such as `line 12` or `items/q1.xml`.
    pub place: String,
    /// The category, the outermost first; empty when the file names none.
    pub category: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// From 1, easiest, to 5, hardest.
    pub difficulty: Option<u8>,
    /// The language, as a tag of BCP 47.
    pub language: Option<String>,
    /// The identifier that the file gives it, by which a second import knows it again.
    pub identifier: String,
    /// The question, without an identifier.
    pub question: Question,
}

/// A file that questions name as `/api/v1/files/{id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// Stands in for the identifier that storing will give: made from the bytes, so that the same
    /// bytes have the same.
    pub id: Uuid,
    /// Its name, without a path.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Something that was not taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where it stands, such as `line 12`, `Sheet1!C4` or `items/q1.xml`.
    pub place: String,
    /// What became of it.
    pub severity: Severity,
    /// A key of the message catalogue: `import-unknown-type`.
    pub key: &'static str,
    /// What the message names.
    pub arguments: Vec<(&'static str, String)>,
}

/// What became of something that was not taken as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Taken, in other words.
    Changed,
    /// The question was taken without it.
    LeftOut,
    /// The question was not taken.
    Refused,
}

/// Why a file was not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {key}")]
pub struct Refused {
    /// Where in the file, as far as is known; empty for the file as a whole.
    pub place: String,
    /// A key of the message catalogue.
    pub key: &'static str,
    /// What the message names.
    pub arguments: Vec<(&'static str, String)>,
}

/// A question to be written, with what a bank keeps beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported<'a> {
    /// The category, the outermost first.
    pub category: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// From 1, easiest, to 5, hardest.
    pub difficulty: Option<u8>,
    /// The language, as a tag of BCP 47.
    pub language: Option<String>,
    /// The identifier by which a second import knows it again.
    pub identifier: String,
    /// The question.
    pub question: &'a Question,
}

/// The files that questions name, by their identifiers: the name and the bytes.
pub type Files = BTreeMap<Uuid, (String, Vec<u8>)>;

/// A file that has been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What the format cannot hold, question by question.
    pub remarks: Vec<Remark>,
}

impl ImportedFile {
    /// A file by its name and bytes.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        let mut id = [0; 16];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Self {
            // Version 8: what the rest of it means is ours to say.
            id: uuid::Builder::from_custom_bytes(id).into_uuid(),
            name: name.into(),
            bytes,
        }
    }
}

impl Remark {
    /// A remark that names nothing more.
    #[must_use]
    pub fn new(place: impl Into<String>, severity: Severity, key: &'static str) -> Self {
        Self {
            place: place.into(),
            severity,
            key,
            arguments: Vec::new(),
        }
    }

    /// The same with what the message names.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}

impl Refused {
    /// A refusal that names nothing more.
    #[must_use]
    pub fn new(place: impl Into<String>, key: &'static str) -> Self {
        Self {
            place: place.into(),
            key,
            arguments: Vec::new(),
        }
    }
}
