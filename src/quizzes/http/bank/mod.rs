//! The routes of the question bank: categories, questions and their versions, where a question is
//! used, import and export.

mod categories;
mod exports;
mod form;
mod imports;
mod preview;
mod questions;
mod reports;
mod uses;
mod versions;
mod views;

use crate::http::routes::Routes;

/// The routes of the bank.
pub fn routes(config: &mut Routes) {
    categories::routes(config);
    questions::routes(config);
    versions::routes(config);
    preview::routes(config);
    uses::routes(config);
    imports::routes(config);
    exports::routes(config);
}
