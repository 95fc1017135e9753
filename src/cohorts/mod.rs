//! Cohorts: people who learn the same courses in the same window.
//!
//! A cohort belongs to a programme and has courses, a rule for who belongs (`rule.rs`), ways in
//! (`membership.rs`), and days on which what is to be done (`schedule.rs`). People are invited in the
//! background (`inviting.rs`); `windows.rs` tells the routes of learning what is open for whom. Nobody misses
//! a window: `reminders.rs` decides who is told what when, `reminding.rs` writes it down, and officers see who
//! is behind (`work.rs`). `calendar.rs` writes a calendar that other programs fetch.

pub mod calendar;
pub mod following;
pub mod http;
pub mod inviting;
pub mod joining;
pub mod membership;
pub mod reminders;
pub mod reminding;
pub mod rule;
pub mod schedule;
pub mod store;
pub mod tables;
pub mod windows;
pub mod work;
