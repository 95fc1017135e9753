//! The routes of people: signing in, one's own affairs, and looking after people.

mod administration;
mod cards;
mod contacts;
mod filter;
mod organisations;
mod own;
mod placements;
mod recovery;
mod sign_in;
mod signing_keys;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    sign_in::routes(config);
    signing_keys::routes(config);
    own::routes(config);
    administration::routes(config);
    placements::routes(config);
    organisations::routes(config);
    contacts::routes(config);
    recovery::routes(config);
    cards::routes(config);
}
