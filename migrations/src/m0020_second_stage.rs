//! The second stage: visits at the workplace, and mentors of new teachers.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        visits(manager).await?;
        manager
            .create_table(
                table("mentorships")
                    .col(uuid("id").primary_key())
                    .col(uuid("mentor_id"))
                    .col(uuid("teacher_id"))
                    .col(uuid_null("course_id"))
                    .col(date("since"))
                    // The last day.
                    .col(date_null("until"))
                    .col(integer("revision"))
                    .col(uuid("paired_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("mentor_id", "people"))
                    .foreign_key(&mut reference("teacher_id", "people"))
                    .foreign_key(&mut reference("course_id", "courses"))
                    .to_owned(),
            )
            .await?;
        index(manager, "mentorships", &["mentor_id"], false).await?;
        let pair = ["teacher_id", "mentor_id", "since"];
        index(manager, "mentorships", &pair, true).await?;
        manager
            .create_table(
                table("mentor_meetings")
                    .col(uuid("id").primary_key())
                    .col(uuid("mentorship_id"))
                    .col(date("held_on"))
                    .col(integer("minutes"))
                    .col(text("topic"))
                    .col(text("next_step"))
                    .col(uuid("noted_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut part_of("mentorship_id", "mentorships"))
                    .foreign_key(&mut reference("noted_by", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "mentor_meetings", &["mentorship_id", "id"], false).await
    }
}

async fn visits(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("visits")
                .col(uuid("id").primary_key())
                .col(uuid("course_id"))
                .col(uuid("person_id"))
                .col(uuid("visitor_id"))
                .col(uuid_null("form_version_id"))
                .col(text("place"))
                .col(text("time_zone"))
                .col(timestamp_with_time_zone("starts_at"))
                .col(timestamp_with_time_zone("ends_at"))
                .col(text("state"))
                .col(json_binary("observation"))
                // What was agreed: a list.
                .col(json_binary("steps"))
                .col(date_null("follow_up_on"))
                .col(timestamp_with_time_zone_null("held_at"))
                .col(timestamp_with_time_zone_null("acknowledged_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(integer("revision"))
                .col(uuid("planned_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("course_id", "courses"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("visitor_id", "people"))
                .foreign_key(&mut reference("form_version_id", "form_versions"))
                .foreign_key(&mut reference("planned_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "visits", &["person_id"], false).await?;
    index(manager, "visits", &["visitor_id", "starts_at"], false).await?;
    index(manager, "visits", &["course_id"], false).await?;
    index(manager, "visits", &["starts_at"], false).await
}
