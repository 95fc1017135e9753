//! Certificates: whose they are, what anybody may check, and what revoking one means.

mod checking;
mod paper;
mod register;
