//! Quizzes. An author writes questions (`questions.rs`), keeps them in a bank (`bank/`, `formats/`)
//! and makes quizzes of them (`quiz.rs`). A learner is shown a paper of one's own (`paper.rs`, drawn by
//! `shuffle.rs`) when the terms allow it (`terms.rs`), and answers (`response.rs`) within an attempt
//! (`attempt.rs`). Each answer that arrives counts or is kept beside one that does (`saving.rs`), and
//! is a link of a chain (`receipts.rs`). What was answered is graded (`grading.rs`) or marked by people
//! (`marking.rs`), corrected (`correction.rs`, `effect.rs`) and appealed against (`appeal.rs`); the
//! learner sees what the author allows (`feedback.rs`), one try or another counts (`counting.rs`), and
//! the author sees how the questions have worked (`statistics.rs`). All of these are pure rules.
//!
//! `http/` has the routes, `store.rs` the queries. Three transactions take what a whole cohort sends
//! at once: `starting.rs`, `recording.rs` and `finish.rs`; `regrade.rs` and `set_marks.rs` are those of
//! corrections and of marks that people give.

pub mod accommodations;
pub mod appeal;
pub mod attempt;
pub mod bank;
pub mod chains;
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
pub mod own_attempts;
pub mod paper;
pub mod questions;
pub mod quiz;
pub mod receipts;
pub mod recording;
pub mod regrade;
pub mod response;
pub mod saving;
pub mod sealed_papers;
pub mod sealing;
pub mod set_marks;
pub mod shuffle;
pub mod starting;
pub mod statistics;
pub mod store;
pub mod tables;
pub mod terms;
