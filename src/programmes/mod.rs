//! Programmes and enrolments: which courses belong together, and who takes which.
//!
//! `http/` has the routes, `store.rs` the queries, `enrolling.rs` how people come into a
//! course, `state.rs` how far they are with each item.

pub mod enrolling;
pub mod http;
pub mod state;
pub mod store;
pub mod tables;
