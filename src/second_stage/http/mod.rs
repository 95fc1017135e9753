//! The routes of the second stage: visits as they are planned, what is recorded of them, and mentors
//! with their meetings.

mod export;
mod meetings;
mod mentor_views;
mod mentorships;
mod records;
mod views;
mod visits;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    export::routes(config);
    visits::routes(config);
    records::routes(config);
    mentorships::routes(config);
    meetings::routes(config);
}
