//! The routes of indicators.

mod definitions;
mod report;
mod report_views;
mod values;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    report::routes(config);
    definitions::routes(config);
    values::routes(config);
}
