//! Rows that wait to be written, some thousand people's at once: one transaction, many rows a statement.

use sea_orm::ActiveModelTrait;
use surgalt::audit::tables::{audit_entry, audit_place};
use surgalt::certificates::tables::certificate;
use surgalt::cohorts::tables::cohort_member;
use surgalt::db::{self, Database, Transaction};
use surgalt::people::tables::access::contact;
use surgalt::people::tables::{person, person_role, placement};
use surgalt::programmes::tables::{enrolment, lesson_read};
use surgalt::quizzes::tables::attempt;
use surgalt::second_stage::tables::visit;
use surgalt::surveys::tables::{survey_answer, survey_participation};
use surgalt::webinars::tables::attendance;

use crate::Failure;

/// The rows, by table; those of a table refer to tables before it.
#[derive(Debug, Default)]
pub struct Rows {
    /// People.
    pub people: Vec<person::ActiveModel>,
    /// What they are to the platform.
    pub roles: Vec<person_role::ActiveModel>,
    /// Their addresses.
    pub contacts: Vec<contact::ActiveModel>,
    /// Where they are and were.
    pub placements: Vec<placement::ActiveModel>,
    /// Who is in which cohort.
    pub members: Vec<cohort_member::ActiveModel>,
    /// Who takes which course.
    pub enrolments: Vec<enrolment::ActiveModel>,
    /// What was read.
    pub lessons: Vec<lesson_read::ActiveModel>,
    /// Tries at quizzes.
    pub attempts: Vec<attempt::ActiveModel>,
    /// Who attended webinars.
    pub attendance: Vec<attendance::ActiveModel>,
    /// Certificates.
    pub certificates: Vec<certificate::ActiveModel>,
    /// Who has answered surveys.
    pub participations: Vec<survey_participation::ActiveModel>,
    /// What was answered.
    pub answers: Vec<survey_answer::ActiveModel>,
    /// Visits at workplaces.
    pub visits: Vec<visit::ActiveModel>,
    /// Who did what to whom.
    pub deeds: Vec<audit_entry::ActiveModel>,
    /// Where that is seen from.
    pub deed_places: Vec<audit_place::ActiveModel>,
}

impl Rows {
    /// Writes all of them and is empty; says how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(&mut self, database: &Database) -> Result<usize, Failure> {
        let transaction = database.begin().await?;
        let to = &transaction;
        let mut count = 0;
        count += all(to, &mut self.people).await?;
        count += all(to, &mut self.roles).await?;
        count += all(to, &mut self.contacts).await?;
        count += all(to, &mut self.placements).await?;
        count += all(to, &mut self.members).await?;
        count += all(to, &mut self.enrolments).await?;
        count += all(to, &mut self.lessons).await?;
        count += all(to, &mut self.attempts).await?;
        count += all(to, &mut self.attendance).await?;
        count += all(to, &mut self.certificates).await?;
        count += all(to, &mut self.participations).await?;
        count += all(to, &mut self.answers).await?;
        count += all(to, &mut self.visits).await?;
        count += all(to, &mut self.deeds).await?;
        count += all(to, &mut self.deed_places).await?;
        transaction.commit().await?;
        Ok(count)
    }
}

async fn all<A: ActiveModelTrait>(
    transaction: &Transaction,
    rows: &mut Vec<A>,
) -> Result<usize, Failure> {
    let count = rows.len();
    db::insert_all(transaction, rows.drain(..), None).await?;
    Ok(count)
}
