//! Programmes and enrolments: which courses belong together, and who takes which.
//!
//! The people of a course may be put into groups, each of which has its own sessions of a webinar.
//!
//! `http/` has the routes, `store.rs` the queries, `enrolling.rs` how people come into a
//! course, `state.rs` how far they are with each item.

pub mod enrolling;
pub mod http;
pub mod state;
pub mod store;
pub mod tables;
