//! Courses: what is taught. An author edits a draft, one document with modules, lessons and
//! quizzes in it; publishing freezes the draft as a numbered version, which never changes. A learner
//! stays on the version enrolled in until moved.
//!
//! Writing: `document.rs` is the course as a document, `drafts.rs` how a draft is begun and
//! changed, `outline.rs` the changes part by part, `identifiers.rs` what keeps its identifier,
//! `versions.rs` publishing, `import.rs` courses from elsewhere, with `text_encoding.rs` and
//! `legacy_text.rs` for texts from old computers.
//!
//! Reading: `markdown.rs` makes lessons safe to show, `files.rs` is where the bytes of attached
//! files are, `media.rs` whether they are what they say, `store.rs` has the queries.

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
