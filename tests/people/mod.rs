//! Signing in, staying signed in, and looking after people.

mod administration;
mod sign_in;
