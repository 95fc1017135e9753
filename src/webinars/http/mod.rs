//! The routes of webinars: planning them, getting into the room, what the room's log tells, who
//! attended, the slides, and the replay.

mod attendance;
mod check_ins;
mod entrance;
mod planning;
mod record;
mod replay;
mod series;
mod series_views;
mod slides;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this feature.
pub fn routes(config: &mut ServiceConfig) {
    planning::routes(config);
    series::routes(config);
    entrance::routes(config);
    record::routes(config);
    attendance::routes(config);
    check_ins::routes(config);
    slides::routes(config);
    replay::routes(config);
}
