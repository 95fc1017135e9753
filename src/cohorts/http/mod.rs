//! The routes of cohorts, of those who are in them, and of calendars that other programs fetch.

mod behind;
mod checks;
mod cohorts;
mod extensions;
mod feeds;
mod members;
mod membership;
mod own;
mod reminders;
mod timetable;
mod views;

use super::membership::Refusal;
use crate::error::{Code, Error};
use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    own::routes(config);
    cohorts::routes(config);
    members::routes(config);
    membership::routes(config);
    extensions::routes(config);
    timetable::routes(config);
    behind::routes(config);
    reminders::routes(config);
    feeds::routes(config);
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Closed => Code::CohortClosed,
            Refusal::NotEligible => Code::NotEligible,
            Refusal::Decided => Code::ApplicationDecided,
        }
        .into()
    }
}
