//! Signing in, staying signed in, and looking after people.

mod administration;
mod cards;
mod command_line;
mod contacts;
mod lists;
mod placements;
mod recovery;
mod sign_in;
mod tree;
