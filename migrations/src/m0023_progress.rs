//! What of a course is done, kept where it is decided: by enrolment for figures, by item for reports.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            // Null until anything has been begun.
            timestamp_with_time_zone_null("started_at"),
            // How many required items are done: lessons and quizzes, and webinars.
            integer("self_paced_done").default(0).to_owned(),
            integer("webinars_done").default(0).to_owned(),
            // The mean share of the required webinars; null until any has been attended.
            integer_null("attended_percent"),
        ] {
            let mut change = Table::alter().table("enrolments").to_owned();
            manager
                .alter_table(change.add_column(column).to_owned())
                .await?;
        }
        // Asks which versions of a course are taken at all.
        index(manager, "enrolments", &["version_id"], false).await?;
        manager
            .create_table(
                table("items_done")
                    .col(uuid("enrolment_id"))
                    .col(uuid("item_id"))
                    .col(timestamp_with_time_zone("done_at"))
                    .primary_key(Index::create().col("enrolment_id").col("item_id"))
                    .foreign_key(&mut part_of("enrolment_id", "enrolments"))
                    .to_owned(),
            )
            .await?;
        begun(manager).await?;
        ask_for_counting(manager).await
    }
}

/// When each enrolment that there is was begun. Of a webinar its beginning is all that is known.
async fn begun(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for first in [
        "SELECT MIN(read_at) FROM lessons_read WHERE enrolment_id = enrolments.id",
        "SELECT MIN(attempts.started_at) FROM attempts WHERE enrolment_id = enrolments.id",
        "SELECT MIN(webinars.starts_at) FROM attendance \
         JOIN webinars ON webinars.id = attendance.webinar_id \
         WHERE attendance.person_id = enrolments.person_id AND attendance.role = 'participant' \
         AND webinars.course_id = enrolments.course_id",
    ] {
        let earlier = format!(
            "UPDATE enrolments SET started_at = ({first}) \
             WHERE ({first}) < COALESCE(started_at, '9999-12-31 00:00:00+00:00')"
        );
        manager
            .get_connection()
            .execute_unprepared(&earlier)
            .await?;
    }
    Ok(())
}

/// What is done follows from the documents of courses, which SQL does not read: a job counts it in the
/// background, once, when there is anything to count.
async fn ask_for_counting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let id = match manager.get_database_backend() {
        DbBackend::Sqlite => "x'0199a00000007000800000000000c023'",
        _ => "'0199a000-0000-7000-8000-00000000c023'",
    };
    let job = format!(
        "INSERT INTO outbox (id, key, job, lane, status, tries, due_at, created_at) \
         SELECT {id}, 'count-progress', '{{\"kind\":\"count_progress\"}}', 'work', 'waiting', 0, \
         '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00' \
         WHERE EXISTS (SELECT 1 FROM enrolments)"
    );
    manager.get_connection().execute_unprepared(&job).await?;
    Ok(())
}
