//! Mail: what the platform writes to people, each in the own language.
//!
//! `delivery.rs` sends one letter of the outbox: `letters.rs` finds its words, `frame.rs` sets them
//! as HTML and as plain text, `calendar.rs` adds the invitation of a webinar or a visit, `message.rs` puts the
//! parts together, and `transport.rs` hands the whole to a mail server or writes it to a folder. `http.rs` shows the
//! administrator what has not left yet.

pub mod calendar;
mod delivery;
pub mod frame;
pub mod http;
mod letters;
mod message;
mod transport;

pub use delivery::{To, deliver};
pub use transport::Transport;
