//! The audit log: who did what to whom, for those who answer for the people concerned.
//!
//! `deed.rs` names what is worth a line, `changes.rs` tells what a change has changed. `record.rs` writes lines in the transaction of the deed, so
//! that there is no deed without its line and no line without its deed. `store.rs` reads them in one's
//! sight: by where the person concerned belonged then. The database refuses to change or delete a line.

pub mod changes;
pub mod deed;
pub mod http;
mod record;
pub mod store;
pub mod tables;
mod views;

pub use changes::Changes;
pub use deed::Deed;
pub use record::{Line, record, record_all};
