//! Quizzes.

pub mod http;
pub mod questions;
pub mod tables;
