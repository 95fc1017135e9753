//! Certificates.

pub mod award;
pub mod http;
pub mod page;
pub mod tables;
