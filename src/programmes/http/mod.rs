//! The routes of programmes and of enrolments.

mod enrolments;
mod moving;
mod outline;
mod programmes;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this feature.
pub fn routes(config: &mut ServiceConfig) {
    programmes::routes(config);
    enrolments::routes(config);
    moving::routes(config);
    outline::routes(config);
}
