//! Surgalt: a learning platform for a country's teachers.
//!
//! Reading order of the house:
//!
//! 1. [`app`]: everything there is, put together: the only list of routes of the API.
//! 2. [`policy`] and [`error`]: who may do what, and every way in which a request fails.
//! 3. A feature, for example [`people`]: `http` → `store` → pure rules.
//! 4. [`outbox`]: how a change causes mail and other work, exactly when it is committed.
//! 5. [`webinars`]: how one chat line reaches thousands of sockets and is never lost.

pub mod app;
pub mod audit;
pub mod backup;
mod batches;
pub mod browser;
pub mod bus;
pub mod certificates;
pub mod clock;
pub mod cohorts;
pub mod completion;
pub mod config;
pub mod courses;
pub mod db;
pub mod demo;
pub mod error;
pub mod evidence;
pub mod http;
pub mod ids;
pub mod indicators;
mod keeping;
pub mod mail;
pub mod messages;
pub mod openapi;
pub mod outbox;
pub mod people;
pub mod policy;
pub mod printing;
pub mod programmes;
pub mod quizzes;
pub mod reports;
pub mod rosters;
pub mod second_stage;
pub mod server;
pub mod surveys;
pub mod telemetry;
pub mod webinars;
