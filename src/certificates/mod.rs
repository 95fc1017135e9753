//! Certificates: what a completed course earns, once.
//!
//! `issue.rs` writes the certificate down in the transaction that completes the course, with a
//! serial number from `award.rs` and all it says frozen. Its PDF is drawn later, by the worker that
//! sends it or by whoever asks first: `pdf.rs`, in the words of `wording.rs`, on the sheet of
//! `document.rs`. Anybody who holds the paper can check it without signing in: `verification.rs`
//! finds it by its code, `page.rs` shows it to people, `http/` to programs.
//!
//! A name that was wrong is corrected (`correction.rs`, `changing.rs`): a new version under the same
//! number. The sector's information system is told in batches: `standing.rs` decides what it still has to
//! be told of a certificate, `exporting.rs` freezes a batch, `acknowledgement.rs` reads what was answered
//! and `acknowledging.rs` writes it down. `credits.rs` adds up what a person has earned over the years.

pub mod acknowledgement;
pub mod acknowledging;
pub mod award;
pub mod changing;
pub mod code;
pub mod correction;
pub mod credits;
pub mod document;
pub mod exported;
pub mod exporting;
pub mod http;
pub mod issue;
pub mod page;
pub mod pdf;
pub mod standing;
pub mod store;
pub mod tables;
pub mod verification;
pub mod wording;

pub use issue::issue;
