//! Work that a committed change has caused, and answers kept for requests that are sent again.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("outbox")
                    .col(uuid("id").primary_key())
                    // Unique: the same cause enqueues the same job once.
                    .col(text_uniq("key"))
                    .col(json_binary("job"))
                    // Letters and other work wait apart: see outbox/job.rs.
                    .col(text("lane"))
                    .col(text("status"))
                    .col(integer("tries"))
                    .col(timestamp_with_time_zone("due_at"))
                    .col(timestamp_with_time_zone_null("leased_until"))
                    .col(uuid_null("leased_by"))
                    .col(text_null("last_error"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("done_at"))
                    .to_owned(),
            )
            .await?;
        index(manager, "outbox", &["status", "lane", "due_at"], false).await?;
        manager
            .create_table(
                table("idempotency_keys")
                    .col(uuid("person_id"))
                    .col(text("key"))
                    .col(text("request_hash"))
                    .col(integer("response_status"))
                    .col(text("response_body"))
                    .col(timestamp_with_time_zone("created_at"))
                    .primary_key(Index::create().col("person_id").col("key"))
                    .foreign_key(&mut part_of("person_id", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "idempotency_keys", &["created_at"], false).await
    }
}
