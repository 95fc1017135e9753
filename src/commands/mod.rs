//! What the command line can do, a file a command.

pub mod backup;
mod database;
pub mod demo;
pub mod draw_slides;
pub mod import;
pub mod migrate;
pub mod openapi;
pub mod restore;
pub mod serve;
pub mod user;

/// Why a command failed; it is printed, and the exit code says so.
pub type Failure = Box<dyn std::error::Error>;
