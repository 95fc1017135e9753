//! Quizzes: an author writes questions (`questions.rs`), a learner is shown them as a paper
//! (`paper.rs`, its order drawn by `shuffle.rs`), answers one by one (`response.rs`) within an
//! attempt (`attempt.rs`), and sees what the author allows (`feedback.rs`) once everything is
//! graded (`grading.rs`, in `hundredths.rs` of a mark). All of these are pure rules.
//!
//! `http/` has the routes, `store.rs` the queries, and `finish.rs` is what happens, in one
//! transaction, when an attempt is submitted, runs out of time or is graded by a person.

pub mod accommodations;
pub mod appeal;
pub mod attempt;
pub mod bank;
pub mod chains;
mod committing;
pub mod correction;
pub mod counting;
pub mod effect;
#[cfg(test)]
mod examples;
pub mod feedback;
pub mod finish;
pub mod formats;
pub mod formula;
pub mod grading;
pub mod http;
pub mod hundredths;
pub mod marking;
pub mod paper;
pub mod questions;
pub mod quiz;
pub mod receipts;
pub mod recording;
pub mod regrade;
pub mod response;
pub mod saving;
pub mod sealing;
pub mod set_marks;
pub mod shuffle;
pub mod starting;
pub mod statistics;
pub mod store;
pub mod tables;
pub mod terms;

pub use committing::commit_until;
