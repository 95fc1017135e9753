//! Programmes, courses with their draft, published versions and attached files.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("programmes")
                    .col(uuid("id").primary_key())
                    .col(text_uniq("code"))
                    .col(text("title"))
                    .col(text("description"))
                    .col(integer("revision"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("courses")
                    .col(uuid("id").primary_key())
                    .col(uuid("programme_id"))
                    .col(uuid("author_id"))
                    // Anybody may enrol; otherwise a methodologist enrols.
                    .col(boolean("self_enrolment"))
                    .col(json_binary("draft"))
                    .col(integer("revision"))
                    .col(uuid_null("published_version_id"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("programme_id", "programmes"))
                    .foreign_key(&mut reference("author_id", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "courses", &["programme_id"], false).await?;
        manager
            .create_table(
                table("course_versions")
                    .col(uuid("id").primary_key())
                    .col(uuid("course_id"))
                    .col(integer("number"))
                    .col(json_binary("document"))
                    .col(uuid("published_by"))
                    .col(timestamp_with_time_zone("published_at"))
                    .foreign_key(&mut reference("course_id", "courses"))
                    .foreign_key(&mut reference("published_by", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "course_versions", &["course_id", "number"], true).await?;
        manager
            .create_table(
                table("files")
                    .col(uuid("id").primary_key())
                    .col(uuid("course_id"))
                    .col(text("name"))
                    .col(text("media_type"))
                    .col(big_integer("size"))
                    .col(text("sha256"))
                    .col(uuid("uploaded_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("course_id", "courses"))
                    .foreign_key(&mut reference("uploaded_by", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "files", &["course_id"], false).await
    }
}
