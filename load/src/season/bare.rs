//! What the database alone takes to add up the people of a season and what they have done: the figures of a
//! report, by two statements over the same tables, with nothing around them.

use sea_orm::{ConnectionTrait, Statement};
use surgalt::db::Database;
use tokio::time::Instant;

use crate::Failure;
use crate::report::median;

/// How often it is asked; the middle counts.
const TIMES: usize = 5;

/// Everybody of every cohort, by where and as what one came: how many there are, have begun, have finished, are
/// certified, have answered a survey, have attended a webinar; and the counts that tell who is behind.
const PEOPLE: &str = "SELECT m.organisation_id, m.position, m.year_of_service, COUNT(*) AS invited, \
     SUM(CASE WHEN e.started_at IS NOT NULL THEN 1 ELSE 0 END) AS started, \
     SUM(CASE WHEN e.completed_at IS NOT NULL THEN 1 ELSE 0 END) AS finished, \
     SUM(CASE WHEN c.id IS NOT NULL THEN 1 ELSE 0 END) AS certified, \
     SUM(CASE WHEN e.self_paced_done < 5 THEN 1 ELSE 0 END) AS behind, \
     SUM(CASE WHEN e.webinars_done > 0 THEN 1 ELSE 0 END) AS attended, \
     SUM(e.attended_percent) AS attended_percents, \
     SUM(CASE WHEN EXISTS (SELECT 1 FROM survey_participations p JOIN survey_placements s \
         ON s.id = p.placement_id WHERE p.person_id = m.person_id AND s.course_id = k.course_id \
         AND p.answered) THEN 1 ELSE 0 END) AS survey_answered \
     FROM cohort_members m \
     JOIN cohort_courses k ON k.cohort_id = m.cohort_id \
     LEFT JOIN enrolments e ON e.person_id = m.person_id AND e.course_id = k.course_id \
     LEFT JOIN certificates c ON c.enrolment_id = e.id AND c.revoked_at IS NULL \
     WHERE m.state IN ('invited', 'member') \
     GROUP BY m.organisation_id, m.position, m.year_of_service";
/// How many of each place have done each item.
const ITEMS: &str = "SELECT m.organisation_id, d.item_id, COUNT(*) AS done \
     FROM cohort_members m \
     JOIN cohort_courses k ON k.cohort_id = m.cohort_id \
     JOIN enrolments e ON e.person_id = m.person_id AND e.course_id = k.course_id \
     JOIN items_done d ON d.enrolment_id = e.id \
     WHERE m.state IN ('invited', 'member') \
     GROUP BY m.organisation_id, d.item_id";

/// How long both take together, one after the other, in milliseconds.
///
/// # Errors
/// When the database fails.
pub async fn milliseconds(database: &Database) -> Result<Option<f64>, Failure> {
    let reader = database.reader();
    let mut took = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        for sums in [PEOPLE, ITEMS] {
            let statement = Statement::from_string(reader.get_database_backend(), sums);
            let rows = reader.query_all_raw(statement).await?;
            if rows.is_empty() {
                return Err("nobody is in any cohort".into());
            }
        }
        took.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(median(took))
}
