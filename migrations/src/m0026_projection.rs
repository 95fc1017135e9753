//! How far a stream of the bus has been copied to the database, and which server copies it.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::table;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let projections = table("room_projections")
            .col(text("stream").primary_key())
            .col(big_integer("position"))
            .col(uuid_null("leased_by"))
            .col(timestamp_with_time_zone_null("leased_until"))
            .to_owned();
        manager.create_table(projections).await
    }
}
