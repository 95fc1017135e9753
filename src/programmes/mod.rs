//! Programmes and enrolments: which courses belong together, and who takes which.
//!
//! `http.rs` has the routes, `store.rs` the queries.

pub mod http;
pub mod store;
pub mod tables;
