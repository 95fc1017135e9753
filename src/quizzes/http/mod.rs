//! The routes of quizzes: the question bank, a learner's attempts, grading by a person, and
//! statistics.

mod accommodations;
mod answer_files;
mod answers;
mod attempts;
mod bank;
mod history;
mod marking;
mod papers;
mod statistics;
mod views;

use super::attempt::Refusal;
use crate::error::{Code, Error};
use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    attempts::routes(config);
    answers::routes(config);
    history::routes(config);
    papers::routes(config);
    accommodations::routes(config);
    answer_files::routes(config);
    marking::routes(config);
    statistics::routes(config);
    bank::routes(config);
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotOpenYet(_) => Code::QuizNotOpen,
            Refusal::Closed => Code::QuizClosed,
            Refusal::TriesUsedUp => Code::NoTriesLeft,
            Refusal::TooSoon(_) => Code::TryTooSoon,
            Refusal::NotStarted => Code::AttemptNotStarted,
            Refusal::AlreadySubmitted => Code::AttemptClosed,
            Refusal::NoWayBack => Code::NoWayBack,
            Refusal::NotSubmitted => Code::NotGradable,
        }
        .into()
    }
}
