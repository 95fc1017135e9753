//! Webinars that were counted before there were sheets of attendance are counted once more: without a
//! sheet nothing can be corrected, and nothing that is watched later is taken.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The job of a webinar's end may be in the outbox still, so these have a key of their own.
        let (id, text, job) = match manager.get_database_backend() {
            DbBackend::Sqlite => (
                "randomblob(16)",
                "lower(hex(id))",
                "'{\"kind\":\"count_attendance\",\"webinar_id\":\"' || lower(hex(id)) || '\"}'",
            ),
            _ => (
                "gen_random_uuid()",
                "id::text",
                "jsonb_build_object('kind', 'count_attendance', 'webinar_id', id)",
            ),
        };
        let enqueue = format!(
            "INSERT INTO outbox (id, key, job, lane, status, tries, due_at, created_at) \
             SELECT {id}, 'count-attendance-anew ' || {text}, {job}, 'work', 'waiting', 0, ends_at, ends_at \
             FROM webinars WHERE status = 'ended' \
             AND id NOT IN (SELECT webinar_id FROM attendance_sheets)"
        );
        let connection = manager.get_connection();
        connection.execute_unprepared(&enqueue).await?;
        Ok(())
    }
}
