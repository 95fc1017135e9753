//! Webinars, the durable log of each room, tickets to its socket, and who attended.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("webinars")
                    .col(uuid("id").primary_key())
                    .col(uuid("course_id"))
                    .col(uuid("item_id"))
                    .col(uuid("host_id"))
                    .col(text("title"))
                    .col(timestamp_with_time_zone("starts_at"))
                    .col(timestamp_with_time_zone("ends_at"))
                    .col(text("status"))
                    .col(integer("revision"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("course_id", "courses"))
                    .foreign_key(&mut reference("host_id", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "webinars", &["course_id", "item_id"], false).await?;
        manager
            .create_table(
                table("room_events")
                    .col(uuid("webinar_id"))
                    .col(big_integer("number"))
                    .col(timestamp_with_time_zone("at"))
                    .col(text("event"))
                    .primary_key(Index::create().col("webinar_id").col("number"))
                    .foreign_key(&mut reference("webinar_id", "webinars"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("room_tickets")
                    .col(text("hash").primary_key())
                    .col(uuid("webinar_id"))
                    .col(uuid("person_id"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .foreign_key(&mut part_of("webinar_id", "webinars"))
                    .foreign_key(&mut part_of("person_id", "people"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                table("attendance")
                    .col(uuid("webinar_id"))
                    .col(uuid("person_id"))
                    .col(big_integer("seconds"))
                    .col(integer("share_percent"))
                    .col(json_binary("intervals"))
                    .primary_key(Index::create().col("webinar_id").col("person_id"))
                    .foreign_key(&mut reference("webinar_id", "webinars"))
                    .foreign_key(&mut reference("person_id", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "attendance", &["person_id"], false).await
    }
}
