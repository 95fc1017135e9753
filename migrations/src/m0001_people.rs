//! Organisations, people, their roles, devices and single-use tokens; keys that sign access
//! tokens; counters that limit rates.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        organisations(manager).await?;
        people(manager).await?;
        devices(manager).await?;
        keys_and_limits(manager).await
    }
}

async fn organisations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("organisations")
                .col(uuid("id").primary_key())
                .col(uuid_null("parent_id"))
                // The identifiers from the root down to this organisation, each followed by "/".
                // A part of the tree is then one prefix, on both databases.
                .col(text_uniq("path"))
                .col(text("name"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("parent_id", "organisations"))
                .to_owned(),
        )
        .await
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("people")
                .col(uuid("id").primary_key())
                .col(uuid_null("organisation_id"))
                // Folded to small letters before it is stored: one address, one person.
                // Many have none that they read.
                .col(text_null("email").unique_key().to_owned())
                .col(text("surname"))
                .col(text("given_name"))
                .col(text("language"))
                .col(text("time_zone"))
                .col(text_null("password_hash"))
                .col(boolean("active"))
                .col(integer("revision"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("organisation_id", "organisations"))
                .to_owned(),
        )
        .await?;
    index(manager, "people", &["organisation_id"], false).await?;
    manager
        .create_table(
            table("person_roles")
                .col(uuid("person_id"))
                .col(text("role"))
                .primary_key(Index::create().col("person_id").col("role"))
                .foreign_key(&mut part_of("person_id", "people"))
                .to_owned(),
        )
        .await
}

async fn devices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("sessions")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(text("device"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("last_used_at"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .foreign_key(&mut part_of("person_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "sessions", &["person_id"], false).await?;
    manager
        .create_table(
            table("refresh_tokens")
                .col(text("hash").primary_key())
                .col(uuid("session_id"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .foreign_key(&mut part_of("session_id", "sessions"))
                .to_owned(),
        )
        .await?;
    index(manager, "refresh_tokens", &["session_id"], false).await?;
    manager
        .create_table(
            table("single_use_tokens")
                .col(text("hash").primary_key())
                .col(uuid("person_id"))
                .col(text("purpose"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .foreign_key(&mut part_of("person_id", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "single_use_tokens", &["person_id"], false).await
}

async fn keys_and_limits(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("signing_keys")
                .col(text("id").primary_key())
                .col(binary("private_key"))
                .col(binary("public_key"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("retired_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            table("rate_limits")
                .col(text("key"))
                .col(timestamp_with_time_zone("window_start"))
                .col(integer("count"))
                .primary_key(Index::create().col("key").col("window_start"))
                .to_owned(),
        )
        .await
}
