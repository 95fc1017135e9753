//! The second stage: what comes after a course. Visits at the workplace, with an observation and
//! agreed steps, and mentors of new teachers.
//!
//! `visit.rs` is what can become of a visit, `planning.rs` writes visits down and tells people of them;
//! `store.rs` has the queries. What a visitor fills in is a form of `surveys/`.

pub mod http;
pub mod planning;
pub mod store;
pub mod tables;
pub mod visit;
