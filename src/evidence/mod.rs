//! Evidence: files that prove something which the platform has not seen itself, such as credits that
//! were earned elsewhere or a value of a programme's indicator.
//!
//! A file is uploaded first (`http.rs`) and then named by what it proves. `store.rs` says who may read
//! it: who sees what it proves.

pub mod http;
pub mod store;
pub mod tables;
