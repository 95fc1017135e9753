//! Decks of slides that hosts have uploaded, and the pictures drawn of each slide.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                table("slide_decks")
                    // Also where the bytes of the PDF are.
                    .col(uuid("id").primary_key())
                    .col(uuid("webinar_id"))
                    .col(text("name"))
                    .col(text("state"))
                    // Why it could not be drawn.
                    .col(text_null("reason"))
                    // Known as soon as the PDF has been opened.
                    .col(integer_null("slides"))
                    .col(uuid("uploaded_by"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(&mut reference("webinar_id", "webinars"))
                    .foreign_key(&mut reference("uploaded_by", "people"))
                    .to_owned(),
            )
            .await?;
        index(manager, "slide_decks", &["webinar_id"], false).await?;
        manager
            .create_table(
                table("slide_pictures")
                    .col(uuid("id").primary_key())
                    .col(uuid("deck_id"))
                    .col(integer("slide"))
                    .col(integer("width"))
                    .col(integer("height"))
                    .col(text("media_type"))
                    .col(big_integer("size"))
                    .col(text("sha256"))
                    .foreign_key(&mut part_of("deck_id", "slide_decks"))
                    .to_owned(),
            )
            .await?;
        index(
            manager,
            "slide_pictures",
            &["deck_id", "slide", "width"],
            true,
        )
        .await
    }
}
