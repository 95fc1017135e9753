//! Reports that answer before they are asked: how a cohort, or the season of a programme, is getting on in any
//! part of the organisation tree.
//!
//! The database adds up a cohort's people once, by organisation, position and year of service (`store.rs`);
//! this small cube is kept in memory for a while (`crate::keeping`, decision 18), and every report is folded from
//! it (`cube.rs`). `pace.rs` decides who is behind, `season.rs` what is compared with what, `trend.rs` adds up
//! days. `report.rs` is what is told; `table.rs` makes tables of it, `letter.rs` a letter for each district,
//! which `letter/page.rs` draws.

pub mod cube;
pub mod http;
pub mod letter;
pub mod making;
pub mod pace;
pub mod report;
pub mod season;
pub mod share;
pub mod store;
pub mod subject;
pub mod table;
pub mod trend;

pub use making::Reports;
