//! Surveys: what people who take a course are asked, and what they have answered.
//!
//! `document.rs` is a form as a document, `answers.rs` whether answers fit it, `built_in.rs` the forms
//! that the house brings along; visits at the workplace use them as well. `forms.rs` writes forms and
//! their versions down.
//!
//! A survey is a version of a form that is placed in a course. `answering.rs` is the transaction of an
//! answer, `gate.rs` holds certificates back until there is one, `closing.rs` does what follows the
//! close. `tally.rs` counts, and `disclosure.rs` decides what of an anonymous survey may be told; how
//! nobody learns who has answered what is in `docs/decisions/0016-who-answered-what.md`.

pub mod answering;
pub mod answers;
pub mod built_in;
pub mod closing;
pub mod columns;
pub mod disclosure;
pub mod document;
pub mod forms;
pub mod gate;
pub mod http;
pub mod results;
pub mod store;
pub mod tables;
pub mod tally;
