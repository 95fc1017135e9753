//! Completion: whether a learner has done what the course asks for.
//!
//! `rules.rs` decides, from the course and from the facts that `store.rs` reads, and says what is
//! still missing. `evaluation.rs` is called whenever something that counts has happened; there is
//! no sweep. What becomes complete causes its certificate in the same transaction, and what is done is
//! written down there for reports (`done.rs`), so that nobody has to work it out for thousands at once.

pub mod done;
pub mod evaluation;
pub mod http;
pub mod recount;
pub mod rules;
pub mod store;

pub use evaluation::{evaluate, evaluate_all};
