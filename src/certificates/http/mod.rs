//! The routes of certificates: the register, the paper, what changes one, batches for the sector's
//! information system, and credits.

mod answering;
mod changes;
mod credits;
mod earned;
mod exports;
mod paper;
mod register;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    register::routes(config);
    paper::routes(config);
    changes::routes(config);
    exports::routes(config);
    answering::routes(config);
    credits::routes(config);
    earned::routes(config);
}
