//! The indicators of a programme: what is measured, what is aimed at, and what was found, which only
//! grows.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indicators(manager).await?;
        values(manager).await?;
        only_grows(manager).await?;
        // Who was enrolled in a course, and who completed it, within a year.
        for (name, column) in [
            ("enrolments_of_course_by_beginning", "created_at"),
            ("enrolments_of_course_by_completion", "completed_at"),
        ] {
            let mut statement = Index::create();
            statement.name(name).table("enrolments");
            statement.col("course_id").col(column);
            manager.create_index(statement).await?;
        }
        Ok(())
    }
}

async fn indicators(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("indicators")
                .col(uuid("id").primary_key())
                .col(uuid("programme_id"))
                .col(text("code"))
                .col(text("title"))
                .col(text("kind"))
                .col(text("unit"))
                // What fills it; absent when people do.
                .col(text_null("query"))
                .col(integer("revision"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("programme_id", "programmes"))
                .to_owned(),
        )
        .await?;
    index(manager, "indicators", &["programme_id", "code"], true).await?;
    manager
        .create_table(
            table("indicator_targets")
                .col(uuid("indicator_id"))
                .col(integer("year"))
                // Hundredths.
                .col(big_integer("target"))
                .primary_key(Index::create().col("indicator_id").col("year"))
                .foreign_key(&mut part_of("indicator_id", "indicators"))
                .to_owned(),
        )
        .await
}

async fn values(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("indicator_values")
                .col(uuid("id").primary_key())
                .col(uuid("indicator_id"))
                // "2015", or "2015-Q2".
                .col(text("period"))
                // Absent for the programme as a whole.
                .col(uuid_null("organisation_id"))
                // Hundredths; a percentage is kept as the part and the whole that it is of.
                .col(big_integer("value"))
                .col(big_integer_null("part"))
                .col(big_integer_null("whole"))
                .col(text("note"))
                .col(uuid_null("evidence_file_id"))
                // The day on which it was found.
                .col(date("found_on"))
                .col(uuid("entered_by"))
                .col(timestamp_with_time_zone("entered_at"))
                .foreign_key(&mut reference("indicator_id", "indicators"))
                .foreign_key(&mut reference("organisation_id", "organisations"))
                .foreign_key(&mut reference("evidence_file_id", "evidence_files"))
                .foreign_key(&mut reference("entered_by", "people"))
                .to_owned(),
        )
        .await?;
    let columns = ["indicator_id", "period", "organisation_id"];
    index(manager, "indicator_values", &columns, false).await?;
    index(manager, "indicator_values", &["evidence_file_id"], false).await
}

/// What has been found is not written anew, by whatever program: what replaces it comes after it.
async fn only_grows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements: &[&str] = match manager.get_database_backend() {
        DbBackend::Sqlite => &[
            "CREATE TRIGGER indicator_values_stay BEFORE UPDATE ON indicator_values \
             BEGIN SELECT RAISE(ABORT, 'values of indicators only grow'); END",
            "CREATE TRIGGER indicator_values_are_kept BEFORE DELETE ON indicator_values \
             BEGIN SELECT RAISE(ABORT, 'values of indicators only grow'); END",
        ],
        _ => &[
            "CREATE FUNCTION indicator_values_only_grow() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'values of indicators only grow'; END $$",
            "CREATE TRIGGER indicator_values_stay BEFORE UPDATE OR DELETE ON indicator_values \
             FOR EACH ROW EXECUTE FUNCTION indicator_values_only_grow()",
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
