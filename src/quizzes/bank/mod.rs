//! The question bank: questions that are kept beside the courses, in categories, with every
//! version they have had. A quiz takes copies of them or draws some for each try; either way
//! publishing fixes the versions (`publishing.rs`), and nothing that happens to the bank later
//! changes what a learner is asked.
//!
//! `writing.rs` makes questions and versions, `importing.rs` and `exporting.rs` carry them in and
//! out by way of `formats.rs`. Pure rules: `drawing.rs` (whether the draws of a quiz can be
//! satisfied), `copies.rs` (what a quiz has copied, and whether it is still up to date),
//! `named_files.rs` (which files a question names), `arrival.rs` (what an import does with a
//! question).

pub mod arrival;
pub mod copies;
pub mod drawing;
pub mod exporting;
pub mod import_report;
pub mod importing;
pub mod importing_files;
pub mod named_files;
pub mod publishing;
pub mod store;
pub mod tables;
pub mod trial;
pub mod writing;
