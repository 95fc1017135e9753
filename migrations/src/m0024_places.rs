//! Lists of a part of the tree are read school by school, and in a school person by person: indexes that lead
//! from one line to the next, whatever is asked for.

use sea_orm_migration::prelude::*;

use crate::table::index;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in [
            ("people", &["organisation_id", "name_key", "id"][..]),
            ("people", &["organisation_id", "position", "id"]),
            ("people", &["organisation_id", "service_began_on", "id"]),
            ("enrolments", &["course_id", "id"]),
            ("cohort_members", &["cohort_id", "id"]),
            // What somebody has done of one kind, which many have done.
            ("audit_log", &["actor_id", "action", "id"]),
            (
                "survey_participations",
                &["placement_id", "organisation_id"],
            ),
        ] {
            index(manager, table, columns, false).await?;
        }
        // Few are revoked.
        let revoked =
            "CREATE INDEX certificates_revoked ON certificates (id) WHERE revoked_at IS NOT NULL";
        manager.get_connection().execute_unprepared(revoked).await?;
        // The beginning of another. That of people by place stays: with their identifiers behind it, SQLite would
        // look for each of many people in every place of a part.
        let index = Index::drop()
            .name("enrolments_course_id")
            .table("enrolments")
            .to_owned();
        manager.drop_index(index).await
    }
}
