//! Groups of the people who take a course, and series of webinars; a webinar has a time zone of its own,
//! and may be for some groups only.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        groups(manager).await?;
        manager
            .create_table(
                table("webinar_series")
                    .col(uuid("id").primary_key())
                    .col(uuid("course_id"))
                    .col(uuid("item_id"))
                    .col(uuid("host_id"))
                    .col(text("title"))
                    .col(text("time_zone"))
                    .col(json_binary("rule"))
                    // For whom new sessions are: identifiers of groups.
                    .col(json_binary("groups"))
                    // It has no sessions to come then, and does not change any more.
                    .col(boolean("called_off"))
                    .col(integer("revision"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("course_id", "courses"))
                    .foreign_key(&mut reference("host_id", "people"))
                    .to_owned(),
            )
            .await?;
        for column in [
            text("time_zone").default("Asia/Ulaanbaatar").to_owned(),
            uuid_null("series_id"),
            // For which day its series planned it, in the series' time zone.
            date_null("series_day"),
            // Whether it was moved or called off by itself, and no longer follows its series.
            boolean("apart").default(false).to_owned(),
        ] {
            let mut change = Table::alter().table("webinars").to_owned();
            manager
                .alter_table(change.add_column(column).to_owned())
                .await?;
        }
        index(manager, "webinars", &["series_id"], false).await?;
        manager
            .create_table(
                table("webinar_groups")
                    .col(uuid("webinar_id"))
                    .col(uuid("group_id"))
                    .primary_key(Index::create().col("webinar_id").col("group_id"))
                    .foreign_key(&mut part_of("webinar_id", "webinars"))
                    .foreign_key(&mut reference("group_id", "course_groups"))
                    .to_owned(),
            )
            .await?;
        index(manager, "webinar_groups", &["group_id"], false).await
    }
}

async fn groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("course_groups")
                .col(uuid("id").primary_key())
                .col(uuid("course_id"))
                .col(text("name"))
                .col(integer("revision"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("course_id", "courses"))
                .to_owned(),
        )
        .await?;
    index(manager, "course_groups", &["course_id", "name"], true).await?;
    manager
        .create_table(
            table("course_group_members")
                .col(uuid("group_id"))
                .col(uuid("person_id"))
                .primary_key(Index::create().col("group_id").col("person_id"))
                .foreign_key(&mut part_of("group_id", "course_groups"))
                .foreign_key(&mut part_of("person_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "course_group_members", &["person_id"], false).await
}
