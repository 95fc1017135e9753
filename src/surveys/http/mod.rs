//! The routes of surveys: forms and their versions, where they are placed, one's own answers, and
//! what came of it.

mod export;
mod forms;
mod own;
mod placements;
mod results;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    forms::routes(config);
    placements::routes(config);
    own::routes(config);
    results::routes(config);
    export::routes(config);
}
