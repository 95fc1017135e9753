//! Signing in, staying signed in, and looking after people.

mod administration;
mod command_line;
mod placements;
mod sign_in;
mod tree;
