//! The indicators of a programme: what it promised, year by year, and what was found.
//!
//! An indicator is a count, a percentage or an amount, with a target for each year (`kind.rs`,
//! `figure.rs`). A named query fills it from what the platform knows (`store/queries.rs`; what it has counted is kept
//! for a while, `counting.rs`), or people do by
//! hand, with evidence, for a part of the organisation tree and a period (`period.rs`); what was entered
//! is never overwritten, the newest counts. `rolling_up.rs` says what follows for a part of the tree from
//! what was entered below it, `report.rs` puts target and value side by side over time.

pub mod counting;
pub mod figure;
pub mod http;
pub mod kind;
pub mod period;
pub mod report;
pub mod rolling_up;
pub mod store;
pub mod tables;
