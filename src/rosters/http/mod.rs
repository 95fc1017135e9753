//! The routes of rosters: importing one, looking at the difference, deciding, applying, undoing.

mod deeds;
mod form;
mod imports;
mod rows;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this feature.
pub fn routes(config: &mut ServiceConfig) {
    imports::routes(config);
    rows::routes(config);
    deeds::routes(config);
}
