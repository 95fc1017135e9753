//! The demo: a fresh folder with a real course and a few people, served at once; and the walk,
//! which does the main job in it as real clients do, over HTTP and websockets alone.
//!
//! `people.rs` are the people, `content.rs` the course, `seed.rs` puts them in, `walk/` walks.

#![expect(
    clippy::indexing_slicing,
    reason = "a JSON value answers null for a name it has not"
)]

pub mod content;
pub mod people;
pub mod seed;
pub mod walk;
