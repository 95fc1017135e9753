//! The routes of rosters: importing one, looking at the difference, deciding, applying, undoing.

mod deeds;
mod form;
mod imports;
mod rows;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    imports::routes(config);
    rows::routes(config);
    deeds::routes(config);
}
