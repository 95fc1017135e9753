//! Rows that wait to be written, some thousand people's at once: one transaction, many rows a statement.

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, IdenStatic, Iterable, Statement,
};
use surgalt::audit::tables::{audit_entry, audit_place};
use surgalt::certificates::tables::certificate;
use surgalt::cohorts::tables::cohort_member;
use surgalt::db::{Database, Transaction};
use surgalt::people::tables::access::contact;
use surgalt::people::tables::{person, person_role, placement};
use surgalt::programmes::tables::{enrolment, item_done, lesson_read};
use surgalt::quizzes::tables::attempt;
use surgalt::second_stage::tables::visit;
use surgalt::surveys::tables::{survey_answer, survey_participation};
use surgalt::webinars::tables::attendance;

use crate::Failure;

/// The most rows of one statement, and the most values: both databases take twice as many.
const ROWS: usize = 1_000;
const PARAMETERS: usize = 16_000;

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
    /// What is done of it.
    pub items: Vec<item_done::ActiveModel>,
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
        count += all(to, &mut self.items).await?;
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

/// Writes rows of a table with one statement for as many as go into one: its text is the same each time, so the
/// database has it prepared.
async fn all<A: ActiveModelTrait>(
    transaction: &Transaction,
    rows: &mut Vec<A>,
) -> Result<usize, Failure> {
    let count = rows.len();
    let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().collect();
    let at_once = (PARAMETERS / columns.len().max(1)).min(ROWS);
    let mut left = rows.drain(..);
    loop {
        let mut values = Vec::new();
        let mut taken = 0;
        for mut row in left.by_ref().take(at_once) {
            for column in &columns {
                let value = row.take(*column).into_value();
                values.push(value.ok_or("a row is not whole")?);
            }
            taken += 1;
        }
        if taken == 0 {
            return Ok(count);
        }
        let backend = transaction.get_database_backend();
        let text = text::<A::Entity>(backend, &columns, taken);
        let statement = Statement::from_sql_and_values(backend, text, values);
        transaction.execute_raw(statement).await?;
    }
}

/// The statement that writes so many rows.
fn text<E: EntityTrait>(backend: DbBackend, columns: &[E::Column], rows: usize) -> String {
    let names: Vec<&str> = columns.iter().map(IdenStatic::as_str).collect();
    let mut text = format!(
        "INSERT INTO {} ({}) VALUES ",
        E::default().table_name(),
        names.join(", ")
    );
    let mut number = 0;
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            number += 1;
            text.push_str(if column == 0 { "" } else { ", " });
            match backend {
                DbBackend::Postgres => text.push_str(&format!("${number}")),
                _ => text.push('?'),
            }
        }
        text.push(')');
    }
    text
}
