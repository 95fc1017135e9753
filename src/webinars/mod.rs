//! Webinars: live sessions of a course, in rooms whose every event is numbered and durable before
//! anybody hears of it.
//!
//! One chat line: `connection.rs` reads the frame (`protocol.rs`) and posts it to the room through
//! `hub.rs`; the running room (`live.rs`) lets the rules (`room.rs`, with the words of `command.rs`
//! and `event.rs`) decide, waits for `log.rs` to make the entry durable, and `delivery.rs` hands one
//! encoded frame to every connection. A client that was cut comes back with the last number it saw.
//!
//! `replay.rs` tells the log again. `attendance.rs` counts from the log who was there; `jobs.rs` is what follows afterwards: mails,
//! attendance, completion. `slides/` turns a host's PDF into pictures. `http/` has the routes,
//! `store.rs` the queries.
//! `docs/protocol.md` describes the socket to those who write clients.

pub mod attendance;
pub mod close;
pub mod command;
mod connection;
mod delivery;
pub mod event;
pub mod http;
pub mod hub;
pub mod jobs;
mod live;
pub mod log;
mod message;
pub mod protocol;
mod refusal;
pub mod replay;
pub mod room;
pub mod slides;
pub mod snapshot;
mod socket;
pub mod state;
pub mod store;
pub mod tables;
pub mod tickets;

pub use hub::Hub;
pub use jobs::{announce, close_forgotten, count_attendance, remind};
