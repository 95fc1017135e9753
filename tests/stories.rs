//! Stories about people, told to a whole server over its API, on both databases.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story fails by panicking, and its name says what it is about"
)]

#[macro_use]
mod support;

mod audit;
mod authorisation;
mod backup;
mod certificates;
mod cohorts;
mod completion;
mod courses;
mod indicators;
mod killing;
mod mail;
mod pages;
mod people;
mod question_bank;
mod quizzes;
mod reports;
mod rosters;
mod second_stage;
mod surveys;
mod webinars;
