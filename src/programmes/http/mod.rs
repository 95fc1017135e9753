//! The routes of programmes, of enrolments, and of the groups of a course's people.

mod enrolments;
mod groups;
mod moving;
mod outline;
mod programmes;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    programmes::routes(config);
    enrolments::routes(config);
    groups::routes(config);
    moving::routes(config);
    outline::routes(config);
}
