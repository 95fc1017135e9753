//! Rosters: lists of the people of schools, as provinces and the sector's systems keep them.
//!
//! A file is read (`reading.rs`: CSV in any encoding and separator, XLSX, OneRoster 1.1 and 1.2) and
//! compared with the register in the background (`comparing.rs`): who is new, has changed, moved, left,
//! or may be somebody else. Nothing changes until somebody has looked at the difference, decided about the
//! doubtful ones, and applied it (`applying.rs`). While nothing depends on it, the whole can be undone
//! (`undoing.rs`).
//!
//! `matching.rs` decides who is who, across spellings; `difference.rs` what changes; both are pure.

pub mod applying;
pub mod before;
pub mod columns;
pub mod comparing;
pub mod difference;
pub mod dry_run;
pub mod http;
pub mod matching;
pub mod places;
pub mod reading;
pub mod row;
pub mod state;
pub mod store;
pub mod tables;
pub mod undoing;
