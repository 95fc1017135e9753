//! The routes of webinars: planning them, getting into the room by a socket or over plain HTTP, what
//! the room's log tells, who attended, the slides, and the replay.

mod attendance;
mod check_ins;
mod entrance;
pub mod handshake;
mod planning;
mod polling;
mod record;
mod removed;
mod replay;
mod series;
mod series_views;
mod slides;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    // A full hall comes in at once.
    entrance::routes(config);
    polling::routes(config);
    planning::routes(config);
    series::routes(config);
    record::routes(config);
    removed::routes(config);
    attendance::routes(config);
    check_ins::routes(config);
    slides::routes(config);
    replay::routes(config);
}
