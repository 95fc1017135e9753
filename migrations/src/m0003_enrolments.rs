//! Who takes which course, in which version, and which lessons they have read.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("enrolments")
                    .col(uuid("id").primary_key())
                    .col(uuid("person_id"))
                    .col(uuid("course_id"))
                    .col(uuid("version_id"))
                    .col(integer("revision"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("completed_at"))
                    .foreign_key(&mut reference("person_id", "people"))
                    .foreign_key(&mut reference("course_id", "courses"))
                    .foreign_key(&mut reference("version_id", "course_versions"))
                    .to_owned(),
            )
            .await?;
        index(manager, "enrolments", &["person_id", "course_id"], true).await?;
        index(manager, "enrolments", &["course_id"], false).await?;
        manager
            .create_table(
                table("lessons_read")
                    .col(uuid("enrolment_id"))
                    .col(uuid("item_id"))
                    .col(timestamp_with_time_zone("read_at"))
                    .primary_key(Index::create().col("enrolment_id").col("item_id"))
                    .foreign_key(&mut part_of("enrolment_id", "enrolments"))
                    .to_owned(),
            )
            .await
    }
}
