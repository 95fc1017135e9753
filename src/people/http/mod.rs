//! The routes of people: signing in, one's own affairs, and looking after people.

mod administration;
mod cards;
mod contacts;
mod organisations;
mod own;
mod recovery;
mod sign_in;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this feature.
pub fn routes(config: &mut ServiceConfig) {
    sign_in::routes(config);
    own::routes(config);
    administration::routes(config);
    organisations::routes(config);
    contacts::routes(config);
    recovery::routes(config);
    cards::routes(config);
}
