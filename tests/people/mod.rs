//! Signing in, staying signed in, and looking after people.

mod administration;
mod command_line;
mod sign_in;
