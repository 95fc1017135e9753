//! Marking by people, a file for each question one may have about it: what waits (`queue.rs`), how
//! an essay is marked (`essays.rs`), how a question is corrected (`corrections.rs`, and
//! `preview.rs` before it is), how an appeal
//! is made (`appeals.rs`) and
//! decided (`decisions.rs`), and what has become of a mark (`changes.rs`).

mod appeals;
mod changes;
mod corrections;
mod decisions;
mod essays;
mod preview;
mod queue;
mod views;

use crate::http::routes::Routes;

/// The routes of this folder.
pub fn routes(config: &mut Routes) {
    queue::routes(config);
    essays::routes(config);
    corrections::routes(config);
    appeals::routes(config);
    decisions::routes(config);
    changes::routes(config);
}
