//! What an import has done, before it is put into anybody's language.

use uuid::Uuid;

use super::arrival::Arrival;
use crate::messages::Arguments;
use crate::quizzes::formats::{Remark, Severity};

/// What an import has done.
#[derive(Debug, Default)]
pub struct Report {
    /// The questions that were taken, in the order of the file.
    pub questions: Vec<Line>,
    /// What was changed, left out or refused.
    pub notes: Vec<Note>,
}

/// A question that was taken.
#[derive(Debug)]
pub struct Line {
    /// Where it stands in the file.
    pub place: String,
    /// By which the next import knows it again.
    pub identifier: String,
    /// What authors call it, or the beginning of its text.
    pub title: String,
    /// The categories below the one that was imported into.
    pub category: Vec<String>,
    /// What became of it.
    pub arrival: Arrival,
    /// The question of the bank.
    pub question_id: Uuid,
    /// The number of its current version.
    pub version: i32,
}

/// A remark of a format, or of the bank itself.
#[derive(Debug)]
pub struct Note {
    /// Where it stands in the file.
    pub place: String,
    /// What became of it.
    pub severity: Severity,
    /// A key of the message catalogue.
    pub key: String,
    /// What the message names.
    pub arguments: Arguments,
}

impl From<Remark> for Note {
    fn from(remark: Remark) -> Self {
        let arguments = remark.arguments.into_iter();
        Self {
            place: remark.place,
            severity: remark.severity,
            key: remark.key.to_owned(),
            arguments: Arguments(
                arguments
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            ),
        }
    }
}
