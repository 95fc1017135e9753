//! Certificates: what a completed course earns, once.
//!
//! `issue.rs` writes the certificate down in the transaction that completes the course, with a
//! serial number from `award.rs` and all it says frozen. Its PDF is drawn later, by the worker that
//! sends it or by whoever asks first: `pdf.rs`, in the words of `wording.rs`, on the sheet of
//! `document.rs`. Anybody who holds the paper can check it without signing in: `verification.rs`
//! finds it by its code, `page.rs` shows it to people, `http.rs` to programs.

pub mod award;
pub mod code;
pub mod document;
pub mod http;
pub mod issue;
pub mod page;
pub mod pdf;
pub mod store;
pub mod tables;
pub mod verification;
pub mod views;
pub mod wording;

pub use issue::issue;
