//! The walk: the main job, from the invitation to the certificate, as real clients do it. What the
//! server acknowledges is written into a ledger and looked up again at the end.
//!
//! The server may be killed and started again at any moment of it: the devices send until they are
//! answered, and the walk goes on.

pub mod answers;
pub mod device;
pub mod ledger;
pub mod mailbox;
pub mod seat;
mod steps;

use std::path::PathBuf;
use std::time::{Duration, Instant};

pub use ledger::Ledger;

use crate::courses::document::CourseDocument;

/// A step of the walk that failed; the text says which and how.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WalkError(pub String);

/// What a walk needs to know.
#[derive(Debug, Clone)]
pub struct Walk {
    /// The address of the server: `http://127.0.0.1:8080`.
    pub base: String,
    /// The server's data folder, where its mails are read and `certificate.pdf` is left.
    pub data_folder: PathBuf,
    /// How long a server that does not answer is waited for.
    pub patience: Duration,
    /// How long the webinar is planned to last.
    pub webinar: Duration,
    /// The course that is written and taken.
    pub document: CourseDocument,
}

/// What a walk has come to.
#[derive(Debug)]
pub struct Report {
    /// The serial number of the certificate.
    pub serial_number: String,
    /// How many acknowledged facts were looked up again and found.
    pub checked: usize,
}

/// Walks. `say` is told each step that is done and how long it took.
///
/// # Errors
/// Naming the first step that failed.
pub async fn walk(walk: &Walk, mut say: impl FnMut(&str, Duration)) -> Result<Report, WalkError> {
    let mut timed = |what: &str, begun: Instant| say(what, begun.elapsed());
    let begun = Instant::now();
    let mut steps = steps::Steps::new(walk);

    steps.write_the_course().await?;
    timed("a methodologist writes the course and publishes it", begun);

    let begun = Instant::now();
    steps.invite_the_teacher().await?;
    timed(
        "an administrator registers a teacher, who accepts the invitation from the mail",
        begun,
    );

    let begun = Instant::now();
    steps.enrol_the_teacher().await?;
    timed("the methodologist enrols the teacher", begun);

    let begun = Instant::now();
    steps.read_the_lessons().await?;
    timed("the teacher reads the lessons", begun);

    let begun = Instant::now();
    steps.answer_the_quizzes().await?;
    timed("the teacher answers the quizzes and passes", begun);

    let begun = Instant::now();
    steps.sit_in_the_webinar().await?;
    timed(
        "both sit in the live webinar; the teacher's line is cut and comes back",
        begun,
    );

    let begun = Instant::now();
    let serial_number = steps.get_the_certificate().await?;
    timed(
        "the course is complete: the certificate is there, verified, and came by mail",
        begun,
    );

    let begun = Instant::now();
    let checked = steps.check().await?;
    timed(
        "everything that was acknowledged is found again, once",
        begun,
    );
    Ok(Report {
        serial_number,
        checked,
    })
}
