//! Signing in, staying signed in, and looking after people.

mod sign_in;
