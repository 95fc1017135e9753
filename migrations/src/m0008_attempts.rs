//! What happens in an attempt as a chain of entries, the states before and after the open one,
//! sealed papers, and terms of their own for people and schools.

use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        attempts(manager).await?;
        entries(manager).await?;
        sealed_papers(manager).await?;
        accommodations(manager).await
    }
}

/// One statement a column: SQLite adds one at a time.
async fn attempts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let change = || Table::alter().table("attempts").to_owned();
    // An attempt is made before it is started: its paper may be fetched hours before.
    manager
        .alter_table(
            change()
                .rename_column("started_at", "created_at")
                .to_owned(),
        )
        .await?;
    for column in [
        timestamp_with_time_zone_null("started_at"),
        // After the deadline, until when answers that were made in time are awaited.
        timestamp_with_time_zone_null("awaited_until"),
        timestamp_with_time_zone_null("abandoned_at"),
    ] {
        manager
            .alter_table(change().add_column(column).to_owned())
            .await?;
    }
    let database = manager.get_connection();
    database
        .execute_unprepared("UPDATE attempts SET started_at = created_at, awaited_until = deadline")
        .await?;
    let change = || Table::alter().table("answers").to_owned();
    for column in [
        text_null("certainty"),
        boolean("late").default(false).to_owned(),
        timestamp_with_time_zone_null("made_at"),
    ] {
        manager
            .alter_table(change().add_column(column).to_owned())
            .await?;
    }
    Ok(())
}

async fn entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("attempt_entries")
                .col(uuid("attempt_id"))
                // Counted from 1 within the attempt.
                .col(big_integer("number"))
                .col(text("kind"))
                .col(uuid_null("question_id"))
                .col(big_integer_null("client_number"))
                // As it was hashed, letter by letter: a database would order the keys of JSON anew.
                .col(text("body"))
                .col(uuid_null("device_id"))
                .col(text("address"))
                .col(timestamp_with_time_zone_null("claimed_at"))
                .col(timestamp_with_time_zone("recorded_at"))
                // SHA-256 over the entry and the hash before it, in hexadecimal.
                .col(text("hash"))
                .primary_key(Index::create().col("attempt_id").col("number"))
                .foreign_key(&mut part_of("attempt_id", "attempts"))
                .to_owned(),
        )
        .await?;
    // An answer that is sent again is looked for by these.
    index(
        manager,
        "attempt_entries",
        &["attempt_id", "question_id", "client_number"],
        false,
    )
    .await?;
    // The end of each chain, in a narrow row of its own: it changes with every answer.
    manager
        .create_table(
            table("attempt_chains")
                .col(uuid("attempt_id").primary_key())
                .col(big_integer("number"))
                .col(text("hash"))
                .foreign_key(&mut part_of("attempt_id", "attempts"))
                .to_owned(),
        )
        .await
}

async fn sealed_papers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("sealed_papers")
                .col(uuid("version_id"))
                .col(uuid("item_id"))
                // Opens it; 32 bytes in base64.
                .col(text("key"))
                // Orders the questions and their parts in the sealed paper.
                .col(big_integer("seed"))
                // Kept as it was first sealed: a key seals one text only.
                .col(binary("sealed"))
                .col(timestamp_with_time_zone("created_at"))
                .primary_key(Index::create().col("version_id").col("item_id"))
                .foreign_key(&mut reference("version_id", "course_versions"))
                .to_owned(),
        )
        .await
}

async fn accommodations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("accommodations")
                .col(uuid("id").primary_key())
                .col(uuid("course_id"))
                .col(uuid("item_id"))
                // One person, or everybody of an organisation and of those below it.
                .col(uuid_null("person_id"))
                .col(uuid_null("organisation_id"))
                .col(integer("extra_minutes"))
                .col(integer("extra_tries"))
                .col(timestamp_with_time_zone_null("closes_at"))
                .col(text("reason"))
                .col(uuid("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("course_id", "courses"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("organisation_id", "organisations"))
                .foreign_key(&mut reference("created_by", "people"))
                .to_owned(),
        )
        .await?;
    index(manager, "accommodations", &["item_id"], false).await
}
