//! What an import tells: what became of every question, and every remark in the person's language.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::messages::Language;
use crate::quizzes::bank::arrival::Arrival;
use crate::quizzes::bank::import_report::{Line, Note, Report};
use crate::quizzes::bank::importing_files::{ArrivedFile, ArrivedFiles};
use crate::quizzes::formats::{Format, Severity};

/// What an import has done or, on trial, would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// The format that the file was read in.
    format: Format,
    /// Whether nothing was changed.
    dry_run: bool,
    /// How many questions are new.
    new: usize,
    /// How many had changed.
    changed: usize,
    /// How many the bank has just so.
    unchanged: usize,
    /// How many were refused; `remarks` say why.
    refused: usize,
    /// The questions that were taken, in the order of the file.
    questions: Vec<ReportedQuestion>,
    /// What was changed, left out or refused.
    remarks: Vec<ReportedRemark>,
    /// The files that came with the questions.
    files: Vec<ReportedFile>,
}

/// A question that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedQuestion {
    /// Where it stands in the file.
    place: String,
    /// By which the next import knows it again.
    identifier: String,
    /// What authors call it, or the beginning of its text.
    title: String,
    /// The categories below the one that was imported into.
    category: Vec<String>,
    /// What became of it.
    outcome: Arrival,
    /// The question of the bank; on trial a new one has no lasting identifier.
    question_id: Uuid,
    /// The number of its current version.
    version: i32,
}

/// Something that was changed, left out or refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedRemark {
    /// Where it stands in the file.
    place: String,
    /// What became of it.
    severity: Severity,
    /// The stable name of what is wrong, for programs.
    code: String,
    /// The same in the person's language.
    message: String,
}

/// A file that came with the questions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedFile {
    /// The file of the bank.
    id: Uuid,
    /// Its name.
    name: String,
    /// What it is; null when it was left out.
    media_type: Option<String>,
    /// How many bytes it has.
    size: u64,
    /// Whether the bank had not had it.
    new: bool,
}

impl ReportedRemark {
    /// A note in this language.
    pub fn new(note: Note, language: Language) -> Self {
        let code = note
            .key
            .trim_start_matches("import-")
            .trim_start_matches("field-");
        Self {
            code: code.replace('-', "_"),
            message: language.text(&note.key, &note.arguments),
            place: note.place,
            severity: note.severity,
        }
    }
}

impl From<Line> for ReportedQuestion {
    fn from(line: Line) -> Self {
        Self {
            place: line.place,
            identifier: line.identifier,
            title: line.title,
            category: line.category,
            outcome: line.arrival,
            question_id: line.question_id,
            version: line.version,
        }
    }
}

impl From<&ArrivedFile> for ReportedFile {
    fn from(file: &ArrivedFile) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            new: file.is_new,
        }
    }
}

impl ImportReport {
    /// The report of an import, in this language.
    pub fn new(
        format: Format,
        dry_run: bool,
        report: Report,
        files: &ArrivedFiles,
        language: Language,
    ) -> Self {
        let count = |arrival| {
            let questions = report.questions.iter();
            questions.filter(|line| line.arrival == arrival).count()
        };
        let mut refused: Vec<&str> = report
            .notes
            .iter()
            .filter(|note| note.severity == Severity::Refused)
            .map(|note| note.place.as_str())
            .collect();
        refused.dedup();
        Self {
            format,
            dry_run,
            new: count(Arrival::New),
            changed: count(Arrival::Changed),
            unchanged: count(Arrival::Unchanged),
            refused: refused.len(),
            questions: report
                .questions
                .into_iter()
                .map(ReportedQuestion::from)
                .collect(),
            remarks: report
                .notes
                .into_iter()
                .map(|note| ReportedRemark::new(note, language))
                .collect(),
            files: files.iter().map(ReportedFile::from).collect(),
        }
    }
}
