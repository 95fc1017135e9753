//! Webinars: live sessions of a course, in rooms whose every event is numbered and durable before
//! anybody hears of it.
//!
//! One chat line: `wire/` reads the frame (`protocol.rs`) and posts it to the room through
//! `hub.rs`; the running room (`live.rs`) lets the rules (`room.rs`, with the words of `command.rs`
//! and `event.rs`) decide, waits for `log.rs` to make the entry durable, and `delivery.rs` hands one
//! encoded frame to every connection through `wire/`. A client that was cut comes back with the last number it saw.
//!
//! `attendance.rs` counts from the log who was there, `evidence.rs` keeps it with its corrections and
//! evaluates what it completes; `jobs.rs` is what else follows: mails, and an end for what was
//! forgotten. `series.rs` says when a webinar is held again. `replay.rs` tells the log again; `slides/` turns a host's PDF into pictures. `http/` has
//! the routes, `store.rs` the queries.
//! `docs/protocol.md` describes the socket to those who write clients.

pub mod attendance;
pub mod check_ins;
pub mod close;
pub mod command;
mod delivery;
pub mod event;
pub mod evidence;
mod forwarding;
pub mod http;
pub mod hub;
pub mod jobs;
mod live;
pub mod log;
mod message;
pub mod protocol;
mod refusal;
pub mod replay;
pub mod rolls;
pub mod room;
pub mod series;
pub mod slides;
pub mod snapshot;
pub mod state;
pub mod store;
pub mod tables;
pub mod tickets;
mod timing;
mod wire;

pub use evidence::count as count_attendance;
pub use hub::Hub;
pub use jobs::{announce, announce_series, call_off, close_forgotten, remind};
pub use wire::Wire;
