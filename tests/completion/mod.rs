//! Getting to the end of a course: what is still missing, and exactly one certificate.

mod once;
mod progress;
