//! The routes of indicators.

mod definitions;
mod report;
mod report_views;
mod values;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this feature.
pub fn routes(config: &mut ServiceConfig) {
    report::routes(config);
    definitions::routes(config);
    values::routes(config);
}
