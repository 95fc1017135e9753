//! Tries at a quiz and their answers.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("attempts")
                    .col(uuid("id").primary_key())
                    .col(uuid("enrolment_id"))
                    .col(uuid("item_id"))
                    // The version whose questions the attempt was given: it stays with them.
                    .col(uuid("version_id"))
                    .col(integer("number"))
                    // Orders questions and options, the same each time the attempt is shown.
                    .col(big_integer("seed"))
                    .col(timestamp_with_time_zone("started_at"))
                    .col(timestamp_with_time_zone_null("deadline"))
                    .col(timestamp_with_time_zone_null("submitted_at"))
                    .col(timestamp_with_time_zone_null("graded_at"))
                    // Marks are counted in whole hundredths: sums and comparisons are exact.
                    .col(integer_null("marks"))
                    .col(integer("marks_possible"))
                    .col(boolean_null("passed"))
                    .col(integer("revision"))
                    .foreign_key(&mut reference("enrolment_id", "enrolments"))
                    .foreign_key(&mut reference("version_id", "course_versions"))
                    .to_owned(),
            )
            .await?;
        index(
            manager,
            "attempts",
            &["enrolment_id", "item_id", "number"],
            true,
        )
        .await?;
        // What waits for a person: submitted and not graded.
        index(manager, "attempts", &["graded_at", "submitted_at"], false).await?;
        manager
            .create_table(
                table("answers")
                    .col(uuid("attempt_id"))
                    .col(uuid("question_id"))
                    .col(json_binary("response"))
                    // The client's own number: an older one never replaces a newer one.
                    .col(big_integer("client_number"))
                    .col(timestamp_with_time_zone("saved_at"))
                    .col(integer_null("marks"))
                    .col(uuid_null("graded_by"))
                    .col(text_null("comment"))
                    .primary_key(Index::create().col("attempt_id").col("question_id"))
                    .foreign_key(&mut part_of("attempt_id", "attempts"))
                    .foreign_key(&mut reference("graded_by", "people"))
                    .to_owned(),
            )
            .await
    }
}
