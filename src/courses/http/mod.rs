//! The routes of courses: settings, authoring a draft part by part, publishing versions, the
//! lessons as they are read, and files.

mod authoring;
mod bank_copies;
mod bank_files;
mod courses;
mod files;
mod import;
mod lessons;
mod questions;
mod versions;
mod views;

use crate::http::routes::Routes;

/// The routes of this feature.
pub fn routes(config: &mut Routes) {
    courses::routes(config);
    authoring::routes(config);
    questions::routes(config);
    import::routes(config);
    versions::routes(config);
    lessons::routes(config);
    files::routes(config);
    bank_files::routes(config);
    bank_copies::routes(config);
}
