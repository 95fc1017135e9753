//! Reads the server's facts, straight from its database, and holds them against the ledger.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use surgalt::db::Database;
use surgalt::quizzes::chains;
use surgalt::quizzes::quiz::Quiz;
use surgalt::quizzes::tables::{answer, attempt, attempt_entry};
use uuid::Uuid;

use crate::Failure;
use crate::ledger::{Facts, Findings, Sheet, check};

/// How many people are read at a time.
const CHUNK: usize = 200;

/// Holds every sheet of the ledger against what the server has.
///
/// # Errors
/// When the database fails.
pub async fn compare(
    database: &Database,
    sheets: &[&Sheet],
    quiz: &Quiz,
) -> Result<Findings, Failure> {
    let mut findings = Findings::default();
    for sheets in sheets.chunks(CHUNK) {
        let facts = read(database, sheets).await?;
        for sheet in sheets {
            let nothing = Facts::default();
            let facts = facts.get(&sheet.enrolment_id).unwrap_or(&nothing);
            findings.add(check(sheet, facts, quiz));
        }
    }
    Ok(findings)
}

/// The facts, by enrolment.
async fn read(database: &Database, sheets: &[&Sheet]) -> Result<HashMap<Uuid, Facts>, Failure> {
    let reader = database.reader();
    let enrolments: Vec<Uuid> = sheets.iter().map(|sheet| sheet.enrolment_id).collect();
    let attempts: Vec<Uuid> = sheets.iter().filter_map(|sheet| sheet.attempt_id).collect();
    let rows = attempt::Entity::find()
        .filter(attempt::Column::EnrolmentId.is_in(enrolments))
        .order_by_asc(attempt::Column::Number)
        .all(reader)
        .await?;
    let owners: HashMap<Uuid, Uuid> = rows.iter().map(|row| (row.id, row.enrolment_id)).collect();
    let mut facts: HashMap<Uuid, Facts> = HashMap::new();
    for row in rows {
        facts
            .entry(row.enrolment_id)
            .or_default()
            .attempts
            .push(row);
    }
    let rows = attempt_entry::Entity::find()
        .filter(attempt_entry::Column::AttemptId.is_in(attempts.iter().copied()))
        .order_by_asc(attempt_entry::Column::AttemptId)
        .order_by_asc(attempt_entry::Column::Number)
        .all(reader)
        .await?;
    for row in rows {
        if let Some(owner) = owners.get(&row.attempt_id) {
            let link = chains::entry(row);
            facts.entry(*owner).or_default().chain.push(link);
        }
    }
    let rows = answer::Entity::find()
        .filter(answer::Column::AttemptId.is_in(attempts))
        .all(reader)
        .await?;
    for row in rows {
        if let Some(owner) = owners.get(&row.attempt_id) {
            let marks = &mut facts.entry(*owner).or_default().marks;
            marks.insert(row.question_id, row.marks);
        }
    }
    Ok(facts)
}
