//! Rosters that are imported, row by row; and by what people and organisations are looked for: folded
//! names, and what somebody is now.

use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

use crate::table::{index, part_of, reference, table};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keys(manager).await?;
        imports(manager).await?;
        rows(manager).await
    }
}

async fn keys(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Keys hold small Latin letters and digits and are asked for by their beginnings: PostgreSQL must
    // compare them letter by letter, as SQLite does.
    let collation = match manager.get_database_backend() {
        DbBackend::Postgres => " COLLATE \"C\"",
        _ => "",
    };
    let connection = manager.get_connection();
    for table in ["people", "organisations"] {
        let add =
            format!("ALTER TABLE {table} ADD COLUMN name_key text{collation} NOT NULL DEFAULT ''");
        connection.execute_unprepared(&add).await?;
    }
    // What the open placement says, repeated, so that lists are read through an index.
    let mut change = Table::alter().table("people").to_owned();
    manager
        .alter_table(change.add_column(text_null("position")).to_owned())
        .await?;
    index(manager, "people", &["name_key"], false).await?;
    index(manager, "people", &["position", "id"], false).await?;
    index(manager, "people", &["service_began_on"], false).await?;
    index(manager, "organisations", &["name_key"], false).await
}

async fn imports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("roster_imports")
                .col(uuid("id").primary_key())
                .col(uuid("created_by"))
                .col(timestamp_with_time_zone("created_at"))
                .col(text("file_name"))
                .col(text("format"))
                .col(date("as_of"))
                // Whether people of the named organisations who are not in the file have left.
                .col(boolean("complete"))
                // The organisation of rows that name none.
                .col(uuid_null("organisation_id"))
                .col(text("status"))
                // The rows of the comparison, and how many of them the work under way has come to.
                .col(integer("row_count"))
                .col(integer("worked_through"))
                .col(json_binary("remarks"))
                .col(integer("revision"))
                .col(uuid_null("applied_by"))
                .col(timestamp_with_time_zone_null("applied_at"))
                .col(uuid_null("undone_by"))
                .col(timestamp_with_time_zone_null("undone_at"))
                .foreign_key(&mut reference("created_by", "people"))
                .foreign_key(&mut reference("organisation_id", "organisations"))
                .to_owned(),
        )
        .await?;
    index(manager, "roster_imports", &["created_by"], false).await?;
    // The file, until it has been compared.
    manager
        .create_table(
            table("roster_files")
                .col(uuid("import_id").primary_key())
                .col(binary("bytes"))
                .foreign_key(&mut part_of("import_id", "roster_imports"))
                .to_owned(),
        )
        .await
}

async fn rows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            table("roster_rows")
                .col(uuid("id").primary_key())
                .col(uuid("import_id"))
                .col(integer("number"))
                .col(text("place"))
                .col(text("difference"))
                .col(json_binary("said"))
                .col(uuid_null("organisation_id"))
                // The person of the register it is about; not a reference, because undoing takes
                // away who was new.
                .col(uuid_null("person_id"))
                .col(integer_null("person_revision"))
                .col(json_binary("candidates"))
                .col(json_binary("changes"))
                .col(json_binary("problems"))
                .col(text_null("decision"))
                .col(text_null("outcome"))
                // How the person was before, for undoing.
                .col(json_binary_null("before"))
                .col(integer_null("revision_after"))
                .foreign_key(&mut part_of("import_id", "roster_imports"))
                .to_owned(),
        )
        .await?;
    index(manager, "roster_rows", &["import_id", "number"], true).await?;
    index(
        manager,
        "roster_rows",
        &["import_id", "difference", "id"],
        false,
    )
    .await
}
