//! What the database alone takes to add up the people of a season: one statement over the same tables,
//! with nothing around it. A report is held against it.

use sea_orm::{ConnectionTrait, Statement};
use surgalt::db::Database;
use tokio::time::Instant;

use crate::Failure;
use crate::report::median;

/// How often it is asked; the middle counts.
const TIMES: usize = 5;

/// Everybody of every cohort, by where and as what one came: how many there are, and how many have finished
/// and are certified.
const SUMS: &str = "SELECT m.organisation_id, m.position, m.year_of_service, COUNT(*) AS invited, \
     SUM(CASE WHEN e.completed_at IS NOT NULL THEN 1 ELSE 0 END) AS finished, \
     SUM(CASE WHEN c.id IS NOT NULL THEN 1 ELSE 0 END) AS certified \
     FROM cohort_members m \
     JOIN cohort_courses k ON k.cohort_id = m.cohort_id \
     LEFT JOIN enrolments e ON e.person_id = m.person_id AND e.course_id = k.course_id \
     LEFT JOIN certificates c ON c.enrolment_id = e.id AND c.revoked_at IS NULL \
     WHERE m.state IN ('invited', 'member') \
     GROUP BY m.organisation_id, m.position, m.year_of_service";

/// How long that takes, in milliseconds.
///
/// # Errors
/// When the database fails.
pub async fn milliseconds(database: &Database) -> Result<Option<f64>, Failure> {
    let reader = database.reader();
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let statement = Statement::from_string(reader.get_database_backend(), SUMS);
        let rows = reader.query_all_raw(statement).await?;
        if rows.is_empty() {
            return Err("nobody is in any cohort".into());
        }
        took.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(median(took))
}
