//! Slides of a webinar: a host uploads a PDF, and everybody gets pictures ahead of the talk.
//!
//! `http/slides.rs` stores the PDF and enqueues a job; `rendering.rs` does it: it has a process of
//! its own draw the pages (`drawing.rs`), takes the pictures from it (`pictures.rs`), stores them,
//! and has the room told (`telling.rs`). A PDF is a program by a stranger: the process that opens it has no network,
//! no files, little memory and little time, and whatever becomes of it the server goes on.

pub mod drawing;
pub mod pictures;
mod rendering;
pub mod store;
pub mod tables;
mod telling;

pub use pictures::{Reason, SLIDE_LIMIT, WIDTHS};
pub use rendering::draw;
pub use telling::tell_removed;
