//! The steps of the database schema, oldest first. Each runs on SQLite and on PostgreSQL.
//!
//! A step that has been released is never changed; a later step changes what it made.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m0001_people;
mod m0002_courses;
mod m0003_enrolments;
mod m0004_quizzes;
mod m0005_webinars;
mod m0006_certificates;
mod m0007_outbox;
mod m0008_attempts;
mod m0009_question_bank;
mod m0010_marking;
mod m0011_evidence;
mod m0012_slides;
mod m0013_series;
mod m0014_attendance_sheets;
mod m0015_registers;
mod m0016_rosters;
mod m0017_cohorts;
mod m0018_identifiers;
mod m0019_surveys;
mod m0020_second_stage;
mod m0021_registry;
mod m0022_indicators;
mod m0023_progress;
mod m0024_places;
mod m0025_repeated;
mod m0026_projection;
mod table;

/// Runs the steps that a database has not seen yet.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Step),
            Box::new(m0002_courses::Step),
            Box::new(m0003_enrolments::Step),
            Box::new(m0004_quizzes::Step),
            Box::new(m0005_webinars::Step),
            Box::new(m0006_certificates::Step),
            Box::new(m0007_outbox::Step),
            Box::new(m0008_attempts::Step),
            Box::new(m0009_question_bank::Step),
            Box::new(m0010_marking::Step),
            Box::new(m0011_evidence::Step),
            Box::new(m0012_slides::Step),
            Box::new(m0013_series::Step),
            Box::new(m0014_attendance_sheets::Step),
            Box::new(m0015_registers::Step),
            Box::new(m0016_rosters::Step),
            Box::new(m0017_cohorts::Step),
            Box::new(m0021_registry::Step),
            Box::new(m0022_indicators::Step),
            Box::new(m0019_surveys::Step),
            Box::new(m0020_second_stage::Step),
            Box::new(m0018_identifiers::Step),
            Box::new(m0023_progress::Step),
            Box::new(m0024_places::Step),
            Box::new(m0025_repeated::Step),
            Box::new(m0026_projection::Step),
        ]
    }
}
