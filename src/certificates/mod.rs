//! Certificates.

pub mod award;
pub mod document;
pub mod http;
pub mod page;
pub mod tables;
