//! Courses: what is taught. An author edits a draft, one document with modules, lessons and
//! quizzes in it; publishing freezes the draft as a numbered version, which never changes. A learner
//! stays on the version enrolled in until moved.
//!
//! `document.rs` is the course as a document, `versions.rs` the published versions, `files.rs` where
//! the bytes of attached files are.

pub mod document;
pub mod drafts;
pub mod files;
pub mod http;
pub mod identifiers;
pub mod import;
pub mod legacy_text;
pub mod markdown;
pub mod media;
pub mod outline;
pub mod store;
pub mod tables;
pub mod text_encoding;
pub mod versions;
