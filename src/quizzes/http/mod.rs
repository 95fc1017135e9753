//! The routes of quizzes: a learner's attempts, and grading by a person.

mod answer_files;
mod attempts;
mod marking;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

use super::attempt::Refusal;
use crate::error::{Code, Error};

/// The routes of this feature.
pub fn routes(config: &mut ServiceConfig) {
    attempts::routes(config);
    answer_files::routes(config);
    marking::routes(config);
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TriesUsedUp => Code::NoTriesLeft,
            Refusal::DeadlinePassed => Code::DeadlinePassed,
            Refusal::AlreadySubmitted => Code::AttemptClosed,
            Refusal::AnswerSuperseded => Code::AnswerSuperseded,
            Refusal::NotSubmitted => Code::NotGradable,
        }
        .into()
    }
}
