//! Courses: what is taught. An author edits a draft, one document with modules, lessons and
//! quizzes in it; publishing freezes the draft as a numbered version, which never changes. A learner
//! stays on the version enrolled in until moved.
//!
//! `document.rs` is the course as a document, `versions.rs` the published versions, `files.rs` where
//! the bytes of attached files are.

pub mod document;
pub mod files;
pub mod http;
pub mod legacy_text;
pub mod tables;
pub mod text_encoding;
pub mod versions;
