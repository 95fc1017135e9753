//! Attendance as evidence: what else is counted of it, corrections that only grow, and the codes with
//! which several people check in at one computer.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        attendance(manager).await?;
        corrections(manager).await?;
        manager
            .create_table(
                table("check_in_codes")
                    .col(uuid("webinar_id"))
                    .col(uuid("person_id"))
                    .col(text("code"))
                    .col(timestamp_with_time_zone("created_at"))
                    .primary_key(Index::create().col("webinar_id").col("person_id"))
                    .foreign_key(&mut part_of("webinar_id", "webinars"))
                    .foreign_key(&mut part_of("person_id", "people"))
                    .to_owned(),
            )
            .await?;
        // Unique: a code is one person's.
        index(manager, "check_in_codes", &["webinar_id", "code"], true).await
    }
}

async fn attendance(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for column in [
        text("name").default("").to_owned(),
        text("role").default("participant").to_owned(),
        integer("active_percent").default(0).to_owned(),
        integer("watched_percent").default(0).to_owned(),
        json_binary("activity").default("{}").to_owned(),
        json_binary("checks")
            .default("{\"answered\":0,\"of\":0}")
            .to_owned(),
        json_binary("watched").default("[]").to_owned(),
    ] {
        let mut change = Table::alter().table("attendance").to_owned();
        manager
            .alter_table(change.add_column(column).to_owned())
            .await?;
    }
    manager
        .get_connection()
        .execute_unprepared("UPDATE attendance SET watched_percent = share_percent")
        .await?;
    // One row for a webinar that has been counted: what was held of it.
    manager
        .create_table(
            table("attendance_sheets")
                .col(uuid("webinar_id").primary_key())
                .col(timestamp_with_time_zone("started_at"))
                .col(timestamp_with_time_zone("ended_at"))
                .col(big_integer("of_seconds"))
                .col(timestamp_with_time_zone("counted_at"))
                .foreign_key(&mut reference("webinar_id", "webinars"))
                .to_owned(),
        )
        .await
}

async fn corrections(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("attendance_corrections")
                .col(uuid("id").primary_key())
                .col(uuid("webinar_id"))
                .col(uuid("person_id"))
                .col(json_binary("change"))
                .col(text("reason"))
                .col(uuid("made_by"))
                .col(timestamp_with_time_zone("made_at"))
                .foreign_key(&mut reference("webinar_id", "webinars"))
                .foreign_key(&mut reference("person_id", "people"))
                .foreign_key(&mut reference("made_by", "people"))
                .to_owned(),
        )
        .await?;
    let columns = ["webinar_id", "person_id"];
    index(manager, "attendance_corrections", &columns, false).await?;
    only_grows(manager).await
}

/// What has been written about somebody's attendance is not written anew, by whatever program.
async fn only_grows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements: &[&str] = match manager.get_database_backend() {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER attendance_corrections_stay BEFORE UPDATE ON attendance_corrections \
             BEGIN SELECT RAISE(ABORT, 'corrections of attendance only grow'); END",
            "CREATE TRIGGER attendance_corrections_are_kept BEFORE DELETE ON attendance_corrections \
             BEGIN SELECT RAISE(ABORT, 'corrections of attendance only grow'); END",
        ],
        _ => &[
            "CREATE FUNCTION attendance_corrections_only_grow() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'corrections of attendance only grow'; END $$",
            "CREATE TRIGGER attendance_corrections_stay BEFORE UPDATE OR DELETE ON attendance_corrections \
             FOR EACH ROW EXECUTE FUNCTION attendance_corrections_only_grow()",
        ],
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}
